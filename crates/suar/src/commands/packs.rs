use std::io::Write;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use suar_detect::Packs;

use crate::cli::{CommonArguments, Outcome};
use crate::noun::Noun;
use crate::output::{Destination, OutputFile};

/// What `suar packs` takes.
#[derive(Args, Clone, Debug)]
pub(crate) struct PacksArguments {
    #[command(subcommand)]
    command: PacksCommand,
}

#[derive(Clone, Debug, Subcommand)]
enum PacksCommand {
    /// Check that every file holds together and every rule finds its own examples
    #[command(after_help = "Example: suar packs check --packs packs")]
    Check,
}

/// Runs `suar packs`.
pub(crate) fn run(arguments: &PacksArguments, common: &CommonArguments) -> Result<Outcome> {
    let PacksCommand::Check = arguments.command;
    let files = common.resources.pack_files()?;
    let checked = Packs::load(&files).and_then(|packs| packs.check_examples().map(|()| packs));
    match checked {
        Ok(packs) => {
            let unread = packs.languages().iter().filter(|(_, reviewed)| !reviewed).count();
            let mut out = OutputFile::create(&Destination::Stdout)?;
            writeln!(
                out,
                "packs {}: {} rules, {} places, {} languages ({unread} not yet reviewed by a native reader); all hold",
                packs.version,
                packs.rules.len(),
                packs.tables.places.len(),
                packs.languages().len()
            )
            .context("cannot write to standard output")?;
            out.commit()?;
            Ok(Outcome::Done)
        }
        Err(faults) => {
            let text = suar_text::clean(&faults.to_string()).into_owned();
            let count = Noun::new("fault", "faults").counted(faults.faults.len() as u64);
            writeln!(std::io::stderr(), "{text}\n{count} in the packs").context("cannot write to standard error")?;
            Ok(Outcome::Failed)
        }
    }
}
