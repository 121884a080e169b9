//! Help contacts, as administrators confirm them.

use axum::http::StatusCode;
use suar_policy::Role;

use crate::signed_in::Officer;
use crate::site::TestSite;

#[tokio::test]
async fn the_public_reads_which_contacts_are_confirmed() {
    let site = TestSite::new().await;
    let admin = Officer::new(&site, Role::Administrator).await;
    assert!(!site.get("/bantuan").await.text().contains("Dikonfirmasi oleh pengelola"));
    assert!(admin.get("/kontak").await.text().contains("name=\"id\" value=\"polri110\""));
    let answer = admin.post("/kontak", &[("id", "polri110"), ("holds", "yes")]).await;
    assert_eq!(answer.header("location"), "/kontak");
    let told = "Dikonfirmasi oleh pengelola pada 24 November 2026";
    assert_eq!(site.get("/bantuan").await.text().matches(told).count(), 1);
    admin.post("/kontak", &[("id", "polri110"), ("holds", "no")]).await;
    assert!(!site.get("/bantuan").await.text().contains(told));
}

#[tokio::test]
async fn only_contacts_of_the_list_are_confirmed() {
    let site = TestSite::new().await;
    let admin = Officer::new(&site, Role::Administrator).await;
    let unknown = admin.post("/kontak", &[("id", "calo"), ("holds", "yes")]).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let unclear = admin.post("/kontak", &[("id", "polri110"), ("holds", "mungkin")]).await;
    assert_eq!(unclear.status, StatusCode::BAD_REQUEST);
}
