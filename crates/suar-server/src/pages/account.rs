//! An officer's own account: where they are signed in, their password, their tokens for programs.

mod device;
mod tokens;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use suar_signal::SessionId;
use suar_store::Session;

use super::faults::id_of;
use super::form_fault::FormFault;
use super::news::News;
use super::report_desk::fault_in;
use super::sign_in::Nothing;
use crate::frame::{Frame, draw, draw_with};
use crate::office::{KeyedForm, OfficerVisit, session_cookie};
use crate::pages::sign_in::with_cookie;
use crate::site::Site;
use crate::time;
use crate::trouble::Trouble;
use tokens::TokenPart;
pub(crate) use tokens::{make as make_token, revoke as revoke_token};

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    frame: Frame,
    news: Option<String>,
    name: String,
    role: String,
    region: String,
    sessions: Vec<SessionLine>,
    has_others: bool,
    password_fault: Option<String>,
    /// None for a role that may have no tokens.
    tokens: Option<TokenPart>,
}

struct SessionLine {
    id: SessionId,
    device: String,
    is_this: bool,
    since: String,
    used: String,
    until: String,
}

pub(crate) async fn show(State(site): State<Site>, visit: OfficerVisit, news: News) -> Result<Response, Trouble> {
    let mut page = AccountPage::load(&site, &visit).await?;
    page.news = news.say(&page.frame);
    draw(&page)
}

/// Ends one session; whoever ends the one in use is signed out.
pub(crate) async fn end_session(
    State(site): State<Site>,
    visit: OfficerVisit,
    Path(id): Path<String>,
    KeyedForm(_): KeyedForm<Nothing>,
) -> Result<Response, Trouble> {
    let id = id_of(&id)?;
    site.app().end_session(visit.actor(), id).await?;
    if visit.who.session == Some(id) {
        return with_cookie(Redirect::to("/masuk"), &session_cookie(None, site.settings().is_secure));
    }
    Ok(Redirect::to("/akun?kabar=session-ended").into_response())
}

pub(crate) async fn end_others(
    State(site): State<Site>,
    visit: OfficerVisit,
    KeyedForm(_): KeyedForm<Nothing>,
) -> Result<Response, Trouble> {
    site.app().end_other_sessions(&visit.who).await?;
    Ok(Redirect::to("/akun?kabar=others-ended").into_response())
}

#[derive(Deserialize)]
pub(crate) struct PasswordFields {
    #[serde(default)]
    present: String,
    #[serde(default)]
    new: String,
    #[serde(default)]
    again: String,
}

pub(crate) async fn change_password(
    State(site): State<Site>,
    visit: OfficerVisit,
    KeyedForm(fields): KeyedForm<PasswordFields>,
) -> Result<Response, Trouble> {
    visit.spend(crate::protection::Spending::SignIn, site.settings().sign_ins)?;
    let mut page = AccountPage::load(&site, &visit).await?;
    if fields.new != fields.again {
        page.password_fault = Some(page.frame.say("password-differs"));
        return draw_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    match fault_in(site.app().change_password(&visit.who, &fields.present, &fields.new).await)? {
        None => Ok(Redirect::to("/akun?kabar=password-changed").into_response()),
        Some(fault) => {
            let fault = FormFault::of_fault(fault, page.frame.words());
            page.password_fault = Some(fault.message);
            draw_with(fault.status, &page)
        }
    }
}

impl AccountPage {
    async fn load(site: &Site, visit: &OfficerVisit) -> Result<Self, Trouble> {
        let sessions = site.app().list_sessions(visit.actor()).await?;
        let frame = visit.frame("account-title", "/akun").await?;
        let officer = &visit.who.officer;
        let line = |session: Session| session_line(&session, visit, site, &frame);
        Ok(Self {
            news: None,
            name: officer.name.clone(),
            role: frame.say(&format!("role-{}", officer.role.name())),
            region: officer.region.clone().unwrap_or_else(|| frame.say("region-all")),
            has_others: sessions.iter().any(|session| visit.who.session != Some(session.id)),
            sessions: sessions.into_iter().map(line).collect(),
            password_fault: None,
            tokens: TokenPart::load(site, visit, &frame).await?,
            frame,
        })
    }
}

fn session_line(session: &Session, visit: &OfficerVisit, site: &Site, frame: &Frame) -> SessionLine {
    let zone = &site.settings().home_zone;
    let since = |at| time::since(at, site.now(), zone, frame.words());
    SessionLine {
        id: session.id,
        device: device::say(&session.device, frame.words()),
        is_this: visit.who.session == Some(session.id),
        since: since(session.created_at),
        used: since(session.last_seen_at),
        until: time::moment(session.expires_at, zone, frame.words()),
    }
}
