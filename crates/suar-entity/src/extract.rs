use std::ops::Range;

use suar_signal::{Language, Span};
use suar_text::{Folded, Lexicon};

use crate::contact::{Contact, find_contacts};
use crate::money::{Sum, find_sums};
use crate::pay::judge;
use crate::phone::find_phones;
use crate::place::find_places;
use crate::wallet::find_wallets;
use crate::{Entities, EntityKind, EntityTables, Mention};

/// What is known of a text before its entities are.
#[derive(Clone, Copy, Debug)]
pub struct Context<'context> {
    /// Its language.
    pub language: Language,
    /// The countries whose national telephone numbers are tried, in order.
    pub countries: &'context [&'context str],
}

/// All mentions in a text. `folded` must be the folded form of `original`.
pub fn extract(
    original: &str,
    folded: &Folded,
    tables: &EntityTables,
    lexicon: &Lexicon,
    context: Context<'_>,
) -> Entities {
    let mut collector = Collector { original, folded, entities: Entities::default() };
    let hints = tables.hints_of(folded);
    let contacts = find_contacts(folded, tables, lexicon, &hints);
    let places = find_places(original, folded, tables, &hints);
    let countries = countries_to_try(context, tables, &places);
    collector.add_wallets();
    collector.add_contacts(&contacts);
    collector.add_phones(tables, &contacts, find_phones(folded, tables, &hints, &countries));
    let taken = collector.taken_tokens();
    for (place, tokens) in places {
        let Some(entry) = tables.places.get(place) else {
            continue;
        };
        if taken.get(tokens.clone()).is_some_and(|covered| !covered.contains(&true)) {
            collector.add(EntityKind::Place, entry.name.clone(), collector.span_of(&tokens), Some(place));
        }
    }
    collector.add_sums(tables, find_sums(folded, &tables.money, &hints, &taken), context.language);
    collector.entities.mentions.sort_by_key(|mention| (mention.span.start, mention.kind));
    collector.entities
}

/// The countries of the language first, then those that the text names; where the language begins
/// its list with `*`, those that the text names come first.
fn countries_to_try<'tables>(
    context: Context<'tables>,
    tables: &'tables EntityTables,
    places: &[(crate::PlaceId, Range<usize>)],
) -> Vec<&'tables str> {
    let of_text = places.iter().filter_map(|(place, _)| tables.places.get(*place)).map(|entry| entry.country.as_str());
    let (of_language, text_first) = match context.countries.split_first() {
        Some((&"*", rest)) => (rest, true),
        _ => (context.countries, false),
    };
    let before: Vec<&str> = if text_first { of_text.clone().collect() } else { Vec::new() };
    let mut countries: Vec<&str> = Vec::new();
    for country in before.into_iter().chain(of_language.iter().copied()).chain(of_text) {
        if !country.is_empty() && !countries.contains(&country) {
            countries.push(country);
        }
    }
    countries
}

struct Collector<'text> {
    original: &'text str,
    folded: &'text Folded,
    entities: Entities,
}

impl Collector<'_> {
    fn add(&mut self, kind: EntityKind, value: String, span: Span, place: Option<crate::PlaceId>) {
        let tokens = self.tokens_of(span);
        self.entities.mentions.push(Mention { kind, value, span, tokens, place });
    }

    fn tokens_of(&self, span: Span) -> Range<u32> {
        let tokens = self.folded.tokens();
        let first = tokens.partition_point(|token| token.span.end <= span.start);
        let last = tokens.partition_point(|token| token.span.start < span.end);
        first as u32..last.max(first) as u32
    }

    fn span_of(&self, tokens: &Range<usize>) -> Span {
        let first = self.folded.tokens().get(tokens.start).map_or(Span::new(0, 0), |token| token.span);
        let last =
            tokens.end.checked_sub(1).and_then(|last| self.folded.tokens().get(last)).map_or(first, |token| token.span);
        first.cover(last)
    }

    /// For each token whether a mention covers it.
    fn taken_tokens(&self) -> Vec<bool> {
        let mut taken = vec![false; self.folded.tokens().len()];
        for mention in &self.entities.mentions {
            if let Some(covered) = taken.get_mut(mention.tokens.start as usize..mention.tokens.end as usize) {
                covered.fill(true);
            }
        }
        taken
    }

    fn add_wallets(&mut self) {
        for range in find_wallets(self.original) {
            let value = self.original.get(range.clone()).unwrap_or("").to_owned();
            self.add(EntityKind::Wallet, value, Span::new(range.start as u32, range.end as u32), None);
        }
    }

    fn add_contacts(&mut self, contacts: &[Contact]) {
        for contact in contacts {
            let span = self.folded.original_span(contact.range.start, contact.range.end);
            let written = self.written(&contact.range);
            match contact.kind {
                EntityKind::Handle if written.starts_with('@') => self.add(EntityKind::Handle, written, span, None),
                EntityKind::Handle => self.add(EntityKind::Handle, format!("@{written}"), span, None),
                kind => self.add(kind, written, span, None),
            }
            if let Some(account) = &contact.account {
                let name = self.written(account);
                let span = self.folded.original_span(account.start, account.end);
                self.add(EntityKind::Handle, format!("@{name}"), span, None);
            }
        }
    }

    /// As it stands in the original; folded where it was disguised.
    fn written(&self, range: &Range<usize>) -> String {
        let folded = self.folded.text().get(range.clone()).unwrap_or("");
        let original = self.folded.original_span(range.start, range.end).slice(self.original).unwrap_or(folded);
        if original.is_ascii() { original.to_owned() } else { folded.to_owned() }
    }

    fn add_phones(&mut self, tables: &EntityTables, contacts: &[Contact], phones: Vec<(String, Range<usize>)>) {
        let is_wallet = |mention: &&Mention| mention.kind == EntityKind::Wallet;
        let wallets: Vec<Span> = self.entities.mentions.iter().filter(is_wallet).map(|mention| mention.span).collect();
        for (value, range) in phones {
            // Contacts are in order and hardly overlap: only the last that begins before the end can hold the number.
            let before = contacts.partition_point(|contact| contact.range.start < range.end);
            let inside = contacts.iter().take(before).rev().take(2).find(|contact| range.start < contact.range.end);
            let allowed = inside.is_none_or(|contact| {
                let address = self.folded.text().get(contact.range.clone()).unwrap_or("");
                contact.kind == EntityKind::Url
                    && tables.messaging_hosts.iter().any(|host| address.contains(host.as_ref()))
            });
            let span = self.folded.original_span(range.start, range.end);
            let overlapped = wallets.iter().any(|wallet| wallet.overlaps(span));
            if allowed && !overlapped {
                self.add(EntityKind::Phone, value, span, None);
            }
        }
    }

    fn add_sums(&mut self, tables: &EntityTables, sums: Vec<Sum>, language: Language) {
        let mut first_uncertain = None;
        let mut certain = None;
        for sum in sums {
            let named = sum.currency.is_some() || sum.multiplied;
            let judged = judge(self.folded, &sum, &tables.money, language);
            let span = self.span_of(&sum.tokens);
            let text = span.slice(self.original).unwrap_or("").to_owned();
            match judged {
                Some(judged) => {
                    self.add(EntityKind::Pay, text, span, None);
                    if judged.certain {
                        certain.get_or_insert(judged.pay);
                    } else {
                        first_uncertain.get_or_insert(judged.pay);
                    }
                }
                None if named => self.add(EntityKind::Money, text, span, None),
                None => {}
            }
        }
        self.entities.pay_is_certain = certain.is_some();
        self.entities.pay = certain.or(first_uncertain);
    }
}
