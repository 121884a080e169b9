//! How often posts that recruit nobody, and honest ads, would be put before a person.
//! The texts stay where they are: the page holds counts only.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::interval::wilson;
use super::{build, publish, scratch_folder};
use crate::arguments::Arguments;
use crate::table::{Row, Table, markdown};
use crate::workspace::Workspace;
use crate::{Outcome, process};

const DEFAULT_DATA: &str = "../shared/data";
const PAGE: &str = "false-alarms.md";
const LEARNED: &str = "corpus/shipped/talk/judol.jsonl";
/// The exit status of a scan that read all but the rejects it counted.
const SOME_REJECTED: i32 = 3;

/// A set of texts, or a part of one.
struct Set {
    name: &'static str,
    /// What the texts are, for the reader of the page.
    holds: &'static str,
    file: &'static str,
    /// For `--map`: where the text of a post is.
    map: &'static str,
    keep: fn(&Row) -> bool,
    /// The highest share of posts at band medium or above, where one is promised.
    floor: Option<f64>,
}

const SETS: [Set; 6] = [
    Set {
        name: "judol_id, ordinary",
        holds: "YouTube comments that promote nothing",
        file: "judol_id/youtube_gbennnn.csv",
        map: "text=text,id=#",
        keep: |row| row.get("label") == "0",
        floor: Some(0.01),
    },
    Set {
        name: "judol_id, promotion",
        holds: "disguised comments promoting gambling sites: they recruit nobody",
        file: "judol_id/youtube_gbennnn.csv",
        map: "text=text,id=#",
        keep: |row| row.get("label") == "1",
        floor: None,
    },
    Set {
        name: "judol_id, second source",
        holds: "ordinary YouTube comments, another collector",
        file: "judol_id/youtube_findit_train.csv",
        map: "text=text,id=#",
        keep: |row| row.get("label") == "0",
        floor: None,
    },
    Set {
        name: "jobads_id",
        holds: "job ads of a moderated board, those with a description",
        file: "jobads_id/jobstreet_2024.csv",
        map: "text=title+description,id=#",
        keep: |row| !row.get("description").trim().is_empty(),
        floor: Some(0.02),
    },
    Set {
        name: "id_sms_spam",
        holds: "text messages: ordinary, promotion and fraud that recruits nobody",
        file: "id_sms_spam/train.csv",
        map: "text=teks,id=#",
        keep: |_| true,
        floor: Some(0.03),
    },
    Set {
        name: "other_scam_id",
        holds: "scams and hoaxes that recruit nobody, found false by fact checkers",
        file: "other_scam_id/train.csv",
        map: "text=title+text,id=#",
        keep: |_| true,
        floor: Some(0.04),
    },
];

/// What was counted in one set.
struct Count {
    given: usize,
    read: u64,
    alarms: u64,
}

/// Scans every set and writes the page; fails where a share is above what is promised.
pub(super) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<Outcome> {
    let data = workspace.locate(&arguments.get("data", DEFAULT_DATA.to_owned())?)?;
    build(workspace)?;
    let mut rows = Vec::new();
    let mut above = false;
    for set in &SETS {
        let count = count_alarms(workspace, &data, set).with_context(|| format!("set {}", set.name))?;
        above |= set.floor.is_some_and(|floor| share(&count) > floor);
        rows.push(show(set, &count));
    }
    publish(workspace, PAGE, &write_page(&rows))?;
    Ok((!above).into())
}

fn count_alarms(workspace: &Workspace, data: &Path, set: &Set) -> Result<Count> {
    let text = fs::read_to_string(data.join(set.file)).with_context(|| format!("could not read {}", set.file))?;
    let learned = learned_texts(workspace)?;
    let is_new = |row: &Row| !learned.contains(row.get("text").trim());
    let (given, posts) = Table::parse(&text)?.select(|row| (set.keep)(row) && is_new(row));
    if given == 0 {
        bail!("{} holds no row of this set", set.file);
    }
    let file = scratch_folder(workspace)?.join("posts.csv");
    fs::write(&file, posts)?;
    let mut scan = workspace.program();
    scan.args(["scan", "--format", "jsonl", "--quiet", "--map", set.map]).arg(&file);
    let captured = process::capture_all(&mut scan)?;
    // These are other people's words: they do not stay in a build folder.
    fs::remove_file(&file)?;
    // Rejects are shown in the table; a run that broke off is an error.
    if !captured.succeeded && captured.code != Some(SOME_REJECTED) {
        bail!("`suar scan` failed: {}", captured.stderr.trim());
    }
    let (read, alarms) = count_bands(&captured.stdout)?;
    Ok(Count { given, read, alarms })
}

