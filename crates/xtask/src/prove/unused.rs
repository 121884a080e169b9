//! Dependencies that a manifest names and no source does.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process;
use crate::rust_source::blank_literals;
use crate::workspace::Workspace;

/// One line for each unused dependency.
pub(super) fn find(workspace: &Workspace) -> Result<Vec<String>> {
    let metadata = process::read(&mut workspace.cargo(["metadata", "--format-version", "1", "--no-deps"]))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let packages = metadata.get("packages").and_then(Value::as_array);
    let packages = packages.context("`cargo metadata` named no packages")?;
    let mut named = BTreeSet::new();
    let mut unused = Vec::new();
    for package in packages {
        let manifest = Path::new(text_of(package, "manifest_path"));
        let folder = manifest.parent().context("a manifest without a folder")?;
        let dependencies = dependencies_of(package);
        let source = read_source(folder)?;
        for name in unused_in(&dependencies, &source) {
            unused.push(format!("crates/{} does not use {name}", text_of(package, "name")));
        }
        named.extend(dependencies);
    }
    let root = fs::read_to_string(workspace.root.join("Cargo.toml"))?;
    for name in workspace_dependencies(&root) {
        if !named.contains(name) {
            unused.push(format!("Cargo.toml: no crate takes {name}"));
        }
    }
    Ok(unused)
}

fn dependencies_of(package: &Value) -> BTreeSet<String> {
    let dependencies = package.get("dependencies").and_then(Value::as_array);
    dependencies.into_iter().flatten().map(|dependency| text_of(dependency, "name").to_owned()).collect()
}

/// Dependencies whose name never stands in the source as a word.
fn unused_in<'a>(dependencies: &'a BTreeSet<String>, source: &str) -> Vec<&'a str> {
    let words: BTreeSet<&str> = source.split(|letter: char| !letter.is_alphanumeric() && letter != '_').collect();
    dependencies.iter().filter(|name| !words.contains(name.replace('-', "_").as_str())).map(String::as_str).collect()
}

/// The names in `[workspace.dependencies]`.
fn workspace_dependencies(manifest: &str) -> impl Iterator<Item = &str> {
    manifest
        .lines()
        .skip_while(|line| line.trim() != "[workspace.dependencies]")
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once('='))
        .map(|(name, _)| name.trim())
        .filter(|name| !name.starts_with('#'))
}

/// All Rust of a crate, without comments and strings, tests and benches included.
fn read_source(folder: &Path) -> Result<String> {
    let mut source = String::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            source.push_str(&read_source(&path)?);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            source.push_str(&blank_literals(&fs::read_to_string(&path)?));
        }
    }
    Ok(source)
}

fn text_of<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dependency_is_used_under_its_name_in_code() {
        let dependencies = BTreeSet::from(["serde-json".to_owned(), "toml".to_owned()]);
        let source = "use serde_json::Value; fn tomlike() {}";
        assert_eq!(unused_in(&dependencies, source), ["toml"]);
    }

    #[test]
    fn only_the_table_of_dependencies_is_read() {
        let manifest = "[workspace.package]\nversion = \"1\"\n[workspace.dependencies]\n# none\ncsv = \"1\"\n\n[profile.dev]\ndebug = 1\n";
        let names: Vec<&str> = workspace_dependencies(manifest).collect();
        assert_eq!(names, ["csv"]);
    }
}
