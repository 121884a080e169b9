//! The report as a page in one file: no script, nothing loaded from elsewhere.

use std::io::{self, Write};

use suar_detect::evaluate::{By, Confusion, SetEvaluation};
use suar_text::clean;

use super::measure::EvaluationReport;
use super::plots::{interval_bar, precision_recall, reliability};
use super::tables::{FigureTable, broken_down, cell, makeup_of, parts, plain, whole_sets};
use crate::noun::POSTS;

const STYLE: &str = include_str!("page.css");

/// The hash of the style sheet that the content policy lets through; a test holds it to the file.
const STYLE_HASH: &str = "sha256-PwjHDIOfdeTkjlyDgBOOQPtXmgEez5IRllnANOQW8pU=";

const NOTE: &str = "Risk says that a post needs a human look; it is no proof, and a low risk is no promise of safety. \
    Each figure stands with its 95 % interval and with how many posts or items were judged. Near-duplicates count as \
    one in every interval.";

/// Writes the page.
pub(crate) fn write_page(out: &mut dyn Write, report: &EvaluationReport) -> io::Result<()> {
    write_head(out, report)?;
    if !report.floors.is_empty() {
        write_floors(out, report)?;
    }
    writeln!(out, "<section id=\"figures\">")?;
    write_table(out, &whole_sets(&report.evaluation), "h2")?;
    writeln!(out, "</section>")?;
    for (number, set) in report.evaluation.sets.iter().enumerate() {
        write_set(out, number, set)?;
    }
    write_foot(out, report)
}

fn write_head(out: &mut dyn Write, report: &EvaluationReport) -> io::Result<()> {
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(
        out,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{STYLE_HASH}'; base-uri 'none'; form-action 'none'\">"
    )?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    writeln!(out, "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">")?;
    writeln!(out, "<meta name=\"color-scheme\" content=\"light dark\">\n<title>Evaluation · Suar</title>")?;
    writeln!(out, "<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<header>\n<p class=\"brand\">Suar</p>")?;
    writeln!(out, "<h1>Evaluation</h1>\n<aside class=\"note\"><p>{NOTE}</p></aside>\n<nav><ul>")?;
    if !report.floors.is_empty() {
        writeln!(out, "<li><a href=\"#floors\">Floors</a></li>")?;
    }
    writeln!(out, "<li><a href=\"#figures\">Figures by set</a></li>")?;
    for (number, set) in report.evaluation.sets.iter().enumerate() {
        writeln!(
            out,
            "<li><a href=\"#set-{number}\">{}</a> {}</li>",
            escape(&set.name),
            POSTS.counted(set.posts as u64)
        )?;
    }
    writeln!(out, "</ul></nav>\n</header>")
}

fn write_floors(out: &mut dyn Write, report: &EvaluationReport) -> io::Result<()> {
    writeln!(out, "<section id=\"floors\">\n<h2>Floors</h2>\n<div class=\"wide\" tabindex=\"0\">\n<table>")?;
    writeln!(out, "<thead><tr><th scope=\"col\">figure</th><th scope=\"col\">bound</th>")?;
    writeln!(out, "<th scope=\"col\">measured</th><th scope=\"col\">standing</th></tr></thead>\n<tbody>")?;
    for verdict in &report.floors {
        let class = if verdict.fails() { " class=\"missed\"" } else { "" };
        let measured = verdict.measured.as_ref().map_or_else(|| "-".to_owned(), cell);
        writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{measured}</td><td{class}>{}</td></tr>",
            escape(&verdict.floor.title()),
            escape(&verdict.floor.bound()),
            verdict.standing.words()
        )?;
    }
    writeln!(out, "</tbody>\n</table>\n</div>\n</section>")
}

fn write_set(out: &mut dyn Write, number: usize, set: &SetEvaluation) -> io::Result<()> {
    writeln!(out, "<section id=\"set-{number}\">\n<h2>{}</h2>", escape(&set.name))?;
    writeln!(out, "<p>{}.</p>", makeup_of(set))?;
    writeln!(out, "<div class=\"plots\">")?;
    writeln!(
        out,
        "<figure>{}<figcaption>Calibration: posts in bins of equal count. On the dashed line the risk means what it says.</figcaption></figure>",
        reliability(&set.reliability)
    )?;
    // Without lures there is nothing to find.
    if set.lures > 0 {
        writeln!(
            out,
            "<figure>{}<figcaption>Precision as more lures are found.</figcaption></figure>",
            precision_recall(&set.curve)
        )?;
    }
    writeln!(out, "</div>")?;
    write_confusion(out, &set.confusion)?;
    for by in [By::Kind, By::Language, By::Sector, By::Indicator] {
        write_table(out, &broken_down(set, by), "h3")?;
    }
    write_table(out, &parts(set), "h3")?;
    writeln!(out, "</section>")
}

