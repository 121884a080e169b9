//! The wording of a document as a set of hashed features.
//!
//! A feature is a word, or an ordered pair of words at most `REACH` apart. Pairs
//! at distance one and two share one space, so that a word put in or left out
//! breaks few of them. Slots and line ends are passed over: where one sentence
//! follows another is what tells two ads apart that were made of the same phrases.

use crate::archive::{Archive, Token};

/// How far apart the two words of a pair may be.
const REACH: usize = 2;

/// Words of one document that take part; what follows is not read.
const MOST_WORDS: usize = 1500;

/// Reused memory for reading the features of many documents.
#[derive(Debug, Default)]
pub(crate) struct Shingler {
    words: Vec<u32>,
}

impl Shingler {
    /// The features of a document, sorted, each once.
    pub(crate) fn features(&mut self, archive: &Archive, index: u32, features: &mut Vec<u32>) {
        self.words.clear();
        let words = archive.tokens(index).filter_map(|token| match token {
            Token::Word(number) => Some(archive.symbols.hash_of(number)),
            Token::Slot(..) | Token::Break => None,
        });
        self.words.extend(words.take(MOST_WORDS));
        features.clear();
        for (position, &word) in self.words.iter().enumerate() {
            features.push(mix(word) | 1);
            let following = self.words.iter().skip(position + 1).take(REACH);
            features.extend(following.map(|&other| pair(word, other)));
        }
        features.sort_unstable();
        features.dedup();
    }
}

/// True for a feature that is a single word.
pub(crate) fn is_word(feature: u32) -> bool {
    feature & 1 == 1
}

fn pair(first: u32, second: u32) -> u32 {
    mix(first.wrapping_mul(0x9e37_79b1) ^ second.rotate_left(15)) & !1
}

/// The finaliser of `MurmurHash3`.
pub(crate) fn mix(mut value: u32) -> u32 {
    value ^= value >> 16;
    value = value.wrapping_mul(0x85eb_ca6b);
    value ^= value >> 13;
    value = value.wrapping_mul(0xc2b2_ae35);
    value ^ (value >> 16)
}
