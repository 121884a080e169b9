//! Every crate says in its first line what it is for.

use super::{Finding, TextFile};

/// Looks at the first line of every `lib.rs` and `main.rs` of a crate.
pub(super) fn check(files: &[TextFile]) -> Vec<Finding> {
    files
        .iter()
        .filter(|file| file.is_source() && is_crate_root(&file.path))
        .filter(|file| !file.text.starts_with("//!"))
        .map(|file| Finding {
            path: file.path.clone(),
            line: 1,
            fault: "the crate does not say what it is for".to_owned(),
            mend: "begin with `//!` and a paragraph: what it does and what it must not do".to_owned(),
        })
        .collect()
}

fn is_crate_root(path: &str) -> bool {
    path.ends_with("/src/lib.rs") || path.ends_with("/src/main.rs")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::file;

    #[test]
    fn a_crate_with_a_first_paragraph_is_fine() {
        assert_eq!(check(&[file("crates/a/src/lib.rs", "//! Folds text.\n")]), []);
    }

    #[test]
    fn a_crate_without_one_is_found_and_modules_are_not_asked() {
        assert_eq!(check(&[file("crates/a/src/lib.rs", "mod b;\n")]).len(), 1);
        assert_eq!(check(&[file("crates/a/src/b.rs", "struct B;\n")]), []);
    }
}
