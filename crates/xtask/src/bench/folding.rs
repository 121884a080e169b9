//! What folding undoes: names of gambling sites in comments that hide them, found as they
//! stand and found after folding. The comments stay where they are: the page holds counts only.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::interval::ratio_interval;
use super::{build, publish, scratch_folder};
use crate::arguments::Arguments;
use crate::table::{Table, markdown};
use crate::workspace::Workspace;
use crate::{Outcome, process};

const DEFAULT_DATA: &str = "../shared/data";
const PAGE: &str = "folding.md";
const COMMENTS: &str = "judol_id/youtube_gbennnn.csv";
const SITES: &str = "judol_id/situs_judol.csv";
/// So many times as many names are promised to be found after folding.
const PROMISED: f64 = 2.0;

/// How many names one comment shows, before and after folding.
type Pair = (u64, u64);

/// Folds every comment, counts and writes the page; fails where the ratio is below what is promised.
pub(super) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<Outcome> {
    let data = workspace.locate(&arguments.get("data", DEFAULT_DATA.to_owned())?)?;
    let sites = read_sites(&data)?;
    build(workspace)?;
    let comments = fold_comments(workspace, &data)?;
    let as_words = count(&comments, &sites, has_word);
    let as_letters = count(&comments, &sites, |text, site| text.contains(site));
    let rows = [show("whole words", &as_words), show("anywhere, also inside words", &as_letters)];
    publish(workspace, PAGE, &write_page(&rows, comments.len(), sites.len()))?;
    Ok((ratio(&as_words) >= PROMISED).into())
}

/// The names of the sites, small.
fn read_sites(data: &Path) -> Result<Vec<String>> {
    let text = fs::read_to_string(data.join(SITES)).with_context(|| format!("could not read {SITES}"))?;
    let names = text.lines().map(|line| line.trim().to_lowercase());
    let sites: Vec<String> = names.filter(|name| name.chars().count() >= 3).collect();
    if sites.is_empty() {
        bail!("{SITES} names no site");
    }
    Ok(sites)
}

/// Every promotion comment in small letters: as it was written, and folded.
fn fold_comments(workspace: &Workspace, data: &Path) -> Result<Vec<(String, String)>> {
    let text = fs::read_to_string(data.join(COMMENTS)).with_context(|| format!("could not read {COMMENTS}"))?;
    let (given, posts) = Table::parse(&text)?.select(|row| row.get("label") == "1");
    let file = scratch_folder(workspace)?.join("comments.csv");
    fs::write(&file, posts)?;
    let mut fold = workspace.program();
    fold.args(["fold", "--quiet", "--map", "text=text,id=#"]).arg(&file);
    let captured = process::capture_all(&mut fold)?;
    // These are other people's words: they do not stay in a build folder.
    fs::remove_file(&file)?;
    if !captured.succeeded {
        bail!("`suar fold` failed: {}", captured.stderr.trim());
    }
    let comments = captured.stdout.lines().map(read_row).collect::<Result<Vec<_>>>()?;
    if comments.len() != given || given == 0 {
        bail!("{given} comments were given and {} folded", comments.len());
    }
    Ok(comments)
}

fn read_row(line: &str) -> Result<(String, String)> {
    let row: Value = serde_json::from_str(line).context("`suar fold` gave no JSON")?;
    let field = |name: &str| row.get(name).and_then(Value::as_str).map(str::to_lowercase);
    field("text").zip(field("plain")).context("`suar fold` gave no text")
}

/// How many names each comment shows, each counted once.
fn count(comments: &[(String, String)], sites: &[String], found: impl Fn(&str, &str) -> bool) -> Vec<Pair> {
    let shown = |text: &str| sites.iter().filter(|site| found(text, site)).count() as u64;
    comments.iter().map(|(before, after)| (shown(before), shown(after))).collect()
}

/// Whether the word stands in the text with no letter or digit at either end.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(place, _)| {
        let before = text.get(..place).and_then(|part| part.chars().next_back());
        let after = text.get(place + word.len()..).and_then(|part| part.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

fn sums(pairs: &[Pair]) -> Pair {
    pairs.iter().fold((0, 0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1))
}

fn ratio(pairs: &[Pair]) -> f64 {
    let (before, after) = sums(pairs);
    after as f64 / before.max(1) as f64
}

fn show(how: &str, pairs: &[Pair]) -> Vec<String> {
    let (before, after) = sums(pairs);
    let with = |shown: fn(&Pair) -> u64| pairs.iter().filter(|pair| shown(pair) > 0).count().to_string();
    let (lower, upper) = ratio_interval(pairs);
    vec![
        how.to_owned(),
        before.to_string(),
        after.to_string(),
        with(|pair| pair.0),
        with(|pair| pair.1),
        format!("{:.2}", ratio(pairs)),
        format!("{lower:.2}–{upper:.2}"),
    ]
}

fn write_page(rows: &[Vec<String>], comments: usize, sites: usize) -> String {
    let header =
        ["found as", "names before", "names after", "comments before", "comments after", "ratio of names", "95 %"];
    format!(
        "# Folding\n\n\
         Names of gambling sites ({sites} of situs_judol.csv, judol_id) in {comments} YouTube comments that\n\
         promote such sites and mostly hide them. Before: the comment in small letters. After: the words\n\
         that `suar fold` gives. A name counts once a comment. The interval\n\
         is from 2,000 bootstrap draws over comments. Promised: a ratio of {PROMISED:.0} for whole words.\n\n\
         Made by `cargo xtask bench folding`.\n\n{}",
        markdown(&header, rows)
    )
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;

    #[test]
    fn words_are_found_whole_only() {
        assert!(has_word("main di alexis17, yuk", "alexis17"));
        assert!(has_word("alexis17", "alexis17"));
        assert!(!has_word("alexis177", "alexis17"));
        assert!(!has_word("xalexis17 yalexis17", "alexis17"));
        assert!(has_word("xalexis17 alexis17", "alexis17"));
    }

    #[test]
    fn names_are_counted_once_a_comment() {
        let comments = [("a kode1".to_owned(), "kode1 kode1 kode2".to_owned()), ("x".to_owned(), "x".to_owned())];
        let sites = ["kode1".to_owned(), "kode2".to_owned()];
        let pairs = count(&comments, &sites, has_word);
        assert_eq!(pairs, [(1, 2), (0, 0)]);
        assert_eq!(show("w", &pairs).get(1..6).unwrap(), ["1", "2", "1", "1", "2.00"]);
    }

    #[test]
    fn a_row_without_text_is_an_error() {
        assert_eq!(read_row("{\"text\":\"A\",\"plain\":\"b\"}").unwrap(), ("a".to_owned(), "b".to_owned()));
        assert!(read_row("{\"text\":\"A\"}").is_err());
        assert!(read_row("A").is_err());
    }
}
