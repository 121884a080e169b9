use suar_entity::{Entities, EntityKind, EntityTables, Mention};
use suar_signal::Span;
use suar_text::{Folded, Lexicon, Token, TokenKind};

use super::Vocabulary;

/// What an entity token is, as a set of bits.
pub(crate) mod bits {
    pub(crate) const NUMBER: u16 = 1;
    pub(crate) const MONEY: u16 = 1 << 1;
    pub(crate) const PAY: u16 = 1 << 2;
    pub(crate) const PLACE: u16 = 1 << 3;
    pub(crate) const HOTSPOT: u16 = 1 << 4;
    pub(crate) const COUNTRY: u16 = 1 << 5;
    pub(crate) const PHONE: u16 = 1 << 6;
    pub(crate) const HANDLE: u16 = 1 << 7;
    pub(crate) const URL: u16 = 1 << 8;
    pub(crate) const EMAIL: u16 = 1 << 9;

    /// How many bits there are.
    pub(crate) const COUNT: usize = 10;
}

/// One word, number or entity as patterns see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ViewToken {
    pub(crate) word: u32,
    pub(crate) prefix: u32,
    pub(crate) bits: u16,
    pub(crate) starts_sentence: bool,
    pub(crate) span: Span,
}

/// A text as patterns see it: words and entities, signs and pictographs skipped.
#[derive(Debug, Default)]
pub(crate) struct View {
    pub(crate) tokens: Vec<ViewToken>,
}

impl View {
    pub(crate) fn new(
        folded: &Folded,
        entities: &Entities,
        tables: &EntityTables,
        vocabulary: &Vocabulary,
        lexicon: &Lexicon,
    ) -> View {
        let mut view = View { tokens: Vec::with_capacity(folded.tokens().len()) };
        let mut mentions = entities.mentions.iter().peekable();
        let mut starts_sentence = true;
        let mut index = 0_u32;
        while let Some(token) = folded.tokens().get(index as usize) {
            starts_sentence |= token.starts_sentence;
            let mut found = 0;
            let mut end = index + 1;
            let mut span = token.span;
            while let Some(mention) = mentions.next_if(|mention| mention.tokens.start <= index) {
                if mention.tokens.end > index {
                    found |= bits_of(mention, tables);
                    end = end.max(mention.tokens.end);
                    span = span.cover(mention.span);
                }
            }
            if found == 0 && !is_seen(token) {
                index += 1;
                continue;
            }
            let single = end == index + 1;
            let mut seen = ViewToken { word: 0, prefix: 0, bits: found, starts_sentence, span };
            if token.kind == TokenKind::Number {
                seen.bits |= bits::NUMBER;
            }
            if single {
                let word = folded.word(token);
                seen.word = vocabulary.find(word, lexicon);
                seen.prefix = vocabulary.find_prefix(word);
            }
            view.tokens.push(seen);
            starts_sentence = false;
            index = end;
        }
        view
    }
}

fn is_seen(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Number | TokenKind::Flag)
}

fn bits_of(mention: &Mention, tables: &EntityTables) -> u16 {
    match mention.kind {
        EntityKind::Phone => bits::PHONE,
        EntityKind::Handle => bits::HANDLE,
        EntityKind::Url => bits::URL,
        EntityKind::Email => bits::EMAIL,
        EntityKind::Wallet => 0,
        EntityKind::Pay => bits::PAY | bits::MONEY | bits::NUMBER,
        EntityKind::Money => bits::MONEY | bits::NUMBER,
        EntityKind::Place => {
            let Some(entry) = mention.place.and_then(|place| tables.places.get(place)) else { return bits::PLACE };
            let hotspot = if entry.hotspot { bits::HOTSPOT } else { 0 };
            let foreign = if !entry.country.is_empty() && entry.country != HOME { bits::COUNTRY } else { 0 };
            bits::PLACE | hotspot | foreign
        }
    }
}

/// The country that counts as home.
pub(crate) const HOME: &str = "ID";
