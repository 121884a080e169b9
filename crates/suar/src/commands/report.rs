use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use suar_detect::{Detector, Reading};
use suar_signal::{Band, Signal};
use suar_text::clean_line;
use suar_weave::{Network, Template};

use crate::cli::{CommonArguments, Outcome};
use crate::commands::weave::tie_name;
use crate::explanation::write_explanation;
use crate::findings::{Example, Findings, find};
use crate::noun::{Noun, POSTS};
use crate::output::html::{
    ExamplePost, Mark, NetworkCard, Report, ReportLanguage, SlotCard, SlotValue, Summary, TemplateCard, Tie,
    indicator_name, write_report,
};
use crate::output::terminal::fit;
use crate::output::{Destination, OutputFile, Paint, Target};
use crate::pipeline::{InputArguments, outcome_of};

/// What `suar report` takes.
#[derive(Args, Clone, Debug)]
pub(crate) struct ReportArguments {
    /// Files of posts, or folders of such files
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Write a page for reading to this file
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// The language of the page
    #[arg(long, value_enum, default_value_t = LanguageArgument::Id)]
    language: LanguageArgument,
    /// No colours
    #[arg(long)]
    plain: bool,
    /// Keep what can't be read in this file, with how it begins [default: place and reason on standard error]
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
}

/// The language of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum LanguageArgument {
    /// Indonesian
    #[default]
    Id,
    /// English
    En,
}

/// How many lines of each table the terminal shows, and how many posts are explained.
const SHOWN_ROWS: usize = 12;
const EXPLAINED_POSTS: usize = 2;
/// How networks and templates are ordered; see `findings.rs`.
const ORDER: &str = "the most urgent first: mean risk × log of posts";
const VALUES: Noun = Noun::new("value", "values");
const INPUT_EXTENSIONS: [&str; 10] = ["jsonl", "ndjson", "csv", "tsv", "parquet", "json", "txt", "gz", "zst", "tab"];

/// Runs `suar report`.
pub(crate) fn run(arguments: &ReportArguments, common: &CommonArguments) -> Result<Outcome> {
    let files = files_of(&arguments.paths)?;
    let input = InputArguments { files, input_format: None, map: None, rejects: arguments.rejects.clone() };
    input.check_targets(&[Target::new("--html", arguments.html.as_deref())])?;
    let detector = common.resources.load_detector(None)?;
    let findings = find(&input, &detector, common)?;
    if let Some(path) = &arguments.html {
        let language = match arguments.language {
            LanguageArgument::Id => ReportLanguage::Indonesian,
            LanguageArgument::En => ReportLanguage::English,
        };
        let report = report_of(&findings, &input, &detector, language);
        write_html(&Destination::Path(path.clone()), &report)?;
    }
    let paint = if arguments.plain { Paint::Plain } else { Paint::of_stdout() };
    let mut out = OutputFile::create_styled(&Destination::Stdout)?;
    write_summary(&mut out, &findings, paint).context("cannot write to standard output")?;
    out.commit()?;
    Ok(outcome_of(&findings.counters))
}

/// `suar scan --format html`.
pub(crate) fn write_page(
    input: &InputArguments,
    destination: &Destination,
    detector: &Detector,
    common: &CommonArguments,
) -> Result<Outcome> {
    let findings = find(input, detector, common)?;
    write_html(destination, &report_of(&findings, input, detector, ReportLanguage::Indonesian))?;
    Ok(outcome_of(&findings.counters))
}

fn write_html(destination: &Destination, report: &Report) -> Result<()> {
    let mut file = OutputFile::create(destination)?;
    write_report(&mut file, report).with_context(|| format!("cannot write {}", destination.name()))?;
    Ok(file.commit()?)
}

