//! Accounts of officers, kept by administrators.

mod one;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use suar_app::{AppResult, Fault, NewOfficer};
use suar_policy::Role;
use suar_signal::OfficerId;
use suar_store::Officer;

use super::faults::fault_of;
use super::form_fault::FormFault;
use super::news::News;
use super::rights::rights_of;
use super::words_of_strangers::clean_line;
use crate::frame::{Frame, draw, draw_with};
use crate::office::{KeyedForm, OfficerVisit};
use crate::site::Site;
use crate::time;
use crate::trouble::Trouble;
pub(crate) use one::{close, reset_password, show as show_one};

/// Letters of a field that is shown again.
const LONGEST_FIELD: usize = 200;

#[derive(Template)]
#[template(path = "officers.html")]
struct OfficersPage {
    frame: Frame,
    news: Option<String>,
    rows: Vec<OfficerLine>,
    roles: Vec<RoleChoice>,
    typed: OfficerFields,
    fault: Option<String>,
}

struct OfficerLine {
    id: OfficerId,
    name: String,
    display_name: String,
    role: String,
    region: String,
    since: String,
    badge: (&'static str, String),
}

struct RoleChoice {
    name: &'static str,
    says: String,
    rights: Vec<String>,
    is_chosen: bool,
}

#[derive(Default, Deserialize)]
pub(crate) struct OfficerFields {
    #[serde(default)]
    name: String,
    #[serde(default)]
    display_name: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    region: String,
    #[serde(default)]
    password: String,
}

pub(crate) async fn list(State(site): State<Site>, visit: OfficerVisit, news: News) -> Result<Response, Trouble> {
    let mut page = OfficersPage::load(&site, &visit, OfficerFields::default()).await?;
    page.news = news.say(&page.frame);
    draw(&page)
}

pub(crate) async fn add(
    State(site): State<Site>,
    visit: OfficerVisit,
    KeyedForm(fields): KeyedForm<OfficerFields>,
) -> Result<Response, Trouble> {
    let message = match insert(&site, &visit, &fields).await {
        None => None,
        Some(Ok(_)) => return Ok(Redirect::to("/petugas?kabar=officer-added").into_response()),
        Some(Err(error)) => Some(fault_of(error)?),
    };
    // The password is typed anew: it goes into no page.
    let typed = OfficerFields { password: String::new(), ..fields };
    let mut page = OfficersPage::load(&site, &visit, typed).await?;
    let fault = match message {
        Some(fault) => FormFault::of_fault(fault, page.frame.words()),
        None => FormFault::of_content(page.frame.say("officer-no-role")),
    };
    page.fault = Some(fault.message);
    draw_with(fault.status, &page)
}

/// Adds the account; `None` when no role is chosen.
async fn insert(site: &Site, visit: &OfficerVisit, fields: &OfficerFields) -> Option<AppResult<OfficerId>> {
    let role = Role::from_name(&fields.role).filter(|role| *role != Role::Public)?;
    let region = clean_line(&fields.region, LONGEST_FIELD);
    let new = NewOfficer {
        name: &fields.name,
        display_name: &fields.display_name,
        role,
        region: Some(region.as_str()).filter(|region| !region.is_empty()),
        password: &fields.password,
    };
    Some(site.app().add_officer(visit.actor(), new).await)
}

impl OfficersPage {
    async fn load(site: &Site, visit: &OfficerVisit, typed: OfficerFields) -> Result<Self, Trouble> {
        let officers = site.app().list_officers(visit.actor()).await?;
        let frame = visit.frame("officers-title", "/petugas").await?;
        let roles = Role::ALL.into_iter().filter(|role| *role != Role::Public);
        Ok(Self {
            news: None,
            rows: officers.iter().map(|officer| line(officer, site, &frame)).collect(),
            roles: roles.map(|role| role_choice(role, &typed.role, &frame)).collect(),
            typed: OfficerFields {
                name: clean_line(&typed.name, LONGEST_FIELD),
                display_name: clean_line(&typed.display_name, LONGEST_FIELD),
                region: clean_line(&typed.region, LONGEST_FIELD),
                ..typed
            },
            fault: None,
            frame,
        })
    }
}

fn role_choice(role: Role, chosen: &str, frame: &Frame) -> RoleChoice {
    let rights = rights_of(role, frame.words()).map(|right| match right.scope {
        Some(scope) => format!("{} ({scope})", right.says),
        None => right.says,
    });
    RoleChoice {
        name: role.name(),
        says: frame.say(&format!("role-{}", role.name())),
        rights: rights.collect(),
        is_chosen: role.name() == chosen,
    }
}

fn line(officer: &Officer, site: &Site, frame: &Frame) -> OfficerLine {
    let since = |at| time::since(at, site.now(), &site.settings().home_zone, frame.words());
    OfficerLine {
        id: officer.id,
        name: officer.name.clone(),
        display_name: officer.display_name.clone(),
        role: frame.say(&format!("role-{}", officer.role.name())),
        region: officer.region.clone().unwrap_or_else(|| frame.say("region-all")),
        since: since(officer.created_at),
        badge: match officer.closed_at {
            Some(_) => ("", frame.say("officer-closed")),
            None => ("settled", frame.say("officer-open")),
        },
    }
}

/// What an administrator did that can't be.
fn refuse(fault: Fault, frame: &Frame) -> FormFault {
    FormFault::of_fault(fault, frame.words())
}
