use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use serde_json::json;
use suar_detect::{Analysis, Detector, Extraction};
use suar_signal::Signal;
use suar_weave::{Network, OwnedDocument, Template, Tie, TieKind, Weaving, Woven, document_of};

use crate::cli::{CommonArguments, Outcome};
use crate::commands::report::write_page;
use crate::commands::scan::{FormatArgument, ScanArguments};
use crate::output::{Destination, OutputFile, Target};
use crate::pipeline::{InputArguments, for_each_post, is_worth_writing, outcome_of};
use crate::spool::Spool;

/// What `suar weave` takes.
#[derive(Args, Clone, Debug)]
pub(crate) struct WeaveArguments {
    #[command(flatten)]
    input: InputArguments,
    /// Write the CSV id,template,network to this file [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<OsString>,
    /// Write one JSON object a template to this file
    #[arg(long, value_name = "FILE")]
    templates: Option<PathBuf>,
    /// Write one JSON object a network to this file; the posts are scored for it
    #[arg(long, value_name = "FILE")]
    networks: Option<PathBuf>,
}

/// Runs `suar weave`.
pub(crate) fn run(arguments: &WeaveArguments, common: &CommonArguments) -> Result<Outcome> {
    arguments.input.check_targets(&[
        Target::out(arguments.out.as_deref()),
        Target::new("--templates", arguments.templates.as_deref()),
        Target::new("--networks", arguments.networks.as_deref()),
    ])?;
    let detector = common.resources.load_detector(None)?;
    // Opened first: a place where nothing can be written is not to be found out after an hour of reading.
    let clusters = OutputFile::create(&Destination::from_argument(arguments.out.as_deref()))?;
    let templates = arguments.templates.as_deref().map(create).transpose()?;
    let networks = arguments.networks.as_deref().map(create).transpose()?;
    let document = if networks.is_some() { scored_document } else { unscored_document };
    let mut woven = Woven::default();
    let mut ids = Vec::new();
    let end = for_each_post(
        &arguments.input,
        common,
        |signal| (signal.id.0.clone(), document(&signal, &detector)),
        |documents| {
            for (id, document) in documents {
                woven.add(&document);
                ids.push(id);
            }
            Ok(())
        },
    );
    if is_worth_writing(&end, ids.len()) {
        let weaving = woven.finish();
        write_clusters(clusters, &ids, &weaving)?;
        if let Some(file) = templates {
            write_lines(file, weaving.templates.iter().map(template_object))?;
        }
        if let Some(file) = networks {
            write_lines(file, weaving.networks.iter().map(|network| network_object(network, &ids)))?;
        }
    }
    Ok(outcome_of(&end?))
}

fn create(path: &Path) -> Result<OutputFile> {
    Ok(OutputFile::create(&Destination::Path(path.to_path_buf()))?)
}

fn scored_document(signal: &Signal, detector: &Detector) -> OwnedDocument {
    let packs = detector.packs();
    let analysis = Analysis::new(signal, packs);
    let risk = detector.read_analysed(signal, &analysis).risk;
    document_of(signal, (&analysis.folded, &analysis.entities), &packs.tables, Some(risk))
}

fn unscored_document(signal: &Signal, detector: &Detector) -> OwnedDocument {
    let packs = detector.packs();
    let read = Extraction::new(signal, packs);
    document_of(signal, (&read.folded, &read.entities), &packs.tables, None)
}

fn write_clusters(mut file: OutputFile, ids: &[String], weaving: &Weaving) -> Result<()> {
    let failed = format!("cannot write to {}", file.name());
    let mut table = csv::Writer::from_writer(&mut file);
    table.write_record(["id", "template", "network"]).with_context(|| failed.clone())?;
    for (index, id) in (0..).zip(ids) {
        let template = weaving.template_of(index).map(|number| number.to_string()).unwrap_or_default();
        let network = weaving.network_of(index).map(|number| number.to_string()).unwrap_or_default();
        table.write_record([id.as_str(), &template, &network]).with_context(|| failed.clone())?;
    }
    table.flush().context(failed)?;
    drop(table);
    Ok(file.commit()?)
}

fn write_lines(mut file: OutputFile, objects: impl Iterator<Item = serde_json::Value>) -> Result<()> {
    for object in objects {
        let written = serde_json::to_writer(&mut file, &object).map_err(std::io::Error::from);
        let written = written.and_then(|()| file.write_all(b"\n"));
        written.with_context(|| format!("cannot write to {}", file.name()))?;
    }
    Ok(file.commit()?)
}

