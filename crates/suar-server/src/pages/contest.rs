//! Whoever feels wrongly accused can say so, and has a day by which an answer is due.

use askama::Template;
use axum::extract::{Form, State};
use axum::response::Response;
use jiff::civil::Date;
use serde::Deserialize;

use super::code_form::{CodeFields, CodePage, Outcome, ReceivedPage};
use super::form_fault::FormFault;
use super::words_of_strangers::{clean_field, clean_line};
use crate::frame::{Frame, draw, draw_with};
use crate::protection::{FormContent, FormPurpose, Spending};
use crate::site::Site;
use crate::time;
use crate::trouble::Trouble;
use crate::visit::Visit;
use suar_app::{ContestProgress, NewContest, Progress, ReturnCode};

pub(crate) const LONGEST_SUBJECT: usize = 500;
pub(crate) const LONGEST_REASON: usize = 5_000;

#[derive(Template)]
#[template(path = "contest.html")]
struct ContestPage {
    frame: Frame,
    token: String,
    subject: String,
    reason: String,
    promise: String,
    fault: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct ContestFields {
    #[serde(default)]
    token: String,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    reason: String,
}

pub(crate) async fn show(State(site): State<Site>, visit: Visit) -> Result<Response, Trouble> {
    draw(&ContestPage::new(&site, &visit)?)
}

pub(crate) async fn contest(
    State(site): State<Site>,
    visit: Visit,
    Form(fields): Form<ContestFields>,
) -> Result<Response, Trouble> {
    visit.spend(Spending::Contest, site.settings().contests)?;
    let mut page = ContestPage::new(&site, &visit)?;
    page.subject = clean_line(&fields.subject, LONGEST_SUBJECT);
    page.reason = clean_field(&fields.reason);
    let code = match page.check(&visit, &fields.token) {
        Ok(code) => code,
        Err(fault) => {
            page.fault = Some(fault.message);
            return draw_with(fault.status, &page);
        }
    };
    let due = due_day(&site);
    let contest = NewContest {
        subject: page.subject,
        reason: page.reason,
        code: Some(code),
        locale: visit.locale,
        received: site.now(),
        due,
    };
    let code = site.desk().contest(contest).await?;
    let frame = visit.frame("contest-title", "/sanggah");
    let answer = frame.words().fill("contest-next-answer", "date", &time::long_day(due, frame.words()));
    let next = vec![answer, frame.say("contest-next-person"), frame.say("contest-next-kept")];
    let heading = frame.say("contest-received");
    draw(&ReceivedPage { frame, heading, code: code.to_string(), come_back: "/sanggah/kode", next })
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
    let code = match page.open(&visit, FormPurpose::FIND_CONTEST, &fields) {
        Ok(code) => code,
        Err(fault) => return page.refuse(fault),
    };
    match site.desk().find_contest(code).await? {
        Some(found) => page.outcome = Some(outcome(&found, &site, &page.frame)),
        None => return page.not_found(),
    }
    draw(&page)
}

fn code_page(visit: &Visit) -> Result<CodePage, Trouble> {
    let frame = visit.frame("contest-title", "/sanggah/kode");
    let (heading, lead) = (frame.say("contest-code-heading"), frame.say("contest-code-lead"));
    Ok(CodePage::new(frame, heading, lead, visit.token(FormPurpose::FIND_CONTEST)?))
}

fn outcome(found: &ContestProgress, site: &Site, frame: &Frame) -> Outcome {
    let words = frame.words();
    let today = time::day_of(site.now(), &site.settings().home_zone);
    let state = match found.progress {
        Progress::Waiting | Progress::Reading if today > found.due => "contest-state-late",
        Progress::Waiting => "contest-state-waiting",
        Progress::Reading => "contest-state-reading",
        Progress::Done => "contest-state-done",
    };
    Outcome {
        rows: vec![
            (frame.say("code-received-at"), time::moment(found.received, &site.settings().home_zone, words)),
            (frame.say("contest-due"), time::long_day(found.due, words)),
            (frame.say("code-state"), frame.say(state)),
        ],
        answer: found.answer.clone(),
    }
}

/// The day by which a contest of today is answered.
pub(crate) fn due_day(site: &Site) -> Date {
    let today = time::day_of(site.now(), &site.settings().home_zone);
    time::after_working_days(today, site.settings().contest_working_days)
}

impl ContestPage {
    fn new(site: &Site, visit: &Visit) -> Result<Self, Trouble> {
        let frame = visit.frame("contest-title", "/sanggah");
        let due = time::long_day(due_day(site), frame.words());
        let promise = frame.words().fill("contest-promise", "date", &due);
        let token = visit.token(FormPurpose::CONTEST)?;
        Ok(Self { frame, token, subject: String::new(), reason: String::new(), promise, fault: None })
    }

    fn check(&self, visit: &Visit, token: &str) -> Result<ReturnCode, FormFault> {
        let words = self.frame.words();
        let content = FormContent::of([self.subject.as_str(), &self.reason]);
        let opened = visit.redeem_for(FormPurpose::CONTEST, token, &content);
        let code = opened.map_err(|fault| FormFault::of_token(fault, words))?;
        if self.subject.is_empty() || self.reason.trim().is_empty() {
            return Err(FormFault::of_content(words.say("contest-empty")));
        }
        let length = self.reason.chars().count();
        if length > LONGEST_REASON {
            let (length, most) = (words.number(length), words.number(LONGEST_REASON));
            return Err(FormFault::too_large(
                words.fill_all("check-too-long", &[("length", &length), ("most", &most)]),
            ));
        }
        Ok(code)
    }
}
