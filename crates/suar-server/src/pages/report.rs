//! Reporting an offer without a name, and coming back with a code.

mod draft;
mod files;

use askama::Template;
use axum::extract::{Form, Multipart, RawQuery, State};
use axum::response::Response;
use jiff::civil::Date;
use serde::Deserialize;

use super::check::back_to;
use super::code_form::{CodeFields, CodePage, Outcome, ReceivedPage};
use super::form_fault::FormFault;
use super::words_of_strangers::clean_field;
use crate::frame::{Frame, draw, draw_with};
use crate::protection::{FormPurpose, Spending};
use crate::site::Site;
use crate::time;
use crate::trouble::Trouble;
use crate::visit::Visit;
use draft::{Draft, Fields};
pub(crate) use draft::{LONGEST_NOTE, LONGEST_PLACE};
pub(crate) use files::MOST_BODY_BYTES;
use suar_app::ReturnCode;
use suar_app::{NewReport, Progress, ReportProgress, SeenAt};

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    frame: Frame,
    token: String,
    fields: Fields,
    places: Vec<PlaceChoice>,
    today: Date,
    fault: Option<String>,
}

struct PlaceChoice {
    name: &'static str,
    label: String,
    is_chosen: bool,
}

#[derive(Deserialize)]
pub(crate) struct StartFields {
    #[serde(default)]
    text: String,
}

pub(crate) async fn show(State(site): State<Site>, visit: Visit) -> Result<Response, Trouble> {
    draw(&ReportPage::new(&site, &visit, Fields::default())?)
}

/// The form with a text that was just checked. Nothing is kept yet.
pub(crate) async fn start(
    State(site): State<Site>,
    visit: Visit,
    Form(fields): Form<StartFields>,
) -> Result<Response, Trouble> {
    let fields = Fields { text: clean_field(&fields.text), ..Fields::default() };
    draw(&ReportPage::new(&site, &visit, fields)?)
}

pub(crate) async fn go_back(RawQuery(query): RawQuery) -> Response {
    back_to("/lapor", query)
}

pub(crate) async fn report(State(site): State<Site>, visit: Visit, multipart: Multipart) -> Result<Response, Trouble> {
    visit.spend(Spending::Report, site.settings().reports)?;
    let _place = site.upload_place()?;
    let draft = Draft::read(multipart).await?;
    let mut page = ReportPage::new(&site, &visit, draft.fields.clone())?;
    let opened = visit.redeem_for(FormPurpose::REPORT, &draft.token, &draft.content());
    let words = page.frame.words();
    let opened = opened.map_err(|fault| FormFault::of_token(fault, words));
    let checked = opened.and_then(|code| Ok((draft.check(page.today, words)?, code)));
    let (checked, code) = match checked {
        Ok(checked) => checked,
        Err(fault) => {
            page.fault = Some(fault.message);
            return draw_with(fault.status, &page);
        }
    };
    let code = site.desk().report(checked.into_report(code, visit.locale, site.now())).await?;
    draw(&received(visit.frame("report-title", "/lapor"), &code))
}

fn received(frame: Frame, code: &ReturnCode) -> ReceivedPage {
    let next = ["report-next-read", "report-next-use", "report-next-danger"].map(|key| frame.say(key)).to_vec();
    ReceivedPage {
        heading: frame.say("report-received"),
        code: code.to_string(),
        come_back: "/lapor/kode",
        next,
        frame,
    }
}

pub(crate) async fn show_code(visit: Visit) -> Result<Response, Trouble> {
    draw(&code_page(&visit)?)
}

pub(crate) async fn find(
    State(site): State<Site>,
    visit: Visit,
    Form(fields): Form<CodeFields>,
) -> Result<Response, Trouble> {
    visit.spend(Spending::LookUp, site.settings().look_ups)?;
    let mut page = code_page(&visit)?;
    let code = match page.open(&visit, FormPurpose::FIND_REPORT, &fields) {
        Ok(code) => code,
        Err(fault) => return page.refuse(fault),
    };
    match site.desk().find_report(code).await? {
        Some(found) => page.outcome = Some(outcome(&found, &site, &page.frame)),
        None => return page.not_found(),
    }
    draw(&page)
}

fn code_page(visit: &Visit) -> Result<CodePage, Trouble> {
    let frame = visit.frame("report-title", "/lapor/kode");
    let (heading, lead) = (frame.say("report-code-heading"), frame.say("report-code-lead"));
    Ok(CodePage::new(frame, heading, lead, visit.token(FormPurpose::FIND_REPORT)?))
}

fn outcome(found: &ReportProgress, site: &Site, frame: &Frame) -> Outcome {
    let received = time::moment(found.received, &site.settings().home_zone, frame.words());
    let state = match found.progress {
        Progress::Waiting => "report-state-waiting",
        Progress::Reading => "report-state-reading",
        Progress::Done => "report-state-done",
    };
    Outcome {
        rows: vec![(frame.say("code-received-at"), received), (frame.say("code-state"), frame.say(state))],
        answer: found.answer.clone(),
    }
}

impl ReportPage {
    fn new(site: &Site, visit: &Visit, fields: Fields) -> Result<Self, Trouble> {
        let frame = visit.frame("report-title", "/lapor");
        let token = visit.token(FormPurpose::REPORT)?;
        let today = time::day_of(site.now(), &site.settings().home_zone);
        let choice = |place: SeenAt| PlaceChoice {
            name: place.name(),
            label: frame.say(&format!("seen-{}", place.name())),
            is_chosen: place.name() == fields.seen_at,
        };
        let places = SeenAt::ALL.into_iter().map(choice).collect();
        Ok(Self { frame, token, fields, places, today, fault: None })
    }
}

impl draft::CheckedDraft {
    fn into_report(self, code: ReturnCode, locale: suar_app::Locale, received: jiff::Timestamp) -> NewReport {
        NewReport {
            text: self.text,
            seen_at: self.seen_at,
            seen_where: self.seen_where,
            seen_on: self.seen_on,
            note: self.note,
            files: self.files,
            code: Some(code),
            locale,
            received,
        }
    }
}
