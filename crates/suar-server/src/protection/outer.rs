//! What happens to every response last: troubles get a page, headers are set.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::api;
use crate::language;
use crate::pages::errors;
use crate::site::Site;

/// Marks a response whose page is drawn already, although its status speaks of trouble.
#[derive(Clone, Copy)]
pub(crate) struct Drawn;

const HEADERS: [(HeaderName, &str); 7] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Whoever came over TLS once comes over TLS only, for a year.
const YEAR_OF_TLS: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Runs the request and finishes its response.
pub(crate) async fn finish(State(site): State<Site>, request: Request, next: Next) -> Response {
    let locale = language::of_request(request.uri(), request.headers());
    let is_for_programs = api::is_for_programs(request.uri().path());
    let asked_for = if is_for_programs { None } else { language::asked_for(request.uri()) };
    let mut response =
        if is_foreign_post(&request) { StatusCode::FORBIDDEN.into_response() } else { next.run(request).await };
    if needs_page(&response) {
        response = if is_for_programs { api::in_place_of(&response) } else { errors::draw(&site, locale, response) };
    }
    if let Some(cookie) = asked_for.and_then(|locale| HeaderValue::from_str(&language::cookie_of(locale)).ok()) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    if site.settings().is_secure {
        response.headers_mut().entry(header::STRICT_TRANSPORT_SECURITY).or_insert(YEAR_OF_TLS);
    }
    set_headers(response.headers_mut());
    response
}

/// A form of another site that posts to this one. A browser says so itself; since no referrer is
/// sent, the origin of our own forms is not told and can't be asked.
fn is_foreign_post(request: &Request) -> bool {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let site = request.headers().get("sec-fetch-site").map(HeaderValue::as_bytes);
    !is_read && site.is_some_and(|site| site == b"cross-site" || site == b"same-site")
}

/// Whether a response is a bare status that people would see.
pub(crate) fn needs_page(response: &Response) -> bool {
    let status = response.status();
    let is_trouble = status.is_client_error() || status.is_server_error();
    let content_type = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let is_for_machines = content_type.is_some_and(|kind| kind.starts_with("application/"));
    is_trouble && !is_for_machines && response.extensions().get::<Drawn>().is_none()
}

/// A page that needs less strict headers says so itself; what it does not say is as strict as can be.
fn set_headers(headers: &mut HeaderMap) {
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}
