use suar_app::LeadSearch;
use suar_policy::Actor;
use suar_signal::Band;
use suar_store::{FacetKind, LeadOrder, LeadState, OwnerQuery};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{IntoParams, PartialSchema, ToSchema};

use super::Problem;
use super::names::{BandName, LeadStateName, OrderName};
use super::pairs::{Pairs, unknown};
use super::path::canonical;
use super::stamp::moment_of;

/// What leads are chosen by; all that is given has to hold.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only describes the query; it is read from pairs, so that each fault has words")]
pub(crate) struct LeadListQuery {
    /// Of these bands.
    #[param(inline, max_items = 10, example = json!(["urgent", "high"]))]
    band: Option<Vec<BandName>>,
    /// In this state.
    #[param(inline)]
    state: Option<LeadStateName>,
    /// Its posts show this sign.
    #[param(inline, max_items = 10)]
    indicator: Option<Vec<FacetValue>>,
    /// Its posts give this number or account, in its normal form.
    #[param(inline, max_items = 10)]
    identifier: Option<Vec<FacetValue>>,
    /// It was seen there.
    #[param(inline, max_items = 10)]
    channel: Option<Vec<FacetValue>>,
    /// Its posts name this region as theirs.
    #[param(inline, max_items = 10)]
    region: Option<Vec<FacetValue>>,
    /// Its posts name this place as where the work is.
    #[param(inline, max_items = 10)]
    place: Option<Vec<FacetValue>>,
    /// It has a post since then.
    #[param(value_type = Option<String>, format = DateTime, example = "2026-11-01T00:00:00Z")]
    since: Option<String>,
    /// Words, a number or an account in its posts; of more than eight words the first eight count.
    #[param(max_length = 200, example = "admin poipet")]
    q: Option<String>,
    /// Whose: `any`, `free` (nobody's), `me`, or the id of an officer.
    #[param(
        pattern = "^(any|free|me|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12})$",
        example = "free"
    )]
    owner: Option<String>,
    /// What stands first; `urgent` if nothing is given.
    #[param(inline)]
    order: Option<OrderName>,
    /// How many are passed over; 0 if nothing is given.
    #[param(minimum = 0, maximum = 1_000_000)]
    offset: Option<u64>,
    /// How many are given at most; 50 if nothing is given.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// A value that a lead is chosen by, for the document alone.
struct FacetValue;

impl ToSchema for FacetValue {}

impl PartialSchema for FacetValue {
    fn schema() -> RefOr<Schema> {
        let text = ObjectBuilder::new().schema_type(Type::String);
        text.min_length(Some(1)).max_length(Some(FACET_CHARACTERS)).build().into()
    }
}

/// The longest value that a lead is chosen by.
const FACET_CHARACTERS: usize = 200;
/// The longest search.
const SEARCH_CHARACTERS: usize = 200;

/// The search of a query.
pub(crate) fn search_of(mut pairs: Pairs, actor: &Actor) -> Result<LeadSearch, Problem> {
    let bands = pairs.take_all("band")?.iter().map(|name| band_of(name)).collect::<Option<Vec<Band>>>();
    let mut facets = Vec::new();
    for kind in FacetKind::ALL {
        let values = pairs.take_texts(kind.name(), 1..=FACET_CHARACTERS)?;
        facets.extend(values.into_iter().map(|value| (kind, value)));
    }
    let search = LeadSearch {
        bands: bands.ok_or_else(|| unknown("band"))?,
        state: pairs.take_named("state", LeadState::from_name)?,
        facets,
        since: pairs.take_named("since", moment_of)?,
        words: pairs.take_text("q", 0..=SEARCH_CHARACTERS)?.unwrap_or_default(),
        owner: pairs.take_named("owner", |name| owner_of(name, actor))?.unwrap_or_default(),
        order: pairs.take_named("order", order_of)?.unwrap_or_default(),
        offset: pairs.take_offset()?,
        most: pairs.take_limit()?,
    };
    pairs.end()?;
    Ok(search)
}

fn band_of(name: &str) -> Option<Band> {
    [Band::Low, Band::Medium, Band::High, Band::Urgent].into_iter().find(|band| band.name() == name)
}

fn owner_of(name: &str, actor: &Actor) -> Option<OwnerQuery> {
    match name {
        "any" => Some(OwnerQuery::Any),
        "free" => Some(OwnerQuery::Free),
        "me" => actor.officer.as_deref()?.parse().ok().map(OwnerQuery::Of),
        id => canonical(id).map(OwnerQuery::Of),
    }
}

fn order_of(name: &str) -> Option<LeadOrder> {
    match name {
        "urgent" => Some(LeadOrder::Urgent),
        "latest" => Some(LeadOrder::Latest),
        "largest" => Some(LeadOrder::Largest),
        _ => None,
    }
}
