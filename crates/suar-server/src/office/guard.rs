use axum::extract::{Request, State};
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use suar_app::Secret;
use suar_policy::{Action, may_ever};

use crate::site::Site;
use crate::trouble::Trouble;

/// The cookie that holds the secret of a session.
const SESSION_COOKIE: &str = "suar-session";
/// The page to sign in.
const SIGN_IN: &str = "/masuk";

/// Lets only officers through to whom the table of rules allows the action.
pub(crate) async fn guard(
    State((site, action)): State<(Site, Action)>,
    mut request: Request,
    next: Next,
) -> Result<Response, Trouble> {
    let secret = session_secret(request.headers());
    let who = match &secret {
        Some(secret) => site.app().find_session(secret).await?,
        None => None,
    };
    let Some((who, secret)) = who.zip(secret) else { return Ok(send_to_sign_in(&request)) };
    if !may_ever(&who.actor, action) {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    request.extensions_mut().insert((who, secret));
    Ok(next.run(request).await)
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

/// A path of this site, and no other's.
pub(crate) fn own_path(path: &str) -> Option<&str> {
    let is_simple = path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-_?=&.".contains(&byte));
    (is_simple && path.starts_with('/') && !path.starts_with("//")).then_some(path)
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
        for path in ["//evil.example", "https://evil.example", "/\\evil.example", "", "/a b"] {
            assert_eq!(own_path(path), None, "{path}");
        }
    }
}
