//! Where the checkout is, and where its builds go.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{environment, process};

/// The checkout.
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
    pub(crate) target: PathBuf,
}

impl Workspace {
    /// The workspace that `cargo xtask` was called in.
    pub(crate) fn find() -> Result<Self> {
        let mut locate = Command::new("cargo");
        locate.args(["locate-project", "--workspace", "--message-format", "plain"]);
        let manifest = process::read(&mut locate)?;
        let root =
            Path::new(manifest.trim()).parent().context("the workspace's Cargo.toml has no folder")?.to_path_buf();
        let target = target_folder(&root);
        Ok(Self { root, target })
    }

    /// Cargo, at the root, building into the right folder.
    pub(crate) fn cargo<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = Command::new("cargo");
        command.args(arguments).current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        command
    }

    /// Builds the program as it is shipped; whether that went well.
    pub(crate) fn build_program(&self) -> Result<bool> {
        process::run(&mut self.cargo(["build", "--release", "--package", "suar"]))
    }

    /// The shipped program, run at the root.
    pub(crate) fn program(&self) -> Command {
        let mut command = Command::new(self.target.join("release").join("suar"));
        command.current_dir(&self.root);
        command
    }

    /// Git, at the root.
    pub(crate) fn git<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = Command::new("git");
        command.args(arguments).current_dir(&self.root);
        command
    }

    /// A path given by a person, relative to the root unless it is absolute; it must be there.
    pub(crate) fn locate(&self, given: &str) -> Result<PathBuf> {
        let path = self.root.join(given);
        match fs::canonicalize(&path) {
            Ok(path) => Ok(path),
            Err(_) => bail!("there is no {given} (looked from {})", self.root.to_string_lossy()),
        }
    }
}

/// `CARGO_TARGET_DIR` when set. Under CI a folder outside the checkout, so that the next
/// run on a fresh clone is warm; else the usual one.
fn target_folder(root: &Path) -> PathBuf {
    if let Some(folder) = environment::variable("CARGO_TARGET_DIR") {
        return root.join(folder);
    }
    if environment::variable("CI").is_none() {
        return root.join("target");
    }
    let beside = root.parent().map(|parent| parent.join(".suar-target"));
    let cached = environment::cache_folder().map(|folder| folder.join("suar").join("target"));
    beside.into_iter().chain(cached).find(|folder| is_writable(folder)).unwrap_or_else(|| root.join("target"))
}

fn is_writable(folder: &Path) -> bool {
    let probe = folder.join(".writable");
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(&probe, ""));
    written.and_then(|()| fs::remove_file(&probe)).is_ok()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;

    #[test]
    fn a_folder_below_a_file_is_not_writable() {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert!(!is_writable(&manifest.join("Cargo.toml").join("below")));
    }

    #[test]
    fn a_missing_path_is_named_as_it_was_given() {
        let workspace = Workspace { root: PathBuf::from(env!("CARGO_MANIFEST_DIR")), target: PathBuf::new() };
        assert!(workspace.locate("src").is_ok());
        let error = workspace.locate("no-such-folder").unwrap_err();
        assert!(error.to_string().contains("no-such-folder"));
    }
}
