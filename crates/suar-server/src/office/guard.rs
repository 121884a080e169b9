use axum::extract::{Request, State};
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use suar_app::Secret;
use suar_policy::{Action, may_ever};

use super::OfficerVisit;
use crate::pages::errors;
use crate::protection::needs_page;
use crate::routes::{Audience, ROUTES, Route, RouteMethod};
use crate::site::Site;
use crate::trouble::Trouble;

/// The cookie that holds the secret of a session.
const SESSION_COOKIE: &str = "suar-session";
/// The page to sign in.
const SIGN_IN: &str = "/masuk";

/// Lets only officers through to whom the table of rules allows the action.
pub(crate) async fn guard(
    State((site, action)): State<(Site, Action)>,
    request: Request,
    next: Next,
) -> Result<Response, Trouble> {
    let secret = session_secret(request.headers());
    let who = match &secret {
        Some(secret) => site.app().find_session(secret).await?,
        None => None,
    };
    let Some((who, secret)) = who.zip(secret) else { return Ok(send_to_sign_in(&request)) };
    let is_allowed = may_ever(&who.actor, action);
    let (mut parts, body) = request.into_parts();
    parts.extensions.insert((who, secret));
    let visit = OfficerVisit::of_parts(&mut parts, &site).await?;
    let response = if is_allowed {
        next.run(Request::from_parts(parts, body)).await
    } else {
        StatusCode::FORBIDDEN.into_response()
    };
    // Within their own frame an officer finds the way on.
    if needs_page(&response) { errors::draw_for_officer(&visit, response).await } else { Ok(response) }
}

/// Whoever only looks comes back to where they were; a form is lost, and its words with it, so pages with
/// long forms say how long a session holds.
fn send_to_sign_in(request: &Request) -> Response {
    let path = request.uri().path_and_query().map(PathAndQuery::as_str).and_then(own_path);
    if let Some(path) = path.filter(|_| request.method() == Method::GET) {
        let back = path.replace('&', "%26").replace('=', "%3D").replace('?', "%3F");
        Redirect::to(&format!("{SIGN_IN}?ke={back}")).into_response()
    } else {
        Redirect::to(SIGN_IN).into_response()
    }
}

/// The address of a page for officers of this site, and no other's.
pub(crate) fn own_path(address: &str) -> Option<&str> {
    let is_simple = address.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-_?=&.".contains(&byte));
    let path = address.split_once('?').map_or(address, |(path, _)| path);
    let is_page = |route: &Route| {
        route.method == RouteMethod::Get && matches!(route.audience, Audience::Officers(_)) && leads_to(route, path)
    };
    (is_simple && !address.contains("//") && ROUTES.iter().any(is_page)).then_some(address)
}

/// Whether a path is one of a route, part by part. What stands for an id has no dot: `..` leads elsewhere.
fn leads_to(route: &Route, path: &str) -> bool {
    let (known, asked) = (route.path.split('/'), path.split('/'));
    let fits = |(known, asked): (&str, &str)| {
        known == asked || (known.starts_with('{') && !asked.is_empty() && !asked.contains('.'))
    };
    known.clone().count() == asked.clone().count() && known.zip(asked).all(fits)
}

/// The secret that a browser shows.
fn session_secret(headers: &HeaderMap) -> Option<Secret> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == SESSION_COOKIE).and_then(|(_, value)| Secret::from_text(value))
}

/// The cookie for a secret; without one, the cookie that takes it away.
pub(crate) fn session_cookie(secret: Option<&Secret>, is_secure: bool) -> String {
    let secure = if is_secure { "; Secure" } else { "" };
    match secret {
        Some(secret) => {
            format!("{SESSION_COOKIE}={}; Path=/; HttpOnly; SameSite=Strict{secure}", secret.reveal())
        }
        None => format!("{SESSION_COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict{secure}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_in_leads_to_no_other_site() {
        assert_eq!(own_path("/temuan/0198?unit=t-1"), Some("/temuan/0198?unit=t-1"));
        for path in ["/temuan", "/temuan?status=semua&hal=2", "/akun", "/jejak/periksa", "/laporan/0198/berkas/1"] {
            assert_eq!(own_path(path), Some(path));
        }
        let hostile = [
            "",
            "/",
            "//evil.example",
            "///evil.example",
            "/..//evil.example",
            "/..//x",
            "/../x",
            "/./temuan",
            "/temuan/..",
            "/temuan/../..//evil.example",
            "/temuan//evil.example",
            "/temuan?a=//evil.example",
            "/temuan/",
            "temuan",
            "https://evil.example",
            "javascript:alert(1)",
            "/\\evil.example",
            "/temuan\\..\\x",
            "/%2e%2e//evil.example",
            "/%2F/evil.example",
            "/temuan/%2e%2e",
            "/temuan/%5C",
            "/temuan\r\nLocation: https://evil.example",
            "/temuan\t",
            "/temuan\0",
            "/temuan#x",
            "/temuan@evil.example",
            "/a b",
            "/tidak-ada",
            "/keluar",
            "/api/v1/leads",
        ];
        for path in hostile {
            assert_eq!(own_path(path), None, "{path:?}");
        }
    }
}
