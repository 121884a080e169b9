//! A post being put together out of named values, for every format that has columns
//! or keys.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::Value;
use suar_signal::{Language, Signal, SignalId};
use suar_text::clean_line;

use super::columns::Role;
use super::{ColumnMap, Counters, InputError};

/// What a column is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// One of the columns that make up the text, by place.
    Text(usize),
    /// Any other part.
    Part(Role),
}

/// Which column fills which part.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    wanted: Vec<(String, Slot)>,
    text_columns: Vec<String>,
    counts_rows: bool,
}

impl Layout {
    /// The layout that a map asks for; a part that it leaves out has its own name.
    pub(crate) fn of(map: &ColumnMap) -> Self {
        let text_columns = map.columns(Role::Text).map_or_else(|| vec!["text".to_owned()], <[String]>::to_vec);
        let mut wanted: Vec<(String, Slot)> =
            text_columns.iter().enumerate().map(|(place, name)| (name.clone(), Slot::Text(place))).collect();
        for role in Role::ALL {
            let is_counted = role == Role::Id && map.counts_rows();
            if role == Role::Text || is_counted {
                continue;
            }
            let column = map.columns(role).and_then(<[String]>::first).map_or(role.name(), String::as_str);
            wanted.push((column.to_owned(), Slot::Part(role)));
        }
        Self { wanted, text_columns, counts_rows: map.counts_rows() }
    }

    /// What each column of a table is used for. Names are compared trimmed, then without case.
    /// Afterwards the id is counted when the table has none.
    ///
    /// # Errors
    /// When the text or a column that the map names is missing, or when a column that is used stands
    /// in the header twice.
    pub(crate) fn resolve(
        &mut self,
        header: &[String],
        map: &ColumnMap,
        name: &str,
    ) -> Result<Vec<Vec<Slot>>, InputError> {
        let mut slots = vec![Vec::new(); header.len()];
        for (column, slot) in &self.wanted {
            let place = find_column(header, column);
            let role = match slot {
                Slot::Text(_) => Role::Text,
                Slot::Part(role) => *role,
            };
            if place.is_some_and(|place| is_ambiguous(header, place, column)) {
                return Err(InputError::TwiceInHeader {
                    name: name.to_owned(),
                    role: role.name(),
                    column: column.clone(),
                });
            }
            match place.and_then(|place| slots.get_mut(place)) {
                Some(slots) => slots.push(*slot),
                None if role == Role::Text || map.columns(role).is_some() => {
                    return Err(missing_column(name, role, column, header));
                }
                None if role == Role::Id => self.counts_rows = true,
                None => {}
            }
        }
        Ok(slots)
    }

    /// What a key is used for. An exact name only.
    pub(crate) fn slots_of(&self, key: &str) -> impl Iterator<Item = Slot> {
        self.wanted.iter().filter(move |(name, _)| name == key).map(|(_, slot)| *slot)
    }

    /// The key that holds the id, unless rows are counted.
    pub(crate) fn id_key(&self) -> Option<&str> {
        let id = self.wanted.iter().find(|(_, slot)| *slot == Slot::Part(Role::Id))?;
        (!self.counts_rows).then_some(id.0.as_str())
    }

    fn name_of(&self, slot: Slot) -> &str {
        self.wanted.iter().find(|(_, known)| *known == slot).map_or("", |(name, _)| name)
    }
}

fn find_column(header: &[String], column: &str) -> Option<usize> {
    let column = column.trim();
    let exact = header.iter().position(|name| name == column);
    exact.or_else(|| header.iter().position(|name| name.to_lowercase() == column.to_lowercase()))
}

/// Whether another column could be meant as well: one of the same spelling, or, where none has the
/// spelling that was asked for, one that differs in case.
fn is_ambiguous(header: &[String], place: usize, column: &str) -> bool {
    let column = column.trim();
    let is_exact = header.get(place).is_some_and(|name| name == column);
    let is_meant = |name: &String| if is_exact { name == column } else { name.to_lowercase() == column.to_lowercase() };
    header.iter().filter(|name| is_meant(name)).count() > 1
}

/// A note for each name that several columns have; of those only the last is kept.
pub(crate) fn repeated_names(header: &[String]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in header.iter().filter(|name| !name.is_empty()) {
        *counts.entry(name).or_default() += 1;
    }
    let repeated = counts.into_iter().filter(|(_, count)| *count > 1);
    repeated
        .map(|(name, count)| {
            format!("{count} columns are named {}; of each row the last of them is kept as extra", shown_name(name))
        })
        .collect()
}

fn missing_column(name: &str, role: Role, column: &str, header: &[String]) -> InputError {
    const SHOWN: usize = 30;
    let mut found: Vec<String> = header.iter().take(SHOWN).map(|name| shown_name(name)).collect();
    if header.len() > SHOWN {
        found.push(format!("and {} more", header.len() - SHOWN));
    }
    let found = if found.is_empty() { "none".to_owned() } else { found.join(", ") };
    InputError::MissingColumn { name: name.to_owned(), role: role.name(), column: column.to_owned(), found }
}

/// A name out of the input as it may stand in a message.
pub(crate) fn shown_name(name: &str) -> String {
    let start: String = name.chars().take(40).collect();
    format!("`{}`", clean_line(&start))
}

/// A post that is being put together.
pub(crate) struct Draft<'layout> {
    layout: &'layout Layout,
    id: Option<Value>,
    text: Vec<Option<Value>>,
    signal: Signal,
}

