//! The strip in which an officer decides: what, why, and for which templates and posts it shall hold.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use suar_app::{DecisionsSeen, Fault, LeadSearch, LeadView, NewDecision, UnitStanding, reasons_for};
use suar_signal::{DecisionId, LeadId};
use suar_store::{Choice, LeadState, OwnerQuery, Unit, UnitContent};

use super::posts::Reader;
use super::units::UnitLabel;
use super::{Refusal, get, refuse};
use crate::office::{KeyedForm, OfficerVisit};
use crate::pages::faults::id_of;
use crate::pages::lead_words::{all, first, line, officer_name, own_id, unit_text};
use crate::pages::words_of_strangers::clean_field;
use crate::site::Site;
use crate::texts::Words;
use crate::trouble::Trouble;

/// Units with a box of their own; one more box stands for the rest.
const MOST_BOXES: usize = 40;

/// What an officer typed, for the page to show again.
#[derive(Debug, Default)]
pub(super) struct Draft {
    choice: Option<Choice>,
    reasons: Vec<(Choice, String)>,
    note: String,
    /// None: nobody has chosen yet.
    units: Option<Vec<Unit>>,
    has_rest: bool,
    /// Which decisions the officer saw.
    pub(super) seen: Option<DecisionsSeen>,
    pub(super) colleague: String,
    pub(super) colleague_note: String,
}

pub(super) struct DecideForm {
    pub(super) choices: Vec<ChoiceView>,
    pub(super) boxes: Vec<UnitChoice>,
    /// For those without a box: how many they are, and whether they are chosen.
    pub(super) rest: Option<RestChoice>,
    pub(super) note: String,
    pub(super) seen: DecisionsSeen,
}

pub(super) struct ChoiceView {
    pub(super) number: usize,
    pub(super) value: &'static str,
    pub(super) label: String,
    pub(super) is_chosen: bool,
    pub(super) reasons: Vec<ReasonChoice>,
}

pub(super) struct ReasonChoice {
    pub(super) value: &'static str,
    pub(super) label: String,
    pub(super) is_chosen: bool,
}

pub(super) struct UnitChoice {
    pub(super) value: String,
    pub(super) name: String,
    pub(super) text: String,
    pub(super) reach: String,
    pub(super) is_chosen: bool,
}

pub(super) struct RestChoice {
    pub(super) count: usize,
    pub(super) label: String,
    pub(super) is_chosen: bool,
}

impl DecideForm {
    pub(super) fn new(view: &LeadView, labels: &[UnitLabel], draft: &Draft, words: &Words) -> Self {
        let units = &view.content.units;
        let is_undecided = |standing: &UnitStanding| !matches!(standing, UnitStanding::Decided(_));
        // The largest that nobody has decided: templates come first, the largest first.
        let proposed = view.standings.iter().position(is_undecided).unwrap_or(0);
        let is_chosen =
            |place: usize, unit: Unit| draft.units.as_ref().map_or(place == proposed, |chosen| chosen.contains(&unit));
        let boxes = labels.iter().zip(units).enumerate().take(MOST_BOXES).map(|(place, (label, unit))| UnitChoice {
            value: unit.unit.to_string(),
            name: label.name.clone(),
            text: unit_text(unit, words),
            reach: reach_of(unit, words),
            is_chosen: is_chosen(place, unit.unit),
        });
        let count = units.len().saturating_sub(MOST_BOXES);
        let posts: usize = units.iter().skip(MOST_BOXES).map(|unit| unit.posts as usize).sum();
        let rest = RestChoice {
            count,
            label: words.count_all("decide-rest", count, &[("posts", &words.number(posts))]),
            is_chosen: draft.has_rest,
        };
        Self {
            choices: (1..).zip(Choice::ALL).map(|(number, choice)| choice_of(number, choice, draft, words)).collect(),
            boxes: boxes.collect(),
            rest: (count > 0).then_some(rest),
            note: draft.note.clone(),
            seen: draft.seen.unwrap_or(view.seen),
        }
    }
}

