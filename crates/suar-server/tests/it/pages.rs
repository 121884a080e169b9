//! Every route answers, in both languages, with the headers that keep visitors from harm.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use suar_server::{Audience, ROUTES, RouteMethod};

use crate::site::{Answer, TestSite, between};

fn readable_pages() -> impl Iterator<Item = &'static str> {
    let public = ROUTES.iter().filter(|route| route.audience == Audience::Everyone);
    let pages = public.filter(|route| route.method == RouteMethod::Get).map(|route| route.path);
    pages.filter(|path| !path.contains('.') && !["/cek", "/lapor/isi"].contains(path))
}

#[tokio::test]
async fn every_route_answers() {
    let site = TestSite::new().await;
    for route in ROUTES {
        let answer = match route.method {
            RouteMethod::Get => site.get(route.path).await,
            RouteMethod::Post => site.post(route.path, &[]).await,
        };
        assert!(!answer.status.is_server_error(), "{} {}", route.path, answer.status);
        assert!(![404, 405].contains(&answer.status.as_u16()), "{} {}", route.path, answer.status);
        assert!(!route.purpose.is_empty());
    }
}

#[tokio::test]
async fn unknown_methods_and_addresses_are_told_so() {
    let site = TestSite::new().await;
    for route in ROUTES {
        let request = Request::builder().method(Method::DELETE).uri(route.path).body(Body::empty()).unwrap();
        let answer = site.send(request).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{}", route.path);
        assert!(answer.header("allow").contains(if route.method == RouteMethod::Get { "GET" } else { "POST" }));
        assert!(answer.text().contains("<h1>"));
    }
    let answer = site.get("/tidak-ada?lang=en").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.text().contains("There is no such page"));
    assert!(answer.text().contains("href=\"?lang=id\""), "the other language of the same address");
    assert!(!answer.text().contains("aria-current=\"page\""));
}

#[tokio::test]
async fn every_page_speaks_both_languages_with_no_gap() {
    let site = TestSite::new().await;
    for path in readable_pages() {
        let indonesian = site.get(path).await;
        let english = site.get(&format!("{path}?lang=en")).await;
        for (answer, code) in [(&indonesian, "id"), (&english, "en")] {
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            assert!(answer.text().contains(&format!("<html lang=\"{code}\">")), "{path}");
            assert!(!answer.text().contains('⟦'), "{path}: {}", answer.text());
        }
        assert_ne!(indonesian.text(), english.text(), "{path}");
    }
}

#[tokio::test]
async fn the_language_is_remembered() {
    let site = TestSite::new().await;
    let answer = site.get("/bantuan?lang=en").await;
    assert!(answer.header("set-cookie").starts_with("lang=en; Path=/; "));
    let request = Request::get("/bantuan").header(header::COOKIE, "a=b; lang=en").body(Body::empty()).unwrap();
    assert!(site.send(request).await.text().contains("<html lang=\"en\">"));
    let answer = site.get("/bantuan?lang=xx").await;
    assert!(answer.text().contains("<html lang=\"id\">"));
    assert_eq!(answer.header("set-cookie"), "");
}

#[tokio::test]
async fn headers_keep_visitors_from_harm() {
    let site = TestSite::new().await;
    let mut answers = vec![site.check("loker").await, site.get("/tidak-ada").await, site.get("/static/suar.css").await];
    for path in readable_pages() {
        answers.push(site.get(path).await);
    }
    for answer in answers {
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'"));
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert!(answer.header("permissions-policy").contains("camera=()"));
        let is_page = answer.header("content-type").starts_with("text/html");
        assert_eq!(answer.header("cache-control") == "no-store", is_page, "{}", answer.header("content-type"));
    }
}

#[tokio::test]
async fn the_style_sheet_is_kept_long_under_its_own_address_only() {
    let site = TestSite::new().await;
    let page = site.get("/").await;
    let address = between(page.text(), "<link rel=\"stylesheet\" href=\"", "\"").unwrap();
    let answer = site.get(address).await;
    assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
    assert!(answer.bytes.len() <= 12 << 10, "{} bytes", answer.bytes.len());
    assert_eq!(site.get("/static/suar.css?v=old").await.header("cache-control"), "no-cache");
}

/// Whatever a page loads or posts to is on this host; only links that a person clicks lead away.
#[tokio::test]
async fn no_page_calls_another_host_or_runs_a_script() {
    let site = TestSite::new().await;
    let mut pages: Vec<Answer> = vec![site.check("Loker admin Poipet gaji 15 juta, minat WA 081200001234").await];
    for path in readable_pages() {
        pages.push(site.get(path).await);
    }
    for page in &pages {
        let text = page.text();
        for tag in text.split('<').skip(1) {
            let tag = tag.split('>').next().unwrap();
            let leads_away = tag.contains("http://") || tag.contains("https://") || tag.contains("\"//");
            assert!(!leads_away || (tag.starts_with("a ") && tag.contains("rel=\"noreferrer\"")), "{tag}");
            for forbidden in ["script", "style", "iframe", "object", "embed"] {
                assert!(!tag.starts_with(forbidden), "{tag}");
            }
            assert!(!tag.contains(" style=") && !tag.contains(" on"), "{tag}");
        }
    }
    let sheet = site.get("/static/suar.css").await;
    assert!(!sheet.text().contains("url(") && !sheet.text().contains("@import"));
}

#[tokio::test]
async fn titles_are_neutral_and_the_way_out_is_on_every_page() {
    let site = TestSite::new().await;
    for path in readable_pages() {
        let page = site.get(path).await;
        let title = between(page.text(), "<title>", "</title>").unwrap().to_lowercase();
        for word in ["bahaya", "danger", "lapor", "tppo", "traffick"] {
            assert!(!title.contains(word), "{path}: {title}");
        }
        assert!(page.text().contains("class=\"exit\""), "{path}");
    }
}

#[tokio::test]
async fn only_contacts_of_the_list_are_shown_and_as_not_confirmed() {
    let site = TestSite::new().await;
    let page = site.get("/bantuan").await;
    let rows = page.text().matches("Belum dikonfirmasi oleh pengelola").count();
    assert_eq!(rows, 8);
    let dialled: Vec<&str> =
        page.text().split("href=\"tel:").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(dialled, ["110", "129", "148", "+628118080141"]);
    assert_eq!(page.text().matches("https://wa.me/").count(), 2);
    let mission = page.text().split("KBRI atau KJRI").nth(1).unwrap();
    assert!(!between(mission, "</strong>", "</li>").unwrap().contains("class=\"call\""));
}
