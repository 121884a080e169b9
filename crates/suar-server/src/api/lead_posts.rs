use axum::extract::State;
use serde::Serialize;
use suar_app::PostView;
use suar_detect::{EntitySpan, Indicator, Reason};
use suar_signal::{LeadId, Span};
use suar_store::Unit;
use utoipa::{IntoParams, ToSchema};

use super::answer::{self, Answer};
use super::bearer::Caller;
use super::names::{BandName, KindName, StrengthName};
use super::pairs::Pairs;
use super::path::PathId;
use super::stamp::{stamp, stamp_if_any};
use crate::site::Site;

/// Which posts of a lead are asked for.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only describes the query")]
pub(crate) struct PostQuery {
    /// Only those of this unit.
    #[param(
        pattern = "^(t-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|p-(0|[1-9][0-9]{0,17}))$",
        example = "p-41"
    )]
    unit: Option<String>,
    /// How many are passed over; 0 if nothing is given.
    #[param(minimum = 0, maximum = 1_000_000)]
    offset: Option<u64>,
    /// How many are given at most; 50 if nothing is given.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// Posts of a lead.
#[derive(Serialize, ToSchema)]
pub(crate) struct PostListView {
    /// The posts, in the order they came.
    posts: Vec<PostDetailView>,
}

/// A post, with what was found in it.
#[derive(Serialize, ToSchema)]
#[schema(as = Post)]
pub(crate) struct PostDetailView {
    /// Its number.
    number: i64,
    /// The unit that decisions about it are about.
    unit: String,
    /// Its id at the source.
    id: String,
    /// Its words, unchanged. They are a stranger's: show them as text only.
    text: String,
    /// Whether its words are kept back: those of a report of the public, from a caller who may not read reports. Then
    /// it has no text, author, address, spans and entities.
    withheld: bool,
    /// When it was posted.
    #[schema(format = DateTime)]
    time: Option<String>,
    /// Where.
    channel: Option<String>,
    /// The account that is suspected to recruit.
    author: Option<String>,
    /// Its address.
    url: Option<String>,
    /// The region that it names as its own.
    region: Option<String>,
    /// The language, as ISO 639 has it, or `und`.
    #[schema(example = "id")]
    language: String,
    /// How many people it reached.
    reach: Option<u64>,
    /// What it does.
    #[schema(value_type = KindName)]
    kind: &'static str,
    /// How soon a person should look.
    #[schema(value_type = BandName)]
    band: &'static str,
    /// Unsafe recruitment, a share from 0 to 1. It never decides.
    #[schema(minimum = 0, maximum = 1, example = 0.93)]
    risk: f64,
    /// The signs that it shows.
    signs: Vec<SignDetailView>,
    /// The sum behind the risk, in log-odds.
    reasons: Vec<ReasonView>,
    /// What it names, and where.
    entities: Vec<EntityView>,
    /// Where it differs from its template.
    differences: Vec<SpanView>,
    /// When it came in.
    #[schema(format = DateTime)]
    received_at: String,
}

impl From<PostView> for PostDetailView {
    fn from(view: PostView) -> Self {
        let (post, reading) = (view.post, view.reading);
        Self {
            number: post.number.0,
            unit: post.unit.to_string(),
            id: post.signal.id.as_str().to_owned(),
            text: post.signal.text,
            withheld: view.withheld,
            time: stamp_if_any(post.signal.time),
            channel: post.signal.channel,
            author: post.signal.author,
            url: post.signal.url,
            region: post.signal.region,
            language: reading.language.code().to_owned(),
            reach: post.signal.reach,
            kind: post.kind.name(),
            band: post.band.name(),
            risk: post.risk,
            signs: reading.indicators.into_iter().map(SignDetailView::from).collect(),
            reasons: reading.reasons.into_iter().map(ReasonView::from).collect(),
            entities: reading.entity_spans.into_iter().map(EntityView::from).collect(),
            differences: view.differences.into_iter().map(SpanView::from).collect(),
            received_at: stamp(post.received_at),
        }
    }
}

