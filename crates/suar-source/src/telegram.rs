//! The `result.json` of Telegram Desktop, message by message: the export of one chat
//! (`messages`) or of an account (`chats.list[].messages`).

use std::io::BufReader;

use super::bytes::ByteStream;
use super::draft::shown_name;
use super::json_scanner::{JsonScanner, ScanError};
use super::lines::excerpt;
use super::reader::Records;
use super::telegram_message::{Parsed, parse_message};
use super::{Counters, InputError, Item, Limits, Reject};

/// What the walk is inside of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Frame {
    /// The document, which is a chat itself in the export of one chat.
    Document,
    /// `chats` or `left_chats`.
    Chats,
    /// The `list` in them.
    List,
    /// One chat of the list.
    Chat,
    /// The `messages` of a chat.
    Messages,
}

/// Reads the messages of an export.
pub(crate) struct Telegram {
    name: String,
    scanner: JsonScanner<BufReader<ByteStream>>,
    frames: Vec<Frame>,
    has_begun: bool,
    has_messages: bool,
    keys: Vec<String>,
    channel: Option<String>,
    message: Vec<u8>,
    number: u64,
    limits: Limits,
}

impl Telegram {
    pub(crate) fn new(name: &str, stream: ByteStream, limits: Limits) -> Self {
        Self {
            name: name.to_owned(),
            scanner: JsonScanner::new(BufReader::with_capacity(64 << 10, stream)),
            frames: Vec::new(),
            has_begun: false,
            has_messages: false,
            keys: Vec::new(),
            channel: None,
            message: Vec::new(),
            number: 0,
            limits,
        }
    }

    /// Goes one step; `Some` when the step found an item.
    fn step(&mut self, frame: Frame, counters: &mut Counters) -> Result<Option<Item>, Fault> {
        match frame {
            Frame::Messages => return self.step_through_messages(counters),
            Frame::List => {
                if !self.scanner.has_element()? {
                    self.frames.pop();
                } else if self.scanner.peek()? == Some(b'{') {
                    self.scanner.expect(b'{', "a chat")?;
                    self.channel = None;
                    self.frames.push(Frame::Chat);
                } else {
                    self.scanner.skip_value()?;
                }
            }
            Frame::Document | Frame::Chats | Frame::Chat => match self.scanner.next_key()? {
                Some(key) => self.enter(frame, &key)?,
                None => {
                    self.frames.pop();
                }
            },
        }
        Ok(None)
    }

    /// Goes into the value of a key, takes it, or goes past it.
    fn enter(&mut self, frame: Frame, key: &str) -> Result<(), Fault> {
        let first = self.scanner.peek()?.ok_or(ScanError::End)?;
        match (frame, key, first) {
            (Frame::Document | Frame::Chat, "messages", b'[') => {
                self.scanner.expect(b'[', "a list")?;
                self.has_messages = true;
                self.frames.push(Frame::Messages);
            }
            (Frame::Document | Frame::Chat, "messages", _) => {
                return Err(Fault::Shape("`messages` is not a list".to_owned()));
            }
            (Frame::Document, "chats" | "left_chats", b'{') => {
                self.scanner.expect(b'{', "an object")?;
                self.frames.push(Frame::Chats);
            }
            (Frame::Chats, "list", b'[') => {
                self.scanner.expect(b'[', "a list")?;
                // An account without chats has no messages and is no fault.
                self.has_messages = true;
                self.frames.push(Frame::List);
            }
            (Frame::Document | Frame::Chat, "name", b'"') => {
                let mut name = Vec::new();
                let is_whole = self.scanner.take_value(&mut name, 64 << 10)?;
                self.channel = if is_whole { serde_json::from_str(&String::from_utf8_lossy(&name)).ok() } else { None };
            }
            _ => self.scanner.skip_value()?,
        }
        if frame == Frame::Document && self.keys.len() < 20 {
            self.keys.push(shown_name(key));
        }
        Ok(())
    }

    fn step_through_messages(&mut self, counters: &mut Counters) -> Result<Option<Item>, Fault> {
        if !self.scanner.has_element()? {
            self.frames.pop();
            return Ok(None);
        }
        self.number += 1;
        if !self.scanner.take_value(&mut self.message, self.limits.record_bytes)? {
            return Ok(Some(self.reject(format!(
                "the message is longer than the {} bytes that one may have",
                self.limits.record_bytes
            ))));
        }
        Ok(match parse_message(&self.message, self.channel.as_deref(), self.limits.text_bytes) {
            Ok(Parsed::Post { signal, is_repaired, warnings }) => {
                counters.repaired += u64::from(is_repaired);
                counters.warnings += warnings;
                Some(Item::Signal(signal))
            }
            Ok(Parsed::Skipped) => {
                counters.skipped += 1;
                None
            }
            Err(reason) => Some(self.reject(reason)),
        })
    }

    fn reject(&self, reason: String) -> Item {
        Item::Reject(Reject { unit: "message", line: self.number, reason, excerpt: excerpt(&self.message) })
    }

    fn begin(&mut self) -> Result<(), Fault> {
        self.has_begun = true;
        if self.scanner.peek()?.is_none() {
            self.has_messages = true;
            return Ok(());
        }
        self.scanner.expect(b'{', "an object").map_err(|fault| match fault {
            ScanError::Syntax { .. } => Fault::Shape("it is not a JSON object".to_owned()),
            other => Fault::Scan(other),
        })?;
        self.frames.push(Frame::Document);
        Ok(())
    }

    fn next(&mut self, counters: &mut Counters) -> Result<Option<Item>, Fault> {
        if !self.has_begun {
            self.begin()?;
        }
        while let Some(frame) = self.frames.last() {
            if let Some(item) = self.step(*frame, counters)? {
                return Ok(Some(item));
            }
        }
        if self.has_messages {
            return Ok(None);
        }
        let keys = if self.keys.is_empty() { "nothing".to_owned() } else { self.keys.join(", ") };
        Err(Fault::Shape(format!("it has neither `messages` nor `chats` with a `list`, but {keys}")))
    }
}

impl Records for Telegram {
    fn next_item(&mut self, counters: &mut Counters) -> Result<Option<Item>, InputError> {
        self.next(counters).map_err(|fault| {
            let name = self.name.clone();
            match fault {
                Fault::Scan(ScanError::Read(fault)) => InputError::from_read(&name, fault),
                Fault::Scan(ScanError::End) => {
                    InputError::Truncated { name, what: format!("the export is cut off after message {}", self.number) }
                }
                Fault::Scan(fault @ ScanError::Syntax { .. }) => {
                    InputError::TelegramShape { name, what: format!("after message {}, {fault}", self.number) }
                }
                Fault::Shape(what) => InputError::TelegramShape { name, what },
            }
        })
    }
}

/// Why the walk stops.
enum Fault {
    Scan(ScanError),
    Shape(String),
}

impl From<ScanError> for Fault {
    fn from(fault: ScanError) -> Self {
        Self::Scan(fault)
    }
}
