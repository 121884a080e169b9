//! A crate a subject, arrows only downward, and nothing with input or output in a pure crate.

use anyhow::{Context, Result};
use serde_json::Value;

use super::{Finding, TextFile};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Takes data and returns data: no clock, disk, network, randomness or threads.
    Pure,
    Open,
}

struct Place {
    name: &'static str,
    floor: u8,
    kind: Kind,
}

const fn pure(name: &'static str, floor: u8) -> Place {
    let kind = Kind::Pure;
    Place { name, floor, kind }
}

const fn open(name: &'static str, floor: u8) -> Place {
    let kind = Kind::Open;
    Place { name, floor, kind }
}

/// Every crate that may exist. A new one needs a line here and a sentence in ARCHITECTURE.md.
const PLACES: [Place; 19] = [
    pure("suar-signal", 0),
    pure("suar-text", 1),
    pure("suar-entity", 1),
    pure("suar-count", 1),
    pure("suar-case", 1),
    pure("suar-outreach", 1),
    pure("suar-policy", 1),
    pure("suar-detect", 2),
    pure("suar-weave", 2),
    pure("suar-exchange", 2),
    open("suar-store", 3),
    open("suar-source", 3),
    open("suar-print", 3),
    open("suar-app", 4),
    open("suar-server", 5),
    open("suar", 6),
    open("suar-python", 6),
    open("suar-cluster", 6),
    // Depends on no other crate of the house: it must work when they do not compile.
    open("xtask", 0),
];

/// The only arrow that stays on its floor: entities are found in folded text.
const SAME_FLOOR: (&str, &str) = ("suar-entity", "suar-text");

/// What a pure crate may take from elsewhere: nothing here opens a file, a socket or a thread.
const PURE_DEPENDENCIES: [&str; 24] = [
    "aho-corasick",
    "bech32",
    "bs58",
    "csv",
    "icu_segmenter",
    "itoa",
    "jiff",
    "libm",
    "memchr",
    "regex",
    "regex-automata",
    "rustc-hash",
    "ryu",
    "serde",
    "serde_json",
    "sha2",
    "sha3",
    "smallvec",
    "thiserror",
    "toml",
    "uuid",
    "unicode-normalization",
    "unicode-security",
    "xxhash-rust",
];

const PURE_TEST_DEPENDENCIES: [&str; 2] = ["insta", "proptest"];

/// Holds the answer of `cargo metadata` against the floors.
pub(super) fn check(metadata: &str, files: &[TextFile]) -> Result<Vec<Finding>> {
    let metadata: Value = serde_json::from_str(metadata).context("could not read what `cargo metadata` said")?;
    let packages = metadata.get("packages").and_then(Value::as_array);
    let packages = packages.context("`cargo metadata` named no packages")?;
    let mut findings = Vec::new();
    for package in packages {
        let name = text_of(package, "name");
        let manifest = format!("crates/{name}/Cargo.toml");
        let manifest = Manifest {
            text: files.iter().find(|file| file.path == manifest).map_or("", |file| file.text.as_str()),
            path: manifest,
        };
        let Some(place) = find_place(name) else {
            findings.push(manifest.finding(
                name,
                format!("the crate {name} has no floor"),
                "give it one in crates/xtask/src/tidy/floors.rs and a sentence in ARCHITECTURE.md",
            ));
            continue;
        };
        let dependencies = package.get("dependencies").and_then(Value::as_array);
        for dependency in dependencies.into_iter().flatten() {
            findings.extend(check_dependency(place, dependency, &manifest));
        }
    }
    Ok(findings)
}

struct Manifest<'a> {
    path: String,
    text: &'a str,
}

impl Manifest<'_> {
    /// A finding at the first line that begins with `name`, or else at the first.
    fn finding(&self, name: &str, fault: String, mend: &str) -> Finding {
        let line = self.text.lines().position(|line| line.starts_with(name)).map_or(1, |place| place + 1);
        Finding { path: self.path.clone(), line, fault, mend: mend.to_owned() }
    }
}

