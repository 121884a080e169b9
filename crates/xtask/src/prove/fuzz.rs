//! Every fuzz target for its share of the time. The instrumentation is a compiler option
//! that stable Rust holds back; `RUSTC_BOOTSTRAP` opens it, so that the same compiler that
//! builds the program is the one whose code is fuzzed, and no second toolchain is needed.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::arguments::Arguments;
use crate::table::markdown;
use crate::workspace::Workspace;
use crate::{Outcome, process, screen};

const DEFAULT_MINUTES: f64 = 10.0;
/// One input may not take longer: nothing may be quadratic.
const INPUT_LIMIT_SECONDS: u32 = 10;
const MEMORY_LIMIT_MB: u32 = 2048;
/// How much of a crash is shown.
const SHOWN_LINES: usize = 60;

/// What the fuzzer says of one target.
struct TargetReport {
    target: String,
    crashed: bool,
    executions: u64,
    peak_memory_mb: u64,
}

/// Runs all targets and prints a table; fails on the first kind of crash in each.
pub(super) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<Outcome> {
    let minutes: f64 = arguments.get("minutes", DEFAULT_MINUTES)?;
    if !(minutes > 0.0 && minutes.is_finite()) {
        bail!("`--minutes {minutes}` is no length of time");
    }
    check_tools()?;
    let targets = list_targets(workspace)?;
    let seconds = (minutes * 60.0 / targets.len() as f64).ceil().max(1.0) as u64;
    screen::say(&format!("{} targets, {seconds} s each, after building them", targets.len()));
    if !process::run(&mut cargo_fuzz(workspace, &["build"]))? {
        bail!("the fuzz targets do not build");
    }
    let mut reports = Vec::new();
    for target in targets {
        let report = fuzz_target(workspace, target, seconds)?;
        screen::say(&format!(
            "{}: {} inputs{}",
            report.target,
            report.executions,
            if report.crashed { ", CRASHED" } else { "" }
        ));
        reports.push(report);
    }
    screen::say(&format!("\n{}", show(&reports)));
    let crashed = reports.iter().filter(|report| report.crashed).count();
    screen::say(&format!("{} targets fuzzed for {seconds} s each, {crashed} crashed", reports.len()));
    Ok((crashed == 0).into())
}

/// Says what to install where something is missing.
fn check_tools() -> Result<()> {
    if !process::answers("cargo", &["fuzz", "--version"]) {
        bail!("cargo-fuzz is missing: run `cargo install cargo-fuzz --locked`, then this again");
    }
    if !process::answers("c++", &["--version"]) {
        bail!(
            "libFuzzer is built with a C++ compiler, and there is none: on Debian run `apt-get install -y g++`, then this again"
        );
    }
    let mut probe = Command::new("rustc");
    probe.args(["-Zsanitizer=address", "--print=sysroot"]).env("RUSTC_BOOTSTRAP", "1");
    if !process::capture_all(&mut probe).is_ok_and(|captured| captured.succeeded) {
        bail!(
            "this compiler can't instrument for fuzzing: run `rustup toolchain install nightly`, then `cargo +nightly xtask prove fuzz`"
        );
    }
    Ok(())
}

fn list_targets(workspace: &Workspace) -> Result<Vec<String>> {
    let listed = process::read(&mut cargo_fuzz(workspace, &["list"])).context("could not list the targets of fuzz/")?;
    let targets: Vec<String> = listed.lines().map(str::to_owned).collect();
    if targets.is_empty() {
        bail!("fuzz/ holds no targets");
    }
    Ok(targets)
}

fn cargo_fuzz(workspace: &Workspace, arguments: &[&str]) -> Command {
    let mut command = workspace.cargo(["fuzz"]);
    command
        .args(arguments)
        .env("RUSTC_BOOTSTRAP", "1")
        // Instrumented objects are of no use to other builds.
        .env("CARGO_TARGET_DIR", workspace.target.join("fuzz"));
    command
}

fn fuzz_target(workspace: &Workspace, target: String, seconds: u64) -> Result<TargetReport> {
    // What is found goes into the first folder; the seeds of the repository are only read.
    let found = workspace.root.join("fuzz").join("corpus").join(&target);
    std::fs::create_dir_all(&found).with_context(|| format!("could not make {}", found.to_string_lossy()))?;
    let mut command = cargo_fuzz(workspace, &["run", &target]);
    command.arg(found).arg(workspace.root.join("fuzz").join("seeds").join(&target));
    command
        .arg("--")
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-timeout={INPUT_LIMIT_SECONDS}"))
        .arg(format!("-rss_limit_mb={MEMORY_LIMIT_MB}"))
        .arg("-print_final_stats=1");
    let captured = process::capture_all(&mut command)?;
    if !captured.succeeded {
        let lines: Vec<&str> = captured.stderr.lines().collect();
        let shown = lines.iter().skip(lines.len().saturating_sub(SHOWN_LINES));
        for line in shown {
            screen::warn(line);
        }
    }
    Ok(TargetReport {
        executions: statistic(&captured.stderr, "number_of_executed_units"),
        peak_memory_mb: statistic(&captured.stderr, "peak_rss_mb"),
        crashed: !captured.succeeded,
        target,
    })
}

/// A line such as `stat::number_of_executed_units: 1053`.
fn statistic(output: &str, name: &str) -> u64 {
    output
        .lines()
        .filter_map(|line| line.trim().strip_prefix("stat::"))
        .filter_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
        .find_map(|value| value.trim().parse().ok())
        .unwrap_or(0)
}

fn show(reports: &[TargetReport]) -> String {
    let rows: Vec<Vec<String>> = reports
        .iter()
        .map(|report| {
            let verdict = if report.crashed { "CRASHED" } else { "ok" };
            vec![
                report.target.clone(),
                report.executions.to_string(),
                report.peak_memory_mb.to_string(),
                verdict.to_owned(),
            ]
        })
        .collect();
    markdown(&["target", "inputs", "peak MB", "result"], &rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statistics_are_read_by_their_whole_name() {
        let output = "#12 DONE\nstat::number_of_executed_units: 1053\nstat::peak_rss_mb:              134\n";
        assert_eq!(statistic(output, "number_of_executed_units"), 1053);
        assert_eq!(statistic(output, "peak_rss_mb"), 134);
        assert_eq!(statistic(output, "number"), 0);
    }

    #[test]
    fn a_crash_is_seen_in_the_table() {
        let report = TargetReport { target: "fold".to_owned(), crashed: true, executions: 7, peak_memory_mb: 100 };
        assert!(show(&[report]).contains("| fold   | 7      | 100     | CRASHED |"));
    }
}
