//! The check of an offer: paste it, see its signs. Nothing is kept.

mod act;
pub(crate) mod result;

use askama::Template;
use axum::extract::{Form, RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::form_fault::FormFault;
use super::words_of_strangers::clean_field;
use crate::frame::{Frame, draw, draw_with};
use crate::protection::{FormPurpose, Spending};
use crate::site::Site;
use crate::trouble::Trouble;
use crate::visit::Visit;
use result::ResultView;

/// The longest text that is read.
pub(crate) const MOST_CHARACTERS: usize = 20_000;

#[derive(Template)]
#[template(path = "check.html")]
struct CheckPage {
    frame: Frame,
    token: String,
    text: String,
    fault: Option<String>,
    result: Option<ResultView>,
}

#[derive(Deserialize)]
pub(crate) struct CheckFields {
    #[serde(default)]
    token: String,
    #[serde(default)]
    text: String,
}

pub(crate) async fn show(visit: Visit) -> Result<Response, Trouble> {
    let page = CheckPage::new(&visit, String::new())?;
    draw(&page)
}

pub(crate) async fn check(
    State(site): State<Site>,
    visit: Visit,
    Form(fields): Form<CheckFields>,
) -> Result<Response, Trouble> {
    visit.spend(Spending::Check, site.settings().checks)?;
    let text = clean_field(&fields.text);
    let mut page = CheckPage::new(&visit, text)?;
    if let Some(fault) = page.fault_of(&visit, &fields.token) {
        page.fault = Some(fault.message);
        return draw_with(fault.status, &page);
    }
    let reading = site.read(&page.text).await?;
    page.result = Some(ResultView::new(&page.text, &reading, &site.contacts().await, page.frame.words()));
    page.frame.switch_posts = Some("/cek");
    draw(&page)
}

/// A result can't be fetched again: it was never kept.
pub(crate) async fn go_back(RawQuery(query): RawQuery) -> Response {
    back_to("/", query)
}

/// Leads to a page that can be fetched, and keeps the language that was asked for.
pub(crate) fn back_to(path: &str, query: Option<String>) -> Response {
    let is_plain = |query: &String| query.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'=');
    let address = query.filter(is_plain).map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"));
    Redirect::to(&address).into_response()
}

impl CheckPage {
    fn new(visit: &Visit, text: String) -> Result<Self, Trouble> {
        let token = visit.token(FormPurpose::CHECK)?;
        Ok(Self { frame: visit.frame("check-title", "/"), token, text, fault: None, result: None })
    }

    fn fault_of(&self, visit: &Visit, token: &str) -> Option<FormFault> {
        let words = self.frame.words();
        if let Err(fault) = visit.redeem(FormPurpose::CHECK, token) {
            return Some(FormFault::of_token(fault, words));
        }
        if self.text.trim().is_empty() {
            return Some(FormFault::of_content(words.say("check-empty")));
        }
        let length = self.text.chars().count();
        (length > MOST_CHARACTERS).then(|| {
            let gaps = [("length", words.number(length)), ("most", words.number(MOST_CHARACTERS))];
            let gaps: Vec<(&str, &str)> = gaps.iter().map(|(name, value)| (*name, value.as_str())).collect();
            FormFault::too_large(words.fill_all("check-too-long", &gaps))
        })
    }
}
