//! Looking at leads.

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use serde::Serialize;
use suar_app::{FoundLead, LeadList};
use suar_signal::LeadId;
use suar_store::{Entry, FacetKind, Officer};
use utoipa::{IntoParams, ToSchema};

use super::Problem;
use super::answer::{self, Answer};
use super::audit::EntryView;
use super::bearer::Caller;
use super::lead_query::{LeadListQuery, search_of};
use super::lead_views::{ColleagueView, LeadDetailView, LeadLineView};
use super::names::FacetKindName;
use super::pairs::Pairs;
use super::path::PathId;
use crate::site::Site;

/// Leads that were asked for.
#[derive(Serialize, ToSchema)]
pub(crate) struct LeadListView {
    /// The leads, as many as were asked for.
    leads: Vec<LeadLineView>,
    /// How many there are in all.
    total: u64,
    /// The officers who have taken any of them.
    officers: Vec<ColleagueView>,
}

impl From<LeadList> for LeadListView {
    fn from(list: LeadList) -> Self {
        Self {
            leads: list.leads.into_iter().map(LeadLineView::from).collect(),
            total: list.total,
            officers: list.owners.iter().map(ColleagueView::from).collect(),
        }
    }
}

/// Lists leads, the most urgent first.
#[utoipa::path(
    get, path = "/api/v1/leads", operation_id = "listLeads", tag = "leads", params(LeadListQuery),
    responses((status = 200, description = "Leads that the caller may see.", body = LeadListView))
)]
pub(crate) async fn list(State(site): State<Site>, caller: Caller, pairs: Pairs) -> Answer {
    let search = search_of(pairs, caller.actor())?;
    let list = site.app().list_leads(caller.actor(), &search).await?;
    answer::ok(&LeadListView::from(list))
}

/// Which values are asked for.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only describes the query")]
pub(crate) struct FacetQuery {
    /// Of what.
    #[param(inline)]
    kind: FacetKindName,
    /// How many are given at most; 50 if nothing is given.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// Values that open leads can be chosen by.
#[derive(Serialize, ToSchema)]
pub(crate) struct FacetListView {
    /// The values, the most frequent first.
    values: Vec<FacetView>,
}

/// A value that open leads can be chosen by.
#[derive(Serialize, ToSchema)]
#[schema(as = Facet)]
struct FacetView {
    /// The value.
    #[schema(example = "telegram")]
    value: String,
    /// How many open leads have it.
    leads: u32,
}

/// Lists the values that open leads can be chosen by.
#[utoipa::path(
    get, path = "/api/v1/lead-facets", operation_id = "listLeadFacets", tag = "leads", params(FacetQuery),
    responses((status = 200, description = "The most frequent values.", body = FacetListView))
)]
pub(crate) async fn facets(State(site): State<Site>, caller: Caller, mut pairs: Pairs) -> Answer {
    let from_name = |name: &str| FacetKind::ALL.into_iter().find(|kind| kind.name() == name);
    let kind = pairs.take_named("kind", from_name)?.ok_or_else(|| Problem::invalid("`kind` is missing"))?;
    let most = pairs.take_limit()?;
    pairs.end()?;
    let facets = site.app().list_facets(caller.actor(), kind, most).await?;
    let values = facets.into_iter().map(|facet| FacetView { value: facet.value, leads: facet.posts });
    answer::ok(&FacetListView { values: values.collect() })
}

/// Shows a lead. The first look in an hour is entered into the audit trail.
#[utoipa::path(
    get, path = "/api/v1/leads/{id}", operation_id = "getLead", tag = "leads",
    params(("id" = String, Path, description = "The lead.", format = "uuid")),
    responses(
        (status = 200, description = "The lead.", body = LeadDetailView),
        (status = 308, description = "It became a part of another lead.",
            headers(("Location" = String, description = "The address of that lead."))),
        (status = 404, description = "No such lead, or none that the caller may see.")
    )
)]
pub(crate) async fn get(State(site): State<Site>, caller: Caller, PathId(id): PathId<LeadId>) -> Answer {
    match site.app().get_lead(caller.actor(), id).await? {
        FoundLead::Here(view) => answer::ok(&LeadDetailView::from(*view)),
        FoundLead::MovedTo(heir) => {
            let address = HeaderValue::from_str(&format!("/api/v1/leads/{heir}"));
            let address = address.map_err(|error| Problem::internal(error.to_string()))?;
            Ok((StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, address)]).into_response())
        }
    }
}

/// What was done to a lead.
#[derive(Serialize, ToSchema)]
pub(crate) struct HistoryView {
    /// The entries of the audit trail about it, the newest first, at most 500.
    entries: Vec<EntryView>,
    /// The officers whose ids stand in the entries.
    officers: Vec<ColleagueView>,
}

impl From<(Vec<Entry>, Vec<Officer>)> for HistoryView {
    fn from((entries, officers): (Vec<Entry>, Vec<Officer>)) -> Self {
        Self {
            entries: entries.into_iter().map(EntryView::from).collect(),
            officers: officers.iter().map(ColleagueView::from).collect(),
        }
    }
}

/// Shows what was done to a lead.
#[utoipa::path(
    get, path = "/api/v1/leads/{id}/history", operation_id = "listLeadHistory", tag = "leads",
    params(("id" = String, Path, description = "The lead.", format = "uuid")),
    responses(
        (status = 200, description = "Its history.", body = HistoryView),
        (status = 404, description = "No such lead.")
    )
)]
pub(crate) async fn history(State(site): State<Site>, caller: Caller, PathId(id): PathId<LeadId>) -> Answer {
    let found = site.app().list_lead_history(caller.actor(), id).await?;
    answer::ok(&HistoryView::from(found))
}

/// Who can be given a lead.
#[derive(Serialize, ToSchema)]
pub(crate) struct ColleagueListView {
    /// Open accounts that may decide on leads, by name.
    officers: Vec<ColleagueView>,
}

/// Lists who can be given a lead.
#[utoipa::path(
    get, path = "/api/v1/colleagues", operation_id = "listColleagues", tag = "leads",
    responses((status = 200, description = "The colleagues.", body = ColleagueListView))
)]
pub(crate) async fn colleagues(State(site): State<Site>, caller: Caller) -> Answer {
    let officers = site.app().list_colleagues(caller.actor()).await?;
    answer::ok(&ColleagueListView { officers: officers.iter().map(ColleagueView::from).collect() })
}
