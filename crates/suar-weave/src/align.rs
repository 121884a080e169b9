//! Alignment of one token sequence against another (Needleman and Wunsch).

use crate::archive::{Archive, Token};
use crate::document::SlotKind;

/// Tokens of one document that are aligned; what follows is left out, so that one
/// giant post costs no more than this squared.
pub(crate) const MOST_TOKENS: usize = 400;

const MATCH: i32 = 4;
const CHANGE: i32 = -1;
const GAP: i32 = -1;

/// A token that takes part in alignments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece {
    Word(u32),
    Slot(SlotKind, u32),
}

impl Piece {
    /// Words match by wording, slots by kind.
    pub(crate) fn matches(self, other: Self) -> bool {
        self.code() == other.code()
    }

    fn code(self) -> u32 {
        match self {
            Self::Word(symbol) => symbol,
            Self::Slot(kind, _) => u32::MAX - kind as u32,
        }
    }

    /// The number of its string.
    pub(crate) fn symbol(self) -> u32 {
        match self {
            Self::Word(symbol) | Self::Slot(_, symbol) => symbol,
        }
    }
}

/// The pieces of a document, and after which of them a line ends.
pub(crate) fn pieces(archive: &Archive, index: u32) -> (Vec<Piece>, Vec<bool>) {
    let mut pieces = Vec::new();
    let mut line_ends = Vec::new();
    for token in archive.tokens(index) {
        let piece = match token {
            Token::Word(symbol) => Piece::Word(symbol),
            Token::Slot(kind, symbol) => Piece::Slot(kind, symbol),
            Token::Break => {
                if let Some(last) = line_ends.last_mut() {
                    *last = true;
                }
                continue;
            }
        };
        if pieces.len() == MOST_TOKENS {
            break;
        }
        pieces.push(piece);
        line_ends.push(false);
    }
    (pieces, line_ends)
}

/// Aligns sequences, reusing its memory.
#[derive(Debug, Default)]
pub(crate) struct Aligner {
    row: Vec<i32>,
    steps: Vec<Step>,
    codes: Vec<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Both,
    Centre,
    Other,
}

impl Aligner {
    /// For every piece of `centre` the position in `other` that stands for it.
    pub(crate) fn align(&mut self, centre: &[Piece], other: &[Piece]) -> Vec<Option<u32>> {
        let mut places = vec![None; centre.len()];
        if other.is_empty() {
            return places;
        }
        self.fill(centre, other);
        let (mut row, mut column) = (centre.len(), other.len());
        while row > 0 && column > 0 {
            let index = (row - 1) * other.len() + column - 1;
            match self.steps.get(index).copied().unwrap_or(Step::Centre) {
                Step::Both => {
                    row -= 1;
                    column -= 1;
                    if let Some(place) = places.get_mut(row) {
                        *place = Some(column as u32);
                    }
                }
                Step::Centre => row -= 1,
                Step::Other => column -= 1,
            }
        }
        places
    }

    /// Fills the steps, a row for each piece of the centre.
    fn fill(&mut self, centre: &[Piece], other: &[Piece]) {
        self.codes.clear();
        self.codes.extend(other.iter().map(|piece| piece.code()));
        self.row.clear();
        let row = (0..).map(|column| column * GAP);
        self.row.extend(row.take(other.len() + 1));
        self.steps.clear();
        self.steps.resize(centre.len() * other.len(), Step::Both);
        let rows = self.steps.chunks_exact_mut(other.len());
        for ((number, piece), steps) in (1..).zip(centre).zip(rows) {
            let code = piece.code();
            let mut cells = self.row.iter_mut();
            let first = cells.next();
            let mut diagonal = first.map_or(0, |cell| std::mem::replace(cell, number * GAP));
            let mut left = number * GAP;
            for ((cell, &candidate), step) in cells.zip(&self.codes).zip(steps) {
                let both = diagonal + if code == candidate { MATCH } else { CHANGE };
                let (centre_alone, other_alone) = (*cell + GAP, left + GAP);
                let best = both.max(centre_alone).max(other_alone);
                *step = if best == both {
                    Step::Both
                } else if best == centre_alone {
                    Step::Centre
                } else {
                    Step::Other
                };
                diagonal = std::mem::replace(cell, best);
                left = best;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(symbols: &[u32]) -> Vec<Piece> {
        symbols.iter().map(|&symbol| Piece::Word(symbol)).collect()
    }

    #[test]
    fn finds_what_was_put_in_left_out_and_changed() {
        let mut aligner = Aligner::default();
        let places = aligner.align(&words(&[1, 2, 3, 4, 5]), &words(&[1, 9, 2, 4, 7]));
        assert_eq!(places, [Some(0), Some(2), None, Some(3), Some(4)]);
        assert_eq!(aligner.align(&words(&[1, 2]), &[]), [None, None]);
        assert!(aligner.align(&[], &words(&[1])).is_empty());
    }

    #[test]
    fn slots_match_by_kind() {
        let mut aligner = Aligner::default();
        let centre = [Piece::Word(1), Piece::Slot(SlotKind::Phone, 2)];
        let other = [Piece::Word(1), Piece::Word(8), Piece::Slot(SlotKind::Phone, 3)];
        assert_eq!(aligner.align(&centre, &other), [Some(0), Some(2)]);
    }
}
