use std::borrow::Cow;
use std::collections::{HashMap, VecDeque};

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::bytes::ByteStream;
use super::draft::{Draft, Layout, kind_of};
use super::key_watch::KeyWatch;
use super::limits::WATCHED_OBJECTS;
use super::lines::{LineRead, Lines, excerpt, without_line_break};
use super::reader::Records;
use super::{ColumnMap, Counters, InputError, Item, Limits, Reject};

/// One JSON object a line.
pub(crate) struct JsonLines {
    name: String,
    lines: Lines,
    buffer: Vec<u8>,
    layout: Layout,
    limits: Limits,
    watch: KeyWatch,
    /// What waits for a line that has the keys of the map.
    held: VecDeque<Item>,
    is_holding: bool,
    end: Option<Result<(), InputError>>,
}

impl JsonLines {
    pub(crate) fn new(name: &str, stream: ByteStream, map: &ColumnMap, limits: Limits) -> Self {
        let lines = Lines::new(stream, limits.record_bytes);
        let watch = KeyWatch::new(map);
        Self {
            name: name.to_owned(),
            lines,
            buffer: Vec::new(),
            layout: Layout::of(map),
            limits,
            is_holding: watch.lacks_a_part(),
            watch,
            held: VecDeque::new(),
            end: None,
        }
    }

    fn item(&mut self, counters: &mut Counters) -> Item {
        let buffer = std::mem::take(&mut self.buffer);
        let line = String::from_utf8_lossy(without_line_break(&buffer));
        let was_broken = matches!(line, Cow::Owned(_));
        let signal = self.signal(&line, was_broken, counters);
        self.buffer = buffer;
        match signal {
            Ok(signal) => Item::Signal(Box::new(signal)),
            Err(reason) => self.reject(reason),
        }
    }

    fn signal(&mut self, line: &str, was_broken: bool, counters: &mut Counters) -> Result<suar_signal::Signal, String> {
        let mut is_repaired = was_broken;
        let mut line = Cow::Borrowed(line);
        let parsed = serde_json::from_str::<Value>(&line).or_else(|fault| {
            let Some(repaired) = replace_lone_surrogates(&line) else {
                return Err(fault);
            };
            is_repaired = true;
            line = Cow::Owned(repaired);
            serde_json::from_str(&line)
        });
        let object = match parsed {
            Ok(Value::Object(object)) => object,
            Ok(other) => return Err(format!("the line is {}, not a JSON object", kind_of(&other))),
            Err(fault) => return Err(format!("it is not JSON: {}", fault_in_line(&fault))),
        };
        self.watch.see(&object);
        let literal = self.id_literal(&object, &line);
        let mut warned = Counters::default();
        let mut draft = Draft::new(&self.layout);
        for (key, value) in object {
            draft.put(self.layout.slots_of(&key), &key, value, &mut warned);
        }
        if let Some(literal) = literal {
            draft.spell_id(literal);
        }
        let signal = draft.finish(self.lines.number(), self.limits.text_bytes)?;
        counters.repaired += u64::from(is_repaired);
        counters.warnings += warned.warnings;
        Ok(signal)
    }

    /// A number that is not a plain integer loses its spelling when parsed; this finds it again.
    fn id_literal(&self, object: &Map<String, Value>, line: &str) -> Option<String> {
        let key = self.layout.id_key()?;
        match object.get(key)? {
            Value::Number(number) if !number.is_i64() && !number.is_u64() => {
                let raw: HashMap<Cow<'_, str>, &RawValue> = serde_json::from_str(line).ok()?;
                raw.get(key).map(|raw| raw.get().to_owned())
            }
            _ => None,
        }
    }

    fn reject(&self, reason: String) -> Item {
        Item::Reject(Reject { unit: "line", line: self.lines.number(), reason, excerpt: excerpt(&self.buffer) })
    }
}