/// The real texts that the model learned from: part of a set that is measured here.
fn learned_texts(workspace: &Workspace) -> Result<BTreeSet<String>> {
    let file = workspace.root.join(LEARNED);
    let lines = fs::read_to_string(&file).with_context(|| format!("could not read {LEARNED}"))?;
    let mut texts = BTreeSet::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let post: Value = serde_json::from_str(line).with_context(|| format!("{LEARNED} holds no JSON lines"))?;
        texts.extend(post.get("text").and_then(Value::as_str).map(|text| text.trim().to_owned()));
    }
    Ok(texts)
}

/// How many objects there are, and how many of band medium or above.
fn count_bands(output: &str) -> Result<(u64, u64)> {
    let (mut read, mut alarms) = (0, 0);
    for line in output.lines() {
        let reading: Value = serde_json::from_str(line).context("`suar scan` gave no JSON")?;
        read += 1;
        match reading.get("band").and_then(Value::as_str) {
            Some("low") => {}
            Some("medium" | "high" | "urgent") => alarms += 1,
            other => bail!("`suar scan` gave the band {other:?}"),
        }
    }
    Ok((read, alarms))
}

fn share(count: &Count) -> f64 {
    count.alarms as f64 / count.read.max(1) as f64
}

fn show(set: &Set, count: &Count) -> Vec<String> {
    let (lower, upper) = wilson(count.alarms, count.read);
    let verdict = match set.floor {
        None => "",
        Some(floor) if share(count) <= floor => "met",
        Some(floor) if lower <= floor => "above, the interval reaches it",
        Some(_) => "MISSED",
    };
    vec![
        set.name.to_owned(),
        set.holds.to_owned(),
        count.read.to_string(),
        (count.given as u64).saturating_sub(count.read).to_string(),
        count.alarms.to_string(),
        format!("{:.2} %", share(count) * 100.0),
        format!("{:.2}–{:.2} %", lower * 100.0, upper * 100.0),
        set.floor.map_or(String::new(), |floor| format!("{:.0} %", floor * 100.0)),
        verdict.to_owned(),
    ]
}

fn write_page(rows: &[Vec<String>]) -> String {
    let header = ["set", "holds", "posts", "rejected", "alarms", "share", "95 %", "at most", ""];
    format!(
        "# False alarms\n\n\
         Posts at band medium or above in sets where nothing recruits unsafely, or where nobody has\n\
         found that it does. Comments that the model learned from (2,000 of judol_id) are left out; none of\n\
         the other texts is in the repository or was trained on. Intervals are Wilson's. The sets were collected by others: job boards are moderated and not checked ad by\n\
         ad, so a few alarms there may be right.\n\n\
         Made by `cargo xtask bench false-alarms`.\n\n{}",
        markdown(&header, rows)
    )
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;

    fn show_share(alarms: u64, read: u64) -> String {
        let set = SETS.first().unwrap();
        let count = Count { given: 1000, read, alarms };
        show(set, &count).last().unwrap().clone()
    }

    #[test]
    fn medium_and_above_are_alarms() {
        let output = "{\"band\": \"low\"}\n{\"band\": \"medium\"}\n{\"band\": \"urgent\"}\n";
        assert_eq!(count_bands(output).unwrap(), (3, 2));
        assert!(count_bands("{\"band\": \"amber\"}\n").is_err());
        assert!(count_bands("no reading\n").is_err());
    }

    #[test]
    fn a_floor_is_met_reached_by_the_interval_or_missed() {
        assert_eq!(show_share(10, 1000), "met");
        assert_eq!(show_share(12, 1000), "above, the interval reaches it");
        assert_eq!(show_share(100, 1000), "MISSED");
    }
}
