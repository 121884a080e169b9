//! In how many texts of different origin a feature stands.

use crate::sample::fast_log;
use crate::shingle::{is_word, mix};

/// Added to the number of texts, so that a handful of posts has a scale too.
const PRIOR_TEXTS: f32 = 1000.0;

/// Rarer than this is not rarer: an accidental edit must not outweigh the wording.
const RAREST: f32 = 16.0;

/// A single word says less than a pair.
const WORD_SHARE: f32 = 0.5;

/// Steps to a doubling in the grades that frozen counts are kept in.
const GRADES: f32 = 12.0;

/// Document frequencies in hashed cells. Features that share a cell look a little
/// more frequent than they are.
#[derive(Debug)]
pub(crate) struct Counts {
    cells: Vec<u16>,
    texts: u32,
}

impl Counts {
    /// A table of about so many cells.
    pub(crate) fn with_cells(cells: usize) -> Self {
        let length = cells.next_power_of_two().clamp(1 << 12, 1 << 25);
        Self { cells: vec![0; length], texts: 0 }
    }

    /// Counts the features of one more text.
    pub(crate) fn add(&mut self, features: &[u32]) {
        let mask = self.cells.len() - 1;
        for &feature in features {
            if let Some(cell) = self.cells.get_mut(cell_of(feature) & mask) {
                *cell = cell.saturating_add(1);
            }
        }
        self.texts += 1;
    }

    /// Remembers that what a near copy holds is shared, without making it frequent.
    pub(crate) fn note(&mut self, features: &[u32]) {
        let mask = self.cells.len() - 1;
        for &feature in features {
            if let Some(cell) = self.cells.get_mut(cell_of(feature) & mask) {
                *cell = (*cell).max(2.min(cell.saturating_add(1)));
            }
        }
    }

    /// Fixes the weights for what has been counted.
    pub(crate) fn freeze(self) -> Rarity {
        let all = grade_of(self.texts as f32 + PRIOR_TEXTS);
        let rarest = grade_of(RAREST);
        let weight = |grade: u8| (all - f32::from(grade).max(rarest)).max(0.0) * std::f32::consts::LN_2 / GRADES;
        let grade = |count: u16| grade_of(f32::from(count.max(1))).round() as u8;
        Rarity { grades: self.cells.into_iter().map(grade).collect(), weights: (0..=u8::MAX).map(weight).collect() }
    }
}

/// The frozen frequencies: a byte a cell, for they are read all the time.
#[derive(Debug)]
pub(crate) struct Rarity {
    grades: Vec<u8>,
    weights: Vec<f32>,
}

impl Rarity {
    /// Whether more than one text holds the feature.
    pub(crate) fn is_shared(&self, feature: u32) -> bool {
        self.grade(feature) > 0
    }

    /// How much it says that two texts share the feature.
    pub(crate) fn weight(&self, feature: u32) -> f32 {
        let grade = usize::from(self.grade(feature));
        let weight = self.weights.get(grade).copied().unwrap_or_default();
        if is_word(feature) { weight * WORD_SHARE } else { weight }
    }

    fn grade(&self, feature: u32) -> u8 {
        let mask = self.grades.len() - 1;
        let grade = self.grades.get(cell_of(feature) & mask);
        grade.copied().unwrap_or_default()
    }
}

fn grade_of(count: f32) -> f32 {
    fast_log(count) / std::f32::consts::LN_2 * GRADES
}

fn cell_of(feature: u32) -> usize {
    mix(feature ^ 0x5bd1_e995) as usize
}
