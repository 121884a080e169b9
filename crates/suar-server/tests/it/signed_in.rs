//! A browser in which an officer is signed in.

use axum::body::Body;
use axum::http::{HeaderValue, Request, header};
use suar_app::NewOfficer;
use suar_policy::Role;
use suar_signal::OfficerId;

use crate::site::{Answer, Part, TestSite, between, form_request, parts_request};

/// The password of every officer of the tests.
pub(crate) const PASSWORD: &str = "kopi tubruk pagi";

pub(crate) struct Officer<'site> {
    pub(crate) site: &'site TestSite,
    pub(crate) cookie: String,
}

/// Adds an account; its name is that of its role.
pub(crate) async fn add(site: &TestSite, role: Role) -> OfficerId {
    add_named(site, role.name(), role).await
}

pub(crate) async fn add_named(site: &TestSite, name: &str, role: Role) -> OfficerId {
    add_in_region(site, name, role, None).await
}

/// Adds an account that works for a region.
pub(crate) async fn add_in_region(site: &TestSite, name: &str, role: Role, region: Option<&str>) -> OfficerId {
    let display_name = format!("Contoh {name}");
    let new = NewOfficer { name, display_name: &display_name, role, region, password: PASSWORD };
    site.app.add_officer_from_console(new).await.unwrap()
}

/// Signs in with a password.
pub(crate) async fn sign_in(site: &TestSite, name: &str, password: &str) -> Answer {
    site.fill_in("/masuk", "/masuk", &[("name", name), ("password", password)]).await
}

/// The cookie that an answer sets, as a browser sends it back.
pub(crate) fn cookie_of(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap().to_owned()
}

impl<'site> Officer<'site> {
    /// A new account, signed in.
    pub(crate) async fn new(site: &'site TestSite, role: Role) -> Self {
        add(site, role).await;
        Self::again(site, role.name()).await
    }

    /// An account that is there, signed in once more.
    pub(crate) async fn again(site: &'site TestSite, name: &str) -> Self {
        let answer = sign_in(site, name, PASSWORD).await;
        assert_eq!(answer.status.as_u16(), 303, "{}", answer.text());
        Self { site, cookie: cookie_of(&answer) }
    }

    pub(crate) async fn send(&self, mut request: Request<Body>) -> Answer {
        request.headers_mut().insert(header::COOKIE, HeaderValue::from_str(&self.cookie).unwrap());
        self.site.send(request).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// The key of this session's forms.
    pub(crate) async fn key(&self) -> String {
        between(self.get("/akun").await.text(), "name=\"key\" value=\"", "\"").unwrap().to_owned()
    }

    /// Posts a form of an officer's page, with its key.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let key = self.key().await;
        let mut all = vec![("key", key.as_str())];
        all.extend_from_slice(fields);
        self.send(form_request(path, &all)).await
    }

    /// Uploads files, as the form of imports sends them.
    pub(crate) async fn upload(&self, parts: &[Part<'_>]) -> Answer {
        let key = self.key().await;
        let mut all: Vec<Part> = vec![("key", None, key.as_bytes())];
        all.extend_from_slice(parts);
        self.send(parts_request("/impor", &all)).await
    }
}
