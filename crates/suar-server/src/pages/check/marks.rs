//! The text with its evidence marked: cut at the edges of spans first, made harmless afterwards.

use std::collections::BTreeSet;

use suar_signal::Span;

use crate::pages::words_of_strangers::show;

/// A run of the text that belongs to the same signs.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) is_marked: bool,
    /// The numbers of the signs whose words end here.
    pub(crate) numbers: Vec<usize>,
}

/// Longer runs without a mark are shown by their ends.
const LONGEST_PLAIN: usize = 600;
const KEPT_END: usize = 160;

/// Cuts a text by the spans of numbered signs. Spans that do not fit the text are left out.
pub(crate) fn pieces(text: &str, signs: &[(usize, &[Span])]) -> Vec<Piece> {
    let spans: Vec<(usize, Span)> = signs
        .iter()
        .flat_map(|(number, spans)| spans.iter().map(move |span| (*number, *span)))
        .filter(|(_, span)| span.slice(text).is_some_and(|words| !words.is_empty()))
        .collect();
    let mut edges: BTreeSet<u32> = BTreeSet::from([0, text.len() as u32]);
    edges.extend(spans.iter().flat_map(|(_, span)| [span.start, span.end]));
    let mut pieces = Vec::new();
    for (start, end) in edges.iter().zip(edges.iter().skip(1)) {
        let Some(words) = Span::new(*start, *end).slice(text) else { continue };
        let mut covering = spans.iter().filter(|(_, span)| span.start <= *start && *end <= span.end).peekable();
        let is_marked = covering.peek().is_some();
        let mut numbers: Vec<usize> =
            covering.filter(|(_, span)| span.end == *end).map(|(number, _)| *number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        pieces.push(Piece { text: show(words), is_marked, numbers });
    }
    shorten(&mut pieces);
    pieces
}

/// Keeps of a long run without a mark what stands next to marks, so that on a small screen they
/// can be found. A text without any mark is shown by its beginning.
fn shorten(pieces: &mut [Piece]) {
    let last = pieces.len().saturating_sub(1);
    for (place, piece) in pieces.iter_mut().enumerate() {
        let length = piece.text.chars().count();
        if piece.is_marked || length <= LONGEST_PLAIN {
            continue;
        }
        let head: String = piece.text.chars().take(KEPT_END).collect();
        let tail: String = piece.text.chars().skip(length - KEPT_END).collect();
        piece.text = match (place == 0, place == last) {
            (_, true) => format!("{head} …"),
            (true, false) => format!("… {tail}"),
            (false, false) => format!("{head} … {tail}"),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str, numbers: &[usize]) -> Piece {
        Piece { text: text.to_owned(), is_marked: true, numbers: numbers.to_vec() }
    }

    fn plain(text: &str) -> Piece {
        Piece { text: text.to_owned(), is_marked: false, numbers: Vec::new() }
    }

    #[test]
    fn evidence_is_marked_on_the_right_bytes() {
        let text = "é gaji 15 juta ya";
        let found = pieces(text, &[(1, &[Span::new(3, 15)])]);
        assert_eq!(found, [plain("é "), piece("gaji 15 juta", &[1]), plain(" ya")]);
    }

    #[test]
    fn overlapping_and_nested_evidence_loses_no_letter() {
        let found = pieces("gaji 15 juta", &[(1, &[Span::new(0, 7)]), (2, &[Span::new(5, 12), Span::new(8, 12)])]);
        assert_eq!(
            found,
            [piece("gaji ", &[]), piece("15", &[1]), piece(" ", &[]), piece("juta", &[2])],
            "every letter once"
        );
    }

    #[test]
    fn spans_that_do_not_fit_are_left_out() {
        assert_eq!(pieces("é", &[(1, &[Span::new(0, 1), Span::new(1, 9), Span::new(2, 2)])]), [plain("é")]);
        assert_eq!(pieces("", &[(1, &[Span::new(0, 0)])]), []);
    }

    #[test]
    fn long_runs_without_a_mark_are_shown_by_their_ends() {
        let text = format!("{}X{}", "a".repeat(5000), "b".repeat(5000));
        let found = pieces(&text, &[(1, &[Span::new(5000, 5001)])]);
        let shown: Vec<usize> = found.iter().map(|piece| piece.text.chars().count()).collect();
        assert_eq!(shown, [KEPT_END + 2, 1, KEPT_END + 2]);
        assert!(pieces(&"c".repeat(5000), &[]).iter().all(|piece| piece.text.ends_with(" …")));
    }
}
