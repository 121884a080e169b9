//! The audit trail, and whether it is whole.

use suar_policy::Role;

use crate::signed_in::{Officer, sign_in};
use crate::site::TestSite;

#[tokio::test]
async fn the_trail_tells_who_did_what_and_that_it_is_whole() {
    let site = TestSite::new().await;
    let auditor = Officer::new(&site, Role::Auditor).await;
    sign_in(&site, "auditor", "bukan kata sandi").await;
    let page = auditor.get("/jejak").await;
    for says in ["Contoh auditor", "Mengurus akun petugas", "akun dibuat sebagai Auditor", "percobaan ke-1"] {
        assert!(page.text().contains(says), "{says}: {}", page.text());
    }
    assert!(!page.text().contains("bukan kata sandi"));
    let checked = auditor.get("/jejak/periksa").await;
    assert!(checked.text().contains("Utuh") && checked.text().contains("Semua 3 catatan"), "{}", checked.text());
}

#[tokio::test]
async fn many_entries_are_paged_the_newest_first() {
    let site = TestSite::new().await;
    let auditor = Officer::new(&site, Role::Auditor).await;
    for _ in 0..60 {
        auditor.post("/akun/sesi/akhiri-lain", &[]).await;
    }
    let page = auditor.get("/jejak").await;
    assert_eq!(page.text().matches("<tr><th scope=\"row\"").count(), 50);
    assert!(page.text().contains("href=\"/jejak?sebelum=13\""), "{}", page.text());
    let rest = auditor.get("/jejak?sebelum=13").await;
    assert_eq!(rest.text().matches("<tr><th scope=\"row\"").count(), 12);
    assert!(rest.text().contains("href=\"/jejak\"") && !rest.text().contains("sebelum="));
    assert!(auditor.get("/jejak?sebelum=1").await.text().contains("Belum ada catatan."));
}

#[tokio::test]
async fn an_entry_that_was_changed_outside_is_found() {
    let site = TestSite::new().await;
    Officer::new(&site, Role::Auditor).await;
    let site = site
        .tampered(|bytes| {
            let entry = b"keep_officersofficer";
            let place = bytes.windows(entry.len()).position(|window| window == entry).unwrap();
            *bytes.get_mut(place).unwrap() = b'K';
        })
        .await;
    let auditor = Officer::again(&site, "auditor").await;
    let page = auditor.get("/jejak/periksa").await;
    assert!(page.text().contains("Rusak") && page.text().contains("Catatan 1 tidak cocok"), "{}", page.text());
    assert!(!page.text().contains("Utuh"));
}
