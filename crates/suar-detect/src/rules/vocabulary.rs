use rustc_hash::FxHashMap;
use suar_text::Lexicon;

use super::program::{SetNumber, WordSet};

/// The words that patterns name, as numbers (0 is any other word), and the sets that they stand in.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    words: FxHashMap<Box<str>, u32>,
    /// Beginnings that patterns name (`berangkat*`), by their first three bytes, the longest first.
    prefixes: FxHashMap<[u8; 3], Vec<(Box<str>, u32)>>,
    next: u32,
    sets: Vec<WordSet>,
    set_numbers: FxHashMap<WordSet, SetNumber>,
}

impl Vocabulary {
    /// The number of a word, given on first sight.
    pub(crate) fn add_word(&mut self, word: &str) -> u32 {
        if let Some(&number) = self.words.get(word) {
            return number;
        }
        self.next += 1;
        self.words.insert(word.into(), self.next);
        self.next
    }

    /// The number of a beginning; `None` if it is shorter than three bytes.
    pub(crate) fn add_prefix(&mut self, prefix: &str) -> Option<u32> {
        let key = *prefix.as_bytes().first_chunk::<3>()?;
        let list = self.prefixes.entry(key).or_default();
        if let Some((_, number)) = list.iter().find(|(known, _)| known.as_ref() == prefix) {
            return Some(*number);
        }
        self.next += 1;
        list.push((prefix.into(), self.next));
        list.sort_by_key(|(known, _)| std::cmp::Reverse(known.len()));
        Some(self.next)
    }

    /// The number of a set, given on first sight; `None` when there are more sets than numbers.
    pub(crate) fn add_set(&mut self, set: WordSet) -> Option<SetNumber> {
        if let Some(&number) = self.set_numbers.get(&set) {
            return Some(number);
        }
        let number = SetNumber(u16::try_from(self.sets.len()).ok().filter(|&number| number != u16::MAX)?);
        self.set_numbers.insert(set.clone(), number);
        self.sets.push(set);
        Some(number)
    }

    /// All sets, by their numbers.
    pub(crate) fn sets(&self) -> &[WordSet] {
        &self.sets
    }

    /// How many numbers were given.
    pub(crate) fn len(&self) -> usize {
        self.next as usize + 1
    }

    /// The number of a word as it is, or without an ending.
    pub(crate) fn find(&self, word: &str, lexicon: &Lexicon) -> u32 {
        let exact = self.words.get(word);
        exact.or_else(|| lexicon.stem(word).and_then(|stem| self.words.get(stem))).copied().unwrap_or(0)
    }

    /// The number of the longest beginning that the word has.
    pub(crate) fn find_prefix(&self, word: &str) -> u32 {
        let Some(list) = word.as_bytes().first_chunk::<3>().and_then(|key| self.prefixes.get(key)) else { return 0 };
        list.iter().find(|(prefix, _)| word.starts_with(prefix.as_ref())).map_or(0, |(_, number)| *number)
    }
}