impl JsonLines {
    fn read_item(&mut self, counters: &mut Counters) -> Result<Option<Item>, InputError> {
        loop {
            let read = self.lines.read(&mut self.buffer).map_err(|fault| InputError::from_read(&self.name, fault))?;
            return Ok(match read {
                LineRead::End => None,
                LineRead::TooLong => Some(self.reject(format!(
                    "the line is longer than the {} bytes that one may have",
                    self.limits.record_bytes
                ))),
                LineRead::Whole if self.buffer.trim_ascii().is_empty() => continue,
                LineRead::Whole => Some(self.item(counters)),
            });
        }
    }

    /// Reads until a line has the keys of the map, so that a wrong name is an error of the command
    /// and not one of each line.
    fn hold(&mut self, counters: &mut Counters) -> Result<(), InputError> {
        while self.is_holding {
            match self.read_item(counters) {
                Ok(Some(item)) => self.held.push_back(item),
                Ok(None) => self.end = Some(Ok(())),
                Err(fault) => self.end = Some(Err(fault)),
            }
            let is_at_end = matches!(self.end, Some(Ok(())));
            if self.watch.lacks_a_part() && (is_at_end || self.watch.has_seen_enough()) {
                self.watch.missing_key(&self.name).map_or(Ok(()), Err)?;
            }
            let is_full = self.held.len() as u64 >= WATCHED_OBJECTS;
            self.is_holding = self.watch.lacks_a_part() && self.end.is_none() && !is_full;
        }
        Ok(())
    }
}

impl Records for JsonLines {
    fn next_item(&mut self, counters: &mut Counters) -> Result<Option<Item>, InputError> {
        self.hold(counters)?;
        if let Some(item) = self.held.pop_front() {
            return Ok(Some(item));
        }
        match self.end.take() {
            Some(end) => end.map(|()| None),
            None => self.read_item(counters),
        }
    }

    fn closing_notes(&self) -> Vec<String> {
        self.watch.notes()
    }
}

/// The message of a fault without the line number, which is always 1 within a line.
pub(crate) fn fault_in_line(fault: &serde_json::Error) -> String {
    let message = fault.to_string();
    let place = format!(" at line {} column {}", fault.line(), fault.column());
    match message.strip_suffix(&place) {
        Some(message) if fault.column() > 0 => format!("{message} at column {}", fault.column()),
        _ => message,
    }
}

/// Half of a surrogate pair, `\ud83d` alone, is broken UTF-16 that some writers leave
/// behind; it becomes U+FFFD. `None` when the line has none.
fn replace_lone_surrogates(line: &str) -> Option<String> {
    let mut repaired = String::with_capacity(line.len());
    let mut is_changed = false;
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('\\') {
        repaired.push_str(before);
        let unit = escaped_unit(after);
        let pair = unit.filter(|unit| (0xD800..0xDC00).contains(unit)).and_then(|_| {
            let low = after.get(5..)?.strip_prefix('\\')?;
            escaped_unit(low).filter(|unit| (0xDC00..0xE000).contains(unit))
        });
        let length = match unit {
            Some(_) if pair.is_some() => 11,
            Some(_) => 5,
            None => after.chars().next().map_or(0, char::len_utf8),
        };
        let (escape, following) = after.split_at_checked(length)?;
        let is_lone = pair.is_none() && unit.is_some_and(|unit| (0xD800..0xE000).contains(&unit));
        repaired.push('\\');
        repaired.push_str(if is_lone { "ufffd" } else { escape });
        is_changed |= is_lone;
        rest = following;
    }
    repaired.push_str(rest);
    is_changed.then_some(repaired)
}

/// The UTF-16 unit that an escape stands for: `u` and four hexadecimal digits.
fn escaped_unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix('u')?.get(..4)?;
    u32::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lone_surrogates_are_replaced_and_pairs_kept() {
        assert_eq!(replace_lone_surrogates(r"a\ud83d\ude00b"), None);
        assert_eq!(replace_lone_surrogates(r"a\ud83db\\ud83d").as_deref(), Some(r"a\ufffdb\\ud83d"));
        assert_eq!(replace_lone_surrogates(r"\ude00\").as_deref(), Some(r"\ufffd\"));
    }
}
