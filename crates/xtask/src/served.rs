//! The pages, served on this machine for as long as a check or a measurement looks at them.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::arguments::Arguments;
use crate::workspace::Workspace;
use crate::{process, screen};

/// How long a server may take until it says where it is.
const LONGEST_START: Duration = Duration::from_mins(2);

/// How the server is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Build {
    /// Without optimisation, from what the tests have built.
    Quick,
    /// As it is shipped: for measurements.
    Shipped,
}

/// A server to look at. One that was started here ends with this value.
pub(crate) struct Served {
    /// Its address, without a path.
    pub(crate) base_url: String,
    /// How an officer signs in, as `e2e/settings.mjs` reads it.
    pub(crate) sign_in: Option<String>,
    started: Option<Started>,
}

impl Served {
    /// The server that `--url` names, with the `--sign-in` given along; else a new one.
    pub(crate) fn find(workspace: &Workspace, arguments: &Arguments, build: Build) -> Result<Self> {
        let given: String = arguments.get("url", String::new())?;
        let sign_in: String = arguments.get("sign-in", String::new())?;
        if given.is_empty() {
            return Self::start(workspace, build);
        }
        let base_url = given.trim_end_matches('/').to_owned();
        Ok(Self { base_url, sign_in: Some(sign_in).filter(|words| !words.is_empty()), started: None })
    }

    /// Builds and starts a server on a free port of this machine.
    pub(crate) fn start(workspace: &Workspace, build: Build) -> Result<Self> {
        let data = fresh_folder(workspace, "served")?;
        Self::spawn(demo_command(workspace, build, &data)?).inspect(Self::tell)
    }

    /// Serves a data folder that is there already, with the officers of the demonstration.
    pub(crate) fn start_over(workspace: &Workspace, data: &Path) -> Result<Self> {
        Self::spawn(serve_command(program(workspace, Build::Shipped)?, data)).inspect(Self::tell)
    }

    /// The same without a build and without a word, for whoever does so a hundred times.
    pub(crate) fn start_over_quietly(workspace: &Workspace, data: &Path) -> Result<Self> {
        Self::spawn(serve_command(workspace.program(), data))
    }

    /// The same by a command that runs the program.
    pub(crate) fn start_with(command: Command, data: &Path) -> Result<Self> {
        Self::spawn(serve_command(command, data))
    }

    /// Ends the server at once and unprepared, and whoever it was started by.
    pub(crate) fn kill(&self) {
        if let Some(started) = &self.started {
            started.kill();
        }
    }

    fn tell(&self) {
        screen::say(&format!("serving on {}", self.base_url));
    }

    fn spawn(mut command: Command) -> Result<Self> {
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut started = Started(child.context("could not start the server")?);
        let base_url = started.wait_for_address()?;
        Ok(Self { base_url, sign_in: Some(SIGN_IN.to_owned()), started: Some(started) })
    }

    /// Whether the server is our own.
    pub(crate) fn is_ours(&self) -> bool {
        self.started.is_some()
    }
}

/// An empty folder apart from the checkout; what an earlier run left there is removed.
pub(crate) fn fresh_folder(workspace: &Workspace, name: &str) -> Result<PathBuf> {
    let folder = workspace.target.join("data").join(name);
    if folder.try_exists()? {
        fs::remove_dir_all(&folder).with_context(|| format!("could not empty {}", folder.display()))?;
    }
    fs::create_dir_all(&folder).with_context(|| format!("could not make {}", folder.display()))?;
    Ok(folder)
}

/// How the invented officers of the demonstration sign in.
const SIGN_IN: &str = r#"{"path": "/masuk", "fields": {"name": "manajer", "password": "suar-contoh-demo"}}"#;

/// What is built and started: the demonstration, over a folder of its own. It tells visitors apart by the
/// header `X-Forwarded-For`: all requests of a test come from one address and would soon be too many.
fn demo_command(workspace: &Workspace, build: Build, data: &Path) -> Result<Command> {
    let mut command = program(workspace, build)?;
    command.arg("demo").arg("--data").arg(data).args(LISTEN);
    Ok(command)
}

