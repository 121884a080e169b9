use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use serde::Serialize;
use suar_app::{CAUTION, Marking, TakenOut, write_csv};
use suar_signal::LeadId;
use utoipa::{IntoParams, ToSchema};

use super::Problem;
use super::answer::{self, Answer};
use super::bearer::Caller;
use super::lead_posts::PostDetailView;
use super::lead_views::LeadDetailView;
use super::pairs::Pairs;
use super::path::PathId;
use crate::site::Site;

/// How a lead is taken out.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only describes the query")]
pub(crate) struct ExportQuery {
    /// As what; `csv` if nothing is given.
    #[param(inline)]
    format: Option<ExportFormat>,
    /// How far it may go (Traffic Light Protocol 2.0).
    #[param(inline)]
    marking: MarkingName,
}

/// As what a lead is taken out.
#[derive(Clone, Copy, ToSchema)]
#[schema(rename_all = "snake_case")]
enum ExportFormat {
    Csv,
    Json,
}

/// How far what is taken out may go.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only describes the query")]
enum MarkingName {
    #[schema(rename = "TLP:CLEAR")]
    Clear,
    #[schema(rename = "TLP:GREEN")]
    Green,
    #[schema(rename = "TLP:AMBER")]
    Amber,
    #[schema(rename = "TLP:AMBER+STRICT")]
    AmberStrict,
    #[schema(rename = "TLP:RED")]
    Red,
}

/// A lead that is taken out, with its posts.
#[derive(Serialize, ToSchema)]
pub(crate) struct ExportView {
    /// How far it may go.
    #[schema(example = "TLP:AMBER")]
    marking: &'static str,
    /// What has to be said with it.
    caution: &'static str,
    /// The lead.
    lead: LeadDetailView,
    /// Its posts, at most 10,000.
    posts: Vec<PostDetailView>,
    /// How many posts there are beyond that.
    left_out: u64,
}

impl From<TakenOut> for ExportView {
    fn from(taken: TakenOut) -> Self {
        Self {
            marking: taken.marking.label(),
            caution: CAUTION,
            lead: taken.view.into(),
            posts: taken.posts.into_iter().map(PostDetailView::from).collect(),
            left_out: taken.left_out,
        }
    }
}

/// Takes a lead out. Who took it out is entered into the audit trail.
#[utoipa::path(
    get, path = "/api/v1/leads/{id}/export", operation_id = "exportLead", tag = "leads",
    params(("id" = String, Path, description = "The lead.", format = "uuid"), ExportQuery),
    responses(
        (status = 200, description = "The lead; as CSV a row a post, with marking and caution in each.",
            content((String = "text/csv"), (ExportView = "application/json"))),
        (status = 404, description = "No such lead, or none that the caller may see."),
        (status = 409, description = "It became a part of another lead.")
    )
)]
pub(crate) async fn export(
    State(site): State<Site>,
    caller: Caller,
    PathId(id): PathId<LeadId>,
    mut pairs: Pairs,
) -> Answer {
    let format = pairs.take_named("format", format_of)?.unwrap_or(ExportFormat::Csv);
    let marking = pairs.take_named("marking", Marking::from_label)?;
    let marking = marking.ok_or_else(|| Problem::invalid("`marking` is missing"))?;
    pairs.end()?;
    let taken = site.app().export_lead(caller.actor(), id, marking).await?;
    let name = format!("attachment; filename=\"lead-{id}.{}\"", ending_of(format));
    let name = HeaderValue::from_str(&name).map_err(|error| Problem::internal(error.to_string()))?;
    let mut response = match format {
        ExportFormat::Json => answer::ok(&ExportView::from(taken))?,
        ExportFormat::Csv => {
            let kind = HeaderValue::from_static("text/csv; charset=utf-8");
            ([(header::CONTENT_TYPE, kind)], write_csv(&taken)?).into_response()
        }
    };
    response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}

fn format_of(name: &str) -> Option<ExportFormat> {
    match name {
        "csv" => Some(ExportFormat::Csv),
        "json" => Some(ExportFormat::Json),
        _ => None,
    }
}

fn ending_of(format: ExportFormat) -> &'static str {
    match format {
        ExportFormat::Csv => "csv",
        ExportFormat::Json => "json",
    }
}
