//! Texts to clusters in two passes: the first finds the common wordings, the
//! second puts every text to the wording it resembles most.

use crate::keys::{Index, Keys};
use crate::leader::{Ballot, Leaders, Seed};
use crate::profile::Profile;
use crate::reader::{Memory, Reader};
use crate::sample::{SAMPLE, Weighted, draw};
use crate::settings::Settings;

/// Members that a common wording is made from.
const SHAPING_MEMBERS: usize = 48;

/// A text that never came as near as this to another takes no part in the second pass
/// other than being offered to the wordings.
const NEAR_MISS: f32 = 0.15;

/// The clusters of at least two documents, as texts in the order of the texts.
pub(crate) fn cluster_texts(reader: &Reader<'_>, settings: &Settings) -> Vec<Vec<u32>> {
    let mut clusters = cluster_different(reader, settings);
    let mut is_placed = vec![false; reader.texts().len() as usize];
    for &text in clusters.iter().flatten() {
        if let Some(is_placed) = is_placed.get_mut(text as usize) {
            *is_placed = true;
        }
    }
    let alone = (0_u32..).zip(is_placed).filter(|(_, is_placed)| !is_placed);
    let mut memory = Memory::default();
    let mut weighted = Vec::new();
    for (text, _) in alone {
        if reader.texts().documents(text).len() > 1 {
            reader.weigh(text, &mut memory, &mut weighted);
            let evidence: f32 = weighted.iter().map(|entry| entry.weight).sum();
            if evidence >= settings.least_evidence {
                clusters.push(vec![text]);
            }
        }
    }
    clusters
}

/// The clusters of at least two different texts.
fn cluster_different(reader: &Reader<'_>, settings: &Settings) -> Vec<Vec<u32>> {
    let keys = Keys::of(reader);
    let count = reader.texts().len();
    let mut is_near = vec![false; count as usize];
    let first = first_pass(reader, &keys, settings, &mut is_near);
    let (_, seeds) = merge_twins(reader, settings, first);
    let second = second_pass(reader, &keys, settings, seeds, &is_near);
    merge_twins(reader, settings, second).0
}

fn first_pass(reader: &Reader<'_>, keys: &Keys, settings: &Settings, is_near: &mut [bool]) -> Vec<Vec<u32>> {
    let texts = 0..reader.texts().len();
    let index = Index::with_room_for(texts.clone().map(|text| keys.of_text(text)));
    let mut leaders = Leaders::new(reader, keys, settings, index);
    let mut weighted = Vec::new();
    for (text, is_near) in texts.zip(is_near.iter_mut()) {
        *is_near = leaders.place(text, &mut weighted, true) >= NEAR_MISS;
    }
    let clusters = leaders.into_clusters();
    for members in clusters.iter().filter(|members| members.len() > 1) {
        for &member in members {
            if let Some(is_near) = is_near.get_mut(member as usize) {
                *is_near = true;
            }
        }
    }
    clusters
}

fn second_pass(
    reader: &Reader<'_>,
    keys: &Keys,
    settings: &Settings,
    seeds: Vec<Seed>,
    is_near: &[bool],
) -> Vec<Vec<u32>> {
    let near = |text: &u32| is_near.get(*text as usize).copied().unwrap_or_default();
    let texts = 0..reader.texts().len();
    let own = texts.clone().filter(near).map(|text| keys.of_text(text));
    let index = Index::with_room_for(own.chain(seeds.iter().map(|seed| seed.keys.as_slice())));
    let mut leaders = Leaders::new(reader, keys, settings, index);
    for seed in seeds {
        leaders.add_seed(seed);
    }
    let mut weighted = Vec::new();
    for text in texts {
        leaders.place(text, &mut weighted, near(&text));
    }
    leaders.into_clusters()
}

/// Makes one of clusters with the same wording; returns them with their wordings.
fn merge_twins(reader: &Reader<'_>, settings: &Settings, clusters: Vec<Vec<u32>>) -> (Vec<Vec<u32>>, Vec<Seed>) {
    let mut clusters: Vec<Vec<u32>> = clusters.into_iter().filter(|c| c.len() > 1).collect();
    clusters.sort_by_key(|members| (std::cmp::Reverse(members.len()), members.first().copied()));
    let mut memory = Memory::default();
    let seeds: Vec<Seed> = clusters.iter().map(|members| seed_of(reader, members, &mut memory)).collect();
    let mut index = Index::with_room_for(seeds.iter().map(|seed| seed.keys.as_slice()));
    let mut ballot = Ballot::default();
    let mut kept: Vec<(Vec<u32>, Seed)> = Vec::new();
    for (members, seed) in clusters.into_iter().zip(seeds) {
        let candidates = ballot.count(&index, &seed.keys, 3, kept.len());
        let core: Vec<Weighted> = seed.profile.core().collect();
        let twin = candidates.into_iter().find(|&candidate| {
            let other = kept.get(candidate as usize);
            let found = other.map(|(_, other)| other.profile.similarity(&core));
            found.is_some_and(|found| found.similarity >= settings.merge_similarity)
        });
        if let Some((known, old)) = twin.and_then(|twin| kept.get_mut(twin as usize)) {
            known.extend(members);
            known.sort_unstable();
            old.profile = seed_of(reader, known, &mut memory).profile;
            continue;
        }
        for &key in &seed.keys {
            index.register(key, kept.len() as u32);
        }
        kept.push((members, seed));
    }
    kept.into_iter().unzip()
}

/// The common wording of a cluster, from members spread over it.
fn seed_of(reader: &Reader<'_>, members: &[u32], memory: &mut Memory) -> Seed {
    let mut profile = Profile::default();
    let mut weighted = Vec::new();
    let step = members.len().div_ceil(SHAPING_MEMBERS).max(1);
    for &member in members.iter().step_by(step) {
        reader.weigh(member, memory, &mut weighted);
        profile.add(&weighted);
    }
    let mut drawn = Vec::with_capacity(SAMPLE);
    draw(profile.core(), &mut drawn);
    Seed { keys: drawn.into_iter().map(|(_, feature)| feature).collect(), profile }
}
