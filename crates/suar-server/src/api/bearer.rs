use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use suar_app::{Secret, SignedIn};
use suar_policy::{Action, Actor, may_ever};

use super::Problem;
use crate::protection::Spending;
use crate::site::Site;

/// The officer for whom a program asks.
#[derive(Clone)]
pub(crate) struct Caller(pub(crate) SignedIn);

/// Lets only tokens through to whose owner and scope the table of rules allows the action.
pub(crate) async fn bearer(
    State((site, action)): State<(Site, Action)>,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let (mut parts, body) = request.into_parts();
    let caller = find_caller(&site, &parts).await?;
    if !may_ever(caller.actor(), action) {
        return Err(Problem::forbidden(action));
    }
    parts.extensions.insert(caller);
    Ok(next.run(Request::from_parts(parts, body)).await)
}

/// Tokens have a budget each; whoever shows none that holds spends that of their address.
async fn find_caller(site: &Site, parts: &Parts) -> Result<Caller, Problem> {
    let secret = secret_in(&parts.headers);
    let who = match &secret {
        Some(secret) => site.app().find_token(secret).await?,
        None => None,
    };
    let (settings, addresses) = (site.settings(), site.addresses());
    let (spending, spender, budget) = match &secret {
        Some(secret) if who.is_some() => (Spending::ApiCall, addresses.of_secret(secret), settings.api_calls),
        _ => (Spending::UnknownToken, addresses.of_request(parts), settings.unknown_tokens),
    };
    site.budgets().spend(spending, spender, budget, site.now()).map_err(Problem::too_often)?;
    who.map(Caller).ok_or_else(Problem::unauthenticated)
}

/// The secret of exactly one header `Authorization: Bearer …`.
fn secret_in(headers: &HeaderMap) -> Option<Secret> {
    let mut lines = headers.get_all(header::AUTHORIZATION).iter();
    let (line, None) = (lines.next()?, lines.next()) else { return None };
    let (scheme, secret) = line.to_str().ok()?.split_once(' ')?;
    if scheme.eq_ignore_ascii_case("bearer") { Secret::from_text(secret.trim()) } else { None }
}

impl Caller {
    /// As whom the policy knows the officer, narrowed to the scope of the token.
    pub(crate) fn actor(&self) -> &Actor {
        &self.0.actor
    }
}

impl FromRequestParts<Site> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Site) -> Result<Self, Problem> {
        // The guard of the route put it there; a route without a guard is a fault of ours.
        let known = parts.extensions.get::<Caller>().cloned();
        known.ok_or_else(|| Problem::internal("a route for officers' programs has no guard"))
    }
}
