//! One import: how far it is, what was not taken, and stopping it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};
use suar_app::AppError;
use suar_policy::{Action, may_ever};
use suar_signal::ImportId;
use suar_store::{Import, ImportState, KeptReject};

use super::Badge;
use crate::frame::{Frame, draw, draw_with};
use crate::office::{KeyedForm, OfficerVisit};
use crate::pages::faults::{fault_of, id_of};
use crate::pages::form_fault::FormFault;
use crate::pages::query::AskedPairs;
use crate::pages::sign_in::Nothing;
use crate::pages::words_of_strangers::clean_line;
use crate::site::Site;
use crate::size::{size, whole};
use crate::time;
use crate::trouble::Trouble;

/// Rejects on a page.
const MOST_REJECTS: u32 = 50;
/// Letters of a reason.
const LONGEST_REASON: usize = 400;

#[derive(Template)]
#[template(path = "import.html")]
struct ImportPage {
    frame: Frame,
    id: ImportId,
    name: String,
    badge: Badge,
    /// What it means, and what to do.
    says: String,
    /// Why it broke off, in the words of the reader.
    note: Option<String>,
    times: Vec<(String, String)>,
    numbers: Vec<(String, String)>,
    progress: Progress,
    is_going: bool,
    refreshes: bool,
    turn: Option<Turn>,
    rejects: Vec<RejectLine>,
    all_rejects: String,
    no_rejects: String,
    is_first: bool,
    next: Option<u64>,
    fault: Option<String>,
}

struct Progress {
    bytes: u64,
    of: u64,
    says: String,
}

/// What the officer may do now: the end of its address, the look and words of its button.
struct Turn {
    path: &'static str,
    look: &'static str,
    says: String,
}

struct RejectLine {
    place: String,
    reason: String,
}

/// What the address asks for.
#[derive(Default)]
struct Looking {
    /// The last reject of the page before.
    behind: Option<u64>,
    /// Whether the page is to stand still.
    is_still: bool,
}

pub(crate) async fn show(
    State(site): State<Site>,
    visit: OfficerVisit,
    Path(id): Path<String>,
    mut asked: AskedPairs,
) -> Result<Response, Trouble> {
    let looking =
        Looking { behind: asked.take_parsed("setelah")?, is_still: asked.take_named("diam", &["1"])?.is_some() };
    asked.end()?;
    let page = ImportPage::load(&site, &visit, (id_of(&id)?, &looking)).await?;
    let mut response = draw(&page)?;
    if page.refreshes {
        response.headers_mut().insert(HeaderName::from_static("refresh"), HeaderValue::from_static("2"));
    }
    Ok(response)
}

pub(crate) async fn stop(
    State(site): State<Site>,
    visit: OfficerVisit,
    Path(id): Path<String>,
    KeyedForm(_): KeyedForm<Nothing>,
) -> Result<Response, Trouble> {
    let id = id_of(&id)?;
    let stopped = site.app().stop_import(visit.actor(), id).await;
    turned(&site, &visit, id, stopped).await
}

pub(crate) async fn resume(
    State(site): State<Site>,
    visit: OfficerVisit,
    Path(id): Path<String>,
    KeyedForm(_): KeyedForm<Nothing>,
) -> Result<Response, Trouble> {
    let id = id_of(&id)?;
    let resumed = site.app().resume_import(visit.actor(), id).await;
    turned(&site, &visit, id, resumed).await
}

async fn turned(
    site: &Site,
    visit: &OfficerVisit,
    id: ImportId,
    outcome: Result<(), AppError>,
) -> Result<Response, Trouble> {
    let Err(error) = outcome else { return Ok(Redirect::to(&format!("/impor/{id}")).into_response()) };
    let fault = fault_of(error)?;
    let mut page = ImportPage::load(site, visit, (id, &Looking::default())).await?;
    let fault = FormFault::of_fault(fault, page.frame.words());
    page.fault = Some(fault.message);
    draw_with(fault.status, &page)
}

