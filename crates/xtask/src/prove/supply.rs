//! What comes from elsewhere: licences, sources, bans, and nothing that is not used.
//! The advisory database is left out: it changes from day to day and needs the network.

use anyhow::Result;

use super::unused;
use crate::workspace::Workspace;
use crate::{Outcome, process, screen};

/// Runs cargo-deny and looks for unused dependencies.
pub(super) fn run(workspace: &Workspace) -> Result<Outcome> {
    let unused = unused::find(workspace)?;
    for dependency in &unused {
        screen::say(dependency);
    }
    screen::say(&format!("{} unused dependencies", unused.len()));
    if !process::answers("cargo", &["deny", "--version"]) {
        screen::warn("cargo-deny is missing: run `cargo install cargo-deny --locked`, then this again");
        return Ok(Outcome::Failed);
    }
    let arguments = ["deny", "check", "licenses", "sources", "bans"];
    let allowed = process::run(&mut workspace.cargo(arguments))?;
    Ok((allowed && unused.is_empty()).into())
}
