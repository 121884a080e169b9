//! Who has a lead: take it, give it back, hand it over.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use suar_app::{AppError, AppResult, Fault, LeadView, Taking};
use suar_policy::Action;
use suar_signal::LeadId;
use suar_store::Officer;

use super::decide::Draft;
use super::{Refusal, refuse};
use crate::office::{KeyedForm, OfficerVisit};
use crate::pages::faults::id_of;
use crate::pages::lead_words::{first, line, officer_name, own_id};
use crate::pages::words_of_strangers::clean_field;
use crate::site::Site;
use crate::texts::Words;
use crate::trouble::Trouble;

pub(super) struct OwnerStrip {
    pub(super) text: String,
    /// Who has it; empty where nobody does.
    pub(super) id: String,
    /// What the button to take it says; none where there is none.
    pub(super) take: Option<String>,
    pub(super) may_give_back: bool,
    pub(super) colleagues: Vec<Colleague>,
    pub(super) note: String,
}

pub(super) struct Colleague {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) is_chosen: bool,
}

impl OwnerStrip {
    pub(super) fn new(
        view: &LeadView,
        colleagues: &[Officer],
        visit: &OfficerVisit,
        draft: &Draft,
        words: &Words,
    ) -> Self {
        let own = own_id(visit);
        let may_take = view.may.contains(&Action::TakeLead);
        let name = view.lead.owner.map(|owner| officer_name(owner, &view.officers, words)).unwrap_or_default();
        let (text, take) = match view.lead.owner {
            None => (words.say("owner-nobody"), Some(words.say("owner-take"))),
            Some(owner) if owner == own => (words.say("owner-you"), None),
            Some(_) => {
                (words.fill("owner-other", "officer", &name), Some(words.fill("owner-take-from", "officer", &name)))
            }
        };
        // Nobody is offered to whom it belongs already.
        let others = colleagues.iter().filter(|officer| Some(officer.id) != view.lead.owner);
        let colleague = |officer: &Officer| Colleague {
            id: officer.id.to_string(),
            name: line(&officer.display_name),
            is_chosen: officer.id.to_string() == draft.colleague,
        };
        Self {
            text,
            id: view.lead.owner.map(|owner| owner.to_string()).unwrap_or_default(),
            take: take.filter(|_| may_take),
            may_give_back: may_take && view.lead.owner.is_some(),
            colleagues: others.map(colleague).collect(),
            note: draft.colleague_note.clone(),
        }
    }
}

/// Takes a lead.
pub(crate) async fn take(
    State(site): State<Site>,
    visit: OfficerVisit,
    Path(id): Path<String>,
    KeyedForm(pairs): KeyedForm<Vec<(String, String)>>,
) -> Result<Response, Trouble> {
    let id = id_of(&id)?;
    let seen = match first(&pairs, "dari") {
        "" => None,
        owner => Some(owner.parse().map_err(|_| Trouble::NotUnderstood)?),
    };
    let done = match site.app().take_lead(visit.actor(), id, Taking::TakeFrom(seen)).await {
        // Also to whom nobody can refuse it: the lead is not as they saw it.
        Err(AppError::Changed(_)) => Err(AppError::Refused(Action::TakeLead)),
        done => done,
    };
    go_on(&site, &visit, id, done, &format!("/temuan/{id}?pesan=taken")).await
}

/// Gives a lead back, so that nobody has it.
pub(crate) async fn give_back(
    State(site): State<Site>,
    visit: OfficerVisit,
    Path(id): Path<String>,
    KeyedForm(_): KeyedForm<Vec<(String, String)>>,
) -> Result<Response, Trouble> {
    let id = id_of(&id)?;
    let done = site.app().take_lead(visit.actor(), id, Taking::GiveBack).await;
    go_on(&site, &visit, id, done, &format!("/temuan?pesan=given-back&temuan={id}")).await
}

async fn go_on(
    site: &Site,
    visit: &OfficerVisit,
    id: LeadId,
    done: AppResult<()>,
    address: &str,
) -> Result<Response, Trouble> {
    match done {
        Ok(()) => Ok(Redirect::to(address).into_response()),
        Err(error) => refuse(site, visit, id, Refusal::of(error)?, &Draft::default()).await,
    }
}

/// Gives a lead to a colleague, with a note.
pub(crate) async fn hand_over(
    State(site): State<Site>,
    visit: OfficerVisit,
    Path(id): Path<String>,
    KeyedForm(pairs): KeyedForm<Vec<(String, String)>>,
) -> Result<Response, Trouble> {
    let id = id_of(&id)?;
    let draft = Draft::for_colleague(first(&pairs, "ke").to_owned(), clean_field(first(&pairs, "catatan")));
    let done = match draft.colleague.parse() {
        Ok(colleague) => site.app().hand_over_lead(visit.actor(), id, colleague, &draft.colleague_note).await,
        Err(_) => Err(AppError::Invalid(Fault::OfficerUnknown)),
    };
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/temuan?pesan=handed-over&temuan={id}")).into_response()),
        Err(error) => refuse(&site, &visit, id, Refusal::of(error)?, &draft).await,
    }
}
