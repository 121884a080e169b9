//! Words that do not belong in the repository: paths of somebody's machine and notes to self.
//! They are built in pieces here, so that the rule does not find itself.

use super::{Finding, TextFile, ends_in};

const MACHINE_PATHS: [&str; 4] =
    [concat!("/wo", "rk/"), concat!("/ho", "me/"), concat!("/ro", "ot/"), concat!("/t", "mp/")];

const NOTES: [&str; 2] = [concat!("TO", "DO"), concat!("FIX", "ME")];

/// People's own words: in some languages a note's mark is an ordinary word.
const DATA_ENDINGS: [&str; 5] = ["jsonl", "csv", "tsv", "txt", "lock"];

/// Looks through every line of every file.
pub(super) fn check(files: &[TextFile]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files {
        let is_data = DATA_ENDINGS.iter().any(|ending| ends_in(&file.path, ending));
        for (number, line) in file.text.lines().enumerate() {
            let finding = |fault: String, mend: &str| Finding {
                path: file.path.clone(),
                line: number + 1,
                fault,
                mend: mend.to_owned(),
            };
            if let Some(path) = MACHINE_PATHS.iter().find(|path| holds_path(line, path)) {
                findings.push(finding(
                    format!("names a place on one machine ({path})"),
                    "write it relative to the repository, or take it from the caller",
                ));
            }
            if let Some(note) = NOTES.iter().find(|note| !is_data && holds_word(line, note)) {
                findings.push(finding(format!("holds the mark {note}"), "do it now, or file an issue"));
            }
        }
    }
    findings
}

/// Whether an absolute path begins here; the same letters inside an address or a
/// relative path are another thing.
fn holds_path(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(place, _)| {
        let before = line.get(..place).and_then(|part| part.chars().next_back());
        !before.is_some_and(|letter| letter.is_alphanumeric() || ".-_~/)}]$*".contains(letter))
    })
}

fn holds_word(line: &str, word: &str) -> bool {
    line.split(|letter: char| !letter.is_alphanumeric() && letter != '_').any(|part| part == word)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;
    use crate::tidy::file;

    fn found(path: &str, text: &str) -> Vec<usize> {
        let findings = check(&[file(path, text)]);
        findings.iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn absolute_paths_of_a_machine_are_found() {
        for path in MACHINE_PATHS {
            assert_eq!(found("a.rs", &format!("ok\nopen(\"{path}file\")\n")), [2]);
        }
    }

    #[test]
    fn addresses_and_relative_paths_are_fine() {
        for path in MACHINE_PATHS {
            let text = format!("https://example.org{path}a and ..{path}b and {{root}}{path}");
            assert!(found("a.md", &text).is_empty());
        }
    }

    #[test]
    fn notes_to_self_are_found_as_whole_words_only() {
        let note = NOTES.first().unwrap();
        assert_eq!(found("a.rs", &format!("// {note}: later")), [1]);
        assert!(found("a.rs", &format!("ME{note}LOGY {}", note.to_lowercase())).is_empty());
    }

    #[test]
    fn what_people_wrote_may_hold_any_word() {
        let text = format!("{{\"text\": \"{}\"}}", NOTES.first().unwrap());
        assert!(found("corpus/a.jsonl", &text).is_empty());
    }
}
