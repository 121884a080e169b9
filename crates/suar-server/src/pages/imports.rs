//! Bringing in files of posts, and seeing how far they are.

mod progress;
mod upload;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use suar_policy::{Action, may_ever};
use suar_signal::ImportId;
use suar_store::{Import, ImportState};

use super::news::News;
use crate::frame::{Frame, draw, draw_with};
use crate::office::OfficerVisit;
use crate::site::Site;
use crate::size::{size, whole};
use crate::time;
use crate::trouble::Trouble;
pub(crate) use progress::{resume, show as show_one, stop};
pub(crate) use upload::upload;

/// Imports on the page.
const MOST_SHOWN: u32 = 200;
/// The formats that can be named.
const FORMATS: [&str; 6] = ["whatsapp", "telegram", "jsonl", "csv", "tsv", "parquet"];

#[derive(Template)]
#[template(path = "imports.html")]
struct ImportsPage {
    frame: Frame,
    news: Option<String>,
    may_import: bool,
    most: String,
    formats: Vec<FormatChoice>,
    map: String,
    fault: Option<String>,
    results: Vec<ResultLine>,
    rows: Vec<ImportLine>,
    is_cut: bool,
}

struct FormatChoice {
    name: &'static str,
    label: String,
    is_chosen: bool,
}

/// What came of one file.
struct ResultLine {
    name: String,
    says: String,
    is_fault: bool,
    id: Option<ImportId>,
}

struct ImportLine {
    id: ImportId,
    name: String,
    badge: Badge,
    added: String,
    known: String,
    rejected: String,
    size: String,
    begun: String,
}

/// A state as a word, with the name of its look.
struct Badge {
    look: &'static str,
    says: String,
}

impl Badge {
    fn of(import: &Import, frame: &Frame) -> Self {
        let has_rejects = import.progress.rejected > 0;
        let (look, key) = match import.state {
            ImportState::Waiting => ("", "import-waiting"),
            ImportState::Reading => ("", "import-reading"),
            ImportState::Done if has_rejects => ("caution", "import-done-partly"),
            ImportState::Done => ("settled", "import-done"),
            ImportState::Failed => ("danger", "import-failed"),
            ImportState::Stopped => ("caution", "import-stopped"),
        };
        Self { look, says: frame.say(key) }
    }
}

pub(crate) async fn show(State(site): State<Site>, visit: OfficerVisit, news: News) -> Result<Response, Trouble> {
    let mut page = ImportsPage::load(&site, &visit, "").await?;
    page.news = news.say(&page.frame);
    draw(&page)
}

impl ImportsPage {
    async fn load(site: &Site, visit: &OfficerVisit, format: &str) -> Result<Self, Trouble> {
        let frame = visit.frame("imports-title", "/impor").await?;
        let imports = site.app().list_imports(visit.actor(), MOST_SHOWN).await?;
        let choice = |name: &'static str| FormatChoice {
            name,
            label: frame.say(&format!("format-{name}")),
            is_chosen: name == format,
        };
        Ok(Self {
            may_import: may_ever(visit.actor(), Action::Import),
            most: size(site.app().limits().file_bytes, frame.words()),
            formats: FORMATS.into_iter().map(choice).collect(),
            map: String::new(),
            fault: None,
            news: None,
            results: Vec::new(),
            is_cut: imports.len() == MOST_SHOWN as usize,
            rows: imports.into_iter().map(|import| line(import, site, &frame)).collect(),
            frame,
        })
    }

    fn answer(&self, status: StatusCode) -> Result<Response, Trouble> {
        if status.is_success() { draw(self) } else { draw_with(status, self) }
    }
}

fn line(import: Import, site: &Site, frame: &Frame) -> ImportLine {
    let words = frame.words();
    let number = |count: u64| words.number(whole(count));
    ImportLine {
        id: import.id,
        badge: Badge::of(&import, frame),
        added: number(import.progress.added),
        known: number(import.progress.known),
        rejected: number(import.progress.rejected),
        size: size(import.size_bytes, words),
        begun: time::since(import.begun_at, site.now(), &site.settings().home_zone, words),
        name: import.file_name,
    }
}
