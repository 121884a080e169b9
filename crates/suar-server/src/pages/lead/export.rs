//! Taking a lead out: a form for the marking, and the file.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use suar_app::{CAUTION, Locale, Marking, PostView, TakenOut, write_csv};
use suar_policy::Action;
use suar_signal::LeadId;

use super::posts::{PostBox, Reader, whole_boxes};
use super::reasons::{self, Reason};
use super::units::{UnitLine, label_units, lines_of};
use super::{Found, Refusal, find, refuse};
use crate::ago::When;
use crate::frame::{Frame, draw, draw_with};
use crate::office::{KeyedForm, OfficerVisit};
use crate::pages::faults::id_of;
use crate::pages::lead::decide::Draft;
use crate::pages::lead::history::{DecisionLine, decisions_of};
use crate::pages::lead::ties::Ties;
use crate::pages::lead_words::{ReportsView, first, line, with_keys};
use crate::site::Site;
use crate::texts::Words;
use crate::time;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "lead_export.html")]
struct ExportForm {
    frame: Frame,
    id: String,
    title: String,
    posts: String,
    markings: Vec<MarkingChoice>,
    fault: Option<String>,
}

struct MarkingChoice {
    label: &'static str,
    meaning: String,
    is_chosen: bool,
}

/// The lead on one page that needs nothing else.
#[derive(Template)]
#[template(path = "lead_file.html")]
struct LeadFile<'a> {
    words: &'a Words,
    marking: &'static str,
    title: String,
    id: String,
    cautions: [String; 2],
    exported: String,
    reason: String,
    reports: Option<ReportsView>,
    reasons: Vec<Reason>,
    units: Vec<UnitLine>,
    ties: Ties,
    decisions: Vec<DecisionLine>,
    posts: Vec<PostBox>,
    left_out: Option<String>,
}

impl LeadFile<'_> {
    fn say(&self, key: &str) -> String {
        self.words.say(key)
    }

    fn lang(&self) -> &'static str {
        self.words.locale().code()
    }
}

pub(crate) async fn show_export(
    State(site): State<Site>,
    visit: OfficerVisit,
    Path(id): Path<String>,
) -> Result<Response, Trouble> {
    match form(&site, &visit, id_of(&id)?, "").await? {
        Ok(form) => draw(&form).map(with_keys),
        Err(heir) => Ok(Redirect::to(&format!("/temuan/{heir}/ekspor")).into_response()),
    }
}

/// The form, or where the lead went.
async fn form(
    site: &Site,
    visit: &OfficerVisit,
    id: LeadId,
    marking: &str,
) -> Result<Result<ExportForm, LeadId>, Trouble> {
    let view = match find(site, visit, id).await? {
        Found::Here(view) => view,
        Found::MovedTo(heir) => return Ok(Err(heir)),
    };
    if !view.may.contains(&Action::ExportLead) {
        return Err(Trouble::Forbidden);
    }
    let frame = visit.frame("export-title", format!("/temuan/{id}/ekspor")).await?;
    let words = frame.words();
    // The narrowest stands first: who does not know takes that.
    let choice = |known: Marking| MarkingChoice {
        label: known.label(),
        meaning: words
            .say(&format!("tlp-{}", known.label().trim_start_matches("TLP:").to_lowercase().replace('+', "-"))),
        is_chosen: known.label() == marking,
    };
    Ok(Ok(ExportForm {
        id: id.to_string(),
        title: line(&view.lead.title),
        posts: words.count("lead-posts", view.lead.posts as usize),
        markings: Marking::ALL.into_iter().rev().map(choice).collect(),
        fault: None,
        frame,
    }))
}

pub(crate) async fn export(
    State(site): State<Site>,
    visit: OfficerVisit,
    Path(id): Path<String>,
    KeyedForm(pairs): KeyedForm<Vec<(String, String)>>,
) -> Result<Response, Trouble> {
    let id = id_of(&id)?;
    let is_csv = match first(&pairs, "bentuk") {
        "csv" => true,
        "" | "html" => false,
        _ => return Err(Trouble::UnknownQuery),
    };
    let Some(marking) = Marking::from_label(first(&pairs, "tlp")) else {
        let Ok(mut form) = form(&site, &visit, id, "").await? else { return Err(Trouble::Changed) };
        form.fault = Some(form.frame.say("export-fault-marking"));
        return draw_with(StatusCode::UNPROCESSABLE_ENTITY, &form).map(with_keys);
    };
    let taken = match site.app().export_lead(visit.actor(), id, marking).await {
        Ok(taken) => taken,
        Err(error) => return refuse(&site, &visit, id, Refusal::of(error)?, &Draft::default()).await,
    };
    if is_csv {
        return attachment(write_csv(&taken)?, "text/csv; charset=utf-8", &file_name(&taken, "csv"));
    }
    let html = file_of(&taken, &site, &visit)?;
    attachment(html.into_bytes(), "text/html; charset=utf-8", &file_name(&taken, "html"))
}

fn file_of(taken: &TakenOut, site: &Site, visit: &OfficerVisit) -> Result<String, Trouble> {
    let words = site.words(visit.locale);
    let view = &taken.view;
    let reader = Reader::new(site, &words, view);
    let labels = label_units(&view.content.units, &words);
    let examples: Vec<PostView> = taken.posts.iter().take(50).cloned().collect();
    let (posts, marked) = whole_boxes(&taken.posts, &labels, &reader);
    let now = time::moment(site.now(), &site.settings().home_zone, &words);
    let officer = line(&visit.who.officer.display_name);
    let file = LeadFile {
        marking: taken.marking.label(),
        title: line(&view.lead.title),
        id: view.lead.id.to_string(),
        cautions: [site.words(Locale::Indonesian).say("export-caution"), CAUTION.to_owned()],
        exported: words.fill_all("export-by", &[("officer", &officer), ("when", &now)]),
        reason: crate::pages::lead_words::reason(&view.lead.summary.signs, &words),
        reports: ReportsView::new(&view.lead, &words),
        reasons: reasons::list(&view.lead.summary.signs, &examples, &marked, &words),
        units: lines_of(view, &labels, &reader),
        ties: Ties::new(view, &words),
        decisions: decisions_of(view, &labels, &reader),
        posts,
        left_out: (taken.left_out > 0).then(|| words.count("export-left-out", taken.left_out as usize)),
        words: &words,
    };
    Ok(file.render()?)
}

/// Neither a lead's words nor a name of a person is in the name of a file.
fn file_name(taken: &TakenOut, ending: &str) -> String {
    let marking = taken.marking.label().replace([':', '+'], "-");
    format!("suar-{}-{marking}.{ending}", taken.view.lead.id)
}

/// A file to be kept, never to be opened within the site.
fn attachment(bytes: Vec<u8>, kind: &'static str, name: &str) -> Result<Response, Trouble> {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let disposition = disposition.map_err(|_| Trouble::Internal("the name of a file has no form".to_owned()))?;
    let mut response = ([(header::CONTENT_TYPE, kind)], bytes).into_response();
    response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    Ok(response)
}

/// A moment as the file tells it: a file is read long after.
impl PostBox {
    pub(super) fn exact(&self) -> &str {
        self.when.as_ref().map_or("", |when: &When| when.iso.as_str())
    }
}
