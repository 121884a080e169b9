//! What goes wrong is told as JSON, whatever it is, and repeats nothing of what was sent.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode, header};
use http_body_util::channel::Channel;
use suar_policy::Role;
use suar_server::Settings;

use super::office::Office;

#[tokio::test]
async fn unknown_addresses_and_methods_answer_with_a_problem() {
    let office = Office::open().await;
    for path in ["/api", "/api/", "/api/v1", "/api/v2/leads", "/api/v1/lead", "/api/v1/leads/", "/api/v1/health/x"] {
        let answer = office.send(Request::get(path).body(Body::empty()).unwrap()).await;
        assert_eq!((answer.status.as_u16(), answer.problem().as_str()), (404, "not_found"), "{path}");
    }
    for (method, path) in [("DELETE", "/leads"), ("PUT", "/check"), ("GET", "/check"), ("PATCH", "/imports")] {
        let answer = office.ask(method, path, "", None).await;
        assert_eq!((answer.status.as_u16(), answer.problem().as_str()), (405, "method_not_allowed"), "{method} {path}");
        assert!(!answer.header("allow").is_empty(), "{method} {path}");
    }
    let page = office.send(Request::get("/apix").body(Body::empty()).unwrap()).await;
    assert!(page.text().contains("<html"), "other addresses answer with pages");
}

#[tokio::test]
async fn bodies_that_are_no_json_too_large_or_of_another_kind() {
    let office = Office::open().await;
    let send = async |kind: &str, body: String| {
        let request = Request::post("/api/v1/check").header(header::CONTENT_TYPE, kind);
        let answer = office.send(request.body(Body::from(body)).unwrap()).await;
        (answer.status.as_u16(), answer.problem())
    };
    for body in ["", "{", "{\"text\": \"a\"} x", "nul", "{\"text\": \"\\ud800\"}", "\u{feff}{}"] {
        assert_eq!(send("application/json", body.to_owned()).await, (400, "not_json".to_owned()), "{body}");
    }
    assert_eq!(send("application/json", "[".repeat(100_000)).await.0, 422, "a list is no object");
    assert_eq!(send("application/json", format!("{{\"text\": {}", "[".repeat(100_000))).await.0, 422);
    let huge = format!("{{\"text\": \"{}\"}}", "a".repeat(600 << 10));
    assert_eq!(send("application/json", huge).await, (413, "too_large".to_owned()));
    for kind in ["text/plain", "application/x-www-form-urlencoded", "", "application/jsonp"] {
        assert_eq!(send(kind, "{}".to_owned()).await, (415, "unsupported_media_type".to_owned()), "{kind}");
    }
}

#[tokio::test]
async fn problems_repeat_no_word_of_the_request() {
    let office = Office::open().await;
    let secret = "rahasia-6281200009999";
    let bodies = [
        format!("{{\"text\": {{\"{secret}\": 1}}}}"),
        format!("{{\"{secret}\": 1}}"),
        format!("{{\"text\": \"a\", \"language\": \"{secret}\"}}"),
        format!("{{\"text\": \"{secret}\" {secret}"),
    ];
    for body in bodies {
        let request = Request::post("/api/v1/check").header(header::CONTENT_TYPE, "application/json");
        let answer = office.send(request.body(Body::from(body.clone())).unwrap()).await;
        assert!(answer.status.is_client_error() && !answer.text().contains("rahasia"), "{body}: {}", answer.text());
    }
    for path in [format!("/leads?{secret}=1"), format!("/leads?state={secret}"), format!("/leads/{secret}")] {
        let answer = office.get(&path, Role::Manager).await;
        assert!(answer.status.is_client_error() && !answer.text().contains("rahasia"), "{path}");
    }
}

#[tokio::test]
async fn a_request_of_another_site_and_one_that_takes_too_long() {
    let settings = Settings { request_timeout: Duration::from_millis(50), ..Settings::default() };
    let office = Office::with_settings(settings).await;
    // A body that never ends.
    let (_sender, body) = Channel::<Bytes, Infallible>::new(1);
    let request = Request::post("/api/v1/check").header("content-type", "application/json");
    let slow = office.send(request.body(Body::new(body)).unwrap()).await;
    assert_eq!((slow.status.as_u16(), slow.problem().as_str()), (408, "timeout"));
    let request = Request::post("/api/v1/check").header("sec-fetch-site", "cross-site");
    let answer = office.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!((answer.status, answer.problem().as_str()), (StatusCode::FORBIDDEN, "forbidden"));
    assert!(answer.header("content-security-policy").starts_with("default-src 'none'"));
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("set-cookie"), "");
}
