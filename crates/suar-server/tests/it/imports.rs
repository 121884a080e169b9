//! Files of posts: taken in piece by piece, followed, stopped, and never twice.

use std::time::Duration;

use axum::http::StatusCode;
use http_body_util::BodyExt;
use suar_policy::Role;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::signed_in::Officer;
use crate::site::{Answer, Part, TestSite, parts_request};

const POSTS: &[u8] = b"{\"id\":\"a\",\"text\":\"Loker admin CS Poipet gaji 15 juta, WA 081200001234\"}\n\
                       {\"id\":\"b\",\"text\":\"Dicari kasir toko di Bantul\"}\n";

async fn work(site: &TestSite) {
    site.app.become_worker().await.unwrap().unwrap().work_off().await.unwrap();
}

fn location(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.header("location").to_owned()
}

#[tokio::test]
async fn a_file_is_taken_in_followed_and_read() {
    let site = TestSite::new().await;
    let officer = Officer::new(&site, Role::Analyst).await;
    assert!(officer.get("/impor").await.text().contains("Belum ada berkas."));
    let at = location(&officer.upload(&[("files", Some("grup.jsonl"), POSTS)]).await);
    let page = officer.get(&at).await;
    assert_eq!(page.header("refresh"), "2");
    assert!(page.text().contains("Menunggu giliran") && page.text().contains(&format!("{at}?diam=1")));
    let still = officer.get(&format!("{at}?diam=1")).await;
    assert_eq!(still.header("refresh"), "");
    assert!(still.text().contains(&format!("href=\"{at}\"")), "it can be followed again");
    work(&site).await;
    let page = officer.get(&at).await;
    assert_eq!(page.header("refresh"), "");
    assert!(page.text().contains("Selesai") && page.text().contains("<dt>Baru</dt><dd>2</dd>"), "{}", page.text());
    assert!(page.text().contains("(100 %)") && page.text().contains("<progress max="));
    assert!(!page.text().contains("/henti") && !page.text().contains("/lanjut"));
    let list = officer.get("/impor").await;
    assert!(list.text().contains("<bdi>grup.jsonl</bdi>") && list.text().contains(&format!("href=\"{at}\"")));
    assert!(site.incoming().is_empty(), "what was read needs no file");
}

#[tokio::test]
async fn the_same_content_is_read_once_and_told_so() {
    let site = TestSite::new().await;
    let officer = Officer::new(&site, Role::Analyst).await;
    let at = location(&officer.upload(&[("files", Some("grup.jsonl"), POSTS)]).await);
    let again = officer.upload(&[("files", Some("lain.jsonl"), POSTS)]).await;
    assert_eq!(again.status, StatusCode::OK);
    assert!(again.text().contains("sudah pernah diimpor") && again.text().contains(&format!("href=\"{at}\"")));
    assert_eq!(site.incoming().len(), 1);
}

#[tokio::test]
async fn several_files_each_get_an_answer() {
    let site = TestSite::new().await;
    let officer = Officer::new(&site, Role::Analyst).await;
    let files = [
        ("files", Some("a.jsonl"), POSTS),
        ("files", Some("b.jsonl"), POSTS),
        ("files", Some("kosong.txt"), b"".as_slice()),
        ("files", Some(""), b"".as_slice()),
    ];
    let answer = officer.upload(&files).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for says in ["diterima, menunggu dibaca.", "sudah pernah diimpor", "berkas ini kosong."] {
        assert_eq!(answer.text().matches(says).count(), 1, "{says}");
    }
}

