//! Signing in as an officer would: by the form.

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::http::{Client, Request, form_of};

/// The cookies of a session, by a sign-in as `e2e/settings.mjs` reads it: the path of a form, and its fields.
pub(crate) fn sign_in(client: &mut Client, words: &str) -> Result<String> {
    let words: Value = serde_json::from_str(words).context("the sign-in is no JSON")?;
    let path = words.get("path").and_then(Value::as_str).context("the sign-in names no path")?;
    let fields = words.get("fields").and_then(Value::as_object).context("the sign-in names no fields")?;
    let fields: Vec<(&str, &str)> =
        fields.iter().filter_map(|(name, value)| Some((name.as_str(), value.as_str()?))).collect();
    post_sign_in(client, path, &fields)
}

/// The cookies of a session, after the form at `path` was posted with a token and these fields.
fn post_sign_in(client: &mut Client, path: &str, fields: &[(&str, &str)]) -> Result<String> {
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

/// The token of the form at a path.
pub(crate) fn fetch_token(client: &mut Client, path: &str, cookie: &str) -> Result<String> {
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
        assert_eq!(sign_in(&mut client, r#"{"path": "/masuk", "fields": {"name": "a b"}}"#).unwrap(), "s=1");
        assert_eq!(server.join().unwrap(), ["", "token=t-1&name=a%20b"]);
    }

    #[test]
    fn the_token_of_a_form_is_found() {
        assert_eq!(token_in("<input type=\"hidden\" name=\"token\" value=\"a1\">").unwrap(), "a1");
        assert_eq!(token_in("<p>"), None);
    }
}
