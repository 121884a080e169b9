//! The text with its evidence marked: cut at the edges of spans first, made harmless afterwards.

use std::collections::BTreeSet;

use suar_signal::Span;

use crate::pages::words_of_strangers::show;

/// A run of the text that belongs to the same signs.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) is_marked: bool,
    /// Whether the template of the post has other words here.
    pub(crate) is_different: bool,
    /// The numbers of the signs whose words these are.
    pub(crate) signs: Vec<usize>,
    /// The numbers of the signs whose words end here.
    pub(crate) numbers: Vec<usize>,
}

/// Longer runs without a mark are shown by their ends.
const LONGEST_PLAIN: usize = 600;
const KEPT_END: usize = 160;

/// Cuts a text by the spans of numbered signs. Spans that do not fit the text are left out.
pub(crate) fn pieces(text: &str, signs: &[(usize, &[Span])]) -> Vec<Piece> {
    pieces_with(text, signs, &[])
}

/// Cuts a text by the spans of numbered signs, and by those in which it differs from its template.
pub(crate) fn pieces_with(text: &str, signs: &[(usize, &[Span])], differences: &[Span]) -> Vec<Piece> {
    let mut pieces = whole_pieces(text, signs, differences);
    shorten(&mut pieces);
    pieces
}

/// As before, and however long the text is, nothing is left out.
pub(crate) fn whole_pieces(text: &str, signs: &[(usize, &[Span])], differences: &[Span]) -> Vec<Piece> {
    let fits = |span: &Span| span.slice(text).is_some_and(|words| !words.is_empty());
    let spans: Vec<(usize, Span)> = signs
        .iter()
        .flat_map(|(number, spans)| spans.iter().map(move |span| (*number, *span)))
        .filter(|(_, span)| fits(span))
        .collect();
    let differences: Vec<Span> = differences.iter().copied().filter(fits).collect();
    let mut edges: BTreeSet<u32> = BTreeSet::from([0, text.len() as u32]);
    edges.extend(spans.iter().map(|(_, span)| span).chain(&differences).flat_map(|span| [span.start, span.end]));
    let mut pieces = Vec::new();
    for (start, end) in edges.iter().zip(edges.iter().skip(1)) {
        let here = Span::new(*start, *end);
        let Some(words) = here.slice(text) else { continue };
        let covering = || spans.iter().filter(|(_, span)| span.cover(here) == *span);
        let ending = covering().filter(|(_, span)| span.end == *end);
        pieces.push(Piece {
            text: show(words),
            is_marked: covering().next().is_some(),
            is_different: differences.iter().any(|span| span.cover(here) == *span),
            signs: in_order(covering().map(|(number, _)| *number)),
            numbers: in_order(ending.map(|(number, _)| *number)),
        });
    }
    pieces
}

fn in_order(numbers: impl Iterator<Item = usize>) -> Vec<usize> {
    numbers.collect::<BTreeSet<usize>>().into_iter().collect()
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

    fn piece(text: &str, signs: &[usize], numbers: &[usize]) -> Piece {
        let (signs, numbers) = (signs.to_vec(), numbers.to_vec());
        Piece { text: text.to_owned(), is_marked: true, is_different: false, signs, numbers }
    }

    fn plain(text: &str) -> Piece {
        Piece { text: text.to_owned(), ..Piece::default() }
    }

    #[test]
    fn evidence_is_marked_on_the_right_bytes() {
        let text = "é gaji 15 juta ya";
        let found = pieces(text, &[(1, &[Span::new(3, 15)])]);
        assert_eq!(found, [plain("é "), piece("gaji 15 juta", &[1], &[1]), plain(" ya")]);
    }

    #[test]
    fn overlapping_and_nested_evidence_loses_no_letter() {
        let found = pieces("gaji 15 juta", &[(1, &[Span::new(0, 7)]), (2, &[Span::new(5, 12), Span::new(8, 12)])]);
        assert_eq!(
            found,
            [piece("gaji ", &[1], &[]), piece("15", &[1, 2], &[1]), piece(" ", &[2], &[]), piece("juta", &[2], &[2])],
            "every letter once"
        );
    }

    #[test]
    fn spans_that_do_not_fit_are_left_out() {
        assert_eq!(pieces("é", &[(1, &[Span::new(0, 1), Span::new(1, 9), Span::new(2, 2)])]), [plain("é")]);
        assert_eq!(pieces("", &[(1, &[Span::new(0, 0)])]), []);
    }

    #[test]
    fn what_differs_from_a_template_is_told_apart_from_evidence() {
        let found = pieces_with("untuk Bavet gaji", &[(1, &[Span::new(6, 11)])], &[Span::new(6, 16)]);
        let told: Vec<(&str, bool, bool)> =
            found.iter().map(|piece| (piece.text.as_str(), piece.is_marked, piece.is_different)).collect();
        assert_eq!(told, [("untuk ", false, false), ("Bavet", true, true), (" gaji", false, true)]);
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
