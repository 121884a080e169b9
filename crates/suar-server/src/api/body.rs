use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use super::Problem;
use crate::site::Site;

/// A body with bounds that its shape alone does not hold.
pub(crate) trait Bounded {
    /// Goes on when the bounds of the document hold.
    fn check(&self) -> Result<(), Problem>;
}

/// A body of JSON, in the shape and the bounds that the document names.
pub(crate) struct JsonBody<T>(pub(crate) T);

impl<T: DeserializeOwned + Bounded> FromRequest<Site> for JsonBody<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Problem> {
        if !is_of_kind(request.headers(), "application/json") {
            return Err(Problem::wrong_media_type("application/json"));
        }
        let bytes =
            Bytes::from_request(request, site).await.map_err(|rejection| match rejection.into_response().status() {
                StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(),
                _ => Problem::not_understood("the body broke off"),
            })?;
        let body: T = serde_json::from_slice(&bytes).map_err(|error| problem_of(&error))?;
        body.check()?;
        Ok(Self(body))
    }
}

/// Whether a request says that its body is of a kind; parameters of the kind do not matter.
pub(crate) fn is_of_kind(headers: &HeaderMap, kind: &str) -> bool {
    let said = headers.get(header::CONTENT_TYPE).and_then(|said| said.to_str().ok()).unwrap_or_default();
    said.split(';').next().is_some_and(|said| said.trim().eq_ignore_ascii_case(kind))
}

/// Where the body is wrong. What stands there is not repeated: it may be about a person.
fn problem_of(error: &serde_json::Error) -> Problem {
    let place = format!("line {}, column {}", error.line(), error.column());
    match error.classify() {
        Category::Data => Problem::invalid(format!("the body has not the documented shape at {place}")),
        Category::Io | Category::Syntax | Category::Eof => Problem::not_json(format!("the body is no JSON at {place}")),
    }
}

/// Goes on when a text has no more characters than that.
pub(crate) fn at_most(name: &str, text: &str, most: usize) -> Result<(), Problem> {
    if text.chars().count() <= most {
        return Ok(());
    }
    Err(Problem::invalid(format!("`{name}` has more than {most} characters")))
}

/// Goes on when a text has something to read, and no more characters than that.
pub(crate) fn readable(name: &str, text: &str, most: usize) -> Result<(), Problem> {
    let is_read = |character: char| !character.is_whitespace() && !character.is_control() && character != '\u{feff}';
    if !text.chars().any(is_read) {
        return Err(Problem::invalid(format!("`{name}` has nothing to read")));
    }
    at_most(name, text, most)
}

/// The id in a body, in its usual form.
pub(crate) fn id_in<T>(name: &str, text: &str) -> Result<T, Problem>
where
    T: std::str::FromStr + std::fmt::Display,
{
    super::path::canonical(text).ok_or_else(|| Problem::invalid(format!("`{name}` is no id")))
}
