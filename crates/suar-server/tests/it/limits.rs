//! Budgets by address: generous, and said in plain words.

use axum::body::Body;
use axum::http::{HeaderName, Request, StatusCode};
use suar_server::{Budget, Settings};

use crate::site::TestSite;

fn tight() -> Settings {
    let budget = Budget { burst: 2, per_hour: 20 };
    Settings { checks: budget, reports: budget, contests: budget, look_ups: budget, ..Settings::default() }
}

#[tokio::test]
async fn too_many_checks_are_told_when_to_come_back() {
    let site = TestSite::with_settings(tight()).await;
    for _ in 0..2 {
        assert_eq!(site.check("loker").await.status, StatusCode::OK);
    }
    let answer = site.check("loker").await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.header("retry-after"), "180");
    assert!(answer.text().contains("Coba lagi dalam 3 menit."), "{}", answer.text());
    site.wait(180);
    assert_eq!(site.check("loker").await.status, StatusCode::OK);
}

#[tokio::test]
async fn each_act_and_each_address_has_its_own_budget() {
    let mut site = TestSite::with_settings(tight()).await;
    for _ in 0..3 {
        site.check("loker").await;
        site.report(&[("text", None, b"a")]).await;
        site.fill_in("/sanggah", "/sanggah", &[("subject", "a"), ("reason", "b")]).await;
        site.fill_in("/lapor/kode", "/lapor/kode", &[("code", "x")]).await;
    }
    assert_eq!(site.desk.reports.lock().unwrap().len(), 2);
    assert_eq!(site.desk.contests.lock().unwrap().len(), 2);
    assert_eq!(site.get("/").await.status, StatusCode::OK, "reading is free");
    site.address = [192, 0, 2, 2];
    assert_eq!(site.check("loker").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_whole_village_may_check_from_one_address() {
    let site = TestSite::new().await;
    for _ in 0..100 {
        assert_eq!(site.check("loker").await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_forwarded_address_counts_only_behind_a_trusted_proxy() {
    let spend = async |site: &TestSite, forwarded: &str| {
        let token = site.get("/").await.token();
        let request = Request::post("/cek")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("x-forwarded-for", forwarded)
            .body(Body::from(format!("token={token}&text=loker")));
        site.send(request.unwrap()).await.status
    };
    let direct = TestSite::with_settings(tight()).await;
    let made_up = [spend(&direct, "198.51.100.1").await, spend(&direct, "198.51.100.2").await];
    assert_eq!(made_up, [StatusCode::OK; 2]);
    assert_eq!(spend(&direct, "198.51.100.3").await, StatusCode::TOO_MANY_REQUESTS);
    let trusted_proxy_header = Some(HeaderName::from_static("x-forwarded-for"));
    let proxied = TestSite::with_settings(Settings { trusted_proxy_header, ..tight() }).await;
    for last in 1..=4 {
        assert_eq!(spend(&proxied, &format!("10.0.0.9, 198.51.100.{last}")).await, StatusCode::OK);
    }
}
