use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use crate::frame::Frame;
use crate::office::OfficerVisit;
use crate::protection::Drawn;
use crate::site::Site;
use crate::texts::Words;
use crate::trouble::{Said, Trouble};
use suar_app::Locale;

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    frame: Frame,
    heading: String,
    message: String,
}

/// The same within the frame of an officer.
#[derive(Template)]
#[template(path = "office_error.html")]
struct OfficeErrorPage {
    frame: Frame,
    heading: String,
    message: String,
}

/// The troubles that have words of their own; others borrow those of 400 and 500.
const KNOWN: [u16; 10] = [400, 403, 404, 405, 408, 409, 413, 429, 500, 503];

/// Draws the page of a trouble in place of the bare response, of which headers stay.
pub(crate) fn draw(site: &Site, locale: Locale, bare: Response) -> Response {
    // No page of the site is the one that is open; the other language is that of the same address.
    let frame = Frame::new(site, locale, "error-title", "");
    let (heading, message) = words_of(&bare, frame.words());
    match (ErrorPage { frame, heading, message }).render() {
        Ok(html) => in_place_of(&bare, html),
        Err(_) => bare,
    }
}

/// Draws it for an officer who is signed in, with their menu.
pub(crate) async fn draw_for_officer(visit: &OfficerVisit, bare: Response) -> Result<Response, Trouble> {
    let frame = visit.frame("error-title", "").await?;
    let (heading, message) = words_of(&bare, frame.words());
    let html = OfficeErrorPage { frame, heading, message }.render()?;
    let mut response = in_place_of(&bare, html);
    response.extensions_mut().insert(Drawn);
    Ok(response)
}

/// What happened, and what to do.
fn words_of(bare: &Response, words: &Words) -> (String, String) {
    let status = bare.status();
    let code = if KNOWN.contains(&status.as_u16()) {
        status.as_u16()
    } else if status.is_client_error() {
        400
    } else {
        500
    };
    let message = match (status, retry_after_minutes(bare), bare.extensions().get::<Said>()) {
        (StatusCode::TOO_MANY_REQUESTS, Some(minutes), _) => words.count("error-429-text", minutes),
        (_, _, Some(said)) => words.say(said.0),
        _ => words.say(&format!("error-{code}-text")),
    };
    (words.say(&format!("error-{code}")), message)
}

/// The page, with what the bare response tells besides.
fn in_place_of(bare: &Response, html: String) -> Response {
    let mut response = (bare.status(), Html(html)).into_response();
    for name in [header::RETRY_AFTER, header::ALLOW] {
        if let Some(value) = bare.headers().get(&name) {
            response.headers_mut().insert(name, value.clone());
        }
    }
    response
}

fn retry_after_minutes(response: &Response) -> Option<usize> {
    let seconds: usize = response.headers().get(header::RETRY_AFTER).map(HeaderValue::to_str)?.ok()?.parse().ok()?;
    Some(seconds.div_ceil(60).max(1))
}
