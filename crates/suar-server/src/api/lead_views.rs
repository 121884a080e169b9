//! Leads and what they are made of, as they go over the wire.

use serde::Serialize;
use suar_app::{LeadView, UnitStanding};
use suar_store::{
    Choice, Counted, CountedSign, DayCount, Decision, Graph, Lead, LeadIdentifier, Officer, UnitContent, UnitSlot,
};
use utoipa::ToSchema;

use super::names::{BandName, ChoiceName, LeadStateName, StandingName, StrengthName};
use super::stamp::{stamp, stamp_if_any};

/// A colleague, as far as others need to know.
#[derive(Serialize, ToSchema)]
#[schema(as = Colleague)]
pub(crate) struct ColleagueView {
    /// The id.
    #[schema(format = "uuid")]
    id: String,
    /// The name that colleagues read.
    #[schema(example = "Analis Contoh")]
    display_name: String,
}

impl From<&Officer> for ColleagueView {
    fn from(officer: &Officer) -> Self {
        Self { id: officer.id.to_string(), display_name: officer.display_name.clone() }
    }
}

/// A value and how many posts have it.
#[derive(Serialize, ToSchema)]
#[schema(as = Counted)]
pub(crate) struct CountedView {
    /// The value.
    value: String,
    /// How many posts have it.
    posts: u32,
}

impl From<Counted> for CountedView {
    fn from(counted: Counted) -> Self {
        Self { value: counted.value, posts: counted.posts }
    }
}

/// A sign and how many posts show it.
#[derive(Serialize, ToSchema)]
#[schema(as = CountedSign)]
pub(crate) struct CountedSignView {
    /// Which.
    #[schema(example = "hotspot_destination")]
    id: String,
    /// How much it says by itself.
    #[schema(value_type = StrengthName)]
    strength: &'static str,
    /// How many posts show it.
    posts: u32,
}

impl From<CountedSign> for CountedSignView {
    fn from(sign: CountedSign) -> Self {
        Self { id: sign.id, strength: sign.strength.name(), posts: sign.posts }
    }
}

/// A lead as the list shows it: a suspicion that a person has to look into, no proof.
#[derive(Serialize, ToSchema)]
#[schema(as = LeadLine)]
pub(crate) struct LeadLineView {
    /// The id; kept when posts are woven anew.
    #[schema(format = "uuid")]
    id: String,
    /// What it is about, in words of its posts; of reports alone a place.
    title: String,
    /// How soon a person should look: the highest band of its posts.
    #[schema(value_type = BandName)]
    band: &'static str,
    /// How it stands: `open`, `snoozed` or `decided`.
    #[schema(value_type = LeadStateName)]
    state: &'static str,
    /// How many posts.
    posts: u64,
    /// How many templates, and posts of none.
    units: u64,
    /// For how many of them a decision holds.
    decided_units: u64,
    /// Until when it is put off.
    #[schema(format = DateTime)]
    snoozed_until: Option<String>,
    /// The officer who has taken it.
    #[schema(format = "uuid")]
    owner: Option<String>,
    /// Its first dated post.
    #[schema(format = DateTime)]
    first_seen: Option<String>,
    /// Its last dated post.
    #[schema(format = DateTime)]
    last_seen: Option<String>,
    /// The signs, the most frequent first.
    signs: Vec<CountedSignView>,
    /// Where it was seen, most often first.
    channels: Vec<CountedView>,
    /// The regions that its posts name as theirs, most often first.
    regions: Vec<CountedView>,
    /// Posts in the 48 hours before its last post.
    posts_48_hours: u32,
    /// Posts in the 48 hours before those.
    posts_48_hours_before: u32,
    /// How many of the posts the public handed in, without a name. In the order of leads they count as three at most.
    reports: u32,
    /// Since when it is a lead.
    #[schema(format = DateTime)]
    created_at: String,
    /// When its posts or its state last changed.
    #[schema(format = DateTime)]
    updated_at: String,
}

impl From<Lead> for LeadLineView {
    fn from(lead: Lead) -> Self {
        Self {
            id: lead.id.to_string(),
            title: lead.title,
            band: lead.band.name(),
            state: lead.state.name(),
            posts: lead.posts,
            units: lead.units,
            decided_units: lead.decided_units,
            snoozed_until: stamp_if_any(lead.snoozed_until),
            owner: lead.owner.map(|owner| owner.to_string()),
            first_seen: stamp_if_any(lead.first_seen),
            last_seen: stamp_if_any(lead.last_seen),
            signs: lead.summary.signs.into_iter().map(CountedSignView::from).collect(),
            channels: lead.summary.channels.into_iter().map(CountedView::from).collect(),
            regions: lead.summary.regions.into_iter().map(CountedView::from).collect(),
            posts_48_hours: lead.summary.posts_48_hours,
            posts_48_hours_before: lead.summary.posts_48_hours_before,
            reports: lead.summary.reports,
            created_at: stamp(lead.created_at),
            updated_at: stamp(lead.updated_at),
        }
    }
}

