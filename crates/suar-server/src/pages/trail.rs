//! The audit trail: who did what, and whether it is whole.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde_json::Value;
use suar_store::{Entry, Officer, TrailState};

use super::query::AskedPairs;
use super::words_of_strangers::clean_line;
use crate::frame::{Frame, draw};
use crate::office::OfficerVisit;
use crate::site::Site;
use crate::size::whole;
use crate::time;
use crate::trouble::Trouble;

/// Entries on a page.
const MOST_ENTRIES: u32 = 50;
/// Letters of a detail.
const LONGEST_DETAIL: usize = 200;

#[derive(Template)]
#[template(path = "trail.html")]
struct TrailPage {
    frame: Frame,
    verdict: Option<Verdict>,
    rows: Vec<Row>,
    is_first: bool,
    next: Option<i64>,
}

struct Verdict {
    look: &'static str,
    word: String,
    says: String,
    hash: Option<String>,
}

struct Row {
    number: String,
    at: String,
    officer: String,
    action: String,
    details: Vec<String>,
    kind: String,
    subject: String,
}

pub(crate) async fn show(
    State(site): State<Site>,
    visit: OfficerVisit,
    mut asked: AskedPairs,
) -> Result<Response, Trouble> {
    // The last entry of the page before.
    let before = asked.take_parsed("sebelum")?;
    asked.end()?;
    draw(&TrailPage::load(&site, &visit, before).await?)
}

pub(crate) async fn verify(State(site): State<Site>, visit: OfficerVisit) -> Result<Response, Trouble> {
    let state = site.app().verify_audit(visit.actor()).await?;
    let mut page = TrailPage::load(&site, &visit, None).await?;
    page.verdict = Some(verdict(&state, &page.frame));
    draw(&page)
}

impl TrailPage {
    async fn load(site: &Site, visit: &OfficerVisit, before: Option<i64>) -> Result<Self, Trouble> {
        let (entries, officers) = site.app().list_audit(visit.actor(), before, MOST_ENTRIES).await?;
        let frame = visit.frame("trail-title", "/jejak").await?;
        Ok(Self {
            verdict: None,
            is_first: before.is_none(),
            next: entries.last().map(|entry| entry.number).filter(|number| *number > 1),
            rows: entries.iter().map(|entry| row(entry, &officers, (site, &frame))).collect(),
            frame,
        })
    }
}

fn verdict(state: &TrailState, frame: &Frame) -> Verdict {
    let number = |number: i64| frame.words().number(whole(u64::try_from(number).unwrap_or(0)));
    match state {
        TrailState::Whole { entries, hash } => Verdict {
            look: "settled",
            word: frame.say("trail-whole"),
            says: frame.words().fill("trail-whole-says", "count", &number(*entries)),
            hash: Some(hash.clone()),
        },
        TrailState::Broken { number: place } => Verdict {
            look: "danger",
            word: frame.say("trail-broken"),
            says: frame.words().fill("trail-broken-says", "number", &number(*place)),
            hash: None,
        },
    }
}

fn row(entry: &Entry, officers: &[Officer], (site, frame): (&Site, &Frame)) -> Row {
    let words = frame.words();
    let known = entry.officer.and_then(|id| officers.iter().find(|officer| officer.id == id));
    let officer = match (known, entry.officer) {
        (Some(officer), _) => officer.display_name.clone(),
        (None, Some(id)) => id.to_string(),
        (None, None) => frame.say("trail-nobody"),
    };
    let say = |family: &str, name: &str| words.find(&format!("{family}-{name}")).unwrap_or_else(|| name.to_owned());
    Row {
        number: words.number(whole(u64::try_from(entry.number).unwrap_or(0))),
        at: time::moment(entry.at, &site.settings().home_zone, words),
        officer,
        action: say("action", &entry.action),
        details: entry.detail.iter().map(|(name, value)| detail(entry, name, value, frame)).collect(),
        kind: say("kind", &entry.subject_kind),
        subject: clean_line(&entry.subject, LONGEST_DETAIL),
    }
}

/// A detail in words where there are any, else as it was entered.
fn detail(entry: &Entry, name: &str, value: &Value, frame: &Frame) -> String {
    let words = frame.words();
    let say = |value: &str| {
        let families = ["value", "role", "action"];
        families.iter().find_map(|family| words.find(&format!("{family}-{value}"))).unwrap_or_else(|| value.to_owned())
    };
    let value = match value {
        Value::String(text) => say(text),
        Value::Array(values) => {
            let texts = values.iter().map(|value| value.as_str().map_or_else(|| value.to_string(), &say));
            texts.collect::<Vec<_>>().join(", ")
        }
        Value::Number(number) => number.as_u64().map_or_else(|| number.to_string(), |count| words.number(whole(count))),
        other => say(&other.to_string()),
    };
    let value = clean_line(&value, LONGEST_DETAIL);
    let name = name.replace('_', "-");
    let keys = [format!("detail-{}-{name}", entry.subject_kind), format!("detail-{name}")];
    match keys.iter().find(|key| words.has(key)) {
        Some(key) => words.fill(key, "value", &value),
        None => format!("{name}: {value}"),
    }
}
