//! `cargo xtask demo`: from a fresh clone to explained networks, and pages to look around in, in one command.

use anyhow::{Context, Result};

use crate::arguments::Arguments;
use crate::workspace::Workspace;
use crate::{Outcome, environment, process, screen};

mod missing;
mod report;
mod site;

const REPORT: &str = "samples/report.html";

type Step<'a> = (&'a str, Box<dyn Fn() -> Result<bool> + 'a>);

/// Installs what is missing, builds, reads and weaves `samples/`, shows the result.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<Outcome> {
    let check = arguments.has("check");
    let options: &[&str] = if check { &["--plain"] } else { &[] };
    let mut steps: Vec<Step> = vec![
        ("what is missing", Box::new(missing::install)),
        ("build the program", Box::new(|| workspace.build_program())),
        ("read and weave samples/", Box::new(move || show_samples(workspace, options))),
    ];
    if check {
        steps.push(("look at the report", Box::new(|| check_report(workspace).map(|()| true))));
        steps.push(("look at the pages", Box::new(|| site::check(workspace))));
    }
    let count = steps.len();
    for (number, (name, work)) in steps.iter().enumerate() {
        screen::say(&format!("[{}/{count}] {name}", number + 1));
        let (held, seconds) = environment::timed(work);
        if !held.with_context(|| format!("step \"{name}\""))? {
            screen::warn(&format!("demo stopped at \"{name}\""));
            return Ok(Outcome::Failed);
        }
        screen::say(&format!("      done in {seconds:.1} s\n"));
    }
    say_what_next(workspace);
    if check { Ok(Outcome::Held) } else { site::serve(workspace) }
}

fn show_samples(workspace: &Workspace, options: &[&str]) -> Result<bool> {
    process::run(workspace.program().args(["report", "samples", "--html", REPORT]).args(options))
}

fn check_report(workspace: &Workspace) -> Result<()> {
    let page =
        std::fs::read_to_string(workspace.root.join(REPORT)).with_context(|| format!("could not read {REPORT}"))?;
    report::check(&page)
}

fn say_what_next(workspace: &Workspace) {
    let report = workspace.root.join(REPORT);
    let program = workspace.program();
    let program = program.get_program().to_string_lossy();
    screen::say(&format!(
        "The report: {}\n  open it in a browser; it calls no other host\n\n\
         The program: {program}\n  \
         suar check \"loker admin Poipet gaji 15 juta, minat WA\"   one text, explained\n  \
         suar scan FILE --out findings.jsonl                      your own posts\n\n\
         `cargo xtask test` runs everything that a change must pass.",
        report.to_string_lossy()
    ));
}