fn check_dependency(from: &Place, dependency: &Value, manifest: &Manifest) -> Option<Finding> {
    let name = text_of(dependency, "name");
    let is_ours = dependency.get("path").is_some_and(Value::is_string);
    if is_ours {
        // An unknown crate is reported once, where it stands itself.
        let to = find_place(name)?;
        let goes_down = to.floor < from.floor || (from.name, to.name) == SAME_FLOOR;
        return (!goes_down).then(|| {
            manifest.finding(
                name,
                format!("{} (floor {}) must not use {} (floor {})", from.name, from.floor, to.name, to.floor),
                "move what both need to a lower floor, or hand it in from above",
            )
        });
    }
    let for_tests = text_of(dependency, "kind") == "dev";
    let is_allowed = from.kind == Kind::Open
        || PURE_DEPENDENCIES.contains(&name)
        || (for_tests && PURE_TEST_DEPENDENCIES.contains(&name));
    (!is_allowed).then(|| {
        manifest.finding(
            name,
            format!("the pure crate {} uses {name}", from.name),
            "do it on a higher floor; if it has no input, output, clock, threads or randomness, name it in crates/xtask/src/tidy/floors.rs",
        )
    })
}

fn find_place(name: &str) -> Option<&'static Place> {
    PLACES.iter().find(|place| place.name == name)
}

fn text_of<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use serde_json::json;

    use super::*;
    use crate::tidy::file;

    fn check_one(name: &str, dependency: &Value) -> Vec<Finding> {
        let metadata = json!({"packages": [{"name": name, "dependencies": [dependency]}]});
        let manifest = file(
            &format!("crates/{name}/Cargo.toml"),
            "[dependencies]\nserde = \"1\"\nsuar-detect = \"1\"\ntokio = \"1\"\n",
        );
        check(&metadata.to_string(), &[manifest]).unwrap()
    }

    fn ours(name: &str) -> Value {
        json!({"name": name, "kind": null, "path": "somewhere"})
    }

    #[test]
    fn arrows_downward_are_fine_also_past_a_floor() {
        assert_eq!(check_one("suar-detect", &ours("suar-text")), []);
        assert_eq!(check_one("suar", &ours("suar-signal")), []);
    }

    #[test]
    fn an_arrow_upward_or_sideways_is_found_where_it_stands() {
        let found = check_one("suar-text", &ours("suar-detect"));
        assert_eq!(found.first().unwrap().path, "crates/suar-text/Cargo.toml");
        assert_eq!(found.first().unwrap().line, 3);
        assert_eq!(check_one("suar-weave", &ours("suar-detect")).len(), 1);
        assert_eq!(check_one("xtask", &ours("suar-signal")).len(), 1);
    }

    #[test]
    fn entity_may_use_text_and_text_may_not_use_entity() {
        assert_eq!(check_one("suar-entity", &ours("suar-text")), []);
        assert_eq!(check_one("suar-text", &ours("suar-entity")).len(), 1);
    }

    #[test]
    fn a_crate_without_a_floor_is_found() {
        assert_eq!(check_one("suar-misc", &json!({"name": "serde"})).len(), 1);
    }

    #[test]
    fn pure_crates_take_only_what_is_listed() {
        assert_eq!(check_one("suar-text", &json!({"name": "serde"})), []);
        let found = check_one("suar-text", &json!({"name": "tokio"}));
        assert_eq!(found.first().unwrap().line, 4);
        assert_eq!(check_one("suar", &json!({"name": "tokio"})), []);
    }

    #[test]
    fn test_dependencies_are_for_tests_only() {
        let for_tests = json!({"name": "proptest", "kind": "dev"});
        assert_eq!(check_one("suar-text", &for_tests), []);
        assert_eq!(check_one("suar-text", &json!({"name": "proptest", "kind": null})).len(), 1);
    }
}