fn write_table(out: &mut dyn Write, table: &FigureTable<'_>, heading: &str) -> io::Result<()> {
    if table.rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "<{heading}>{}</{heading}>\n<div class=\"wide\" tabindex=\"0\">\n<table>", escape(&table.title))?;
    write!(out, "<thead><tr><th scope=\"col\">{}</th>", table.head)?;
    let has_posts = table.rows.iter().any(|row| row.posts.is_some());
    if has_posts {
        write!(out, "<th scope=\"col\" class=\"count\">posts</th>")?;
    }
    for column in &table.columns {
        write!(out, "<th scope=\"col\">{}</th>", escape(&plain(column)))?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for row in &table.rows {
        write!(out, "<tr><th scope=\"row\">{}</th>", escape(&plain(&row.name)))?;
        if let Some(posts) = row.posts {
            write!(out, "<td class=\"count\">{posts}</td>")?;
        }
        for figure in &row.cells {
            match figure {
                Some(figure) => write!(out, "<td>{}{}</td>", cell(figure), interval_bar(figure))?,
                None => write!(out, "<td class=\"quiet\">-</td>")?,
            }
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody>\n</table>\n</div>")
}

fn write_confusion(out: &mut dyn Write, confusion: &Confusion) -> io::Result<()> {
    writeln!(out, "<h3>Kinds</h3>\n<div class=\"wide\" tabindex=\"0\">\n<table class=\"heat\">")?;
    write!(out, "<caption>Labelled in rows, read in columns</caption>\n<thead><tr><td></td>")?;
    for kind in confusion.kinds {
        write!(out, "<th scope=\"col\">{}</th>", plain(kind))?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for (kind, counts) in confusion.kinds.iter().zip(confusion.counts) {
        write!(out, "<tr><th scope=\"row\">{}</th>", plain(kind))?;
        let sum = counts.iter().sum::<usize>().max(1);
        for count in counts {
            let heat = (count * 9).div_ceil(sum);
            write!(out, "<td class=\"heat-{heat}\">{count}</td>")?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody>\n</table>\n</div>")
}

fn write_foot(out: &mut dyn Write, report: &EvaluationReport) -> io::Result<()> {
    let model = if report.model.is_empty() { "held-out models only" } else { report.model.as_str() };
    let prior = report.prior.map(|prior| format!(" · calibrated for {prior}")).unwrap_or_default();
    let draws = report.evaluation.bootstrap.rounds;
    writeln!(
        out,
        "<footer>\n<p class=\"quiet\">packs {} · model {}{prior} · {draws} draws for intervals that are not Wilson's</p>",
        escape(&report.packs),
        escape(model)
    )?;
    writeln!(out, "</footer>\n</main>\n</body>\n</html>")
}

/// Names of sets and sectors come from files: markup in them is disarmed.
fn escape(text: &str) -> String {
    let text = clean(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use sha2::{Digest, Sha256};
    use suar_detect::evaluate::{Bootstrap, evaluate};

    use super::*;
    use crate::evaluation::example::observations;

    #[test]
    fn the_policy_lets_the_style_through_and_nothing_else() {
        assert_eq!(STYLE_HASH, format!("sha256-{}", base64(&Sha256::digest(STYLE.as_bytes()))));
    }

    #[test]
    fn the_page_is_whole_has_no_script_and_disarms_names() {
        let mut observations = observations();
        for observation in &mut observations {
            observation.set = "<script>alert(1)</script>".to_owned();
        }
        let evaluation = evaluate(&observations, Bootstrap { rounds: 100, seed: 1 });
        let report = EvaluationReport {
            packs: "1".to_owned(),
            model: String::new(),
            prior: None,
            evaluation,
            floors: Vec::new(),
        };
        let mut out = Vec::new();
        write_page(&mut out, &report).unwrap();
        let page = String::from_utf8(out).unwrap();
        assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"));
        assert!(!page.contains("<script") && !page.contains("style=\"") && !page.contains("http://"));
        assert_eq!(page.matches("<tr>").count(), page.matches("</tr>").count());
        assert_eq!(page.matches("<svg").count(), page.matches("</svg>").count());
    }

    fn base64(bytes: &[u8]) -> String {
        const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut encoded = String::new();
        for chunk in bytes.chunks(3) {
            let mut group = [0; 4];
            for (target, byte) in group.iter_mut().skip(1).zip(chunk) {
                *target = *byte;
            }
            let bits = u32::from_be_bytes(group);
            for place in 0..4 {
                let sign = char::from(*SIGNS.get((bits >> (18 - 6 * place)) as usize & 63).unwrap());
                encoded.push(if place <= chunk.len() { sign } else { '=' });
            }
        }
        encoded
    }
}
