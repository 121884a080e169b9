//! The house's own commands: set-up, checks, long proofs and measurements.
//!
//! Called as `cargo xtask NAME`. It runs other programs and reads the repository;
//! it holds nothing of what Suar does and depends on none of its crates, so that
//! it is built in seconds and still works when one of them does not compile.

use std::process::ExitCode;

use anyhow::{Result, bail};

mod arguments;
mod bench;
mod debian;
mod demo;
mod environment;
mod http;
mod pages;
mod process;
mod prove;
mod rust_source;
mod screen;
mod served;
mod session;
mod table;
mod test_steps;
mod tidy;
mod workspace;

use arguments::Arguments;
use workspace::Workspace;

const USAGE: &str = "\
cargo xtask demo [--check]              show what Suar does, from nothing, on samples/
cargo xtask test                        every check that a change must pass
cargo xtask tidy                        only the rules of lay-out (part of test)
cargo xtask pages [--keep-screenshots] [--url BASE] [--sign-in JSON]
                                        only the pages in a real browser (part of test)
cargo xtask prove api [--examples N]    the API against its OpenAPI document, as each role
cargo xtask prove fuzz [--minutes N]    every fuzz target, N minutes in all (default 10)
cargo xtask prove supply                licences, sources, bans and unused dependencies
cargo xtask bench scan-speed [--posts N] [--generator FILE]
                                        posts per CPU second, memory, B-cubed
cargo xtask bench false-alarms [--data DIR]
                                        honest posts that would be put before a person
cargo xtask bench pages [--rate N] [--seconds N] [--url BASE] [--officer-pages NAME=/PATH,…]
                        [--sign-in JSON | --cookie COOKIES]
                                        how soon pages answer under load, and how large they are
cargo xtask bench folding [--data DIR]  names that are found before and after folding";

/// Whether what was asked for held.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Held,
    Failed,
}

impl From<bool> for Outcome {
    fn from(held: bool) -> Self {
        if held { Self::Held } else { Self::Failed }
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(Outcome::Held) => ExitCode::SUCCESS,
        Ok(Outcome::Failed) => ExitCode::FAILURE,
        Err(error) => {
            screen::warn(&format!("xtask: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<Outcome> {
    let mut words = environment::command_line();
    let Some(name) = words.next() else {
        bail!("no command given\n{USAGE}");
    };
    let rest: Vec<String> = words.collect();
    if matches!(name.as_str(), "help" | "--help" | "-h") {
        screen::say(USAGE);
        return Ok(Outcome::Held);
    }
    let workspace = Workspace::find()?;
    match name.as_str() {
        "demo" => demo::run(&workspace, &Arguments::parse(rest, &["check"], &[])?),
        "test" => {
            Arguments::parse(rest, &[], &[])?;
            Ok(test_steps::run(&workspace))
        }
        "tidy" => {
            Arguments::parse(rest, &[], &[])?;
            tidy::run(&workspace)
        }
        "pages" => {
            let arguments = Arguments::parse(rest, &["keep-screenshots"], &["url", "sign-in"])?;
            pages::run(&workspace, &arguments)
        }
        "prove" => prove::run(&workspace, rest),
        "bench" => bench::run(&workspace, rest),
        other => bail!("no command `{other}`\n{USAGE}"),
    }
}
