//! The work with leads, from the list to the undone decision.

use axum::http::StatusCode;
use serde_json::{Value, json};
use suar_policy::{Action, Role};

use super::office::{NOBODY, Office, lures};

async fn office_with_lead() -> (Office, String) {
    let office = Office::open().await;
    office.bring_in("lures.jsonl", &lures(8)).await;
    let lead = office.lead().await;
    (office, lead)
}

#[tokio::test]
async fn leads_are_listed_by_all_that_they_are_chosen_by() {
    let (office, _) = office_with_lead().await;
    let line = office.get("/leads", Role::Analyst).await.json()["leads"][0].clone();
    let band = line["band"].as_str().unwrap();
    let sign = line["signs"][0]["id"].as_str().unwrap();
    let hits = [
        format!("band={band}"),
        format!("band=low&band={band}"),
        "state=open".to_owned(),
        format!("indicator={sign}"),
        "channel=grup%20contoh&region=Sumatera%20Utara".to_owned(),
        "q=0812-0000-1234&order=latest".to_owned(),
        "q=Poipet&order=largest&offset=0&limit=1".to_owned(),
        "since=2026-11-23T00:00:00Z".to_owned(),
        "owner=free".to_owned(),
        "owner=any".to_owned(),
    ];
    for query in hits {
        let list = office.get(&format!("/leads?{query}"), Role::Analyst).await.json();
        assert_eq!((&list["total"], list["leads"].as_array().unwrap().len()), (&json!(1), 1), "{query}");
    }
    let misses = ["state=decided", "region=Jawa", "q=perahu%20layar", "since=2026-11-24T00:00:00%2B07:00", "owner=me"];
    for query in misses {
        assert_eq!(office.get(&format!("/leads?{query}"), Role::Analyst).await.json()["total"], 0, "{query}");
    }
    let beyond = office.get("/leads?offset=5", Role::Analyst).await.json();
    assert_eq!((&beyond["total"], beyond["leads"].as_array().unwrap().len()), (&json!(1), 0));
    let facets = office.get("/lead-facets?kind=channel", Role::Analyst).await.json();
    assert_eq!(facets["values"], json!([{ "value": "grup contoh", "leads": 1 }]));
}

#[tokio::test]
async fn queries_are_held_to_the_documented_bounds() {
    let (office, lead) = office_with_lead().await;
    let faults = [
        "limit=0",
        "limit=201",
        "limit=-1",
        "limit=%2B5",
        "limit=1.0",
        "limit=",
        "limit=5&limit=5",
        "offset=1000001",
        "band=red",
        "state=closed",
        "order=oldest",
        "owner=nobody",
        "since=yesterday",
        "since=2026-11-23",
        "region=",
        "bnad=high",
    ];
    for query in faults {
        let answer = office.get(&format!("/leads?{query}"), Role::Analyst).await;
        assert_eq!((answer.status.as_u16(), answer.problem().as_str()), (422, "invalid"), "{query}");
    }
    let long = "a".repeat(201);
    let eleven = ["indicator=a"; 11].join("&");
    let others = [
        format!("/leads?q={long}"),
        format!("/leads?{eleven}"),
        "/lead-facets".to_owned(),
        "/lead-facets?kind=colour".to_owned(),
        format!("/leads/{lead}/posts?unit=p--1"),
        format!("/leads/{lead}/posts?limit=201"),
        format!("/leads/{lead}/export"),
        format!("/leads/{lead}/export?marking=TLP:WHITE"),
        format!("/leads/{lead}/export?marking=TLP:RED&format=pdf"),
    ];
    for path in others {
        assert_eq!(office.get(&path, Role::Analyst).await.problem(), "invalid", "{path}");
    }
    for words in ["%00%00%00", "%22", "a%00b%00c", "%F0%9F%98%80%F0%9F%98%80%F0%9F%98%80", "%25%5F", "*"] {
        let answer = office.get(&format!("/leads?q={words}"), Role::Analyst).await;
        assert_eq!(answer.status, StatusCode::OK, "{words}");
    }
}

