//! One account: closing it, and giving it a new password.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use suar_app::AppResult;
use suar_signal::OfficerId;

use super::{OfficerLine, line, refuse};
use crate::frame::{Frame, draw, draw_with};
use crate::office::{KeyedForm, OfficerVisit};
use crate::pages::faults::id_of;
use crate::pages::report_desk::fault_in;
use crate::pages::sign_in::Nothing;
use crate::site::Site;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "officer.html")]
struct OfficerPage {
    frame: Frame,
    officer: OfficerLine,
    is_closed: bool,
    is_own: bool,
    fault: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct FirstPassword {
    #[serde(default)]
    password: String,
}

pub(crate) async fn show(
    State(site): State<Site>,
    visit: OfficerVisit,
    Path(id): Path<String>,
) -> Result<Response, Trouble> {
    draw(&OfficerPage::load(&site, &visit, id_of(&id)?).await?)
}

pub(crate) async fn close(
    State(site): State<Site>,
    visit: OfficerVisit,
    Path(id): Path<String>,
    KeyedForm(_): KeyedForm<Nothing>,
) -> Result<Response, Trouble> {
    let id = id_of(&id)?;
    let (given_back, closed) = match site.app().close_officer(visit.actor(), id).await {
        Ok(given_back) => (given_back, Ok(())),
        Err(error) => (0, Err(error)),
    };
    answer(&site, &visit, (id, closed), &format!("/petugas?kabar=officer-closed&jumlah={given_back}")).await
}

pub(crate) async fn reset_password(
    State(site): State<Site>,
    visit: OfficerVisit,
    Path(id): Path<String>,
    KeyedForm(fields): KeyedForm<FirstPassword>,
) -> Result<Response, Trouble> {
    let id = id_of(&id)?;
    let reset = site.app().reset_password(visit.actor(), id, &fields.password).await;
    answer(&site, &visit, (id, reset), "/petugas?kabar=password-given").await
}

async fn answer(
    site: &Site,
    visit: &OfficerVisit,
    (id, outcome): (OfficerId, AppResult<()>),
    next: &str,
) -> Result<Response, Trouble> {
    let Some(fault) = fault_in(outcome)? else { return Ok(Redirect::to(next).into_response()) };
    let mut page = OfficerPage::load(site, visit, id).await?;
    let fault = refuse(fault, &page.frame);
    page.fault = Some(fault.message);
    draw_with(fault.status, &page)
}

impl OfficerPage {
    async fn load(site: &Site, visit: &OfficerVisit, id: OfficerId) -> Result<Self, Trouble> {
        let officers = site.app().list_officers(visit.actor()).await?;
        let officer = officers.into_iter().find(|officer| officer.id == id).ok_or(Trouble::NotFound)?;
        let frame = visit.frame("officers-title", format!("/petugas/{id}")).await?;
        Ok(Self {
            is_closed: officer.closed_at.is_some(),
            is_own: visit.who.officer.id == id,
            officer: line(&officer, site, &frame),
            fault: None,
            frame,
        })
    }
}
