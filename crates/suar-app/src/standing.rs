//! How a lead stands, as its decisions say.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use rustc_hash::FxHashMap;
use suar_signal::{Band, DecisionId};
use suar_store::{Choice, Decision, LeadContent, LeadState, Standing, Unit, UnitContent};

/// What decisions say about one unit of a lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitStanding {
    /// Nobody has decided, and nothing suggests anything.
    Undecided,
    /// Nobody has decided; for the rest of the network somebody chose this.
    Suggested(Choice),
    /// This decision holds.
    Decided(Box<Decision>),
}

/// Which decisions on a lead and its units hold, as one word: the newest and how many. Whoever decides says which they
/// saw, so that nobody decides over a colleague's decision without having seen it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DecisionsSeen(Option<(DecisionId, usize)>);

impl DecisionsSeen {
    pub(crate) fn of<'a>(decisions: impl Iterator<Item = &'a Decision>) -> Self {
        let holding = decisions.filter(|decision| decision.undone.is_none());
        let ids: BTreeSet<DecisionId> = holding.map(|decision| decision.id).collect();
        Self(ids.last().map(|newest| (*newest, ids.len())))
    }

    /// The newest decision among them.
    pub fn newest(self) -> Option<DecisionId> {
        self.0.map(|(newest, _)| newest)
    }
}

impl fmt::Display for DecisionsSeen {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            None => formatter.write_str("0"),
            Some((newest, count)) => write!(formatter, "{count}.{newest}"),
        }
    }
}

/// Not a word that names decisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("names no decisions: take it from the lead as it was shown")]
pub struct NoDecisionsSeen;

impl FromStr for DecisionsSeen {
    type Err = NoDecisionsSeen;

    fn from_str(text: &str) -> Result<Self, NoDecisionsSeen> {
        if text == "0" {
            return Ok(Self(None));
        }
        let (count, newest) = text.split_once('.').ok_or(NoDecisionsSeen)?;
        let read = newest.parse().ok().zip(count.parse().ok()).map(|(newest, count)| Self(Some((newest, count))));
        // One form each: what is written otherwise was not given by us.
        read.filter(|read| read.to_string() == text).ok_or(NoDecisionsSeen)
    }
}

/// The newest decision that holds for each unit. Decisions come newest first.
pub(crate) fn holding(decisions: &[Decision]) -> FxHashMap<Unit, &Decision> {
    let mut holding = FxHashMap::default();
    for decision in decisions.iter().filter(|decision| decision.undone.is_none() && decision.choice != Choice::Tomorrow)
    {
        for unit in &decision.units {
            holding.entry(*unit).or_insert(decision);
        }
    }
    holding
}

/// How each unit of a lead stands, in the order of its content. A decision about one template is no more
/// than a suggestion for what is tied to it.
pub(crate) fn stand_units(content: &LeadContent, decisions: &[Decision]) -> Vec<UnitStanding> {
    let holding = holding(decisions);
    let decided = content.units.iter().filter_map(|unit| holding.get(&unit.unit));
    let suggestion = decided
        .filter(|decision| matches!(decision.choice, Choice::Confirm | Choice::Dismiss))
        .max_by_key(|decision| decision.id)
        .map(|decision| decision.choice);
    let stand = |unit: &UnitContent| match (holding.get(&unit.unit), suggestion) {
        (Some(decision), _) => UnitStanding::Decided(Box::new((*decision).clone())),
        (None, Some(choice)) => UnitStanding::Suggested(choice),
        (None, None) => UnitStanding::Undecided,
    };
    content.units.iter().map(stand).collect()
}

/// Whether somebody has to decide about a unit. Beside what was found nobody has to about what is only reported: that is
/// looked at where reports are, and a report opens no lead again.
fn needs_decision(unit: &UnitContent, content: &LeadContent) -> bool {
    unit.band >= Band::Medium && (!unit.is_only_reported() || content.units.iter().all(UnitContent::is_only_reported))
}

/// How a lead stands. `on_lead` are the decisions that were made on it, `about_units` those that hold for
/// its units wherever they were made; both newest first.
pub(crate) fn stand(
    content: &LeadContent,
    about_units: &FxHashMap<Unit, &Decision>,
    on_lead: &[&Decision],
    now: Timestamp,
) -> Standing {
    let decided = content.units.iter().filter(|unit| about_units.contains_key(&unit.unit)).count();
    let is_settled = |unit: &UnitContent| !needs_decision(unit, content) || about_units.contains_key(&unit.unit);
    let latest = on_lead.iter().find(|decision| decision.undone.is_none());
    let snoozed_until = latest
        .filter(|decision| decision.choice == Choice::Tomorrow)
        .and_then(|decision| decision.snoozed_until)
        .filter(|until| *until > now);
    let (state, snoozed_until) = match snoozed_until {
        _ if content.units.iter().all(is_settled) => (LeadState::Decided, None),
        Some(until) => (LeadState::Snoozed, Some(until)),
        None => (LeadState::Open, None),
    };
    Standing { state, snoozed_until, decided_units: decided as u64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_has_one_form() {
        let seen = DecisionsSeen(Some((DecisionId::new(1_000, [7; 10]), 3)));
        assert_eq!(seen.to_string().parse(), Ok(seen));
        assert_eq!("0".parse(), Ok(DecisionsSeen::default()));
        for other in ["", "1", "00", "+3", &seen.to_string().to_uppercase(), &format!("0{seen}"), "3."] {
            assert_eq!(other.parse::<DecisionsSeen>(), Err(NoDecisionsSeen), "{other}");
        }
    }
}
