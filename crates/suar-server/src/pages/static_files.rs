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
const LEADS_STYLE: &str = "leads.css";
const KEYS: &str = "keys.js";

static STYLE_HASH: LazyLock<String> = LazyLock::new(|| hash_of(STYLE));
static OFFICE_STYLE_HASH: LazyLock<String> = LazyLock::new(|| hash_of(OFFICE_STYLE));
static LEADS_STYLE_HASH: LazyLock<String> = LazyLock::new(|| hash_of(LEADS_STYLE));
static KEYS_HASH: LazyLock<String> = LazyLock::new(|| hash_of(KEYS));

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

/// The address of the sheet for pages about leads.
pub(crate) fn leads_style_address() -> String {
    format!("/static/{LEADS_STYLE}?v={}", *LEADS_STYLE_HASH)
}

/// The address of the script for keys.
pub(crate) fn keys_address() -> String {
    format!("/static/{KEYS}?v={}", *KEYS_HASH)
}

pub(crate) async fn style(RawQuery(query): RawQuery, State(_): State<Site>) -> Result<Response, Trouble> {
    kept(STYLE, &STYLE_HASH, (CSS, query.as_deref()))
}

pub(crate) async fn office_style(RawQuery(query): RawQuery, State(_): State<Site>) -> Result<Response, Trouble> {
    kept(OFFICE_STYLE, &OFFICE_STYLE_HASH, (CSS, query.as_deref()))
}

pub(crate) async fn leads_style(RawQuery(query): RawQuery) -> Result<Response, Trouble> {
    kept(LEADS_STYLE, &LEADS_STYLE_HASH, (CSS, query.as_deref()))
}

pub(crate) async fn keys(RawQuery(query): RawQuery) -> Result<Response, Trouble> {
    kept(KEYS, &KEYS_HASH, ("text/javascript; charset=utf-8", query.as_deref()))
}

const CSS: &str = "text/css; charset=utf-8";

/// A file is kept long only under the address that names its content.
fn kept(name: &str, hash: &str, (kind, query): (&'static str, Option<&str>)) -> Result<Response, Trouble> {
    let is_exact = query.is_some_and(|query| query == format!("v={hash}"));
    let cache = if is_exact { "public, max-age=31536000, immutable" } else { "no-cache" };
    Ok(answer(get(name)?, kind, cache))
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
