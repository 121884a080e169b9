//! How many posts a core reads and weaves in a second, in how much memory, and whether the
//! templates are right. CPU time is compared, since wall time depends on what else runs.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::cost::{Cost, measure, median};
use super::{build, publish, scratch_folder};
use crate::arguments::Arguments;
use crate::table::{Table, markdown};
use crate::workspace::Workspace;
use crate::{Outcome, process};

const DEFAULT_GENERATOR: &str = "../shared/bench/gen.py";
const DEFAULT_POSTS: u64 = 200_000;
/// The corpus on which the templates are compared with the truth.
const SCORED_POSTS: u64 = 20_000;
const SEED: &str = "7";
const RUNS: usize = 3;
const PAGE: &str = "speed.md";

const SCAN_FLOOR: f64 = 20_000.0;
const SCAN_MEMORY_MB: f64 = 200.0;
const WEAVE_FLOOR: f64 = 10_000.0;
const B_CUBED_FLOOR: f64 = 0.95;

/// The generator, and what lies beside it.
pub(super) struct Bench {
    generator: PathBuf,
    scorer: PathBuf,
    background: PathBuf,
    scratch: PathBuf,
}

/// A figure, what is promised, and whether it holds.
struct Figure {
    name: &'static str,
    value: String,
    promised: String,
    held: bool,
}

/// Measures and writes the page; fails where a figure does not reach what is promised.
pub(super) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<Outcome> {
    let posts: u64 = arguments.get("posts", DEFAULT_POSTS)?;
    let bench = find_bench(workspace, arguments)?;
    build(workspace)?;
    let corpus = bench.generate(posts)?;
    let scan = measure_runs(|| scan_command(workspace, &bench, &corpus))?;
    bench.check_readings(posts)?;
    let weave = measure_runs(|| weave_command(workspace, &bench, &corpus))?;
    let scored = bench.generate(SCORED_POSTS)?;
    measure(&mut weave_command(workspace, &bench, &scored))?;
    let score = bench.score(&scored)?;
    let figures = figures(posts, scan, weave, &score);
    publish(workspace, PAGE, &write_page(posts, &figures, &score))?;
    Ok((figures.iter().all(|figure| figure.held)).into())
}

pub(super) fn find_bench(workspace: &Workspace, arguments: &Arguments) -> Result<Bench> {
    if !process::answers("python3", &["--version"]) {
        bail!("the generator needs python3: on Debian run `apt-get install -y python3`");
    }
    let generator = workspace.locate(&arguments.get("generator", DEFAULT_GENERATOR.to_owned())?)?;
    Ok(Bench {
        scorer: generator.with_file_name("score.py"),
        background: generator.with_file_name("bg.txt"),
        scratch: scratch_folder(workspace)?,
        generator,
    })
}

impl Bench {
    pub(super) fn generate(&self, posts: u64) -> Result<PathBuf> {
        let corpus = self.scratch.join(format!("posts-{posts}.jsonl"));
        let mut generate = Command::new("python3");
        generate
            .arg(&self.generator)
            .args(["--n", &posts.to_string(), "--seed", SEED, "--background"])
            .arg(&self.background)
            .arg("--out")
            .arg(&corpus);
        process::read(&mut generate).context("could not generate the posts")?;
        Ok(corpus)
    }

    fn clusters(&self) -> PathBuf {
        self.scratch.join("clusters.csv")
    }

    fn readings(&self) -> PathBuf {
        self.scratch.join("readings.jsonl")
    }

    /// A fast scan that loses posts is not fast.
    fn check_readings(&self, posts: u64) -> Result<()> {
        let readings = BufReader::new(File::open(self.readings())?);
        let read = readings.split(b'\n').count() as u64;
        if read != posts {
            bail!("`suar scan` read {read} of {posts} posts");
        }
        Ok(())
    }

    /// Compares the last weaving with the truth.
    fn score(&self, truth: &Path) -> Result<Value> {
        let clusters = fs::read_to_string(self.clusters())?;
        let predicted = self.scratch.join("clusters.jsonl");
        fs::write(&predicted, to_scorer(&clusters)?)?;
        let mut score = Command::new("python3");
        score.arg(&self.scorer).arg(truth).arg(&predicted);
        let score = process::read(&mut score).context("could not score the clusters")?;
        serde_json::from_str(&score).context("the scorer gave no JSON")
    }
}

fn scan_command(workspace: &Workspace, bench: &Bench, corpus: &Path) -> Command {
    let mut command = workspace.program();
    command.args(["scan", "--format", "jsonl", "--quiet", "--out"]).arg(bench.readings()).arg(corpus);
    command
}

fn weave_command(workspace: &Workspace, bench: &Bench, corpus: &Path) -> Command {
    let mut command = workspace.program();
    command.args(["weave", "--quiet", "--out"]).arg(bench.clusters()).arg(corpus);
    command
}