#[tokio::test]
async fn a_lead_shows_why_and_what_the_caller_may_do() {
    let (office, lead) = office_with_lead().await;
    let view = office.get(&format!("/leads/{lead}"), Role::Analyst).await.json();
    assert_eq!(view["lead"]["id"], json!(lead));
    assert_eq!(view["units"][0]["standing"], json!({ "state": "undecided", "choice": null, "decision": null }));
    assert!(view["identifiers"].as_array().unwrap().iter().any(|known| known["value"] == "+6281200001234"));
    assert!(view["may"].as_array().unwrap().contains(&json!("decide_lead")));
    let unit = view["units"][0]["unit"].as_str().unwrap();
    let posts = office.get(&format!("/leads/{lead}/posts?unit={unit}&limit=3"), Role::Analyst).await.json();
    let posts = posts["posts"].as_array().unwrap();
    assert_eq!(posts.len(), 3);
    let post = posts.first().unwrap();
    assert!(!post["signs"].as_array().unwrap().is_empty() && !post["differences"].as_array().unwrap().is_empty());
    assert_eq!(post["time"], "2026-11-23T08:00:00Z");
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let office = Office::open().await;
    for id in [NOBODY, "x", "0", "%FF", "..%2Fofficers", "0199a1b2c3d47e5f8a6b7c8d9e0f1a2b"] {
        for rest in ["", "/posts", "/history", "/export?marking=TLP:RED"] {
            let answer = office.get(&format!("/leads/{id}{rest}"), Role::Manager).await;
            assert_eq!((answer.status.as_u16(), answer.problem().as_str()), (404, "not_found"), "{id}{rest}");
        }
        for act in ["take", "give-back"] {
            assert_eq!(office.act(&format!("/leads/{id}/{act}"), Role::Manager).await.problem(), "not_found");
        }
        assert_eq!(office.act(&format!("/decisions/{id}/undo"), Role::Manager).await.problem(), "not_found");
    }
}

#[tokio::test]
async fn a_lead_is_taken_handed_over_and_given_back() {
    let (office, lead) = office_with_lead().await;
    let path = format!("/leads/{lead}");
    assert_eq!(office.act(&format!("{path}/take"), Role::Manager).await.status, StatusCode::NO_CONTENT);
    assert_eq!(office.get("/leads?owner=me", Role::Manager).await.json()["total"], 1);
    assert_eq!(office.act(&format!("{path}/take"), Role::Analyst).await.problem(), "forbidden", "it is taken");
    let colleagues = office.get("/colleagues", Role::Manager).await.json();
    let named = |name: &str| -> Value {
        let is_named = |officer: &&Value| officer["display_name"] == name;
        colleagues["officers"].as_array().unwrap().iter().find(is_named).unwrap()["id"].clone()
    };
    let hand_over = json!({ "to": named("analyst"), "note": "nomornya sama" });
    let answer = office.post(&format!("{path}/hand-over"), Role::Manager, hand_over).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    let owner = office.get(&path, Role::Analyst).await.json()["lead"]["owner"].clone();
    assert_eq!(owner, named("analyst"));
    let answer = office.post(&format!("{path}/hand-over"), Role::Analyst, json!({ "to": NOBODY })).await;
    assert_eq!((answer.status.as_u16(), answer.problem().as_str()), (422, "officer_unknown"));
    let answer = office.post(&format!("{path}/hand-over"), Role::Analyst, json!({ "to": "x" })).await;
    assert_eq!(answer.problem(), "invalid");
    assert_eq!(office.act(&format!("{path}/give-back"), Role::Analyst).await.status, StatusCode::NO_CONTENT);
    let history = office.get(&format!("{path}/history"), Role::Auditor).await.json();
    let actions: Vec<&str> =
        history["entries"].as_array().unwrap().iter().map(|entry| entry["action"].as_str().unwrap()).collect();
    assert_eq!(actions, ["take_lead", "read_lead", "hand_over_lead", "take_lead"]);
}

#[tokio::test]
async fn a_decision_holds_until_it_is_undone() {
    let (office, lead) = office_with_lead().await;
    let path = format!("/leads/{lead}/decisions");
    let unit = office.get(&format!("/leads/{lead}"), Role::Manager).await.json()["units"][0]["unit"].clone();
    let confirm = json!({ "choice": "confirm", "reasons": ["signs"], "note": "jelas", "units": [unit], "seen": "0" });
    let made = office.post(&path, Role::Manager, confirm.clone()).await;
    assert_eq!(made.status, StatusCode::CREATED);
    let decision = made.json()["id"].as_str().unwrap().to_owned();
    let view = office.get(&format!("/leads/{lead}"), Role::Analyst).await.json();
    assert_eq!(view["units"][0]["standing"], json!({ "state": "decided", "choice": "confirm", "decision": decision }));
    assert_eq!(view["decisions"][0]["note"], "jelas");
    let again = office.post(&path, Role::Manager, confirm).await.json();
    assert_eq!(again["id"], decision.as_str(), "sent twice at once");
    let dismiss = json!({ "choice": "dismiss", "reasons": ["other"], "note": "", "units": [unit], "seen": "0" });
    let blind = office.post(&path, Role::Manager, dismiss).await;
    assert_eq!((blind.status.as_u16(), blind.problem().as_str()), (409, "changed"), "it was not seen");
    assert_eq!(view["seen"], format!("1.{decision}"));
    assert_eq!(view["may_undo"], json!([]), "a manager's decision");
    let undo = format!("/decisions/{decision}/undo");
    assert_eq!(office.act(&undo, Role::Analyst).await.status, StatusCode::FORBIDDEN);
    assert_eq!(office.act(&undo, Role::Manager).await.status, StatusCode::NO_CONTENT);
    let again = office.act(&undo, Role::Manager).await;
    assert_eq!((again.status.as_u16(), again.problem().as_str()), (409, "changed"));
}

