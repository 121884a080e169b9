//! What the public handed in, read and answered.

use axum::http::StatusCode;
use serde_json::json;
use suar_app::{Attachment, FileKind, Locale, NewReport, PublicDesk};
use suar_policy::Role;

use super::office::{NOBODY, Office};

#[tokio::test]
async fn a_report_is_read_answered_and_the_person_sees_it() {
    let office = Office::open().await;
    let report = json!({ "text": "Loker admin Poipet gaji 15 juta", "seen_at": "whatsapp", "note": "hati-hati" });
    let code = office.say("/reports", report).await.json()["code"].clone();
    let list = office.get("/public-reports", Role::Analyst).await;
    assert!(!list.text().contains("Poipet"), "reading the words is an act of its own");
    let line = list.json()["reports"][0].clone();
    assert_eq!((line["seen_at"].as_str(), line["state"].as_str()), (Some("whatsapp"), Some("waiting")));
    let path = format!("/public-reports/{}", line["id"].as_str().unwrap());
    let view = office.get(&path, Role::Analyst).await.json();
    assert_eq!((view["note"].as_str(), view["state"].as_str()), (Some("hati-hati"), Some("reading")));
    let answer = json!({ "answer": "Terima kasih." });
    let answered = office.post(&format!("{path}/answer"), Role::Analyst, answer).await;
    assert_eq!(answered.status, StatusCode::NO_CONTENT);
    let found = office.say("/reports/find", json!({ "code": code })).await.json();
    assert_eq!((found["state"].as_str(), found["answer"].as_str()), (Some("done"), Some("Terima kasih.")));
}

#[tokio::test]
async fn a_contest_is_read_and_answered_by_a_manager() {
    let office = Office::open().await;
    let code =
        office.say("/contests", json!({ "subject": "@contoh", "reason": "berizin" })).await.json()["code"].clone();
    let list = office.get("/contests", Role::Manager).await;
    assert!(!list.text().contains("@contoh"));
    let path = format!("/contests/{}", list.json()["contests"][0]["id"].as_str().unwrap());
    assert_eq!(office.get(&path, Role::Manager).await.json()["reason"], "berizin");
    let answered = office.post(&format!("{path}/answer"), Role::Manager, json!({ "answer": "Kami cabut." })).await;
    assert_eq!(answered.status, StatusCode::NO_CONTENT);
    let found = office.say("/contests/find", json!({ "code": code })).await.json();
    assert_eq!((found["state"].as_str(), found["answer"].as_str()), (Some("done"), Some("Kami cabut.")));
}

#[tokio::test]
async fn answers_have_bounds_and_go_to_what_is_there() {
    let office = Office::open().await;
    for path in ["/public-reports", "/contests"] {
        assert_eq!(office.get(&format!("{path}/{NOBODY}"), Role::Manager).await.problem(), "not_found");
        assert_eq!(office.get(&format!("{path}?limit=0"), Role::Manager).await.problem(), "invalid");
        let path = format!("{path}/{NOBODY}/answer");
        let bodies = [
            (json!({ "answer": "ya" }), "not_found"),
            (json!({ "answer": " " }), "invalid"),
            (json!({ "answer": "a".repeat(4001) }), "invalid"),
            (json!({}), "invalid"),
        ];
        for (body, code) in bodies {
            assert_eq!(office.post(&path, Role::Manager, body).await.problem(), code);
        }
    }
}

#[tokio::test]
async fn a_file_of_a_report_comes_as_it_is_and_is_opened_by_no_browser() {
    let office = Office::open().await;
    let file = Attachment { kind: FileKind::Text, name: "chat.txt".to_owned(), bytes: b"gaji 15 juta".to_vec() };
    let report = NewReport {
        code: None,
        text: String::new(),
        seen_at: None,
        seen_where: String::new(),
        seen_on: None,
        note: String::new(),
        files: vec![file],
        locale: Locale::Indonesian,
        received: office.app.now(),
    };
    PublicDesk::report(&office.app, report).await.unwrap();
    let id = office.get("/public-reports", Role::Analyst).await.json()["reports"][0]["id"].clone();
    let path = format!("/public-reports/{}", id.as_str().unwrap());
    let files = office.get(&path, Role::Analyst).await.json()["files"].clone();
    assert_eq!(files, json!([{ "number": 1, "kind": "text", "name": "chat.txt", "size_bytes": 12 }]));
    let before = office.count_entries().await;
    let answer = office.get(&format!("{path}/files/1"), Role::Analyst).await;
    assert_eq!((answer.text(), answer.header("content-disposition")), ("gaji 15 juta", "attachment"));
    assert_eq!(answer.header("content-type"), "application/octet-stream");
    assert_eq!(office.count_entries().await, before + 1);
    for number in ["2", "0", "01", "+1", "x"] {
        assert_eq!(office.get(&format!("{path}/files/{number}"), Role::Analyst).await.problem(), "not_found");
    }
}
