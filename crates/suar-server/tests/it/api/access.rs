//! Who may call what: every address, with the token of every role and with none.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use suar_policy::{Action, Role};
use suar_server::{API_ROUTES, Audience, Budget, Route, RouteMethod, Settings};

use super::office::{NOBODY, Office, ROLES, scope_of};

fn method_of(route: &Route) -> &'static str {
    match route.method {
        RouteMethod::Get => "GET",
        RouteMethod::Post => "POST",
    }
}

async fn call(office: &Office, route: &Route, token: &str) -> (StatusCode, String) {
    let path = route.path.replace("{id}", NOBODY).replace("{number}", "1");
    let answer = office.ask(method_of(route), path.strip_prefix("/api/v1").unwrap(), token, None).await;
    let code = if answer.status.is_client_error() { answer.problem() } else { String::new() };
    (answer.status, code)
}

#[tokio::test]
async fn the_table_of_rules_holds_for_every_address_and_every_role() {
    let office = Office::open().await;
    for route in API_ROUTES {
        let name = format!("{} {}", method_of(&route), route.path);
        let (status, _) = call(&office, &route, "").await;
        let Audience::Officers(action) = route.audience else {
            assert!(status != StatusCode::UNAUTHORIZED && status != StatusCode::FORBIDDEN, "{name}: {status}");
            continue;
        };
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{name} without a token");
        for role in ROLES {
            let (status, code) = call(&office, &route, office.token(role)).await;
            if scope_of(role).contains(&action) {
                assert!(
                    status != StatusCode::UNAUTHORIZED && code != "forbidden",
                    "{name} as {role:?}: {status} {code}"
                );
                assert!(!status.is_server_error(), "{name} as {role:?}: {status}");
            } else {
                assert_eq!((status, code.as_str()), (StatusCode::FORBIDDEN, "forbidden"), "{name} as {role:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_token_reaches_no_further_than_its_scope() {
    let office = Office::open().await;
    let narrow = office.token_for("manager", &[Action::ReadImport]).await;
    for route in API_ROUTES {
        let Audience::Officers(action) = route.audience else { continue };
        let (status, _) = call(&office, &route, &narrow).await;
        let is_within = action == Action::ReadImport;
        assert_eq!(status != StatusCode::FORBIDDEN, is_within, "{} {}", method_of(&route), route.path);
    }
}

#[tokio::test]
async fn a_token_that_is_over_revoked_or_of_a_closed_account_opens_nothing() {
    let office = Office::open().await;
    let token = office.token(Role::Analyst).to_owned();
    assert_eq!(office.ask("GET", "/account", &token, None).await.status, StatusCode::OK);
    office.wait(31 * 24 * 3600);
    assert_eq!(office.ask("GET", "/account", &token, None).await.problem(), "unauthenticated");

    let fresh = office.token_for("manager", &[Action::ReadLead]).await;
    let secret = suar_app::Secret::from_text(&fresh).unwrap();
    let mut who = office.app.find_token(&secret).await.unwrap().unwrap();
    who.actor.only = None;
    let token = office.app.list_tokens(&who.actor).await.unwrap().remove(0);
    office.app.revoke_token(&who.actor, token.id).await.unwrap();
    assert_eq!(office.ask("GET", "/leads", &fresh, None).await.status, StatusCode::UNAUTHORIZED);

    let administrator = office.token_for("administrator", &[Action::KeepOfficers]).await;
    let of_auditor = office.token_for("auditor", &[Action::ReadAudit]).await;
    let officers = office.ask("GET", "/officers", &administrator, None).await.json();
    let is_auditor = |officer: &&serde_json::Value| officer["role"] == "auditor";
    let auditor = officers["officers"].as_array().unwrap().iter().find(is_auditor).unwrap();
    assert_eq!(office.ask("GET", "/audit", &of_auditor, None).await.status, StatusCode::OK);
    let path = format!("/officers/{}/close", auditor["id"].as_str().unwrap());
    assert_eq!(office.ask("POST", &path, &administrator, None).await.status, StatusCode::NO_CONTENT);
    assert_eq!(office.ask("GET", "/audit", &of_auditor, None).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn only_one_well_formed_header_is_a_token() {
    let office = Office::open().await;
    let token = office.token(Role::Analyst);
    let send = async |lines: &[String]| {
        let mut request = Request::get("/api/v1/account");
        for line in lines {
            request = request.header(header::AUTHORIZATION, line);
        }
        let answer = office.send(request.body(Body::empty()).unwrap()).await;
        if answer.status == StatusCode::UNAUTHORIZED {
            assert_eq!(answer.header("www-authenticate"), "Bearer");
            assert_eq!(answer.problem(), "unauthenticated");
        }
        answer.status.as_u16()
    };
    assert_eq!(send(&[format!("bearer {token}")]).await, 200, "the name of the scheme has no case");
    for line in [format!("Basic {token}"), token.to_owned(), format!("Bearer {token}x"), "Bearer".to_owned()] {
        assert_eq!(send(&[line]).await, 401);
    }
    assert_eq!(send(&[format!("Bearer {token}"), format!("Bearer {token}")]).await, 401);
}

#[tokio::test]
async fn a_session_of_a_browser_opens_no_address_for_programs() {
    let office = Office::open().await;
    let welcome = office.app.sign_in("manager", super::office::PASSWORD, "tes").await.unwrap();
    let suar_app::SignIn::Welcome(_, secret) = welcome else { unreachable!("the password is right") };
    let request = Request::get("/api/v1/leads").header(header::COOKIE, format!("suar-session={}", secret.reveal()));
    assert_eq!(office.send(request.body(Body::empty()).unwrap()).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(office.ask("GET", "/leads", secret.reveal(), None).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn tokens_and_addresses_have_budgets() {
    let two = Budget { burst: 2, per_hour: 3600 };
    let settings = Settings { api_calls: two, unknown_tokens: two, checks: two, ..Settings::default() };
    let office = Office::with_settings(settings).await;
    for (path, token) in [("/account", office.token(Role::Manager)), ("/account", "")] {
        office.ask("GET", path, token, None).await;
        office.ask("GET", path, token, None).await;
        let answer = office.ask("GET", path, token, None).await;
        assert_eq!((answer.status.as_u16(), answer.problem().as_str()), (429, "too_many_requests"));
        assert_eq!(answer.header("retry-after"), "1");
    }
    assert_eq!(office.get("/account", Role::Analyst).await.status, StatusCode::OK, "another token has its own");
    let offer = serde_json::json!({ "text": "loker" });
    office.say("/check", offer.clone()).await;
    office.say("/check", offer.clone()).await;
    assert_eq!(office.say("/check", offer).await.problem(), "too_many_requests");
}
