use std::io::Write;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use suar_store::TrailState;

use crate::cli::{CommonArguments, Outcome};
use crate::data_folder::DataArguments;
use crate::output::{Destination, OutputFile};
use crate::pipeline::say;

/// What `suar audit` takes.
#[derive(Args, Clone, Debug)]
pub(crate) struct AuditArguments {
    #[command(subcommand)]
    command: AuditCommand,
}

#[derive(Clone, Debug, Subcommand)]
enum AuditCommand {
    /// Follow the trail from its first entry and say whether it is whole
    #[command(after_help = "Example: suar audit verify --data data")]
    Verify(DataArguments),
}

/// Runs `suar audit`.
pub(crate) fn run(arguments: &AuditArguments, common: &CommonArguments) -> Result<Outcome> {
    let AuditCommand::Verify(data) = &arguments.command;
    let state = data.run(common, |app| async move { Ok(app.verify_audit_from_console().await?) })?;
    match state {
        TrailState::Whole { entries, hash } => {
            let mut out = OutputFile::create(&Destination::Stdout)?;
            writeln!(out, "whole: {entries} entries, last hash {hash}").context("cannot write to standard output")?;
            out.commit()?;
            Ok(Outcome::Done)
        }
        TrailState::Broken { number } => {
            say(&format!("suar: the audit trail is broken at entry {number}"));
            Ok(Outcome::Failed)
        }
    }
}
