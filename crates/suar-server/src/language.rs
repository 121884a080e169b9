use axum::http::{HeaderMap, Uri, header};
use suar_app::Locale;

/// The name of the query parameter and of the cookie.
pub(crate) const LANGUAGE_KEY: &str = "lang";

/// What the address asks for.
pub(crate) fn asked_for(uri: &Uri) -> Option<Locale> {
    let pairs = uri.query()?.split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(|(name, _)| *name == LANGUAGE_KEY).find_map(|(_, code)| Locale::from_code(code))
}

/// The language for a request: what its address asks for, else what its cookie remembers.
pub(crate) fn of_request(uri: &Uri, headers: &HeaderMap) -> Locale {
    asked_for(uri).or_else(|| remembered(headers)).unwrap_or(Locale::Indonesian)
}

/// The cookie that remembers the language.
pub(crate) fn cookie_of(locale: Locale) -> String {
    format!("{LANGUAGE_KEY}={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly", locale.code())
}

fn remembered(headers: &HeaderMap) -> Option<Locale> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(name, _)| *name == LANGUAGE_KEY).find_map(|(_, code)| Locale::from_code(code))
}
