//! What the public handed in, as officers read it. Every reading is entered into the audit trail.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use suar_app::{ReportLine, ReportView};
use suar_signal::ReportId;
use suar_store::ReportFile;
use utoipa::ToSchema;

use super::Problem;
use super::answer::{self, Answer};
use super::bearer::Caller;
use super::body::{Bounded, JsonBody, readable};
use super::imports::{FileBody, LimitQuery};
use super::names::DeskStateName;
use super::pairs::Pairs;
use super::path::{PathId, canonical};
use super::stamp::stamp;
use crate::site::Site;

/// Reports of the public.
#[derive(Serialize, ToSchema)]
pub(crate) struct ReportListView {
    /// The reports, those that wait first.
    reports: Vec<ReportLineView>,
}

/// A report in the list: nothing of what the person wrote.
#[derive(Serialize, ToSchema)]
#[schema(as = ReportLine)]
struct ReportLineView {
    /// The id.
    #[schema(format = "uuid")]
    id: String,
    /// On what kind of channel it was seen.
    #[schema(example = "telegram")]
    seen_at: Option<String>,
    /// How far it is.
    #[schema(value_type = DeskStateName)]
    state: &'static str,
    /// When it came in.
    #[schema(format = DateTime)]
    received_at: String,
}

impl From<ReportLine> for ReportLineView {
    fn from(line: ReportLine) -> Self {
        Self {
            id: line.id.to_string(),
            seen_at: line.seen_at,
            state: line.state.name(),
            received_at: stamp(line.received_at),
        }
    }
}

/// Lists reports of the public, those that wait first.
#[utoipa::path(
    get, path = "/api/v1/public-reports", operation_id = "listPublicReports", tag = "desk", params(LimitQuery),
    responses((status = 200, description = "The reports.", body = ReportListView))
)]
pub(crate) async fn list(State(site): State<Site>, caller: Caller, mut pairs: Pairs) -> Answer {
    let most = pairs.take_limit()?;
    pairs.end()?;
    let reports = site.app().list_reports(caller.actor(), most).await?;
    answer::ok(&ReportListView { reports: reports.into_iter().map(ReportLineView::from).collect() })
}

/// A report as an officer reads it.
#[derive(Serialize, ToSchema)]
pub(crate) struct ReportDetailView {
    /// The id.
    #[schema(format = "uuid")]
    id: String,
    /// The words of the offer. They are a stranger's: show them as text only.
    text: String,
    /// On what kind of channel it was seen.
    #[schema(example = "telegram")]
    seen_at: Option<String>,
    /// Which group, page or account.
    seen_where: String,
    /// On which day.
    #[schema(format = Date)]
    seen_on: Option<String>,
    /// What else the person said.
    note: String,
    /// The language that the person reads: `id` or `en`.
    #[schema(example = "id")]
    language: String,
    /// How far it is.
    #[schema(value_type = DeskStateName)]
    state: &'static str,
    /// What the desk says to the person.
    answer: Option<String>,
    /// Its files.
    files: Vec<ReportFileView>,
    /// The lead that its words are part of.
    #[schema(format = "uuid")]
    lead: Option<String>,
    /// When it came in.
    #[schema(format = DateTime)]
    received_at: String,
}

/// A file of a report.
#[derive(Serialize, ToSchema)]
#[schema(as = ReportFile)]
struct ReportFileView {
    /// Its place, from 1.
    number: u32,
    /// What it is, told by its content.
    #[schema(example = "png")]
    kind: String,
    /// What the person's device called it.
    name: String,
    /// Its size.
    size_bytes: usize,
}

impl From<ReportFile> for ReportFileView {
    fn from(file: ReportFile) -> Self {
        Self { number: file.number, kind: file.kind, name: file.name, size_bytes: file.bytes.len() }
    }
}

impl From<ReportView> for ReportDetailView {
    fn from(view: ReportView) -> Self {
        let report = view.report;
        Self {
            id: report.id.to_string(),
            text: report.text,
            seen_at: report.seen_at,
            seen_where: report.seen_where,
            seen_on: report.seen_on.map(|day| day.to_string()),
            note: report.note,
            language: report.locale,
            state: report.state.name(),
            answer: report.answer,
            files: view.files.into_iter().map(ReportFileView::from).collect(),
            lead: view.lead.map(|lead| lead.to_string()),
            received_at: stamp(report.received_at),
        }
    }
}

/// Shows a report. Reading it is entered into the audit trail.
#[utoipa::path(
    get, path = "/api/v1/public-reports/{id}", operation_id = "getPublicReport", tag = "desk",
    params(("id" = String, Path, description = "The report.", format = "uuid")),
    responses(
        (status = 200, description = "The report.", body = ReportDetailView),
        (status = 404, description = "No such report.")
    )
)]
pub(crate) async fn get(State(site): State<Site>, caller: Caller, PathId(id): PathId<ReportId>) -> Answer {
    let view = site.app().get_report(caller.actor(), id).await?;
    answer::ok(&ReportDetailView::from(view))
}

/// Gives a file of a report as it came. Opening it is entered into the audit trail.
#[utoipa::path(
    get, path = "/api/v1/public-reports/{id}/files/{number}", operation_id = "getPublicReportFile", tag = "desk",
    params(
        ("id" = String, Path, description = "The report.", format = "uuid"),
        ("number" = u32, Path, description = "The place of the file, from 1.", minimum = 1, maximum = 1000)
    ),
    responses(
        (status = 200, description = "The file. It is a stranger's: open it with care.", body = FileBody,
            content_type = "application/octet-stream"),
        (status = 404, description = "No such report or file.")
    )
)]
pub(crate) async fn file(
    State(site): State<Site>,
    caller: Caller,
    path: Result<Path<(String, String)>, PathRejection>,
) -> Answer {
    let Path((id, number)) = path.map_err(|_| Problem::not_found("file"))?;
    let (id, number) = canonical(&id).zip(canonical(&number)).ok_or_else(|| Problem::not_found("file"))?;
    let file = site.app().get_report_file(caller.actor(), id, number).await?;
    let kind = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment")),
    ];
    Ok((kind, file.bytes).into_response())
}

/// An answer to somebody of the public.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnswerBody {
    /// The answer, which the person reads with their code.
    #[schema(
        min_length = 1,
        max_length = 4000,
        pattern = r"[^\s\u0000-\u001f\u007f-\u009f\ufeff]",
        example = "Terima kasih. Tawaran ini kami periksa bersama 3 laporan lain."
    )]
    pub(crate) answer: String,
}

/// The longest answer.
const ANSWER_CHARACTERS: usize = 4000;

impl Bounded for AnswerBody {
    fn check(&self) -> Result<(), Problem> {
        readable("answer", &self.answer, ANSWER_CHARACTERS)
    }
}

/// Closes a report with an answer to whoever handed it in.
#[utoipa::path(
    post, path = "/api/v1/public-reports/{id}/answer", operation_id = "answerPublicReport", tag = "desk",
    params(("id" = String, Path, description = "The report.", format = "uuid")), request_body = AnswerBody,
    responses(
        (status = 204, description = "Answered."),
        (status = 404, description = "No such report.")
    )
)]
pub(crate) async fn answer(
    State(site): State<Site>,
    caller: Caller,
    PathId(id): PathId<ReportId>,
    JsonBody(body): JsonBody<AnswerBody>,
) -> Answer {
    site.app().answer_report(caller.actor(), id, &body.answer).await?;
    Ok(answer::done())
}
