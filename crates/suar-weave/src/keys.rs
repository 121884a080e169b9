//! The sampled features of all texts, and the lists of clusters that have them.

use crate::reader::{Memory, Reader};
use crate::shingle::mix;

/// The sampled features of every text that some other text has too.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    all: Vec<u32>,
    ends: Vec<u32>,
    drawn: Vec<u8>,
}

impl Keys {
    pub(crate) fn of(reader: &Reader<'_>) -> Self {
        let mut keys = Self::default();
        let mut memory = Memory::default();
        for text in 0..reader.texts().len() {
            let drawn = reader.keys(text, &mut memory, &mut keys.all);
            keys.ends.push(keys.all.len() as u32);
            keys.drawn.push(drawn as u8);
        }
        keys
    }

    /// The keys of a text.
    pub(crate) fn of_text(&self, text: u32) -> &[u32] {
        let end = self.ends.get(text as usize).copied().unwrap_or_default();
        let start = text.checked_sub(1).and_then(|before| self.ends.get(before as usize).copied());
        self.all.get(start.unwrap_or_default() as usize..end as usize).unwrap_or_default()
    }

    /// How many keys a text must share with a cluster to be compared with it.
    pub(crate) fn needed(&self, text: u32) -> u8 {
        match self.drawn.get(text as usize).copied().unwrap_or_default() {
            0..8 => 1,
            8..16 => 2,
            _ => 3,
        }
    }
}

/// More clusters than this on one key: it tells nothing and is given up.
const MOST_CLUSTERS: u32 = 64;

const GIVEN_UP: u8 = u8::MAX;

/// For every key the clusters that have it. Keys are not told apart inside a cell:
/// a stranger in a list costs a vote that finds no fellow.
#[derive(Debug)]
pub(crate) struct Index {
    starts: Vec<u32>,
    lengths: Vec<u8>,
    clusters: Vec<u32>,
}

impl Index {
    /// An index with room for exactly these keys.
    pub(crate) fn with_room_for<'k>(keys: impl Iterator<Item = &'k [u32]> + Clone) -> Self {
        let key_count: usize = keys.clone().map(<[u32]>::len).sum();
        let cells = key_count.next_power_of_two().clamp(1 << 8, 1 << 24);
        let mut starts = vec![0_u32; cells + 1];
        for &key in keys.flatten() {
            if let Some(count) = starts.get_mut(cell_of(key, cells) + 1) {
                *count = (*count + 1).min(MOST_CLUSTERS);
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        Self { lengths: vec![0; cells], clusters: vec![0; sum as usize], starts }
    }

    /// Notes that a cluster has a key.
    pub(crate) fn register(&mut self, key: u32, cluster: u32) {
        if !self.clusters(key).contains(&cluster) {
            self.register_new(key, cluster);
        }
    }

    /// The same for a cluster that was not in the index before its first key.
    pub(crate) fn register_new(&mut self, key: u32, cluster: u32) {
        let cell = cell_of(key, self.lengths.len());
        let start = self.starts.get(cell).copied().unwrap_or_default() as usize;
        let end = self.starts.get(cell + 1).copied().unwrap_or_default() as usize;
        let Some(length) = self.lengths.get_mut(cell) else {
            return;
        };
        let list = self.clusters.get_mut(start..end).unwrap_or_default();
        match list.get_mut(usize::from(*length)) {
            Some(entry) => {
                *entry = cluster;
                *length += 1;
            }
            None => *length = GIVEN_UP,
        }
    }

    /// The clusters that have a key.
    pub(crate) fn clusters(&self, key: u32) -> &[u32] {
        let cell = cell_of(key, self.lengths.len());
        let length = self.lengths.get(cell).copied().unwrap_or_default();
        let start = self.starts.get(cell).copied().unwrap_or_default() as usize;
        if length == GIVEN_UP {
            return &[];
        }
        self.clusters.get(start..start + usize::from(length)).unwrap_or_default()
    }
}

fn cell_of(key: u32, cells: usize) -> usize {
    mix(key ^ 0x3c6e_f372) as usize & (cells - 1)
}