fn time_of(seconds: Option<i64>) -> Option<jiff::Timestamp> {
    seconds.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok())
}

fn template_object(template: &Template) -> serde_json::Value {
    let slots = template.slots.iter().map(|slot| {
        let values = slot.values.iter().map(|(value, count)| json!({"value": value, "count": count}));
        json!({
            "name": slot.name,
            "kind": slot.kind.name(),
            "distinct": slot.distinct,
            "values": values.collect::<Vec<_>>(),
        })
    });
    let channels = template.channels.iter().map(|(channel, count)| json!({"channel": channel, "count": count}));
    json!({
        "template": template.number.to_string(),
        "size": template.members.len(),
        "consensus": template.consensus,
        "slots": slots.collect::<Vec<_>>(),
        "first_seen": time_of(template.first_seen),
        "last_seen": time_of(template.last_seen),
        "channels": channels.collect::<Vec<_>>(),
        "organised": template.organised,
        "wordings": template.wordings,
        "bits": {
            "alone": template.criterion.bits_alone.round(),
            "template": template.criterion.bits_template.round(),
            "members": template.criterion.bits_members.round(),
        },
    })
}

fn network_object(network: &Network, ids: &[String]) -> serde_json::Value {
    let members: Vec<&str> =
        network.members.iter().filter_map(|&member| ids.get(member as usize)).map(String::as_str).collect();
    json!({
        "network": network.number.to_string(),
        "size": network.members.len(),
        "risk": network.risk.map(two_decimals),
        "risk_from": network.risk_from.and_then(|place| network.ties.get(place)).map(tie_object),
        "ties": network.ties.iter().map(tie_object).collect::<Vec<_>>(),
        "members": members,
    })
}

fn tie_object(tie: &Tie) -> serde_json::Value {
    let (kind, value) = tie_name(tie);
    json!({
        "kind": kind,
        "value": value,
        "weight": two_decimals(tie.weight),
        "posts": tie.documents,
        "wordings": tie.wordings,
        "mean_risk": tie.mean_risk.map(two_decimals),
    })
}

/// What a tie is, and its value.
pub(crate) fn tie_name(tie: &Tie) -> (&'static str, String) {
    match &tie.kind {
        TieKind::Identifier(identifier) => (identifier.kind.name(), identifier.value.clone()),
        TieKind::Template(number) => ("template", number.to_string()),
    }
}

fn two_decimals(value: f32) -> f64 {
    (f64::from(value) * 100.0).round() / 100.0
}

/// `suar scan --weave`: readings are spooled, then given their templates and networks.
pub(crate) fn scan_with_weaving(arguments: &ScanArguments, common: &CommonArguments) -> Result<Outcome> {
    let detector = common.resources.load_detector(arguments.prior)?;
    if arguments.output.format == FormatArgument::Html {
        return write_page(&arguments.input, &arguments.output.destination(), &detector, common);
    }
    let mut sink = arguments.output.create_sink()?;
    let mut spool = Spool::create()?;
    let mut woven = Woven::default();
    let mut taken = 0;
    let end = for_each_post(
        &arguments.input,
        common,
        |signal| read_and_document(&signal, &detector),
        |results| {
            taken += results.len();
            for (json, document) in results {
                spool.add(&json?)?;
                woven.add(&document);
            }
            Ok(())
        },
    );
    if !is_worth_writing(&end, taken) {
        return Ok(outcome_of(&end?));
    }
    let weaving = woven.finish();
    let row_of = arguments.output.row_maker();
    let mut lines = spool.rewind()?;
    let mut index = 0;
    while let Some(mut reading) = lines.next_reading()? {
        reading.template = weaving.template_of(index).map(|number| number.to_string());
        reading.network = weaving.network_of(index).map(|number| number.to_string());
        sink.write(&row_of(&reading)?)?;
        index += 1;
    }
    sink.finish()?;
    Ok(outcome_of(&end?))
}

/// A post read and turned into a document of the weaver.
pub(crate) fn read_and_document(signal: &Signal, detector: &Detector) -> (Result<String>, OwnedDocument) {
    let analysis = Analysis::new(signal, detector.packs());
    let reading = detector.read_analysed(signal, &analysis);
    let parts = (&analysis.folded, &analysis.entities);
    let document = document_of(signal, parts, &detector.packs().tables, Some(reading.risk));
    (serde_json::to_string(&reading).map_err(anyhow::Error::from), document)
}