/// A lead with what is known of it.
#[derive(Serialize, ToSchema)]
#[schema(as = LeadDetail)]
pub(crate) struct LeadDetailView {
    /// What the list shows.
    lead: LeadLineView,
    /// What decisions hold for: templates first, the largest first, then posts of none.
    units: Vec<UnitView>,
    /// What ties the posts, the most telling first.
    identifiers: Vec<IdentifierView>,
    /// Places named as where the work is.
    places: Vec<CountedView>,
    /// Posts a day, in UTC; days without posts are left out.
    days: Vec<DayView>,
    /// Units, identifiers and what ties them.
    graph: GraphView,
    /// The decisions that were made on it, the newest first, undone ones among them.
    decisions: Vec<DecisionView>,
    /// The officers whose ids stand here.
    officers: Vec<ColleagueView>,
    /// What the caller may do with it, by the names of the scopes of tokens.
    #[schema(example = json!(["take_lead", "decide_lead"]))]
    may: Vec<&'static str>,
    /// The decisions on it that the caller may undo.
    may_undo: Vec<String>,
    /// Which decisions on it and its units hold, as one word to be sent back with a decision.
    #[schema(example = "2.0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b")]
    seen: String,
}

impl From<LeadView> for LeadDetailView {
    fn from(view: LeadView) -> Self {
        let units = view.content.units.into_iter().zip(view.standings);
        Self {
            lead: view.lead.into(),
            units: units.map(|(unit, standing)| UnitView::new(unit, standing)).collect(),
            identifiers: view.content.identifiers.into_iter().map(IdentifierView::from).collect(),
            places: view.content.places.into_iter().map(CountedView::from).collect(),
            days: view.content.days.iter().map(DayView::from).collect(),
            graph: view.content.graph.into(),
            decisions: view.decisions.into_iter().map(DecisionView::from).collect(),
            officers: view.officers.iter().map(ColleagueView::from).collect(),
            may: view.may.into_iter().map(suar_policy::Action::name).collect(),
            may_undo: view.may_undo.iter().map(ToString::to_string).collect(),
            seen: view.seen.to_string(),
        }
    }
}

/// A template of a lead, or a post of none.
#[derive(Serialize, ToSchema)]
#[schema(as = Unit)]
struct UnitView {
    /// Which: `t-` and the id of a template, or `p-` and the number of a post.
    #[schema(example = "t-0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b")]
    unit: String,
    /// How many posts.
    posts: u32,
    /// How many of them warn or report, and so quote it.
    quoting: u32,
    /// How many of them the public handed in, without a name.
    reports: u32,
    /// The highest band of its posts.
    #[schema(value_type = BandName)]
    band: &'static str,
    /// The mean risk of its posts: of unsafe recruitment, a share from 0 to 1. It never decides.
    #[schema(minimum = 0, maximum = 1, example = 0.87)]
    risk: f64,
    /// The shared text with `{slot}` marks; of a post of none its beginning. Empty where all posts are reports.
    text: String,
    /// What fills the slots.
    slots: Vec<SlotView>,
    /// Whether the shared text explains its posts far better than chance.
    organised: bool,
    /// The first dated post.
    #[schema(format = DateTime)]
    first_seen: Option<String>,
    /// The last dated post.
    #[schema(format = DateTime)]
    last_seen: Option<String>,
    /// The number of a post to look at: the one of the highest risk.
    example: i64,
    /// What decisions say about it.
    standing: StandingView,
}

impl UnitView {
    fn new(unit: UnitContent, standing: UnitStanding) -> Self {
        Self {
            unit: unit.unit.to_string(),
            posts: unit.posts,
            quoting: unit.quoting,
            reports: unit.reports,
            band: unit.band.name(),
            risk: unit.risk,
            text: unit.text,
            slots: unit.slots.into_iter().map(SlotView::from).collect(),
            organised: unit.organised,
            first_seen: stamp_if_any(unit.first_seen),
            last_seen: stamp_if_any(unit.last_seen),
            example: unit.example.0,
            standing: standing.into(),
        }
    }
}

/// A place of a template that its posts fill differently.
#[derive(Serialize, ToSchema)]
#[schema(as = Slot)]
struct SlotView {
    /// The mark in the text.
    name: String,
    /// What fills it.
    kind: String,
    /// How many different values there are.
    distinct: u32,
    /// The most frequent ones.
    values: Vec<CountedView>,
}

impl From<UnitSlot> for SlotView {
    fn from(slot: UnitSlot) -> Self {
        Self {
            name: slot.name,
            kind: slot.kind,
            distinct: slot.distinct,
            values: slot.values.into_iter().map(CountedView::from).collect(),
        }
    }
}

/// What decisions say about a unit.
#[derive(Serialize, ToSchema)]
#[schema(as = Standing)]
struct StandingView {
    /// `undecided`, `suggested` (by a decision on another unit) or `decided`.
    #[schema(value_type = StandingName)]
    state: &'static str,
    /// What was chosen or is suggested.
    #[schema(value_type = Option<ChoiceName>)]
    choice: Option<&'static str>,
    /// The decision that holds.
    #[schema(format = "uuid")]
    decision: Option<String>,
}

