//! Which words of posts stand in a lead: its title, its units, and what a search finds it by. Words of the public's
//! reports are none of them: whoever reads leads may not be one who reads reports.

use rustc_hash::FxHashSet;
use suar_store::{Lead, LeadContent};
use suar_weave::IdentifierKind;

use crate::lead_making::Post;

/// Letters of a post that make a title.
const TITLE_CHARACTERS: usize = 72;
/// Letters of a post of no template that stand for it.
const BEGINNING_CHARACTERS: usize = 240;
/// The words that a lead is found by.
const MOST_WORD_BYTES: usize = 64 << 10;

/// The title of a post: how it begins with disguises undone, and a capital letter.
pub(crate) fn title_of(plain: &str) -> String {
    let begun = beginning(plain.trim_start_matches(|letter: char| !letter.is_alphanumeric()), TITLE_CHARACTERS);
    let mut letters = begun.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The title of the post of the highest risk; of two as high the earlier one.
pub(crate) fn title_among(posts: &[&Post], content: &LeadContent) -> String {
    let by_risk = |left: &&&Post, right: &&&Post| left.risk.total_cmp(&right.risk).then(right.number.cmp(&left.number));
    let titled = posts.iter().filter(|post| !post.title.is_empty());
    titled.max_by(by_risk).map_or_else(|| neutral_title(content), |post| post.title.clone())
}

/// The title where no post may give one: a place, which needs no language and names nobody.
fn neutral_title(content: &LeadContent) -> String {
    content.places.first().map_or_else(|| "…".to_owned(), |place| beginning(&place.value, TITLE_CHARACTERS))
}

/// How a text begins, on one line, cut between words.
fn beginning(text: &str, most: usize) -> String {
    let mut begun = String::new();
    for word in text.split_whitespace() {
        let length = begun.chars().count() + 1 + word.chars().count();
        if length > most {
            let room = most.saturating_sub(begun.chars().count() + 1);
            if begun.is_empty() {
                begun.extend(word.chars().take(room));
            }
            begun.push('…');
            return begun;
        }
        if !begun.is_empty() {
            begun.push(' ');
        }
        begun.push_str(word);
    }
    begun
}

/// What stands for a post of no template.
pub(crate) fn beginning_of(post: &Post) -> String {
    if post.is_report { String::new() } else { beginning(&post.text, BEGINNING_CHARACTERS) }
}

/// The words that a lead is found by: its title, templates and identifiers, and different texts of its posts, without
/// those of reports.
pub(crate) fn words_of(lead: &Lead, content: &LeadContent, posts: &[&Post]) -> String {
    let mut words = lead.title.clone();
    let mut push = |text: &str| {
        if words.len() + text.len() < MOST_WORD_BYTES {
            words.push('\n');
            words.push_str(text);
        }
    };
    for identifier in &content.identifiers {
        push(&identifier.value);
        if identifier.kind == IdentifierKind::Phone.name() {
            // As people type it: 0812 for +62812.
            push(&identifier.value.replacen("+62", "0", 1));
        }
    }
    for unit in content.units.iter().filter(|unit| !unit.text.is_empty()) {
        push(&unit.text);
    }
    let mut known = FxHashSet::default();
    for post in posts.iter().filter(|post| !post.is_report && known.insert(post.text.as_str())) {
        push(&post.text);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_cut_between_words() {
        assert_eq!(beginning("  Dicari\n admin  Poipet ", 72), "Dicari admin Poipet");
        assert_eq!(beginning("Dicari admin Poipet", 12), "Dicari admin…");
        assert_eq!(beginning("Pneumonoultramicroscopic", 6), "Pneum…");
        assert_eq!(beginning("", 6), "");
    }

    #[test]
    fn a_title_begins_with_a_capital_letter() {
        assert_eq!(title_of("✈ butuh cepat cs"), "Butuh cepat cs");
        assert_eq!(title_of("🔥🔥"), "");
    }
}
