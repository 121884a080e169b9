//! Contesting, with a day by which an answer is due.

use axum::http::StatusCode;
use suar_app::ReturnCode;

use crate::site::TestSite;

#[tokio::test]
async fn a_contest_is_kept_with_the_day_that_was_promised() {
    let site = TestSite::new().await;
    let page = site.get("/sanggah").await;
    assert!(page.text().contains("kami jawab paling lambat Kamis, 3 Desember 2026."), "{}", page.text());
    let fields = [("subject", "nomor 0812 0000 1234"), ("reason", "Itu nomor toko saya.")];
    let answer = site.fill_in("/sanggah", "/sanggah", &fields).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.text().contains("Kami jawab paling lambat Kamis, 3 Desember 2026."));
    let code = answer.code();
    {
        let contests = site.desk.contests.lock().unwrap();
        let contest = contests.get(&ReturnCode::parse(&code).unwrap()).unwrap();
        assert_eq!(
            (contest.subject.as_str(), contest.due.to_string().as_str()),
            ("nomor 0812 0000 1234", "2026-12-03")
        );
    }
    let found = site.fill_in("/sanggah/kode?lang=en", "/sanggah/kode?lang=en", &[("code", &code)]).await;
    assert!(found.text().contains("Thursday, 3 December 2026"));
    assert!(found.text().contains("answered"));
    assert!(found.text().contains("Kami sudah memeriksanya."));
}

#[tokio::test]
async fn a_contest_says_what_and_why() {
    let site = TestSite::new().await;
    for fields in [[("subject", ""), ("reason", "alasan saya")], [("subject", "nomor saya"), ("reason", " ")]] {
        let answer = site.fill_in("/sanggah", "/sanggah", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains("alasan saya") || answer.text().contains("nomor saya"), "what was typed stays");
    }
    let long = "a".repeat(5001);
    let answer = site.fill_in("/sanggah", "/sanggah", &[("subject", "a"), ("reason", &long)]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(site.desk.contests.lock().unwrap().is_empty());
}
