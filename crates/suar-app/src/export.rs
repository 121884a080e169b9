//! Taking a lead out of the program, always with a marking.

use serde_json::json;
use suar_policy::{Action, Actor};
use suar_signal::LeadId;

use crate::app::{Act, App, LEAD, record};
use crate::error::{AppError, AppResult};
use crate::lead_posts::PostView;
use crate::leads::{LeadView, get_workable, view_of};

/// How far what is taken out may go (FIRST, Traffic Light Protocol 2.0).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marking {
    /// Anybody.
    Clear,
    /// The community.
    Green,
    /// The receiving organisation and its clients, who need to know.
    Amber,
    /// The receiving organisation alone.
    AmberStrict,
    /// The receiving persons alone.
    Red,
}

impl Marking {
    /// Every marking, the narrowest last.
    pub const ALL: [Marking; 5] = [Marking::Clear, Marking::Green, Marking::Amber, Marking::AmberStrict, Marking::Red];

    /// As it is written on paper.
    pub fn label(self) -> &'static str {
        match self {
            Marking::Clear => "TLP:CLEAR",
            Marking::Green => "TLP:GREEN",
            Marking::Amber => "TLP:AMBER",
            Marking::AmberStrict => "TLP:AMBER+STRICT",
            Marking::Red => "TLP:RED",
        }
    }

    /// The marking of a label.
    pub fn from_label(label: &str) -> Option<Self> {
        Marking::ALL.into_iter().find(|marking| marking.label() == label)
    }
}

/// A lead as it is taken out.
#[derive(Clone, Debug)]
pub struct TakenOut {
    /// The lead.
    pub view: LeadView,
    /// All its posts, up to a bound that is far beyond what anybody reads.
    pub posts: Vec<PostView>,
    /// Posts beyond the bound.
    pub left_out: u64,
    /// How far it may go.
    pub marking: Marking,
}

/// The sentence that goes with every lead that is taken out.
pub const CAUTION: &str = "Accounts and recruiters named here may belong to coerced people. These are suspicions that a \
     person has to look into, no proof.";

const MOST_POSTS: u64 = 10_000;

impl App {
    /// A lead with its posts, to be taken out; who took it out is entered into the trail, and each report that was
    /// taken out with it.
    pub async fn export_lead(&self, actor: &Actor, id: LeadId, marking: Marking) -> AppResult<TakenOut> {
        let now = self.now();
        let mut unit = self.store().write().await?;
        let (lead, subject) = get_workable(&mut unit, actor, Action::ExportLead, id).await?;
        let total = lead.posts;
        let view = view_of(&mut unit, actor, lead, &subject).await?;
        let act = Act::new(Action::ExportLead, LEAD, id).with(json!({ "marking": marking.label() }));
        record(&mut unit, actor, now, act).await?;
        unit.save().await?;
        let mut posts = Vec::new();
        while (posts.len() as u64) < total.min(MOST_POSTS) {
            let page = self.read_posts(actor, id, None, (posts.len() as u64, 200)).await?;
            if page.is_empty() {
                break;
            }
            posts.extend(page);
        }
        let left_out = total.saturating_sub(posts.len() as u64);
        Ok(TakenOut { view, posts, left_out, marking })
    }
}

/// The posts of a lead as CSV, marking and caution in every row. A value that a spreadsheet would take for a
/// formula begins with an apostrophe; where words of a report are kept back, `withheld` says so.
pub fn write_csv(taken: &TakenOut) -> AppResult<Vec<u8>> {
    let fault = |_| AppError::Internal("a table could not be written down");
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer
        .write_record([
            "marking", "caution", "lead", "unit", "id", "time", "channel", "author", "url", "region", "kind", "band",
            "risk", "signs", "text", "withheld",
        ])
        .map_err(fault)?;
    for view in &taken.posts {
        let signal = &view.post.signal;
        let signs: Vec<&str> = view.reading.indicators.iter().map(|sign| sign.id.as_str()).collect();
        let given = |value: &Option<String>| harmless(value.as_deref().unwrap_or_default());
        writer
            .write_record([
                taken.marking.label().to_owned(),
                CAUTION.to_owned(),
                taken.view.lead.id.to_string(),
                view.post.unit.to_string(),
                harmless(signal.id.as_str()),
                signal.time.map(|time| time.to_string()).unwrap_or_default(),
                given(&signal.channel),
                given(&signal.author),
                given(&signal.url),
                given(&signal.region),
                view.post.kind.name().to_owned(),
                view.post.band.name().to_owned(),
                view.post.risk.to_string(),
                signs.join(" "),
                harmless(&signal.text),
                if view.withheld { "yes" } else { "" }.to_owned(),
            ])
            .map_err(fault)?;
    }
    writer.into_inner().map_err(|_| AppError::Internal("a table could not be written down"))
}

/// A text that no spreadsheet takes for a formula.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}
