//! A site with a clock that stands still, and what a browser would make of its answers.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use jiff::Timestamp;
use suar_app::{App, AppParts, Clock, Entropy, Limits, NoEntropy, PublicDesk};
use suar_detect::Detector;
use suar_server::{SecretKey, Settings, Site, SiteParts, router};
use tempfile::TempDir;
use tower::ServiceExt;

use crate::memory_desk::MemoryDesk;
use crate::repository;

pub(crate) static DETECTOR: LazyLock<Arc<Detector>> = LazyLock::new(|| Arc::new(repository::detector().unwrap()));

/// Tuesday, 24 November 2026, 15.00 in Jakarta.
pub(crate) const START: i64 = 1_795_507_200;

/// A clock that tests move.
pub(crate) struct StandingClock(pub(crate) AtomicI64);

impl Clock for StandingClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(self.0.load(Ordering::Relaxed)).unwrap()
    }
}

/// Bytes that differ each time and repeat with each run.
pub(crate) struct CountingEntropy(pub(crate) AtomicU64);

impl Entropy for CountingEntropy {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy> {
        let seed = self.0.fetch_add(1, Ordering::Relaxed);
        blake3::Hasher::new().update(&seed.to_le_bytes()).finalize_xof().fill(bytes);
        Ok(())
    }
}

pub(crate) struct TestSite {
    router: Router,
    clock: Arc<StandingClock>,
    pub(crate) desk: Arc<MemoryDesk>,
    pub(crate) app: App,
    folder: TempDir,
    pub(crate) address: [u8; 4],
}

