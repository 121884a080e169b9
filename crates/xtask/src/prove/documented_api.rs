//! the API against its own `OpenAPI` document: schemathesis asks a server of this machine for what the document
//! promises and for what it forbids, as an officer of each role. Bounded, with a fixed seed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::arguments::Arguments;
use crate::served::{Build, Served, fresh_folder, program};
use crate::table::markdown;
use crate::workspace::Workspace;
use crate::{Outcome, debian, process, screen};

/// The version that the settings were written for.
const SCHEMATHESIS: &str = "4.32.5";
const SETTINGS: &str = include_str!("documented_api/schemathesis.toml");
const HOOKS: &str = include_str!("documented_api/visitors.py");
const DEFAULT_EXAMPLES: u32 = 50;
/// Each token has a budget; with so many none is spent.
const TOKENS: usize = 24;
/// How much of a failed run is shown.
const SHOWN_LINES: usize = 120;

/// The invented officers of the demonstration, and what their tokens are for. Who closes accounts comes last.
const OFFICERS: [(&str, &[&str]); 4] = [
    (
        "analis",
        &[ACCOUNT, IMPORT, "read_import", READ, TAKE, "hand_over_lead", DECIDE, UNDO, EXPORT, HISTORY, "read_report"],
    ),
    (
        "manajer",
        &[
            ACCOUNT,
            IMPORT,
            "read_import",
            READ,
            TAKE,
            "hand_over_lead",
            DECIDE,
            UNDO,
            EXPORT,
            HISTORY,
            "read_report",
            "answer_contest",
        ],
    ),
    ("auditor", &[ACCOUNT, HISTORY, "read_audit"]),
    ("admin", &[ACCOUNT, "keep_officers", "confirm_contact"]),
];
const ACCOUNT: &str = "keep_own_account";
const IMPORT: &str = "import";
const READ: &str = "read_lead";
const TAKE: &str = "take_lead";
const DECIDE: &str = "decide_lead";
const UNDO: &str = "undo_decision";
const EXPORT: &str = "export_lead";
const HISTORY: &str = "read_lead_history";

/// What came of asking as one officer.
struct Asked {
    officer: &'static str,
    held: bool,
    cases: String,
}

/// Runs schemathesis as each officer; fails on any server error and on any answer that is not documented.
pub(super) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<Outcome> {
    let examples: u32 = arguments.get("examples", DEFAULT_EXAMPLES)?;
    if examples == 0 {
        bail!("`--examples 0` asks for nothing");
    }
    let tool = provide_schemathesis(workspace)?;
    let data = fresh_folder(workspace, "api")?;
    let office = Office::open(workspace, &data)?;
    let settings = fresh_folder(workspace, "schemathesis")?;
    fs::write(settings.join("schemathesis.toml"), SETTINGS).context("could not write the settings")?;
    fs::write(settings.join("visitors.py"), HOOKS).context("could not write the hooks")?;
    let mut all = Vec::new();
    for (officer, tokens) in &office.tokens {
        let mut command = Command::new(&tool);
        command
            .current_dir(&settings)
            .args(["--config-file", "schemathesis.toml", "run"])
            .arg(workspace.root.join("docs").join("openapi.json"))
            .args(["--url", &office.served.base_url, "--checks", "all", "--max-examples", &examples.to_string()])
            .env("PYTHONPATH", &settings)
            .env("SUAR_TOKENS", tokens.join(" "))
            .env("SUAR_TOKEN", tokens.first().map_or("", String::as_str));
        let captured = process::capture_all(&mut command)?;
        let asked = Asked { officer, held: captured.succeeded, cases: cases_in(&captured.stdout) };
        if !asked.held {
            show_end(&captured.stdout);
            show_end(&captured.stderr);
        }
        screen::say(&format!("{}: {}", asked.officer, asked.cases));
        all.push(asked);
    }
    screen::say(&format!("\n{}", show(&all)));
    Ok(all.iter().all(|asked| asked.held).into())
}

