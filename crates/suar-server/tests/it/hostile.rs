//! Words of strangers stay words.

use axum::http::StatusCode;

use crate::site::{TestSite, between};

const MARKUP: &str = "<script>alert(1)</script> \"><img src=x onerror=alert(1)> ' ` {{ 7*7 }} </textarea> &lt;";

#[tokio::test]
async fn markup_is_shown_and_not_obeyed() {
    let site = TestSite::new().await;
    let lure = format!("{MARKUP} Loker admin Poipet gaji 15 juta {MARKUP} minat WA 081200001234");
    let contest = [("subject", MARKUP), ("reason", "")];
    let answers = [
        site.check(&lure).await,
        site.check(&format!("{MARKUP}{}", "x".repeat(20_000))).await,
        site.post("/lapor/isi", &[("text", MARKUP)]).await,
        site.fill_in("/sanggah", "/sanggah", &contest).await,
        site.fill_in("/lapor/kode", "/lapor/kode", &[("code", MARKUP)]).await,
        site.report(&[("text", None, MARKUP.as_bytes()), ("files", Some("<b>x.exe"), b"MZ\0")]).await,
    ];
    for answer in answers {
        let page = answer.text();
        for tag in ["<script", "<img", "<b>", "</textarea> &amp;lt"] {
            assert!(!page.contains(tag), "{tag}: {page}");
        }
        // One end for each beginning: nothing was closed by a stranger.
        assert_eq!(page.matches("<textarea").count(), page.matches("</textarea>").count());
    }
}

#[tokio::test]
async fn what_steers_the_reader_is_made_visible_in_the_result() {
    let site = TestSite::new().await;
    let answer =
        site.check("Loker Poipet gaji 15 juta \u{202e}gnorw\u{202c} \u{0}\u{1b}[31m minat WA 081200001234").await;
    assert_eq!(answer.status, StatusCode::OK);
    let shown = between(answer.text(), "<blockquote", "</blockquote>").unwrap();
    for hidden in ['\u{202e}', '\u{202c}', '\u{0}', '\u{1b}'] {
        assert!(!shown.contains(hidden), "{hidden:?}");
    }
    assert!(shown.contains('␣') && shown.contains('␛'), "{shown}");
}

#[tokio::test]
async fn marks_keep_every_letter_of_the_text() {
    let site = TestSite::new().await;
    let text =
        "Lőker ádmin CS Poipet 🇰🇭🇰🇭, g4ji 15 jt, 𝗸𝗮𝗺𝗯𝗼𝗷𝗮, tanpa pengalaman,\r\n tiket+paspor gratis, WA 0812-0000-1234";
    let answer = site.check(text).await;
    let shown = between(answer.text(), "<blockquote", "</blockquote>").unwrap();
    let shown = shown.split_once('>').unwrap().1;
    assert!(shown.contains("<mark>"), "{shown}");
    assert_eq!(without_tags(shown), text.replace("\r\n", "\n"));
}

#[tokio::test]
async fn twenty_thousand_emoji_are_read() {
    let site = TestSite::new().await;
    let answer = site.check(&"🎰".repeat(20_000)).await;
    assert_eq!(answer.status, StatusCode::OK);
    let answer = site.check(&"e\u{301}\u{302}\u{303}".repeat(5_000)).await;
    assert_eq!(answer.status, StatusCode::OK);
}

/// The text between tags, without the numbers of signs.
fn without_tags(html: &str) -> String {
    let mut text = String::new();
    for (place, part) in html.split("<sup>").enumerate() {
        let own = if place == 0 { part } else { part.split_once("</sup>").unwrap().1 };
        for (place, piece) in own.split('<').enumerate() {
            text.push_str(if place == 0 { piece } else { piece.split_once('>').unwrap().1 });
        }
    }
    text.replace("&#38;", "&").replace("&#60;", "<").replace("&#62;", ">")
}
