//! Working on leads: take, give back, hand over, decide, undo.

use axum::extract::State;
use serde::Deserialize;
use suar_app::Taking;
use suar_signal::{DecisionId, LeadId};
use utoipa::ToSchema;

use super::Problem;
use super::answer::{self, Answer, MadeView};
use super::bearer::Caller;
use super::body::{Bounded, JsonBody, at_most, id_in};
use super::decision_body::DecisionBody;
use super::path::PathId;
use crate::site::Site;

/// Takes a lead.
#[utoipa::path(
    post, path = "/api/v1/leads/{id}/take", operation_id = "takeLead", tag = "leads",
    params(("id" = String, Path, description = "The lead.", format = "uuid")),
    responses(
        (status = 204, description = "It is the caller's."),
        (status = 404, description = "No such lead, or none that the caller may see."),
        (status = 409, description = "It became a part of another lead.")
    )
)]
pub(crate) async fn take(State(site): State<Site>, caller: Caller, PathId(id): PathId<LeadId>) -> Answer {
    site.app().take_lead(caller.actor(), id, Taking::Take).await?;
    Ok(answer::done())
}

/// Gives a lead back, so that nobody has it.
#[utoipa::path(
    post, path = "/api/v1/leads/{id}/give-back", operation_id = "giveBackLead", tag = "leads",
    params(("id" = String, Path, description = "The lead.", format = "uuid")),
    responses(
        (status = 204, description = "It is nobody's."),
        (status = 404, description = "No such lead, or none that the caller may see."),
        (status = 409, description = "It became a part of another lead.")
    )
)]
pub(crate) async fn give_back(State(site): State<Site>, caller: Caller, PathId(id): PathId<LeadId>) -> Answer {
    site.app().take_lead(caller.actor(), id, Taking::GiveBack).await?;
    Ok(answer::done())
}

/// To whom a lead goes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HandOverBody {
    /// The colleague, one of `/api/v1/colleagues`.
    #[schema(format = "uuid")]
    to: String,
    /// A note that stands in the history.
    #[serde(default)]
    #[schema(max_length = 2000, example = "Nomornya sama dengan temuan minggu lalu.")]
    note: String,
}

/// The longest note to a colleague.
const NOTE_CHARACTERS: usize = 2000;

impl Bounded for HandOverBody {
    fn check(&self) -> Result<(), Problem> {
        at_most("note", &self.note, NOTE_CHARACTERS)
    }
}

/// Gives a lead to a colleague.
#[utoipa::path(
    post, path = "/api/v1/leads/{id}/hand-over", operation_id = "handOverLead", tag = "leads",
    params(("id" = String, Path, description = "The lead.", format = "uuid")), request_body = HandOverBody,
    responses(
        (status = 204, description = "It is the colleague's."),
        (status = 404, description = "No such lead, or none that the caller may see."),
        (status = 409, description = "It became a part of another lead.")
    )
)]
pub(crate) async fn hand_over(
    State(site): State<Site>,
    caller: Caller,
    PathId(id): PathId<LeadId>,
    JsonBody(body): JsonBody<HandOverBody>,
) -> Answer {
    let to = id_in("to", &body.to)?;
    site.app().hand_over_lead(caller.actor(), id, to, &body.note).await?;
    Ok(answer::done())
}

/// Decides on units of a lead. For the members of a template it holds, also for those to come; for the rest
/// of the network it is a suggestion. `seen` says which decisions the caller saw: where others decided since, nothing
/// is kept.
#[utoipa::path(
    post, path = "/api/v1/leads/{id}/decisions", operation_id = "decideLead", tag = "leads",
    params(("id" = String, Path, description = "The lead.", format = "uuid")), request_body = DecisionBody,
    responses(
        (status = 201, description = "Decided.", body = MadeView),
        (status = 404, description = "No such lead, or none that the caller may see."),
        (status = 409, description = "Decisions were made or undone since the lead was got, it has no such unit any more, or it \
             became a part of another lead. Get the lead again.")
    )
)]
pub(crate) async fn decide(
    State(site): State<Site>,
    caller: Caller,
    PathId(id): PathId<LeadId>,
    JsonBody(body): JsonBody<DecisionBody>,
) -> Answer {
    let decision = site.app().decide_lead(caller.actor(), id, body.decision()?).await?;
    answer::made(&MadeView { id: decision.to_string() })
}

/// Undoes a decision; it stays in the history. Analysts undo their own, managers any: `may_undo` of the lead lists them.
#[utoipa::path(
    post, path = "/api/v1/decisions/{id}/undo", operation_id = "undoDecision", tag = "leads",
    params(("id" = String, Path, description = "The decision.", format = "uuid")),
    responses(
        (status = 204, description = "It does not hold any more."),
        (status = 404, description = "No such decision, or none that the caller may see."),
        (status = 409, description = "It was undone before.")
    )
)]
pub(crate) async fn undo(State(site): State<Site>, caller: Caller, PathId(id): PathId<DecisionId>) -> Answer {
    site.app().undo_decision(caller.actor(), id).await?;
    Ok(answer::done())
}
