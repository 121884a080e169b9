//! Reports and contests, from the public's hand to an officer's answer.

use axum::http::StatusCode;
use jiff::civil::date;
use suar_app::{Attachment, FileKind, Locale, NewContest, NewReport, PublicDesk, ReturnCode, SeenAt};
use suar_policy::Role;

use crate::signed_in::Officer;
use crate::site::{Answer, TestSite, between};

const WORDS: &str = "Loker admin Poipet <script>alert(1)</script> gaji 15 juta";

async fn report(site: &TestSite) -> ReturnCode {
    let file = |kind, name: &str, bytes: &[u8]| Attachment { kind, name: name.to_owned(), bytes: bytes.to_vec() };
    let report = NewReport {
        code: None,
        text: WORDS.to_owned(),
        seen_at: Some(SeenAt::Whatsapp),
        seen_where: "Grup \u{202e}Contoh".to_owned(),
        seen_on: Some(date(2026, 11, 20)),
        note: "Tetangga saya sudah berangkat.".to_owned(),
        files: vec![
            file(FileKind::Png, "layar.png", b"\x89PNG\r\n\x1a\nx"),
            file(FileKind::Pdf, "\"; filename=evil.html", b"%PDF-1.7"),
            file(FileKind::Text, "a.html", b"halo"),
        ],
        locale: Locale::English,
        received: site.app.now(),
    };
    site.app.report(report).await.unwrap()
}

async fn contest(site: &TestSite) -> ReturnCode {
    let contest = NewContest {
        code: None,
        subject: "nomor 0812 0000 1234".to_owned(),
        reason: "Itu nomor <b>toko</b> saya.".to_owned(),
        locale: Locale::Indonesian,
        received: site.app.now(),
        due: date(2026, 12, 3),
    };
    site.app.contest(contest).await.unwrap()
}

/// The first thing in the list.
async fn first(officer: &Officer<'_>, list: &str) -> String {
    let page = officer.get(list).await;
    let rows = page.text().split_once("<tbody>").unwrap().1;
    between(rows, "<a href=\"", "\"").unwrap().to_owned()
}

fn count_in_menu(page: &Answer, path: &str) -> Option<String> {
    let item = between(page.text(), &format!("<li><a href=\"{path}\""), "</a>").unwrap();
    between(item, "<span class=\"count\">", "</span>").map(str::to_owned)
}

#[tokio::test]
async fn a_report_is_read_on_the_record_and_answered() {
    let site = TestSite::new().await;
    let officer = Officer::new(&site, Role::Analyst).await;
    assert!(officer.get("/laporan").await.text().contains("Belum ada laporan."));
    let code = report(&site).await;
    let list = officer.get("/laporan").await;
    assert!(!list.text().contains("Poipet") && list.text().contains("WhatsApp"), "the list holds no words of a report");
    assert_eq!(count_in_menu(&list, "/laporan").as_deref(), Some("1"));
    let at = first(&officer, "/laporan").await;
    let page = officer.get(&at).await;
    assert!(page.text().contains("dicatat di jejak audit") && page.text().contains("Poipet &#60;script&#62;"));
    assert!(page.text().contains("20 November 2026") && !page.text().contains('\u{202e}'));
    assert!(page.text().contains("membaca halaman dalam bahasa Inggris"));
    assert!(!page.text().contains("<img"), "pictures wait until they are asked for");
    assert_eq!(count_in_menu(&page, "/laporan"), None);
    let answer = officer.post(&format!("{at}/jawab"), &[("answer", "Terima kasih, kami teruskan.")]).await;
    assert_eq!(answer.header("location"), "/laporan?kabar=answered");
    assert!(officer.get("/laporan?kabar=answered").await.text().contains("Jawaban tersimpan."));
    let found = site.app.find_report(code).await.unwrap().unwrap();
    assert_eq!(found.answer.as_deref(), Some("Terima kasih, kami teruskan."));
    assert!(officer.get(&at).await.text().contains("Ganti jawaban"));
}

#[tokio::test]
async fn each_reading_is_in_the_trail() {
    let site = TestSite::new().await;
    let officer = Officer::new(&site, Role::Analyst).await;
    report(&site).await;
    let at = first(&officer, "/laporan").await;
    officer.get(&at).await;
    officer.get(&format!("{at}/berkas/1")).await;
    let auditor = Officer::new(&site, Role::Auditor).await;
    let trail = auditor.get("/jejak").await;
    assert_eq!(trail.text().matches("Membaca dan menjawab laporan warga").count(), 2);
    assert!(trail.text().contains("berkas nomor 1 dibuka") && trail.text().contains("Contoh analyst"));
}

