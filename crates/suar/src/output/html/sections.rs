use std::io::{self, Write};

use jiff::Timestamp;
use suar_signal::Band;

use super::escape::{anchor, escape, number, share, time};
use super::marks::{marked_text, words_of_mark};
use super::words::Words;
use super::{ExamplePost, Mark, NetworkCard, Report, SlotCard, Summary, TemplateCard};

/// How many channels, reasons or ties of one card are written out.
const LONGEST_LIST: usize = 40;

pub(crate) fn write_summary(out: &mut dyn Write, summary: &Summary, words: &Words) -> io::Result<()> {
    let to_look_at: u64 = summary.bands.iter().filter(|(band, _)| *band >= Band::Medium).map(|(_, count)| count).sum();
    writeln!(out, "<section id=\"summary\">\n<h2>{}</h2>\n<ul class=\"figures\">", words.summary)?;
    for (count, name, is_shown) in [
        (summary.posts_read, words.posts_read, true),
        (to_look_at, words.to_look_at, true),
        (summary.rejected, words.rejected, summary.rejected > 0),
        (summary.skipped, words.skipped, summary.skipped > 0),
    ] {
        if is_shown {
            writeln!(out, "<li><b>{}</b> {}</li>", number(count, words), name.of(count))?;
        }
    }
    writeln!(out, "</ul>")?;
    let bands = summary.bands.iter().map(|(band, count)| (band_name(*band, words), *count)).collect();
    write_bars(out, words.bands, bands, words)?;
    let kinds = summary.kinds.iter().map(|(kind, count)| (words.kind(*kind).to_owned(), *count)).collect();
    write_bars(out, words.kinds, kinds, words)?;
    if let Some((first, last)) = summary.period {
        writeln!(out, "<p>{}: {} – {}</p>", words.period, time(first), time(last))?;
    }
    write_list_line(out, words.sources, &summary.sources, words)?;
    writeln!(out, "</section>")
}

pub(crate) fn write_networks(out: &mut dyn Write, report: &Report, words: &Words) -> io::Result<()> {
    writeln!(out, "<section id=\"networks\">\n<h2>{}</h2>", words.networks)?;
    write_shown(out, report.networks.len(), report.networks_total, words.no_networks, words)?;
    for network in &report.networks {
        write_network(out, network, words)?;
    }
    writeln!(out, "</section>")
}

pub(crate) fn write_templates(out: &mut dyn Write, report: &Report, words: &Words) -> io::Result<()> {
    writeln!(out, "<section id=\"templates\">\n<h2>{}</h2>", words.templates)?;
    write_shown(out, report.templates.len(), report.templates_total, words.no_templates, words)?;
    for template in &report.templates {
        write_template(out, template, words)?;
    }
    writeln!(out, "</section>")
}

pub(crate) fn write_examples(out: &mut dyn Write, report: &Report, words: &Words) -> io::Result<()> {
    writeln!(out, "<section id=\"examples\">\n<h2>{}</h2>", words.examples)?;
    if report.examples.is_empty() {
        writeln!(out, "<p class=\"quiet\">{}</p>", words.no_examples)?;
    }
    for post in &report.examples {
        write_example(out, post, words)?;
    }
    writeln!(out, "</section>")
}

fn write_shown(out: &mut dyn Write, shown: usize, total: u64, none: &str, words: &Words) -> io::Result<()> {
    let shown = shown as u64;
    if shown == 0 && total == 0 {
        return writeln!(out, "<p class=\"quiet\">{none}</p>");
    }
    if total > 1 {
        writeln!(out, "<p class=\"quiet\">{}</p>", words.order)?;
    }
    if shown < total {
        writeln!(out, "<p class=\"quiet\">{} {} {}</p>", number(shown, words), words.shown_of, number(total, words))?;
    }
    Ok(())
}

fn write_bars(out: &mut dyn Write, caption: &str, rows: Vec<(String, u64)>, words: &Words) -> io::Result<()> {
    let most = rows.iter().map(|(_, count)| *count).max().unwrap_or_default().max(1);
    writeln!(out, "<table class=\"bars\">\n<caption>{caption}</caption>")?;
    for (name, count) in rows {
        let width = count as f64 * 100.0 / most as f64;
        writeln!(out, "<tr><th scope=\"row\">{name}</th><td class=\"count\">{}</td>", number(count, words))?;
        writeln!(
            out,
            "<td class=\"bar\" aria-hidden=\"true\"><svg width=\"100%\" height=\"10\"><rect width=\"{width:.1}%\" height=\"10\"/></svg></td></tr>"
        )?;
    }
    writeln!(out, "</table>")
}

