//! `cargo xtask pages`: every page in a real browser, by the tests of `e2e/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::arguments::Arguments;
use crate::served::{Build, Served};
use crate::workspace::Workspace;
use crate::{Outcome, debian, environment, process, screen};

/// Pictures of the documentation: what the tests call them, and where they are kept.
const PICTURES: [(&str, &str); 2] = [("picture-check.png", "check.png"), ("picture-lead.png", "lead.png")];
const MOST_PICTURE_BYTES: u64 = 150_000;

const NODE_FROM_18: &str = "process.exit(Number(process.versions.node.split('.')[0]) < 18 ? 1 : 0)";

/// How many tests passed and failed, and whether all was well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Looked {
    pub(crate) held: bool,
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

/// Looks at the pages of a new server, or of the one that `--url` names.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<Outcome> {
    let looked = look(workspace, arguments)?;
    if looked.held && arguments.has("keep-screenshots") {
        keep_pictures(workspace)?;
    }
    Ok(looked.held.into())
}

/// Installs what is missing, starts the server, runs the tests and stops the server.
pub(crate) fn look(workspace: &Workspace, arguments: &Arguments) -> Result<Looked> {
    if !debian::provide(&["--no-install-recommends"], missing_packages)? {
        bail!("the pages are looked at in Chromium, by scripts for Node 18 or newer");
    }
    let tests = workspace.root.join("e2e");
    install_packages(&tests)?;
    let screenshots = screenshots_folder(workspace)?;
    let served = Served::find(workspace, arguments, Build::Quick)?;
    let captured = process::capture_stdout(&mut test_command(&tests, &screenshots, &served)?)?;
    drop(served);
    let mut looked = read_tally(&captured.stdout);
    looked.held = captured.succeeded && looked.passed > 0;
    if !looked.held {
        screen::say(&captured.stdout);
    }
    screen::say(&format!("{} tests passed, {} failed", looked.passed, looked.failed));
    screen::say(&format!("screenshots: {}", screenshots.to_string_lossy()));
    Ok(looked)
}

/// Debian's packages for what is not here.
fn missing_packages() -> Vec<&'static str> {
    let mut packages = Vec::new();
    if find_chromium().is_none() {
        packages.push("chromium");
    }
    if !process::answers("node", &["-e", NODE_FROM_18]) {
        packages.push("nodejs");
    }
    if !process::answers("npm", &["--version"]) {
        packages.push("npm");
    }
    packages
}

/// The browser that `SUAR_CHROMIUM` names, else the one in the `PATH`.
fn find_chromium() -> Option<String> {
    let found = || process::read(Command::new("sh").args(["-c", "command -v chromium"])).ok();
    let browser = environment::variable("SUAR_CHROMIUM").or_else(found)?.trim().to_owned();
    process::answers(&browser, &["--version"]).then_some(browser)
}

/// Installs the packages of the lock file, unless these are the ones that are here.
fn install_packages(tests: &Path) -> Result<()> {
    let wanted = fs::read(tests.join("package-lock.json")).context("could not read e2e/package-lock.json")?;
    let installed = tests.join("node_modules").join(".installed-lock.json");
    if fs::read(&installed).is_ok_and(|lock| lock == wanted) {
        return Ok(());
    }
    let mut install = Command::new("npm");
    install.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(tests);
    if !process::run(&mut install)? {
        bail!("`npm ci` failed in e2e/");
    }
    fs::write(&installed, wanted).context("could not note which packages are installed")
}

/// An empty folder for screenshots.
fn screenshots_folder(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.target.join("pages");
    if fs::exists(&folder)? {
        fs::remove_dir_all(&folder).context("could not empty the folder of screenshots")?;
    }
    fs::create_dir_all(&folder).context("could not make the folder of screenshots")?;
    Ok(folder)
}

fn test_command(tests: &Path, screenshots: &Path, served: &Served) -> Result<Command> {
    let mut files = Vec::new();
    for entry in fs::read_dir(tests).context("could not read e2e/")? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".test.mjs") {
            files.push(name);
        }
    }
    files.sort();
    let mut command = Command::new("node");
    command.args(["--test", "--test-reporter=spec"]).args(files).current_dir(tests);
    command.env("SUAR_BASE_URL", &served.base_url).env("SUAR_SCREENSHOTS", screenshots);
    command.env("NO_COLOR", "1").env_remove("FORCE_COLOR");
    if let Some(browser) = find_chromium() {
        command.env("SUAR_CHROMIUM", browser);
    }
    if let Some(sign_in) = &served.sign_in {
        command.env("SUAR_SIGN_IN", sign_in);
    }
    Ok(command)
}

/// The lines `ℹ pass 12` and `ℹ fail 0` of the report.
fn read_tally(report: &str) -> Looked {
    let count = |word: &str| {
        let sums = report.lines().filter_map(|line| line.strip_prefix("ℹ ")?.split_once(' '));
        sums.filter(|(name, _)| *name == word).filter_map(|(_, number)| number.parse::<u64>().ok()).sum()
    };
    Looked { held: false, passed: count("pass"), failed: count("fail") }
}

/// Puts the chosen pictures into the documentation.
fn keep_pictures(workspace: &Workspace) -> Result<()> {
    let folder = workspace.root.join("docs").join("images");
    fs::create_dir_all(&folder).context("could not make docs/images")?;
    for (taken, kept) in PICTURES {
        let picture = workspace.target.join("pages").join(taken);
        let size_bytes = fs::metadata(&picture).with_context(|| format!("the tests took no {taken}"))?.len();
        if size_bytes > MOST_PICTURE_BYTES {
            bail!("{taken} has {size_bytes} bytes, more than {MOST_PICTURE_BYTES}: show less in it");
        }
        fs::copy(&picture, folder.join(kept)).with_context(|| format!("could not write docs/images/{kept}"))?;
        screen::say(&format!("docs/images/{kept}: {size_bytes} bytes"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_of_the_report_is_read() {
        let report = "✔ a page (3ms)\n✖ fail 9 of them\nℹ tests 14\nℹ pass 12\nℹ fail 2\nℹ skipped 0\n";
        assert_eq!(read_tally(report), Looked { held: false, passed: 12, failed: 2 });
        assert_eq!(read_tally("node: bad option"), Looked::default());
    }
}