fn serve_command(mut command: Command, data: &Path) -> Command {
    command.arg("serve").arg("--data").arg(data).args(LISTEN);
    command
}

/// On a free port of this machine.
const LISTEN: [&str; 4] = ["--listen", "127.0.0.1:0", "--trusted-proxy-header", "x-forwarded-for"];

/// The demonstration as people start it.
pub(crate) fn run_demo(workspace: &Workspace, data: &Path) -> Result<bool> {
    process::run(program(workspace, Build::Shipped)?.arg("demo").arg("--data").arg(data))
}

/// The program, built.
pub(crate) fn program(workspace: &Workspace, build: Build) -> Result<Command> {
    let (folder, profile): (&str, &[&str]) = match build {
        Build::Quick => ("debug", &[]),
        Build::Shipped => ("release", &["--release"]),
    };
    if !process::run(workspace.cargo(["build", "--quiet", "--package", "suar"]).args(profile))? {
        bail!("the program does not build");
    }
    let mut command = Command::new(workspace.target.join(folder).join("suar"));
    command.current_dir(&workspace.root);
    Ok(command)
}

/// A process that is ended when it is no longer needed, whatever happens.
struct Started(Child);

impl Drop for Started {
    fn drop(&mut self) {
        self.kill();
        drop(self.0.wait());
    }
}

impl Started {
    /// Ends the process and those that it started. They may have ended by themselves; then there is nothing
    /// to end.
    fn kill(&self) {
        let number = self.0.id();
        let children = fs::read_to_string(format!("/proc/{number}/task/{number}/children")).unwrap_or_default();
        let mut numbers: Vec<String> = children.split_whitespace().map(str::to_owned).collect();
        numbers.push(number.to_string());
        drop(Command::new("kill").arg("-9").args(numbers).stderr(Stdio::null()).status());
    }

    fn wait_for_address(&mut self) -> Result<String> {
        let (sender, lines) = mpsc::channel();
        if let Some(stdout) = self.0.stdout.take() {
            read_lines(stdout, sender.clone());
        }
        if let Some(stderr) = self.0.stderr.take() {
            read_lines(stderr, sender);
        }
        find_address(&lines)
    }
}

/// Passes lines on, and goes on reading when nobody listens any more, so that the writer never waits.
fn read_lines(stream: impl Read + Send + 'static, sender: Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            drop(sender.send(line));
        }
    });
}

fn find_address(lines: &Receiver<String>) -> Result<String> {
    let mut said = Vec::new();
    while let Ok(line) = lines.recv_timeout(LONGEST_START) {
        if let Some(address) = address_in(&line) {
            return Ok(address);
        }
        said.push(line);
    }
    bail!("the server did not say where it is; it said: {}", said.join("\n"))
}

/// The address of this machine that a line names.
fn address_in(line: &str) -> Option<String> {
    let mut words = line.split([' ', '\t', '<', '>', '"']);
    let address = words.find(|word| word.starts_with("http://127.0.0.1:") || word.starts_with("http://localhost:"))?;
    Some(address.trim_end_matches(['/', '.', ',']).to_owned())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;

    #[test]
    fn the_address_is_found_among_other_words() {
        assert_eq!(address_in("http://127.0.0.1:8080").unwrap(), "http://127.0.0.1:8080");
        assert_eq!(address_in("open <http://localhost:99/>, then").unwrap(), "http://localhost:99");
        assert_eq!(address_in("reads http://example.org"), None);
    }

    #[test]
    fn a_server_that_ends_at_once_is_an_error_with_its_words() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo no port left >&2"]).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut started = Started(command.spawn().unwrap());
        assert!(started.wait_for_address().unwrap_err().to_string().contains("no port left"));
    }

    #[test]
    fn a_server_ends_with_its_value() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo at http://127.0.0.1:1/; exec sleep 600"]);
        let mut started = Started(command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap());
        assert_eq!(started.wait_for_address().unwrap(), "http://127.0.0.1:1");
        assert!(started.0.try_wait().unwrap().is_none());
        let process = format!("/proc/{}", started.0.id());
        drop(started);
        assert!(!std::fs::exists(process).unwrap());
    }
}
