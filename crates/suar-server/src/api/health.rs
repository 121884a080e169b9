use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use serde::Serialize;
use suar_policy::Actor;
use utoipa::ToSchema;

use super::Problem;
use super::answer::{self, Answer};
use super::document::openapi_json;
use crate::site::Site;

/// That the program answers and reaches what it keeps.
#[derive(Serialize, ToSchema)]
pub(crate) struct HealthView {
    /// Always `ok`: a program that is not says so by its status.
    #[schema(pattern = "^ok$", example = "ok")]
    status: &'static str,
    /// The version of the program.
    #[schema(example = "0.1.0")]
    version: &'static str,
    /// The version of the packs that posts are read with.
    packs: String,
    /// The version of the model that posts are read with.
    model: String,
}

/// Says that the program is up.
#[utoipa::path(
    get, path = "/api/v1/health", operation_id = "getHealth", tag = "public",
    responses((status = 200, description = "It is up.", body = HealthView))
)]
pub(crate) async fn health(State(site): State<Site>) -> Answer {
    // Counts nothing for the public, but reaches the database.
    site.app().count_waiting(&Actor::public()).await?;
    let versions = site.app().detector().versions();
    answer::ok(&HealthView {
        status: "ok",
        version: env!("CARGO_PKG_VERSION"),
        packs: versions.packs.clone(),
        model: versions.model.clone(),
    })
}

/// This document.
#[utoipa::path(
    get, path = "/api/v1/openapi.json", operation_id = "getOpenApi", tag = "public",
    responses((status = 200, description = "OpenAPI 3.1.", body = Object, content_type = "application/json"))
)]
pub(crate) async fn openapi() -> Answer {
    let document = openapi_json().map_err(|error| Problem::internal(error.to_string()))?;
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))];
    Ok((StatusCode::OK, kind, document).into_response())
}
