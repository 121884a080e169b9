use std::borrow::Cow;

use jiff::Timestamp;
use serde_json::{Map, Value};
use suar_signal::Signal;

use super::draft::{kind_of, parse_time};
use super::json_lines::fault_in_line;

/// What a message turned out to be.
pub(crate) enum Parsed {
    /// A post.
    Post { signal: Box<Signal>, is_repaired: bool, warnings: u64 },
    /// A service message, or one without words.
    Skipped,
}

/// Reads one message, or says why it cannot be read.
pub(crate) fn parse_message(bytes: &[u8], channel: Option<&str>, text_limit: usize) -> Result<Parsed, String> {
    let json = String::from_utf8_lossy(bytes);
    let is_repaired = matches!(json, Cow::Owned(_));
    let mut message = match serde_json::from_str(&json) {
        Ok(Value::Object(message)) => message,
        Ok(other) => return Err(format!("it is {}, not an object", kind_of(&other))),
        Err(fault) => return Err(format!("it is not JSON: {}", fault_in_line(&fault))),
    };
    match message.get("type").and_then(Value::as_str) {
        None | Some("message") => {}
        Some(_) => return Ok(Parsed::Skipped),
    }
    let text = text_of(&mut message)?;
    if text.trim().is_empty() {
        return Ok(Parsed::Skipped);
    }
    if text.len() > text_limit {
        return Err(format!(
            "the text is {} bytes long, more than the {text_limit} that one post may have",
            text.len()
        ));
    }
    let id = match message.shift_remove("id") {
        Some(Value::Number(id)) => id.to_string(),
        Some(Value::String(id)) => id,
        Some(other) => return Err(format!("`id` is {}, not a number", kind_of(&other))),
        None => return Err("it has no `id`".to_owned()),
    };
    let mut signal = Signal::new(id, text);
    signal.channel = channel.map(str::to_owned);
    signal.author = take_string(&mut message, "from");
    let warnings = u64::from(!set_time(&mut signal, &mut message));
    message.shift_remove("type");
    signal.extra = message;
    Ok(Parsed::Post { signal: Box::new(signal), is_repaired, warnings })
}

/// The text, from `text` or, where that is missing, from `text_entities`. Addresses that
/// stand behind words are kept as `links`; the entities themselves repeat the text and go.
fn text_of(message: &mut Map<String, Value>) -> Result<String, String> {
    let entities = message.shift_remove("text_entities");
    let text = message.shift_remove("text");
    let mut links = Vec::new();
    collect_links(entities.as_ref(), &mut links);
    if links.is_empty() {
        collect_links(text.as_ref(), &mut links);
    }
    if !links.is_empty() {
        message.insert("links".to_owned(), Value::Array(links));
    }
    match text.or(entities) {
        Some(Value::String(text)) => Ok(text),
        Some(Value::Array(parts)) => join(&parts),
        Some(other) => Err(format!("`text` is {}, not a string or a list", kind_of(&other))),
        None => Err("it has no `text`".to_owned()),
    }
}

fn join(parts: &[Value]) -> Result<String, String> {
    let mut joined = String::new();
    for part in parts {
        match part {
            Value::String(text) => joined.push_str(text),
            Value::Object(part) => match part.get("text") {
                Some(Value::String(text)) => joined.push_str(text),
                _ => return Err("a part of `text` has no `text` of its own".to_owned()),
            },
            other => return Err(format!("a part of `text` is {}", kind_of(other))),
        }
    }
    Ok(joined)
}

fn collect_links(parts: Option<&Value>, links: &mut Vec<Value>) {
    let parts = parts.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    links.extend(parts.iter().filter_map(|part| part.get("href")).filter(|link| link.is_string()).cloned());
}

fn take_string(message: &mut Map<String, Value>, key: &str) -> Option<String> {
    match message.get_mut(key)? {
        Value::String(text) => {
            let text = std::mem::take(text);
            message.shift_remove(key);
            Some(text)
        }
        Value::Null => {
            message.shift_remove(key);
            None
        }
        _ => None,
    }
}

/// Sets the time from `date_unixtime`, or from `date`, which older exports have alone and
/// which names no zone; `false` when neither can be read, and then both stay in `extra`.
fn set_time(signal: &mut Signal, message: &mut Map<String, Value>) -> bool {
    let unix = message.get("date_unixtime").and_then(|seconds| match seconds {
        Value::String(text) => text.trim().parse().ok(),
        other => other.as_i64(),
    });
    let from_unix = unix.and_then(|seconds| Timestamp::from_second(seconds).ok());
    let from_date = || message.get("date").and_then(Value::as_str).and_then(parse_time);
    signal.time = from_unix.or_else(from_date);
    if signal.time.is_some() {
        message.shift_remove("date_unixtime");
        message.shift_remove("date");
    }
    signal.time.is_some() || !(message.contains_key("date") || message.contains_key("date_unixtime"))
}
