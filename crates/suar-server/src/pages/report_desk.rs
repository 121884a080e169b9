//! Reports of the public, as officers read and answer them.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use suar_app::{AppResult, Fault, ReportLine, ReportView};
use suar_signal::{LeadId, ReportId};
use suar_store::{DeskState, ReportFile};

use super::faults::{fault_of, id_of};
use super::form_fault::FormFault;
use super::news::News;
use super::words_of_strangers::{clean_field, clean_line, show as visible};
use crate::frame::{Frame, draw, draw_with};
use crate::office::{KeyedForm, OfficerVisit};
use crate::site::Site;
use crate::size::size;
use crate::time;
use crate::trouble::Trouble;

/// Reports on the page.
const MOST_SHOWN: u32 = 200;
/// Letters of a short field.
const LONGEST_LINE: usize = 200;

#[derive(Template)]
#[template(path = "reports.html")]
struct ReportsPage {
    frame: Frame,
    news: Option<String>,
    rows: Vec<Row>,
    is_cut: bool,
}

struct Row {
    id: ReportId,
    received: String,
    seen_at: String,
    badge: (&'static str, String),
}

#[derive(Template)]
#[template(path = "report_desk.html")]
struct ReportPage {
    frame: Frame,
    id: ReportId,
    badge: (&'static str, String),
    facts: Vec<(String, String)>,
    text: String,
    note: String,
    files: Vec<FileLine>,
    lead: Option<LeadId>,
    answered: Option<String>,
    answer: String,
    speaks: String,
    fault: Option<String>,
}

struct FileLine {
    number: u32,
    is_picture: bool,
    says: String,
    link: String,
}

/// An answer to somebody of the public.
#[derive(Deserialize)]
pub(crate) struct AnswerFields {
    #[serde(default)]
    pub(super) answer: String,
}

pub(crate) async fn list(State(site): State<Site>, visit: OfficerVisit, news: News) -> Result<Response, Trouble> {
    let reports = site.app().list_reports(visit.actor(), MOST_SHOWN).await?;
    let frame = visit.frame("reports-title", "/laporan").await?;
    let row = |report: ReportLine| Row {
        id: report.id,
        received: time::since(report.received_at, site.now(), &site.settings().home_zone, frame.words()),
        seen_at: seen_at(report.seen_at.as_deref(), &frame),
        badge: badge(report.state, &frame),
    };
    let is_cut = reports.len() == MOST_SHOWN as usize;
    let rows = reports.into_iter().map(row).collect();
    draw(&ReportsPage { news: news.say(&frame), rows, is_cut, frame })
}

pub(crate) async fn show(
    State(site): State<Site>,
    visit: OfficerVisit,
    Path(id): Path<String>,
) -> Result<Response, Trouble> {
    draw(&ReportPage::load(&site, &visit, id_of(&id)?).await?)
}

pub(crate) async fn answer(
    State(site): State<Site>,
    visit: OfficerVisit,
    Path(id): Path<String>,
    KeyedForm(fields): KeyedForm<AnswerFields>,
) -> Result<Response, Trouble> {
    let id = id_of(&id)?;
    let answer = clean_field(&fields.answer);
    match fault_in(site.app().answer_report(visit.actor(), id, &answer).await)? {
        None => Ok(Redirect::to("/laporan?kabar=answered").into_response()),
        Some(fault) => {
            let mut page = ReportPage::load(&site, &visit, id).await?;
            let fault = FormFault::of_fault(fault, page.frame.words());
            (page.fault, page.answer) = (Some(fault.message), answer);
            draw_with(fault.status, &page)
        }
    }
}

/// A file as it came. A picture is shown with nothing around it; anything else is only handed over,
/// under a name of ours, so that no browser opens it on this site.
pub(crate) async fn file(
    State(site): State<Site>,
    visit: OfficerVisit,
    Path((id, number)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let file = site.app().get_report_file(visit.actor(), id_of(&id)?, id_of(&number)?).await?;
    let (kind, ending) = match file.kind.as_str() {
        "png" => ("image/png", "png"),
        "jpeg" => ("image/jpeg", "jpg"),
        "webp" => ("image/webp", "webp"),
        "pdf" => ("application/octet-stream", "pdf"),
        "text" => ("application/octet-stream", "txt"),
        _ => ("application/octet-stream", "bin"),
    };
    let manner = if kind.starts_with("image/") { "inline" } else { "attachment" };
    let disposition = HeaderValue::try_from(format!("{manner}; filename=\"{}-{number}.{ending}\"", short(&id)));
    let disposition = disposition.map_err(|_| Trouble::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("sandbox; default-src 'none'")),
    ];
    Ok((headers, file.bytes).into_response())
}

/// What an officer can mend of an act.
pub(super) fn fault_in(outcome: AppResult<()>) -> Result<Option<Fault>, Trouble> {
    outcome.err().map(fault_of).transpose()
}

/// The end of an id: enough to tell things on one page apart.
fn short(id: &str) -> String {
    let letters: Vec<char> = id.chars().filter(char::is_ascii_alphanumeric).collect();
    letters.iter().skip(letters.len().saturating_sub(6)).collect()
}

impl ReportPage {
    async fn load(site: &Site, visit: &OfficerVisit, id: ReportId) -> Result<Self, Trouble> {
        let ReportView { report, files, lead } = site.app().get_report(visit.actor(), id).await?;
        let frame = visit.frame("reports-title", format!("/laporan/{id}")).await?;
        let words = frame.words();
        let zone = &site.settings().home_zone;
        let mut facts = vec![
            (frame.say("report-desk-received"), time::since(report.received_at, site.now(), zone, words)),
            (frame.say("report-desk-seen-at"), seen_at(report.seen_at.as_deref(), &frame)),
        ];
        let place = clean_line(&report.seen_where, LONGEST_LINE);
        facts.extend((!place.is_empty()).then(|| (frame.say("report-desk-seen-where"), place)));
        facts.extend(report.seen_on.map(|day| (frame.say("report-desk-seen-on"), time::long_day(day, words))));
        Ok(Self {
            id,
            badge: badge(report.state, &frame),
            facts,
            text: visible(&report.text),
            note: visible(&report.note),
            files: files.iter().map(|file| file_line(file, &frame)).collect(),
            lead,
            answered: report.answer.as_deref().map(visible),
            answer: String::new(),
            speaks: speaks(&report.locale, &frame),
            fault: None,
            frame,
        })
    }
}

/// In which language to answer.
pub(super) fn speaks(locale: &str, frame: &Frame) -> String {
    frame.say(if locale == "en" { "answer-in-english" } else { "answer-in-indonesian" })
}

pub(super) fn badge(state: DeskState, frame: &Frame) -> (&'static str, String) {
    match state {
        DeskState::Waiting => ("caution", frame.say("desk-waiting")),
        DeskState::Reading => ("", frame.say("desk-reading")),
        DeskState::Done => ("settled", frame.say("desk-done")),
    }
}

fn seen_at(place: Option<&str>, frame: &Frame) -> String {
    let known = place.and_then(|place| frame.words().find(&format!("seen-{place}")));
    known.unwrap_or_else(|| frame.say("report-desk-unsaid"))
}

fn file_line(file: &ReportFile, frame: &Frame) -> FileLine {
    let is_picture = matches!(file.kind.as_str(), "png" | "jpeg" | "webp");
    let size = size(file.bytes.len() as u64, frame.words());
    let kind = file.kind.to_uppercase();
    let number = file.number.to_string();
    let name = clean_line(&file.name, LONGEST_LINE);
    let key = if is_picture { "report-desk-open-picture" } else { "report-desk-fetch-file" };
    let gaps = [("kind", kind.as_str()), ("size", &size), ("name", &name)];
    FileLine {
        number: file.number,
        is_picture,
        says: frame.words().fill_all("report-desk-file", &gaps),
        link: frame.words().fill(key, "number", &number),
    }
}
