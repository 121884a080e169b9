//! `cargo xtask bench NAME`: figures, written to `docs/bench/` with what they were measured on.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::arguments::Arguments;
use crate::workspace::Workspace;
use crate::{Outcome, screen};

mod cost;
mod false_alarms;
mod folding;
mod ingest;
mod interval;
mod pages;
mod scan_speed;

const NAMES: &str = "there are `scan-speed`, `false-alarms`, `folding`, `ingest` and `pages`";

/// Runs the measurement that the first word names.
pub(crate) fn run(workspace: &Workspace, mut words: Vec<String>) -> Result<Outcome> {
    if words.is_empty() {
        bail!("say which: {NAMES}");
    }
    let name = words.remove(0);
    match name.as_str() {
        "scan-speed" => {
            let arguments = Arguments::parse(words, &[], &["posts", "generator"])?;
            scan_speed::run(workspace, &arguments)
        }
        "false-alarms" => false_alarms::run(workspace, &Arguments::parse(words, &[], &["data"])?),
        "folding" => folding::run(workspace, &Arguments::parse(words, &[], &["data"])?),
        "ingest" => ingest::run(workspace, &Arguments::parse(words, &[], &["posts", "generator"])?),
        "pages" => {
            let options = ["url", "sign-in", "cookie", "officer-pages", "rate", "seconds", "posts", "generator"];
            pages::run(workspace, &Arguments::parse(words, &[], &options)?)
        }
        other => bail!("no measurement `{other}`: {NAMES}"),
    }
}

/// Builds the program as it is shipped.
fn build(workspace: &Workspace) -> Result<()> {
    if workspace.build_program()? {
        return Ok(());
    }
    bail!("the program does not build")
}

/// A folder for what a measurement makes, apart from the checkout.
fn scratch_folder(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.target.join("bench");
    fs::create_dir_all(&folder).with_context(|| format!("could not make {}", folder.to_string_lossy()))?;
    Ok(folder)
}

/// Prints a page and keeps it under `docs/bench/`.
fn publish(workspace: &Workspace, name: &str, page: &str) -> Result<()> {
    let folder = workspace.root.join("docs").join("bench");
    fs::create_dir_all(&folder).context("could not make docs/bench")?;
    fs::write(folder.join(name), page).with_context(|| format!("could not write docs/bench/{name}"))?;
    screen::say(page);
    screen::say(&format!("written to docs/bench/{name}"));
    Ok(())
}
