//! An office with an officer and a token for each role, and posts of one invented recruiter.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use suar_app::{App, AppParts, Clock, Entropy, Limits, NewOfficer, NewToken, PublicDesk, ReadingHints};
use suar_policy::{Action, Actor, Role, may_ever};
use suar_server::{SecretKey, Settings, Site, SiteParts, router};
use tempfile::TempDir;
use tower::ServiceExt;

use crate::repository;
use crate::site::{CountingEntropy, DETECTOR, START, StandingClock};

pub(crate) const PASSWORD: &str = "kopi tubruk pagi";
pub(crate) const ROLES: [Role; 4] = [Role::Analyst, Role::Manager, Role::Administrator, Role::Auditor];

/// An id that nothing has.
pub(crate) const NOBODY: &str = "0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b";

pub(crate) struct Office {
    pub(crate) app: App,
    router: Router,
    clock: Arc<StandingClock>,
    tokens: Vec<(Role, String)>,
    _folder: TempDir,
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Office {
    pub(crate) async fn open() -> Self {
        Self::with_settings(Settings::default()).await
    }

    pub(crate) async fn with_settings(settings: Settings) -> Self {
        let entropy: Arc<dyn Entropy> = Arc::new(CountingEntropy(AtomicU64::new(0)));
        let clock = Arc::new(StandingClock(AtomicI64::new(START)));
        let folder = tempfile::tempdir().unwrap();
        let app = App::open(AppParts {
            folder: folder.path().to_owned(),
            detector: Arc::clone(&DETECTOR),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            entropy: Arc::clone(&entropy),
            limits: Limits { file_bytes: 1 << 20, ..Limits::default() },
        });
        let app = app.await.unwrap();
        let site = Site::new(SiteParts {
            app: app.clone(),
            desk: Arc::new(app.clone()) as Arc<dyn PublicDesk>,
            contacts: repository::contacts().unwrap(),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            entropy,
            key: SecretKey::new([9; 32]),
            settings,
        });
        let mut office = Self { app, router: router(site.unwrap()), clock, tokens: Vec::new(), _folder: folder };
        for role in ROLES {
            office.hire(role.name(), role, None).await;
            let token = office.token_for(role.name(), &scope_of(role)).await;
            office.tokens.push((role, token));
        }
        office
    }

    pub(crate) async fn hire(&self, name: &str, role: Role, region: Option<&str>) {
        let officer = NewOfficer { name, display_name: name, role, region, password: PASSWORD };
        self.app.add_officer_from_console(officer).await.unwrap();
    }

    pub(crate) async fn token_for(&self, name: &str, actions: &[Action]) -> String {
        let new = NewToken { name: "tes", actions, days: 30 };
        let (_, secret) = self.app.make_token_from_console(name, new).await.unwrap();
        secret.reveal().to_owned()
    }

    /// A token of a role with all that it may do.
    pub(crate) fn token(&self, role: Role) -> &str {
        &self.tokens.iter().find(|(known, _)| *known == role).unwrap().1
    }

    pub(crate) fn wait(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds, Ordering::Relaxed);
    }

    /// Brings posts in and works until they are leads.
    pub(crate) async fn bring_in(&self, name: &str, content: &str) {
        let mut upload = self.app.begin_upload(&App::console(), name, ReadingHints::default()).await.unwrap();
        upload.write(content.as_bytes()).await.unwrap();
        self.app.finish_upload(&App::console(), upload).await.unwrap();
        self.work().await;
    }

    pub(crate) async fn work(&self) {
        self.app.become_worker().await.unwrap().unwrap().work_off().await.unwrap();
    }

    pub(crate) async fn send(&self, mut request: Request<Body>) -> Answer {
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([192, 0, 2, 1], 4711))));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, bytes }
    }

    /// Asks with a token; none where empty.
    pub(crate) async fn ask(&self, method: &str, path: &str, token: &str, body: Option<&Value>) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        if !token.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        self.send(request.body(body).unwrap()).await
    }

    pub(crate) async fn get(&self, path: &str, role: Role) -> Answer {
        self.ask("GET", path, self.token(role), None).await
    }

    pub(crate) async fn post(&self, path: &str, role: Role, body: Value) -> Answer {
        self.ask("POST", path, self.token(role), Some(&body)).await
    }

    /// Posts what needs no body.
    pub(crate) async fn act(&self, path: &str, role: Role) -> Answer {
        self.ask("POST", path, self.token(role), None).await
    }

    /// Posts as somebody of the public.
    pub(crate) async fn say(&self, path: &str, body: Value) -> Answer {
        self.ask("POST", path, "", Some(&body)).await
    }

    pub(crate) async fn upload(&self, query: &str, role: Role, content: &str) -> Answer {
        let request = Request::post(format!("/api/v1/imports?{query}"))
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token(role)))
            .header(header::CONTENT_TYPE, "application/octet-stream");
        self.send(request.body(Body::from(content.to_owned())).unwrap()).await
    }

    /// The only lead that a manager sees.
    pub(crate) async fn lead(&self) -> String {
        let list = self.get("/leads", Role::Manager).await.json();
        assert_eq!(list["total"], 1, "{list}");
        list["leads"][0]["id"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn count_entries(&self) -> usize {
        let audit = self.get("/audit?limit=200", Role::Auditor).await.json();
        audit["entries"].as_array().unwrap().len()
    }
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes)
            .unwrap_or_else(|_| unreachable!("{}: no JSON: {}", self.status, self.text()))
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The code of a problem in the form that the document names.
    pub(crate) fn problem(&self) -> String {
        assert_eq!(self.header("content-type"), "application/problem+json", "{} {}", self.status, self.text());
        let problem = self.json();
        let fields: Vec<&str> = problem.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(fields, ["type", "title", "status", "detail", "code"]);
        assert_eq!(problem["status"], self.status.as_u16());
        let code = problem["code"].as_str().unwrap().to_owned();
        assert_eq!(problem["type"], format!("urn:suar:problem:{code}"));
        code
    }
}

/// All that a token of a role can be made for.
pub(crate) fn scope_of(role: Role) -> Vec<Action> {
    let actor = Actor { officer: None, role, region: None, only: None };
    let is_for_programs = |action: &Action| {
        may_ever(&actor, *action) && !may_ever(&Actor::public(), *action) && *action != Action::KeepOwnTokens
    };
    Action::ALL.into_iter().filter(is_for_programs).collect()
}

/// Posts of one invented recruiter: a template in several towns, with one number.
pub(crate) fn lures(count: usize) -> String {
    let towns = ["Poipet", "Bavet", "Sihanoukville", "Myawaddy"];
    let post = |number: usize| {
        let town = towns.get(number % towns.len()).unwrap();
        let text = format!(
            "DIBUTUHKAN admin chat untuk {town}, gaji {} juta, tanpa pengalaman, tiket dan paspor ditanggung, \
             berangkat minggu ini, minat WA +6281200001234 nomor {number}",
            12 + number % 4
        );
        let post = json!({
            "id": format!("lure-{number}"), "text": text, "time": "2026-11-23T08:00:00Z",
            "channel": "grup contoh", "region": "Sumatera Utara",
        });
        format!("{post}\n")
    };
    (0..count).map(post).collect()
}
