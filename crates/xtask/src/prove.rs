//! `cargo xtask prove NAME`: the long checks, bounded, each with a report.

use anyhow::{Result, bail};

use crate::Outcome;
use crate::arguments::Arguments;
use crate::workspace::Workspace;

mod api_client;
mod documented_api;
mod fuzz;
mod kill;
mod power;
mod supply;
mod unused;

/// Runs the proof that the first word names.
pub(crate) fn run(workspace: &Workspace, mut words: Vec<String>) -> Result<Outcome> {
    if words.is_empty() {
        bail!("say which: `cargo xtask prove api`, `fuzz`, `kill`, `power` or `supply`");
    }
    let name = words.remove(0);
    match name.as_str() {
        "api" => documented_api::run(workspace, &Arguments::parse(words, &[], &["examples"])?),
        "fuzz" => fuzz::run(workspace, &Arguments::parse(words, &[], &["minutes"])?),
        "kill" => kill::run(workspace, &Arguments::parse(words, &[], &["rounds", "seed"])?),
        "power" => power::run(workspace, &Arguments::parse(words, &[], &["cuts", "seed", "seconds"])?),
        "supply" => {
            Arguments::parse(words, &[], &[])?;
            supply::run(workspace)
        }
        other => bail!("no proof `{other}`: there are `api`, `fuzz`, `kill`, `power` and `supply`"),
    }
}
