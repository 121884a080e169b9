//! From posts and what ties them to leads. Pure: the same posts give the same leads.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use rustc_hash::{FxHashMap, FxHashSet};
use suar_signal::{Band, Kind, LeadId, TemplateId};
use suar_store::{
    Counted, CountedSign, DayCount, Facet, FacetKind, Lead, LeadContent, LeadDraft, LeadIdentifier, LeadState,
    LeadSummary, Sign, SignalNumber, Unit, UnitContent, UnitSlot,
};
use suar_weave::{Identifier, Template, TemplateSlot, TieKind};

use crate::error::{AppError, AppResult};
use crate::graph::draw;
use crate::joining::{Weavings, join_reports};
use crate::lead_words::{beginning_of, title_among, words_of};

/// A post as far as leads look at it.
#[derive(Clone, Debug)]
pub(crate) struct Post {
    pub(crate) number: SignalNumber,
    /// How it begins with disguises undone; empty for band low and for reports.
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) time: Option<Timestamp>,
    pub(crate) channel: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) band: Band,
    pub(crate) risk: f64,
    pub(crate) kind: Kind,
    pub(crate) signs: Vec<Sign>,
    pub(crate) identifiers: Vec<Identifier>,
    pub(crate) places: Vec<String>,
    /// Whether the public handed it in. Its words stand in the post alone: whoever reads a lead may not be one who
    /// reads reports.
    pub(crate) is_report: bool,
    /// Its letters alone, as a number: posts with the same say the same words.
    pub(crate) wording: Option<u64>,
}

/// What a lead is made of.
pub(crate) struct LeadSketch<'a> {
    pub(crate) id: LeadId,
    pub(crate) members: &'a [u32],
    pub(crate) posts: &'a [Post],
    pub(crate) weavings: &'a Weavings,
    pub(crate) templates: &'a [TemplateId],
    pub(crate) at: Timestamp,
}

/// What the list shows of channels and regions.
const SUMMARY_VALUES: usize = 3;
/// The most of anything that a lead lists; the largest come first.
const MOST_VALUES: usize = 500;
/// Reports that count in the order of leads, each of another unit: anybody can hand in as many as they like.
const MOST_COUNTED_REPORTS: usize = 3;
/// The window in which growth is told.
const GROWTH: SignedDuration = SignedDuration::from_hours(48);

/// Posts that stand before a person together, each group with something of band medium or above: networks, then
/// templates outside of them, then posts alone. Reports join them, or stand together apart.
pub(crate) fn groups_of(posts: &[Post], weavings: &Weavings) -> Vec<Vec<u32>> {
    let weaving = &weavings.found;
    let mut groups: Vec<Vec<u32>> = weaving.networks.iter().map(|network| network.members.clone()).collect();
    let outside = |member: &u32| weaving.network_of(*member).is_none();
    for template in &weaving.templates {
        let members: Vec<u32> = template.members.iter().copied().filter(outside).collect();
        groups.push(members);
    }
    let alone = |place: &u32| outside(place) && weaving.template_of(*place).is_none();
    groups.extend((0..weavings.found_posts).filter(alone).map(|place| vec![place]));
    let is_due = |member: &u32| posts.get(*member as usize).is_some_and(|post| post.band >= Band::Medium);
    groups.retain(|members| members.iter().any(is_due));
    join_reports(posts, weavings.found_posts, &mut groups);
    groups
}

