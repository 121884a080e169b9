//! Templates: the clusters as the caller sees them.

use std::fmt;

use rustc_hash::FxHashMap;

use crate::align::Aligner;
use crate::archive::Archive;
use crate::consensus::{Builder, TemplateSlot};
use crate::criterion::Criterion;
use crate::profile::Profile;
use crate::reader::{Memory, Reader};
use crate::settings::Settings;

/// Members that an organised template has at least.
const LEAST_ORGANISED: usize = 3;

/// Texts that are tried as the centre of the alignment.
const CENTRE_CANDIDATES: usize = 16;

/// Share of the description that an organised template saves at least.
const LEAST_SAVING: f64 = 0.2;

/// The number of a template, by its first member in input order, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TemplateNumber(pub u32);

impl fmt::Display for TemplateNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "t-{:06}", self.0)
    }
}

/// Near-duplicate texts and what they have in common.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    /// Its number.
    pub number: TemplateNumber,
    /// The documents, in input order.
    pub members: Vec<u32>,
    /// How many different wordings they have.
    pub wordings: u32,
    /// The shared text, with `{name}` where the members differ.
    pub consensus: String,
    /// The places where they differ.
    pub slots: Vec<TemplateSlot>,
    /// When the first dated member was posted, in seconds since 1970.
    pub first_seen: Option<i64>,
    /// When the last dated member was posted.
    pub last_seen: Option<i64>,
    /// Where the members were posted and how often, most frequent first.
    pub channels: Vec<(String, u32)>,
    /// Whether the shared text explains its members far better than chance.
    pub organised: bool,
    /// The figures behind `organised`.
    pub criterion: Criterion,
}

/// Describes every cluster; ordered and numbered by first member.
pub(crate) fn describe(
    reader: &Reader<'_>,
    archive: &Archive,
    settings: &Settings,
    clusters: &[Vec<u32>],
) -> Vec<Template> {
    let mut builder = Builder {
        archive,
        aligner: Aligner::default(),
        aligned_members: settings.aligned_members,
        listed_values: settings.listed_values,
    };
    let mut templates: Vec<Template> = clusters.iter().map(|texts| describe_one(reader, &mut builder, texts)).collect();
    templates.sort_unstable_by_key(|template| template.members.first().copied());
    for (number, template) in (1..).zip(&mut templates) {
        template.number = TemplateNumber(number);
    }
    templates
}

fn describe_one(reader: &Reader<'_>, builder: &mut Builder<'_>, texts: &[u32]) -> Template {
    let documents = texts.iter().flat_map(|&text| reader.texts().documents(text));
    let mut members: Vec<u32> = documents.copied().collect();
    let consensus = builder.build(centre_of(reader, texts), &members);
    members.sort_unstable();
    let archive = builder.archive;
    let times = || members.iter().filter_map(|&member| archive.time(member));
    Template {
        number: TemplateNumber(0),
        wordings: texts.len() as u32,
        consensus: consensus.text,
        slots: consensus.slots,
        first_seen: times().min(),
        last_seen: times().max(),
        channels: channels_of(archive, &members),
        organised: members.len() >= LEAST_ORGANISED && consensus.criterion.saving() >= LEAST_SAVING,
        criterion: consensus.criterion,
        members,
    }
}

/// The document nearest to the common wording, among an even sample.
fn centre_of(reader: &Reader<'_>, texts: &[u32]) -> u32 {
    let step = texts.len().div_ceil(CENTRE_CANDIDATES).max(1);
    let candidates = || texts.iter().copied().step_by(step);
    let mut memory = Memory::default();
    let mut weighted = Vec::new();
    let mut profile = Profile::default();
    for text in candidates() {
        reader.weigh(text, &mut memory, &mut weighted);
        profile.add(&weighted);
    }
    let mut centre = None;
    for text in candidates() {
        reader.weigh(text, &mut memory, &mut weighted);
        let similarity = profile.similarity(&weighted).similarity;
        if centre.is_none_or(|(_, best)| similarity > best) {
            centre = Some((text, similarity));
        }
    }
    centre.map_or(0, |(text, _)| reader.texts().speaker(text))
}

fn channels_of(archive: &Archive, members: &[u32]) -> Vec<(String, u32)> {
    let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
    for channel in members.iter().filter_map(|&member| archive.channel(member)) {
        *counts.entry(channel).or_default() += 1;
    }
    let mut channels: Vec<(String, u32)> =
        counts.into_iter().map(|(channel, count)| (channel.to_owned(), count)).collect();
    channels.sort_unstable_by(|left, right| right.1.cmp(&left.1).then(left.0.cmp(&right.0)));
    channels
}
