//! What is measured: pages by name, and what is promised of them.

use std::collections::BTreeSet;

use anyhow::{Context, Result, bail};

use super::client::{Client, Request, form_of};

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
            form: None,
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

/// The cookies of a session, after the form at `path` was posted with a token and these fields.
pub(super) fn sign_in(client: &mut Client, path: &str, fields: &[(&str, &str)]) -> Result<String> {
    let mut all = vec![];
    let token = fetch_token(client, path, "")?;
    all.push(("token", token.as_str()));
    all.extend_from_slice(fields);
    let request = Request { path: path.to_owned(), form: Some(form_of(&all)), ..Request::default() };
    let response = client.send(&request)?;
    if response.status >= 400 || response.cookies.is_empty() {
        bail!("{path} answered {} to the sign-in", response.status);
    }
    Ok(response.cookies.join("; "))
}

fn fetch_token(client: &mut Client, path: &str, cookie: &str) -> Result<String> {
    let request = Request { path: path.to_owned(), cookie: cookie.to_owned(), ..Request::default() };
    let page = client.send(&request)?.body;
    token_in(&String::from_utf8_lossy(&page)).with_context(|| format!("the form at {path} has no token"))
}

/// The hidden field of a form.
fn token_in(page: &str) -> Option<String> {
    let (_, field) = page.split_once("name=\"token\" value=\"")?;
    field.split_once('"').map(|(token, _)| token.to_owned())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use std::io::{BufRead, BufReader, Read, Write};
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    /// Gives each answer to one request, over connections that are closed at once; the requests' bodies.
    fn serve(answers: Vec<&'static str>) -> (String, thread::JoinHandle<Vec<String>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let server = thread::spawn(move || {
            let mut bodies = Vec::new();
            for answer in answers {
                let mut stream = BufReader::new(listener.accept().unwrap().0);
                let mut length = 0;
                let mut line = String::new();
                while stream.read_line(&mut line).unwrap() > 2 {
                    length = line.strip_prefix("content-length: ").map_or(length, |it| it.trim().parse().unwrap());
                    line.clear();
                }
                let mut body = vec![0; length];
                stream.read_exact(&mut body).unwrap();
                bodies.push(String::from_utf8(body).unwrap());
                stream.get_mut().write_all(answer.as_bytes()).unwrap();
            }
            bodies
        });
        (base_url, server)
    }

    #[test]
    fn a_sign_in_posts_the_token_and_gives_the_cookies() {
        let form = "HTTP/1.1 200 OK\r\ncontent-length: 25\r\n\r\nname=\"token\" value=\"t-1\">";
        let welcome = "HTTP/1.1 303 See Other\r\ncontent-length: 0\r\nset-cookie: s=1; HttpOnly\r\n\r\n";
        let (base_url, server) = serve(vec![form, welcome]);
        let mut client = Client::new(&base_url).unwrap();
        assert_eq!(sign_in(&mut client, "/masuk", &[("name", "a b")]).unwrap(), "s=1");
        assert_eq!(server.join().unwrap(), ["", "token=t-1&name=a%20b"]);
    }

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

    #[test]
    fn the_token_of_a_form_is_found() {
        assert_eq!(token_in("<input type=\"hidden\" name=\"token\" value=\"a1\">").unwrap(), "a1");
        assert_eq!(token_in("<p>"), None);
    }
}