/// A sign that a post shows.
#[derive(Serialize, ToSchema)]
#[schema(as = Sign)]
struct SignDetailView {
    /// Which.
    #[schema(example = "unrealistic_salary")]
    id: String,
    /// How much it says by itself.
    #[schema(value_type = StrengthName)]
    strength: &'static str,
    /// What it adds to the log-odds of the risk.
    weight: f64,
    /// The words that show it.
    text: String,
    /// Where they stand; empty for a sign of absence.
    spans: Vec<SpanView>,
    /// The rule that found it, with its version.
    rule: String,
    /// Where the rule comes from.
    source: String,
}

impl From<Indicator> for SignDetailView {
    fn from(sign: Indicator) -> Self {
        Self {
            id: sign.id,
            strength: sign.strength.name(),
            weight: sign.weight,
            text: sign.text,
            spans: sign.spans.into_iter().map(SpanView::from).collect(),
            rule: sign.rule,
            source: sign.source,
        }
    }
}

/// A part of the sum behind a risk.
#[derive(Serialize, ToSchema)]
#[schema(as = Reason)]
struct ReasonView {
    /// `base`, `words`, `families`, or a sign or fact.
    what: String,
    /// What it adds to the log-odds.
    weight: f64,
}

impl From<Reason> for ReasonView {
    fn from(reason: Reason) -> Self {
        Self { what: reason.what, weight: reason.weight }
    }
}

/// Something that a post names.
#[derive(Serialize, ToSchema)]
#[schema(as = Entity)]
struct EntityView {
    /// What it is.
    #[schema(example = "phone")]
    kind: String,
    /// Its normal form.
    #[schema(example = "+6281200000001")]
    value: String,
    /// Where it stands.
    span: SpanView,
}

impl From<EntitySpan> for EntityView {
    fn from(entity: EntitySpan) -> Self {
        Self { kind: entity.kind.into_owned(), value: entity.value, span: entity.span.into() }
    }
}

/// A range of the text, in bytes of its UTF-8.
#[derive(Serialize, ToSchema)]
#[schema(as = Span)]
struct SpanView {
    /// The first byte, from 0.
    start: u32,
    /// One past the last byte.
    end: u32,
}

impl From<Span> for SpanView {
    fn from(span: Span) -> Self {
        Self { start: span.start, end: span.end }
    }
}

/// Lists posts of a lead. The first look in an hour is entered into the audit trail, and so is the first reading of each
/// report of the public among them.
#[utoipa::path(
    get, path = "/api/v1/leads/{id}/posts", operation_id = "listLeadPosts", tag = "leads",
    params(("id" = String, Path, description = "The lead.", format = "uuid"), PostQuery),
    responses(
        (status = 200, description = "Posts of the lead.", body = PostListView),
        (status = 404, description = "No such lead, or none that the caller may see.")
    )
)]
pub(crate) async fn list(
    State(site): State<Site>,
    caller: Caller,
    PathId(id): PathId<LeadId>,
    mut pairs: Pairs,
) -> Answer {
    let unit = pairs.take_named("unit", unit_of)?;
    let window = (pairs.take_offset()?, pairs.take_limit()?);
    pairs.end()?;
    let posts = site.app().list_posts(caller.actor(), id, unit, window).await?;
    answer::ok(&PostListView { posts: posts.into_iter().map(PostDetailView::from).collect() })
}

/// The digits that the number of a post has at most.
const MOST_DIGITS: usize = 18;

/// The unit of a text in its usual form.
pub(crate) fn unit_of(text: &str) -> Option<Unit> {
    let unit: Unit = text.parse().ok()?;
    let is_short = text.len() <= "p-".len() + MOST_DIGITS || text.starts_with("t-");
    (is_short && !text.starts_with("p--") && unit.to_string() == text).then_some(unit)
}
