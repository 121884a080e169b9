//! Whom to call, and which of these contacts an administrator has confirmed.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use suar_app::{Confirmation, Locale};
use utoipa::{IntoParams, ToSchema};

use super::Problem;
use super::answer::{self, Answer};
use super::bearer::Caller;
use super::body::{Bounded, JsonBody};
use super::check::LanguageName;
use super::pairs::Pairs;
use crate::contacts::HelpContact;
use crate::pages::contact_list::{self, ContactView};
use crate::site::Site;

/// Whom to call.
#[derive(Serialize, ToSchema)]
#[schema(as = HelpContact)]
pub(crate) struct HelpContactView {
    /// Whose line it is.
    #[schema(example = "Kepolisian (layanan 110)")]
    name: String,
    /// For whom.
    for_whom: String,
    /// A `tel:` or `https:` address; empty where no source gives a number.
    #[schema(example = "tel:110")]
    link: String,
    /// When somebody answers.
    hours: String,
    /// Whether an administrator has confirmed it, and when.
    state: String,
    /// The page that it was read at.
    source: Option<String>,
}

impl From<ContactView> for HelpContactView {
    fn from(contact: ContactView) -> Self {
        Self {
            name: contact.name,
            for_whom: contact.for_whom,
            link: contact.link,
            hours: contact.hours,
            state: contact.state,
            source: contact.source.map(|source| source.address),
        }
    }
}

/// In which language the contacts are told.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only describes the query")]
pub(crate) struct LanguageQuery {
    /// The language; `id` if nothing is given.
    #[param(inline)]
    language: Option<LanguageName>,
}

/// All help contacts.
#[derive(Serialize, ToSchema)]
pub(crate) struct HelpContactListView {
    /// The contacts.
    contacts: Vec<HelpContactLineView>,
}

/// A help contact of the list.
#[derive(Serialize, ToSchema)]
#[schema(as = HelpContactLine)]
struct HelpContactLineView {
    /// What it is confirmed by.
    #[schema(example = "polri110")]
    id: String,
    /// The day on which an administrator confirmed it.
    #[schema(format = Date, example = "2026-11-24")]
    confirmed_on: Option<String>,
    /// The contact.
    contact: HelpContactView,
}

impl From<(&HelpContact, ContactView)> for HelpContactLineView {
    fn from((known, contact): (&HelpContact, ContactView)) -> Self {
        let confirmed_on = known.confirmed.map(|day| day.to_string());
        Self { id: known.id.clone(), confirmed_on, contact: contact.into() }
    }
}

/// Lists whom to call.
#[utoipa::path(
    get, path = "/api/v1/help-contacts", operation_id = "listHelpContacts", tag = "public", params(LanguageQuery),
    responses((status = 200, description = "The contacts.", body = HelpContactListView))
)]
pub(crate) async fn list(State(site): State<Site>, mut pairs: Pairs) -> Answer {
    let language = pairs.take_named("language", Locale::from_code)?.unwrap_or(Locale::Indonesian);
    pairs.end()?;
    let contacts = site.contacts().await;
    let views = contact_list::all(&contacts, &site.words(language));
    let contacts = contacts.all().iter().zip(views).map(HelpContactLineView::from).collect();
    answer::ok(&HelpContactListView { contacts })
}

/// What an administrator found out.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConfirmationBody {
    /// What came of it.
    state: ConfirmationName,
}

/// Whether a contact holds.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ConfirmationName {
    /// Somebody answered today, and it is who it should be.
    Holds,
    /// The confirmation is taken back.
    Doubtful,
}

impl From<ConfirmationName> for Confirmation {
    fn from(name: ConfirmationName) -> Self {
        match name {
            ConfirmationName::Holds => Confirmation::Holds,
            ConfirmationName::Doubtful => Confirmation::Doubtful,
        }
    }
}

impl Bounded for ConfirmationBody {
    fn check(&self) -> Result<(), Problem> {
        Ok(())
    }
}

/// Says whether a help contact holds today.
#[utoipa::path(
    post, path = "/api/v1/help-contacts/{id}/confirmation", operation_id = "confirmHelpContact", tag = "officers",
    params(("id" = String, Path, description = "The contact, as the list calls it.")),
    request_body = ConfirmationBody,
    responses(
        (status = 204, description = "Everybody reads it from now on."),
        (status = 404, description = "No such contact.")
    )
)]
pub(crate) async fn confirm(
    State(site): State<Site>,
    caller: Caller,
    id: Result<Path<String>, PathRejection>,
    JsonBody(body): JsonBody<ConfirmationBody>,
) -> Answer {
    let Path(id) = id.map_err(|_| Problem::not_found("contact"))?;
    if !site.contacts().await.all().iter().any(|contact| contact.id == id) {
        return Err(Problem::not_found("contact"));
    }
    site.app().confirm_contact(caller.actor(), &id, body.state.into()).await?;
    Ok(answer::done())
}
