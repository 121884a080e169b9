//! How reports of the public come to leads. Anybody can hand in what they like, so a report joins one lead at most and
//! ties nothing: posts that were found are woven without reports, and what a report names leads it to the lead that
//! has most of it. Reports that belong to none of these stand together by what they share most, never by a chain.

use rustc_hash::FxHashMap;
use suar_signal::Band;
use suar_weave::{Identifier, Template, TemplateNumber, Weaving};

use crate::lead_making::Post;

/// Posts that were found, woven, and apart from them the reports, which stand behind them.
pub(crate) struct Weavings {
    pub(crate) found: Weaving,
    pub(crate) reports: Weaving,
    /// How many posts were found.
    pub(crate) found_posts: u32,
}

impl Weavings {
    /// The members of all templates, those of reports last.
    pub(crate) fn template_members(&self) -> Vec<Vec<u32>> {
        let found = self.found.templates.iter().map(|template| template.members.clone());
        let behind = |template: &Template| template.members.iter().map(|place| place + self.found_posts).collect();
        found.chain(self.reports.templates.iter().map(behind)).collect()
    }

    /// The place of a post's template among [`Weavings::template_members`].
    pub(crate) fn template_place(&self, place: u32) -> Option<usize> {
        let place_of = |number: TemplateNumber| (number.0 as usize).checked_sub(1);
        match place.checked_sub(self.found_posts) {
            None => self.found.template_of(place).and_then(place_of),
            Some(report) => {
                self.reports.template_of(report).and_then(place_of).map(|place| place + self.found.templates.len())
            }
        }
    }

    /// The template of a post that was found.
    pub(crate) fn found_template(&self, place: u32) -> Option<&Template> {
        self.found.templates.get(self.template_place(place)?)
    }
}

/// What a report shares with other posts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Mark<'a> {
    Identifier(&'a Identifier),
    Wording(u64),
}

fn marks_of(post: &Post) -> impl Iterator<Item = Mark<'_>> {
    post.identifiers.iter().map(Mark::Identifier).chain(post.wording.map(Mark::Wording))
}

/// Has each report join the group of found posts that has most of what it names; the others stand together by what
/// they share most, each such group with something of band medium or above.
pub(crate) fn join_reports(posts: &[Post], found_posts: u32, groups: &mut Vec<Vec<u32>>) {
    let reports = (found_posts..).zip(posts.iter().skip(found_posts as usize));
    let chosen: Vec<(u32, &Post, Option<usize>)> = {
        let found = count_marks(posts, groups);
        reports.map(|(place, report)| (place, report, group_of(report, &found))).collect()
    };
    let mut alone = Vec::new();
    for (place, report, group) in chosen {
        match group.and_then(|group| groups.get_mut(group)) {
            Some(members) => members.push(place),
            None => alone.push((place, report)),
        }
    }
    groups.extend(group_alone(&alone));
}

/// In which groups each mark stands, and in how many of their posts.
fn count_marks<'a>(posts: &'a [Post], groups: &[Vec<u32>]) -> FxHashMap<Mark<'a>, FxHashMap<usize, u32>> {
    let mut counts: FxHashMap<Mark<'a>, FxHashMap<usize, u32>> = FxHashMap::default();
    for (group, members) in groups.iter().enumerate() {
        for mark in members.iter().filter_map(|place| posts.get(*place as usize)).flat_map(marks_of) {
            *counts.entry(mark).or_default().entry(group).or_default() += 1;
        }
    }
    counts
}

/// The group with the most marks of a report, then with the most posts that have them, then the first.
fn group_of(report: &Post, found: &FxHashMap<Mark<'_>, FxHashMap<usize, u32>>) -> Option<usize> {
    let mut votes: FxHashMap<usize, (u32, u32)> = FxHashMap::default();
    for (group, posts) in marks_of(report).filter_map(|mark| found.get(&mark)).flatten() {
        let vote = votes.entry(*group).or_default();
        *vote = (vote.0 + 1, vote.1 + posts);
    }
    votes.into_iter().max_by_key(|(group, vote)| (*vote, std::cmp::Reverse(*group))).map(|(group, _)| group)
}

/// Reports by the mark of each that most of them have.
fn group_alone(alone: &[(u32, &Post)]) -> Vec<Vec<u32>> {
    let mut counts: FxHashMap<Mark<'_>, u32> = FxHashMap::default();
    for mark in alone.iter().flat_map(|(_, report)| marks_of(report)) {
        *counts.entry(mark).or_default() += 1;
    }
    let main_mark =
        |report| marks_of(report).max_by_key(|mark| (counts.get(mark).copied().unwrap_or(0), std::cmp::Reverse(*mark)));
    let mut groups: Vec<(Vec<u32>, bool)> = Vec::new();
    let mut places: FxHashMap<Mark<'_>, usize> = FxHashMap::default();
    for (place, report) in alone {
        let is_due = report.band >= Band::Medium;
        let known = main_mark(*report).map(|mark| *places.entry(mark).or_insert(groups.len()));
        match known.and_then(|known| groups.get_mut(known)) {
            Some((members, any_due)) => {
                members.push(*place);
                *any_due |= is_due;
            }
            None => groups.push((vec![*place], is_due)),
        }
    }
    groups.into_iter().filter_map(|(members, any_due)| any_due.then_some(members)).collect()
}
