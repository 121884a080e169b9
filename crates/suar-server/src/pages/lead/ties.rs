//! What ties the posts: numbers and accounts, places, channels, regions.

use suar_app::LeadView;
use suar_store::{Counted, LeadIdentifier};

use crate::pages::lead_words::{encoded, line};
use crate::texts::Words;

/// Rows that are shown; the most frequent come first.
const MOST_ROWS: usize = 40;
/// Ties as telling as this hold a network together.
const SURE_WEIGHT: f32 = 0.5;
/// The longest value that the list can be asked for.
const MOST_ASKED: usize = 200;

pub(super) struct Ties {
    pub(super) identifiers: Vec<IdentifierRow>,
    /// What is said of rows beyond the bound.
    pub(super) rest: Option<String>,
    pub(super) places: Vec<CountRow>,
    pub(super) channels: Vec<CountRow>,
    pub(super) regions: Vec<CountRow>,
}

pub(super) struct IdentifierRow {
    pub(super) kind: String,
    pub(super) value: String,
    pub(super) posts: String,
    pub(super) weight: String,
    pub(super) shape: &'static str,
    /// Other leads that have it.
    pub(super) address: Option<String>,
}

pub(super) struct CountRow {
    pub(super) value: String,
    pub(super) posts: String,
}

impl Ties {
    pub(super) fn new(view: &LeadView, words: &Words) -> Self {
        let identifiers = &view.content.identifiers;
        let rest = identifiers.len().saturating_sub(MOST_ROWS);
        let rows = |values: &[Counted]| -> Vec<CountRow> {
            let row = |value: &Counted| CountRow {
                value: line(&value.value),
                posts: words.count("lead-posts", value.posts as usize),
            };
            values.iter().take(MOST_ROWS).map(row).collect()
        };
        Self {
            identifiers: identifiers.iter().take(MOST_ROWS).map(|known| row_of(known, words)).collect(),
            rest: (rest > 0).then(|| words.count("identifiers-rest", rest)),
            places: rows(&view.content.places),
            channels: rows(&view.lead.summary.channels),
            regions: rows(&view.lead.summary.regions),
        }
    }
}

fn row_of(identifier: &LeadIdentifier, words: &Words) -> IdentifierRow {
    let (shape, key) = match identifier.weight {
        Some(weight) if weight >= SURE_WEIGHT => ("━", "tie-sure"),
        Some(_) => ("┄", "tie-suggested"),
        None => ("·", "tie-single"),
    };
    let is_short = identifier.value.chars().count() <= MOST_ASKED;
    IdentifierRow {
        kind: kind_of(&identifier.kind, words),
        value: line(&identifier.value),
        posts: words.count("lead-posts", identifier.posts as usize),
        weight: words.say(key),
        shape,
        address: is_short.then(|| format!("/temuan?kontak={}&status=semua", encoded(&identifier.value))),
    }
}

/// The kind of an identifier in words.
pub(super) fn kind_of(kind: &str, words: &Words) -> String {
    words.find(&format!("slot-{kind}")).unwrap_or_else(|| words.say("slot-free"))
}
