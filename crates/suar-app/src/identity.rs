//! Which of today's groups is which of yesterday's: posts are woven anew each time, and what officers
//! took and decided must stay with what they meant.

use rustc_hash::{FxHashMap, FxHashSet};

/// For each group the id that it keeps: that of the old group with which it shares the most posts, each id
/// once. Where two share as many the smaller id, then the earlier group, wins.
pub(crate) fn keep_ids<I>(groups: &[Vec<u32>], old: &FxHashMap<u32, I>) -> Vec<Option<I>>
where
    I: Copy + Ord + std::hash::Hash,
{
    let mut shared: Vec<(u32, I, usize)> = Vec::new();
    for (place, members) in groups.iter().enumerate() {
        let mut counts: FxHashMap<I, u32> = FxHashMap::default();
        for id in members.iter().filter_map(|member| old.get(member)) {
            *counts.entry(*id).or_default() += 1;
        }
        shared.extend(counts.into_iter().map(|(id, count)| (count, id, place)));
    }
    shared.sort_unstable_by(|left, right| right.0.cmp(&left.0).then(left.1.cmp(&right.1)).then(left.2.cmp(&right.2)));
    let mut kept = vec![None; groups.len()];
    let mut given = FxHashSet::default();
    for (_, id, place) in shared {
        let Some(entry) = kept.get_mut(place) else { continue };
        if entry.is_none() && given.insert(id) {
            *entry = Some(id);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn old(pairs: &[(u32, char)]) -> FxHashMap<u32, char> {
        pairs.iter().copied().collect()
    }

    #[test]
    fn a_group_that_grows_keeps_its_id() {
        let kept = keep_ids(&[vec![1, 2, 3, 4], vec![5]], &old(&[(1, 'a'), (2, 'a')]));
        assert_eq!(kept, vec![Some('a'), None]);
    }

    #[test]
    fn of_two_that_become_one_the_larger_wins() {
        let kept = keep_ids(&[vec![1, 2, 3]], &old(&[(1, 'a'), (2, 'b'), (3, 'b')]));
        assert_eq!(kept, vec![Some('b')]);
    }

    #[test]
    fn of_one_that_breaks_the_larger_part_keeps_the_id() {
        let kept = keep_ids(&[vec![1], vec![2, 3]], &old(&[(1, 'a'), (2, 'a'), (3, 'a')]));
        assert_eq!(kept, vec![None, Some('a')]);
    }

    #[test]
    fn a_part_that_lost_its_first_choice_may_keep_another() {
        let kept = keep_ids(&[vec![1, 2, 3], vec![4, 5, 6]], &old(&[(1, 'a'), (2, 'a'), (4, 'a'), (5, 'b')]));
        assert_eq!(kept, vec![Some('a'), Some('b')]);
    }
}
