//! Why: the signs of a lead, how strong each is, how many posts show it, and where the rule comes from.

use std::collections::BTreeSet;

use suar_app::PostView;
use suar_signal::Strength;
use suar_store::CountedSign;

use crate::pages::lead_words::{line, ordered_signs, sign_name};
use crate::texts::Words;

/// Different words of one sign that are quoted.
const MOST_QUOTES: usize = 3;

pub(super) struct Reason {
    pub(super) number: usize,
    pub(super) name: String,
    pub(super) why: String,
    pub(super) strength: String,
    /// Strong 3, medium 2, weak 1, speaking for the offer 0: drawn as bars beside the word.
    pub(super) bars: &'static str,
    pub(super) posts: String,
    pub(super) quotes: Vec<String>,
    pub(super) rule: String,
    /// Whether words of it are marked further down.
    pub(super) is_marked: bool,
}

/// The signs in the order of their numbers.
pub(super) fn list(
    signs: &[CountedSign],
    examples: &[PostView],
    marked: &BTreeSet<usize>,
    words: &Words,
) -> Vec<Reason> {
    let reason = |(number, sign): (usize, &CountedSign)| Reason {
        number,
        name: sign_name(&sign.id, words),
        why: words.find(&format!("sign-{}-why", sign.id)).unwrap_or_else(|| words.say("sign-other-why")),
        strength: words.say(&format!("strength-{}", sign.strength.name())),
        bars: match sign.strength {
            Strength::Strong => "▮▮▮",
            Strength::Medium => "▮▮▯",
            Strength::Weak => "▮▯▯",
            Strength::Protective => "○",
        },
        posts: words.count("lead-posts", sign.posts as usize),
        quotes: quotes_of(&sign.id, examples),
        rule: rule_of(&sign.id, examples),
        is_marked: marked.contains(&number),
    };
    (1..).zip(ordered_signs(signs)).map(reason).collect()
}

/// The number of each sign, as marks and the list of reasons give it.
pub(super) fn numbers(signs: &[CountedSign]) -> Vec<(String, usize)> {
    ordered_signs(signs).into_iter().map(|sign| sign.id.clone()).zip(1..).collect()
}

fn quotes_of(id: &str, examples: &[PostView]) -> Vec<String> {
    let mut quotes: Vec<String> = Vec::new();
    for sign in examples.iter().flat_map(|example| &example.reading.indicators).filter(|sign| sign.id == id) {
        let quote = line(&sign.text);
        if !quote.is_empty() && !quotes.contains(&quote) && quotes.len() < MOST_QUOTES {
            quotes.push(quote);
        }
    }
    quotes
}

/// The rules that found it in the examples, each with its source.
fn rule_of(id: &str, examples: &[PostView]) -> String {
    let found = examples.iter().flat_map(|example| &example.reading.indicators).filter(|sign| sign.id == id);
    let rules: BTreeSet<String> = found.map(|sign| format!("{} ({})", line(&sign.rule), line(&sign.source))).collect();
    rules.into_iter().collect::<Vec<_>>().join("; ")
}
