//! The text file that `WhatsApp` exports. Its times name no zone and are taken as UTC;
//! a post has the number of its first line as id.

use std::borrow::Cow;

use suar_signal::Signal;

use super::bytes::ByteStream;
use super::lines::{LineRead, Lines, excerpt, without_line_break};
use super::reader::Records;
use super::whatsapp_stamp::{DateOrder, Stamp, is_mark, order_of, parse_start};
use super::{Counters, InputError, Item, Limits, Reject};

/// Longer names of senders are not names.
const LONGEST_NAME_CHARACTERS: usize = 120;

/// Reads the messages of one chat.
pub(crate) struct WhatsApp {
    name: String,
    lines: Lines,
    line: Vec<u8>,
    order: DateOrder,
    open: Option<OpenMessage>,
    is_in_system_line: bool,
    fault: Option<InputError>,
    limits: Limits,
}

/// A message whose last line has not been seen yet.
struct OpenMessage {
    stamp: Stamp,
    line: u64,
    author: String,
    text: String,
    length: usize,
    is_repaired: bool,
}

impl WhatsApp {
    /// `head` is the beginning of the stream, which tells the order of day and month.
    pub(crate) fn new(name: &str, stream: ByteStream, head: &[u8], limits: Limits) -> Self {
        Self {
            name: name.to_owned(),
            lines: Lines::new(stream, limits.record_bytes),
            line: Vec::new(),
            order: order_of(&String::from_utf8_lossy(head)),
            open: None,
            is_in_system_line: false,
            fault: None,
            limits,
        }
    }

    /// What was taken for granted.
    pub(crate) fn note(&self) -> String {
        let order = match self.order {
            DateOrder::DayFirst => "day first",
            DateOrder::MonthFirst => "month first",
        };
        format!("dates were read {order}, times as UTC: the export names no zone")
    }

    /// Takes in a line; gives what the line ends.
    fn take_line(&mut self, counters: &mut Counters) -> Option<Item> {
        let content = without_line_break(&self.line);
        let line = String::from_utf8_lossy(content);
        let is_broken = matches!(line, Cow::Owned(_));
        if let Some((stamp, rest)) = parse_start(&line) {
            let opened = OpenMessage::begin(stamp, self.lines.number(), rest, is_broken);
            // A system line may have more than one line; they are counted with the first.
            self.is_in_system_line = opened.is_none();
            counters.skipped += u64::from(self.is_in_system_line);
            let ended = self.end_message(counters);
            self.open = opened;
            return ended;
        }
        match &mut self.open {
            Some(message) => message.go_on(&line, is_broken, self.limits.text_bytes),
            None if line.trim().is_empty() || self.is_in_system_line => {}
            None => return Some(self.reject("the line begins no message and follows none".to_owned())),
        }
        None
    }

    fn end_message(&mut self, counters: &mut Counters) -> Option<Item> {
        let message = self.open.take()?;
        message.finish(self.order, self.limits, counters)
    }

    fn reject(&self, reason: String) -> Item {
        Item::Reject(Reject { unit: "line", line: self.lines.number(), reason, excerpt: excerpt(&self.line) })
    }
}

impl Records for WhatsApp {
    fn next_item(&mut self, counters: &mut Counters) -> Result<Option<Item>, InputError> {
        loop {
            if let Some(fault) = self.fault.take() {
                return Err(fault);
            }
            let item = match self.lines.read(&mut self.line) {
                Ok(LineRead::Whole) => self.take_line(counters),
                Ok(LineRead::TooLong) => {
                    let limit = self.limits.record_bytes;
                    Some(self.reject(format!("the line is longer than the {limit} bytes that one may have")))
                }
                Ok(LineRead::End) if self.open.is_none() => return Ok(None),
                Ok(LineRead::End) => self.end_message(counters),
                Err(fault) => {
                    self.fault = Some(InputError::from_read(&self.name, fault));
                    self.end_message(counters)
                }
            };
            if item.is_some() {
                return Ok(item);
            }
        }
    }
}

impl OpenMessage {
    /// A message, or `None` for a system line.
    fn begin(stamp: Stamp, line: u64, rest: &str, is_repaired: bool) -> Option<Self> {
        let (author, text) = rest.split_once(": ").or_else(|| Some((rest.strip_suffix(':')?, "")))?;
        if author.chars().count() > LONGEST_NAME_CHARACTERS {
            return None;
        }
        let author = author.trim_matches(|character: char| character.is_whitespace() || is_mark(character));
        // Unsaved contacts are shown as `~ Name`.
        let author = author.strip_prefix('~').map_or(author, str::trim_start);
        Some(Self { stamp, line, author: author.to_owned(), text: text.to_owned(), length: text.len(), is_repaired })
    }

    /// Adds a line. Past the limit it is measured and not held.
    fn go_on(&mut self, line: &str, is_broken: bool, text_limit: usize) {
        self.length += 1 + line.len();
        self.is_repaired |= is_broken;
        if self.length <= text_limit {
            self.text.push('\n');
            self.text.push_str(line);
        }
    }

    /// The post; `None` when it has no words.
    fn finish(self, order: DateOrder, limits: Limits, counters: &mut Counters) -> Option<Item> {
        if self.length > limits.text_bytes {
            let (length, limit) = (self.length, limits.text_bytes);
            let reason = format!("the text is {length} bytes long, more than the {limit} that one post may have");
            return Some(Item::Reject(Reject {
                unit: "line",
                line: self.line,
                reason,
                excerpt: excerpt(self.text.as_bytes()),
            }));
        }
        let text = self.text.trim_end();
        if text.is_empty() {
            counters.skipped += 1;
            return None;
        }
        counters.repaired += u64::from(self.is_repaired);
        let mut signal = Signal::new(self.line.to_string(), text);
        signal.time = self.stamp.time(order);
        signal.author = (!self.author.is_empty()).then_some(self.author);
        Some(Item::Signal(Box::new(signal)))
    }
}