/// The files named, and the files of posts in the folders named, in the order of their names.
fn files_of(paths: &[PathBuf]) -> Result<Vec<OsString>> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone().into_os_string());
            continue;
        }
        let mut found = Vec::new();
        for entry in std::fs::read_dir(path).with_context(|| format!("cannot open the folder {}", path.display()))? {
            let file = entry.with_context(|| format!("cannot list {}", path.display()))?.path();
            if file.is_file() && has_posts(&file) {
                found.push(file.into_os_string());
            }
        }
        if found.is_empty() {
            bail!("{} holds no file of posts ({})", path.display(), INPUT_EXTENSIONS.join(", "));
        }
        found.sort();
        files.extend(found);
    }
    Ok(files)
}

fn has_posts(file: &Path) -> bool {
    let extension = file.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    extension.is_some_and(|extension| INPUT_EXTENSIONS.contains(&extension.as_str()))
}

fn write_summary(out: &mut dyn Write, findings: &Findings, paint: Paint) -> Result<()> {
    let bands: Vec<String> = findings.bands.iter().map(|(band, count)| format!("{count} {}", band.name())).collect();
    let kinds: Vec<String> = findings.kinds.iter().map(|(kind, count)| format!("{count} {}", kind.name())).collect();
    writeln!(out, "{}: {}", POSTS.counted(findings.counters.read), bands.join(" · "))?;
    writeln!(out, "kinds: {}", kinds.join(" · "))?;
    write_networks(out, findings)?;
    write_templates(out, findings)?;
    for example in explained(findings) {
        writeln!(out, "\n── post {} ──", clean_line(example.reading.id.as_str()))?;
        let signal = Signal::new(example.reading.id.as_str(), example.post.text.clone());
        write_explanation(out, &signal, &example.reading, paint)?;
    }
    Ok(())
}

/// The two posts with the most signs, of different templates.
fn explained(findings: &Findings) -> Vec<&Example> {
    let mut examples: Vec<&Example> = findings.examples.iter().collect();
    examples.sort_by_key(|example| std::cmp::Reverse(example.reading.indicators.len()));
    examples.dedup_by_key(|example| example.reading.template.clone());
    examples.into_iter().take(EXPLAINED_POSTS).collect()
}

fn write_networks(out: &mut dyn Write, findings: &Findings) -> Result<()> {
    let all = findings.weaving.networks.len();
    writeln!(out, "\nNETWORKS ({all}; {ORDER})")?;
    writeln!(out, "{} {:>5} {:>5}  tied by", fit("network", 9), "posts", "risk")?;
    for network in shown(&findings.networks, &findings.weaving.networks) {
        let risk = findings.mean_risk(&network.members);
        let ties: Vec<String> = network.ties.iter().take(4).map(tie_text).collect();
        let more = network.ties.len().saturating_sub(4);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        writeln!(
            out,
            "{} {:>5} {risk:>5.2}  {}{more}",
            fit(&network.number.to_string(), 9),
            network.members.len(),
            ties.join("; ")
        )?;
        let signs: Vec<String> = findings
            .common_signs(&network.members)
            .iter()
            .take(5)
            .map(|(sign, count)| format!("{sign} {count}"))
            .collect();
        if !signs.is_empty() {
            writeln!(out, "          signs: {}", signs.join(" · "))?;
        }
    }
    Ok(())
}

fn tie_text(tie: &suar_weave::Tie) -> String {
    let (kind, value) = tie_name(tie);
    format!("{kind} {} in {}", clean_line(&value), POSTS.counted(u64::from(tie.documents)))
}

fn write_templates(out: &mut dyn Write, findings: &Findings) -> Result<()> {
    let all = findings.weaving.templates.len();
    writeln!(out, "\nTEMPLATES ({all}; {ORDER}; {{…}} is what changes)")?;
    for template in shown(&findings.templates, &findings.weaving.templates) {
        let organised = if template.organised { "organised" } else { "loose" };
        let risk = findings.mean_risk(&template.members);
        let size = template.members.len() as u64;
        writeln!(out, "{} {size:>4} {} · risk {risk:.2} · {organised}", template.number, POSTS.of(size))?;
        writeln!(out, "    {}", fit(&clean_line(&template.consensus), 150).trim_end())?;
        for slot in template.slots.iter().take(4) {
            let values: Vec<String> =
                slot.values.iter().take(4).map(|(value, count)| format!("{} {count}×", clean_line(value))).collect();
            writeln!(
                out,
                "    {{{}}}: {}: {}",
                slot.name,
                VALUES.counted(u64::from(slot.distinct)),
                fit(&values.join(", "), 120).trim_end()
            )?;
        }
    }
    Ok(())
}

