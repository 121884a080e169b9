//! Accounts, one's own and others'.

use axum::http::StatusCode;
use serde_json::{Value, json};
use suar_app::SignIn;
use suar_policy::Role;

use super::office::{NOBODY, Office, PASSWORD};

fn new(name: &str) -> Value {
    json!({ "name": name, "display_name": "Sari Contoh", "role": "analyst", "region": "Sumatera Utara", "password": PASSWORD })
}

#[tokio::test]
async fn an_account_is_added_given_a_password_and_closed() {
    let office = Office::open().await;
    let made = office.post("/officers", Role::Administrator, new("sari.contoh")).await;
    assert_eq!(made.status, StatusCode::CREATED);
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let taken = office.post("/officers", Role::Administrator, new("SARI.contoh")).await;
    assert_eq!((taken.status.as_u16(), taken.problem().as_str()), (409, "name_taken"));
    let other = json!({ "password": "teh hangat sore" });
    let answer = office.post(&format!("/officers/{id}/password"), Role::Administrator, other).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    let sign_in = async |password: &str| office.app.sign_in("sari.contoh", password, "tes").await.unwrap();
    assert!(matches!(sign_in(PASSWORD).await, SignIn::Wrong));
    assert!(matches!(sign_in("teh hangat sore").await, SignIn::Welcome(..)));
    let closed = office.act(&format!("/officers/{id}/close"), Role::Administrator).await;
    assert_eq!(closed.status, StatusCode::NO_CONTENT);
    let list = office.get("/officers", Role::Administrator).await;
    assert!(!list.text().contains("password"), "not even a hash goes out");
    let list = list.json();
    let sari = list["officers"].as_array().unwrap().iter().find(|officer| officer["id"] == json!(id)).unwrap();
    assert_eq!(
        (sari["region"].as_str(), sari["closed_at"].as_str()),
        (Some("Sumatera Utara"), Some("2026-11-24T08:00:00Z"))
    );
}

#[tokio::test]
async fn accounts_that_do_not_hold_are_refused_by_code() {
    let office = Office::open().await;
    let with = |field: &str, value: Value| {
        let mut body = new("sari");
        body[field] = value;
        body
    };
    let cases = [
        (with("name", json!("a b c")), "name_unfit"),
        (with("display_name", json!(" ")), "invalid"),
        (with("role", json!("public")), "invalid"),
        (with("region", json!("a".repeat(101))), "invalid"),
        (with("password", json!("pendek")), "password_too_short"),
        (with("password", json!("a".repeat(257))), "password_too_long"),
        (with("is_admin", json!(true)), "invalid"),
    ];
    for (body, code) in cases {
        let answer = office.post("/officers", Role::Administrator, body.clone()).await;
        assert_eq!((answer.status.as_u16(), answer.problem().as_str()), (422, code), "{body}");
    }
    let own = office.get("/account", Role::Administrator).await.json()["officer"]["id"].clone();
    let path = format!("/officers/{}/close", own.as_str().unwrap());
    let answer = office.act(&path, Role::Administrator).await;
    assert_eq!((answer.status.as_u16(), answer.problem().as_str()), (422, "own_account"));
    assert_eq!(office.act(&format!("/officers/{NOBODY}/close"), Role::Administrator).await.problem(), "not_found");
    let body = json!({ "password": PASSWORD });
    let answer = office.post(&format!("/officers/{NOBODY}/password"), Role::Administrator, body).await;
    assert_eq!(answer.problem(), "not_found");
}

#[tokio::test]
async fn a_token_says_whose_it_is_and_ends_sessions() {
    let office = Office::open().await;
    let account = office.get("/account", Role::Auditor).await.json();
    assert_eq!(
        (account["officer"]["name"].as_str(), account["officer"]["role"].as_str()),
        (Some("auditor"), Some("auditor"))
    );
    assert!(account["may"].as_array().unwrap().contains(&json!("read_audit")));
    assert!(!account["may"].as_array().unwrap().contains(&json!("keep_own_tokens")));
    assert!(matches!(office.app.sign_in("auditor", PASSWORD, "peramban").await.unwrap(), SignIn::Welcome(..)));
    let sessions = office.get("/account/sessions", Role::Auditor).await.json();
    assert_eq!(sessions["sessions"][0]["device"], "peramban");
    let path = format!("/account/sessions/{}/end", sessions["sessions"][0]["id"].as_str().unwrap());
    assert_eq!(office.act(&path, Role::Manager).await.problem(), "not_found", "nobody ends another's");
    assert_eq!(office.act(&path, Role::Auditor).await.status, StatusCode::NO_CONTENT);
    assert_eq!(office.act(&path, Role::Auditor).await.problem(), "not_found");
}