/// Makes one lead.
pub(crate) fn sketch(sketch: &LeadSketch<'_>) -> AppResult<LeadDraft> {
    let members: Vec<(u32, &Post)> =
        sketch.members.iter().filter_map(|place| Some((*place, sketch.posts.get(*place as usize)?))).collect();
    let found: Vec<(u32, &Post)> = members.iter().copied().filter(|(_, post)| !post.is_report).collect();
    // Reports change nothing of what was found; where nothing was, they tell of themselves.
    let telling = if found.is_empty() { members.clone() } else { found.clone() };
    let posts: Vec<&Post> = telling.iter().map(|(_, post)| *post).collect();
    let units = units_of(sketch, &members);
    // A number that a report alone names may be that of whoever suffers.
    let identifiers = identifiers_of(sketch, &found);
    let graph = draw(&telling, &identifiers, &units, |place| unit_of(sketch, place));
    let content = LeadContent {
        identifiers,
        places: counted(posts.iter().flat_map(|post| post.places.iter().map(String::as_str))),
        days: days_of(&posts),
        graph,
        units,
    };
    let reports = count_reports(members.iter().map(|(_, post)| *post));
    let lead = lead_of(sketch, &posts, &content, reports);
    let words = words_of(&lead, &content, &posts);
    let facets = facets_of(&lead, &content, &posts);
    let hash = hash_of(&lead, &content, &words)?;
    Ok(LeadDraft { lead, content, facets, words, hash })
}

fn unit_of(sketch: &LeadSketch<'_>, place: u32) -> Option<Unit> {
    let template = sketch.weavings.template_place(place).and_then(|template| sketch.templates.get(template));
    let post = || sketch.posts.get(place as usize).map(|post| Unit::Post(post.number));
    template.map(|id| Unit::Template(*id)).or_else(post)
}

fn units_of(sketch: &LeadSketch<'_>, members: &[(u32, &Post)]) -> Vec<UnitContent> {
    let mut by_unit: BTreeMap<Unit, Vec<(u32, &Post)>> = BTreeMap::new();
    for (place, post) in members {
        if let Some(unit) = unit_of(sketch, *place) {
            by_unit.entry(unit).or_default().push((*place, post));
        }
    }
    let mut units: Vec<UnitContent> =
        by_unit.into_iter().filter_map(|(unit, members)| unit_content(sketch, unit, &members)).collect();
    units.sort_by(|left, right| {
        let is_post = |unit: &UnitContent| matches!(unit.unit, Unit::Post(_));
        left.is_only_reported()
            .cmp(&right.is_only_reported())
            .then(is_post(left).cmp(&is_post(right)))
            .then(right.posts.cmp(&left.posts))
            .then(right.risk.total_cmp(&left.risk))
            .then(left.unit.cmp(&right.unit))
    });
    units
}

fn unit_content(sketch: &LeadSketch<'_>, unit: Unit, members: &[(u32, &Post)]) -> Option<UnitContent> {
    let (first, _) = members.first()?;
    let by_risk = |left: &&(u32, &Post), right: &&(u32, &Post)| {
        left.1.risk.total_cmp(&right.1.risk).then(right.1.number.cmp(&left.1.number))
    };
    let (_, example) = members.iter().max_by(by_risk)?;
    let times = || members.iter().filter_map(|(_, post)| post.time);
    // None for a template of reports too: of them no words stand here.
    let template = sketch.weavings.found_template(*first);
    Some(UnitContent {
        unit,
        posts: members.len() as u32,
        quoting: members.iter().filter(|(_, post)| quotes(post)).count() as u32,
        reports: count_reports(members.iter().map(|(_, post)| *post)),
        band: members.iter().map(|(_, post)| post.band).max().unwrap_or(Band::Low),
        risk: members.iter().map(|(_, post)| post.risk).sum::<f64>() / members.len() as f64,
        text: template.map_or_else(|| beginning_of(example), |template| template.consensus.clone()),
        slots: template.map(slots_of).unwrap_or_default(),
        organised: template.is_some_and(|template| template.organised),
        first_seen: times().min(),
        last_seen: times().max(),
        example: example.number,
    })
}

/// Warnings and news repeat lures word for word: they are no recruiters.
fn quotes(post: &Post) -> bool {
    matches!(post.kind, Kind::Warning | Kind::News)
}

fn slots_of(template: &Template) -> Vec<UnitSlot> {
    let slot_of = |slot: &TemplateSlot| UnitSlot {
        name: slot.name.clone(),
        kind: slot.kind.name().to_owned(),
        distinct: slot.distinct,
        values: slot.values.iter().map(|(value, posts)| Counted { value: value.clone(), posts: *posts }).collect(),
    };
    template.slots.iter().map(slot_of).collect()
}