impl From<UnitStanding> for StandingView {
    fn from(standing: UnitStanding) -> Self {
        match standing {
            UnitStanding::Undecided => Self { state: "undecided", choice: None, decision: None },
            UnitStanding::Suggested(choice) => {
                Self { state: "suggested", choice: Some(Choice::name(choice)), decision: None }
            }
            UnitStanding::Decided(decision) => {
                Self { state: "decided", choice: Some(decision.choice.name()), decision: Some(decision.id.to_string()) }
            }
        }
    }
}

/// A number or account that posts give.
#[derive(Serialize, ToSchema)]
#[schema(as = Identifier)]
struct IdentifierView {
    /// `phone`, `handle`, `url`, `email` or `wallet`.
    #[schema(example = "phone")]
    kind: String,
    /// Its normal form.
    #[schema(example = "+6281200000001")]
    value: String,
    /// How many posts give it.
    posts: u32,
    /// How telling it is, from 0 to 1; null where only one post gives it.
    #[schema(minimum = 0, maximum = 1)]
    weight: Option<f32>,
}

impl From<LeadIdentifier> for IdentifierView {
    fn from(known: LeadIdentifier) -> Self {
        Self { kind: known.kind, value: known.value, posts: known.posts, weight: known.weight }
    }
}

/// How many posts there were on a day.
#[derive(Serialize, ToSchema)]
#[schema(as = Day)]
struct DayView {
    /// The day, in UTC.
    #[schema(format = Date, example = "2026-11-24")]
    day: String,
    /// How many posts.
    posts: u32,
}

impl From<&DayCount> for DayView {
    fn from(day: &DayCount) -> Self {
        Self { day: day.day.to_string(), posts: day.posts }
    }
}

/// Units and identifiers and what ties them.
#[derive(Serialize, ToSchema)]
#[schema(as = Graph)]
struct GraphView {
    /// The nodes.
    nodes: Vec<NodeView>,
    /// The ties, by the places of the nodes.
    edges: Vec<EdgeView>,
    /// How many nodes were left out because there are too many.
    left_out: u32,
}

/// Something in the graph.
#[derive(Serialize, ToSchema)]
#[schema(as = GraphNode)]
struct NodeView {
    /// `template`, `post` or the kind of an identifier.
    kind: String,
    /// What is written beside it.
    label: String,
    /// How many posts it stands for.
    posts: u32,
}

/// A tie in the graph.
#[derive(Serialize, ToSchema)]
#[schema(as = GraphEdge)]
struct EdgeView {
    /// The place of one node, from 0.
    from: u32,
    /// The place of the other.
    to: u32,
    /// How many posts it stands for.
    posts: u32,
    /// Whether it is telling enough to tie; others are suggestions.
    is_sure: bool,
}

impl From<Graph> for GraphView {
    fn from(graph: Graph) -> Self {
        let nodes = graph.nodes.into_iter();
        let edges = graph.edges.iter();
        Self {
            nodes: nodes.map(|node| NodeView { kind: node.kind, label: node.label, posts: node.posts }).collect(),
            edges: edges
                .map(|edge| EdgeView { from: edge.from, to: edge.to, posts: edge.posts, is_sure: edge.is_sure })
                .collect(),
            left_out: graph.left_out,
        }
    }
}

/// What an officer decided.
#[derive(Serialize, ToSchema)]
#[schema(as = Decision)]
struct DecisionView {
    /// The id.
    #[schema(format = "uuid")]
    id: String,
    /// Who.
    #[schema(format = "uuid")]
    officer: String,
    /// What.
    #[schema(value_type = ChoiceName)]
    choice: &'static str,
    /// Why, as codes.
    reasons: Vec<String>,
    /// Why, in words.
    note: String,
    /// For which units it holds.
    units: Vec<String>,
    /// Until when the lead is put off.
    #[schema(format = DateTime)]
    snoozed_until: Option<String>,
    /// When.
    #[schema(format = DateTime)]
    decided_at: String,
    /// When it was undone.
    #[schema(format = DateTime)]
    undone_at: Option<String>,
    /// Who undid it.
    #[schema(format = "uuid")]
    undone_by: Option<String>,
}

impl From<Decision> for DecisionView {
    fn from(decision: Decision) -> Self {
        Self {
            id: decision.id.to_string(),
            officer: decision.officer.to_string(),
            choice: decision.choice.name(),
            reasons: decision.reasons,
            note: decision.note,
            units: decision.units.iter().map(ToString::to_string).collect(),
            snoozed_until: stamp_if_any(decision.snoozed_until),
            decided_at: stamp(decision.decided_at),
            undone_at: stamp_if_any(decision.undone.map(|(at, _)| at)),
            undone_by: decision.undone.map(|(_, by)| by.to_string()),
        }
    }
}
