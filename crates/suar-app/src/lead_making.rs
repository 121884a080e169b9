//! From posts and what ties them to leads. Pure: the same posts give the same leads.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use rustc_hash::{FxHashMap, FxHashSet};
use suar_signal::{Band, Kind, LeadId, TemplateId};
use suar_store::{
    Counted, CountedSign, DayCount, Facet, FacetKind, Lead, LeadContent, LeadDraft, LeadIdentifier, LeadState,
    LeadSummary, Sign, SignalNumber, Unit, UnitContent, UnitSlot,
};
use suar_weave::{Identifier, IdentifierKind, Template, TieKind, Weaving};

use crate::error::{AppError, AppResult};
use crate::graph::draw;

/// A post as far as leads look at it.
#[derive(Clone, Debug)]
pub(crate) struct Post {
    pub(crate) number: SignalNumber,
    /// How it begins with disguises undone; empty for band low.
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
}

/// What a lead is made of.
pub(crate) struct LeadSketch<'a> {
    pub(crate) id: LeadId,
    pub(crate) members: &'a [u32],
    pub(crate) posts: &'a [Post],
    pub(crate) weaving: &'a Weaving,
    pub(crate) templates: &'a [TemplateId],
    pub(crate) at: Timestamp,
}

/// Letters of a post that make a title.
const TITLE_CHARACTERS: usize = 72;
/// Letters of a post of no template that stand for it.
const BEGINNING_CHARACTERS: usize = 240;
/// What the list shows of channels and regions.
const SUMMARY_VALUES: usize = 3;
/// The most of anything that a lead lists; the largest come first.
const MOST_VALUES: usize = 500;
/// The words that a lead is found by.
const MOST_WORD_BYTES: usize = 64 << 10;
/// The window in which growth is told.
const GROWTH: SignedDuration = SignedDuration::from_hours(48);

/// Posts that stand before a person together, each group with something of band medium or above: networks, then
/// templates outside of them, then posts alone.
pub(crate) fn groups_of(posts: &[Post], weaving: &Weaving) -> Vec<Vec<u32>> {
    let mut groups: Vec<Vec<u32>> = weaving.networks.iter().map(|network| network.members.clone()).collect();
    let outside = |member: &u32| weaving.network_of(*member).is_none();
    for template in &weaving.templates {
        let members: Vec<u32> = template.members.iter().copied().filter(outside).collect();
        groups.push(members);
    }
    let alone = |place: &u32| outside(place) && weaving.template_of(*place).is_none();
    groups.extend((0..posts.len() as u32).filter(alone).map(|place| vec![place]));
    let is_due = |member: &u32| posts.get(*member as usize).is_some_and(|post| post.band >= Band::Medium);
    groups.retain(|members| members.iter().any(is_due));
    groups
}

/// Makes one lead.
pub(crate) fn sketch(sketch: &LeadSketch<'_>) -> AppResult<LeadDraft> {
    let members: Vec<(u32, &Post)> =
        sketch.members.iter().filter_map(|place| Some((*place, sketch.posts.get(*place as usize)?))).collect();
    let posts: Vec<&Post> = members.iter().map(|(_, post)| *post).collect();
    let units = units_of(sketch, &members);
    let identifiers = identifiers_of(sketch, &posts);
    let graph = draw(&members, &identifiers, &units, |place| unit_of(sketch, place));
    let content = LeadContent {
        identifiers,
        places: counted(posts.iter().flat_map(|post| post.places.iter().map(String::as_str))),
        days: days_of(&posts),
        graph,
        units,
    };
    let lead = lead_of(sketch, &posts, &content);
    let words = words_of(&lead, &content, &posts);
    let facets = facets_of(&lead, &content, &posts);
    let hash = hash_of(&lead, &content, &words)?;
    Ok(LeadDraft { lead, content, facets, words, hash })
}