#[tokio::test]
async fn without_its_key_no_byte_of_a_file_is_kept() {
    let site = TestSite::new().await;
    let officer = Officer::new(&site, Role::Analyst).await;
    let key = officer.key().await;
    let file = ("files", Some("a.jsonl"), POSTS);
    for parts in [
        vec![("key", None, b"wrong".as_slice()), file],
        vec![file, ("key", None, key.as_bytes())],
        vec![file],
        vec![("key", Some("key.txt"), key.as_bytes()), file],
    ] {
        let answer = officer.send(parts_request("/impor", &parts)).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
    assert!(site.incoming().is_empty());
    assert!(officer.get("/impor").await.text().contains("Belum ada berkas."));
}

#[tokio::test]
async fn too_large_empty_and_missing_files_are_told_so() {
    let site = TestSite::with_file_bytes(1024).await;
    let officer = Officer::new(&site, Role::Analyst).await;
    let large = vec![b'a'; 1025];
    let answer = officer.upload(&[("files", Some("besar.txt"), &large)]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text().contains("terlalu besar. Paling besar 1 KB."), "{}", answer.text());
    let endless = vec![b'a'; 600 << 10];
    let answer = officer.upload(&[("files", Some("a.jsonl"), POSTS), ("files", Some("b"), &endless)]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    for parts in [vec![], vec![("files", Some(""), b"".as_slice())]] {
        let answer = officer.upload(&parts).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains("Belum ada berkas yang dipilih."));
    }
    assert!(site.incoming().is_empty(), "{:?}", site.incoming());
}

/// Begins an upload over a socket, as far as `most` bytes.
async fn begin_over_wire(site: &TestSite, officer: &Officer<'_>, parts: &[Part<'_>], most: usize) -> TcpStream {
    let mut stream = TcpStream::connect(site.listen().await).await.unwrap();
    let body = parts_request("/impor", parts).into_body().collect().await.unwrap().to_bytes();
    let head = format!(
        "POST /impor HTTP/1.1\r\nHost: localhost\r\nCookie: {}\r\nContent-Type: multipart/form-data; \
         boundary=grenze\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        officer.cookie,
        body.len(),
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    for piece in body.chunks(8 << 10).take(most.div_ceil(8 << 10)) {
        // The other side may stop listening before the end; what counts is its answer.
        if stream.write_all(piece).await.is_err() {
            break;
        }
    }
    stream
}

async fn wait_until(holds: impl Fn() -> bool) {
    for _ in 0..500 {
        if holds() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert!(holds(), "it does not come about");
}

async fn send_over_wire(site: &TestSite, officer: &Officer<'_>, parts: &[Part<'_>]) -> String {
    let mut stream = begin_over_wire(site, officer, parts, usize::MAX).await;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.ok();
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn an_upload_that_is_cut_off_keeps_what_was_whole() {
    let site = TestSite::with_file_bytes(64 << 10).await;
    let officer = Officer::new(&site, Role::Analyst).await;
    let key = officer.key().await;
    let key = ("key", None, key.as_bytes());
    let (large, endless) = (vec![b'a'; 100 << 10], vec![b'a'; 2 << 20]);
    let parts = [key, ("files", Some("a.jsonl"), POSTS), ("files", Some("besar.txt"), &large)];
    let told = send_over_wire(&site, &officer, &parts).await;
    assert!(told.starts_with("HTTP/1.1 413") && told.contains("terlalu besar. Paling besar 64 KB."), "{told}");
    let parts = [key, ("files", Some("b.jsonl"), POSTS), ("files", Some("besar.txt"), &endless)];
    let told = send_over_wire(&site, &officer, &parts).await;
    assert!(told.is_empty() || (told.starts_with("HTTP/1.1 413") && told.contains("terputus")), "{told}");
    assert_eq!(site.incoming().len(), 1, "the first file is kept once");
}

#[tokio::test]
async fn a_line_that_breaks_leaves_nothing_behind() {
    let site = TestSite::new().await;
    let officer = Officer::new(&site, Role::Analyst).await;
    let key = officer.key().await;
    let large = vec![b'a'; 200 << 10];
    let parts = [("key", None, key.as_bytes()), ("files", Some("a.txt"), large.as_slice())];
    let stream = begin_over_wire(&site, &officer, &parts, 100 << 10).await;
    wait_until(|| !site.incoming().is_empty()).await;
    drop(stream);
    wait_until(|| site.incoming().is_empty()).await;
    assert!(officer.get("/impor").await.text().contains("Belum ada berkas."));
}

#[tokio::test]
async fn hints_that_do_not_hold_stay_in_the_form() {
    let site = TestSite::new().await;
    let officer = Officer::new(&site, Role::Analyst).await;
    let map = ("map", None, b"text=\"isi".as_slice());
    let answer = officer.upload(&[("format", None, b"csv"), map, ("files", Some("a.csv"), b"isi\nhalo\n")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("peta kolomnya tidak terbaca") && answer.text().contains("value=\"text=&#34;isi\""));
    assert!(answer.text().contains("<option value=\"csv\" selected>"));
    let answer = officer.upload(&[("format", None, b"docx"), ("files", Some("a.csv"), b"isi\nhalo\n")]).await;
    assert!(answer.text().contains("format itu tidak dikenal"));
    let long = vec![b'a'; 5000];
    assert_eq!(officer.upload(&[("map", None, &long)]).await.status, StatusCode::BAD_REQUEST);
    assert!(site.incoming().is_empty());
}

#[tokio::test]
async fn what_can_not_be_read_is_listed_page_by_page() {
    let site = TestSite::new().await;
    let officer = Officer::new(&site, Role::Analyst).await;
    let mut file = POSTS.to_vec();
    file.extend_from_slice(&b"{\"text\": <b>rusak\n".repeat(60));
    let at = location(&officer.upload(&[("files", Some("a.jsonl"), &file)]).await);
    work(&site).await;
    let page = officer.get(&at).await;
    assert!(page.text().contains("Selesai, sebagian ditolak") && page.text().contains("Ada 60."));
    assert_eq!(page.text().matches("<th scope=\"row\">baris ").count(), 50);
    assert!(page.text().contains(&format!("{at}?setelah=50#rejects")));
    let rest = officer.get(&format!("{at}?setelah=50")).await;
    assert_eq!(rest.text().matches("<th scope=\"row\">baris ").count(), 10);
    assert!(!rest.text().contains("?setelah=60") && !rest.text().contains("rusak"));
}

#[tokio::test]
async fn an_import_is_stopped_and_goes_on() {
    let site = TestSite::new().await;
    let officer = Officer::new(&site, Role::Analyst).await;
    let at = location(&officer.upload(&[("files", Some("a.jsonl"), POSTS)]).await);
    assert_eq!(officer.post(&format!("{at}/henti"), &[]).await.header("location"), at);
    let page = officer.get(&at).await;
    assert!(page.text().contains("Dihentikan") && page.header("refresh").is_empty());
    let twice = officer.post(&format!("{at}/henti"), &[]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(twice.text().contains("Keadaan impor ini sudah berubah"));
    assert_eq!(officer.post(&format!("{at}/lanjut"), &[]).await.header("location"), at);
    work(&site).await;
    assert!(officer.get(&at).await.text().contains("<dt>Baru</dt><dd>2</dd>"));
}

#[tokio::test]
async fn a_file_of_no_kind_breaks_off_in_words() {
    let site = TestSite::new().await;
    let officer = Officer::new(&site, Role::Analyst).await;
    let at = location(&officer.upload(&[("files", Some("a.zip"), b"PK\x03\x04\x14\0\0\0")]).await);
    work(&site).await;
    let page = officer.get(&at).await;
    assert!(page.text().contains("Terputus") && page.text().contains("Catatan dari pembaca berkas"));
    assert!(page.text().contains(&format!("{at}/lanjut")));
}

#[tokio::test]
async fn names_of_files_stay_words() {
    let site = TestSite::new().await;
    let officer = Officer::new(&site, Role::Analyst).await;
    let hostile = ["<script>alert(1)</script>.jsonl", "../../etc/passwd", "..\\..\\boot.ini", "a\u{202e}gpj.exe", " "];
    for (place, name) in hostile.into_iter().enumerate() {
        let content = format!("{{\"id\":\"{place}\",\"text\":\"halo {place}\"}}\n");
        let at = location(&officer.upload(&[("files", Some(name), content.as_bytes())]).await);
        for page in [officer.get(&at).await, officer.get("/impor").await] {
            for sign in ["<script", "..", "boot.ini\\", "\u{202e}"] {
                assert!(!page.text().contains(sign), "{name}: {sign}");
            }
        }
    }
    assert!(site.incoming().iter().all(|name| name.len() == 36), "{:?}", site.incoming());
}

#[tokio::test]
async fn an_import_that_is_not_there_is_told_so() {
    let site = TestSite::new().await;
    let officer = Officer::new(&site, Role::Analyst).await;
    for path in ["/impor/x", "/impor/01930000-0000-7000-8000-000000000000"] {
        assert_eq!(officer.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(officer.post(&format!("{path}/henti"), &[]).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
