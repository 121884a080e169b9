//! What was done to a lead: its decisions, each to be undone, and every look, taking and taking out.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use suar_app::LeadView;
use suar_policy::{Action, may_ever};
use suar_store::{Choice, Decision, Entry, Officer};

use super::decide::reason_word;
use super::posts::Reader;
use super::units::UnitLabel;
use crate::ago::When;
use crate::frame::{Frame, draw};
use crate::office::OfficerVisit;
use crate::pages::faults::id_of;
use crate::pages::lead_words::{line, officer_name, with_keys};
use crate::pages::words_of_strangers::show;
use crate::site::Site;
use crate::texts::Words;
use crate::trouble::Trouble;

/// Units that a decision names.
const NAMED_UNITS: usize = 6;

pub(super) struct DecisionLine {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) when: When,
    pub(super) reasons: String,
    pub(super) note: String,
    pub(super) units: String,
    pub(super) undone: Option<String>,
    pub(super) may_undo: bool,
}

/// The decisions on a lead, the newest first.
pub(super) fn decisions_of(view: &LeadView, labels: &[UnitLabel], reader: &Reader<'_>) -> Vec<DecisionLine> {
    view.decisions.iter().map(|decision| line_of(decision, view, labels, reader)).collect()
}

fn line_of(decision: &Decision, view: &LeadView, labels: &[UnitLabel], reader: &Reader<'_>) -> DecisionLine {
    let words = reader.words;
    let name = |officer| officer_name(officer, &view.officers, words);
    let choice = words.say(&format!("choice-{}-done", decision.choice.name()));
    let officer = name(decision.officer);
    let undone = decision.undone.map(|(at, officer)| {
        words.fill_all("decision-undone", &[("officer", &name(officer)), ("when", &reader.when(at).both())])
    });
    let reasons: Vec<String> = decision.reasons.iter().map(|code| reason_word(code, words)).collect();
    DecisionLine {
        id: decision.id.to_string(),
        text: words.fill_all("standing-decided", &[("choice", &choice), ("officer", &officer)]),
        when: reader.when(decision.decided_at),
        reasons: reasons.join("; "),
        note: show(&decision.note),
        units: units_of(decision, labels, words),
        may_undo: view.may_undo.contains(&decision.id),
        undone,
    }
}

/// "Templat 1, Pos 3, dan 4 lagi". Units that the lead no longer has are counted.
fn units_of(decision: &Decision, labels: &[UnitLabel], words: &Words) -> String {
    if decision.choice == Choice::Tomorrow {
        return String::new();
    }
    let mut known: Vec<&UnitLabel> = labels.iter().filter(|label| decision.units.contains(&label.unit)).collect();
    known.sort_by_key(|label| label.number);
    let first: Vec<&str> = known.iter().take(NAMED_UNITS).map(|label| label.name.as_str()).collect();
    let rest = decision.units.len().saturating_sub(first.len());
    let named = first.join(" · ");
    match (first.is_empty(), rest) {
        (_, 0) => named,
        (true, _) => words.count("decision-units-gone", rest),
        (false, _) => words.count_all("lead-and-more", rest, &[("names", &named)]),
    }
}

#[derive(Template)]
#[template(path = "lead_history.html")]
struct HistoryPage {
    frame: Frame,
    id: String,
    /// Auditors read what was done, and not the lead itself.
    may_read: bool,
    lines: Vec<HistoryLine>,
}

struct HistoryLine {
    when: When,
    text: String,
    note: String,
}

pub(crate) async fn show_history(
    State(site): State<Site>,
    visit: OfficerVisit,
    Path(id): Path<String>,
) -> Result<Response, Trouble> {
    let id = id_of(&id)?;
    let (entries, officers) = site.app().list_lead_history(visit.actor(), id).await.map_err(hide_refused)?;
    let frame = visit.frame("history-title", format!("/temuan/{id}/riwayat")).await?;
    let words = frame.words();
    let line = |entry: &Entry| HistoryLine {
        when: When::new(entry.at, site.now(), &site.settings().home_zone, words),
        text: text_of(entry, &officers, words),
        note: detail(entry, "note").map(show).unwrap_or_default(),
    };
    let page = HistoryPage {
        id: id.to_string(),
        may_read: may_ever(visit.actor(), Action::ReadLead),
        lines: entries.iter().map(line).collect(),
        frame,
    };
    draw(&page).map(with_keys)
}

/// A lead of another region is, to an analyst, not there.
fn hide_refused(error: suar_app::AppError) -> Trouble {
    match error {
        suar_app::AppError::Refused(_) => Trouble::NotFound,
        other => other.into(),
    }
}

fn detail<'entry>(entry: &'entry Entry, name: &str) -> Option<&'entry str> {
    entry.detail.get(name).and_then(|value| value.as_str())
}

/// Who did what, in a sentence.
fn text_of(entry: &Entry, officers: &[Officer], words: &Words) -> String {
    let officer = entry.officer.map_or_else(|| words.say("officer-none"), |id| officer_name(id, officers, words));
    let say = |key: &str| words.fill(key, "officer", &officer);
    match Action::from_name(&entry.action) {
        Some(Action::ReadLead) => say("history-read"),
        Some(Action::TakeLead) if entry.detail.get("taken").is_some_and(|taken| taken == true) => say("history-taken"),
        Some(Action::TakeLead) => say("history-given-back"),
        Some(Action::HandOverLead) => {
            let to = detail(entry, "to").and_then(|to| to.parse().ok());
            let to = to.map_or_else(|| words.say("officer-unknown"), |id| officer_name(id, officers, words));
            words.fill_all("history-handed-over", &[("officer", &officer), ("to", &to)])
        }
        Some(Action::KeepOfficers) => say("history-account-closed"),
        Some(Action::DecideLead | Action::UndoDecision) => {
            let choice = detail(entry, "choice").and_then(Choice::from_name).map_or("unclear", Choice::name);
            let choice = words.say(&format!("choice-{choice}-done"));
            let key = if entry.detail.contains_key("undone") { "history-undone" } else { "history-decided" };
            words.fill_all(key, &[("officer", &officer), ("choice", &choice)])
        }
        Some(Action::ExportLead) => {
            let marking = line(detail(entry, "marking").unwrap_or_default());
            words.fill_all("history-exported", &[("officer", &officer), ("marking", &marking)])
        }
        _ => words.fill_all("history-other", &[("officer", &officer), ("action", &line(&entry.action))]),
    }
}