/// The beginning of a card: what it is about, and how many posts that is.
fn open_card(out: &mut dyn Write, what: &str, (id, size): (&str, u64), words: &Words) -> io::Result<()> {
    let posts = words.posts.of(size);
    writeln!(out, "<article id=\"{}\">\n<h3>{} · {} {posts}</h3>", anchor(what, id), escape(id), number(size, words))
}

fn write_network(out: &mut dyn Write, network: &NetworkCard, words: &Words) -> io::Result<()> {
    open_card(out, "network", (&network.id, network.size), words)?;
    writeln!(out, "<p>{} · {} {}</p>", band_chip(network.band, words), words.risk, share(network.risk, words))?;
    if !network.reasons.is_empty() {
        writeln!(out, "<h4>{}</h4>\n<ul>", words.reasons)?;
        for reason in network.reasons.iter().take(LONGEST_LIST) {
            writeln!(out, "<li>{}</li>", escape(reason))?;
        }
        writeln!(out, "</ul>")?;
    }
    write_ties(out, network, words)?;
    let links: Vec<String> = network.templates.iter().take(LONGEST_LIST).map(|id| link("template", id)).collect();
    if !links.is_empty() {
        writeln!(out, "<p><b>{}</b> {}</p>", words.templates, links.join(" "))?;
    }
    write_list_line(out, words.channels, &network.channels, words)?;
    write_seen(out, network.first_seen, network.last_seen, words)?;
    writeln!(out, "</article>")
}

fn write_ties(out: &mut dyn Write, network: &NetworkCard, words: &Words) -> io::Result<()> {
    if network.ties.is_empty() {
        return Ok(());
    }
    let ties = words.ties;
    writeln!(out, "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{ties}\"><table>")?;
    writeln!(out, "<caption>{ties}</caption>\n<thead><tr>")?;
    for head in [words.tie_kind, words.tie_value, words.posts.many(), words.weight] {
        writeln!(out, "<th scope=\"col\">{head}</th>")?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for tie in network.ties.iter().take(LONGEST_LIST) {
        let (kind, value) = (escape(&tie.kind), escape(&tie.value));
        let (posts, weight) = (number(tie.posts, words), share(tie.weight, words));
        writeln!(
            out,
            "<tr><td>{kind}</td><td><span class=\"value\">{value}</span></td><td class=\"count\">{posts}</td><td class=\"count\">{weight}</td></tr>"
        )?;
    }
    writeln!(out, "</tbody></table></div>")
}

fn write_template(out: &mut dyn Write, template: &TemplateCard, words: &Words) -> io::Result<()> {
    open_card(out, "template", (&template.id, template.size), words)?;
    if template.organised {
        writeln!(out, "<p><span class=\"chip caution\">▲ {}</span></p>", words.organised)?;
    }
    writeln!(out, "<blockquote dir=\"auto\">{}</blockquote>", consensus(template))?;
    if !template.slots.is_empty() {
        writeln!(out, "<dl class=\"slots\">")?;
        for slot in &template.slots {
            write_slot(out, slot, words)?;
        }
        writeln!(out, "</dl>")?;
    }
    write_list_line(out, words.channels, &template.channels, words)?;
    write_seen(out, template.first_seen, template.last_seen, words)?;
    writeln!(out, "</article>")
}

fn write_slot(out: &mut dyn Write, slot: &SlotCard, words: &Words) -> io::Result<()> {
    let kind = if slot.kind == slot.name { String::new() } else { format!(" ({})", escape(&slot.kind)) };
    write!(out, "<dt><span class=\"slot\">{}</span>{kind}</dt>\n<dd>", escape(&slot.name))?;
    for (place, value) in slot.values.iter().enumerate() {
        let part = if place > 0 { " · " } else { "" };
        write!(out, "{part}{} <b>{}</b>", escape(&value.value), number(value.count, words))?;
    }
    let others = slot.distinct.saturating_sub(slot.values.len() as u64);
    if others > 0 {
        write!(out, " · +{} {}", number(others, words), words.more_values.of(others))?;
    }
    writeln!(out, "</dd>")
}

fn write_example(out: &mut dyn Write, post: &ExamplePost, words: &Words) -> io::Result<()> {
    writeln!(out, "<article id=\"{}\">\n<h3>{}</h3>", anchor("post", &post.id), escape(&post.id))?;
    writeln!(
        out,
        "<p>{} · {} · {} {}</p>",
        band_chip(post.band, words),
        words.kind(post.kind),
        words.risk,
        share(post.risk, words)
    )?;
    let channel = post.channel.as_deref().map(escape);
    let place: Vec<String> = channel.into_iter().chain(post.time.map(time)).collect();
    if !place.is_empty() {
        writeln!(out, "<p class=\"quiet\">{}</p>", place.join(" · "))?;
    }
    writeln!(out, "<blockquote dir=\"auto\">{}</blockquote>", marked_text(post))?;
    write_signs(out, post, words)?;
    let template = post.template.iter().map(|id| format!("{} {}", words.template, link("template", id)));
    let network = post.network.iter().map(|id| format!("{} {}", words.network, link("network", id)));
    let links: Vec<String> = network.chain(template).collect();
    if !links.is_empty() {
        writeln!(out, "<p>{}</p>", links.join(" · "))?;
    }
    if !post.explanation.is_empty() {
        writeln!(out, "<details><summary>{}</summary>\n<ul>", words.explanation)?;
        for line in &post.explanation {
            writeln!(out, "<li>{}</li>", escape(line))?;
        }
        writeln!(out, "</ul></details>")?;
    }
    writeln!(out, "</article>")
}

fn write_signs(out: &mut dyn Write, post: &ExamplePost, words: &Words) -> io::Result<()> {
    if post.marks.is_empty() {
        return writeln!(out, "<p class=\"quiet\">{}</p>", words.nothing_marked);
    }
    writeln!(out, "<h4>{}</h4>\n<ol>", words.signs)?;
    for mark in &post.marks {
        writeln!(out, "<li>{}</li>", sign(post, mark, words))?;
    }
    writeln!(out, "</ol>")
}

fn sign(post: &ExamplePost, mark: &Mark, words: &Words) -> String {
    let evidence = words_of_mark(&post.text, mark);
    let shown =
        if evidence.is_empty() { words.not_in_text.to_owned() } else { format!("“{}”", evidence.join("” “")) };
    format!("<b>{}</b> <span class=\"quiet\">({})</span> {shown}", escape(&mark.label), words.strength(mark.strength))
}

/// The shared text with a chip for every `{slot}` that the template knows.
fn consensus(template: &TemplateCard) -> String {
    let mut shown = String::new();
    let mut rest = template.consensus.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        shown.push_str(&escape(before));
        let known = after.split_once('}').filter(|(name, _)| template.slots.iter().any(|slot| slot.name == *name));
        if let Some((name, following)) = known {
            let chip = format!("<span class=\"slot\">{}</span>", escape(name));
            shown.push_str(&chip);
            rest = following;
        } else {
            shown.push('{');
            rest = after;
        }
    }
    shown.push_str(&escape(rest));
    shown
}

