use jiff::Timestamp;
use suar_signal::{Band, Kind, Span, Strength};

/// The language of the report's own words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReportLanguage {
    /// Indonesian.
    #[default]
    Indonesian,
    /// English.
    English,
}

/// All that the report shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// The language of headings and explanations.
    pub language: ReportLanguage,
    /// A title of its own.
    pub title: Option<String>,
    /// When it was made.
    pub made_at: Option<Timestamp>,
    /// What was read.
    pub summary: Summary,
    /// The networks shown, most urgent first.
    pub networks: Vec<NetworkCard>,
    /// How many networks there are.
    pub networks_total: u64,
    /// The templates shown, largest first.
    pub templates: Vec<TemplateCard>,
    /// How many templates there are.
    pub templates_total: u64,
    /// Posts shown whole, with their evidence.
    pub examples: Vec<ExamplePost>,
    /// Names and versions of packs and model.
    pub versions: Vec<(String, String)>,
}

/// What was read and what it was.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Posts read.
    pub posts_read: u64,
    /// Records that could not be read.
    pub rejected: u64,
    /// Service messages left out.
    pub skipped: u64,
    /// Posts by band.
    pub bands: Vec<(Band, u64)>,
    /// Posts by kind.
    pub kinds: Vec<(Kind, u64)>,
    /// The time of the first and the last post that has one.
    pub period: Option<(Timestamp, Timestamp)>,
    /// Names of the files read.
    pub sources: Vec<String>,
}

/// One network.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkCard {
    /// Its id.
    pub id: String,
    /// How many posts it has.
    pub size: u64,
    /// Its risk.
    pub risk: f64,
    /// Its band.
    pub band: Band,
    /// Why it is here, in sentences or words of the report's language.
    pub reasons: Vec<String>,
    /// What ties its posts together.
    pub ties: Vec<Tie>,
    /// Its templates.
    pub templates: Vec<String>,
    /// Where it was seen.
    pub channels: Vec<String>,
    /// When it was seen first.
    pub first_seen: Option<Timestamp>,
    /// When it was seen last.
    pub last_seen: Option<Timestamp>,
}

/// An identifier or template that posts share.
#[derive(Clone, Debug, PartialEq)]
pub struct Tie {
    /// What it is: `phone`, `handle`, `url`, `template`.
    pub kind: String,
    /// Its value.
    pub value: String,
    /// How many posts have it.
    pub posts: u64,
    /// How much it counts, in [0, 1].
    pub weight: f64,
}

/// One template.
#[derive(Clone, Debug, PartialEq)]
pub struct TemplateCard {
    /// Its id.
    pub id: String,
    /// How many posts it has.
    pub size: u64,
    /// Whether it is spread in an organised way.
    pub organised: bool,
    /// The shared text, with `{name}` where a slot stands.
    pub consensus: String,
    /// What varies.
    pub slots: Vec<SlotCard>,
    /// When it was seen first.
    pub first_seen: Option<Timestamp>,
    /// When it was seen last.
    pub last_seen: Option<Timestamp>,
    /// Where it was seen.
    pub channels: Vec<String>,
}

/// One slot of a template.
#[derive(Clone, Debug, PartialEq)]
pub struct SlotCard {
    /// Its name, as in the consensus without braces.
    pub name: String,
    /// What stands in it: `phone`, `place`, `pay`, `text`.
    pub kind: String,
    /// How many different values there are.
    pub distinct: u64,
    /// The most frequent ones.
    pub values: Vec<SlotValue>,
}

/// A value of a slot.
#[derive(Clone, Debug, PartialEq)]
pub struct SlotValue {
    /// The words.
    pub value: String,
    /// How many posts have them.
    pub count: u64,
}

/// A post shown whole.
#[derive(Clone, Debug, PartialEq)]
pub struct ExamplePost {
    /// The source's id.
    pub id: String,
    /// Its text as received.
    pub text: String,
    /// What it is.
    pub kind: Kind,
    /// Its band.
    pub band: Band,
    /// Its risk.
    pub risk: f64,
    /// Where it was posted.
    pub channel: Option<String>,
    /// When it was posted.
    pub time: Option<Timestamp>,
    /// The evidence in it.
    pub marks: Vec<Mark>,
    /// Its template.
    pub template: Option<String>,
    /// Its network.
    pub network: Option<String>,
    /// How the score came about, line by line.
    pub explanation: Vec<String>,
}

/// A piece of evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Where it stands in the text, in bytes; empty for a sign of absence.
    pub spans: Vec<Span>,
    /// What it is, in words of the report's language; see [`super::indicator_name`].
    pub label: String,
    /// How much it says.
    pub strength: Strength,
}