fn count_reports<'a>(posts: impl Iterator<Item = &'a Post>) -> u32 {
    posts.filter(|post| post.is_report).count() as u32
}

fn identifiers_of(sketch: &LeadSketch<'_>, posts: &[(u32, &Post)]) -> Vec<LeadIdentifier> {
    let mut counts: BTreeMap<&Identifier, u32> = BTreeMap::new();
    for identifier in posts.iter().flat_map(|(_, post)| &post.identifiers) {
        *counts.entry(identifier).or_default() += 1;
    }
    let weights = tie_weights(sketch);
    let identifier_of = |(identifier, posts): (&Identifier, u32)| LeadIdentifier {
        kind: identifier.kind.name().to_owned(),
        value: identifier.value.clone(),
        posts,
        weight: weights.get(identifier).copied(),
    };
    let mut identifiers: Vec<LeadIdentifier> = counts.into_iter().map(identifier_of).collect();
    identifiers.sort_by(|left, right| {
        right.posts.cmp(&left.posts).then(left.kind.cmp(&right.kind)).then(left.value.cmp(&right.value))
    });
    identifiers.truncate(MOST_VALUES);
    identifiers
}

fn tie_weights<'a>(sketch: &LeadSketch<'a>) -> FxHashMap<&'a Identifier, f32> {
    let network = sketch.members.first().and_then(|place| {
        let number = sketch.weavings.found.network_of(*place)?;
        sketch.weavings.found.networks.get(number.0.checked_sub(1)? as usize)
    });
    let ties = network.map(|network| network.ties.as_slice()).unwrap_or_default();
    let weight_of = |tie: &'a suar_weave::Tie| match &tie.kind {
        TieKind::Identifier(identifier) => Some((identifier, tie.weight)),
        TieKind::Template(_) => None,
    };
    ties.iter().filter_map(weight_of).collect()
}

/// Values with how often each comes, the most frequent first.
fn counted<'a>(values: impl Iterator<Item = &'a str>) -> Vec<Counted> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut counted: Vec<Counted> =
        counts.into_iter().map(|(value, posts)| Counted { value: value.to_owned(), posts }).collect();
    counted.sort_by(|left, right| right.posts.cmp(&left.posts).then(left.value.cmp(&right.value)));
    counted.truncate(MOST_VALUES);
    counted
}

fn signs_of(posts: &[&Post]) -> Vec<CountedSign> {
    let mut counts: BTreeMap<&str, CountedSign> = BTreeMap::new();
    for sign in posts.iter().flat_map(|post| &post.signs) {
        let entry = counts.entry(sign.id.as_str());
        let counted = entry.or_insert_with(|| CountedSign { id: sign.id.clone(), strength: sign.strength, posts: 0 });
        counted.posts += 1;
        counted.strength = counted.strength.max(sign.strength);
    }
    let mut signs: Vec<CountedSign> = counts.into_values().collect();
    signs.sort_by(|left, right| {
        right.posts.cmp(&left.posts).then(right.strength.cmp(&left.strength)).then(left.id.cmp(&right.id))
    });
    signs
}

fn days_of(posts: &[&Post]) -> Vec<DayCount> {
    let mut days: BTreeMap<jiff::civil::Date, u32> = BTreeMap::new();
    for time in posts.iter().filter_map(|post| post.time) {
        *days.entry(jiff::tz::Offset::UTC.to_datetime(time).date()).or_default() += 1;
    }
    days.into_iter().map(|(day, posts)| DayCount { day, posts }).collect()
}