#[tokio::test]
async fn files_are_handed_over_where_nothing_in_them_runs() {
    let site = TestSite::new().await;
    let officer = Officer::new(&site, Role::Analyst).await;
    report(&site).await;
    let at = first(&officer, "/laporan").await;
    for (number, kind, manner, ending) in [
        (1, "image/png", "inline", ".png\""),
        (2, "application/octet-stream", "attachment", ".pdf\""),
        (3, "application/octet-stream", "attachment", ".txt\""),
    ] {
        let file = officer.get(&format!("{at}/berkas/{number}")).await;
        assert_eq!((file.status, file.header("content-type")), (StatusCode::OK, kind));
        let disposition = file.header("content-disposition");
        assert!(disposition.starts_with(manner) && disposition.ends_with(ending), "{disposition}");
        assert!(!disposition.contains("evil"), "{disposition}");
        assert_eq!(file.header("content-security-policy"), "sandbox; default-src 'none'");
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        assert_eq!(file.header("cache-control"), "no-store");
    }
    for path in [format!("{at}/berkas/4"), format!("{at}/berkas/x"), "/laporan/x/berkas/1".to_owned()] {
        assert_eq!(officer.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn answers_that_do_not_hold_stay_in_the_form() {
    let site = TestSite::new().await;
    let manager = Officer::new(&site, Role::Manager).await;
    report(&site).await;
    contest(&site).await;
    for list in ["/laporan", "/sanggahan"] {
        let at = first(&manager, list).await;
        let empty = manager.post(&format!("{at}/jawab"), &[("answer", "  ")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.text().contains("Teksnya masih kosong."));
        let long = "kata ".repeat(1000);
        let answer = manager.post(&format!("{at}/jawab"), &[("answer", &long)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains("Paling banyak 4.000 huruf.") && answer.text().contains(&long));
    }
}

#[tokio::test]
async fn a_contest_has_a_clock_and_gets_an_answer() {
    let site = TestSite::new().await;
    let manager = Officer::new(&site, Role::Manager).await;
    assert!(manager.get("/sanggahan").await.text().contains("Tidak ada sanggahan."));
    let code = contest(&site).await;
    let list = manager.get("/sanggahan").await;
    assert!(list.text().contains("9 hari lagi") && list.text().contains("Kamis, 3 Desember 2026"));
    assert_eq!(count_in_menu(&list, "/sanggahan").as_deref(), Some("1"));
    let at = first(&manager, "/sanggahan").await;
    let page = manager.get(&at).await;
    assert!(page.text().contains("Itu nomor &#60;b&#62;toko"));
    site.wait(9 * 86_400);
    let manager = Officer::again(&site, "manager").await;
    assert!(manager.get(&at).await.text().contains("Harus dijawab hari ini"));
    site.wait(2 * 86_400);
    let manager = Officer::again(&site, "manager").await;
    assert!(manager.get("/sanggahan").await.text().contains("Terlambat 2 hari"));
    let answer = manager.post(&format!("{at}/jawab"), &[("answer", "Anda benar; sudah kami batalkan.")]).await;
    assert_eq!(answer.header("location"), "/sanggahan?kabar=answered");
    let found = site.app.find_contest(code).await.unwrap().unwrap();
    assert_eq!(found.answer.as_deref(), Some("Anda benar; sudah kami batalkan."));
    let list = manager.get("/sanggahan").await;
    assert!(list.text().contains("Sudah dijawab"));
    assert_eq!(count_in_menu(&list, "/sanggahan"), None);
}

#[tokio::test]
async fn a_lead_says_how_much_of_it_is_reports() {
    let site = TestSite::new().await;
    let officer = Officer::new(&site, Role::Analyst).await;
    report(&site).await;
    site.app.become_worker().await.unwrap().unwrap().work_off().await.unwrap();
    let list = officer.get("/temuan").await;
    let row = list.text().split_once("<tbody>").unwrap().1;
    assert!(
        row.contains("<span class=\"badge caution\">Hanya laporan anonim</span> 1 dari 1 pos berasal dari laporan")
    );
    assert!(row.contains("<bdi>Poipet</bdi></a>"), "no word of the report: {row}");
    let lead = between(row, "<a href=\"/temuan/", "\"").unwrap().to_owned();
    let page = officer.get(&format!("/temuan/{lead}")).await;
    for said in ["Hanya laporan anonim", "dihitung paling banyak tiga pos", "1 dari laporan anonim"] {
        assert!(page.text().contains(said), "{said}");
    }
    assert!(page.text().contains("&#60;script&#62;alert(1)"), "an analyst may read reports, and it is recorded");
    let strip = between(page.text(), "name=\"unit\"", "</label>").unwrap();
    assert!(strip.contains("Hanya dari laporan warga"), "{strip}");
    let english = officer.get(&format!("/temuan/{lead}?lang=en")).await;
    assert!(english.text().contains("1 of 1 posts comes from an anonymous report"));
    let file = officer.post(&format!("/temuan/{lead}/ekspor"), &[("tlp", "TLP:RED"), ("bentuk", "html")]).await;
    assert!(file.text().contains("1 of 1 posts") || file.text().contains("1 dari 1 pos"), "{}", file.text());
    let auditor = Officer::new(&site, Role::Auditor).await;
    let trail = auditor.get("/jejak").await;
    assert_eq!(trail.text().matches("Membaca dan menjawab laporan warga").count(), 1);
}
