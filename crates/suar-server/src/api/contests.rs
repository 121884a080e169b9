//! Contests, as officers read and answer them. Every reading is entered into the audit trail.

use axum::extract::State;
use serde::Serialize;
use suar_signal::ContestId;
use suar_store::Contest;
use utoipa::ToSchema;

use super::answer::{self, Answer};
use super::bearer::Caller;
use super::body::JsonBody;
use super::imports::LimitQuery;
use super::names::DeskStateName;
use super::pairs::Pairs;
use super::path::PathId;
use super::reports::AnswerBody;
use super::stamp::{stamp, stamp_if_any};
use crate::site::Site;

/// Contests.
#[derive(Serialize, ToSchema)]
pub(crate) struct ContestListView {
    /// The contests, those not answered first, the most pressing first.
    contests: Vec<ContestLineView>,
}

/// A contest in the list: nothing of what the person wrote.
#[derive(Serialize, ToSchema)]
#[schema(as = ContestLine)]
struct ContestLineView {
    /// The id.
    #[schema(format = "uuid")]
    id: String,
    /// The day by which an answer was promised.
    #[schema(format = Date)]
    due: String,
    /// How far it is.
    #[schema(value_type = DeskStateName)]
    state: &'static str,
    /// When it came in.
    #[schema(format = DateTime)]
    received_at: String,
}

impl From<Contest> for ContestLineView {
    fn from(contest: Contest) -> Self {
        Self {
            id: contest.id.to_string(),
            due: contest.due.to_string(),
            state: contest.state.name(),
            received_at: stamp(contest.received_at),
        }
    }
}

/// Lists contests, those not answered first, the most pressing first.
#[utoipa::path(
    get, path = "/api/v1/contests", operation_id = "listContests", tag = "desk", params(LimitQuery),
    responses((status = 200, description = "The contests.", body = ContestListView))
)]
pub(crate) async fn list(State(site): State<Site>, caller: Caller, mut pairs: Pairs) -> Answer {
    let most = pairs.take_limit()?;
    pairs.end()?;
    let contests = site.app().list_contests(caller.actor(), most).await?;
    answer::ok(&ContestListView { contests: contests.into_iter().map(ContestLineView::from).collect() })
}

/// A contest as an officer reads it.
#[derive(Serialize, ToSchema)]
pub(crate) struct ContestDetailView {
    /// The id.
    #[schema(format = "uuid")]
    id: String,
    /// What it is about. It is a stranger's: show it as text only.
    subject: String,
    /// Why it is wrong.
    reason: String,
    /// The language that the person reads: `id` or `en`.
    #[schema(example = "id")]
    language: String,
    /// The day by which an answer was promised.
    #[schema(format = Date)]
    due: String,
    /// How far it is.
    #[schema(value_type = DeskStateName)]
    state: &'static str,
    /// What the desk says to the person.
    answer: Option<String>,
    /// Who answered.
    #[schema(format = "uuid")]
    answered_by: Option<String>,
    /// When it was answered.
    #[schema(format = DateTime)]
    answered_at: Option<String>,
    /// When it came in.
    #[schema(format = DateTime)]
    received_at: String,
}

impl From<Contest> for ContestDetailView {
    fn from(contest: Contest) -> Self {
        Self {
            id: contest.id.to_string(),
            subject: contest.subject,
            reason: contest.reason,
            language: contest.locale,
            due: contest.due.to_string(),
            state: contest.state.name(),
            answer: contest.answer,
            answered_by: contest.answered_by.map(|officer| officer.to_string()),
            answered_at: stamp_if_any(contest.answered_at),
            received_at: stamp(contest.received_at),
        }
    }
}

/// Shows a contest. Reading it is entered into the audit trail.
#[utoipa::path(
    get, path = "/api/v1/contests/{id}", operation_id = "getContest", tag = "desk",
    params(("id" = String, Path, description = "The contest.", format = "uuid")),
    responses(
        (status = 200, description = "The contest.", body = ContestDetailView),
        (status = 404, description = "No such contest.")
    )
)]
pub(crate) async fn get(State(site): State<Site>, caller: Caller, PathId(id): PathId<ContestId>) -> Answer {
    let contest = site.app().get_contest(caller.actor(), id).await?;
    answer::ok(&ContestDetailView::from(contest))
}

/// Answers whoever contests.
#[utoipa::path(
    post, path = "/api/v1/contests/{id}/answer", operation_id = "answerContest", tag = "desk",
    params(("id" = String, Path, description = "The contest.", format = "uuid")), request_body = AnswerBody,
    responses(
        (status = 204, description = "Answered."),
        (status = 404, description = "No such contest.")
    )
)]
pub(crate) async fn answer(
    State(site): State<Site>,
    caller: Caller,
    PathId(id): PathId<ContestId>,
    JsonBody(body): JsonBody<AnswerBody>,
) -> Answer {
    site.app().answer_contest(caller.actor(), id, &body.answer).await?;
    Ok(answer::done())
}
