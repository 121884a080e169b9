use std::sync::LazyLock;

use axum::extract::{RawQuery, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::site::Site;
use crate::trouble::Trouble;

#[derive(RustEmbed)]
#[folder = "static"]
struct StaticFiles;

const STYLE: &str = "suar.css";
const OFFICE_STYLE: &str = "office.css";

static STYLE_HASH: LazyLock<String> = LazyLock::new(|| hash_of(STYLE));
static OFFICE_STYLE_HASH: LazyLock<String> = LazyLock::new(|| hash_of(OFFICE_STYLE));

fn hash_of(name: &str) -> String {
    let hash = StaticFiles::get(name).map(|file| blake3::hash(&file.data).to_hex());
    hash.map(|hash| hash.chars().take(12).collect()).unwrap_or_default()
}

/// The address of the style sheet; it changes whenever the sheet does.
pub(crate) fn style_address() -> String {
    format!("/static/{STYLE}?v={}", *STYLE_HASH)
}

/// The address of the sheet that officers' pages have besides.
pub(crate) fn office_style_address() -> String {
    format!("/static/{OFFICE_STYLE}?v={}", *OFFICE_STYLE_HASH)
}

pub(crate) async fn style(RawQuery(query): RawQuery, State(_): State<Site>) -> Result<Response, Trouble> {
    sheet(STYLE, &STYLE_HASH, query.as_deref())
}

pub(crate) async fn office_style(RawQuery(query): RawQuery, State(_): State<Site>) -> Result<Response, Trouble> {
    sheet(OFFICE_STYLE, &OFFICE_STYLE_HASH, query.as_deref())
}

fn sheet(name: &str, hash: &str, query: Option<&str>) -> Result<Response, Trouble> {
    let is_exact = query.is_some_and(|query| query == format!("v={hash}"));
    let cache = if is_exact { "public, max-age=31536000, immutable" } else { "no-cache" };
    Ok(answer(get(name)?, "text/css; charset=utf-8", cache))
}

pub(crate) async fn favicon() -> Result<Response, Trouble> {
    Ok(answer(get("favicon.svg")?, "image/svg+xml", "public, max-age=86400"))
}

pub(crate) async fn robots() -> Result<Response, Trouble> {
    Ok(answer(get("robots.txt")?, "text/plain; charset=utf-8", "public, max-age=86400"))
}

fn get(name: &str) -> Result<EmbeddedFile, Trouble> {
    StaticFiles::get(name).ok_or(Trouble::NotFound)
}

fn answer(file: EmbeddedFile, kind: &'static str, cache: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, cache)], file.data.into_owned()).into_response()
}
