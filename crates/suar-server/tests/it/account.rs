//! One's own account: sessions, password, tokens.

use axum::http::{StatusCode, header};
use suar_app::Secret;
use suar_policy::{Action, Role};

use crate::signed_in::{Officer, PASSWORD, add_named, cookie_of, sign_in};
use crate::site::{Answer, TestSite, between, form_request};

const NEW_PASSWORD: &str = "teh manis sore hari";

/// The addresses that the forms of sessions post to, the one in use last.
fn sessions(page: &Answer) -> (Vec<String>, String) {
    let rows = between(page.text(), "<tbody>", "</tbody>").unwrap();
    let action = |row: &str| between(row, "action=\"", "\"").unwrap().to_owned();
    let rows: Vec<&str> = rows.split("<tr>").skip(1).collect();
    let (own, others): (Vec<&str>, Vec<&str>) = rows.into_iter().partition(|row| row.contains("Perangkat ini"));
    (others.into_iter().map(action).collect(), action(own.first().unwrap()))
}

#[tokio::test]
async fn sessions_are_listed_and_ended() {
    let site = TestSite::new().await;
    let officer = Officer::new(&site, Role::Auditor).await;
    let token = site.get("/masuk").await.token();
    let mut request = form_request("/masuk", &[("token", &token), ("name", "auditor"), ("password", PASSWORD)]);
    let android = "Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36";
    request.headers_mut().insert(header::USER_AGENT, android.parse().unwrap());
    let phone = Officer { site: &site, cookie: cookie_of(&site.send(request).await) };
    let page = officer.get("/akun").await;
    assert!(page.text().contains("Chrome di Android") && !page.text().contains("Mozilla"));
    let (others, _) = sessions(&page);
    assert_eq!(others.len(), 1);
    let other = others.first().unwrap();
    assert_eq!(officer.post(other, &[]).await.header("location"), "/akun?kabar=session-ended");
    assert_eq!(phone.get("/akun").await.status, StatusCode::SEE_OTHER);
    let (_, own) = sessions(&officer.get("/akun?kabar=session-ended").await);
    let out = officer.post(&own, &[]).await;
    assert_eq!(out.header("location"), "/masuk");
    assert!(out.header("set-cookie").contains("Max-Age=0"));
}

#[tokio::test]
async fn all_other_sessions_end_at_once_and_nobody_ends_those_of_others() {
    let site = TestSite::new().await;
    let officer = Officer::new(&site, Role::Analyst).await;
    let second = Officer::again(&site, "analyst").await;
    let third = Officer::again(&site, "analyst").await;
    add_named(&site, "lain", Role::Analyst).await;
    let stranger = Officer::again(&site, "lain").await;
    let (_, foreign) = sessions(&stranger.get("/akun").await);
    assert_eq!(officer.post(&foreign, &[]).await.status, StatusCode::NOT_FOUND);
    let answer = officer.post("/akun/sesi/akhiri-lain", &[]).await;
    assert_eq!(answer.header("location"), "/akun?kabar=others-ended");
    for (session, status) in [
        (&second, StatusCode::SEE_OTHER),
        (&third, StatusCode::SEE_OTHER),
        (&officer, StatusCode::OK),
        (&stranger, StatusCode::OK),
    ] {
        assert_eq!(session.get("/akun").await.status, status);
    }
}

