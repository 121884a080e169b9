//! The command line: what can be asked, and what the exit status says.

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use suar_source::InputError;

use crate::commands::{
    audit, check, demo, eval, export, fold, import, list, officer, packs, report, scan, serve, train, weave,
};
use crate::output::OutputError;
use crate::resources::ResourceArguments;

/// Finds suspicious recruitment in posts and messages, as networks and with reasons.
#[derive(Debug, Parser)]
#[command(name = "suar", version, about, long_about = None, propagate_version = true)]
#[command(
    after_help = "Example: suar scan samples/facebook_groups.jsonl --format table\nWhat it finds needs a human look; it is no proof."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: CommonArguments,
}

/// What every command takes.
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct CommonArguments {
    /// Say nothing but results and errors
    #[arg(long, global = true)]
    pub(crate) quiet: bool,
    /// Use so many threads [default: all cores]
    #[arg(long, global = true, value_name = "N", default_value_t = 0, hide_default_value = true, value_parser = parse_threads)]
    pub(crate) threads: usize,
    #[command(flatten)]
    pub(crate) resources: ResourceArguments,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read posts one by one: signs, kind, risk, and why
    #[command(
        after_help = "Example: suar scan samples/facebook_groups.jsonl --out readings.jsonl --rejects rejects.jsonl"
    )]
    Scan(scan::ScanArguments),
    /// Find near-duplicate texts (templates) and what ties posts together (networks)
    #[command(
        after_help = "Example: suar weave samples/comments.csv --map text=text,id=id --out clusters.csv --networks networks.jsonl"
    )]
    Weave(weave::WeaveArguments),
    /// Explain one text, for a person
    #[command(after_help = "Example: suar check \"Dicari admin di Poipet, gaji 15 juta, tiket gratis, WA saja\"")]
    Check(check::CheckArguments),
    /// Show posts as they are read: disguise and slang undone
    #[command(after_help = "Example: suar fold samples/comments.csv --map text=text,id=# --out folded.jsonl")]
    Fold(fold::FoldArguments),
    /// Scan and weave a folder of files and show what was found
    #[command(after_help = "Example: suar report samples --html report.html")]
    Report(report::ReportArguments),
    /// Look after the packs: the words, signs, places and numbers that Suar knows
    #[command(after_help = "Example: suar packs check --packs packs")]
    Packs(packs::PacksArguments),
    /// Learn the model from labelled posts
    #[command(after_help = "Example: suar train --corpus corpus --out models/suar.model")]
    Train(train::TrainArguments),
    /// Measure the detector on labelled posts
    #[command(after_help = "Example: suar eval corpus/fresh --format table")]
    Eval(eval::EvalArguments),
    /// Serve the public check page and the officers' pages from a data folder
    #[command(after_help = "Example: suar serve --data data --listen 127.0.0.1:8080")]
    Serve(serve::ServeArguments),
    /// The same with invented posts and officers, to look around
    #[command(after_help = "Example: suar demo --data demo-data")]
    Demo(demo::DemoArguments),
    /// Bring files of posts into a data folder and weave them into leads
    #[command(after_help = "Example: suar import samples/facebook_groups.jsonl --data data")]
    Import(import::ImportArguments),
    /// List what a data folder holds
    List(list::ListArguments),
    /// Take something out of a data folder, with a marking
    Export(export::ExportArguments),
    /// Look after the audit trail
    Audit(audit::AuditArguments),
    /// Look after the accounts of officers
    Officer(officer::OfficerArguments),
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All went well.
    Done,
    /// What was asked for does not hold.
    Failed,
    /// Some records could not be read; the rest was.
    SomeRejected,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        ExitCode::from(match outcome {
            Outcome::Done => 0,
            Outcome::Failed => 1,
            Outcome::SomeRejected => 3,
        })
    }
}

/// The status of a command that is itself wrong.
const USAGE: u8 = 2;

/// Runs the program.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let wrong = error.use_stderr();
            return if error.print().is_err() || wrong { ExitCode::from(USAGE) } else { ExitCode::SUCCESS };
        }
    };
    if let Err(error) = rayon::ThreadPoolBuilder::new().num_threads(arguments.common.threads).build_global() {
        return fail(&anyhow::Error::new(error).context("cannot start the threads"));
    }
    match dispatch(arguments) {
        Ok(outcome) => outcome.into(),
        Err(error) => fail(&error),
    }
}

fn dispatch(arguments: Arguments) -> anyhow::Result<Outcome> {
    let common = &arguments.common;
    match arguments.command {
        Command::Scan(arguments) => scan::run(&arguments, common),
        Command::Weave(arguments) => weave::run(&arguments, common),
        Command::Check(arguments) => check::run(&arguments, common),
        Command::Fold(arguments) => fold::run(&arguments, common),
        Command::Report(arguments) => report::run(&arguments, common),
        Command::Packs(arguments) => packs::run(&arguments, common),
        Command::Train(arguments) => train::run(&arguments, common),
        Command::Eval(arguments) => eval::run(&arguments, common),
        Command::Serve(arguments) => serve::run(&arguments, common),
        Command::Demo(arguments) => demo::run(&arguments, common),
        Command::Import(arguments) => import::run(&arguments, common),
        Command::List(arguments) => list::run(&arguments, common),
        Command::Export(arguments) => export::run(&arguments, common),
        Command::Audit(arguments) => audit::run(&arguments, common),
        Command::Officer(arguments) => officer::run(&arguments, common),
    }
}

/// Says what went wrong; a reader that has gone away is no fault.
fn fail(error: &anyhow::Error) -> ExitCode {
    let ends_quietly = error.chain().any(|cause| match cause.downcast_ref::<OutputError>() {
        Some(fault) => fault.is_closed_pipe(),
        None => {
            cause.downcast_ref::<std::io::Error>().is_some_and(|fault| fault.kind() == std::io::ErrorKind::BrokenPipe)
        }
    });
    if ends_quietly {
        return ExitCode::SUCCESS;
    }
    let text = suar_text::clean(&message_of(error)).into_owned();
    if writeln!(std::io::stderr(), "suar: {text}").is_err() {
        return ExitCode::FAILURE;
    }
    let is_usage = error.chain().any(|cause| {
        cause.downcast_ref::<InputError>().is_some_and(InputError::is_usage)
            || cause.downcast_ref::<OutputError>().is_some_and(OutputError::is_usage)
    });
    if is_usage { ExitCode::from(USAGE) } else { ExitCode::FAILURE }
}

/// The error and its causes; a cause that the text before it names already is not said twice.
fn message_of(error: &anyhow::Error) -> String {
    let mut message = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if message.contains(&cause) {
            continue;
        }
        if !message.is_empty() {
            message.push_str(": ");
        }
        message.push_str(&cause);
    }
    message
}

/// The most threads that are started.
const MOST_THREADS: usize = 512;

fn parse_threads(text: &str) -> Result<usize, String> {
    match text.parse::<usize>() {
        Ok(threads) if threads <= MOST_THREADS => Ok(threads),
        _ => Err(format!("a number from 0 (all cores) to {MOST_THREADS}")),
    }
}
