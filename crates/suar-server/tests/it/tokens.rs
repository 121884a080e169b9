//! A form opens once, for what it is for, within two hours; what was typed is never lost.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use suar_policy::Role;

use crate::signed_in::Officer;
use crate::site::{Answer, Part, TestSite};

const TEXT: &str = "Loker gudang di Bekasi";

#[tokio::test]
async fn a_token_opens_a_form_once_and_then_hands_out_a_fresh_one() {
    let site = TestSite::new().await;
    let token = site.get("/").await.token();
    assert_eq!(site.post("/cek", &[("token", &token), ("text", TEXT)]).await.status, StatusCode::OK);
    let again = site.post("/cek", &[("token", &token), ("text", TEXT)]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.text().contains("Formulir ini sudah pernah dikirim."));
    assert!(again.text().contains(&format!("{TEXT}</textarea>")));
    let third = site.post("/cek", &[("token", &again.token()), ("text", TEXT)]).await;
    assert_eq!(third.status, StatusCode::OK);
}

#[tokio::test]
async fn an_old_token_opens_nothing() {
    let site = TestSite::new().await;
    let token = site.get("/").await.token();
    site.wait(2 * 3600 + 1);
    let answer = site.post("/cek", &[("token", &token), ("text", TEXT)]).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.text().contains("lebih dari dua jam"));
}

#[tokio::test]
async fn a_token_of_before_a_restart_opens_nothing_and_the_text_stays() {
    let site = TestSite::new().await;
    let token = site.get("/").await.token();
    assert_eq!(site.post("/cek", &[("token", &token), ("text", TEXT)]).await.status, StatusCode::OK);
    let site = site.tampered(|_| ()).await;
    let answer = site.post("/cek", &[("token", &token), ("text", TEXT)]).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.text().contains("dimulai ulang") && answer.text().contains(&format!("{TEXT}</textarea>")));
    assert_eq!(site.post("/cek", &[("token", &answer.token()), ("text", TEXT)]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn forged_missing_and_foreign_tokens_open_nothing() {
    let site = TestSite::new().await;
    let of_check = site.get("/").await.token();
    let forged = of_check.replace(['1', '2', '3'], "4");
    for token in ["", "x", &forged] {
        let answer = site.post("/cek", &[("token", token), ("text", TEXT)]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{token}");
    }
    let contest = [("token", of_check.as_str()), ("subject", "a"), ("reason", "b")];
    assert_eq!(site.post("/sanggah", &contest).await.status, StatusCode::FORBIDDEN);
    let answer = site.post_parts("/lapor", &[("token", None, of_check.as_bytes()), ("text", None, b"a")]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(site.desk.reports.lock().unwrap().is_empty() && site.desk.contests.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_report_sent_twice_is_kept_once_and_both_answers_give_its_code() {
    let site = TestSite::at_work().await;
    let token = site.get("/lapor").await.token();
    let with = |text: &'static [u8], file: &'static [u8]| -> [Part<'_>; 3] {
        [("token", None, token.as_bytes()), ("text", None, text), ("files", Some("a.txt"), file)]
    };
    let parts = with(b"loker", b"isi");
    let (first, second) = tokio::join!(site.post_parts("/lapor", &parts), site.post_parts("/lapor", &parts));
    assert_eq!((first.status, second.status), (StatusCode::OK, StatusCode::OK));
    assert_eq!(first.code(), second.code());
    let manager = Officer::new(&site, Role::Manager).await;
    let listed = |page: Answer| page.text().matches("<a href=\"/laporan/").count();
    assert_eq!(listed(manager.get("/laporan").await), 1);

    // Another content is another report: the form that comes back can send it.
    for other in [with(b"loker lain", b"isi"), with(b"loker", b"isi lain")] {
        let answer = site.post_parts("/lapor", &other).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(!answer.text().contains(&first.code()));
    }
    site.wait(600);
    assert_eq!(site.post_parts("/lapor", &parts).await.status, StatusCode::CONFLICT);
    assert_eq!(listed(manager.get("/laporan").await), 1);
}

#[tokio::test]
async fn a_contest_sent_twice_is_kept_once_and_both_answers_give_its_code() {
    let site = TestSite::at_work().await;
    let token = site.get("/sanggah").await.token();
    let fields = [("token", token.as_str()), ("subject", "nomor saya"), ("reason", "itu nomor toko")];
    let (first, second) = tokio::join!(site.post("/sanggah", &fields), site.post("/sanggah", &fields));
    assert_eq!((first.status, second.status), (StatusCode::OK, StatusCode::OK));
    assert_eq!(first.code(), second.code());
    let manager = Officer::new(&site, Role::Manager).await;
    assert_eq!(manager.get("/sanggahan").await.text().matches("<a href=\"/sanggahan/").count(), 1);
    let other = [("token", token.as_str()), ("subject", "nomor saya"), ("reason", "lain")];
    assert_eq!(site.post("/sanggah", &other).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_form_that_failed_gives_no_code_when_it_comes_again() {
    let site = TestSite::new().await;
    let token = site.get("/lapor").await.token();
    for _ in 0..2 {
        let parts: [Part; 2] = [("token", None, token.as_bytes()), ("text", None, b" ")];
        let answer = site.post_parts("/lapor", &parts).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!answer.text().contains("<p class=\"code\">"));
    }
    assert!(site.desk.reports.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_form_of_another_site_is_refused() {
    let site = TestSite::new().await;
    let token = site.get("/").await.token();
    for (origin, status) in [("cross-site", StatusCode::FORBIDDEN), ("same-origin", StatusCode::OK)] {
        let request = Request::post("/cek")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", origin)
            .body(Body::from(format!("token={token}&text=loker")));
        assert_eq!(site.send(request.unwrap()).await.status, status, "{origin}");
    }
}
