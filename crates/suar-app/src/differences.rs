//! Where a post differs from the text that its template shares.

use suar_signal::Span;
use suar_text::Folded;

/// Words of a post beyond which no comparison is made.
const MOST_WORDS: usize = 600;

/// The stretches of a post whose words are not in the shared text, in the order of the post.
pub(crate) fn differences(folded: &Folded, consensus: &str) -> Vec<Span> {
    let shared: Vec<&str> = consensus.split_whitespace().collect();
    let words: Vec<&str> = folded.tokens().iter().map(|token| folded.word(token)).collect();
    if words.len() > MOST_WORDS || shared.len() > MOST_WORDS {
        return Vec::new();
    }
    let is_shared = longest_common(&words, &shared);
    let mut spans: Vec<Span> = Vec::new();
    let mut is_open = false;
    for (token, is_shared) in folded.tokens().iter().zip(is_shared) {
        if is_shared {
            is_open = false;
            continue;
        }
        match spans.last_mut() {
            Some(last) if is_open => *last = last.cover(token.span),
            _ => spans.push(token.span),
        }
        is_open = true;
    }
    spans
}

/// For each word on the left whether it is part of a longest common subsequence with the right.
fn longest_common(left: &[&str], right: &[&str]) -> Vec<bool> {
    let width = right.len() + 1;
    let mut lengths = vec![0_u16; (left.len() + 1) * width];
    let at = |lengths: &[u16], row: usize, column: usize| lengths.get(row * width + column).copied().unwrap_or(0);
    for (row, word) in left.iter().enumerate().rev() {
        for (column, other) in right.iter().enumerate().rev() {
            let length = if word == other {
                at(&lengths, row + 1, column + 1) + 1
            } else {
                at(&lengths, row + 1, column).max(at(&lengths, row, column + 1))
            };
            if let Some(entry) = lengths.get_mut(row * width + column) {
                *entry = length;
            }
        }
    }
    let mut is_common = vec![false; left.len()];
    let (mut row, mut column) = (0, 0);
    while let (Some(word), Some(other)) = (left.get(row), right.get(column)) {
        if word == other {
            if let Some(entry) = is_common.get_mut(row) {
                *entry = true;
            }
            row += 1;
            column += 1;
        } else if at(&lengths, row + 1, column) >= at(&lengths, row, column + 1) {
            row += 1;
        } else {
            column += 1;
        }
    }
    is_common
}

#[cfg(test)]
mod tests {
    use suar_text::{Lexicon, fold};

    use super::*;

    #[test]
    fn what_a_template_does_not_share_is_marked() {
        let text = "Dicari admin untuk Bavet gaji 12 juta hubungi @contoh";
        let folded = fold(text, &Lexicon::default());
        let spans = differences(&folded, "dicari admin untuk {place} gaji {pay} hubungi {handle}");
        let marked: Vec<&str> = spans.iter().filter_map(|span| span.slice(text)).collect();
        assert!(marked.contains(&"Bavet"), "{marked:?}");
        assert!(marked.iter().any(|part| part.contains("12")), "{marked:?}");
        assert!(!marked.iter().any(|part| part.contains("admin")), "{marked:?}");
    }

    #[test]
    fn a_post_that_is_the_template_has_no_difference() {
        let folded = fold("dicari admin", &Lexicon::default());
        assert_eq!(differences(&folded, "dicari admin"), vec![]);
        assert_eq!(differences(&folded, ""), vec![Span::new(0, 12)]);
    }
}
