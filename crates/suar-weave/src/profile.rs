//! What the members of a cluster have in common.

use crate::sample::Weighted;

/// Members that shape a profile; later ones join without changing it.
const SHAPING_MEMBERS: u16 = 48;

/// Each time so many members have joined, features of hardly any are forgotten.
const FORGETTING_STEP: u16 = 6;

#[derive(Debug, Clone, Copy)]
struct Shared {
    feature: u32,
    weight: f32,
    members: u16,
}

/// The features of a cluster with the number of members that have them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Profile {
    shared: Vec<Shared>,
    members: u16,
}

impl Profile {
    /// The profile of one text.
    pub(crate) fn of_text(weighted: &[Weighted]) -> Self {
        let shared = weighted.iter().map(|entry| Shared { feature: entry.feature, weight: entry.weight, members: 1 });
        Self { shared: shared.collect(), members: 1 }
    }

    pub(crate) fn is_full(&self) -> bool {
        self.members >= SHAPING_MEMBERS
    }

    /// Takes in the features of one more member.
    pub(crate) fn add(&mut self, weighted: &[Weighted]) {
        if self.is_full() {
            return;
        }
        let mut merged = Vec::with_capacity(self.shared.len() + weighted.len());
        let mut own = self.shared.iter().copied().peekable();
        for entry in weighted {
            while let Some(shared) = own.next_if(|shared| shared.feature < entry.feature) {
                merged.push(shared);
            }
            let known = own.next_if(|shared| shared.feature == entry.feature);
            merged.push(Shared {
                feature: entry.feature,
                weight: entry.weight,
                members: known.map_or(0, |shared| shared.members) + 1,
            });
        }
        merged.extend(own);
        self.members += 1;
        if self.members.is_multiple_of(FORGETTING_STEP) {
            let least = if self.members < 4 * FORGETTING_STEP { 2 } else { 3 };
            merged.retain(|shared| shared.members >= least);
        }
        self.shared = merged;
    }

    /// The features with the weight that they have in the common wording.
    pub(crate) fn core(&self) -> impl Iterator<Item = Weighted> + '_ {
        self.shared.iter().map(|shared| Weighted {
            feature: shared.feature,
            weight: shared.weight * sharpen(shared.members, self.members),
        })
    }

    /// Weighted Dice similarity of a text with the common wording.
    pub(crate) fn similarity(&self, weighted: &[Weighted]) -> Match {
        dice(weighted, self.core())
    }
}

/// The outcome of a comparison.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Match {
    /// Twice the shared weight over the weight of both.
    pub(crate) similarity: f32,
    /// The shared weight.
    pub(crate) evidence: f32,
}

/// Dice similarity of two weighted sets, both sorted by feature.
pub(crate) fn dice(left: &[Weighted], right: impl Iterator<Item = Weighted>) -> Match {
    let mut shared = 0.0;
    let mut total: f32 = left.iter().map(|entry| entry.weight).sum();
    let mut rest = left.iter().peekable();
    for entry in right {
        total += entry.weight;
        while rest.next_if(|own| own.feature < entry.feature).is_some() {}
        if let Some(own) = rest.next_if(|own| own.feature == entry.feature) {
            shared += own.weight.min(entry.weight);
        }
    }
    Match { similarity: if total > 0.0 { 2.0 * shared / total } else { 0.0 }, evidence: shared }
}

/// Moves a share towards 0 or 1: what most members have counts whole, an edit of a few hardly.
fn sharpen(members: u16, of: u16) -> f32 {
    let share = f32::from(members) / f32::from(of.max(1));
    let (with, without) = (share * share, (1.0 - share) * (1.0 - share));
    with / (with + without)
}
