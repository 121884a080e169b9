//! Accounts of officers.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use suar_app::NewOfficer;
use suar_policy::Role;
use suar_signal::OfficerId;
use suar_store::Officer;
use utoipa::ToSchema;

use super::Problem;
use super::answer::{self, Answer, MadeView};
use super::bearer::Caller;
use super::body::{Bounded, JsonBody, at_most, readable};
use super::path::PathId;
use super::stamp::{stamp, stamp_if_any};
use crate::site::Site;

/// An account.
#[derive(Serialize, ToSchema)]
#[schema(as = Officer)]
pub(crate) struct OfficerView {
    /// The id.
    #[schema(format = "uuid")]
    id: String,
    /// The name typed at sign-in.
    #[schema(example = "analis.contoh")]
    name: String,
    /// The name that colleagues read.
    #[schema(example = "Analis Contoh")]
    display_name: String,
    /// What they are: `analyst`, `manager`, `administrator` or `auditor`.
    #[schema(value_type = RoleName)]
    role: &'static str,
    /// The region that they work for; null: the whole country.
    region: Option<String>,
    /// Since when.
    #[schema(format = DateTime)]
    created_at: String,
    /// When the account was closed.
    #[schema(format = DateTime)]
    closed_at: Option<String>,
}

impl From<Officer> for OfficerView {
    fn from(officer: Officer) -> Self {
        Self {
            id: officer.id.to_string(),
            name: officer.name,
            display_name: officer.display_name,
            role: officer.role.name(),
            region: officer.region,
            created_at: stamp(officer.created_at),
            closed_at: stamp_if_any(officer.closed_at),
        }
    }
}

/// All accounts.
#[derive(Serialize, ToSchema)]
pub(crate) struct OfficerListView {
    /// The accounts, by name, closed ones among them.
    officers: Vec<OfficerView>,
}

/// Lists all accounts.
#[utoipa::path(
    get, path = "/api/v1/officers", operation_id = "listOfficers", tag = "officers",
    responses((status = 200, description = "The accounts.", body = OfficerListView))
)]
pub(crate) async fn list(State(site): State<Site>, caller: Caller) -> Answer {
    let officers = site.app().list_officers(caller.actor()).await?;
    answer::ok(&OfficerListView { officers: officers.into_iter().map(OfficerView::from).collect() })
}

/// An account to be added.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfficerBody {
    /// The name typed at sign-in; capitals count as small letters.
    #[schema(min_length = 3, max_length = 40, pattern = "^[A-Za-z0-9._-]{3,40}$", example = "analis.contoh")]
    name: String,
    /// The name that colleagues read.
    #[schema(
        min_length = 1,
        max_length = 80,
        pattern = r"[^\s\u0000-\u001f\u007f-\u009f\ufeff]",
        example = "Analis Contoh"
    )]
    display_name: String,
    /// What they are.
    role: RoleName,
    /// The region that they work for; none: the whole country.
    #[schema(max_length = 100, example = "Sumatera Utara")]
    region: Option<String>,
    /// The first password.
    #[schema(min_length = 12, max_length = 256, format = Password, example = "kopi tubruk pagi contoh")]
    password: String,
}

/// What an officer is.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum RoleName {
    /// Looks at leads and decides.
    Analyst,
    /// Leads analysts, answers who contests.
    Manager,
    /// Keeps accounts; sees no lead.
    Administrator,
    /// Reads everything, changes nothing.
    Auditor,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Analyst => Role::Analyst,
            RoleName::Manager => Role::Manager,
            RoleName::Administrator => Role::Administrator,
            RoleName::Auditor => Role::Auditor,
        }
    }
}

const DISPLAY_NAME_CHARACTERS: usize = 80;
const REGION_CHARACTERS: usize = 100;

impl Bounded for OfficerBody {
    fn check(&self) -> Result<(), Problem> {
        let is_fit = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte);
        if !(3..=40).contains(&self.name.len()) || !self.name.bytes().all(is_fit) {
            return Err(suar_app::AppError::from(suar_app::Fault::NameUnfit).into());
        }
        readable("display_name", &self.display_name, DISPLAY_NAME_CHARACTERS)?;
        at_most("region", self.region.as_deref().unwrap_or_default(), REGION_CHARACTERS)
    }
}

/// Adds an account.
#[utoipa::path(
    post, path = "/api/v1/officers", operation_id = "addOfficer", tag = "officers", request_body = OfficerBody,
    responses(
        (status = 201, description = "Added.", body = MadeView),
        (status = 409, description = "The name is taken.")
    )
)]
pub(crate) async fn add(State(site): State<Site>, caller: Caller, JsonBody(body): JsonBody<OfficerBody>) -> Answer {
    let new = NewOfficer {
        name: &body.name,
        display_name: &body.display_name,
        role: body.role.into(),
        region: body.region.as_deref(),
        password: &body.password,
    };
    let id = site.app().add_officer(caller.actor(), new).await?;
    answer::made(&MadeView { id: id.to_string() })
}

/// Closes an account and ends its sessions and tokens. What was done keeps its name.
#[utoipa::path(
    post, path = "/api/v1/officers/{id}/close", operation_id = "closeOfficer", tag = "officers",
    params(("id" = String, Path, description = "The account; not the caller's own.", format = "uuid")),
    responses(
        (status = 204, description = "It is closed."),
        (status = 404, description = "No such account."),
        (status = 422, description = "It is the caller's own.")
    )
)]
pub(crate) async fn close(State(site): State<Site>, caller: Caller, PathId(id): PathId<OfficerId>) -> Answer {
    site.app().close_officer(caller.actor(), id).await?;
    Ok(answer::done())
}

/// A new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasswordBody {
    /// The password.
    #[schema(min_length = 12, max_length = 256, format = Password, example = "kopi tubruk pagi contoh")]
    password: String,
}

impl Bounded for PasswordBody {
    fn check(&self) -> Result<(), Problem> {
        Ok(())
    }
}

/// Gives an officer a new password and ends their sessions.
#[utoipa::path(
    post, path = "/api/v1/officers/{id}/password", operation_id = "resetPassword", tag = "officers",
    params(("id" = String, Path, description = "The account.", format = "uuid")), request_body = PasswordBody,
    responses(
        (status = 204, description = "It holds."),
        (status = 404, description = "No such account.")
    )
)]
pub(crate) async fn reset_password(
    State(site): State<Site>,
    caller: Caller,
    PathId(id): PathId<OfficerId>,
    JsonBody(body): JsonBody<PasswordBody>,
) -> Answer {
    site.app().reset_password(caller.actor(), id, &body.password).await?;
    Ok(answer::done())
}
