//! From posts whose text was folded and whose mentions were found to the documents that the weaver takes.

use rustc_hash::FxHashSet;
use suar_entity::{Entities, EntityKind, EntityTables, Mention};
use suar_signal::Signal;
use suar_text::{Folded, Token, TokenKind};

use crate::document::{Document, Identifier, IdentifierKind, Item, SlotKind};
use crate::settings::Settings;
use crate::weaver::{Weaver, Weaving};

/// A post as words and slots, free of the texts it came from, so that cores can make it.
#[derive(Debug, Default)]
pub struct OwnedDocument {
    arena: String,
    items: Vec<OwnedItem>,
    identifiers: Vec<Identifier>,
    time: Option<i64>,
    channel: Option<String>,
    risk: Option<f32>,
}

#[derive(Clone, Copy, Debug)]
enum OwnedItem {
    Word(u32, u32),
    Number(u32, u32),
    Slot(SlotKind, u32, u32),
    Break,
}

/// Takes documents in input order, with the usual settings.
pub struct Woven {
    weaver: Weaver,
}

impl Default for Woven {
    fn default() -> Self {
        Self { weaver: Weaver::new(Settings::default()) }
    }
}

impl Woven {
    /// Adds the next post.
    pub fn add(&mut self, document: &OwnedDocument) {
        let part = |start: u32, end: u32| document.arena.get(start as usize..end as usize).unwrap_or("");
        let items: Vec<Item<'_>> = document
            .items
            .iter()
            .map(|item| match *item {
                OwnedItem::Word(start, end) => Item::Word(part(start, end)),
                OwnedItem::Number(start, end) => Item::Number(part(start, end)),
                OwnedItem::Slot(kind, start, end) => Item::Slot(kind, part(start, end)),
                OwnedItem::Break => Item::Break,
            })
            .collect();
        self.weaver.add(&Document {
            items: &items,
            identifiers: &document.identifiers,
            time: document.time,
            channel: document.channel.as_deref(),
            risk: document.risk,
        });
    }

    /// Weaves what was added.
    pub fn finish(self) -> Weaving {
        self.weaver.finish()
    }
}

/// A post as the weaver sees it. The tables tell links to chats from other links.
pub fn document_of(
    signal: &Signal,
    (folded, entities): (&Folded, &Entities),
    tables: &EntityTables,
    risk: Option<f64>,
) -> OwnedDocument {
    let mut document = OwnedDocument {
        arena: String::with_capacity(signal.text.len()),
        items: Vec::with_capacity(folded.tokens().len()),
        identifiers: identifiers_of(entities, tables),
        time: signal.time.map(jiff::Timestamp::as_second),
        channel: signal.channel.clone(),
        risk: risk.map(|risk| risk as f32),
    };
    let mut mentions = entities.mentions.iter().peekable();
    let mut index = 0_u32;
    while let Some(token) = folded.tokens().get(index as usize) {
        let mut slot = None;
        let mut end = index + 1;
        while let Some(mention) = mentions.next_if(|mention| mention.tokens.start <= index) {
            if mention.tokens.end > index && slot.is_none() {
                end = mention.tokens.end;
                slot = Some(mention);
            }
        }
        if token.starts_sentence && !document.items.is_empty() {
            document.items.push(OwnedItem::Break);
        }
        match slot {
            Some(mention) => document.push_slot(mention),
            None => document.push_token(token, folded.word(token)),
        }
        index = end;
    }
    document
}

impl OwnedDocument {
    /// What can tie it to other posts.
    pub fn identifiers(&self) -> &[Identifier] {
        &self.identifiers
    }

    fn push(&mut self, text: &str) -> (u32, u32) {
        let start = self.arena.len() as u32;
        self.arena.push_str(text);
        (start, self.arena.len() as u32)
    }