#[tokio::test]
async fn decisions_that_do_not_hold_are_refused_by_code() {
    let (office, lead) = office_with_lead().await;
    let path = format!("/leads/{lead}/decisions");
    let unit = office.get(&format!("/leads/{lead}"), Role::Manager).await.json()["units"][0]["unit"].clone();
    let cases = [
        (json!({ "choice": "maybe", "reasons": ["signs"], "units": [unit] }), 422, "invalid"),
        (json!({ "choice": "confirm", "reasons": ["duplicate"], "units": [unit] }), 422, "reason_unknown"),
        (json!({ "choice": "confirm", "reasons": [], "units": [unit] }), 422, "reason_unknown"),
        (json!({ "choice": "confirm", "reasons": ["signs"], "units": [] }), 422, "no_units"),
        (json!({ "choice": "confirm", "reasons": ["signs"], "units": ["t-1"] }), 422, "invalid"),
        (json!({ "choice": "confirm", "reasons": ["signs"], "units": ["p-999"] }), 409, "changed"),
        (json!({ "choice": "tomorrow", "reasons": ["signs"] }), 422, "reason_unknown"),
        (
            json!({ "choice": "confirm", "reasons": ["signs"], "units": [unit], "note": "a".repeat(4001) }),
            422,
            "invalid",
        ),
    ];
    let unseen = json!({ "choice": "tomorrow" });
    assert_eq!(office.post(&path, Role::Manager, unseen).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    for (mut body, status, code) in cases {
        body["seen"] = json!("0");
        let answer = office.post(&path, Role::Manager, body.clone()).await;
        assert_eq!((answer.status.as_u16(), answer.problem().as_str()), (status, code), "{body}");
    }
    let tomorrow = office.post(&path, Role::Manager, json!({ "choice": "tomorrow", "seen": "0" })).await;
    assert_eq!(tomorrow.status, StatusCode::CREATED);
    assert_eq!(office.get("/leads?state=snoozed", Role::Manager).await.json()["total"], 1);
}

#[tokio::test]
async fn a_lead_is_taken_out_with_its_marking() {
    let (office, lead) = office_with_lead().await;
    let path = format!("/leads/{lead}/export?marking=TLP:AMBER");
    let answer = office.get(&path, Role::Analyst).await;
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(answer.header("content-disposition"), format!("attachment; filename=\"lead-{lead}.csv\""));
    assert_eq!(answer.text().lines().filter(|line| line.starts_with("TLP:AMBER,")).count(), 8);
    let strict = format!("/leads/{lead}/export?format=json&marking=TLP:AMBER%2BSTRICT");
    let view = office.get(&strict, Role::Analyst).await.json();
    assert_eq!((&view["marking"], &view["left_out"]), (&json!("TLP:AMBER+STRICT"), &json!(0)));
    assert_eq!(view["posts"].as_array().unwrap().len(), 8);
    assert!(view["caution"].as_str().unwrap().contains("coerced"));
}

#[tokio::test]
async fn words_of_reports_are_kept_back_from_tokens_that_are_not_for_them() {
    let office = Office::open().await;
    let words = "Adik saya ditawari jadi admin untuk Poipet, gaji 15 juta tanpa pengalaman, tiket gratis, paspor dipegang \
                 kantor, WA +6281299990000";
    office.say("/reports", json!({ "text": words })).await;
    office.work().await;
    let lead = office.lead().await;
    let narrow = office.token_for("analyst", &[Action::ReadLead, Action::ExportLead]).await;
    for path in ["", "/posts", "/export?marking=TLP:RED", "/export?marking=TLP:RED&format=json"] {
        let answer = office.ask("GET", &format!("/leads/{lead}{path}"), &narrow, None).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(!answer.text().contains("Adik") && !answer.text().contains("15 juta"), "{path} {}", answer.text());
    }
    let posts = office.ask("GET", &format!("/leads/{lead}/posts"), &narrow, None).await.json();
    let post = &posts["posts"][0];
    assert_eq!((&post["withheld"], &post["text"]), (&json!(true), &json!("")));
    assert!(!post["signs"].as_array().unwrap().is_empty() && post["time"].is_string());
    let view = office.get(&format!("/leads/{lead}"), Role::Analyst).await.json();
    assert_eq!((&view["lead"]["reports"], &view["units"][0]["reports"]), (&json!(1), &json!(1)));
    assert_eq!((&view["lead"]["title"], &view["units"][0]["text"]), (&json!("Poipet"), &json!("")));
    let before = office.count_entries().await;
    for _ in 0..2 {
        let posts = office.get(&format!("/leads/{lead}/posts"), Role::Manager).await.json();
        assert_eq!((&posts["posts"][0]["withheld"], &posts["posts"][0]["text"]), (&json!(false), &json!(words)));
    }
    assert_eq!(office.count_entries().await, before + 2, "a look at the lead and a reading of the report");
}
