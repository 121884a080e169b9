//! How many posts a second are brought into a store: read, kept on the disk, and woven into leads.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::cost::{Cost, measure};
use super::scan_speed::find_bench;
use super::{build, publish, scratch_folder};
use crate::Outcome;
use crate::arguments::Arguments;
use crate::process;
use crate::table::markdown;
use crate::workspace::Workspace;

const DEFAULT_POSTS: u64 = 100_000;
const RUNS: usize = 3;
const FLOOR: f64 = 3_000.0;
const PAGE: &str = "ingest.md";
/// The officers of the demonstration, so that one sign-in serves all checks.
const OFFICER: &str = "manajer";
const PASSWORD: &[u8] = b"suar-contoh-demo\n";

/// Measures and writes the page; fails where a figure does not reach what is promised.
pub(super) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<Outcome> {
    let posts: u64 = arguments.get("posts", DEFAULT_POSTS)?;
    build(workspace)?;
    let corpus = corpus(workspace, arguments, posts)?;
    let store = store_folder(workspace, posts)?;
    let mut costs = Vec::new();
    for _ in 0..RUNS {
        costs.push(fill(workspace, &store, &corpus)?);
    }
    add_officer(workspace, &store)?;
    let again = measure(&mut import_command(workspace, &store, &corpus))?;
    costs.sort_by(|one, other| one.wall_seconds.total_cmp(&other.wall_seconds));
    let middle = costs.get(RUNS / 2).context("nothing was measured")?;
    let rate = posts as f64 / middle.wall_seconds;
    publish(workspace, PAGE, &write_page(posts, &costs, again, rate))?;
    Ok((rate >= FLOOR).into())
}

/// The store with so many posts; filled now if it is not there.
pub(super) fn find_store(workspace: &Workspace, arguments: &Arguments) -> Result<PathBuf> {
    let posts: u64 = arguments.get("posts", DEFAULT_POSTS)?;
    build(workspace)?;
    let store = store_folder(workspace, posts)?;
    if !store.join("suar.db").try_exists()? {
        let corpus = corpus(workspace, arguments, posts)?;
        fill(workspace, &store, &corpus)?;
        add_officer(workspace, &store)?;
    }
    Ok(store)
}

/// A lead of a store.
pub(super) struct ListedLead {
    pub(super) id: String,
    pub(super) posts: u64,
}

/// The leads of a store, the most urgent first.
pub(super) fn list_leads(workspace: &Workspace, store: &Path) -> Result<Vec<ListedLead>> {
    let listed = process::read(workspace.program().args(["list", "leads", "--json", "--data"]).arg(store))?;
    let listed: Vec<Value> = serde_json::from_str(&listed).context("the list of leads is no JSON")?;
    let lead_of = |lead: &Value| {
        let id = lead.get("id").and_then(Value::as_str)?.to_owned();
        Some(ListedLead { id, posts: lead.get("posts").and_then(Value::as_u64)? })
    };
    listed.iter().map(lead_of).collect::<Option<_>>().context("a lead of the list has no id or number of posts")
}

fn store_folder(workspace: &Workspace, posts: u64) -> Result<PathBuf> {
    Ok(scratch_folder(workspace)?.join(format!("store-{posts}")))
}

/// Invented posts with times over a month, channels and regions.
fn corpus(workspace: &Workspace, arguments: &Arguments, posts: u64) -> Result<PathBuf> {
    const REGIONS: [&str; 5] = ["Sumatera Utara", "Jawa Barat", "Sulawesi Utara", "Papua", "Kalimantan Barat"];
    let plain = find_bench(workspace, arguments)?.generate(posts)?;
    let rich = plain.with_file_name(format!("rich-{posts}.jsonl"));
    let mut out = BufWriter::new(File::create(&rich)?);
    for (number, line) in (0_u64..).zip(BufReader::new(File::open(&plain)?).lines()) {
        let post: Value = serde_json::from_str(&line?).context("the generator gave no JSON")?;
        let minute = number * 31 % (30 * 24 * 60);
        let (day, hour) = (1 + minute / (24 * 60), minute / 60 % 24);
        let region = REGIONS.get(number as usize * 7 % 11).copied();
        let line = json!({
            "id": post.get("id"), "text": post.get("text"), "channel": format!("grup {}", number % 97),
            "author": format!("akun{}", number % 4999), "region": region,
            "time": format!("2026-10-{day:02}T{hour:02}:{:02}:00Z", minute % 60),
        });
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    Ok(rich)
}

fn fill(workspace: &Workspace, store: &Path, corpus: &Path) -> Result<Cost> {
    if store.try_exists()? {
        fs::remove_dir_all(store).context("could not empty the store")?;
    }
    measure(&mut import_command(workspace, store, corpus))
}

fn import_command(workspace: &Workspace, store: &Path, corpus: &Path) -> Command {
    let mut command = workspace.program();
    command.args(["import", "--quiet", "--data"]).arg(store).arg(corpus);
    command
}

fn add_officer(workspace: &Workspace, store: &Path) -> Result<()> {
    let mut command = workspace.program();
    command.args(["officer", "add", OFFICER, "--role", "manager", "--data"]).arg(store);
    let mut child = command.stdin(Stdio::piped()).spawn().context("could not start the program")?;
    child.stdin.take().context("no way to write a password")?.write_all(PASSWORD)?;
    if !child.wait()?.success() {
        bail!("the officer could not be added");
    }
    Ok(())
}

fn write_page(posts: u64, costs: &[Cost], again: Cost, rate: f64) -> String {
    let row = |name: String, cost: &Cost| {
        vec![
            name,
            format!("{:.1}", cost.wall_seconds),
            format!("{:.1}", cost.cpu_seconds),
            format!("{:.0}", posts as f64 / cost.wall_seconds),
            format!("{:.0}", cost.peak_memory_mb),
        ]
    };
    let mut rows: Vec<Vec<String>> =
        (1..).zip(costs).map(|(number, cost)| row(format!("run {number}, by time"), cost)).collect();
    rows.push(row("the same file again".to_owned(), &again));
    let header = ["", "wall s", "CPU s", "posts/s", "peak MB"];
    let verdict = if rate >= FLOOR { "met" } else { "MISSED" };
    format!(
        "# Bringing posts in\n\n\
         `suar import` of {posts} generated posts into an empty store on this disk: reading, keeping (SQLite, WAL,\n\
         synchronous=FULL) and weaving into leads, until the last lead is kept. Wall time counts: an officer waits for it.\n\n\
         Promised: ≥ {FLOOR:.0} posts a second. Measured, the run in the middle: {rate:.0} ({verdict}).\n\n\
         Made by `cargo xtask bench ingest`.\n\n{}",
        markdown(&header, &rows)
    )
}