fn unit_of(sketch: &LeadSketch<'_>, place: u32) -> Option<Unit> {
    let template =
        sketch.weaving.template_of(place).and_then(|number| sketch.templates.get(number.0.checked_sub(1)? as usize));
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
        is_post(left)
            .cmp(&is_post(right))
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
    let template = sketch
        .weaving
        .template_of(*first)
        .and_then(|number| sketch.weaving.templates.get(number.0.checked_sub(1)? as usize));
    Some(UnitContent {
        unit,
        posts: members.len() as u32,
        quoting: members.iter().filter(|(_, post)| quotes(post)).count() as u32,
        band: members.iter().map(|(_, post)| post.band).max().unwrap_or(Band::Low),
        risk: members.iter().map(|(_, post)| post.risk).sum::<f64>() / members.len() as f64,
        text: template
            .map_or_else(|| beginning(&example.text, BEGINNING_CHARACTERS), |template| template.consensus.clone()),
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
    let slot_of = |slot: &suar_weave::TemplateSlot| UnitSlot {
        name: slot.name.clone(),
        kind: slot.kind.name().to_owned(),
        distinct: slot.distinct,
        values: slot.values.iter().map(|(value, posts)| Counted { value: value.clone(), posts: *posts }).collect(),
    };
    template.slots.iter().map(slot_of).collect()
}

fn identifiers_of(sketch: &LeadSketch<'_>, posts: &[&Post]) -> Vec<LeadIdentifier> {
    let mut counts: BTreeMap<&Identifier, u32> = BTreeMap::new();
    for identifier in posts.iter().flat_map(|post| &post.identifiers) {
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
        let number = sketch.weaving.network_of(*place)?;
        sketch.weaving.networks.get(number.0.checked_sub(1)? as usize)
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

fn lead_of(sketch: &LeadSketch<'_>, posts: &[&Post], content: &LeadContent) -> Lead {
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
    let risk = content.units.iter().map(|unit| unit.risk).fold(0.0, f64::max);
    Lead {
        id: sketch.id,
        title: title_among(posts),
        band: posts.iter().map(|post| post.band).max().unwrap_or(Band::Low),
        urgency: risk * (1.0 + posts.len() as f64).ln(),
        posts: posts.len() as u64,
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
        },
        created_at: sketch.at,
        updated_at: sketch.at,
        merged_into: None,
    }
}

/// The title of a post: how it begins with disguises undone, and a capital letter.
pub(crate) fn title_of(plain: &str) -> String {
    let begun = beginning(plain.trim_start_matches(|letter: char| !letter.is_alphanumeric()), TITLE_CHARACTERS);
    let mut letters = begun.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The title of the post of the highest risk; of two as high the earlier one.
fn title_among(posts: &[&Post]) -> String {
    let by_risk = |left: &&&Post, right: &&&Post| left.risk.total_cmp(&right.risk).then(right.number.cmp(&left.number));
    let titled = posts.iter().filter(|post| !post.title.is_empty());
    titled.max_by(by_risk).map_or_else(|| "…".to_owned(), |post| post.title.clone())
}

/// How a text begins, on one line, cut between words.
fn beginning(text: &str, most: usize) -> String {
    let mut begun = String::new();
    for word in text.split_whitespace() {
        let length = begun.chars().count() + 1 + word.chars().count();
        if length > most {
            let room = most.saturating_sub(begun.chars().count() + 1);
            if begun.is_empty() {
                begun.extend(word.chars().take(room));
            }
            begun.push('…');
            return begun;
        }
        if !begun.is_empty() {
            begun.push(' ');
        }
        begun.push_str(word);
    }
    begun
}

/// The words that a lead is found by: its title, templates and identifiers, and different texts of its posts.
fn words_of(lead: &Lead, content: &LeadContent, posts: &[&Post]) -> String {
    let mut words = lead.title.clone();
    let mut push = |text: &str| {
        if words.len() + text.len() < MOST_WORD_BYTES {
            words.push('\n');
            words.push_str(text);
        }
    };
    for identifier in &content.identifiers {
        push(&identifier.value);
        if identifier.kind == IdentifierKind::Phone.name() {
            // As people type it: 0812 for +62812.
            push(&identifier.value.replacen("+62", "0", 1));
        }
    }
    for unit in &content.units {
        push(&unit.text);
    }
    let mut known = FxHashSet::default();
    for post in posts.iter().filter(|post| known.insert(post.text.as_str())) {
        push(&post.text);
    }
    words
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
    fn a_title_is_cut_between_words() {
        assert_eq!(beginning("  Dicari\n admin  Poipet ", 72), "Dicari admin Poipet");
        assert_eq!(beginning("Dicari admin Poipet", 12), "Dicari admin…");
        assert_eq!(beginning("Pneumonoultramicroscopic", 6), "Pneum…");
        assert_eq!(beginning("", 6), "");
    }

    #[test]
    fn a_title_begins_with_a_capital_letter() {
        assert_eq!(title_of("✈ butuh cepat cs"), "Butuh cepat cs");
        assert_eq!(title_of("🔥🔥"), "");
    }

    #[test]
    fn the_most_frequent_value_stands_first() {
        let counted = counted(["b", "a", "b", "c", "a", "b"].into_iter());
        let shown: Vec<(&str, u32)> = counted.iter().map(|value| (value.value.as_str(), value.posts)).collect();
        assert_eq!(shown, vec![("b", 3), ("a", 2), ("c", 1)]);
    }
}
