use std::collections::{BTreeMap, BTreeSet};

use super::figure::{Figure, Method};
use super::interval::{Bootstrap, Drawn, Interval, wilson};
use super::observation::Observation;
use super::ranking::{Ranked, every_group_once};

/// Posts to be measured together.
pub(crate) struct Sample<'run> {
    posts: Vec<&'run Observation>,
    bootstrap: Bootstrap,
}

/// What is counted in the `n` of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counted {
    /// What the ratio divides by.
    Items,
    /// Posts that had a part in it.
    Posts,
}

/// What a group of near-duplicates adds to a ratio.
#[derive(Clone, Copy, Debug, Default)]
struct GroupPart {
    above: f64,
    below: f64,
    posts: usize,
}

impl<'run> Sample<'run> {
    pub(crate) fn new(posts: Vec<&'run Observation>, bootstrap: Bootstrap) -> Self {
        Self { posts, bootstrap }
    }

    pub(crate) fn posts(&self) -> &[&'run Observation] {
        &self.posts
    }

    /// The posts that hold a condition.
    pub(crate) fn only(&self, holds: impl Fn(&Observation) -> bool) -> Sample<'run> {
        let posts = self.posts.iter().copied().filter(|post| holds(post)).collect();
        Sample { posts, bootstrap: self.bootstrap }
    }

    pub(crate) fn groups(&self) -> usize {
        self.numbered_groups().len()
    }

    /// A share of posts: of those for which `part` says something, those for which it says yes.
    /// Near-duplicates say the same thing twice, so the interval counts groups, not posts.
    pub(crate) fn share(&self, name: &str, part: impl Fn(&Observation) -> Option<bool>) -> Option<Figure> {
        let groups = self.group_parts(|post| part(post).map(|yes| (f64::from(u8::from(yes)), 1.0)));
        let (value, total) = ratio_of(&groups, None)?;
        let effective = groups.len() as f64;
        Some(Figure::new(name, value, wilson(value * effective, effective), total as usize, Method::Wilson))
    }

    /// A ratio of sums over posts, such as the share of phones found.
    pub(crate) fn ratio(
        &self,
        name: &str,
        counted: Counted,
        part: impl Fn(&Observation) -> Option<(f64, f64)>,
    ) -> Option<Figure> {
        let groups = self.group_parts(|post| part(post).filter(|(_, below)| *below > 0.0));
        let (value, total) = ratio_of(&groups, None)?;
        let n = match counted {
            Counted::Items => total as usize,
            Counted::Posts => groups.iter().map(|group| group.posts).sum(),
        };
        if is_at_an_end(value) {
            return Some(Figure::at_an_end(name, value, groups.len(), n));
        }
        let drawn =
            self.bootstrap.draw(groups.len(), |counts| ratio_of(&groups, Some(counts)).map(|(value, _)| value))?;
        Some(Figure::new(name, value, drawn.interval, n, Method::Bootstrap))
    }

    /// A figure over posts in the order of a score.
    pub(crate) fn ranked_figure(
        &self,
        name: &str,
        ranked: &[Ranked],
        statistic: impl Fn(&[Ranked], &[u32]) -> Option<f64>,
    ) -> Option<Figure> {
        let weights = every_group_once(ranked);
        let value = statistic(ranked, &weights)?;
        if is_at_an_end(value) {
            // As many groups as hold lures are what a perfect order rests on.
            let lures: BTreeSet<usize> = ranked.iter().filter(|post| post.is_lure).map(|post| post.group).collect();
            return Some(Figure::at_an_end(name, value, lures.len(), ranked.len()));
        }
        let drawn = self.bootstrap.draw(weights.len(), |counts| statistic(ranked, counts))?;
        Some(Figure::new(name, value, drawn.interval, ranked.len(), Method::Bootstrap))
    }

    /// The same for a figure that a draw makes larger than it is, such as a distance: the
    /// interval is moved back by as much.
    pub(crate) fn ranked_distance(
        &self,
        name: &str,
        ranked: &[Ranked],
        statistic: impl Fn(&[Ranked], &[u32]) -> Option<f64>,
    ) -> Option<Figure> {
        let weights = every_group_once(ranked);
        let value = statistic(ranked, &weights)?;
        let drawn = self.bootstrap.draw(weights.len(), |counts| statistic(ranked, counts))?;
        Some(Figure::new(name, value, centred(drawn, value), ranked.len(), Method::Bootstrap))
    }

    /// A figure that is no ratio: the mean of a ratio over several keys.
    pub(crate) fn mean_of_ratios<Key: Copy>(
        &self,
        name: &str,
        keys: &[Key],
        part: impl Fn(Key, &Observation) -> (f64, f64),
    ) -> Option<Figure> {
        let by_key: Vec<Vec<GroupPart>> =
            keys.iter().map(|key| self.group_parts(|post| Some(part(*key, post)))).collect();
        let mean = |counts: Option<&[u32]>| {
            let ratios = by_key.iter().filter_map(|groups| ratio_of(groups, counts));
            let values: Vec<f64> = ratios.map(|(value, _)| value).collect();
            (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
        };
        let value = mean(None)?;
        if is_at_an_end(value) {
            return Some(Figure::at_an_end(name, value, self.groups() / keys.len().max(1), self.posts.len()));
        }
        let drawn = self.bootstrap.draw(self.groups(), |counts| mean(Some(counts)))?;
        Some(Figure::new(name, value, drawn.interval, self.posts.len(), Method::Bootstrap))
    }

    /// The posts by falling score, those without one left out.
    pub(crate) fn ranked(&self, score: impl Fn(&Observation) -> Option<f64>) -> Vec<Ranked> {
        let groups = self.numbered_groups();
        let mut ranked: Vec<Ranked> = Vec::with_capacity(self.posts.len());
        for post in &self.posts {
            let (Some(score), Some(&group)) = (score(post), groups.get(&(post.set.as_str(), post.group))) else {
                continue;
            };
            ranked.push(Ranked { score, is_lure: post.is_unsafe, group });
        }
        ranked.sort_by(|left, right| right.score.total_cmp(&left.score));
        ranked
    }

    /// Groups are numbered anew in every set.
    fn numbered_groups(&self) -> BTreeMap<(&str, u64), usize> {
        let mut groups = BTreeMap::new();
        for post in &self.posts {
            let next = groups.len();
            groups.entry((post.set.as_str(), post.group)).or_insert(next);
        }
        groups
    }

    /// What each group adds, for groups that add something, in the order of their first posts.
    fn group_parts(&self, part: impl Fn(&Observation) -> Option<(f64, f64)>) -> Vec<GroupPart> {
        let mut numbers: BTreeMap<(&str, u64), usize> = BTreeMap::new();
        let mut groups: Vec<GroupPart> = Vec::new();
        for post in &self.posts {
            let Some((above, below)) = part(post) else { continue };
            let next = groups.len();
            let number = *numbers.entry((post.set.as_str(), post.group)).or_insert(next);
            if number == next {
                groups.push(GroupPart::default());
            }
            if let Some(group) = groups.get_mut(number) {
                group.above += above;
                group.below += below;
                group.posts += 1;
            }
        }
        groups
    }
}

/// The ratio and what it divides by; `None` where that is nothing.
fn ratio_of(groups: &[GroupPart], counts: Option<&[u32]>) -> Option<(f64, f64)> {
    let mut above = 0.0;
    let mut below = 0.0;
    for (number, group) in groups.iter().enumerate() {
        let times = counts.map_or(1.0, |counts| counts.get(number).copied().map_or(0.0, f64::from));
        above += times * group.above;
        below += times * group.below;
    }
    (below > 0.0).then(|| (above / below, below))
}

/// Where all or none is right, every draw says the same.
fn is_at_an_end(value: f64) -> bool {
    value <= 0.0 || value >= 1.0
}

fn centred(drawn: Drawn, value: f64) -> Interval {
    let bias = drawn.mean - value;
    Interval { lower: (drawn.interval.lower - bias).max(0.0), upper: (drawn.interval.upper - bias).max(value) }
}
