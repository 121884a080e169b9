//! Officers sign in and out.

use askama::Template;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use suar_app::SignIn;
use suar_policy::Role;

use super::form_fault::FormFault;
use crate::frame::{Frame, draw, draw_with};
use crate::office::{KeyedForm, OfficerVisit, own_path, session_cookie};
use crate::protection::{FormPurpose, Spending};
use crate::site::Site;
use crate::trouble::Trouble;
use crate::visit::Visit;

/// Letters of a name or password beyond which nothing is looked at.
const LONGEST: usize = 256;

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    frame: Frame,
    token: String,
    name: String,
    back: String,
    fault: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct WhereTo {
    #[serde(default)]
    ke: String,
}

#[derive(Deserialize)]
pub(crate) struct SignInFields {
    #[serde(default)]
    token: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    ke: String,
}

impl SignInPage {
    fn new(visit: &Visit, name: String, back: &str) -> Result<Self, Trouble> {
        let frame = visit.frame("sign-in-title", "/masuk");
        let token = visit.token(FormPurpose::SIGN_IN)?;
        Ok(Self { frame, token, name, back: own_path(back).unwrap_or_default().to_owned(), fault: None })
    }
}

pub(crate) async fn show(visit: Visit, Query(to): Query<WhereTo>) -> Result<Response, Trouble> {
    draw(&SignInPage::new(&visit, String::new(), &to.ke)?)
}

pub(crate) async fn sign_in(
    State(site): State<Site>,
    visit: Visit,
    headers: HeaderMap,
    Form(fields): Form<SignInFields>,
) -> Result<Response, Trouble> {
    visit.spend(Spending::SignIn, site.settings().sign_ins)?;
    let name: String = fields.name.trim().chars().take(LONGEST).collect();
    let mut page = SignInPage::new(&visit, name, &fields.ke)?;
    if let Err(fault) = visit.redeem(FormPurpose::SIGN_IN, &fields.token) {
        let fault = FormFault::of_token(fault, page.frame.words());
        page.fault = Some(fault.message);
        return draw_with(fault.status, &page);
    }
    let device = headers.get(header::USER_AGENT).and_then(|device| device.to_str().ok()).unwrap_or_default();
    let fault = match site.app().sign_in(&page.name, &fields.password, device).await? {
        SignIn::Welcome(who, secret) => {
            let first = own_path(&fields.ke).unwrap_or(first_page(who.officer.role));
            return with_cookie(Redirect::to(first), &session_cookie(Some(&secret), site.settings().is_secure));
        }
        SignIn::Wrong => page.frame.say("sign-in-wrong"),
        SignIn::Locked(until) => {
            let seconds = until.duration_since(site.now()).as_secs().max(1);
            page.frame.words().count("sign-in-locked", (seconds as usize).div_ceil(60))
        }
    };
    page.fault = Some(fault);
    draw_with(StatusCode::UNAUTHORIZED, &page)
}

/// A form of nothing but its key.
#[derive(Deserialize)]
pub(crate) struct Nothing {}

pub(crate) async fn sign_out(
    State(site): State<Site>,
    visit: OfficerVisit,
    KeyedForm(_): KeyedForm<Nothing>,
) -> Result<Response, Trouble> {
    if let Some(session) = visit.who.session {
        site.app().end_session(visit.actor(), session).await?;
    }
    with_cookie(Redirect::to("/masuk"), &session_cookie(None, site.settings().is_secure))
}

/// Where an officer begins.
fn first_page(role: Role) -> &'static str {
    match role {
        Role::Analyst | Role::Manager => "/temuan",
        Role::Administrator => "/petugas",
        Role::Auditor => "/jejak",
        Role::Public => "/",
    }
}

/// An answer that gives or takes away a cookie.
pub(crate) fn with_cookie(answer: impl IntoResponse, cookie: &str) -> Result<Response, Trouble> {
    let mut response = answer.into_response();
    let cookie = HeaderValue::from_str(cookie).map_err(|_| Trouble::Internal("a cookie has no form".to_owned()))?;
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}