/// A part of a form: its name, the name of a file if it is one, and its content.
pub(crate) type Part<'part> = (&'part str, Option<&'part str>, &'part [u8]);

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl TestSite {
    pub(crate) async fn new() -> Self {
        Self::with_settings(Settings::default()).await
    }

    pub(crate) async fn with_settings(settings: Settings) -> Self {
        Self::with_desk(settings, None).await
    }

    /// A site over another desk than that of the tests.
    pub(crate) async fn with_desk(settings: Settings, other: Option<Arc<dyn PublicDesk>>) -> Self {
        let choose = |_: &App, desk: Arc<dyn PublicDesk>| other.unwrap_or(desk);
        Self::build(tempfile::tempdir().unwrap(), (settings, Limits::default()), choose).await
    }

    /// A site whose desk keeps what the public hands in where officers read it.
    pub(crate) async fn at_work() -> Self {
        let parts = (Settings::default(), Limits::default());
        Self::build(tempfile::tempdir().unwrap(), parts, |app, _| Arc::new(app.clone())).await
    }

    /// A site that takes in files of so many bytes.
    pub(crate) async fn with_file_bytes(file_bytes: u64) -> Self {
        let limits = Limits { file_bytes, ..Limits::default() };
        Self::build(tempfile::tempdir().unwrap(), (Settings::default(), limits), |_, desk| desk).await
    }

    /// The same data folder, after somebody changed its database from outside.
    pub(crate) async fn tampered(self, change: impl FnOnce(&mut Vec<u8>)) -> Self {
        self.app.close().await;
        let database = self.folder.path().join("suar.db");
        let mut bytes = std::fs::read(&database).unwrap();
        change(&mut bytes);
        std::fs::write(&database, bytes).unwrap();
        Self::build(self.folder, (Settings::default(), Limits::default()), |_, desk| desk).await
    }

    async fn build(
        folder: TempDir,
        (settings, limits): (Settings, Limits),
        choose: impl FnOnce(&App, Arc<dyn PublicDesk>) -> Arc<dyn PublicDesk>,
    ) -> Self {
        // Another start for each site: one that is opened again must not draw what it drew before.
        static SITES: AtomicU64 = AtomicU64::new(0);
        let start = SITES.fetch_add(1, Ordering::Relaxed) << 32;
        let entropy: Arc<dyn Entropy> = Arc::new(CountingEntropy(AtomicU64::new(start)));
        let clock = Arc::new(StandingClock(AtomicI64::new(START)));
        let desk = Arc::new(MemoryDesk::new(Arc::clone(&entropy)));
        let app = App::open(AppParts {
            folder: folder.path().to_owned(),
            detector: Arc::clone(&DETECTOR),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            entropy: Arc::clone(&entropy),
            limits,
        });
        let app = app.await.unwrap();
        let site = Site::new(SiteParts {
            desk: choose(&app, Arc::clone(&desk) as Arc<dyn PublicDesk>),
            app: app.clone(),
            contacts: repository::contacts().unwrap(),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            entropy,
            key: SecretKey::new([9; 32]),
            settings,
        });
        Self { router: router(site.unwrap()), clock, desk, app, folder, address: [192, 0, 2, 1] }
    }

    /// Names of files that wait in the data folder.
    pub(crate) fn incoming(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path().join("incoming")).unwrap();
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
    }

    pub(crate) fn wait(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds, Ordering::Relaxed);
    }

    pub(crate) async fn send(&self, mut request: Request<Body>) -> Answer {
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from((self.address, 4711))));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, bytes }
    }

    /// A way in over a socket of this machine, as browsers come: piece by piece.
    pub(crate) async fn listen(&self) -> SocketAddr {
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let service = self.router.clone().into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        address
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(form_request(path, fields)).await
    }

    /// Posts a form as it is after the page with it was opened.
    pub(crate) async fn fill_in(&self, page: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.get(page).await.token();
        let mut all = vec![("token", token.as_str())];
        all.extend_from_slice(fields);
        self.post(path, &all).await
    }

    pub(crate) async fn check(&self, text: &str) -> Answer {
        self.fill_in("/", "/cek", &[("text", text)]).await
    }

    /// Posts a report; a part with a file name is a file.
    pub(crate) async fn report(&self, parts: &[Part<'_>]) -> Answer {
        let token = self.get("/lapor").await.token();
        let mut all: Vec<Part> = vec![("token", None, token.as_bytes())];
        all.extend_from_slice(parts);
        self.post_parts("/lapor", &all).await
    }

    pub(crate) async fn post_parts(&self, path: &str, parts: &[Part<'_>]) -> Answer {
        self.send(parts_request(path, parts)).await
    }
}

/// A form as a browser sends it.
pub(crate) fn form_request(path: &str, fields: &[(&str, &str)]) -> Request<Body> {
    let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", percent_encoded(value))).collect();
    let kind = "application/x-www-form-urlencoded";
    Request::post(path).header(header::CONTENT_TYPE, kind).body(Body::from(pairs.join("&"))).unwrap()
}

/// A form with files as a browser sends it.
pub(crate) fn parts_request(path: &str, parts: &[Part<'_>]) -> Request<Body> {
    let mut body = Vec::new();
    for (name, file, content) in parts {
        let file = file.map(|file| format!("; filename=\"{file}\"\r\nContent-Type: image/png")).unwrap_or_default();
        let head = format!("--grenze\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--grenze--\r\n");
    let kind = "multipart/form-data; boundary=grenze";
    Request::post(path).header(header::CONTENT_TYPE, kind).body(Body::from(body)).unwrap()
}

impl Answer {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The token of the form on the page.
    pub(crate) fn token(&self) -> String {
        between(self.text(), "name=\"token\" value=\"", "\"").unwrap().to_owned()
    }

    /// The code that the page gives out.
    pub(crate) fn code(&self) -> String {
        between(self.text(), "<p class=\"code\">", "</p>").unwrap().to_owned()
    }
}

pub(crate) fn between<'text>(text: &'text str, before: &str, after: &str) -> Option<&'text str> {
    text.split_once(before)?.1.split_once(after).map(|(middle, _)| middle)
}

fn percent_encoded(text: &str) -> String {
    let digits = text.bytes().flat_map(|byte| [None, Some(byte >> 4), Some(byte & 15)]);
    digits.filter_map(|digit| digit.map_or(Some('%'), |digit| char::from_digit(digit.into(), 16))).collect()
}
