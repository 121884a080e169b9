//! The minimum description length of a cluster: is it shorter to tell its members
//! through a shared text, or each alone?
//!
//! A word costs the logarithm of the vocabulary; a length costs its universal code.
//! Values of typed slots cost the same either way and are left out.

use crate::align::Piece;
use crate::document::SlotKind;

/// The figures of the criterion, in bits, over the aligned members.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Criterion {
    /// Members that were aligned.
    pub aligned_members: u32,
    /// Each member alone.
    pub bits_alone: f64,
    /// The shared text.
    pub bits_template: f64,
    /// The members' differences from it.
    pub bits_members: f64,
    word_bits: f64,
}

impl Criterion {
    pub(crate) fn of_template(text: &[Piece], vocabulary: usize) -> Self {
        let word_bits = (vocabulary.max(2) as f64).log2();
        let words = text.iter().filter(|piece| is_word(**piece)).count() as f64;
        Self {
            bits_template: length_bits(text.len()) + text.len() as f64 + words * word_bits,
            word_bits,
            ..Self::default()
        }
    }

    /// Adds a member with its alignment to the shared text.
    pub(crate) fn add_member(&mut self, text: &[Piece], places: &[Option<u32>], member: &[Piece]) {
        let all_words = member.iter().filter(|piece| is_word(**piece)).count();
        let mut kept = 0;
        let mut in_slots = 0;
        let mut lost = 0;
        for (piece, place) in text.iter().zip(places) {
            let found = place.and_then(|place| member.get(place as usize));
            match (piece, found) {
                (Piece::Word(word), Some(Piece::Word(other))) if word == other => kept += 1,
                (Piece::Slot(SlotKind::Free, _), Some(Piece::Word(_))) => in_slots += 1,
                (Piece::Word(_), _) => lost += 1,
                _ => {}
            }
        }
        let added = all_words.saturating_sub(kept + in_slots);
        let edits = lost + added;
        let steps = text.len() + added;
        self.aligned_members += 1;
        self.bits_alone += length_bits(all_words) + all_words as f64 * self.word_bits;
        self.bits_members += length_bits(edits)
            + position_bits(edits, steps)
            + edits as f64
            + (added + in_slots) as f64 * self.word_bits;
    }

    /// The share of the description that the shared text saves; below 0 it costs.
    pub fn saving(&self) -> f64 {
        if self.bits_alone > 0.0 { 1.0 - (self.bits_template + self.bits_members) / self.bits_alone } else { 0.0 }
    }
}

fn is_word(piece: Piece) -> bool {
    matches!(piece, Piece::Word(_))
}

/// About the universal code of a length: log n and log log n, doubled.
fn length_bits(length: usize) -> f64 {
    2.0 * (length as f64 + 1.0).log2() + 1.0
}

/// Which of the steps are edits.
fn position_bits(edits: usize, steps: usize) -> f64 {
    if edits == 0 || edits >= steps {
        return 0.0;
    }
    let share = edits as f64 / steps as f64;
    let entropy = -share * share.log2() - (1.0 - share) * (1.0 - share).log2();
    steps as f64 * entropy
}
