//! Administrators say which help contacts still hold.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use suar_app::Confirmation;

use super::contact_list::{self, ContactView};
use crate::frame::{Frame, draw};
use crate::office::{KeyedForm, OfficerVisit};
use crate::site::Site;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "confirm_contacts.html")]
struct ContactsPage {
    frame: Frame,
    rows: Vec<Row>,
}

struct Row {
    id: String,
    contact: ContactView,
    is_confirmed: bool,
}

#[derive(Deserialize)]
pub(crate) struct ConfirmFields {
    id: String,
    holds: String,
}

pub(crate) async fn show(State(site): State<Site>, visit: OfficerVisit) -> Result<Response, Trouble> {
    let frame = visit.frame("confirm-title", "/kontak").await?;
    let contacts = site.contacts().await;
    let views = contact_list::all(&contacts, frame.words());
    let row = |(known, contact): (&crate::contacts::HelpContact, ContactView)| Row {
        id: known.id.clone(),
        is_confirmed: known.confirmed.is_some(),
        contact,
    };
    let rows = contacts.all().iter().zip(views).map(row).collect();
    draw(&ContactsPage { frame, rows })
}

pub(crate) async fn confirm(
    State(site): State<Site>,
    visit: OfficerVisit,
    KeyedForm(fields): KeyedForm<ConfirmFields>,
) -> Result<Response, Trouble> {
    if !site.contacts().await.all().iter().any(|contact| contact.id == fields.id) {
        return Err(Trouble::NotFound);
    }
    let confirmation = match fields.holds.as_str() {
        "yes" => Confirmation::Holds,
        "no" => Confirmation::Doubtful,
        _ => return Err(Trouble::NotUnderstood),
    };
    site.app().confirm_contact(visit.actor(), &fields.id, confirmation).await?;
    Ok(Redirect::to("/kontak").into_response())
}
