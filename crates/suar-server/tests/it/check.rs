//! The check page: signs in plain words with their words marked, never the number behind them.

use std::io::Write;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};

use crate::site::{Answer, TestSite, between};

const LURE: &str = "Loker admin CS Poipet Kamboja 🇰🇭 gaji 15 juta tanpa pengalaman, tiket kami tanggung, \
                    pakai visa turis dulu. Minat WA +6281200001234";
const HONEST: &str = "PT Sinar Contoh membuka lowongan staf gudang di Cikarang. Syarat: ijazah SMA, pengalaman \
                      1 tahun. Kirim lamaran ke hrd@sinarcontoh.co.id atau datang untuk wawancara.";
const WARNING: &str = "Waspada! Jangan tergiur lowongan admin di Poipet gaji 15 juta. Sudah banyak korban dipaksa \
                       menipu, paspor mereka ditahan.";

fn headline(answer: &Answer) -> &str {
    between(between(answer.text(), "<h1", "</h1>").unwrap(), "<span>", "</span>").unwrap()
}

#[tokio::test]
async fn a_lure_is_shown_with_its_signs_marked_and_one_act() {
    let site = TestSite::new().await;
    let answer = site.check(LURE).await;
    assert_eq!(answer.status, StatusCode::OK);
    let signs = answer.text().matches("<li id=\"tanda-").count();
    assert!(signs >= 5, "{signs}");
    assert_eq!(headline(&answer), format!("Ada {signs} tanda bahaya"));
    assert!(answer.text().contains("Masuk dengan visa turis"));
    assert!(answer.text().contains("Jangan berangkat tanpa visa kerja."));
    assert_eq!(answer.text().matches("class=\"one\"").count(), 1);
    assert!(answer.text().contains("Kami tidak menemukan tanda lain; itu bukan jaminan."));
    assert!(answer.text().contains("href=\"tel:110\""));
    let marked = between(answer.text(), "<blockquote", "</blockquote>").unwrap();
    assert!(marked.contains("15 juta"), "{marked}");
    for number in 1..=signs {
        assert!(answer.text().contains(&format!("id=\"tanda-{number}\"")));
    }
}

#[tokio::test]
async fn neither_number_nor_band_is_ever_shown() {
    let site = TestSite::new().await;
    for text in [LURE, HONEST, WARNING, "halo"] {
        let answer = site.check(text).await;
        let page = answer.text();
        for word in ["risk", "risiko:", "urgent", "mendesak", "log-odds", "0.9", "0,9", "band", "pita"] {
            assert!(!page.contains(word), "{word}");
        }
    }
}

#[tokio::test]
async fn few_or_no_signs_promise_nothing() {
    let site = TestSite::new().await;
    let answer = site.check(HONEST).await;
    assert_eq!(headline(&answer), "Tidak ada tanda yang kami kenal");
    assert!(answer.text().contains("Itu bukan jaminan."));
    let answer = site.check("Dicari karyawan warung makan di Bantul, shift siang. Hubungi WA 081200001111.").await;
    assert!(headline(&answer).ends_with("hal yang perlu ditanyakan"), "{}", headline(&answer));
}

#[tokio::test]
async fn a_warning_is_called_so_and_still_gives_the_checks() {
    let site = TestSite::new().await;
    let answer = site.check(WARNING).await;
    assert_eq!(headline(&answer), "Ini tampak seperti peringatan");
    assert!(answer.text().contains("apakah Anda berangkat dengan visa kerja"));
    assert!(!answer.text().contains("id=\"tanda-1\""));
}

#[tokio::test]
async fn a_result_speaks_english_and_changes_language_with_its_text() {
    let site = TestSite::new().await;
    let answer = site.fill_in("/?lang=en", "/cek?lang=en", &[("text", LURE)]).await;
    assert!(headline(&answer).starts_with("There are "), "{}", headline(&answer));
    assert!(!answer.text().contains('⟦'));
    // The words are in no address: the other language is posted with the form.
    assert!(answer.text().contains("form=\"again\" formaction=\"/cek?lang=id\""));
    let again = site.post("/cek?lang=id", &[("token", &answer.token()), ("text", LURE)]).await;
    assert!(headline(&again).contains("tanda bahaya"));
}

#[tokio::test]
async fn a_result_can_not_be_fetched_again() {
    let site = TestSite::new().await;
    let answer = site.get("/cek?lang=en").await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/?lang=en"));
    let answer = site.get("/cek?next=//evil.example").await;
    assert_eq!(answer.header("location"), "/");
}

#[tokio::test]
async fn empty_and_too_long_texts_are_told_so_and_kept_in_the_form() {
    let site = TestSite::new().await;
    let answer = site.check(" \n ").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("Belum ada teks."));
    let longest = "a ".repeat(10_000);
    assert_eq!(site.check(&longest).await.status, StatusCode::OK);
    let answer = site.check(&format!("{longest}x")).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text().contains("20.001 huruf. Paling banyak 20.000."), "says how much too long");
    assert!(answer.text().contains(&longest), "what was typed is not lost");
}

#[tokio::test]
async fn a_checked_text_goes_into_the_report_form() {
    let site = TestSite::new().await;
    let answer = site.post("/lapor/isi", &[("text", LURE)]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.text().contains(LURE));
    assert!(site.desk.reports.lock().unwrap().is_empty(), "nothing is kept before it is sent");
}

#[tokio::test]
async fn a_page_is_small_enough_for_a_bad_line() {
    let site = TestSite::new().await;
    let token = site.get("/").await.token();
    let body = format!("token={token}&text={}", LURE.replace(' ', "+").replace("+62", "%2B62").replace('&', ""));
    let request = Request::post("/cek")
        .header(header::ACCEPT_ENCODING, "gzip")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body));
    let answer = site.send(request.unwrap()).await;
    assert_eq!(answer.header("content-encoding"), "gzip");
    assert!(answer.bytes.len() <= 25 << 10, "{} bytes", answer.bytes.len());
    let sheet = site.get("/static/suar.css").await;
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(&sheet.bytes).unwrap();
    let both = answer.bytes.len() + packer.finish().unwrap().len();
    assert!(both <= 25 << 10, "{both} bytes with the style sheet");
}
