//! Only the store knows SQL. The words are built in pieces, so that the rule does not find itself.

use super::{Finding, TextFile};

const STORE: &str = "crates/suar-store/";

const SQL_WORDS: [&str; 8] = [
    concat!("SEL", "ECT "),
    concat!("INS", "ERT INTO "),
    concat!("DEL", "ETE FROM "),
    concat!("CRE", "ATE TABLE "),
    concat!("sq", "lx::"),
    concat!("sea_", "query::"),
    concat!("sea_", "orm::"),
    concat!("rus", "qlite::"),
];

/// Looks through the source of every crate but the store.
pub(super) fn check(files: &[TextFile]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let outside = |file: &&TextFile| file.is_source() && !file.path.starts_with(STORE);
    for file in files.iter().filter(outside) {
        for (number, line) in file.text.lines().enumerate() {
            if let Some(word) = SQL_WORDS.iter().find(|word| line.contains(*word)) {
                findings.push(Finding {
                    path: file.path.clone(),
                    line: number + 1,
                    fault: format!("SQL outside the store ({})", word.trim()),
                    mend: format!("ask a repository in {STORE} for it"),
                });
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;
    use crate::tidy::file;

    #[test]
    fn sql_outside_the_store_is_found_with_its_line() {
        let text = format!("\nlet q = \"{}1\";\n", SQL_WORDS.first().unwrap());
        let found = check(&[file("crates/suar-app/src/lib.rs", &text)]);
        assert_eq!(found.first().unwrap().line, 2);
    }

    #[test]
    fn the_store_may_and_ordinary_words_are_fine() {
        let sql = SQL_WORDS.first().unwrap();
        assert_eq!(check(&[file("crates/suar-store/src/lib.rs", sql)]), []);
        assert_eq!(check(&[file("crates/suar-app/src/lib.rs", "select the posts")]), []);
    }
}
