//! Names of places, against a gazetteer.

use std::ops::Range;

use rustc_hash::FxHashMap;
use suar_text::{Folded, Token, TokenKind};

use crate::EntityTables;
use crate::tables::hint;

/// A place's number in its gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(pub u32);

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlaceClass {
    /// A state.
    Country,
    /// A part of the world, or an area across a border.
    Region,
    /// A first-level part of a country.
    Province,
    /// A city or regency.
    City,
    /// A smaller place.
    Town,
}

/// One place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GazetteerEntry {
    /// Its short English name.
    pub name: String,
    /// What it is.
    pub class: PlaceClass,
    /// ISO 3166 code of its country; empty for regions across countries.
    pub country: String,
    /// Whether offers of work abroad there need a look.
    pub hotspot: bool,
    /// Whether its name is also an ordinary word or a person's name.
    pub ambiguous: bool,
}

struct Name {
    rest: Box<[Box<str>]>,
    place: PlaceId,
    ambiguous: bool,
}

/// All places with all their names.
#[derive(Default)]
pub struct Gazetteer {
    places: Vec<GazetteerEntry>,
    names: FxHashMap<Box<str>, Vec<Name>>,
    flags: FxHashMap<Box<str>, PlaceId>,
}

impl std::fmt::Debug for Gazetteer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Gazetteer({} places)", self.places.len())
    }
}

impl Clone for Gazetteer {
    fn clone(&self) -> Self {
        let mut copy =
            Gazetteer { places: self.places.clone(), names: FxHashMap::default(), flags: self.flags.clone() };
        for (first, names) in &self.names {
            let names = names
                .iter()
                .map(|name| Name { rest: name.rest.clone(), place: name.place, ambiguous: name.ambiguous })
                .collect();
            copy.names.insert(first.clone(), names);
        }
        copy
    }
}

/// Names this short are abbreviations: they count in capitals or behind a preposition only.
const ABBREVIATION: usize = 3;

impl Gazetteer {
    /// Adds a place with its names, each as the folded words of the name.
    pub fn add(&mut self, entry: GazetteerEntry, names: &[Vec<String>]) -> PlaceId {
        let place = PlaceId(self.places.len() as u32);
        for words in names {
            let Some((first, rest)) = words.split_first() else {
                continue;
            };
            let short = rest.is_empty() && first.len() <= ABBREVIATION && first.is_ascii();
            let name = Name {
                rest: rest.iter().map(|word| word.as_str().into()).collect(),
                place,
                ambiguous: entry.ambiguous || short,
            };
            let list = self.names.entry(first.as_str().into()).or_default();
            list.push(name);
            list.sort_by_key(|name| std::cmp::Reverse(name.rest.len()));
        }
        if entry.class == PlaceClass::Country {
            self.flags.insert(entry.country.to_lowercase().into(), place);
        }
        self.places.push(entry);
        place
    }

    /// The place of a number.
    pub fn get(&self, place: PlaceId) -> Option<&GazetteerEntry> {
        self.places.get(place.0 as usize)
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The first word of every name.
    pub(crate) fn first_words(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(AsRef::as_ref)
    }

    /// Every single-word name that can stand alone.
    pub fn plain_names(&self) -> impl Iterator<Item = &str> {
        self.names
            .iter()
            .filter(|(_, names)| names.iter().any(|name| name.rest.is_empty() && !name.ambiguous))
            .map(|(first, _)| first.as_ref())
    }
}

/// Places named in a text: the place and the tokens it takes.
pub(crate) fn find_places(
    original: &str,
    folded: &Folded,
    tables: &EntityTables,
    hints: &[u8],
) -> Vec<(PlaceId, Range<usize>)> {
    let tokens = folded.tokens();
    let shouting = is_shouting(original);
    let mut found = Vec::new();
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        let hit = match token.kind {
            TokenKind::Flag => tables.places.flags.get(folded.word(token)).map(|&place| (place, index + 1)),
            TokenKind::Word => {
                let named = hints.get(index).is_some_and(|bits| bits & hint::PLACE != 0);
                let whole = named.then(|| longest_name(original, folded, tables, index, shouting)).flatten();
                whole.or_else(|| in_hashtag(folded, tables, index))
            }
            _ => None,
        };
        match hit {
            Some((place, end)) => {
                found.push((place, index..end));
                index = end;
            }
            None => index += 1,
        }
    }
    found
}

fn longest_name(
    original: &str,
    folded: &Folded,
    tables: &EntityTables,
    index: usize,
    shouting: bool,
) -> Option<(PlaceId, usize)> {
    let tokens = folded.tokens();
    let token = tokens.get(index)?;
    let names = tables.places.names.get(folded.plain(token))?;
    names.iter().find_map(|name| {
        let end = match_rest(folded, index + 1, &name.rest)?;
        let before = previous_word(folded, index);
        if before.is_some_and(|word| tables.not_place_after.contains(word)) {
            return None;
        }
        let behind_preposition = before.is_some_and(|word| tables.place_prepositions.contains(word));
        let capital = starts_with_capital(original, token) && !shouting;
        let sure = !name.ambiguous || behind_preposition || capital && (!token.starts_sentence || end > index + 1);
        sure.then_some((name.place, end))
    })
}

/// Matches the further words of a name; hyphens between them are skipped.
fn match_rest(folded: &Folded, from: usize, rest: &[Box<str>]) -> Option<usize> {
    let mut index = from;
    for word in rest {
        let mut token = folded.tokens().get(index)?;
        if token.kind == TokenKind::Symbol && folded.word(token) == "-" {
            index += 1;
            token = folded.tokens().get(index)?;
        }
        if token.starts_sentence || folded.plain(token) != word.as_ref() {
            return None;
        }
        index += 1;
    }
    Some(index)
}

fn previous_word(folded: &Folded, index: usize) -> Option<&str> {
    if folded.tokens().get(index).is_some_and(|token| token.starts_sentence) {
        return None;
    }
    let before = folded.tokens().get(index.checked_sub(1)?)?;
    (before.kind == TokenKind::Word).then(|| folded.word(before))
}

/// "#lokerkamboja" names Cambodia.
fn in_hashtag(folded: &Folded, tables: &EntityTables, index: usize) -> Option<(PlaceId, usize)> {
    let hash = folded.tokens().get(index.checked_sub(1)?)?;
    if hash.kind != TokenKind::Symbol || folded.word(hash) != "#" {
        return None;
    }
    let word = folded.word(folded.tokens().get(index)?);
    let cuts = (3..word.len().saturating_sub(4)).filter(|&cut| word.is_char_boundary(cut));
    cuts.filter_map(|cut| word.get(cut..)).find_map(|tail| {
        let name = tables.places.names.get(tail)?.iter().find(|name| name.rest.is_empty() && !name.ambiguous)?;
        Some((name.place, index + 1))
    })
}

fn starts_with_capital(original: &str, token: &Token) -> bool {
    token.span.slice(original).and_then(|slice| slice.chars().next()).is_some_and(char::is_uppercase)
}

/// Whether most letters are capitals, so that a capital says nothing.
fn is_shouting(original: &str) -> bool {
    let (mut large, mut small) = (0_usize, 0_usize);
    for letter in original.bytes().filter(u8::is_ascii_alphabetic) {
        if letter.is_ascii_uppercase() {
            large += 1;
        } else {
            small += 1;
        }
    }
    large > small
}