fn measure_runs(command: impl Fn() -> Command) -> Result<Cost> {
    let costs: Result<Vec<Cost>> = (0..RUNS).map(|_| measure(&mut command())).collect();
    median(costs?)
}

/// `id,template,network` as the scorer wants it: numbers as ids, -1 for a post alone.
fn to_scorer(clusters: &str) -> Result<String> {
    let mut lines = String::new();
    for row in Table::parse(clusters)?.rows() {
        let id: u64 =
            row.get("id").parse().with_context(|| format!("`{}` is no id of the generator", row.get("id")))?;
        let cluster = match row.get("template") {
            "" => json!(-1),
            template => json!(template),
        };
        lines.push_str(&json!({"id": id, "cluster": cluster}).to_string());
        lines.push('\n');
    }
    Ok(lines)
}

fn figures(posts: u64, scan: Cost, weave: Cost, score: &Value) -> Vec<Figure> {
    let rate = |name, cost: Cost, floor: f64| {
        let rate = posts as f64 / cost.cpu_seconds.max(f64::MIN_POSITIVE);
        Figure { name, value: format!("{rate:.0}"), promised: format!("≥ {floor:.0}"), held: rate >= floor }
    };
    let seconds = |name, cost: Cost| Figure {
        name,
        value: format!("{:.1} CPU, {:.1} wall", cost.cpu_seconds, cost.wall_seconds),
        promised: String::new(),
        held: true,
    };
    let memory = |name, cost: Cost, limit: Option<f64>| Figure {
        name,
        value: format!("{:.0}", cost.peak_memory_mb),
        promised: limit.map_or(String::new(), |limit| format!("≤ {limit:.0}")),
        held: limit.is_none_or(|limit| cost.peak_memory_mb <= limit),
    };
    let b_cubed = score.get("b3_f1").and_then(Value::as_f64).unwrap_or(0.0);
    vec![
        rate("scan, posts per CPU second", scan, SCAN_FLOOR),
        seconds("scan, seconds", scan),
        memory("scan, peak MB", scan, Some(SCAN_MEMORY_MB)),
        rate("weave, posts per CPU second", weave, WEAVE_FLOOR),
        seconds("weave, seconds", weave),
        memory("weave, peak MB", weave, None),
        Figure {
            name: "weave, B-cubed F1",
            value: format!("{b_cubed:.4}"),
            promised: format!("≥ {B_CUBED_FLOOR}"),
            held: b_cubed >= B_CUBED_FLOOR,
        },
    ]
}

fn write_page(posts: u64, figures: &[Figure], score: &Value) -> String {
    let rows: Vec<Vec<String>> = figures
        .iter()
        .map(|figure| {
            let verdict = match (figure.promised.is_empty(), figure.held) {
                (true, _) => "",
                (false, true) => "met",
                (false, false) => "MISSED",
            };
            vec![figure.name.to_owned(), figure.value.clone(), figure.promised.clone(), verdict.to_owned()]
        })
        .collect();
    let scores = score.as_object().into_iter().flatten();
    let scores: Vec<Vec<String>> = scores.map(|(name, value)| vec![name.clone(), value.to_string()]).collect();
    format!(
        "# Speed\n\n\
         {posts} generated posts (seed {SEED}), default settings, the median of {RUNS} runs. CPU seconds\n\
         are user and system time of all threads; memory is the peak of the resident set. Templates are\n\
         compared with the truth on {SCORED_POSTS} posts.\n\n\
         Made by `cargo xtask bench scan-speed`.\n\n{}\n{}",
        markdown(&["figure", "measured", "promised", ""], &rows),
        markdown(&["templates against the truth", "value"], &scores)
    )
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;

    #[test]
    fn posts_alone_are_told_to_the_scorer() {
        let lines = to_scorer("id,template,network\n0,t-000001,n-000001\n1,,\n").unwrap();
        let clusters: Vec<Value> = lines
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap())
            .map(|object| object.get("cluster").unwrap().clone())
            .collect();
        assert_eq!(clusters, [json!("t-000001"), json!(-1)]);
        assert!(to_scorer("id,template,network\np1,,\n").is_err());
    }

    #[test]
    fn figures_are_held_against_what_is_promised() {
        let cost = |cpu_seconds, peak_memory_mb| Cost { cpu_seconds, wall_seconds: 1.0, peak_memory_mb };
        let good = figures(200_000, cost(5.0, 100.0), cost(10.0, 900.0), &json!({"b3_f1": 0.97}));
        assert!(good.iter().all(|figure| figure.held));
        let bad = figures(200_000, cost(50.0, 300.0), cost(90.0, 900.0), &json!({}));
        assert_eq!(bad.iter().filter(|figure| !figure.held).count(), 4);
        assert!(write_page(200_000, &bad, &json!({"ari": 0.5})).contains("MISSED"));
    }
}
