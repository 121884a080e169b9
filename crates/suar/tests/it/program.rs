//! Runs the program as a person would.
#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// What a run gave.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) bytes: Vec<u8>,
    pub(crate) err: String,
}

impl Ran {
    /// Standard output as text.
    pub(crate) fn out(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }

    /// Standard output as one JSON object a line.
    pub(crate) fn objects(&self) -> Vec<Value> {
        objects_of(self.out())
    }
}

/// One JSON object a line.
pub(crate) fn objects_of(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// One value of each object, as text.
pub(crate) fn column<'value>(objects: &'value [Value], key: &str) -> Vec<&'value str> {
    objects.iter().map(|object| object.get(key).and_then(Value::as_str).unwrap_or_default()).collect()
}

pub(crate) fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_suar"))
}

/// Runs `suar` with these arguments and nothing on standard input.
pub(crate) fn suar(arguments: &[&str]) -> Ran {
    suar_with(arguments, b"")
}

/// Runs `suar` with these arguments and bytes on standard input.
pub(crate) fn suar_with(arguments: &[&str], input: &[u8]) -> Ran {
    let mut command = program();
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let output = std::thread::scope(|scope| {
        // A program that stops early leaves the rest unread, which is its right.
        scope.spawn(move || drop(stdin.write_all(input)));
        child.wait_with_output().unwrap()
    });
    Ran {
        code: output.status.code().unwrap_or(-1),
        bytes: output.stdout,
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// A folder with files for one test.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// The path of a file in it, whether or not it is there.
    pub(crate) fn file(&self, name: &str) -> String {
        self.path().join(name).to_str().unwrap().to_owned()
    }

    /// Writes a file and gives its path.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        std::fs::write(self.path().join(name), content).unwrap();
        self.file(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).unwrap()
    }
}

/// A folder of the repository.
pub(crate) fn repository(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder)
}

/// A device that is always full, where there is one.
pub(crate) const FULL: &str = "/dev/full";

pub(crate) fn has_full_device() -> bool {
    Path::new(FULL).metadata().is_ok_and(|metadata| !metadata.is_file())
}
