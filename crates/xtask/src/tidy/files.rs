//! What a person expects to find at the root.

use super::{Finding, TextFile};

const EXPECTED: [(&str, &str); 6] = [
    ("README.md", "what it is, for whom, the two commands, what is claimed"),
    ("ARCHITECTURE.md", "the code map and the invariants"),
    ("CONTRIBUTING.md", "how to add an indicator, a language, a format"),
    ("SECURITY.md", "how to report a fault in private"),
    ("LICENSE", "the licence that Cargo.toml names"),
    (".ci/run", "one line that calls `cargo xtask test`"),
];

/// Names every expected file that is missing or empty.
pub(super) fn check(files: &[TextFile]) -> Vec<Finding> {
    EXPECTED
        .iter()
        .filter(|(path, _)| !files.iter().any(|file| file.path == *path && !file.text.trim().is_empty()))
        .map(|(path, content)| Finding {
            path: (*path).to_owned(),
            line: 1,
            fault: "is missing or empty".to_owned(),
            mend: format!("write it: {content}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;
    use crate::tidy::file;

    #[test]
    fn nothing_is_missing_when_all_are_there() {
        let files: Vec<TextFile> = EXPECTED.iter().map(|(path, _)| file(path, "text")).collect();
        assert_eq!(check(&files), []);
    }

    #[test]
    fn missing_and_empty_files_are_named() {
        let mut files: Vec<TextFile> = EXPECTED.iter().map(|(path, _)| file(path, "text")).collect();
        files.pop();
        files.first_mut().unwrap().text.clear();
        let found = check(&files);
        let paths: Vec<&str> = found.iter().map(|finding| finding.path.as_str()).collect();
        assert_eq!(paths, ["README.md", ".ci/run"]);
    }
}