/// A served demonstration, with tokens of its officers.
struct Office {
    served: Served,
    tokens: Vec<(&'static str, Vec<String>)>,
}

impl Office {
    /// Fills a data folder, makes the tokens and starts a server over it.
    fn open(workspace: &Workspace, data: &Path) -> Result<Self> {
        let mut fill = program(workspace, Build::Quick)?;
        if !process::run(fill.args(["demo", "--quiet", "--no-serve", "--data"]).arg(data))? {
            bail!("the demonstration could not fill {}", data.display());
        }
        let mut tokens = Vec::new();
        for (officer, actions) in OFFICERS {
            let made: Result<Vec<String>> =
                (0..TOKENS).map(|_| make_token(workspace, data, (officer, actions))).collect();
            tokens.push((officer, made?));
        }
        let served = Served::start_with(program(workspace, Build::Quick)?, data)?;
        Ok(Self { served, tokens })
    }
}

fn make_token(workspace: &Workspace, data: &Path, (officer, actions): (&str, &[&str])) -> Result<String> {
    let mut command = Command::new(workspace.target.join("debug").join("suar"));
    command.args(["officer", "token", officer, "--name", "schemathesis", "--days", "1", "--data"]).arg(data);
    for action in actions {
        command.args(["--action", action]);
    }
    let secret = process::read(&mut command).with_context(|| format!("could not make a token for {officer}"))?;
    Ok(secret.trim().to_owned())
}

/// The program, installed from `PyPI` into a folder of its own beside what is built.
fn provide_schemathesis(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.target.join("schemathesis").join(SCHEMATHESIS);
    let tool = folder.join("bin").join("st");
    if process::answers(&tool.to_string_lossy(), &["--version"]) {
        return Ok(tool);
    }
    let missing =
        || if process::answers("python3", &["-m", "ensurepip", "--version"]) { vec![] } else { vec!["python3-venv"] };
    if !debian::provide(&["--no-install-recommends"], missing)? {
        bail!("schemathesis is installed into an environment of Python");
    }
    screen::say(&format!("installing schemathesis {SCHEMATHESIS}"));
    if !process::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))? {
        bail!("an environment of Python could not be made in {}", folder.display());
    }
    let package = format!("schemathesis=={SCHEMATHESIS}");
    let install = ["install", "--quiet", "--disable-pip-version-check", &package];
    if !process::run(Command::new(folder.join("bin").join("pip")).args(install))? {
        bail!("schemathesis {SCHEMATHESIS} could not be installed from PyPI");
    }
    Ok(tool)
}

/// The line that counts the cases: `3553 generated, 3553 passed, 48 skipped`.
fn cases_in(output: &str) -> String {
    let counted = output.lines().map(str::trim).find(|line| line.contains(" generated, "));
    counted.unwrap_or("it did not run to its end").to_owned()
}

fn show_end(output: &str) {
    let lines: Vec<&str> = output.lines().collect();
    for line in lines.iter().skip(lines.len().saturating_sub(SHOWN_LINES)) {
        screen::warn(line);
    }
}

fn show(all: &[Asked]) -> String {
    let row = |asked: &Asked| {
        let verdict = if asked.held { "ok" } else { "FAILED" };
        vec![asked.officer.to_owned(), asked.cases.clone(), verdict.to_owned()]
    };
    markdown(&["officer", "cases", "result"], &all.iter().map(row).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_are_found_in_the_summary() {
        let output = "Test cases:\n  3553 generated, 3553 passed, 48 skipped\n\nSeed: 1\n";
        assert_eq!(cases_in(output), "3553 generated, 3553 passed, 48 skipped");
        assert_eq!(cases_in("Traceback"), "it did not run to its end");
    }

    #[test]
    fn a_failure_is_seen_in_the_table() {
        let asked = Asked { officer: "analis", held: false, cases: "1 generated, 1 found".to_owned() };
        assert!(show(&[asked]).contains("| analis  | 1 generated, 1 found | FAILED |"));
    }
}
