use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::Problem;

/// What a handler gives.
pub(crate) type Answer = Result<Response, Problem>;

/// The id of what was made.
#[derive(Serialize, ToSchema)]
pub(crate) struct MadeView {
    /// The id.
    #[schema(format = "uuid", example = "0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b")]
    pub(crate) id: String,
}

/// 200 with a view.
pub(crate) fn ok(view: &impl Serialize) -> Answer {
    json(StatusCode::OK, view)
}

/// 201 with a view.
pub(crate) fn made(view: &impl Serialize) -> Answer {
    json(StatusCode::CREATED, view)
}

/// 201 with the id of what was made, which can be looked up at `collection`.
pub(crate) fn made_at(collection: &str, id: impl std::fmt::Display) -> Answer {
    let mut response = made(&MadeView { id: id.to_string() })?;
    if let Ok(location) = HeaderValue::from_str(&format!("{collection}/{id}")) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    Ok(response)
}

/// 204: done, and there is nothing to say.
pub(crate) fn done() -> Response {
    StatusCode::NO_CONTENT.into_response()
}

pub(crate) fn json(status: StatusCode, view: &impl Serialize) -> Answer {
    let body = serde_json::to_vec(view).map_err(|error| Problem::internal(error.to_string()))?;
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))];
    Ok((status, kind, body).into_response())
}
