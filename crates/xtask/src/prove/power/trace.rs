//! What `strace` wrote down: the events of one data folder, and the answers that were sent.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Something that happened to the data folder, or an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// A file was made, if it was not there.
    Create(PathBuf),
    /// Bytes were written at a place.
    Write { path: PathBuf, offset: usize, bytes: Vec<u8> },
    /// Bytes were added at the end.
    Append { path: PathBuf, bytes: Vec<u8> },
    /// A file was cut or stretched.
    Resize { path: PathBuf, length: usize },
    /// A file or folder was synced.
    Sync(PathBuf),
    /// A file was removed.
    Remove(PathBuf),
    /// A file was given another name.
    Rename(PathBuf, PathBuf),
    /// Bytes went to somebody.
    Answer(String),
}

/// All events, in the order in which they were over.
pub(super) struct Trace {
    pub(super) events: Vec<Event>,
}

impl Trace {
    pub(super) fn read(log: &Path, data: &Path) -> Result<Self> {
        let mut events = Vec::new();
        let mut begun: BTreeMap<String, String> = BTreeMap::new();
        for line in BufReader::new(File::open(log).context("no log of strace")?).lines() {
            let line = line?;
            let Some((thread, call)) = line.split_once(' ') else { continue };
            let call = call.trim_start();
            if let Some(start) = call.strip_suffix("<unfinished ...>") {
                begun.insert(thread.to_owned(), start.trim_end().to_owned());
                continue;
            }
            let whole = match call.strip_prefix("<... ") {
                Some(rest) => {
                    let end = rest.split_once("resumed>").map_or("", |(_, end)| end);
                    begun.remove(thread).unwrap_or_default() + end
                }
                None => call.to_owned(),
            };
            events.extend(event_of(&whole, data));
        }
        Ok(Self { events })
    }

    /// When an answer first named an id: its place among the events.
    pub(super) fn answered_at(&self, id: &str) -> Option<usize> {
        let is_it = |event: &Event| match event {
            Event::Answer(text) => text.starts_with("HTTP/1.1 2") && text.contains(&format!("\"id\":\"{id}\"")),
            _ => false,
        };
        self.events.iter().position(is_it)
    }
}

fn event_of(call: &str, data: &Path) -> Option<Event> {
    let (name, rest) = call.split_once('(')?;
    let (arguments, outcome) = rest.rsplit_once(" = ")?;
    if outcome.starts_with('-') {
        return None;
    }
    let arguments = arguments.trim_end().trim_end_matches(')');
    let path = described_path(arguments);
    let inside = |path: PathBuf| path.starts_with(data).then_some(path);
    let strings = strings_in(arguments);
    let named = |place: usize| strings.get(place).map(|bytes| path_of(bytes)).and_then(inside);
    match name {
        "openat" if arguments.contains("O_CREAT") => named(0).map(Event::Create),
        "pwrite64" => {
            let offset = arguments.rsplit(", ").next()?.parse().ok()?;
            Some(Event::Write { path: inside(path?)?, offset, bytes: strings.into_iter().next()? })
        }
        "write" | "writev" | "sendto" | "sendmsg" => {
            let path = path?;
            let bytes = strings.concat();
            if path.starts_with(data) {
                return Some(Event::Append { path, bytes });
            }
            let text = String::from_utf8_lossy(&bytes).into_owned();
            text.starts_with("HTTP/1.1 ").then_some(Event::Answer(text))
        }
        "ftruncate" => {
            let length = arguments.rsplit(", ").next()?.parse().ok()?;
            Some(Event::Resize { path: inside(path?)?, length })
        }
        "fsync" | "fdatasync" => inside(path?).map(Event::Sync),
        "unlink" | "unlinkat" => named(0).map(Event::Remove),
        "rename" | "renameat" | "renameat2" => Some(Event::Rename(named(0)?, named(1)?)),
        _ => None,
    }
}

/// The path that strace gives beside the first descriptor.
fn described_path(arguments: &str) -> Option<PathBuf> {
    let (descriptor, rest) = arguments.split_once('<')?;
    let is_number = descriptor.bytes().all(|byte| byte.is_ascii_digit());
    let (path, _) = rest.split_once('>')?;
    is_number.then(|| path_of(&decoded(path)))
}

/// The quoted strings, decoded.
fn strings_in(arguments: &str) -> Vec<Vec<u8>> {
    arguments.split('"').skip(1).step_by(2).map(decoded).collect()
}

/// `\x2f\x74` as bytes.
fn decoded(text: &str) -> Vec<u8> {
    text.split("\\x").filter_map(|pair| u8::from_str_radix(pair.get(..2)?, 16).ok()).collect()
}

fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(text: &str) -> String {
        let pairs: Vec<String> = text.bytes().map(|byte| format!("\\x{byte:02x}")).collect();
        pairs.concat()
    }

    fn event(call: &str) -> Option<Event> {
        event_of(call, Path::new("/d"))
    }

    #[test]
    fn calls_become_events() {
        let db = hex("/d/a.db");
        let path = || PathBuf::from("/d/a.db");
        assert_eq!(
            event(&format!("pwrite64(9<{db}>, \"{}\", 2, 4096) = 2", hex("hi"))),
            Some(Event::Write { path: path(), offset: 4096, bytes: b"hi".to_vec() })
        );
        assert_eq!(event(&format!("fdatasync(9<{db}>)   = 0")), Some(Event::Sync(path())));
        assert_eq!(event(&format!("fsync(9<{db}>)   = -1 EIO")), None);
        assert_eq!(event(&format!("unlink(\"{db}\") = 0")), Some(Event::Remove(path())));
        assert_eq!(event(&format!("fsync(9<{}>) = 0", hex("/elsewhere"))), None);
        let answer = hex("HTTP/1.1 201 Created\r\n\r\n{\"id\":\"x\"}");
        let sent = event(&format!("writev(7<{}>, [{{iov_base=\"{answer}\", iov_len=31}}], 1) = 31", hex("socket:[1]")));
        assert_eq!(sent, Some(Event::Answer("HTTP/1.1 201 Created\r\n\r\n{\"id\":\"x\"}".to_owned())));
    }
}
