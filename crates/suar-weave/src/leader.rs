//! One pass over the texts: each joins the cluster it resembles most, or founds one.

use std::cmp::Reverse;

use crate::keys::{Index, Keys};
use crate::profile::{Match, Profile, dice};
use crate::reader::{Memory, Reader};
use crate::sample::Weighted;
use crate::settings::Settings;

/// Clusters that a text is compared with in full.
const MOST_CANDIDATES: usize = 5;

/// Background similarity above this is no background.
const MOST_CAUTION: f32 = 0.3;

/// A cluster in the making.
#[derive(Debug, Default)]
pub(crate) struct Cluster {
    pub(crate) members: Vec<u32>,
    profile: Option<Box<Profile>>,
    is_seed: bool,
}

/// The clusters of one pass.
#[derive(Debug)]
pub(crate) struct Leaders<'a> {
    reader: &'a Reader<'a>,
    keys: &'a Keys,
    settings: &'a Settings,
    index: Index,
    clusters: Vec<Cluster>,
    ballot: Ballot,
    memory: Memory,
    other: Vec<Weighted>,
}

/// A common wording that the clusters of a pass start from.
#[derive(Debug)]
pub(crate) struct Seed {
    pub(crate) profile: Profile,
    pub(crate) keys: Vec<u32>,
}

impl<'a> Leaders<'a> {
    pub(crate) fn new(reader: &'a Reader<'a>, keys: &'a Keys, settings: &'a Settings, index: Index) -> Self {
        Self {
            reader,
            keys,
            settings,
            index,
            clusters: Vec::new(),
            ballot: Ballot::default(),
            memory: Memory::default(),
            other: Vec::new(),
        }
    }

    /// Adds a cluster without members whose wording stays as it is.
    pub(crate) fn add_seed(&mut self, seed: Seed) {
        let number = self.clusters.len() as u32;
        for &key in &seed.keys {
            self.index.register(key, number);
        }
        self.clusters.push(Cluster { members: Vec::new(), profile: Some(Box::new(seed.profile)), is_seed: true });
    }

    /// Puts a text where it belongs; where it belongs nowhere, it may found a cluster.
    /// Returns the best similarity that was seen.
    pub(crate) fn place(&mut self, text: u32, weighted: &mut Vec<Weighted>, may_found: bool) -> f32 {
        let keys = self.keys.of_text(text);
        let needed = self.keys.needed(text);
        let candidates = self.ballot.count(&self.index, keys, needed, self.clusters.len());
        let mut best = Best::default();
        if !candidates.is_empty() {
            self.reader.weigh(text, &mut self.memory, weighted);
            for candidate in candidates {
                best.offer(candidate, self.compare(candidate, weighted));
            }
        }
        match best.cluster.filter(|_| self.is_enough(&best)) {
            Some(cluster) => self.join(cluster, text, weighted),
            None if may_found => self.found(text),
            None => {}
        }
        best.found.similarity
    }

    pub(crate) fn into_clusters(self) -> Vec<Vec<u32>> {
        self.clusters.into_iter().map(|cluster| cluster.members).collect()
    }

    fn compare(&mut self, candidate: u32, weighted: &[Weighted]) -> Match {
        let Some(cluster) = self.clusters.get(candidate as usize) else {
            return Match::default();
        };
        if let Some(profile) = &cluster.profile {
            return profile.similarity(weighted);
        }
        let leader = cluster.members.first().copied().unwrap_or_default();
        self.reader.weigh(leader, &mut self.memory, &mut self.other);
        dice(weighted, self.other.iter().copied())
    }

    fn is_enough(&self, best: &Best) -> bool {
        let cluster = best.cluster.and_then(|number| self.clusters.get(number as usize));
        let is_single = cluster.is_some_and(|cluster| cluster.profile.is_none());
        let base = if is_single { self.settings.found_similarity } else { self.settings.join_similarity };
        let caution = self.settings.caution * best.background().min(MOST_CAUTION);
        best.found.similarity >= base + caution && best.found.evidence >= self.settings.least_evidence
    }

    fn join(&mut self, number: u32, text: u32, weighted: &[Weighted]) {
        let Some(cluster) = self.clusters.get_mut(number as usize) else {
            return;
        };
        cluster.members.push(text);
        if cluster.is_seed {
            return;
        }
        if cluster.profile.is_none() {
            let leader = cluster.members.first().copied().unwrap_or_default();
            self.reader.weigh(leader, &mut self.memory, &mut self.other);
            cluster.profile = Some(Box::new(Profile::of_text(&self.other)));
        }
        if let Some(profile) = &mut cluster.profile {
            profile.add(weighted);
        }
        for &key in self.keys.of_text(text) {
            self.index.register(key, number);
        }
    }

    fn found(&mut self, text: u32) {
        let number = self.clusters.len() as u32;
        self.clusters.push(Cluster { members: vec![text], ..Cluster::default() });
        for &key in self.keys.of_text(text) {
            self.index.register_new(key, number);
        }
    }
}

#[derive(Debug, Default)]
struct Best {
    cluster: Option<u32>,
    found: Match,
    /// Similarities of the second and the third.
    others: [f32; 2],
}

impl Best {
    /// How much the text resembles what it hardly belongs to.
    fn background(&self) -> f32 {
        let [_, third] = self.others;
        third
    }

    fn offer(&mut self, cluster: u32, found: Match) {
        let [second, third] = self.others;
        if self.cluster.is_none() || found.similarity > self.found.similarity {
            self.others = [self.found.similarity, second];
            self.found = found;
            self.cluster = Some(cluster);
        } else if found.similarity > second {
            self.others = [found.similarity, second];
        } else {
            self.others = [second, third.max(found.similarity)];
        }
    }
}

/// Counts how many keys a text shares with each cluster.
#[derive(Debug, Default)]
pub(crate) struct Ballot {
    /// The round of the last vote and the votes of that round, a byte each.
    votes: Vec<u16>,
    round: u16,
}

impl Ballot {
    /// The clusters that share most keys, at least `needed`.
    pub(crate) fn count(&mut self, index: &Index, keys: &[u32], needed: u8, clusters: usize) -> Vec<u32> {
        self.begin(clusters);
        let start = self.round << 8;
        let mut named = Vec::new();
        for &key in keys {
            for &cluster in index.clusters(key) {
                let Some(votes) = self.votes.get_mut(cluster as usize) else {
                    continue;
                };
                *votes = (*votes).max(start) + 1;
                if *votes == start + u16::from(needed) {
                    named.push(cluster);
                }
            }
        }
        let of = |cluster: u32| self.votes.get(cluster as usize).copied();
        named.sort_unstable_by_key(|&cluster| (Reverse(of(cluster)), cluster));
        named.truncate(MOST_CANDIDATES);
        named
    }

    /// A text has fewer than 255 keys: votes can't run into the next round.
    fn begin(&mut self, clusters: usize) {
        self.votes.resize(clusters, 0);
        self.round += 1;
        if self.round == 256 {
            self.votes.fill(0);
            self.round = 1;
        }
    }
}
