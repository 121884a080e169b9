//! Whoever feels wrongly accused says so by a program, and comes back with the code.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use suar_app::{ContestProgress, NewContest};
use utoipa::ToSchema;

use super::Problem;
use super::answer::{self, Answer};
use super::body::{Bounded, JsonBody, readable};
use super::check::LanguageName;
use super::public_reports::{CodeBody, ProgressName};
use super::stamp::stamp;
use crate::pages::contest::{LONGEST_REASON, LONGEST_SUBJECT, due_day};
use crate::pages::words_of_strangers::{clean_field, clean_line};
use crate::protection::Spending;
use crate::site::Site;
use crate::visit::Visit;

/// A contest, without a name.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContestBody {
    /// What it is about: a number, an account, a post, a decision.
    #[schema(
        min_length = 1,
        max_length = 500,
        pattern = r"[^\s\u0000-\u001f\u007f-\u009f\ufeff]",
        example = "@contoh_agen"
    )]
    subject: String,
    /// Why it is wrong.
    #[schema(
        min_length = 1,
        max_length = 5000,
        pattern = r"[^\s\u0000-\u001f\u007f-\u009f\ufeff]",
        example = "Kami perusahaan berizin; nomor izin ada di situs kami."
    )]
    reason: String,
    /// The language that the person reads.
    #[serde(default)]
    language: LanguageName,
}

impl Bounded for ContestBody {
    fn check(&self) -> Result<(), Problem> {
        readable("subject", &self.subject, LONGEST_SUBJECT)?;
        readable("reason", &self.reason, LONGEST_REASON)
    }
}

/// A contest that was taken in.
#[derive(Serialize, ToSchema)]
pub(crate) struct ContestReceivedView {
    /// The code to come back with. It is shown this once.
    #[schema(example = "3467-ACDE-FGHJ-KMNP")]
    code: String,
    /// The day by which it is answered.
    #[schema(format = Date, example = "2026-12-03")]
    due: String,
}

/// What became of a contest.
#[derive(Serialize, ToSchema)]
pub(crate) struct ContestProgressView {
    /// When it came in.
    #[schema(format = DateTime, example = "2026-11-24T08:00:00Z")]
    received_at: String,
    /// The day by which it is answered.
    #[schema(format = Date, example = "2026-12-03")]
    due: String,
    /// How far it is.
    state: ProgressName,
    /// What the desk says.
    answer: Option<String>,
}

impl From<ContestProgress> for ContestProgressView {
    fn from(found: ContestProgress) -> Self {
        Self {
            received_at: stamp(found.received),
            due: found.due.to_string(),
            state: found.progress.into(),
            answer: found.answer,
        }
    }
}

/// Contests a finding, without a name.
#[utoipa::path(
    post, path = "/api/v1/contests", operation_id = "contest", tag = "public", request_body = ContestBody,
    responses((status = 201, description = "Taken in.", body = ContestReceivedView))
)]
pub(crate) async fn contest(State(site): State<Site>, visit: Visit, JsonBody(body): JsonBody<ContestBody>) -> Answer {
    visit.spend(Spending::Contest, site.settings().contests)?;
    let due = due_day(&site);
    let contest = NewContest {
        code: None,
        subject: clean_line(&body.subject, LONGEST_SUBJECT),
        reason: clean_field(&body.reason),
        locale: body.language.into(),
        received: site.now(),
        due,
    };
    let code = site.desk().contest(contest).await?;
    answer::made(&ContestReceivedView { code: code.to_string(), due: due.to_string() })
}

/// Says what became of a contest.
#[utoipa::path(
    post, path = "/api/v1/contests/find", operation_id = "findContest", tag = "public", request_body = CodeBody,
    responses(
        (status = 200, description = "What became of it.", body = ContestProgressView),
        (status = 404, description = "Nobody gave out this code.")
    )
)]
pub(crate) async fn find(State(site): State<Site>, visit: Visit, JsonBody(body): JsonBody<CodeBody>) -> Answer {
    visit.spend(Spending::LookUp, site.settings().look_ups)?;
    let found = site.desk().find_contest(body.code()?).await?;
    let found = found.ok_or_else(|| Problem::not_found("code"))?;
    answer::ok(&ContestProgressView::from(found))
}
