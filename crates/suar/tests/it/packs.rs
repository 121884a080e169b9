//! `suar packs check` on the packs of the repository, whole and broken.
#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

use std::path::Path;

use crate::program::{Folder, repository, suar};

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

/// A copy of the packs in which one file is changed, checked.
fn check_with(file: &str, change: impl Fn(&str) -> String) -> (i32, String) {
    let folder = Folder::new();
    let packs = folder.path().join("packs");
    copy(&repository("packs"), &packs);
    let path = packs.join(file);
    let before = std::fs::read_to_string(&path).unwrap();
    let after = change(&before);
    assert_ne!(before, after, "{file} is changed");
    std::fs::write(&path, after).unwrap();
    let ran = suar(&["packs", "check", "--packs", packs.to_str().unwrap()]);
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
    (ran.code, ran.err)
}

#[test]
fn the_packs_of_the_repository_hold() {
    let ran = suar(&["packs", "check", "--packs", repository("packs").to_str().unwrap()]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out().contains("all hold"), "{}", ran.out());
}

#[test]
fn a_fault_is_told_with_file_and_rule() {
    let rule = |text: &str| {
        format!(
            "{text}\n[[rule]]\nid = \"test/broken\"\nversion = 1\ngives = \"fact:broken\"\npatterns = [{text_pattern}]\nexamples = [\"tiket gratis\", \"tiket gratis\"]\nnear_misses = [\"kucing\"]\n",
            text_pattern = "\"tiket <no_such_class>\""
        )
    };
    let (code, said) = check_with("languages/id/rules/travel.toml", rule);
    assert_eq!(code, 1);
    assert!(said.contains("languages/id/rules/travel.toml: rule test/broken: pattern `tiket <no_such_class>`: no class <no_such_class>"), "{said}");
    assert!(said.ends_with("1 fault in the packs\n"), "{said}");
    let (code, said) =
        check_with("languages/id/rules/travel.toml", |text| rule(text).replace("<no_such_class>", "mahal"));
    assert_eq!(code, 1);
    assert!(said.contains("rule id:test/broken@1: does not find its example `tiket gratis`"), "{said}");
}

#[test]
fn a_rule_that_gives_an_unknown_indicator_was_said_to_hold() {
    let (code, said) = check_with("languages/id/rules/travel.toml", |text| {
        text.replacen("gives = \"tourist_visa\"", "gives = \"turist_visa\"", 1)
    });
    assert_eq!(code, 1);
    assert!(
        said.contains("languages/id/rules/travel.toml: rule ")
            && said.contains("gives the unknown indicator `turist_visa`; the nearest known one is `tourist_visa`"),
        "{said}"
    );
}

#[test]
fn broken_files_are_named_with_the_place() {
    for (file, tail, said) in [
        ("pack.toml", "version", "pack.toml: TOML parse error at line"),
        ("phones.toml", "[[plan]]\n", "phones.toml: TOML parse error"),
        ("languages/en/slang.tsv", "no tab here\n", "languages/en/slang.tsv: line"),
        ("places/countries.csv", "Nowhere,XX,planet,XX,0,0,\n", "`planet` is no class"),
    ] {
        let (code, found) = check_with(file, |text| format!("{text}\n{tail}"));
        assert_eq!(code, 1, "{file}");
        assert!(found.contains(said), "{file}: {found}");
    }
}

#[test]
fn an_empty_folder_lacks_every_file() {
    let folder = Folder::new();
    let ran = suar(&["packs", "check", "--packs", folder.path().to_str().unwrap()]);
    assert_eq!(ran.code, 1);
    for file in ["pack.toml", "money.toml", "phones.toml", "assessment.toml"] {
        assert!(ran.err.contains(&format!("{file}: is missing")), "{}", ran.err);
    }
    let scan = suar(&["scan", "-", "--packs", folder.path().to_str().unwrap()]);
    assert!(scan.code == 1 && scan.err.starts_with("suar: the packs do not hold:"), "{}", scan.err);
}
