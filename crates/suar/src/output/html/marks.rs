use std::collections::BTreeSet;

use super::escape::escape;
use super::{ExamplePost, Mark};

/// The text of a post with its evidence in `<mark>`, each followed by the numbers of the
/// signs it belongs to. Spans that do not fit the text are left out; the list of signs
/// still names them.
pub(crate) fn marked_text(post: &ExamplePost) -> String {
    let mut marked = String::new();
    let mut edges: BTreeSet<usize> = BTreeSet::from([0, post.text.len()]);
    for (_, start, end) in fitting_spans(post) {
        edges.insert(start);
        edges.insert(end);
    }
    let spans: Vec<(usize, usize, usize)> = fitting_spans(post).collect();
    for (start, end) in edges.iter().zip(edges.iter().skip(1)) {
        let Some(piece) = post.text.get(*start..*end) else {
            continue;
        };
        let covering: Vec<&(usize, usize, usize)> =
            spans.iter().filter(|(_, from, to)| from <= start && end <= to).collect();
        if covering.is_empty() {
            marked.push_str(&escape(piece));
            continue;
        }
        let ending: Vec<String> =
            covering.iter().filter(|(_, _, to)| to == end).map(|(number, _, _)| number.to_string()).collect();
        marked.push_str("<mark>");
        marked.push_str(&escape(piece));
        if !ending.is_empty() {
            marked.push_str("<sup>");
            marked.push_str(&ending.join(","));
            marked.push_str("</sup>");
        }
        marked.push_str("</mark>");
    }
    marked
}

/// The words of a sign, as far as they can be cut from the text.
pub(crate) fn words_of_mark(text: &str, mark: &Mark) -> Vec<String> {
    let cut = mark.spans.iter().filter_map(|span| span.slice(text));
    cut.filter(|words| !words.is_empty()).map(escape).collect()
}

/// Number of the sign, start and end.
fn fitting_spans(post: &ExamplePost) -> impl Iterator<Item = (usize, usize, usize)> {
    post.marks.iter().enumerate().flat_map(|(place, mark)| {
        let fitting = mark.spans.iter().filter(|span| span.slice(&post.text).is_some_and(|words| !words.is_empty()));
        fitting.map(move |span| (place + 1, span.start as usize, span.end as usize))
    })
}

#[cfg(test)]
mod tests {
    use suar_signal::{Band, Kind, Span, Strength};

    use super::*;

    fn post(text: &str, spans: &[&[(u32, u32)]]) -> ExamplePost {
        let marks = spans.iter().map(|spans| Mark {
            spans: spans.iter().map(|(start, end)| Span::new(*start, *end)).collect(),
            label: "tanda".to_owned(),
            strength: Strength::Weak,
        });
        ExamplePost {
            id: "p1".to_owned(),
            text: text.to_owned(),
            kind: Kind::Offer,
            band: Band::High,
            risk: 0.9,
            channel: None,
            time: None,
            marks: marks.collect(),
            template: None,
            network: None,
            explanation: Vec::new(),
        }
    }

    #[test]
    fn evidence_is_marked_and_numbered() {
        let shown = marked_text(&post("a <b> c", &[&[(2, 5)]]));
        assert_eq!(shown, "a <mark>&lt;b&gt;<sup>1</sup></mark> c");
    }

    #[test]
    fn overlapping_evidence_loses_no_letter() {
        let shown = marked_text(&post("gaji 15 juta", &[&[(0, 7)], &[(5, 12)]]));
        assert_eq!(shown, "<mark>gaji </mark><mark>15<sup>1</sup></mark><mark> juta<sup>2</sup></mark>");
    }

    #[test]
    fn spans_that_do_not_fit_are_left_out() {
        assert_eq!(marked_text(&post("é", &[&[(0, 1), (1, 9), (2, 2)]])), "é");
        assert_eq!(marked_text(&post("", &[&[]])), "");
    }
}
