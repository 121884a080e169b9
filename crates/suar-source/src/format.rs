use std::str::FromStr;

use serde_json::{Map, Value};

use super::columns::Role;
use super::whatsapp_stamp::is_start_of_message;
use super::{ColumnMap, InputError};

/// A format that posts are read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line.
    JsonLines,
    /// A table with a header row; the delimiter is told by the header.
    Csv,
    /// The same, delimited by tabs.
    Tsv,
    /// Apache Parquet.
    Parquet,
    /// The `result.json` of Telegram Desktop: one chat or all of them.
    Telegram,
    /// The text file that `WhatsApp` exports, Android or iOS.
    WhatsApp,
}

/// The names that `--input-format` takes.
pub(crate) const NAMES: [&str; 6] = ["jsonl", "csv", "tsv", "parquet", "telegram", "whatsapp"];

impl Format {
    /// The name that `--input-format` takes.
    pub fn name(self) -> &'static str {
        match self {
            Format::JsonLines => "jsonl",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Parquet => "parquet",
            Format::Telegram => "telegram",
            Format::WhatsApp => "whatsapp",
        }
    }

    /// The format of an input whose first bytes are `head`. `extension` is in small
    /// letters, without that of a compression; `map` says which keys a post has.
    pub(crate) fn of(head: &[u8], extension: Option<&str>, map: &ColumnMap) -> Self {
        if head.starts_with(b"PAR1") {
            return Format::Parquet;
        }
        match extension {
            Some("jsonl" | "ndjson") => return Format::JsonLines,
            Some("csv") => return Format::Csv,
            Some("tsv" | "tab") => return Format::Tsv,
            Some("parquet") => return Format::Parquet,
            _ => {}
        }
        match head.trim_ascii_start().first() {
            Some(b'{') => format_of_json(head.trim_ascii_start(), extension, map),
            Some(_) if looks_like_whatsapp(head, extension) => Format::WhatsApp,
            None if extension == Some("json") => Format::JsonLines,
            _ => Format::Csv,
        }
    }
}

impl FromStr for Format {
    type Err = InputError;

    fn from_str(name: &str) -> Result<Self, InputError> {
        match name.to_ascii_lowercase().as_str() {
            "jsonl" | "ndjson" => Ok(Format::JsonLines),
            "csv" => Ok(Format::Csv),
            "tsv" => Ok(Format::Tsv),
            "parquet" => Ok(Format::Parquet),
            "telegram" => Ok(Format::Telegram),
            "whatsapp" => Ok(Format::WhatsApp),
            _ => Err(InputError::UnknownFormat { name: name.to_owned() }),
        }
    }
}

/// A first line that is whole is a line of JSON Lines, unless it holds chats or is all that a
/// `.json` file holds and no post; an object laid out over lines can only be an export.
fn format_of_json(head: &[u8], extension: Option<&str>, map: &ColumnMap) -> Format {
    let first_line = head.split(|byte| *byte == b'\n').next().unwrap_or(head);
    if let Ok(object) = serde_json::from_slice::<Map<String, Value>>(first_line) {
        let is_all = head.get(first_line.len()..).is_none_or(|rest| rest.trim_ascii().is_empty());
        let is_export = holds_chats(&object) || (extension == Some("json") && is_all);
        return if is_export && !holds_text(&object, map) { Format::Telegram } else { Format::JsonLines };
    }
    let opens_over_lines = first_line.trim_ascii() == b"{";
    let names_messages = contains(head, b"\"messages\"") || contains(head, b"\"chats\"");
    let is_cut_off = first_line.len() == head.len();
    if opens_over_lines
        || (is_cut_off && names_messages && !contains_text_before_messages(head))
        || extension == Some("json")
    {
        return Format::Telegram;
    }
    Format::JsonLines
}

fn holds_chats(object: &Map<String, Value>) -> bool {
    let is_chats = |key: &str| object.get(key).is_some_and(|value| value.is_object() || value.is_array());
    object.get("messages").is_some_and(Value::is_array) || is_chats("chats") || is_chats("left_chats")
}

fn holds_text(object: &Map<String, Value>, map: &ColumnMap) -> bool {
    match map.columns(Role::Text) {
        Some(keys) => keys.iter().any(|key| object.contains_key(key)),
        None => object.contains_key("text"),
    }
}

/// In a minified export the first `"text"` stands inside the messages; in a long
/// line of JSON Lines that also speaks of messages it usually comes first.
fn contains_text_before_messages(head: &[u8]) -> bool {
    let text = position(head, b"\"text\"");
    let messages = position(head, b"\"messages\"").or_else(|| position(head, b"\"chats\""));
    matches!((text, messages), (Some(text), Some(messages)) if text < messages)
}

fn looks_like_whatsapp(head: &[u8], extension: Option<&str>) -> bool {
    let text = String::from_utf8_lossy(head);
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).take(20);
    let first_starts = lines.next().is_some_and(is_start_of_message);
    first_starts || (extension == Some("txt") && lines.any(is_start_of_message))
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    position(haystack, needle).is_some()
}

fn position(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}
