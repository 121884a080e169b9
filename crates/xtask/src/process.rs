//! Running other programs.

use std::io::Write;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// Runs a command with its output on the terminal; whether it succeeded.
pub(crate) fn run(command: &mut Command) -> Result<bool> {
    let status = command.status().with_context(|| format!("could not start {}", name(command)))?;
    Ok(status.success())
}

/// What a program wrote, and how it ended.
pub(crate) struct Captured {
    pub(crate) succeeded: bool,
    /// The exit status; none where a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs a command and keeps its standard output; standard error stays on the terminal,
/// so that a long build is seen to move.
pub(crate) fn capture_stdout(command: &mut Command) -> Result<Captured> {
    capture(command.stderr(Stdio::inherit()))
}

/// Runs a command and keeps all that it says.
pub(crate) fn capture_all(command: &mut Command) -> Result<Captured> {
    capture(command.stderr(Stdio::piped()))
}

fn capture(command: &mut Command) -> Result<Captured> {
    let output = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .output()
        .with_context(|| format!("could not start {}", name(command)))?;
    Ok(Captured {
        succeeded: output.status.success(),
        code: output.status.code(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
}

/// Standard output of a command that must succeed.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let captured = capture_all(command)?;
    if !captured.succeeded {
        bail!("{} failed: {}", name(command), captured.stderr.trim());
    }
    Ok(captured.stdout)
}

/// Whether a program is there and answers without an error.
pub(crate) fn answers(program: &str, arguments: &[&str]) -> bool {
    capture_all(Command::new(program).args(arguments)).is_ok_and(|captured| captured.succeeded)
}

/// Whether a program succeeds when it is given `input`.
pub(crate) fn accepts(program: &str, arguments: &[&str], input: &str) -> bool {
    let child =
        Command::new(program).args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let Ok(mut child) = child else {
        return false;
    };
    if let Some(mut stdin) = child.stdin.take() {
        // A program that does not read its input shows it in its exit status.
        drop(stdin.write_all(input.as_bytes()));
    }
    child.wait().is_ok_and(|status| status.success())
}

fn name(command: &Command) -> String {
    format!("`{}`", command.get_program().to_string_lossy())
}
