//! Bringing files in.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use suar_policy::Role;

use super::office::{NOBODY, Office, lures};

#[tokio::test]
async fn a_file_is_taken_in_once_and_followed() {
    let office = Office::open().await;
    let content = format!("{}{{\"id\": \"broken\"\n", lures(3));
    let answer = office.upload("file_name=loker.jsonl", Role::Analyst, &content).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let id = answer.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(answer.header("location"), format!("/api/v1/imports/{id}"));
    let again = office.upload("file_name=other.jsonl", Role::Manager, &content).await;
    assert_eq!((again.status, again.json()["id"].as_str().unwrap()), (StatusCode::OK, id.as_str()));
    let waiting = office.get(&format!("/imports/{id}"), Role::Analyst).await.json();
    assert_eq!((waiting["state"].as_str(), waiting["file_name"].as_str()), (Some("waiting"), Some("loker.jsonl")));
    office.work().await;
    let done = office.get("/imports", Role::Analyst).await.json()["imports"][0].clone();
    assert_eq!(
        (done["state"].as_str(), done["added"].as_u64(), done["rejected"].as_u64()),
        (Some("done"), Some(3), Some(1))
    );
    let rejects = office.get(&format!("/imports/{id}/rejects"), Role::Analyst).await.json();
    assert_eq!(rejects["rejects"][0]["line"], 4);
    let behind = office.get(&format!("/imports/{id}/rejects?behind=1"), Role::Analyst).await.json();
    assert_eq!(behind["rejects"].as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn an_import_is_stopped_and_goes_on() {
    let office = Office::open().await;
    let id = office.upload("file_name=a.jsonl", Role::Analyst, &lures(3)).await.json()["id"].clone();
    let path = format!("/imports/{}", id.as_str().unwrap());
    assert_eq!(office.act(&format!("{path}/resume"), Role::Analyst).await.problem(), "import_state");
    assert_eq!(office.act(&format!("{path}/stop"), Role::Analyst).await.status, StatusCode::NO_CONTENT);
    let again = office.act(&format!("{path}/stop"), Role::Analyst).await;
    assert_eq!((again.status.as_u16(), again.problem().as_str()), (409, "import_state"));
    assert_eq!(office.act(&format!("{path}/resume"), Role::Analyst).await.status, StatusCode::NO_CONTENT);
    office.work().await;
    assert_eq!(office.get(&path, Role::Analyst).await.json()["state"], "done");
}

#[tokio::test]
async fn files_that_are_not_taken_in_are_told_why() {
    let office = Office::open().await;
    let huge = "a".repeat((1 << 20) + 1);
    let cases = [
        ("file_name=a.jsonl", "", 422, "file_empty"),
        ("file_name=a.jsonl", huge.as_str(), 413, "file_too_large"),
        ("file_name=a.jsonl&format=docx", "x", 422, "invalid"),
        ("file_name=a.jsonl&map=%3D", "x", 422, "map_unfit"),
        ("", "x", 422, "invalid"),
        ("file_name=", "x", 422, "invalid"),
        ("file_name=a.jsonl&surprise=1", "x", 422, "invalid"),
    ];
    for (query, content, status, code) in cases {
        let answer = office.upload(query, Role::Analyst, content).await;
        assert_eq!((answer.status.as_u16(), answer.problem().as_str()), (status, code), "{query}");
    }
    let request = Request::post("/api/v1/imports?file_name=a.jsonl")
        .header(header::AUTHORIZATION, format!("Bearer {}", office.token(Role::Analyst)))
        .header(header::CONTENT_TYPE, "application/json");
    let answer = office.send(request.body(Body::from("{}")).unwrap()).await;
    assert_eq!((answer.status.as_u16(), answer.problem().as_str()), (415, "unsupported_media_type"));
    for path in ["", "/rejects"] {
        assert_eq!(office.get(&format!("/imports/{NOBODY}{path}"), Role::Analyst).await.problem(), "not_found");
    }
    for act in ["stop", "resume"] {
        assert_eq!(office.act(&format!("/imports/{NOBODY}/{act}"), Role::Analyst).await.problem(), "not_found");
    }
    assert_eq!(office.get("/imports", Role::Analyst).await.json()["imports"].as_array().unwrap().len(), 0);
}
