use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use crate::frame::Frame;
use crate::site::Site;
use suar_app::Locale;

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    frame: Frame,
    heading: String,
    message: String,
}

/// The troubles that have words of their own; others borrow those of 400 and 500.
const KNOWN: [u16; 10] = [400, 403, 404, 405, 408, 409, 413, 429, 500, 503];

/// Draws the page of a trouble in place of the bare response, of which headers stay.
pub(crate) fn draw(site: &Site, locale: Locale, bare: Response) -> Response {
    let status = bare.status();
    let code = if KNOWN.contains(&status.as_u16()) {
        status.as_u16()
    } else if status.is_client_error() {
        400
    } else {
        500
    };
    // No page of the site is the one that is open; the other language is that of the same address.
    let frame = Frame::new(site, locale, "error-title", "");
    let heading = frame.say(&format!("error-{code}"));
    let message = match (status, retry_after_minutes(&bare)) {
        (StatusCode::TOO_MANY_REQUESTS, Some(minutes)) => frame.words().count("error-429-text", minutes),
        _ => frame.say(&format!("error-{code}-text")),
    };
    let page = ErrorPage { frame, heading, message };
    let Ok(html) = page.render() else { return bare };
    let mut response = (status, Html(html)).into_response();
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
