//! What a lead shows, as it is kept: computed when posts are woven, read by pages and programs.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use suar_signal::{Band, Strength, TemplateId};

use crate::signals::SignalNumber;

/// What one decision holds for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// All posts of a template, also those to come.
    Template(TemplateId),
    /// One post that belongs to no template.
    Post(SignalNumber),
}

/// A text that is no unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAUnit;

impl fmt::Display for Unit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unit::Template(id) => write!(formatter, "t-{id}"),
            Unit::Post(number) => write!(formatter, "p-{}", number.0),
        }
    }
}

impl FromStr for Unit {
    type Err = NotAUnit;

    fn from_str(text: &str) -> Result<Self, NotAUnit> {
        let template = text.strip_prefix("t-").map(|id| id.parse().map(Unit::Template).map_err(|_| NotAUnit));
        let post = || {
            let number = text.strip_prefix("p-")?.parse().ok()?;
            Some(Unit::Post(SignalNumber(number)))
        };
        template.unwrap_or_else(|| post().ok_or(NotAUnit))
    }
}

impl Serialize for Unit {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Unit {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(|_| serde::de::Error::custom("not a unit"))
    }
}

/// A value and how many posts have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// The value.
    pub value: String,
    /// How many posts have it.
    pub posts: u32,
}

/// A sign and how many posts show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CountedSign {
    /// Which.
    pub id: String,
    /// How much it says by itself.
    pub strength: Strength,
    /// How many posts show it.
    pub posts: u32,
}

/// What the list shows of a lead.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LeadSummary {
    /// The signs, the most frequent first.
    pub signs: Vec<CountedSign>,
    /// Where it was seen, most often first.
    pub channels: Vec<Counted>,
    /// The regions that its posts name as theirs, most often first.
    pub regions: Vec<Counted>,
    /// Posts in the 48 hours before its last post.
    pub posts_48_hours: u32,
    /// Posts in the 48 hours before those.
    pub posts_48_hours_before: u32,
    /// Posts that the public handed in, without a name.
    #[serde(default)]
    pub reports: u32,
}

/// All else that a lead shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LeadContent {
    /// What decisions hold for: templates first, the largest first, then posts of none, the most urgent first.
    pub units: Vec<UnitContent>,
    /// What ties the posts, the most telling first.
    pub identifiers: Vec<LeadIdentifier>,
    /// Places named as where the work is.
    pub places: Vec<Counted>,
    /// Posts a day, in UTC, days without posts left out.
    pub days: Vec<DayCount>,
    /// What is drawn.
    pub graph: Graph,
}

impl LeadContent {
    /// Which units it has, in its order.
    pub fn unit_ids(&self) -> Vec<Unit> {
        self.units.iter().map(|unit| unit.unit).collect()
    }
}

/// A template of a lead, or a post of none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnitContent {
    /// Which.
    pub unit: Unit,
    /// How many posts.
    pub posts: u32,
    /// How many of them warn or report, and so quote it.
    pub quoting: u32,
    /// How many of them the public handed in.
    #[serde(default)]
    pub reports: u32,
    /// The highest band of its posts.
    pub band: Band,
    /// The mean risk of its posts.
    pub risk: f64,
    /// The shared text with `{slot}` marks; of a post of none its beginning. Empty where all of it is words of
    /// reports: those stand in their posts alone.
    pub text: String,
    /// What fills the slots.
    pub slots: Vec<UnitSlot>,
    /// Whether the shared text explains its posts far better than chance.
    pub organised: bool,
    /// The first dated post.
    pub first_seen: Option<Timestamp>,
    /// The last dated post.
    pub last_seen: Option<Timestamp>,
    /// A post to look at: the one of the highest risk.
    pub example: SignalNumber,
}

impl UnitContent {
    /// Whether all its posts are reports of the public: nobody found it.
    pub fn is_only_reported(&self) -> bool {
        self.posts == self.reports
    }
}

/// A place of a template that its posts fill differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitSlot {
    /// The mark in the text.
    pub name: String,
    /// What fills it.
    pub kind: String,
    /// How many different values there are.
    pub distinct: u32,
    /// The most frequent ones.
    pub values: Vec<Counted>,
}

/// A number or account that posts share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LeadIdentifier {
    /// `phone`, `handle`, `url`, `email` or `wallet`.
    pub kind: String,
    /// Its normal form.
    pub value: String,
    /// How many posts give it.
    pub posts: u32,
    /// How telling it is, from 0 to 1; none where only one post gives it.
    pub weight: Option<f32>,
}

/// How many posts there were on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayCount {
    /// The day, in UTC.
    pub day: jiff::civil::Date,
    /// How many posts.
    pub posts: u32,
}

/// Units and identifiers and what ties them, to be drawn.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Graph {
    /// The nodes.
    pub nodes: Vec<GraphNode>,
    /// The ties, by the places of the nodes.
    pub edges: Vec<GraphEdge>,
    /// How many nodes were left out because there are too many.
    pub left_out: u32,
}

/// Something in the drawing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GraphNode {
    /// `template`, `post` or the kind of an identifier.
    pub kind: String,
    /// What is written beside it.
    pub label: String,
    /// How many posts it stands for.
    pub posts: u32,
}

/// A tie in the drawing.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct GraphEdge {
    /// One end.
    pub from: u32,
    /// The other.
    pub to: u32,
    /// How many posts it stands for.
    pub posts: u32,
    /// Whether it is telling enough to tie; others are drawn as a suggestion.
    pub is_sure: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_come_back_from_text() {
        let units = [Unit::Template(TemplateId::new(7, [3; 10])), Unit::Post(SignalNumber(41))];
        for unit in units {
            assert_eq!(unit.to_string().parse(), Ok(unit));
        }
        for text in ["", "t-", "p-x", "x-1", "41"] {
            assert_eq!(text.parse::<Unit>(), Err(NotAUnit), "{text}");
        }
    }
}