fn lead_of(sketch: &LeadSketch<'_>, posts: &[&Post], content: &LeadContent, reports: u32) -> Lead {
    let times = || posts.iter().filter_map(|post| post.time);
    let last_seen = times().max();
    let within = |from: Option<Timestamp>, to: Option<Timestamp>| {
        times().filter(|time| from.is_some_and(|from| *time > from) && to.is_some_and(|to| *time <= to)).count() as u32
    };
    let window = last_seen.and_then(|last| last.checked_sub(GROWTH).ok());
    let before = window.and_then(|from| from.checked_sub(GROWTH).ok());
    let first_values = |mut values: Vec<Counted>| {
        values.truncate(SUMMARY_VALUES);
        values
    };
    Lead {
        id: sketch.id,
        title: title_among(posts, content),
        band: posts.iter().map(|post| post.band).max().unwrap_or(Band::Low),
        urgency: urgency_of(&content.units),
        posts: sketch.members.len() as u64,
        units: content.units.len() as u64,
        decided_units: 0,
        state: LeadState::Open,
        snoozed_until: None,
        owner: None,
        first_seen: times().min(),
        last_seen,
        summary: LeadSummary {
            signs: signs_of(posts),
            channels: first_values(counted(posts.iter().filter_map(|post| post.channel.as_deref()))),
            regions: first_values(counted(posts.iter().filter_map(|post| post.region.as_deref()))),
            posts_48_hours: within(window, last_seen),
            posts_48_hours_before: within(before, window),
            reports,
        },
        created_at: sketch.at,
        updated_at: sketch.at,
        merged_into: None,
    }
}

/// What a lead is sorted by within a band: its highest risk, and how many posts there are. All reports together are
/// no more than a few posts, and those of one wording are one, so that a flood of them does not climb over leads that
/// were found.
fn urgency_of(units: &[UnitContent]) -> f64 {
    let found: u32 = units.iter().map(|unit| unit.posts - unit.reports).sum();
    let telling = units.iter().filter(|unit| found == 0 || !unit.is_only_reported());
    let risk = telling.map(|unit| unit.risk).fold(0.0, f64::max);
    let reported = units.iter().filter(|unit| unit.reports > 0).count().min(MOST_COUNTED_REPORTS);
    risk * (1.0 + f64::from(found) + reported as f64).ln()
}

fn facets_of(lead: &Lead, content: &LeadContent, posts: &[&Post]) -> Vec<Facet> {
    let facet = |kind: FacetKind| move |(value, posts): (&str, u32)| Facet { kind, value: value.to_owned(), posts };
    let of = |kind: FacetKind, values: &[Counted]| -> Vec<Facet> {
        values.iter().map(|value| (value.value.as_str(), value.posts)).map(facet(kind)).collect()
    };
    let mut facets = of(FacetKind::Place, &content.places);
    facets.extend(of(FacetKind::Channel, &counted(posts.iter().filter_map(|post| post.channel.as_deref()))));
    facets.extend(of(FacetKind::Region, &counted(posts.iter().filter_map(|post| post.region.as_deref()))));
    facets
        .extend(lead.summary.signs.iter().map(|sign| (sign.id.as_str(), sign.posts)).map(facet(FacetKind::Indicator)));
    let identifiers = content.identifiers.iter().map(|identifier| (identifier.value.as_str(), identifier.posts));
    let mut known = FxHashSet::default();
    facets.extend(identifiers.filter(|(value, _)| known.insert(*value)).map(facet(FacetKind::Identifier)));
    facets
}

fn hash_of(lead: &Lead, content: &LeadContent, words: &str) -> AppResult<[u8; 32]> {
    let fault = |_| AppError::Internal("a lead could not be written down");
    let mut hasher = blake3::Hasher::new();
    for part in [
        serde_json::to_vec(&(&lead.title, lead.band, lead.urgency.to_bits(), lead.posts)).map_err(fault)?,
        serde_json::to_vec(&(lead.first_seen, lead.last_seen, &lead.summary)).map_err(fault)?,
        serde_json::to_vec(content).map_err(fault)?,
        words.as_bytes().to_vec(),
    ] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(&part);
    }
    Ok(*hasher.finalize().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_value_stands_first() {
        let counted = counted(["b", "a", "b", "c", "a", "b"].into_iter());
        let shown: Vec<(&str, u32)> = counted.iter().map(|value| (value.value.as_str(), value.posts)).collect();
        assert_eq!(shown, vec![("b", 3), ("a", 2), ("c", 1)]);
    }
}
