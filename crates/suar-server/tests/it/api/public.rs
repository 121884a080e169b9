//! What needs no token.

use serde_json::{Value, json};
use suar_policy::Role;

use super::office::Office;

const LURE: &str = "Dicari admin CS di Poipet, gaji 15 juta, tanpa pengalaman, tiket kami tanggung. WA +6281200001234";

/// The names of all fields, and all numbers that are no whole ones.
fn walk(value: &Value, names: &mut Vec<String>, shares: &mut Vec<f64>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                names.push(name.clone());
                walk(value, names, shares);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| walk(value, names, shares)),
        Value::Number(number) if !number.is_u64() => shares.extend(number.as_f64()),
        _ => {}
    }
}

#[tokio::test]
async fn a_check_gives_reasons_and_no_number() {
    let office = Office::open().await;
    let answer = office.say("/check", json!({ "text": LURE })).await;
    assert_eq!(answer.status.as_u16(), 200);
    let view = answer.json();
    assert_eq!(view["tone"], "danger", "{view}");
    let signs = view["signs"].as_array().unwrap();
    assert!(signs.len() >= 4, "{view}");
    assert!(signs.iter().all(|sign| !sign["why"].as_str().unwrap().is_empty()));
    let marked: Vec<&Value> =
        view["pieces"].as_array().unwrap().iter().filter(|piece| piece["is_marked"] == true).collect();
    assert!(!marked.is_empty());
    let (mut names, mut shares) = (Vec::new(), Vec::new());
    walk(&view, &mut names, &mut shares);
    assert_eq!(shares, Vec::<f64>::new());
    for name in ["risk", "band", "weight", "probability", "strength", "kind", "score"] {
        assert!(!names.iter().any(|known| known == name), "{name} would make an oracle");
    }
    let english = office.say("/check", json!({ "text": LURE, "language": "en" })).await.json();
    assert_ne!(english["headline"], view["headline"]);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(office.get("/leads", Role::Manager).await.json()["total"], 0, "nothing is kept");
}

#[tokio::test]
async fn a_report_is_kept_and_found_by_its_code() {
    let office = Office::open().await;
    let report = json!({
        "text": LURE, "seen_at": "telegram", "seen_where": "grup contoh", "seen_on": "2026-11-20", "note": "teman",
        "language": "en",
    });
    let answer = office.say("/reports", report).await;
    assert_eq!(answer.status.as_u16(), 201);
    let code = json!({ "code": answer.json()["code"] });
    let found = office.say("/reports/find", code.clone()).await;
    assert_eq!(found.status.as_u16(), 200);
    assert_eq!(found.json(), json!({ "received_at": "2026-11-24T08:00:00Z", "state": "waiting", "answer": null }));
    assert_eq!(office.say("/contests/find", code).await.problem(), "not_found");
    let unknown = json!({ "code": "AAAA-AAAA-AAAA-AAAA" });
    assert_eq!(office.say("/reports/find", unknown).await.problem(), "not_found");
}

#[tokio::test]
async fn a_contest_has_a_day_by_which_it_is_answered() {
    let office = Office::open().await;
    let answer = office.say("/contests", json!({ "subject": "@contoh", "reason": "kami berizin" })).await;
    assert_eq!(answer.status.as_u16(), 201);
    let received = answer.json();
    assert_eq!(received["due"], "2026-12-03");
    let found = office.say("/contests/find", json!({ "code": received["code"] })).await.json();
    assert_eq!((&found["state"], &found["due"]), (&json!("waiting"), &json!("2026-12-03")));
}

#[tokio::test]
async fn what_the_public_sends_is_held_to_the_documented_bounds() {
    let office = Office::open().await;
    let long = "a".repeat(20_001);
    let cases = [
        ("/check", json!({ "text": " \n\u{0}" })),
        ("/check", json!({ "text": long })),
        ("/check", json!({ "text": "loker", "language": "fr" })),
        ("/check", json!({ "text": 5 })),
        ("/check", json!({ "text": "loker", "surprise": 1 })),
        ("/check", json!({})),
        ("/reports", json!({ "text": LURE, "seen_at": "radio" })),
        ("/reports", json!({ "text": LURE, "seen_on": "20.11.2026" })),
        ("/reports", json!({ "text": LURE, "seen_on": "2026-11-25" })),
        ("/reports", json!({ "text": LURE, "note": "a".repeat(5001) })),
        ("/reports/find", json!({ "code": "aaaa-aaaa-aaaa-aaaa" })),
        ("/reports/find", json!({ "code": "halo" })),
        ("/contests", json!({ "subject": "@contoh", "reason": "" })),
        ("/contests", json!({ "subject": "a".repeat(501), "reason": "a" })),
    ];
    for (path, body) in cases {
        let answer = office.say(path, body.clone()).await;
        assert_eq!((answer.status.as_u16(), answer.problem().as_str()), (422, "invalid"), "{path} {body}");
    }
    let longest = "é".repeat(20_000);
    assert_eq!(office.say("/check", json!({ "text": longest })).await.status.as_u16(), 200);
}

#[tokio::test]
async fn health_says_ok_and_versions_and_no_more() {
    let office = Office::open().await;
    let health = office.ask("GET", "/health", "", None).await.json();
    let fields: Vec<&str> = health.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(fields, ["status", "version", "packs", "model"]);
    assert_eq!(health["status"], "ok");
}

#[tokio::test]
async fn help_contacts_say_whether_an_administrator_confirmed_them() {
    let office = Office::open().await;
    let list = async || office.ask("GET", "/help-contacts?language=en", "", None).await.json()["contacts"][0].clone();
    let first = list().await;
    assert_eq!((first["id"].as_str(), &first["confirmed_on"]), (Some("polri110"), &Value::Null));
    assert_eq!(first["contact"]["link"], "tel:110");
    let path = "/help-contacts/polri110/confirmation";
    for (state, day) in [("holds", json!("2026-11-24")), ("doubtful", Value::Null)] {
        let answer = office.post(path, Role::Administrator, json!({ "state": state })).await;
        assert_eq!(answer.status.as_u16(), 204);
        assert_eq!(list().await["confirmed_on"], day);
    }
    assert_eq!(office.post(path, Role::Administrator, json!({ "state": "maybe" })).await.problem(), "invalid");
    let unknown = office.post("/help-contacts/x/confirmation", Role::Administrator, json!({ "state": "holds" })).await;
    assert_eq!(unknown.problem(), "not_found");
    assert_eq!(office.ask("GET", "/help-contacts?language=fr", "", None).await.problem(), "invalid");
}
