use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use suar_signal::{Band, Kind, Language, Pay, SignalId, Span, Strength};

/// What the detector found in a signal; it can be computed again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The signal's id.
    pub id: SignalId,
    /// What the post does.
    pub kind: Kind,
    /// How sure each kind is.
    pub kind_probability: KindProbability,
    /// Unsafe recruitment of any sector, from 0 to 1, calibrated for the prevalence that the model card names.
    pub risk: f64,
    /// How soon a person should look.
    pub band: Band,
    /// The two axes.
    pub axes: Axes,
    /// The language, or `und`.
    pub language: Language,
    /// The signs that the offer shows.
    pub indicators: Vec<Indicator>,
    /// What the text names.
    pub entities: EntityLists,
    /// Where it names it.
    pub entity_spans: Vec<EntitySpan>,
    /// The template that the post belongs to, when posts were woven.
    pub template: Option<String>,
    /// The network that the post belongs to, when posts were woven.
    pub network: Option<String>,
    /// The sum behind the risk, in log-odds.
    pub reasons: Vec<Reason>,
    /// What it was read with.
    pub versions: Arc<Versions>,
}

/// The probability of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct KindProbability {
    /// Offers work, or seeks people for it.
    pub offer: f64,
    /// Warns or testifies.
    pub warning: f64,
    /// Reports.
    pub news: f64,
    /// A fraud that recruits nobody.
    pub other_scam: f64,
    /// Anything else.
    pub chat: f64,
}

impl KindProbability {
    /// From probabilities in the order of [`Kind::ALL`].
    pub(crate) fn new([offer, warning, news, other_scam, chat]: [f64; Kind::ALL.len()]) -> Self {
        Self {
            offer: rounded(offer),
            warning: rounded(warning),
            news: rounded(news),
            other_scam: rounded(other_scam),
            chat: rounded(chat),
        }
    }
}

/// What a post is judged on, from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Axes {
    /// Unlawful or unsafe recruitment.
    pub unsafe_recruitment: f64,
    /// Hints of process, means and purpose of trafficking.
    pub trafficking_elements: f64,
}

/// A sign that the offer shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Indicator {
    /// Which sign.
    pub id: String,
    /// How much it says by itself.
    pub strength: Strength,
    /// What it adds to the log-odds of the risk.
    pub weight: f64,
    /// The words in a readable form.
    pub text: String,
    /// Where they stand; empty for a sign of absence.
    pub spans: Vec<Span>,
    /// The rule that found it, with its version.
    pub rule: String,
    /// Where the rule comes from.
    pub source: String,
}

/// What a text names, each once, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EntityLists {
    /// E.164.
    pub phones: Vec<String>,
    /// With `@`.
    pub handles: Vec<String>,
    /// As written.
    pub urls: Vec<String>,
    /// As written.
    pub emails: Vec<String>,
    /// With a valid checksum.
    pub wallets: Vec<String>,
    /// Pay named for the job.
    pub pay: Option<Pay>,
    /// Short English names.
    pub places: Vec<String>,
}

/// One mention and where it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntitySpan {
    /// What it is.
    #[serde(rename = "type")]
    pub kind: Cow<'static, str>,
    /// Its normal form.
    pub value: String,
    /// Where it stands.
    pub span: Span,
}

/// One part of the sum behind a risk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// `base`, `words`, `families`, or a sign or fact.
    pub what: String,
    /// What it adds to the log-odds.
    pub weight: f64,
}

/// What a reading was made with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versions {
    /// The packs.
    pub packs: String,
    /// The model.
    pub model: String,
}

/// Four decimals: no more is known.
pub(crate) fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}