fn choice_of(number: usize, choice: Choice, draft: &Draft, words: &Words) -> ChoiceView {
    let reason = |code: &&'static str| ReasonChoice {
        value: code,
        label: reason_word(code, words),
        is_chosen: draft.reasons.iter().any(|(of, known)| *of == choice && known == code),
    };
    ChoiceView {
        number,
        value: choice.name(),
        label: words.say(&format!("choice-{}", choice.name())),
        is_chosen: draft.choice == Some(choice),
        reasons: reasons_for(choice).iter().map(reason).collect(),
    }
}

/// A reason code in words.
pub(super) fn reason_word(code: &str, words: &Words) -> String {
    words.find(&format!("why-{code}")).unwrap_or_else(|| line(code))
}

/// "Berlaku untuk 214 pos, juga yang akan datang".
fn reach_of(unit: &UnitContent, words: &Words) -> String {
    match unit.unit {
        Unit::Template(_) => words.count("decide-reach-template", unit.posts as usize),
        Unit::Post(_) => words.say("decide-reach-post"),
    }
}

impl Draft {
    fn of(pairs: &[(String, String)]) -> Result<Self, Trouble> {
        let of_choice = |choice: Choice| {
            let field = format!("alasan-{}", choice.name());
            let codes: Vec<String> = all(pairs, &field).into_iter().map(str::to_owned).collect();
            codes.into_iter().map(move |code| (choice, code))
        };
        let units: Result<Vec<Unit>, _> = all(pairs, "unit").into_iter().map(str::parse).collect();
        Ok(Self {
            choice: Choice::from_name(first(pairs, "pilihan")),
            reasons: Choice::ALL.into_iter().flat_map(of_choice).collect(),
            note: clean_field(first(pairs, "catatan")),
            units: Some(units.map_err(|_| Trouble::NotUnderstood)?),
            has_rest: !first(pairs, "sisa").is_empty(),
            seen: first(pairs, "terlihat").parse().ok(),
            ..Self::default()
        })
    }

    /// What was typed to hand a lead over.
    pub(super) fn for_colleague(colleague: String, colleague_note: String) -> Self {
        Self { colleague, colleague_note, ..Self::default() }
    }

    /// Of what was typed, what belongs to the choice.
    fn decision(&self, choice: Choice, seen: DecisionsSeen, mut units: Vec<Unit>) -> NewDecision {
        units.extend(self.units.iter().flatten());
        units.sort_unstable();
        units.dedup();
        let reasons = self.reasons.iter().filter(|(of, _)| *of == choice).map(|(_, code)| code.clone());
        // Put off is the lead, not one of its units.
        let units = if choice == Choice::Tomorrow { Vec::new() } else { units };
        NewDecision { choice, reasons: reasons.collect(), note: self.note.clone(), units, seen }
    }

    /// The decision that a colleague made since the officer looked, in words.
    pub(super) fn overtaken_by(&self, view: &LeadView, reader: &Reader<'_>) -> Option<String> {
        let newest = view.seen.newest().filter(|newest| self.seen.is_some_and(|seen| Some(*newest) > seen.newest()))?;
        let about_units = view.standings.iter().filter_map(|standing| match standing {
            UnitStanding::Decided(decision) => Some(decision.as_ref()),
            _ => None,
        });
        let decision = view.decisions.iter().chain(about_units).find(|decision| decision.id == newest)?;
        let words = reader.words;
        let choice = words.say(&format!("choice-{}-done", decision.choice.name()));
        let officer = officer_name(decision.officer, &view.officers, words);
        let when = reader.when(decision.decided_at).both();
        let gaps = [("officer", officer.as_str()), ("choice", &choice), ("when", &when)];
        Some(words.fill_all("lead-fault-overtaken", &gaps))
    }

