//! Tells whether a text resembles one that was seen before, roughly and fast.
//!
//! Used only for counting: a thousand edits of one ad must not make its wording common.

use rustc_hash::FxHashSet;

use crate::shingle::mix;

const BANDS: usize = 6;
const ROWS: usize = 3;

/// Remembers bands of plain min-hash values.
#[derive(Debug, Default)]
pub(crate) struct Novelty {
    bands: FxHashSet<u32>,
}

impl Novelty {
    /// True when no earlier text shares a band with these features.
    pub(crate) fn is_new(&mut self, features: &[u32]) -> bool {
        let mut least = [u32::MAX; BANDS * ROWS];
        for &feature in features {
            let hash = mix(feature ^ 0x1656_67b1);
            let bin = (u64::from(hash) * (BANDS * ROWS) as u64) >> 32;
            let value = mix(hash);
            if let Some(entry) = least.get_mut(bin as usize) {
                *entry = value.min(*entry);
            }
        }
        let mut new = true;
        for (band, rows) in least.chunks_exact(ROWS).enumerate() {
            if !rows.contains(&u32::MAX) {
                let key = rows.iter().fold(band as u32 + 1, |key, &row| mix(key ^ row).wrapping_add(row));
                new &= self.bands.insert(key);
            }
        }
        new
    }
}