fn shown<'items, T>(places: &[usize], items: &'items [T]) -> Vec<&'items T> {
    places.iter().filter_map(|&place| items.get(place)).take(SHOWN_ROWS).collect()
}

fn report_of(findings: &Findings, input: &InputArguments, detector: &Detector, language: ReportLanguage) -> Report {
    let versions = detector.versions();
    Report {
        language,
        summary: Summary {
            posts_read: findings.counters.read,
            rejected: findings.counters.rejected,
            skipped: findings.counters.skipped,
            bands: findings.bands.clone(),
            kinds: findings.kinds.clone(),
            period: findings.period,
            sources: input.files.iter().map(|file| file.to_string_lossy().into_owned()).collect(),
        },
        networks: findings
            .networks
            .iter()
            .filter_map(|&place| findings.weaving.networks.get(place))
            .map(|network| network_card(network, findings, detector, language))
            .collect(),
        networks_total: findings.weaving.networks.len() as u64,
        templates: findings
            .templates
            .iter()
            .filter_map(|&place| findings.weaving.templates.get(place))
            .map(template_card)
            .collect(),
        templates_total: findings.weaving.templates.len() as u64,
        examples: findings.examples.iter().map(|example| example_post(example, language)).collect(),
        versions: vec![("packs".to_owned(), versions.packs.clone()), ("model".to_owned(), versions.model.clone())],
        ..Report::default()
    }
}

fn time_of(seconds: Option<i64>) -> Option<jiff::Timestamp> {
    seconds.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok())
}

fn network_card(network: &Network, findings: &Findings, detector: &Detector, language: ReportLanguage) -> NetworkCard {
    let risk = f64::from(findings.mean_risk(&network.members));
    let templates: Vec<&Template> = findings
        .weaving
        .templates
        .iter()
        .filter(|template| {
            template.members.first().is_some_and(|&first| findings.weaving.network_of(first) == Some(network.number))
        })
        .collect();
    let mut channels: Vec<String> =
        templates.iter().flat_map(|template| &template.channels).map(|(name, _)| name.clone()).collect();
    channels.sort();
    channels.dedup();
    let ties = network.ties.iter().map(|tie| {
        let (kind, value) = tie_name(tie);
        Tie {
            kind: kind_word(kind, language).to_owned(),
            value,
            posts: u64::from(tie.documents),
            weight: f64::from(tie.weight),
        }
    });
    NetworkCard {
        id: network.number.to_string(),
        size: network.members.len() as u64,
        risk,
        band: band_of(risk, detector),
        reasons: reasons_of(network, findings, language),
        ties: ties.collect(),
        templates: templates.iter().map(|template| template.number.to_string()).collect(),
        channels,
        first_seen: time_of(templates.iter().filter_map(|template| template.first_seen).min()),
        last_seen: time_of(templates.iter().filter_map(|template| template.last_seen).max()),
    }
}

fn band_of(risk: f64, detector: &Detector) -> Band {
    detector.packs().assessment.bands.of(risk, true)
}

/// The signs that its posts share, then what ties them.
fn reasons_of(network: &Network, findings: &Findings, language: ReportLanguage) -> Vec<String> {
    let of = match language {
        ReportLanguage::Indonesian => "dari",
        ReportLanguage::English => "of",
    };
    let size = network.members.len();
    let signs = findings.common_signs(&network.members);
    let mut reasons: Vec<String> = signs
        .iter()
        .take(5)
        .map(|(sign, count)| format!("{} ({count} {of} {size})", indicator_name(sign, language)))
        .collect();
    reasons.extend(network.ties.iter().take(3).map(|tie| reason_of(tie, language)));
    reasons
}

