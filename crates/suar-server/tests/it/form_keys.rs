//! Every form of an officer opens only with the key of their own session.

use axum::http::StatusCode;
use suar_policy::{Action, RULES, Role};
use suar_server::{Audience, ROUTES, RouteMethod};

use crate::policy::filled;
use crate::signed_in::Officer;
use crate::site::{Part, TestSite, form_request, parts_request};

fn posts() -> impl Iterator<Item = (String, Action)> {
    ROUTES.iter().filter(|route| route.method == RouteMethod::Post).filter_map(|route| match route.audience {
        Audience::Officers(action) => Some((filled(route.path), action)),
        Audience::Everyone => None,
    })
}

#[tokio::test]
async fn forms_without_the_own_key_are_refused() {
    let site = TestSite::new().await;
    for role in [Role::Manager, Role::Administrator] {
        let officer = Officer::new(&site, role).await;
        let other = Officer::again(&site, role.name()).await;
        let foreign = other.key().await;
        assert_ne!(officer.key().await, foreign, "each session has its own");
        let may = |action: Action| RULES.iter().any(|rule| rule.role == role && rule.action == action);
        for (path, _) in posts().filter(|(_, action)| may(*action)) {
            for key in [None, Some(""), Some("x"), Some(foreign.as_str())] {
                let fields: Vec<(&str, &str)> = key.into_iter().map(|key| ("key", key)).collect();
                let answer = officer.send(form_request(&path, &fields)).await;
                let refused = if path == "/impor" { StatusCode::BAD_REQUEST } else { StatusCode::FORBIDDEN };
                assert_eq!(answer.status, refused, "{path} {key:?}");
                let parts: Vec<Part> = key.into_iter().map(|key| ("key", None, key.as_bytes())).collect();
                let answer = officer.send(parts_request(&path, &parts)).await;
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {key:?} in parts");
            }
        }
        assert_eq!(officer.get("/akun").await.status, StatusCode::OK, "nothing was done");
    }
}
