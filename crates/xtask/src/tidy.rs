//! The rules of lay-out that no compiler holds. Every finding names a place and what
//! would mend it.

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::workspace::Workspace;
use crate::{Outcome, process, screen};

mod documentation;
mod files;
mod floors;
mod lengths;
mod sql;
mod words;

/// One place where a rule does not hold.
#[derive(Debug, PartialEq, Eq)]
struct Finding {
    path: String,
    line: usize,
    fault: String,
    mend: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, fault, mend } = self;
        write!(formatter, "{path}:{line}: {fault}\n    {mend}")
    }
}

/// A text file of the repository; the path is relative to the root, with `/`.
struct TextFile {
    path: String,
    text: String,
}

impl TextFile {
    /// Whether the file is source of a crate and not one of its tests.
    fn is_source(&self) -> bool {
        let mut parts = self.path.split('/');
        let in_source = parts.next() == Some("crates") && parts.next().is_some() && parts.next() == Some("src");
        in_source && ends_in(&self.path, "rs") && !self.path.ends_with("/tests.rs")
    }
}

/// Whether the file name has this ending.
fn ends_in(path: &str, ending: &str) -> bool {
    Path::new(path).extension().is_some_and(|it| it == ending)
}

/// Applies every rule and prints what it found.
pub(crate) fn run(workspace: &Workspace) -> Result<Outcome> {
    let files = read_files(workspace)?;
    let metadata = process::read(&mut workspace.cargo(["metadata", "--format-version", "1", "--no-deps"]))?;
    let lengths = lengths::check(&files);
    let mut findings = floors::check(&metadata, &files)?;
    findings.extend(lengths.findings);
    findings.extend(words::check(&files));
    findings.extend(documentation::check(&files));
    findings.extend(sql::check(&files));
    findings.extend(files::check(&files));
    for finding in &findings {
        screen::say(&finding.to_string());
    }
    screen::say(&format!(
        "{} files, {} findings; longer than the aim: {} functions (> {} lines), {} files (> {})",
        files.len(),
        findings.len(),
        lengths.long_functions,
        lengths::FUNCTION_AIM,
        lengths.long_files,
        lengths::FILE_AIM,
    ));
    Ok((findings.is_empty()).into())
}

/// Every text file that git has or would take.
fn read_files(workspace: &Workspace) -> Result<Vec<TextFile>> {
    let listed = process::read(&mut workspace.git(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]))
        .context("the rules are applied to the files that git knows")?;
    let mut files = Vec::new();
    for path in listed.split('\0').filter(|path| !path.is_empty()) {
        // A file that was deleted and not yet committed is listed still; others are not text.
        let Ok(text) = fs::read_to_string(workspace.root.join(path)) else {
            continue;
        };
        files.push(TextFile { path: path.to_owned(), text });
    }
    Ok(files)
}

#[cfg(test)]
fn file(path: &str, text: &str) -> TextFile {
    TextFile { path: path.to_owned(), text: text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_below_src_are_source() {
        assert!(file("crates/suar-source/src/csv.rs", "").is_source());
        assert!(!file("crates/suar/tests/it/main.rs", "").is_source());
        assert!(!file("crates/suar-source/src/tests.rs", "").is_source());
        assert!(!file("fuzz/src/main.rs", "").is_source());
    }

    #[test]
    fn a_finding_says_where_what_and_how_to_mend_it() {
        let finding =
            Finding { path: "a.rs".to_owned(), line: 3, fault: "too long".to_owned(), mend: "cut it".to_owned() };
        assert_eq!(finding.to_string(), "a.rs:3: too long\n    cut it");
    }
}
