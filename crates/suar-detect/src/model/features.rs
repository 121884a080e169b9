use suar_entity::{Entities, EntityKind, EntityTables};
use suar_text::{Folded, TokenKind};

/// How many buckets the words and letters of a text are counted in.
pub(crate) const BUCKETS: usize = 1 << 16;
const LONGEST_GRAM: usize = 5;
const SHORTEST_GRAM: usize = 3;

/// The buckets that a text falls into, each once. Digits, accounts, numbers and places are masked
/// first, so that no number, account or region is learnt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TextFeatures {
    pub(crate) buckets: Vec<u16>,
}

impl TextFeatures {
    pub(crate) fn new(folded: &Folded, entities: &Entities, tables: &EntityTables) -> Self {
        let mut collector = Collector::new(folded.text().len().min(1 << 15));
        let mut mentions = entities.mentions.iter().peekable();
        let mut index = 0_u32;
        while let Some(token) = folded.tokens().get(index as usize) {
            let mut mask = None;
            let mut end = index + 1;
            while let Some(mention) = mentions.next_if(|mention| mention.tokens.start <= index) {
                if mention.tokens.end > index && mask.is_none() {
                    let hotspot =
                        mention.place.and_then(|place| tables.places.get(place)).is_some_and(|entry| entry.hotspot);
                    mask = Some(mask_of(mention.kind, hotspot));
                    end = mention.tokens.end;
                }
            }
            match (mask, token.kind) {
                (Some(mask), _) => collector.add_word(mask),
                (None, TokenKind::Word) => collector.add_word(folded.word(token)),
                (None, TokenKind::Number) => collector.add_word(masked_number(folded.word(token))),
                (None, TokenKind::Emoji | TokenKind::Symbol) => collector.add_sign(folded.word(token)),
                (None, TokenKind::Flag) => {}
            }
            index = end;
        }
        Self { buckets: collector.buckets }
    }
}

fn mask_of(kind: EntityKind, hotspot: bool) -> &'static str {
    match kind {
        EntityKind::Phone => "<phone>",
        EntityKind::Handle => "<handle>",
        EntityKind::Url => "<url>",
        EntityKind::Email => "<email>",
        EntityKind::Wallet => "<wallet>",
        EntityKind::Pay => "<pay>",
        EntityKind::Money => "<money>",
        EntityKind::Place if hotspot => "<hotspot>",
        EntityKind::Place => "<place>",
    }
}

/// A number tells by its length only.
fn masked_number(digits: &str) -> &'static str {
    match digits.len() {
        1 => "0",
        2 => "00",
        3 | 4 => "000",
        _ => "00000",
    }
}

struct Collector {
    buckets: Vec<u16>,
    seen: [u64; BUCKETS / 64],
    previous: u64,
}

impl Collector {
    fn new(bytes: usize) -> Self {
        Self { buckets: Vec::with_capacity(bytes * 3 + 64), seen: [0; BUCKETS / 64], previous: 1 }
    }

    fn add(&mut self, hash: u64) {
        let bucket = (hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48) as u16;
        let Some(word) = self.seen.get_mut(usize::from(bucket) / 64) else { return };
        let bit = 1 << (bucket % 64);
        if *word & bit == 0 {
            *word |= bit;
            self.buckets.push(bucket);
        }
    }

    /// A word by itself, with the word before it, and by its letters.
    fn add_word(&mut self, word: &str) {
        let bytes = word.as_bytes();
        let hash = hash_of(bytes, 2);
        self.add(hash);
        self.add(self.previous.rotate_left(17) ^ hash);
        self.previous = hash;
        if word.starts_with('<') || bytes.len() < 2 || bytes.len() > 64 {
            return;
        }
        let mut padded = [b' '; 66];
        let Some(inner) = padded.get_mut(1..=bytes.len()) else { return };
        inner.copy_from_slice(bytes);
        let Some(padded) = padded.get(..bytes.len() + 2) else { return };
        // Each longer piece goes on from the hash of the shorter one.
        for start in 0..padded.len() {
            let Some(rest) = padded.get(start..) else { return };
            let Some(shortest) = rest.first_chunk::<SHORTEST_GRAM>() else { return };
            let mut gram = hash_of(shortest, GRAM_SEED);
            self.add(gram);
            for &byte in rest.iter().take(LONGEST_GRAM).skip(SHORTEST_GRAM) {
                gram = step(gram, byte);
                self.add(gram);
            }
        }
    }

    fn add_sign(&mut self, sign: &str) {
        self.add(hash_of(sign.as_bytes(), 5));
    }
}

const GRAM_SEED: u64 = 3;

/// A small hash that is the same on every machine.
fn hash_of(bytes: &[u8], seed: u64) -> u64 {
    bytes.iter().fold(seed, |hash, &byte| step(hash, byte))
}

fn step(hash: u64, byte: u8) -> u64 {
    (hash.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x517C_C1B7_2722_0A95)
}
