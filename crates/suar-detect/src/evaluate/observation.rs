use suar_signal::{Band, Kind, Language, Pay};

use crate::Reading;

/// A post as a person labelled it and as the detector read it.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// The set it belongs to.
    pub set: String,
    /// Posts of one group are near-duplicates and count as one in the intervals.
    pub group: u64,
    /// The language that the label names.
    pub language: Language,
    /// The kind of work that the label names.
    pub sector: String,
    /// What the post does.
    pub kind: Kind,
    /// Whether it is unsafe recruitment.
    pub is_unsafe: bool,
    /// What else the label names.
    pub labels: Labels,
    /// What the detector said.
    pub found: Found,
}

/// What a label names; `None` where nobody labelled it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Labels {
    /// Signs of the offer.
    pub indicators: Option<Vec<String>>,
    /// Telephone numbers.
    pub phones: Option<Vec<String>>,
    /// Account names.
    pub handles: Option<Vec<String>>,
    /// Places.
    pub places: Option<Vec<String>>,
    /// Wallets.
    pub wallets: Option<Vec<String>>,
    /// Pay named for a job; within, `None` where the text names none.
    pub pay: Option<Option<Pay>>,
}

/// What the detector said of a post, as far as it is measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What the post does.
    pub kind: Kind,
    /// Its risk.
    pub risk: f64,
    /// Whether it goes before a person: band medium or above.
    pub is_flagged: bool,
    /// Its language.
    pub language: Language,
    /// Signs.
    pub indicators: Vec<String>,
    /// Telephone numbers.
    pub phones: Vec<String>,
    /// Account names.
    pub handles: Vec<String>,
    /// Places.
    pub places: Vec<String>,
    /// Wallets.
    pub wallets: Vec<String>,
    /// Pay.
    pub pay: Option<Pay>,
    /// What words and signs add to the log-odds; `None` where only the risk was kept.
    pub parts: Option<ScoreParts>,
}

/// The two parts of a risk, in log-odds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScoreParts {
    /// What the words add.
    pub words: f64,
    /// What signs, facts and families add.
    pub signs: f64,
}

impl From<&Reading> for Found {
    fn from(reading: &Reading) -> Self {
        let sum_of = |counts: fn(&str) -> bool| {
            reading.reasons.iter().filter(|reason| counts(&reason.what)).map(|reason| reason.weight).sum()
        };
        Self {
            kind: reading.kind,
            risk: reading.risk,
            is_flagged: reading.band >= Band::Medium,
            language: reading.language,
            indicators: reading.indicators.iter().map(|indicator| indicator.id.clone()).collect(),
            phones: reading.entities.phones.clone(),
            handles: reading.entities.handles.clone(),
            places: reading.entities.places.clone(),
            wallets: reading.entities.wallets.clone(),
            pay: reading.entities.pay,
            parts: Some(ScoreParts {
                words: sum_of(|what| what == "words"),
                signs: sum_of(|what| what != "words" && what != "base"),
            }),
        }
    }
}
