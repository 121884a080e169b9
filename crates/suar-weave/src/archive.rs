//! Every document in a few bytes: words as variable-length numbers.

use crate::document::{Document, Identifier, IdentifierKind, Item, SlotKind};
use crate::symbols::Symbols;

/// One step of a stored document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token {
    Word(u32),
    Slot(SlotKind, u32),
    Break,
}

const BREAK_CODE: u64 = 15;
const NO_TIME: i64 = i64::MIN;

/// All documents of one weaving, in input order.
#[derive(Debug, Default)]
pub(crate) struct Archive {
    pub(crate) symbols: Symbols,
    bytes: Vec<u8>,
    ends: Vec<u64>,
    identifier_symbols: Symbols,
    identifiers: Vec<u32>,
    identifier_ends: Vec<u32>,
    channel_symbols: Symbols,
    channels: Vec<u32>,
    times: Vec<i64>,
    risks: Vec<f32>,
}

impl Archive {
    pub(crate) fn add(&mut self, document: &Document<'_>) {
        for item in document.items {
            let code = self.code_of(item);
            push_varint(&mut self.bytes, code);
        }
        self.ends.push(self.bytes.len() as u64);
        self.add_identifiers(document.identifiers);
        self.times.push(document.time.unwrap_or(NO_TIME));
        self.channels.push(document.channel.map_or(u32::MAX, |name| self.channel_symbols.intern(name)));
        self.risks.push(document.risk.unwrap_or(f32::NAN));
    }

    pub(crate) fn len(&self) -> u32 {
        self.ends.len() as u32
    }

    /// The steps of one document.
    pub(crate) fn tokens(&self, index: u32) -> Tokens<'_> {
        let range = range_of(&self.ends, index);
        Tokens { bytes: self.bytes.get(range.0 as usize..range.1 as usize).unwrap_or_default() }
    }

    /// The numbers of the identifiers of one document, sorted, each once.
    pub(crate) fn identifiers(&self, index: u32) -> &[u32] {
        let end = self.identifier_ends.get(index as usize).copied();
        let start = index.checked_sub(1).and_then(|before| self.identifier_ends.get(before as usize).copied());
        let range = start.unwrap_or_default() as usize..end.unwrap_or_default() as usize;
        self.identifiers.get(range).unwrap_or_default()
    }

    /// An identifier back from its number.
    pub(crate) fn identifier(&self, number: u32) -> Identifier {
        let text = self.identifier_symbols.text_of(number);
        let code = text.bytes().next().unwrap_or_default();
        let kind = IdentifierKind::ALL.into_iter().find(|&kind| kind_byte(kind) == code).unwrap_or(IdentifierKind::Url);
        Identifier { kind, value: text.get(1..).unwrap_or_default().to_owned() }
    }

    pub(crate) fn time(&self, index: u32) -> Option<i64> {
        let time = self.times.get(index as usize).copied();
        time.filter(|&time| time != NO_TIME)
    }

    pub(crate) fn channel(&self, index: u32) -> Option<&str> {
        let number = self.channels.get(index as usize).copied()?;
        (number != u32::MAX).then(|| self.channel_symbols.text_of(number))
    }

    pub(crate) fn risk(&self, index: u32) -> Option<f32> {
        let risk = self.risks.get(index as usize).copied();
        risk.filter(|risk| !risk.is_nan())
    }

    fn code_of(&mut self, item: &Item<'_>) -> u64 {
        match *item {
            Item::Word(word) => u64::from(self.symbols.intern(word)) << 1,
            Item::Number(value) => self.slot_code(SlotKind::Number, value),
            Item::Slot(kind, value) => self.slot_code(kind, value),
            Item::Break => BREAK_CODE << 1 | 1,
        }
    }

    fn slot_code(&mut self, kind: SlotKind, value: &str) -> u64 {
        (u64::from(self.symbols.intern(value)) << 4 | kind as u64) << 1 | 1
    }

    fn add_identifiers(&mut self, identifiers: &[Identifier]) {
        let start = self.identifiers.len();
        let mut text = String::new();
        for identifier in identifiers {
            text.clear();
            text.push(char::from(kind_byte(identifier.kind)));
            text.push_str(&identifier.value);
            let number = self.identifier_symbols.intern(&text);
            let seen = self.identifiers.get(start..).unwrap_or_default();
            if !seen.contains(&number) {
                self.identifiers.push(number);
            }
        }
        if let Some(own) = self.identifiers.get_mut(start..) {
            own.sort_unstable();
        }
        self.identifier_ends.push(self.identifiers.len() as u32);
    }
}

/// Reads the stored steps of one document.
#[derive(Debug, Clone)]
pub(crate) struct Tokens<'a> {
    bytes: &'a [u8],
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let code = read_varint(&mut self.bytes)?;
        if code & 1 == 0 {
            return Some(Token::Word((code >> 1) as u32));
        }
        let code = code >> 1;
        let kind = SlotKind::ALL.get((code & 15) as usize);
        Some(kind.map_or(Token::Break, |&kind| Token::Slot(kind, (code >> 4) as u32)))
    }
}

fn range_of(ends: &[u64], index: u32) -> (u64, u64) {
    let end = ends.get(index as usize).copied().unwrap_or_default();
    let start = index.checked_sub(1).and_then(|before| ends.get(before as usize).copied());
    (start.unwrap_or_default(), end)
}

fn kind_byte(kind: IdentifierKind) -> u8 {
    b'a' + kind as u8
}

fn push_varint(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

fn read_varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}
