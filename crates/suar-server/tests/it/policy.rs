//! Every route, asked by every role and by nobody, does exactly what the table of rules says.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use suar_policy::{Action, RULES, Role};
use suar_server::{Audience, ROUTES, Route, RouteMethod};

use crate::signed_in::Officer;
use crate::site::{Answer, TestSite, form_request};

/// A path with ids of nothing in its gaps.
pub(crate) fn filled(path: &str) -> String {
    path.replace("{id}", "01930000-0000-7000-8000-000000000000").replace("{number}", "1")
}

#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    SentToSignIn,
    Refused,
    LetThrough,
}

fn outcome(answer: &Answer) -> Outcome {
    let leads_to_sign_in = answer.header("location").starts_with("/masuk");
    match answer.status {
        StatusCode::SEE_OTHER if leads_to_sign_in => Outcome::SentToSignIn,
        StatusCode::FORBIDDEN => Outcome::Refused,
        _ => Outcome::LetThrough,
    }
}

fn allows(role: Role, action: Action) -> bool {
    RULES.iter().any(|rule| (rule.role == role || rule.role == Role::Public) && rule.action == action)
}

async fn ask(officer: &Officer<'_>, key: &str, route: &Route) -> Answer {
    let path = filled(route.path);
    officer
        .send(match route.method {
            RouteMethod::Get => Request::get(&path).body(Body::empty()).unwrap(),
            RouteMethod::Post => form_request(&path, &[("key", key)]),
        })
        .await
}

#[tokio::test]
async fn the_table_of_rules_holds_on_every_route() {
    let site = TestSite::new().await;
    let nobody = Officer { site: &site, cookie: "a=b".to_owned() };
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Public) {
        let officer = Officer::new(&site, role).await;
        let key = officer.key().await;
        for route in ROUTES.iter().filter(|route| route.path != "/keluar") {
            let answer = ask(&officer, &key, route).await;
            let without = ask(&nobody, &key, route).await;
            let what = format!("{:?} {} as {}: {}", route.method, route.path, role.name(), answer.status);
            assert!(!answer.status.is_server_error(), "{what}");
            match route.audience {
                Audience::Officers(action) => {
                    let expected = if allows(role, action) { Outcome::LetThrough } else { Outcome::Refused };
                    assert_eq!(outcome(&answer), expected, "{what}");
                    assert_eq!(outcome(&without), Outcome::SentToSignIn, "{what}");
                }
                Audience::Everyone => assert_eq!(answer.status, without.status, "{what}"),
            }
        }
        assert_eq!(officer.post("/keluar", &[]).await.header("location"), "/masuk", "whoever is in gets out");
    }
}

#[tokio::test]
async fn head_asks_the_rules_as_well() {
    let site = TestSite::new().await;
    let officer = Officer::new(&site, Role::Auditor).await;
    let head = |path: &str| Request::builder().method(Method::HEAD).uri(path).body(Body::empty()).unwrap();
    assert_eq!(officer.send(head("/laporan")).await.status, StatusCode::FORBIDDEN);
    assert_eq!(officer.send(head("/jejak")).await.status, StatusCode::OK);
    assert_eq!(site.send(head("/jejak")).await.status, StatusCode::SEE_OTHER);
}

/// A refusal says so, and nothing of what is there.
#[tokio::test]
async fn a_refusal_is_a_page_in_words() {
    let site = TestSite::new().await;
    let officer = Officer::new(&site, Role::Auditor).await;
    let answer = officer.get("/petugas").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.text().contains("<h1>") && answer.text().contains("action=\"/keluar\""), "with their own menu");
    assert!(!answer.text().contains("<table"));
}
