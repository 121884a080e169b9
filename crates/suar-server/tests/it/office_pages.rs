//! Every page for officers speaks both languages, is small, and loads nothing from elsewhere.

use suar_policy::Role;

use crate::signed_in::{Officer, add};
use crate::site::TestSite;

/// Pages that stand by themselves, with somebody who may see them.
const PAGES: [(&str, Role); 9] = [
    ("/impor", Role::Analyst),
    ("/laporan", Role::Analyst),
    ("/akun", Role::Analyst),
    ("/sanggahan", Role::Manager),
    ("/petugas", Role::Administrator),
    ("/akun", Role::Administrator),
    ("/kontak", Role::Administrator),
    ("/jejak", Role::Auditor),
    ("/jejak/periksa", Role::Auditor),
];

#[tokio::test]
async fn pages_speak_both_languages_and_are_closed_to_the_outside() {
    let site = TestSite::new().await;
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Public) {
        add(&site, role).await;
    }
    for (path, role) in PAGES {
        let officer = Officer::again(&site, role.name()).await;
        let indonesian = officer.get(path).await;
        let english = officer.get(&format!("{path}?lang=en")).await;
        for (page, code) in [(&indonesian, "id"), (&english, "en")] {
            assert_eq!(page.status.as_u16(), 200, "{path}");
            assert!(page.text().contains(&format!("<html lang=\"{code}\">")), "{path}");
            assert!(!page.text().contains('⟦'), "{path}: {}", page.text());
            assert!(page.text().contains("action=\"/keluar\"") && page.text().contains("aria-current="), "{path}");
            assert_eq!(page.header("cache-control"), "no-store");
            assert!(page.header("content-security-policy").starts_with("default-src 'none'"), "{path}");
            for tag in page.text().split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
                let leads_away = tag.contains("http://") || tag.contains("https://") || tag.contains("\"//");
                let is_link = tag.starts_with("a ") && tag.contains("rel=\"noreferrer\"");
                assert!(!leads_away || is_link, "{path}: {tag}");
                assert!(!tag.contains(" style=") && !tag.contains(" on"), "{path}: {tag}");
            }
        }
        assert_ne!(indonesian.text(), english.text(), "{path}");
    }
}

#[tokio::test]
async fn the_menu_holds_what_the_role_may_do() {
    let site = TestSite::new().await;
    for (role, items) in [
        (Role::Analyst, vec!["/temuan", "/impor", "/laporan", "/akun"]),
        (Role::Manager, vec!["/temuan", "/impor", "/laporan", "/sanggahan", "/akun"]),
        (Role::Administrator, vec!["/petugas", "/kontak", "/akun"]),
        (Role::Auditor, vec!["/jejak", "/akun"]),
    ] {
        let page = Officer::new(&site, role).await.get("/akun").await;
        let menu = crate::site::between(page.text(), "<nav class=\"menu\"", "</nav>").unwrap();
        let found: Vec<&str> = menu.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(found, items, "{}", role.name());
    }
}