fn write_list_line(out: &mut dyn Write, name: &str, values: &[String], words: &Words) -> io::Result<()> {
    if values.is_empty() {
        return Ok(());
    }
    let mut shown: Vec<String> = values.iter().take(LONGEST_LIST).map(|value| escape(value)).collect();
    if values.len() > LONGEST_LIST {
        shown.push(format!("+{}", number((values.len() - LONGEST_LIST) as u64, words)));
    }
    writeln!(out, "<p><b>{name}</b> {}</p>", shown.join(" · "))
}

fn write_seen(out: &mut dyn Write, first: Option<Timestamp>, last: Option<Timestamp>, words: &Words) -> io::Result<()> {
    let moments: Vec<String> = first.into_iter().chain(last.filter(|last| Some(*last) != first)).map(time).collect();
    if moments.is_empty() {
        return Ok(());
    }
    writeln!(out, "<p class=\"quiet\">{}: {}</p>", words.seen, moments.join(" – "))
}

/// A word and a shape: meaning never by colour alone.
fn band_name(band: Band, words: &Words) -> String {
    let shape = match band {
        Band::Low => "·",
        Band::Medium => "●",
        Band::High => "▲",
        Band::Urgent => "■",
    };
    format!("{shape} {}", words.band(band))
}

fn band_chip(band: Band, words: &Words) -> String {
    let meaning = match band {
        Band::Low => "calm",
        Band::Medium => "caution",
        Band::High | Band::Urgent => "danger",
    };
    format!("<span class=\"chip {meaning}\">{}</span>", band_name(band, words))
}

fn link(prefix: &str, id: &str) -> String {
    format!("<a href=\"#{}\">{}</a>", anchor(prefix, id), escape(id))
}
