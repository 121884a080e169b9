//! The account that a token belongs to. Tokens themselves are kept on the pages alone: a token that leaks
//! must not make others.

use axum::extract::State;
use serde::Serialize;
use suar_policy::{Action, may_ever};
use suar_signal::SessionId;
use suar_store::Session;
use utoipa::ToSchema;

use super::answer::{self, Answer};
use super::bearer::Caller;
use super::officers::OfficerView;
use super::path::PathId;
use super::stamp::stamp;
use crate::site::Site;

/// Who calls, and what they may do.
#[derive(Serialize, ToSchema)]
pub(crate) struct AccountView {
    /// The officer for whom the token was made.
    officer: OfficerView,
    /// All that the token may be used for, in so far as its owner may.
    #[schema(example = json!(["read_lead", "keep_own_account"]))]
    may: Vec<&'static str>,
}

/// Says for whom a token acts, and what it may be used for.
#[utoipa::path(
    get, path = "/api/v1/account", operation_id = "getAccount", tag = "account",
    responses((status = 200, description = "The account.", body = AccountView))
)]
pub(crate) async fn show(caller: Caller) -> Answer {
    let may = Action::ALL.into_iter().filter(|action| may_ever(caller.actor(), *action)).map(Action::name);
    let may = may.collect();
    answer::ok(&AccountView { officer: caller.0.officer.into(), may })
}

/// The sessions of the account.
#[derive(Serialize, ToSchema)]
pub(crate) struct SessionListView {
    /// The sessions that hold, the last used first.
    sessions: Vec<SessionView>,
}

/// A session in a browser.
#[derive(Serialize, ToSchema)]
#[schema(as = Session)]
struct SessionView {
    /// The id.
    #[schema(format = "uuid")]
    id: String,
    /// The device, as its browser calls itself.
    device: String,
    /// Since when.
    #[schema(format = DateTime)]
    created_at: String,
    /// When it was last used, to five minutes.
    #[schema(format = DateTime)]
    last_seen_at: String,
    /// Until when it holds.
    #[schema(format = DateTime)]
    expires_at: String,
}

impl From<Session> for SessionView {
    fn from(session: Session) -> Self {
        Self {
            id: session.id.to_string(),
            device: session.device,
            created_at: stamp(session.created_at),
            last_seen_at: stamp(session.last_seen_at),
            expires_at: stamp(session.expires_at),
        }
    }
}

/// Lists the sessions of the account.
#[utoipa::path(
    get, path = "/api/v1/account/sessions", operation_id = "listSessions", tag = "account",
    responses((status = 200, description = "The sessions.", body = SessionListView))
)]
pub(crate) async fn sessions(State(site): State<Site>, caller: Caller) -> Answer {
    let sessions = site.app().list_sessions(caller.actor()).await?;
    answer::ok(&SessionListView { sessions: sessions.into_iter().map(SessionView::from).collect() })
}

/// Ends a session of the account.
#[utoipa::path(
    post, path = "/api/v1/account/sessions/{id}/end", operation_id = "endSession", tag = "account",
    params(("id" = String, Path, description = "The session.", format = "uuid")),
    responses(
        (status = 204, description = "It is over."),
        (status = 404, description = "No such session of this account that holds.")
    )
)]
pub(crate) async fn end_session(State(site): State<Site>, caller: Caller, PathId(id): PathId<SessionId>) -> Answer {
    site.app().end_session(caller.actor(), id).await?;
    Ok(answer::done())
}
