//! Contests, as managers read and answer them before their day.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use suar_signal::ContestId;
use suar_store::{Contest, DeskState};

use super::faults::id_of;
use super::form_fault::FormFault;
use super::news::News;
use super::report_desk::{AnswerFields, badge, fault_in, speaks};
use super::words_of_strangers::{clean_field, clean_line, show as visible};
use crate::frame::{Frame, draw, draw_with};
use crate::office::{KeyedForm, OfficerVisit};
use crate::site::Site;
use crate::time;
use crate::trouble::Trouble;

/// Contests on the page.
const MOST_SHOWN: u32 = 200;
/// Letters of what it is about, in the list.
const LONGEST_SUBJECT: usize = 120;

#[derive(Template)]
#[template(path = "contests.html")]
struct ContestsPage {
    frame: Frame,
    news: Option<String>,
    rows: Vec<Row>,
    is_cut: bool,
}

struct Row {
    id: ContestId,
    subject: String,
    clock: (&'static str, String),
    due: String,
    badge: (&'static str, String),
    received: String,
}

#[derive(Template)]
#[template(path = "contest_desk.html")]
struct ContestPage {
    frame: Frame,
    id: ContestId,
    subject: String,
    reason: String,
    clock: (&'static str, String),
    badge: (&'static str, String),
    facts: Vec<(String, String)>,
    answered: Option<String>,
    answer: String,
    speaks: String,
    fault: Option<String>,
}

pub(crate) async fn list(State(site): State<Site>, visit: OfficerVisit, news: News) -> Result<Response, Trouble> {
    let contests = site.app().list_contests(visit.actor(), MOST_SHOWN).await?;
    let frame = visit.frame("contests-title", "/sanggahan").await?;
    let row = |contest: Contest| Row {
        id: contest.id,
        clock: clock(&contest, &site, &frame),
        due: time::long_day(contest.due, frame.words()),
        badge: badge(contest.state, &frame),
        received: time::since(contest.received_at, site.now(), &site.settings().home_zone, frame.words()),
        subject: clean_line(&contest.subject, LONGEST_SUBJECT),
    };
    let is_cut = contests.len() == MOST_SHOWN as usize;
    let rows = contests.into_iter().map(row).collect();
    draw(&ContestsPage { news: news.say(&frame), rows, is_cut, frame })
}

pub(crate) async fn show(
    State(site): State<Site>,
    visit: OfficerVisit,
    Path(id): Path<String>,
) -> Result<Response, Trouble> {
    draw(&ContestPage::load(&site, &visit, id_of(&id)?).await?)
}

pub(crate) async fn answer(
    State(site): State<Site>,
    visit: OfficerVisit,
    Path(id): Path<String>,
    KeyedForm(fields): KeyedForm<AnswerFields>,
) -> Result<Response, Trouble> {
    let id = id_of(&id)?;
    let answer = clean_field(&fields.answer);
    match fault_in(site.app().answer_contest(visit.actor(), id, &answer).await)? {
        None => Ok(Redirect::to("/sanggahan?kabar=answered").into_response()),
        Some(fault) => {
            let mut page = ContestPage::load(&site, &visit, id).await?;
            let fault = FormFault::of_fault(fault, page.frame.words());
            (page.fault, page.answer) = (Some(fault.message), answer);
            draw_with(fault.status, &page)
        }
    }
}

impl ContestPage {
    async fn load(site: &Site, visit: &OfficerVisit, id: ContestId) -> Result<Self, Trouble> {
        let contest = site.app().get_contest(visit.actor(), id).await?;
        let frame = visit.frame("contests-title", format!("/sanggahan/{id}")).await?;
        let words = frame.words();
        let moment = |at| time::since(at, site.now(), &site.settings().home_zone, words);
        let mut facts = vec![
            (frame.say("contest-desk-received"), moment(contest.received_at)),
            (frame.say("contest-desk-due"), time::long_day(contest.due, words)),
        ];
        facts.extend(contest.answered_at.map(|at| (frame.say("contest-desk-answered"), moment(at))));
        Ok(Self {
            id,
            clock: clock(&contest, site, &frame),
            badge: badge(contest.state, &frame),
            facts,
            subject: visible(&contest.subject),
            reason: visible(&contest.reason),
            answered: contest.answer.as_deref().map(visible),
            answer: String::new(),
            speaks: speaks(&contest.locale, &frame),
            fault: None,
            frame,
        })
    }
}

/// How long is left until the day that was promised.
fn clock(contest: &Contest, site: &Site, frame: &Frame) -> (&'static str, String) {
    if contest.state == DeskState::Done {
        return ("settled", frame.say("contest-clock-done"));
    }
    let today = time::day_of(site.now(), &site.settings().home_zone);
    let days = days_between(today, contest.due);
    let count = usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX);
    match days {
        ..0 => ("danger", frame.words().count("contest-clock-late", count)),
        0 => ("caution", frame.say("contest-clock-today")),
        1..=2 => ("caution", frame.words().count("contest-clock-left", count)),
        _ => ("", frame.words().count("contest-clock-left", count)),
    }
}

fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_counted_over_months() {
        assert_eq!(days_between(date(2026, 11, 24), date(2026, 12, 3)), 9);
        assert_eq!(days_between(date(2026, 12, 3), date(2026, 11, 24)), -9);
        assert_eq!(days_between(date(2026, 12, 3), date(2026, 12, 3)), 0);
    }
}
