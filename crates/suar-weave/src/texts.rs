//! Documents of the same wording, taken together.

use xxhash_rust::xxh3::xxh3_64;

use crate::archive::{Archive, Token};

/// The distinct texts, ordered by a hash of their words. Whatever is done in
/// this order does not depend on the order of the input.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    documents: Vec<u32>,
    ends: Vec<u32>,
}

impl Texts {
    pub(crate) fn of(archive: &Archive) -> Self {
        let mut memory = [Vec::new(), Vec::new()];
        let mut keyed: Vec<(u64, u64, u32)> = (0..archive.len())
            .filter_map(|index| {
                let (wording, whole) = hashes(archive, index, &mut memory)?;
                Some((wording, whole, index))
            })
            .collect();
        keyed.sort_unstable();
        let mut texts = Self::default();
        for run in keyed.chunk_by(|left, right| left.0 == right.0) {
            texts.documents.extend(run.iter().map(|entry| entry.2));
            texts.ends.push(texts.documents.len() as u32);
        }
        texts
    }

    pub(crate) fn len(&self) -> u32 {
        self.ends.len() as u32
    }

    /// The documents of one text, equal ones side by side.
    pub(crate) fn documents(&self, text: u32) -> &[u32] {
        let end = self.ends.get(text as usize).copied().unwrap_or_default() as usize;
        let start = text.checked_sub(1).and_then(|before| self.ends.get(before as usize).copied());
        self.documents.get(start.unwrap_or_default() as usize..end).unwrap_or_default()
    }

    /// The document that stands for a text.
    pub(crate) fn speaker(&self, text: u32) -> u32 {
        self.documents(text).first().copied().unwrap_or_default()
    }
}

/// A hash of the words and one of all tokens; none where there are no words.
fn hashes(archive: &Archive, index: u32, memory: &mut [Vec<u8>; 2]) -> Option<(u64, u64)> {
    let [words, whole] = memory;
    words.clear();
    whole.clear();
    for token in archive.tokens(index) {
        match token {
            Token::Word(symbol) => {
                let hash = archive.symbols.hash_of(symbol).to_le_bytes();
                words.extend_from_slice(&hash);
                whole.extend_from_slice(&hash);
            }
            Token::Slot(kind, symbol) => {
                whole.push(kind as u8);
                whole.extend_from_slice(&archive.symbols.hash_of(symbol).to_le_bytes());
            }
            Token::Break => whole.push(u8::MAX),
        }
    }
    (!words.is_empty()).then(|| (xxh3_64(words), xxh3_64(whole)))
}
