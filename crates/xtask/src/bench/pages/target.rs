//! What is measured: pages by name, and what is promised of them.

use std::collections::BTreeSet;

use anyhow::{Result, bail};

use crate::http::{Client, Request, form_of};
use crate::session::fetch_token;

/// A page that is measured.
#[derive(Clone, Debug, Default)]
pub(super) struct Target {
    pub(super) name: String,
    pub(super) path: String,
    /// The page whose form is posted to `path`; without one `path` is fetched.
    pub(super) form_at: Option<String>,
    pub(super) p95_ms: Option<f64>,
    pub(super) gzipped_bytes: usize,
}

const ANY_PAGE_BYTES: usize = 60_000;
const FIRST_PAGE_BYTES: usize = 25_000;
const CHECK_MS: f64 = 20.0;
const OFFICER_MS: f64 = 50.0;

fn page(name: &str, path: &str) -> Target {
    Target { name: name.to_owned(), path: path.to_owned(), gzipped_bytes: ANY_PAGE_BYTES, ..Target::default() }
}

/// The pages of the public.
pub(super) fn public() -> Vec<Target> {
    vec![
        Target { gzipped_bytes: FIRST_PAGE_BYTES, ..page("start", "/") },
        Target { form_at: Some("/".to_owned()), p95_ms: Some(CHECK_MS), ..page("check an offer", "/cek") },
        page("form to report", "/lapor"),
        page("form to contest", "/sanggah"),
        page("whom to call", "/bantuan"),
        page("about", "/tentang"),
    ]
}

/// The pages of officers: `name=/path` by commas, as they are given.
pub(super) fn officers(given: &str) -> Result<Vec<Target>> {
    let mut targets = Vec::new();
    for pair in given.split(',').filter(|pair| !pair.is_empty()) {
        let Some((name, path)) = pair.split_once('=') else {
            bail!("`{pair}` is not of the shape name=/path");
        };
        targets.push(Target { p95_ms: Some(OFFICER_MS), ..page(name, path) });
    }
    Ok(targets)
}

/// Every request is another visitor's: all numbers from 10.0.0.1 on.
pub(super) fn visitor(number: usize) -> String {
    let [_, high, middle, low] = (number as u32 + 1).to_be_bytes();
    format!("10.{high}.{middle}.{low}")
}

/// The requests of a measurement. Each form has a token of its own, fetched now.
pub(super) fn requests(client: &mut Client, target: &Target, cookie: &str, texts: &[String]) -> Result<Vec<Request>> {
    let mut requests = Vec::with_capacity(texts.len());
    for (number, text) in texts.iter().enumerate() {
        let mut request = Request {
            path: target.path.clone(),
            cookie: cookie.to_owned(),
            visitor: visitor(number),
            is_compressed: true,
            ..Request::default()
        };
        if let Some(form_at) = &target.form_at {
            let token = fetch_token(client, form_at, cookie)?;
            request.form = Some(form_of(&[("token", &token), ("text", text)]));
        }
        requests.push(request);
    }
    Ok(requests)
}

/// What a page loads beside itself.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Files {
    pub(super) plain_bytes: usize,
    pub(super) gzipped_bytes: usize,
}

/// Fetches a page and all that it loads.
pub(super) fn files_of(client: &mut Client, request: &Request) -> Result<Files> {
    let page = client.send(request)?.body;
    let mut files = Files::default();
    for path in addresses_in(&String::from_utf8_lossy(&page)) {
        let plain = Request { path, ..Request::default() };
        files.plain_bytes += client.send(&plain)?.body.len();
        files.gzipped_bytes += client.send(&Request { is_compressed: true, ..plain })?.body.len();
    }
    Ok(files)
}

/// The addresses of styles, scripts and icons, each once.
fn addresses_in(page: &str) -> BTreeSet<String> {
    let is_file = |word: &&str| word.starts_with("/static/") || *word == "/favicon.svg";
    page.split('"').filter(is_file).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;

    #[test]
    fn officers_pages_are_named_in_one_line() {
        let targets = officers("leads=/a,one lead=/a/1").unwrap();
        let paths: Vec<&str> = targets.iter().map(|target| target.path.as_str()).collect();
        assert_eq!(paths, ["/a", "/a/1"]);
        assert!(targets.iter().all(|target| target.p95_ms.is_some()));
        assert!(officers("").unwrap().is_empty());
        assert!(officers("/a").is_err());
    }

    #[test]
    fn visitors_differ() {
        assert_eq!((visitor(0), visitor(299)), ("10.0.0.1".to_owned(), "10.0.1.44".to_owned()));
    }

    #[test]
    fn what_a_page_loads_is_found_once() {
        let page =
            r#"<link href="/static/a.css"><a href="/lapor"><script src="/static/b.js"></script><x y="/static/a.css">"#;
        assert_eq!(addresses_in(page).into_iter().collect::<Vec<String>>(), ["/static/a.css", "/static/b.js"]);
    }
}
