//! When something goes wrong, the visitor sees a page in their language and not a trace.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use suar_app::{ContestProgress, DeskError, DeskFuture, NewContest, NewReport, PublicDesk, ReportProgress, ReturnCode};
use suar_server::Settings;

use crate::site::TestSite;

/// A desk at which each act goes wrong in its own way.
struct TroubledDesk;

impl PublicDesk for TroubledDesk {
    fn report(&self, _: NewReport) -> DeskFuture<'_, ReturnCode> {
        Box::pin(async { Err(DeskError::Unavailable("secret place".to_owned())) })
    }

    fn find_report(&self, _: ReturnCode) -> DeskFuture<'_, Option<ReportProgress>> {
        Box::pin(std::future::pending())
    }

    #[expect(clippy::panic, reason = "a fault of ours must not take the site down")]
    fn contest(&self, _: NewContest) -> DeskFuture<'_, ReturnCode> {
        Box::pin(async { panic!("secret place") })
    }

    fn find_contest(&self, _: ReturnCode) -> DeskFuture<'_, Option<ContestProgress>> {
        Box::pin(async { Err(DeskError::Failed("secret place".to_owned())) })
    }
}

async fn site() -> TestSite {
    let settings = Settings { request_timeout: Duration::from_millis(200), ..Settings::default() };
    TestSite::with_desk(settings, Some(Arc::new(TroubledDesk))).await
}

#[tokio::test]
async fn troubles_of_the_desk_become_pages() {
    let site = site().await;
    let code = [("code", "AAAA-AAAA-AAAA-AAAA")];
    let answers = [
        (site.report(&[("text", None, b"a")]).await, 503, "Sedang tidak bisa melayani"),
        (site.fill_in("/lapor/kode", "/lapor/kode", &code).await, 408, "Terlalu lama"),
        (
            site.fill_in("/sanggah", "/sanggah", &[("subject", "a"), ("reason", "b")]).await,
            500,
            "Terjadi kesalahan di pihak kami",
        ),
        (site.fill_in("/sanggah/kode", "/sanggah/kode?lang=en", &code).await, 500, "Something went wrong on our side"),
    ];
    for (answer, status, message) in answers {
        assert_eq!(answer.status.as_u16(), status, "{message}");
        assert!(answer.text().contains(message), "{message}");
        assert!(!answer.text().contains("secret place"));
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'"));
        assert_eq!(answer.header("cache-control"), "no-store");
    }
    assert_eq!(site.get("/").await.status, StatusCode::OK, "the site goes on");
}

#[tokio::test]
async fn a_body_that_is_too_large_or_no_form_is_told_so() {
    let site = site().await;
    let huge = "a".repeat(200 << 10);
    let answer = site.post("/cek", &[("token", "x"), ("text", &huge)]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text().contains("Kiriman ini terlalu besar"));
    assert!(answer.text().contains("teks yang lebih pendek") && !answer.text().contains("erkas"), "no file was sent");
    for kind in ["application/json", "multipart/form-data", "text/plain"] {
        let request = Request::post("/cek").header("content-type", kind).body(Body::from("{}")).unwrap();
        let answer = site.send(request).await;
        assert!(answer.status.is_client_error());
        assert!(answer.text().contains("Permintaan ini tidak kami mengerti"), "{kind} {}", answer.status);
    }
    let request = Request::post("/lapor").header("content-type", "multipart/form-data; boundary=x");
    let answer = site.send(request.body(Body::from("--y")).unwrap()).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}