    /// What was typed, for a page that has no form to show it in.
    pub(super) fn note(&self) -> Option<&str> {
        Some(self.note.as_str()).filter(|note| !note.is_empty())
    }
}

/// Decides, and leads on to the next lead that waits.
pub(crate) async fn decide(
    State(site): State<Site>,
    visit: OfficerVisit,
    Path(id): Path<String>,
    KeyedForm(pairs): KeyedForm<Vec<(String, String)>>,
) -> Result<Response, Trouble> {
    let id = id_of(&id)?;
    let draft = Draft::of(&pairs)?;
    let Some(choice) = draft.choice else {
        let refusal = Refusal { status: StatusCode::UNPROCESSABLE_ENTITY, key: "lead-fault-no-choice" };
        return refuse(&site, &visit, id, refusal, &draft).await;
    };
    let Some((rest, seen)) = rest_of(&site, &visit, id, &pairs).await?.zip(draft.seen) else {
        return refuse(&site, &visit, id, Refusal::CHANGED, &draft).await;
    };
    match site.app().decide_lead(visit.actor(), id, draft.decision(choice, seen, rest)).await {
        Ok(decision) => {
            let stays = first(&pairs, "lanjut") == "tetap";
            Ok(Redirect::to(&next_address(&site, &visit, (id, decision), stays).await?).into_response())
        }
        Err(error) => refuse(&site, &visit, id, Refusal::of(error)?, &draft).await,
    }
}

/// The units without a box of their own, if they were chosen; nothing if they are no longer as many as the
/// officer saw.
async fn rest_of(
    site: &Site,
    visit: &OfficerVisit,
    id: LeadId,
    pairs: &[(String, String)],
) -> Result<Option<Vec<Unit>>, Trouble> {
    let seen = first(pairs, "sisa");
    if seen.is_empty() {
        return Ok(Some(Vec::new()));
    }
    let view = get(site, visit, id).await?;
    let rest: Vec<Unit> = view.content.units.iter().skip(MOST_BOXES).map(|unit| unit.unit).collect();
    Ok((view.lead.id == id && seen == rest.len().to_string()).then_some(rest))
}

/// Where an officer goes on: to their own leads first, then to those that nobody has.
async fn next_address(
    site: &Site,
    visit: &OfficerVisit,
    (id, decision): (LeadId, DecisionId),
    stays: bool,
) -> Result<String, Trouble> {
    if stays {
        return Ok(format!("/temuan/{id}?pesan=decided&putusan={decision}"));
    }
    let told = format!("pesan=decided&temuan={id}&putusan={decision}");
    for owner in [OwnerQuery::Of(own_id(visit)), OwnerQuery::Free] {
        let search = LeadSearch { state: Some(LeadState::Open), owner, most: 2, ..LeadSearch::default() };
        let list = site.app().list_leads(visit.actor(), &search).await?;
        if let Some(next) = list.leads.iter().find(|lead| lead.id != id) {
            return Ok(format!("/temuan/{}?{told}", next.id));
        }
    }
    Ok(format!("/temuan?{told}"))
}

/// Undoes a decision.
pub(crate) async fn undo(
    State(site): State<Site>,
    visit: OfficerVisit,
    Path(id): Path<String>,
    KeyedForm(_): KeyedForm<Vec<(String, String)>>,
) -> Result<Response, Trouble> {
    let id: DecisionId = id.parse().map_err(|_| Trouble::NotFound)?;
    let lead = site.app().undo_decision(visit.actor(), id).await?;
    Ok(Redirect::to(&format!("/temuan/{lead}?pesan=undone")).into_response())
}

/// What is said of a fault in the strip.
pub(super) fn fault_key(fault: Fault) -> &'static str {
    match fault {
        Fault::NoUnits => "lead-fault-no-units",
        Fault::ReasonUnknown => "lead-fault-no-reason",
        Fault::TooLong(_) => "lead-fault-too-long",
        Fault::OfficerUnknown => "lead-fault-no-officer",
        _ => "lead-fault-other",
    }
}
