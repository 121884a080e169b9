use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::Language;

/// The id that the source gave to a post; unique within one input only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SignalId(pub String);

impl SignalId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for SignalId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// One post, message or report as it was received. Never changed afterwards.
#[derive(Clone, Debug, PartialEq)]
pub struct Signal {
    /// The source's id.
    pub id: SignalId,
    /// The words as received; broken UTF-8 was replaced at the edge and counted there.
    pub text: String,
    /// When it was posted, if the source says so.
    pub time: Option<Timestamp>,
    /// Where it was posted: a group, a page, a platform.
    pub channel: Option<String>,
    /// Who posted it, as the source names the account.
    pub author: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The language that the source claims.
    pub lang: Option<Language>,
    /// How many people saw it, as the source counts.
    pub reach: Option<u64>,
    /// The region that the source claims.
    pub region: Option<String>,
    /// Everything else that the source sent, untouched.
    pub extra: Map<String, Value>,
}

impl Signal {
    /// A signal of which nothing but id and text is known.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            id: SignalId(id.into()),
            text: text.into(),
            time: None,
            channel: None,
            author: None,
            url: None,
            lang: None,
            reach: None,
            region: None,
            extra: Map::new(),
        }
    }
}