    fn push_slot(&mut self, mention: &Mention) {
        let kind = match mention.kind {
            EntityKind::Phone => SlotKind::Phone,
            EntityKind::Handle => SlotKind::Handle,
            EntityKind::Url => SlotKind::Url,
            EntityKind::Email => SlotKind::Email,
            EntityKind::Wallet => SlotKind::Wallet,
            EntityKind::Pay | EntityKind::Money => SlotKind::Pay,
            EntityKind::Place => SlotKind::Place,
        };
        let (start, end) = self.push(&mention.value);
        self.items.push(OwnedItem::Slot(kind, start, end));
    }

    fn push_token(&mut self, token: &Token, word: &str) {
        let make = match token.kind {
            TokenKind::Word | TokenKind::Flag => OwnedItem::Word,
            TokenKind::Number => OwnedItem::Number,
            TokenKind::Symbol | TokenKind::Emoji => return,
        };
        let (start, end) = self.push(word);
        self.items.push(make(start, end));
    }
}

/// What can tie posts of one hand. A chat link is left out: the number or account in it says the same.
fn identifiers_of(entities: &Entities, tables: &EntityTables) -> Vec<Identifier> {
    let mut identifiers: Vec<Identifier> = Vec::new();
    let mut known: FxHashSet<Identifier> = FxHashSet::default();
    for mention in &entities.mentions {
        let kind = match mention.kind {
            EntityKind::Phone => IdentifierKind::Phone,
            EntityKind::Handle => IdentifierKind::Handle,
            EntityKind::Url if !is_chat_link(&mention.value, tables) => IdentifierKind::Url,
            EntityKind::Email => IdentifierKind::Email,
            EntityKind::Wallet => IdentifierKind::Wallet,
            _ => continue,
        };
        let value = match kind {
            IdentifierKind::Wallet | IdentifierKind::Phone => mention.value.clone(),
            _ => mention.value.to_lowercase(),
        };
        let identifier = Identifier { kind, value };
        if known.insert(identifier.clone()) {
            identifiers.push(identifier);
        }
    }
    identifiers
}

fn is_chat_link(address: &str, tables: &EntityTables) -> bool {
    let small = address.to_lowercase();
    let rest = small.split("://").last().unwrap_or(&small).trim_start_matches("www.");
    let host = rest.split(['/', '?']).next().unwrap_or("");
    tables.messaging_hosts.contains(host)
}

#[cfg(test)]
mod tests {
    use suar_entity::{Context, extract};
    use suar_signal::Language;
    use suar_text::{LexiconBuilder, fold};

    use super::*;

    fn document(text: &str) -> OwnedDocument {
        let mut tables = EntityTables {
            messaging_hosts: FxHashSet::from_iter(["chat.example".into()]),
            domains: FxHashSet::from_iter(["example".into()]),
            ..EntityTables::default()
        };
        tables.gather_hints();
        let lexicon = LexiconBuilder::new().build();
        let folded = fold(text, &lexicon);
        let context = Context { language: Language::UNDETERMINED, countries: &[] };
        let entities = extract(text, &folded, &tables, &lexicon, context);
        document_of(&Signal::new("1", text), (&folded, &entities), &tables, Some(0.5))
    }

    fn values(document: &OwnedDocument) -> Vec<&str> {
        document.identifiers.iter().map(|identifier| identifier.value.as_str()).collect()
    }

    #[test]
    fn a_link_to_a_chat_ties_nobody_and_the_same_link_counts_once() {
        let made = document("Daftar https://chat.example/x atau https://Loker.example/a dan https://loker.example/a");
        assert_eq!(values(&made), ["https://loker.example/a"]);
    }

    #[test]
    fn mentions_are_slots_between_words_and_sentences_are_set_apart() {
        let made = document("Gaji tinggi. Daftar https://loker.example/a sekarang");
        let steps: String = made
            .items
            .iter()
            .map(|item| match item {
                OwnedItem::Word(..) => 'w',
                OwnedItem::Number(..) => 'n',
                OwnedItem::Slot(..) => 's',
                OwnedItem::Break => '|',
            })
            .collect();
        assert_eq!(steps, "ww|wsw");
        assert_eq!(made.risk, Some(0.5));
    }
}
