//! Every address that changes something leaves an entry in the audit trail; so does reading what people wrote.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use suar_policy::Role;
use suar_server::{API_ROUTES, RouteMethod};

use super::office::{Office, PASSWORD, lures};

/// Addresses that keep nothing: they only look things up, by words that do not belong into an address.
const LOOK_UPS: [&str; 3] = ["/api/v1/check", "/api/v1/reports/find", "/api/v1/contests/find"];

/// An act to be done once, and the address that it is done at.
struct Deed {
    route: &'static str,
    path: String,
    role: Role,
    body: Option<Value>,
}

async fn deeds(office: &Office) -> Vec<Deed> {
    office.bring_in("lures.jsonl", &lures(8)).await;
    let lead = office.lead().await;
    let unit = office.get(&format!("/leads/{lead}"), Role::Manager).await.json()["units"][0]["unit"].clone();
    let decision = json!({ "choice": "confirm", "reasons": ["signs"], "units": [unit], "seen": "0" });
    let made = office.post(&format!("/leads/{lead}/decisions"), Role::Manager, decision.clone()).await.json();
    let manager = office.get("/account", Role::Manager).await.json()["officer"]["id"].clone();
    office.say("/reports", json!({ "text": "loker" })).await;
    office.say("/contests", json!({ "subject": "@contoh", "reason": "berizin" })).await;
    let report = office.get("/public-reports", Role::Manager).await.json()["reports"][0]["id"].clone();
    let contest = office.get("/contests", Role::Manager).await.json()["contests"][0]["id"].clone();
    let stopped =
        office.upload("file_name=b.jsonl", Role::Manager, "{\"text\": \"halo\"}\n").await.json()["id"].clone();
    let officer = json!({ "name": "sari", "display_name": "Sari", "role": "analyst", "password": PASSWORD });
    let sari = office.post("/officers", Role::Administrator, officer).await.json()["id"].clone();
    office.app.sign_in("manager", PASSWORD, "tes").await.unwrap();
    let session = office.get("/account/sessions", Role::Manager).await.json()["sessions"][0]["id"].clone();
    let deed = |route: &'static str, id: &Value, role: Role, body: Option<Value>| Deed {
        route,
        path: route.replace("{id}", id.as_str().unwrap_or_default()),
        role,
        body,
    };
    let (lead, decided) = (json!(lead), &made["id"]);
    let answer = Some(json!({ "answer": "Terima kasih." }));
    let other = json!({ "name": "budi", "display_name": "Budi", "role": "analyst", "password": PASSWORD });
    vec![
        deed("/api/v1/reports", &lead, Role::Manager, Some(json!({ "text": "loker" }))),
        deed("/api/v1/contests", &lead, Role::Manager, Some(json!({ "subject": "a", "reason": "b" }))),
        deed("/api/v1/account/sessions/{id}/end", &session, Role::Manager, None),
        deed("/api/v1/leads/{id}/take", &lead, Role::Manager, None),
        deed("/api/v1/leads/{id}/hand-over", &lead, Role::Manager, Some(json!({ "to": manager }))),
        deed("/api/v1/leads/{id}/give-back", &lead, Role::Manager, None),
        deed("/api/v1/decisions/{id}/undo", decided, Role::Manager, None),
        deed("/api/v1/leads/{id}/decisions", &lead, Role::Manager, Some(decision)),
        deed("/api/v1/imports/{id}/stop", &stopped, Role::Manager, None),
        deed("/api/v1/imports/{id}/resume", &stopped, Role::Manager, None),
        deed("/api/v1/public-reports/{id}/answer", &report, Role::Manager, answer.clone()),
        deed("/api/v1/contests/{id}/answer", &contest, Role::Manager, answer),
        deed("/api/v1/officers", &lead, Role::Administrator, Some(other)),
        deed("/api/v1/officers/{id}/password", &sari, Role::Administrator, Some(json!({ "password": PASSWORD }))),
        deed("/api/v1/officers/{id}/close", &sari, Role::Administrator, None),
        deed(
            "/api/v1/help-contacts/{id}/confirmation",
            &json!("polri110"),
            Role::Administrator,
            Some(json!({ "state": "holds" })),
        ),
    ]
}

#[tokio::test]
async fn every_address_that_changes_something_leaves_an_entry() {
    let office = Office::open().await;
    let deeds = deeds(&office).await;
    let mut done = BTreeSet::from(["/api/v1/imports"]);
    let before = office.count_entries().await;
    let new = office.upload("file_name=c.jsonl", Role::Manager, "{\"text\": \"hai\"}\n").await;
    assert_eq!(new.status.as_u16(), 201);
    assert_eq!(office.count_entries().await, before + 1);
    for deed in deeds {
        let before = office.count_entries().await;
        let path = deed.path.strip_prefix("/api/v1").unwrap();
        let answer = office.ask("POST", path, office.token(deed.role), deed.body.as_ref()).await;
        assert!(answer.status.is_success(), "{}: {} {}", deed.route, answer.status, answer.text());
        assert_eq!(office.count_entries().await, before + 1, "{}", deed.route);
        done.insert(deed.route);
    }
    let posted: BTreeSet<&str> = API_ROUTES
        .iter()
        .filter(|route| route.method == RouteMethod::Post && !LOOK_UPS.contains(&route.path))
        .map(|route| route.path)
        .collect();
    assert_eq!(done, posted, "a new address needs a line here");
}

#[tokio::test]
async fn reading_what_people_wrote_and_taking_out_leave_entries_too() {
    let office = Office::open().await;
    office.bring_in("lures.jsonl", &lures(8)).await;
    let lead = office.lead().await;
    office.say("/reports", json!({ "text": "loker" })).await;
    office.say("/contests", json!({ "subject": "a", "reason": "b" })).await;
    let report = office.get("/public-reports", Role::Manager).await.json()["reports"][0]["id"].clone();
    let contest = office.get("/contests", Role::Manager).await.json()["contests"][0]["id"].clone();
    let readings = [
        format!("/leads/{lead}"),
        format!("/leads/{lead}/posts"),
        format!("/leads/{lead}/export?marking=TLP:RED"),
        format!("/public-reports/{}", report.as_str().unwrap()),
        format!("/contests/{}", contest.as_str().unwrap()),
    ];
    for path in readings {
        // Looks at a lead within an hour are one.
        office.wait(3601);
        let before = office.count_entries().await;
        assert_eq!(office.get(&path, Role::Manager).await.status.as_u16(), 200, "{path}");
        assert_eq!(office.count_entries().await, before + 1, "{path}");
    }
}

#[tokio::test]
async fn the_trail_is_read_in_pages_and_followed() {
    let office = Office::open().await;
    let first = office.get("/audit?limit=2", Role::Auditor).await.json();
    let entries = first["entries"].as_array().unwrap();
    assert_eq!(entries.len(), 2);
    let last = entries.last().unwrap()["number"].as_i64().unwrap();
    let next = office.get(&format!("/audit?limit=2&before={last}"), Role::Auditor).await.json();
    assert_eq!(next["entries"][0]["number"], last - 1);
    for query in ["before=0", "before=-1", "before=9007199254740992", "limit=201", "offset=1"] {
        assert_eq!(office.get(&format!("/audit?{query}"), Role::Auditor).await.problem(), "invalid", "{query}");
    }
    let trail = office.get("/audit/verification", Role::Auditor).await.json();
    assert_eq!((&trail["is_whole"], &trail["broken_at"]), (&json!(true), &Value::Null));
    assert_eq!(trail["hash"].as_str().unwrap().len(), 64);
}
