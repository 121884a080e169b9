//! Where the words of a text stand in the sets that programs need, so that few programs are tried.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::lists::Lists;
use super::program::SetNumber;
use super::rule_set::{Gate, IndexedProgram};
use super::view::{View, bits};
use super::vocabulary::Vocabulary;

/// In which sets each word and each entity is.
#[derive(Debug, Default)]
pub(crate) struct SetIndex {
    sets: usize,
    by_word: Lists<u16>,
    by_bit: Lists<u16>,
}

impl SetIndex {
    /// Indexes the sets that programs begin with or need; the others are only looked at while one is tried.
    pub(super) fn new(vocabulary: &Vocabulary, programs: &[IndexedProgram]) -> Self {
        let mut by_word = vec![Vec::new(); vocabulary.len()];
        let mut by_bit = vec![Vec::new(); bits::COUNT];
        let asked = programs.iter().flat_map(|indexed| indexed.firsts.iter().chain(&indexed.needs));
        let asked: BTreeSet<u16> = asked.map(|set| set.0).collect();
        for number in asked {
            let Some(set) = vocabulary.sets().get(usize::from(number)) else { continue };
            for &word in set.words() {
                if let Some(list) = by_word.get_mut(word as usize) {
                    list.push(number);
                }
            }
            for (_, list) in by_bit.iter_mut().enumerate().filter(|(bit, _)| set.bits() & (1 << bit) != 0) {
                list.push(number);
            }
        }
        SetIndex { sets: vocabulary.sets().len(), by_word: Lists::new(by_word), by_bit: Lists::new(by_bit) }
    }

    /// Where in the text each set has a word or an entity.
    pub(crate) fn places(&self, view: &View) -> Places {
        let tokens = view.tokens.len().max(1);
        let mut places = Places { masks: SPARE_MASKS.take(), present: Vec::with_capacity(256), tokens };
        places.masks.resize(self.sets, 0);
        for (position, token) in view.tokens.iter().enumerate() {
            let bit = 1 << places.part_of(position);
            for word in [token.word, token.prefix].into_iter().filter(|&word| word != 0) {
                places.mark(self.by_word.get(word as usize), bit);
            }
            if token.bits != 0 {
                for kind in (0..bits::COUNT).filter(|kind| token.bits & (1 << kind) != 0) {
                    places.mark(self.by_bit.get(kind), bit);
                }
            }
        }
        places
    }
}

thread_local! {
    /// The masks of the text before, all nought again: clearing thousands of them anew costs more than the matching.
    static SPARE_MASKS: RefCell<Vec<u64>> = const { RefCell::new(Vec::new()) };
}

impl Drop for Places {
    fn drop(&mut self) {
        let mut masks = std::mem::take(&mut self.masks);
        for set in &self.present {
            if let Some(mask) = masks.get_mut(usize::from(set.0)) {
                *mask = 0;
            }
        }
        SPARE_MASKS.replace(masks);
    }
}

/// For each set the parts of the text in which it has a word; a text has 64 parts, or as many as words.
#[derive(Debug)]
pub(crate) struct Places {
    masks: Vec<u64>,
    /// The sets that have a word at all.
    pub(crate) present: Vec<SetNumber>,
    tokens: usize,
}

impl Places {
    fn part_of(&self, position: usize) -> usize {
        if self.tokens <= 64 { position.min(63) } else { (position * 64 / self.tokens).min(63) }
    }

    fn mark(&mut self, sets: &[u16], bit: u64) {
        for &set in sets {
            if let Some(mask) = self.masks.get_mut(usize::from(set)) {
                if *mask == 0 {
                    self.present.push(SetNumber(set));
                }
                *mask |= bit;
            }
        }
    }

    fn mask(&self, set: SetNumber) -> u64 {
        self.masks.get(usize::from(set.0)).copied().unwrap_or(0)
    }

    /// Whether the text has a word of the sets behind a gate.
    pub(crate) fn open(&self, gate: Gate) -> bool {
        gate.needs.iter().all(|&set| self.mask(set) != 0)
    }

    /// Calls `try_at` with each position at which a match could begin, all that it needs within its reach.
    pub(crate) fn for_each_start(&self, indexed: &IndexedProgram, mut try_at: impl FnMut(usize)) {
        let mut parts = indexed.firsts.iter().fold(0, |mask, &set| mask | self.mask(set));
        while parts != 0 {
            let part = parts.trailing_zeros() as usize;
            parts &= parts - 1;
            for position in self.positions_of(part) {
                let (first, last) = (self.part_of(position), self.part_of(position + indexed.longest));
                let window = (u64::MAX << first) & (u64::MAX >> (63 - last));
                if indexed.needs.iter().all(|&set| self.mask(set) & window != 0) {
                    try_at(position);
                }
            }
        }
    }

    fn positions_of(&self, part: usize) -> std::ops::Range<usize> {
        if self.tokens <= 64 {
            return part..part + 1;
        }
        (part * self.tokens).div_ceil(64)..((part + 1) * self.tokens).div_ceil(64)
    }
}
