//! The same for programs: JSON under `/api/v1`, with tokens in place of sessions. A module an endpoint or a
//! small subject; what goes over the wire is a `…View` or a `…Body` and no type of the domain.

mod account;
mod answer;
mod audit;
mod bearer;
mod body;
mod check;
mod contests;
mod decision_body;
mod document;
mod health;
mod help_contacts;
mod imports;
mod lead_acts;
mod lead_export;
mod lead_posts;
mod lead_query;
mod lead_views;
mod leads;
mod names;
mod officers;
mod pairs;
mod path;
mod problem;
mod public_contests;
mod public_reports;
mod reports;
mod stamp;
mod table;

pub(crate) use bearer::bearer;
pub use document::openapi_json;
pub(crate) use problem::{Problem, in_place_of};
pub use table::API_ROUTES;

/// What every address of the API begins with.
const ROOT: &str = "/api/";

/// Whether a path is one for programs.
pub(crate) fn is_for_programs(path: &str) -> bool {
    path == "/api" || path.starts_with(ROOT)
}
