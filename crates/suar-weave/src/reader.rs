//! Texts as weighted features, read again whenever they are needed: keeping them
//! would take more memory than the texts themselves.

use crate::archive::Archive;
use crate::novelty::Novelty;
use crate::rarity::{Counts, Rarity};
use crate::sample::{Weighted, draw};
use crate::shingle::Shingler;
use crate::texts::Texts;

/// Cells of the table of frequencies for each text.
const CELLS_PER_TEXT: usize = 24;

/// Reads the texts of one weaving with a frozen table of frequencies.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    archive: &'a Archive,
    texts: &'a Texts,
    rarity: Rarity,
}

impl<'a> Reader<'a> {
    /// Counts all texts and freezes the frequencies.
    pub(crate) fn new(archive: &'a Archive, texts: &'a Texts) -> Self {
        let mut counts = Counts::with_cells(texts.len() as usize * CELLS_PER_TEXT);
        let mut novelty = Novelty::default();
        let mut shingler = Shingler::default();
        let mut features = Vec::new();
        for text in 0..texts.len() {
            shingler.features(archive, texts.speaker(text), &mut features);
            if novelty.is_new(&features) {
                counts.add(&features);
            } else {
                counts.note(&features);
            }
        }
        Self { archive, texts, rarity: counts.freeze() }
    }

    pub(crate) fn texts(&self) -> &'a Texts {
        self.texts
    }

    /// The weighted features of a text, sorted by feature.
    pub(crate) fn weigh(&self, text: u32, memory: &mut Memory, weighted: &mut Vec<Weighted>) {
        let speaker = self.texts.speaker(text);
        memory.shingler.features(self.archive, speaker, &mut memory.features);
        weighted.clear();
        weighted
            .extend(memory.features.iter().map(|&feature| Weighted { feature, weight: self.rarity.weight(feature) }));
    }

    /// Appends the sampled features that another text may share; returns how many were drawn.
    pub(crate) fn keys(&self, text: u32, memory: &mut Memory, keys: &mut Vec<u32>) -> usize {
        let mut weighted = std::mem::take(&mut memory.weighted);
        self.weigh(text, memory, &mut weighted);
        draw(weighted.iter().copied(), &mut memory.drawn);
        memory.weighted = weighted;
        let shared = memory.drawn.iter().map(|&(_, feature)| feature);
        keys.extend(shared.filter(|&feature| self.rarity.is_shared(feature)));
        memory.drawn.len()
    }
}

/// Memory that is reused from text to text.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    shingler: Shingler,
    features: Vec<u32>,
    weighted: Vec<Weighted>,
    drawn: Vec<(u32, u32)>,
}