#[tokio::test]
async fn a_password_is_changed_by_whoever_knows_it() {
    let site = TestSite::new().await;
    let officer = Officer::new(&site, Role::Analyst).await;
    let other = Officer::again(&site, "analyst").await;
    for (present, new, again, says) in [
        ("salah", NEW_PASSWORD, NEW_PASSWORD, "Kata sandi sekarang tidak cocok."),
        (PASSWORD, "pendek", "pendek", "Kata sandinya terlalu pendek."),
        (PASSWORD, NEW_PASSWORD, "lain sama sekali", "Kedua kata sandi baru tidak sama."),
    ] {
        let fields = [("present", present), ("new", new), ("again", again)];
        let answer = officer.post("/akun/sandi", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains(says), "{says}");
        for typed in [present, new, again] {
            assert!(!answer.text().contains(&format!("value=\"{typed}\"")), "no password goes into a page");
        }
    }
    let fields = [("present", PASSWORD), ("new", NEW_PASSWORD), ("again", NEW_PASSWORD)];
    assert_eq!(officer.post("/akun/sandi", &fields).await.header("location"), "/akun?kabar=password-changed");
    assert_eq!(officer.get("/akun").await.status, StatusCode::OK);
    assert_eq!(other.get("/akun").await.status, StatusCode::SEE_OTHER);
    assert_eq!(sign_in(&site, "analyst", PASSWORD).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(sign_in(&site, "analyst", NEW_PASSWORD).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_token_is_shown_once_does_what_it_is_for_and_is_revoked() {
    let site = TestSite::new().await;
    let officer = Officer::new(&site, Role::Analyst).await;
    let form = officer.get("/akun").await;
    assert!(form.text().contains("value=\"read_lead\"") && form.text().contains("Hanya di wilayah sendiri"));
    assert!(!form.text().contains("value=\"keep_officers\"") && !form.text().contains("value=\"keep_own_tokens\""));
    let fields = [("name", "unggahan <b>malam"), ("action", "import"), ("action", "read_import"), ("days", "30")];
    let made = officer.post("/akun/token", &fields).await;
    assert_eq!((made.status, made.header("cache-control")), (StatusCode::OK, "no-store"));
    let secret = between(made.text(), "<p class=\"hash secret\">", "</p>").unwrap().to_owned();
    let later = officer.get("/akun").await;
    assert!(!later.text().contains(&secret) && later.text().contains("unggahan &#60;b&#62;malam"));
    assert!(later.text().contains("24 Desember 2026"));
    let found = site.app.find_token(&Secret::from_text(&secret).unwrap()).await.unwrap().unwrap();
    assert_eq!(found.actor.only, Some(vec![Action::Import, Action::ReadImport]));
    let revoke = between(later.text(), "action=\"/akun/token/", "\"").unwrap();
    let revoked = officer.post(&format!("/akun/token/{revoke}"), &[]).await;
    assert_eq!(revoked.header("location"), "/akun?kabar=token-revoked#token");
    assert!(site.app.find_token(&Secret::from_text(&secret).unwrap()).await.unwrap().is_none());
    assert!(officer.get("/akun").await.text().contains("Sudah dicabut"));
}

#[tokio::test]
async fn a_token_that_does_not_hold_stays_in_the_form() {
    let site = TestSite::new().await;
    let officer = Officer::new(&site, Role::Analyst).await;
    for (name, action, days) in [
        ("", "import", "30"),
        ("a", "", "30"),
        ("a", "keep_officers", "30"),
        ("a", "keep_own_tokens", "30"),
        ("a", "import", "0"),
        ("a", "import", "366"),
        ("a", "import", "selamanya"),
    ] {
        let fields = [("name", name), ("action", action), ("days", days)];
        let answer = officer.post("/akun/token", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        assert!(answer.text().contains("Token perlu nama"));
        assert!(answer.text().contains(&format!("value=\"{days}\"")), "{days}");
        assert_eq!(answer.text().contains("value=\"import\" checked"), action == "import");
        assert!(!answer.text().contains("class=\"hash secret\""));
    }
    assert!(officer.get("/akun").await.text().contains("Belum ada token."));
}

#[tokio::test]
async fn a_token_is_offered_for_what_the_role_does_and_for_nothing_else() {
    let site = TestSite::new().await;
    let officer = Officer::new(&site, Role::Auditor).await;
    let form = officer.get("/akun").await;
    assert!(form.text().contains("value=\"read_audit\""));
    assert!(!form.text().contains("value=\"read_lead\"") && !form.text().contains("value=\"keep_officers\""));
}
