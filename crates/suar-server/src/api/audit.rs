use axum::extract::State;
use serde::Serialize;
use suar_store::{Entry, TrailState};
use utoipa::{IntoParams, ToSchema};

use super::answer::{self, Answer};
use super::bearer::Caller;
use super::lead_views::ColleagueView;
use super::pairs::Pairs;
use super::stamp::stamp;
use crate::site::Site;

/// An entry of the audit trail.
#[derive(Serialize, ToSchema)]
#[schema(as = AuditEntry)]
pub(crate) struct EntryView {
    /// Its place, from 1, without gaps.
    #[schema(minimum = 1)]
    number: i64,
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// By whom; null: by the program itself or by the public.
    #[schema(format = "uuid")]
    officer: Option<String>,
    /// What, by the names of the scopes of tokens.
    #[schema(example = "decide_lead")]
    action: String,
    /// To what kind of thing.
    #[schema(example = "lead")]
    subject_kind: String,
    /// To which.
    subject: String,
    /// What else is worth knowing; its fields differ from action to action.
    #[schema(value_type = Object)]
    detail: serde_json::Map<String, serde_json::Value>,
}

impl From<Entry> for EntryView {
    fn from(entry: Entry) -> Self {
        Self {
            number: entry.number,
            at: stamp(entry.at),
            officer: entry.officer.map(|officer| officer.to_string()),
            action: entry.action,
            subject_kind: entry.subject_kind,
            subject: entry.subject,
            detail: entry.detail,
        }
    }
}

/// Which entries are asked for.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only describes the query")]
pub(crate) struct AuditQuery {
    /// Only those before this place: the number of the last entry of the page before.
    #[param(minimum = 1, maximum = 9_007_199_254_740_991_u64)]
    before: Option<u64>,
    /// How many are given at most; 50 if nothing is given.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// The greatest whole number that every reader of JSON holds.
const MOST_NUMBER: u64 = (1 << 53) - 1;

/// Entries of the audit trail.
#[derive(Serialize, ToSchema)]
pub(crate) struct AuditView {
    /// The entries, the newest first.
    entries: Vec<EntryView>,
    /// The officers whose ids stand in the entries.
    officers: Vec<ColleagueView>,
}

/// Lists the audit trail, the newest entry first.
#[utoipa::path(
    get, path = "/api/v1/audit", operation_id = "listAudit", tag = "audit", params(AuditQuery),
    responses((status = 200, description = "Entries.", body = AuditView))
)]
pub(crate) async fn list(State(site): State<Site>, caller: Caller, mut pairs: Pairs) -> Answer {
    let before = pairs.take_number("before", 1..=MOST_NUMBER)?;
    let most = pairs.take_limit()?;
    pairs.end()?;
    let before = before.and_then(|number| i64::try_from(number).ok());
    let (entries, officers) = site.app().list_audit(caller.actor(), before, most).await?;
    answer::ok(&AuditView {
        entries: entries.into_iter().map(EntryView::from).collect(),
        officers: officers.iter().map(ColleagueView::from).collect(),
    })
}

/// How the audit trail stands.
#[derive(Serialize, ToSchema)]
pub(crate) struct TrailView {
    /// Whether every entry is bound to the one before it.
    is_whole: bool,
    /// How many entries there are, where it is whole.
    entries: Option<i64>,
    /// The last hash, where it is whole: whoever noted it elsewhere can tell a cut-off tail.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    hash: Option<String>,
    /// The first entry that does not fit, where it is broken.
    broken_at: Option<i64>,
}

impl From<TrailState> for TrailView {
    fn from(state: TrailState) -> Self {
        match state {
            TrailState::Whole { entries, hash } => {
                Self { is_whole: true, entries: Some(entries), hash: Some(hash), broken_at: None }
            }
            TrailState::Broken { number } => {
                Self { is_whole: false, entries: None, hash: None, broken_at: Some(number) }
            }
        }
    }
}

/// Follows the whole audit trail.
#[utoipa::path(
    get, path = "/api/v1/audit/verification", operation_id = "verifyAudit", tag = "audit",
    responses((status = 200, description = "How it stands.", body = TrailView))
)]
pub(crate) async fn verify(State(site): State<Site>, caller: Caller) -> Answer {
    let state = site.app().verify_audit(caller.actor()).await?;
    answer::ok(&TrailView::from(state))
}
