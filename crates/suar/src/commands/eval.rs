use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use suar_detect::evaluate::{Bootstrap, Observation, evaluate};

use crate::cli::{CommonArguments, Outcome};
use crate::evaluation::{Floors, Measured, cross_validate, is_learned_from, measure, page, text};
use crate::output::{Destination, OutputFile};

/// What `suar eval` takes.
#[derive(Args, Clone, Debug)]
pub(crate) struct EvalArguments {
    /// Files or folders of labelled JSON Lines. Posts that the model has learned from flatter it:
    /// cross-validate those [default: corpus/fresh, and --cross-validate corpus]
    #[arg(value_name = "FILE|DIR")]
    inputs: Vec<PathBuf>,
    /// Learn anew and judge each post by a model that has not seen it: a folder of labelled posts,
    /// or one with a training.toml
    #[arg(long, value_name = "DIR")]
    cross_validate: Option<PathBuf>,
    /// How it is shown [default: table; with --floors, only the floors]
    #[arg(long, value_enum)]
    format: Option<EvalFormat>,
    /// Where it goes [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<OsString>,
    /// Hold the figures to these floors; status 1 when one is missed
    #[arg(long, value_name = "FILE")]
    floors: Option<PathBuf>,
    /// Calibrate for this share of unsafe recruitment among the posts [default: the model's]
    #[arg(long, value_name = "P", value_parser = parse_share)]
    prior: Option<f64>,
    /// Draw so many times for the intervals
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(LEAST_DRAWS..))]
    bootstrap: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum EvalFormat {
    /// For reading on a terminal
    Table,
    /// Every figure
    Json,
    /// A page with plots
    Html,
}

const CORPUS: &str = "corpus";
/// Fewer draws than this say nothing of an interval's ends.
const LEAST_DRAWS: i64 = 100;

/// Runs `suar eval`.
pub(crate) fn run(arguments: &EvalArguments, common: &CommonArguments) -> Result<Outcome> {
    let floors = arguments.floors.as_deref().map(Floors::read).transpose()?;
    let mut measured = observe(arguments, common)?;
    let bootstrap = Bootstrap { rounds: arguments.bootstrap as usize, ..Bootstrap::default() };
    let observations = std::mem::take(&mut measured.observations);
    let evaluation = evaluate(&observations, bootstrap);
    let verdicts = floors.map(|floors| floors.judge(&evaluation)).unwrap_or_default();
    let missed = verdicts.iter().filter(|verdict| verdict.fails()).count();
    let report = measured.report(evaluation, verdicts);
    let mut out = OutputFile::create(&Destination::from_argument(arguments.out.as_deref()))?;
    let written = match arguments.format {
        Some(EvalFormat::Json) => {
            serde_json::to_writer_pretty(&mut out, &report).map_err(std::io::Error::from).and_then(|()| writeln!(out))
        }
        Some(EvalFormat::Html) => page::write_page(&mut out, &report),
        None if arguments.floors.is_some() => text::write_floors(&mut out, &report),
        Some(EvalFormat::Table) | None => text::write_report(&mut out, &report),
    };
    written.with_context(|| format!("cannot write {}", out.name()))?;
    out.commit()?;
    if missed > 0 && !common.quiet {
        crate::pipeline::say(&format!("{missed} of {} floors missed", report.floors.len()));
    }
    Ok(if missed > 0 { Outcome::Failed } else { Outcome::Done })
}

/// Reads everything that is to be measured: by held-out models, then by the shipped one.
fn observe(arguments: &EvalArguments, common: &CommonArguments) -> Result<Measured> {
    let (inputs, cross_validated) = what_to_measure(arguments)?;
    let packs = common.resources.load_packs()?;
    let mut observations: Vec<Observation> = Vec::new();
    let mut measured = Measured { packs: packs.version.clone(), ..Measured::default() };
    if let Some(folder) = &cross_validated {
        observations.extend(cross_validate(folder, arguments.prior, &packs)?);
    }
    for input in inputs.iter().filter(|input| is_learned_from(input)) {
        let advice = "the model may have learned from it, which flatters the figures; see --cross-validate";
        crate::pipeline::say(&format!("{}: {advice}", input.display()));
    }
    if !inputs.is_empty() {
        let detector = common.resources.load_detector(arguments.prior)?;
        measured.model.clone_from(&detector.versions().model);
        observations.extend(measure(&inputs, &detector)?);
    }
    measured.prior = arguments.prior;
    measured.observations = observations;
    Ok(measured)
}

fn parse_share(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(share) if share > 0.0 && share < 1.0 => Ok(share),
        _ => Err("a share between 0 and 1, such as 0.001".to_owned()),
    }
}

/// What was asked for, or else what the repository holds.
fn what_to_measure(arguments: &EvalArguments) -> Result<(Vec<PathBuf>, Option<PathBuf>)> {
    if !arguments.inputs.is_empty() || arguments.cross_validate.is_some() {
        return Ok((arguments.inputs.clone(), arguments.cross_validate.clone()));
    }
    let corpus = Path::new(CORPUS);
    if !corpus.is_dir() {
        bail!(
            "there is no folder `{CORPUS}` here: name files or folders of labelled posts, or run this in the repository"
        );
    }
    let fresh = crate::evaluation::fresh_folder(corpus)?;
    Ok((fresh.into_iter().collect(), Some(corpus.to_path_buf())))
}