impl ImportPage {
    async fn load(site: &Site, visit: &OfficerVisit, (id, looking): (ImportId, &Looking)) -> Result<Self, Trouble> {
        let import = site.app().get_import(visit.actor(), id).await?;
        let behind = looking.behind.unwrap_or(0);
        let mut rejects = site.app().list_rejects(visit.actor(), id, (behind, MOST_REJECTS + 1)).await?;
        let frame = visit.frame("imports-title", format!("/impor/{id}")).await?;
        let has_more = rejects.len() > MOST_REJECTS as usize;
        rejects.truncate(MOST_REJECTS as usize);
        let is_going = matches!(import.state, ImportState::Waiting | ImportState::Reading);
        Ok(Self {
            id,
            badge: Badge::of(&import, &frame),
            says: says(&import, &frame),
            note: import.fault.as_deref().map(|fault| clean_line(fault, LONGEST_REASON)),
            times: times(&import, site, &frame),
            numbers: numbers(&import, &frame),
            progress: progress(&import, &frame),
            is_going,
            refreshes: is_going && !looking.is_still && looking.behind.is_none(),
            turn: turn_of(&import, visit, &frame),
            all_rejects: frame.words().number(whole(import.progress.rejected)),
            no_rejects: frame.say(match import.state {
                ImportState::Done => "rejects-none",
                _ => "rejects-none-yet",
            }),
            is_first: behind == 0,
            next: rejects.last().filter(|_| has_more).map(|last| last.number),
            rejects: rejects.into_iter().map(|reject| reject_line(&reject, &frame)).collect(),
            fault: None,
            name: clean_line(&import.file_name, LONGEST_REASON),
            frame,
        })
    }
}

fn turn_of(import: &Import, visit: &OfficerVisit, frame: &Frame) -> Option<Turn> {
    let (path, look, key) = match import.state {
        ImportState::Waiting | ImportState::Reading => ("henti", "", "import-stop"),
        ImportState::Stopped => ("lanjut", "main", "import-resume"),
        ImportState::Failed => ("lanjut", "", "import-again"),
        ImportState::Done => return None,
    };
    may_ever(visit.actor(), Action::Import).then(|| Turn { path, look, says: frame.say(key) })
}

fn says(import: &Import, frame: &Frame) -> String {
    let has_rejects = import.progress.rejected > 0;
    frame.say(match import.state {
        ImportState::Waiting => "import-waiting-says",
        ImportState::Reading => "import-reading-says",
        ImportState::Done if has_rejects => "import-done-partly-says",
        ImportState::Done => "import-done-says",
        ImportState::Failed => "import-failed-says",
        ImportState::Stopped => "import-stopped-says",
    })
}

fn times(import: &Import, site: &Site, frame: &Frame) -> Vec<(String, String)> {
    let moment = |at| time::since(at, site.now(), &site.settings().home_zone, frame.words());
    let mut times = vec![(frame.say("import-begun"), moment(import.begun_at))];
    times.extend(import.ended_at.map(|at| (frame.say("import-ended"), moment(at))));
    times.push((
        frame.say("imports-format"),
        match &import.format {
            Some(format) => frame.words().find(&format!("format-{format}")).unwrap_or_else(|| format.clone()),
            None => frame.say("import-format-told"),
        },
    ));
    times.extend(import.map.as_ref().map(|map| (frame.say("imports-map"), clean_line(map, LONGEST_REASON))));
    times
}

fn numbers(import: &Import, frame: &Frame) -> Vec<(String, String)> {
    let progress = &import.progress;
    let counts = [
        ("import-read", progress.position),
        ("import-added", progress.added),
        ("import-known", progress.known),
        ("import-rejected", progress.rejected),
        ("import-skipped", progress.skipped),
        ("import-repaired", progress.repaired),
    ];
    counts.into_iter().map(|(key, count)| (frame.say(key), frame.words().number(whole(count)))).collect()
}

fn progress(import: &Import, frame: &Frame) -> Progress {
    let of = import.size_bytes.max(1);
    let bytes = match import.state {
        ImportState::Done => of,
        _ => import.progress.bytes_read.min(of),
    };
    let percent = u128::from(bytes) * 100 / u128::from(of);
    let words = frame.words();
    let (read, whole) = (size(bytes.min(import.size_bytes), words), size(import.size_bytes, words));
    let says = words.fill_all("import-bytes", &[("read", &read), ("whole", &whole), ("percent", &percent.to_string())]);
    Progress { bytes, of, says }
}

fn reject_line(reject: &KeptReject, frame: &Frame) -> RejectLine {
    let number = frame.words().number(whole(reject.line));
    let key = match reject.unit.as_str() {
        "row" => "reject-row",
        "message" => "reject-message",
        _ => "reject-line",
    };
    RejectLine { place: frame.words().fill(key, "number", &number), reason: clean_line(&reject.reason, LONGEST_REASON) }
}
