//! Reporting an offer, and coming back with the code.

use axum::http::StatusCode;
use suar_app::{FileKind, Locale, ReturnCode, SeenAt};

use crate::site::{Part, TestSite};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n rest of a picture";

#[tokio::test]
async fn a_report_is_kept_and_found_by_its_code() {
    let site = TestSite::new().await;
    let answer = site
        .report(&[
            ("text", None, b"Loker admin Poipet\r\ngaji 15 juta"),
            ("seen_at", None, b"telegram"),
            ("seen_where", None, b"grup loker  "),
            ("seen_on", None, b"2026-11-20"),
            ("note", None, b"teman saya sudah berangkat"),
            ("files", Some("foto\u{202e}saya.png"), PNG),
            ("files", Some(""), b""),
            ("surprise", None, b"nobody asked"),
        ])
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    let code = answer.code();
    assert_eq!(code.len(), 19, "{code}");
    {
        let reports = site.desk.reports.lock().unwrap();
        let report = reports.get(&ReturnCode::parse(&code).unwrap()).unwrap();
        assert_eq!(report.text, "Loker admin Poipet\ngaji 15 juta");
        assert_eq!(report.seen_at, Some(SeenAt::Telegram));
        assert_eq!(report.seen_where, "grup loker");
        assert_eq!(report.seen_on.unwrap().to_string(), "2026-11-20");
        assert_eq!(report.locale, Locale::Indonesian);
        let kinds: Vec<FileKind> = report.files.iter().map(|file| file.kind).collect();
        assert_eq!(kinds, [FileKind::Png], "an empty choice is no file");
        assert_eq!(report.files.first().unwrap().bytes, PNG);
        assert_eq!(report.files.first().unwrap().name, "foto␣saya.png");
    }
    let typed = code.to_lowercase().replace('-', " ");
    let found = site.fill_in("/lapor/kode", "/lapor/kode", &[("code", &typed)]).await;
    assert_eq!(found.status, StatusCode::OK);
    assert!(found.text().contains("24 November 2026, 15.00 WIB"), "{}", found.text());
    assert!(found.text().contains("menunggu dibaca"));
}

#[tokio::test]
async fn codes_that_nobody_gave_out_are_not_found() {
    let site = TestSite::new().await;
    for (code, status) in [("AAAA-AAAA-AAAA-AAAA", 404), ("halo", 422), ("", 422), ("0000-0000-0000-0000", 422)] {
        let answer = site.fill_in("/lapor/kode", "/lapor/kode", &[("code", code)]).await;
        assert_eq!(answer.status.as_u16(), status, "{code}");
        assert!(answer.text().contains("role=\"alert\""), "{code}");
        assert!(answer.text().contains("class=\"code\""), "the form is there again");
    }
}

#[tokio::test]
async fn the_code_of_a_report_opens_no_contest() {
    let site = TestSite::new().await;
    let code = site.report(&[("text", None, b"loker")]).await.code();
    let answer = site.fill_in("/sanggah/kode", "/sanggah/kode", &[("code", &code)]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_a_report_can_not_be_is_said_and_the_text_stays() {
    let site = TestSite::new().await;
    let cases: [(&[Part], u16, &str); 6] = [
        (&[("text", None, b" ")], 422, "Belum ada isi."),
        (&[("text", None, b"teks"), ("seen_on", None, b"kemarin")], 422, "Tanggalnya tidak terbaca."),
        (&[("text", None, b"teks"), ("seen_on", None, b"2026-11-25")], 422, "Tanggalnya belum tiba."),
        (&[("text", None, b"teks"), ("files", Some("a.png"), b"MZ\0\0")], 415, "bukan gambar, PDF, atau teks biasa"),
        (&[("text", None, b"teks"), ("files", Some("a.svg"), b"<svg/>")], 415, "bukan gambar"),
        (&[("text", None, b"teks"), ("note", None, &[b'a'; 5001])], 413, "Paling banyak 5.000."),
    ];
    for (parts, status, message) in cases {
        let answer = site.report(parts).await;
        assert_eq!(answer.status.as_u16(), status, "{message}");
        assert!(answer.text().contains(message), "{message}");
        assert_eq!(answer.text().contains("teks</textarea>"), message != "Belum ada isi.", "{message}");
    }
    assert!(site.desk.reports.lock().unwrap().is_empty());
}

#[tokio::test]
async fn number_and_size_of_files_are_bounded() {
    let site = TestSite::new().await;
    let six: Vec<Part> = vec![("files", Some("a.png"), PNG); 6];
    let answer = site.report(&six).await;
    assert!(answer.text().contains("Paling banyak 5."), "{}", answer.status);
    let large = [PNG, &vec![0; (5 << 20) + (1 << 19)]].concat();
    let answer = site.report(&[("files", Some("a"), &large), ("files", Some("b"), &large)]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text().contains("lebih dari 10 MB"));
    let huge = vec![0; 13 << 20];
    let answer = site.report(&[("files", Some("a"), &huge)]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text().contains("Kiriman ini terlalu besar") && answer.text().contains("paling banyak 10 MB"));
}
