//! `cargo xtask test`: every check that a change must pass, each with a name. A failing
//! step does not stop the others, so that one run tells all.

use anyhow::{Result, bail};

use crate::arguments::Arguments;
use crate::workspace::Workspace;
use crate::{Outcome, environment, pages, process, screen, tidy};

/// How the program is built for the steps that run it. Dev reuses what the tests have built
/// already; release would compile every dependency once more.
const PROGRAM_PROFILE: &str = "dev";

/// What one step found.
#[derive(Default)]
struct StepResult {
    held: bool,
    tests: Tally,
}

impl From<bool> for StepResult {
    fn from(held: bool) -> Self {
        Self { held, tests: Tally::default() }
    }
}

/// Passed and failed tests or steps.
#[derive(Default, Clone, Copy, Debug, PartialEq, Eq)]
struct Tally {
    passed: u64,
    failed: u64,
}

struct Step {
    name: &'static str,
    run: fn(&Workspace) -> Result<StepResult>,
}

const STEPS: [Step; 9] = [
    Step { name: "format", run: check_format },
    Step { name: "clippy", run: check_lints },
    Step { name: "tests", run: run_tests },
    Step { name: "documentation", run: build_documentation },
    Step { name: "packs", run: |workspace| run_program(workspace, &["packs", "check"]) },
    Step { name: "model", run: |workspace| run_program(workspace, &["train", "--check"]) },
    Step { name: "quality", run: |workspace| run_program(workspace, &["eval", "--floors", "quality.toml"]) },
    Step { name: "pages", run: look_at_pages },
    Step { name: "tidy", run: |workspace| Ok((tidy::run(workspace)? == Outcome::Held).into()) },
];

/// Runs every step; the last line is the sum.
pub(crate) fn run(workspace: &Workspace) -> Outcome {
    let mut sum = Tally::default();
    let mut failed_steps = Vec::new();
    for step in STEPS {
        screen::say(&format!("== {}", step.name));
        let (result, seconds) = environment::timed(|| (step.run)(workspace));
        let result = result.unwrap_or_else(|error| {
            screen::say(&format!("{error:#}"));
            StepResult::default()
        });
        sum.passed += result.tests.passed + u64::from(result.held);
        sum.failed += result.tests.failed + u64::from(!result.held);
        let verdict = if result.held { "ok" } else { "FAILED" };
        screen::say(&format!("== {}: {verdict} ({seconds:.1} s)\n", step.name));
        if !result.held {
            failed_steps.push(step.name);
        }
    }
    if !failed_steps.is_empty() {
        screen::say(&format!("failed: {}", failed_steps.join(", ")));
    }
    screen::say(&format!("{} passed, {} failed", sum.passed, sum.failed));
    (sum.failed == 0).into()
}

fn check_format(workspace: &Workspace) -> Result<StepResult> {
    require_component("fmt", "rustfmt")?;
    let held = process::run(&mut workspace.cargo(["fmt", "--all", "--check"]))?;
    if !held {
        screen::say("mend it with `cargo fmt --all`");
    }
    Ok(held.into())
}

fn check_lints(workspace: &Workspace) -> Result<StepResult> {
    require_component("clippy", "clippy")?;
    let arguments = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    Ok(process::run(&mut workspace.cargo(arguments))?.into())
}

/// Fails with the command that installs a part of the toolchain.
fn require_component(command: &str, component: &str) -> Result<()> {
    if process::answers("cargo", &[command, "--version"]) {
        return Ok(());
    }
    bail!("{component} is missing: run `rustup component add {component}`")
}

fn run_tests(workspace: &Workspace) -> Result<StepResult> {
    let captured = process::capture_stdout(&mut workspace.cargo(["test", "--workspace", "--no-fail-fast", "--quiet"]))?;
    if !captured.succeeded {
        screen::say(&captured.stdout);
    }
    let tests = sum_results(&captured.stdout);
    screen::say(&format!("{} tests passed, {} failed", tests.passed, tests.failed));
    Ok(StepResult { held: captured.succeeded, tests })
}

/// Adds up the `test result:` lines that every test program prints.
fn sum_results(output: &str) -> Tally {
    let mut tally = Tally::default();
    for line in output.lines() {
        let Some(result) = line.trim_start().strip_prefix("test result:") else {
            continue;
        };
        tally.passed += count_before(result, "passed");
        tally.failed += count_before(result, "failed");
    }
    tally
}

fn count_before(result: &str, word: &str) -> u64 {
    let parts: Vec<&str> = result.split([' ', ';']).filter(|part| !part.is_empty()).collect();
    parts
        .windows(2)
        .filter_map(|pair| match pair {
            [count, name] if *name == word => count.parse::<u64>().ok(),
            _ => None,
        })
        .sum()
}

fn build_documentation(workspace: &Workspace) -> Result<StepResult> {
    let mut command = workspace.cargo(["doc", "--workspace", "--no-deps", "--quiet"]);
    command.env("RUSTDOCFLAGS", "-D warnings");
    Ok(process::run(&mut command)?.into())
}

/// Builds the program if that is needed and runs it, so that no step looks at an old one.
fn run_program(workspace: &Workspace, arguments: &[&str]) -> Result<StepResult> {
    let mut command = workspace.cargo(["run", "--quiet", "--package", "suar"]);
    command.args(["--profile", PROGRAM_PROFILE, "--"]).args(arguments);
    Ok(process::run(&mut command)?.into())
}

fn look_at_pages(workspace: &Workspace) -> Result<StepResult> {
    let looked = pages::look(workspace, &Arguments::default())?;
    Ok(StepResult { held: looked.held, tests: Tally { passed: looked.passed, failed: looked.failed } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_all_test_programs_are_added_up() {
        let output = "running 2 tests\n..\n\
            test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
            test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out\n";
        assert_eq!(sum_results(output), Tally { passed: 15, failed: 2 });
    }

    #[test]
    fn output_without_results_counts_nothing() {
        assert_eq!(sum_results("error: could not compile\n5 passed\n"), Tally::default());
    }
}
