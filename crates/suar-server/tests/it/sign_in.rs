//! Who is let in, how long, and by which cookie.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use suar_policy::Role;
use suar_server::Settings;

use crate::signed_in::{Officer, PASSWORD, add, cookie_of, sign_in};
use crate::site::{TestSite, form_request};

#[tokio::test]
async fn the_right_password_opens_where_the_role_begins() {
    let site = TestSite::new().await;
    for (role, first) in [
        (Role::Analyst, "/temuan"),
        (Role::Manager, "/temuan"),
        (Role::Administrator, "/petugas"),
        (Role::Auditor, "/jejak"),
    ] {
        add(&site, role).await;
        let answer = sign_in(&site, role.name(), PASSWORD).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, first));
    }
}

#[tokio::test]
async fn a_wrong_name_and_a_wrong_password_are_told_alike() {
    let site = TestSite::new().await;
    add(&site, Role::Analyst).await;
    for (name, password) in [("analyst", "bukan kata sandi"), ("nobody", PASSWORD), ("", ""), ("analyst", "")] {
        let answer = sign_in(&site, name, password).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert!(answer.text().contains("Nama atau kata sandi tidak cocok."), "{name}");
        assert_eq!(answer.header("set-cookie"), "");
        assert!(!answer.text().contains("bukan kata sandi"));
        assert!(answer.text().contains(&format!("value=\"{name}\"")), "what was typed stays");
    }
}

#[tokio::test]
async fn five_wrong_passwords_lock_for_a_while() {
    let site = TestSite::new().await;
    add(&site, Role::Analyst).await;
    for _ in 0..4 {
        assert!(sign_in(&site, "analyst", "salah").await.text().contains("tidak cocok"));
    }
    assert!(sign_in(&site, "analyst", "salah").await.text().contains("Coba lagi dalam 1 menit."));
    let right = sign_in(&site, "analyst", PASSWORD).await;
    assert_eq!(right.status, StatusCode::UNAUTHORIZED, "not even the right one is looked at");
    site.wait(61);
    assert_eq!(sign_in(&site, "analyst", PASSWORD).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_cookie_is_for_no_script_and_no_other_site() {
    for is_secure in [false, true] {
        let site = TestSite::with_settings(Settings { is_secure, ..Settings::default() }).await;
        add(&site, Role::Analyst).await;
        let answer = sign_in(&site, "analyst", PASSWORD).await;
        let cookie = answer.header("set-cookie");
        assert!(cookie.starts_with("suar-session="), "{cookie}");
        assert!(cookie.contains("; Path=/; HttpOnly; SameSite=Strict"), "{cookie}");
        assert_eq!(cookie.contains("; Secure"), is_secure, "{cookie}");
        assert!(!cookie.contains("Max-Age") && !cookie.contains("Expires"), "it ends with the browser: {cookie}");
    }
}

#[tokio::test]
async fn a_session_can_not_be_chosen_by_somebody_else() {
    let site = TestSite::new().await;
    add(&site, Role::Analyst).await;
    let planted = format!("suar-session={}", "a".repeat(64));
    let token = site.get("/masuk").await.token();
    let fields = [("token", token.as_str()), ("name", "analyst"), ("password", PASSWORD)];
    let mut request = form_request("/masuk", &fields);
    request.headers_mut().insert(header::COOKIE, planted.parse().unwrap());
    let given = cookie_of(&site.send(request).await);
    assert_ne!(given, planted);
    let planted = Officer { site: &site, cookie: planted };
    assert_eq!(planted.get("/akun").await.status, StatusCode::SEE_OTHER);
    assert_eq!(Officer { site: &site, cookie: given }.get("/akun").await.status, StatusCode::OK);
}

#[tokio::test]
async fn signing_out_ends_the_session_for_whoever_has_its_cookie() {
    let site = TestSite::new().await;
    let officer = Officer::new(&site, Role::Analyst).await;
    let answer = officer.post("/keluar", &[]).await;
    assert_eq!(answer.header("location"), "/masuk");
    assert!(answer.header("set-cookie").starts_with("suar-session=; Path=/; Max-Age=0"));
    assert_eq!(officer.get("/akun").await.header("location"), "/masuk?ke=/akun");
}

#[tokio::test]
async fn a_session_ends_when_idle_and_after_half_a_day() {
    let site = TestSite::new().await;
    let idle = Officer::new(&site, Role::Analyst).await;
    site.wait(2 * 3600 + 1);
    assert_eq!(idle.get("/akun").await.status, StatusCode::SEE_OTHER);
    let busy = Officer::again(&site, "analyst").await;
    for _ in 0..11 {
        site.wait(3600);
        assert_eq!(busy.get("/akun").await.status, StatusCode::OK);
    }
    site.wait(3600);
    assert_eq!(busy.get("/akun").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_sign_in_comes_back_to_this_site_only() {
    let site = TestSite::new().await;
    add(&site, Role::Analyst).await;
    for (asked, given) in [
        ("/impor", "/impor"),
        ("/impor?kabar=x", "/impor?kabar=x"),
        ("//evil.example", "/temuan"),
        ("/\\evil.example", "/temuan"),
        ("https://evil.example/", "/temuan"),
        ("javascript:alert(1)", "/temuan"),
        ("/a\r\nSet-Cookie: a=b", "/temuan"),
    ] {
        let fields = [("name", "analyst"), ("password", PASSWORD), ("ke", asked)];
        let answer = site.fill_in("/masuk", "/masuk", &fields).await;
        assert_eq!(answer.header("location"), given, "{asked}");
        site.wait(120);
    }
    let page = site.get("/masuk?ke=//evil.example").await;
    assert!(!page.text().contains("evil"));
}

#[tokio::test]
async fn whoever_is_not_signed_in_is_led_there_and_back() {
    let site = TestSite::new().await;
    let answer = site.get("/impor?setelah=3&diam=1").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let page = site.get(answer.header("location")).await;
    assert!(page.text().contains("value=\"/impor?setelah=3&#38;diam=1\""), "{}", page.text());
    let request = Request::post("/petugas").body(Body::empty()).unwrap();
    assert_eq!(site.send(request).await.header("location"), "/masuk");
}
