//! Strings kept once each and named by a number.

use xxhash_rust::xxh3::xxh3_64;

/// An interner: one arena of bytes, one open-addressing table of numbers.
#[derive(Debug, Default)]
pub(crate) struct Symbols {
    text: String,
    ends: Vec<u32>,
    hashes: Vec<u32>,
    /// `number + 1`, 0 where free; the length is a power of two.
    table: Vec<u32>,
}

impl Symbols {
    /// The number of `word`, new or old.
    pub(crate) fn intern(&mut self, word: &str) -> u32 {
        if self.table.len() < 2 * (self.ends.len() + 1) {
            self.grow();
        }
        let hash = fold_hash(word);
        let slot = self.find_slot(word, hash);
        match self.table.get_mut(slot) {
            Some(entry) if *entry == 0 => {
                let number = self.ends.len() as u32;
                *entry = number + 1;
                self.text.push_str(word);
                self.ends.push(self.text.len() as u32);
                self.hashes.push(hash);
                number
            }
            Some(entry) => *entry - 1,
            None => 0,
        }
    }

    /// The string of a number; empty where the number is unknown.
    pub(crate) fn text_of(&self, number: u32) -> &str {
        let number = number as usize;
        let end = self.ends.get(number).copied().unwrap_or_default() as usize;
        let start = match number.checked_sub(1) {
            Some(before) => self.ends.get(before).copied().unwrap_or_default() as usize,
            None => 0,
        };
        self.text.get(start..end).unwrap_or_default()
    }

    /// A hash of the string that does not depend on its number.
    pub(crate) fn hash_of(&self, number: u32) -> u32 {
        self.hashes.get(number as usize).copied().unwrap_or_default()
    }

    /// How many strings are held.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    fn find_slot(&self, word: &str, hash: u32) -> usize {
        let mask = self.table.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            match self.table.get(slot) {
                Some(&entry) if entry != 0 => {
                    let number = entry - 1;
                    if self.hash_of(number) == hash && self.text_of(number) == word {
                        return slot;
                    }
                }
                _ => return slot,
            }
            slot = (slot + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let length = (self.table.len() * 2).max(64);
        let mut table = vec![0; length];
        for (number, &hash) in self.hashes.iter().enumerate() {
            let mut slot = hash as usize & (length - 1);
            while table.get(slot).is_some_and(|&entry| entry != 0) {
                slot = (slot + 1) & (length - 1);
            }
            if let Some(entry) = table.get_mut(slot) {
                *entry = number as u32 + 1;
            }
        }
        self.table = table;
    }
}

fn fold_hash(word: &str) -> u32 {
    let hash = xxh3_64(word.as_bytes());
    (hash ^ (hash >> 32)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_its_number_and_text() {
        let mut symbols = Symbols::default();
        let numbers: Vec<u32> = (0..5000).map(|value| symbols.intern(&format!("kata{value}"))).collect();
        assert_eq!(symbols.len(), 5000);
        for (value, &number) in numbers.iter().enumerate() {
            assert_eq!(symbols.text_of(number), format!("kata{value}"));
            assert_eq!(symbols.intern(&format!("kata{value}")), number);
        }
        assert_eq!(symbols.text_of(9999), "");
    }
}