impl<'layout> Draft<'layout> {
    pub(crate) fn new(layout: &'layout Layout) -> Self {
        Self { layout, id: None, text: vec![None; layout.text_columns.len()], signal: Signal::new("", "") }
    }

    /// Puts a value where it belongs; what belongs nowhere goes to `extra`.
    pub(crate) fn put(&mut self, slots: impl Iterator<Item = Slot>, name: &str, value: Value, counters: &mut Counters) {
        let mut slots = slots.peekable();
        if slots.peek().is_none() {
            self.signal.extra.insert(name.to_owned(), value);
            return;
        }
        while let Some(slot) = slots.next() {
            if slots.peek().is_none() {
                self.fill(slot, name, value, counters);
                return;
            }
            self.fill(slot, name, value.clone(), counters);
        }
    }

    fn fill(&mut self, slot: Slot, name: &str, value: Value, counters: &mut Counters) {
        match slot {
            Slot::Text(place) => {
                if let Some(part) = self.text.get_mut(place) {
                    *part = Some(value);
                }
            }
            Slot::Part(Role::Id) => self.id = Some(value),
            Slot::Part(role) => {
                if let Some(unread) = set_optional(&mut self.signal, role, value) {
                    self.signal.extra.insert(name.to_owned(), unread);
                    counters.warnings += 1;
                }
            }
        }
    }

    /// Sets the id as the source spells it, where a value would have lost the spelling.
    pub(crate) fn spell_id(&mut self, literal: String) {
        self.id = Some(Value::String(literal));
    }

    /// The post, or why it is none. `number` is its id where rows are counted.
    pub(crate) fn finish(mut self, number: u64, text_limit: usize) -> Result<Signal, String> {
        self.signal.text = self.take_text()?;
        let length = self.signal.text.len();
        if length > text_limit {
            return Err(format!("the text is {length} bytes long, more than the {text_limit} that one post may have"));
        }
        self.signal.id = SignalId(self.take_id(number)?);
        Ok(self.signal)
    }

    fn take_text(&mut self) -> Result<String, String> {
        let count = self.text.len();
        let mut joined: Option<String> = None;
        for (part, name) in self.text.iter_mut().zip(&self.layout.text_columns) {
            match part.take() {
                Some(Value::String(text)) => match &mut joined {
                    None => joined = Some(text),
                    Some(_) if text.is_empty() => {}
                    Some(joined) if joined.is_empty() => *joined = text,
                    Some(joined) => {
                        joined.push('\n');
                        joined.push_str(&text);
                    }
                },
                None | Some(Value::Null) if count > 1 => {}
                None => return Err(format!("it has no `{name}`")),
                Some(other) => return Err(format!("`{name}` is {}, not a string", kind_of(&other))),
            }
        }
        joined.ok_or_else(|| format!("it has none of `{}`", self.layout.text_columns.join("`, `")))
    }

    fn take_id(&mut self, number: u64) -> Result<String, String> {
        if self.layout.counts_rows {
            return Ok(number.to_string());
        }
        let name = self.layout.name_of(Slot::Part(Role::Id));
        match self.id.take() {
            Some(Value::String(id)) => Ok(id),
            Some(Value::Number(id)) => Ok(id.to_string()),
            None => Err(format!("it has no `{name}`")),
            Some(other) => Err(format!("`{name}` is {}, not a string or a number", kind_of(&other))),
        }
    }
}

/// What a JSON value is, in words.
pub(crate) fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// Sets an optional part; gives the value back when it cannot be understood. An empty
/// cell and null are no value.
fn set_optional(signal: &mut Signal, role: Role, value: Value) -> Option<Value> {
    if value.is_null() || value.as_str().is_some_and(str::is_empty) {
        return None;
    }
    match role {
        Role::Id | Role::Text => return Some(value),
        Role::Time => signal.time = value.as_str().and_then(parse_time),
        Role::Lang => signal.lang = value.as_str().and_then(|code| Language::from_code(code.trim())),
        Role::Reach => signal.reach = parse_count(&value),
        Role::Channel => signal.channel = name_in(&value),
        Role::Author => signal.author = name_in(&value),
        Role::Url => signal.url = name_in(&value),
        Role::Region => signal.region = name_in(&value),
    }
    let is_set = match role {
        Role::Id | Role::Text => false,
        Role::Time => signal.time.is_some(),
        Role::Lang => signal.lang.is_some(),
        Role::Reach => signal.reach.is_some(),
        Role::Channel => signal.channel.is_some(),
        Role::Author => signal.author.is_some(),
        Role::Url => signal.url.is_some(),
        Role::Region => signal.region.is_some(),
    };
    if is_set { None } else { Some(value) }
}

/// RFC 3339; a time or date without a zone is taken as UTC.
pub(crate) fn parse_time(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(time) = text.parse::<Timestamp>() {
        return Some(time);
    }
    let civil = text.parse::<jiff::civil::DateTime>().ok()?;
    jiff::tz::Offset::UTC.to_timestamp(civil).ok()
}

/// A name; many sources name accounts and groups by number.
fn name_in(value: &Value) -> Option<String> {
    match value {
        Value::String(name) => Some(name.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn parse_count(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => number.as_u64().or_else(|| {
            number.as_f64().filter(|count| *count >= 0.0 && count.fract() == 0.0).map(|count| count as u64)
        }),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}