fn reason_of(tie: &suar_weave::Tie, language: ReportLanguage) -> String {
    let (kind, value) = tie_name(tie);
    let kind = kind_word(kind, language);
    match language {
        ReportLanguage::Indonesian => format!("{} pos memakai {kind} {value} yang sama", tie.documents),
        ReportLanguage::English => format!("{} posts share the {kind} {value}", tie.documents),
    }
}

/// What a tie is, in words of the page.
fn kind_word(kind: &str, language: ReportLanguage) -> &str {
    match (kind, language) {
        ("phone", ReportLanguage::Indonesian) => "nomor",
        ("phone", ReportLanguage::English) => "number",
        ("handle", ReportLanguage::Indonesian) => "akun",
        ("handle", ReportLanguage::English) => "account",
        ("url", ReportLanguage::Indonesian) => "tautan",
        ("url", ReportLanguage::English) => "link",
        ("email", ReportLanguage::Indonesian) => "surel",
        ("email", ReportLanguage::English) => "mail address",
        ("wallet", ReportLanguage::Indonesian) => "dompet kripto",
        ("template", ReportLanguage::Indonesian) => "templat",
        (other, _) => other,
    }
}

fn template_card(template: &Template) -> TemplateCard {
    let slots = template.slots.iter().map(|slot| SlotCard {
        name: slot.name.clone(),
        kind: slot.kind.name().to_owned(),
        distinct: u64::from(slot.distinct),
        values: slot
            .values
            .iter()
            .map(|(value, count)| SlotValue { value: value.clone(), count: u64::from(*count) })
            .collect(),
    });
    TemplateCard {
        id: template.number.to_string(),
        size: template.members.len() as u64,
        organised: template.organised,
        consensus: template.consensus.clone(),
        slots: slots.collect(),
        first_seen: time_of(template.first_seen),
        last_seen: time_of(template.last_seen),
        channels: template.channels.iter().map(|(name, _)| name.clone()).collect(),
    }
}

fn example_post(example: &Example, language: ReportLanguage) -> ExamplePost {
    let reading = &example.reading;
    let marks = reading.indicators.iter().map(|indicator| Mark {
        spans: indicator.spans.clone(),
        label: indicator_name(&indicator.id, language),
        strength: indicator.strength,
    });
    ExamplePost {
        id: reading.id.0.clone(),
        text: example.post.text.clone(),
        kind: reading.kind,
        band: reading.band,
        risk: reading.risk,
        channel: example.post.channel.clone(),
        time: example.post.time,
        marks: marks.collect(),
        template: reading.template.clone(),
        network: reading.network.clone(),
        explanation: explanation_lines(reading, language),
    }
}

/// The parts of the sum that count, the heaviest first.
fn explanation_lines(reading: &Reading, language: ReportLanguage) -> Vec<String> {
    let mut reasons: Vec<_> = reading.reasons.iter().filter(|reason| reason.weight.abs() >= 0.05).collect();
    reasons.sort_by(|left, right| right.weight.abs().total_cmp(&left.weight.abs()));
    let name = |what: &str| match (what, language) {
        ("base", ReportLanguage::Indonesian) => "titik awal".to_owned(),
        ("words", ReportLanguage::Indonesian) => "kata-kata pos".to_owned(),
        ("families", ReportLanguage::Indonesian) => "banyaknya jenis tanda".to_owned(),
        ("base", ReportLanguage::English) => "where every post begins".to_owned(),
        ("words", ReportLanguage::English) => "the words of the post".to_owned(),
        ("families", ReportLanguage::English) => "how many families of signs".to_owned(),
        _ => indicator_name(what, language),
    };
    reasons.iter().map(|reason| format!("{} {:+.2}", name(&reason.what), reason.weight)).collect()
}
