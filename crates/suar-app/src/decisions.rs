//! Deciding on leads: a person decides, with a reason; what they decide holds for what they named.

use jiff::{SignedDuration, Timestamp};
use rustc_hash::FxHashMap;
use serde_json::json;
use suar_policy::{Action, Actor, Subject};
use suar_signal::{DecisionId, LeadId, OfficerId};
use suar_store::{Choice, Decision, LeadContent, Unit, UnitOfWork};

use crate::app::{Act, App, LEAD, officer_of, record, require_for};
use crate::error::{AppError, AppResult, Fault};
use crate::jakarta::next_morning_in_jakarta;
use crate::leads::{get_visible, get_workable};
use crate::standing::{DecisionsSeen, holding, stand};

/// A decision as an officer makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDecision {
    /// What.
    pub choice: Choice,
    /// Why, as codes of [`reasons_for`].
    pub reasons: Vec<String>,
    /// Why, in words.
    pub note: String,
    /// For which templates and posts of the lead it shall hold.
    pub units: Vec<Unit>,
    /// Which decisions they saw.
    pub seen: DecisionsSeen,
}

/// The reason codes of a choice; each has a text on the page.
pub fn reasons_for(choice: Choice) -> &'static [&'static str] {
    match choice {
        Choice::Confirm => &["signs", "known_identifier", "reported", "partner", "other"],
        Choice::Dismiss => &["honest_recruiter", "warning_or_news", "no_recruitment", "duplicate", "other"],
        Choice::Unclear => &["needs_evidence", "language", "needs_partner", "other"],
        Choice::Tomorrow => &[],
    }
}

/// A note to a decision.
const MOST_NOTE_CHARACTERS: usize = 4000;

/// The same decision within so long is one form sent twice.
const SENT_TWICE_WITHIN: SignedDuration = SignedDuration::from_mins(1);

impl App {
    /// Decides on units of a lead. It holds for the members of a template, also those to come; for all
    /// else in the network it is a suggestion. Where others decided since the officer looked, nothing is kept. The same
    /// decision sent twice at once is one.
    pub async fn decide_lead(&self, actor: &Actor, id: LeadId, new: NewDecision) -> AppResult<DecisionId> {
        check(&new)?;
        let officer = officer_of(actor, Action::DecideLead)?;
        let now = self.now();
        let mut unit = self.store().write().await?;
        get_workable(&mut unit, actor, Action::DecideLead, id).await?;
        let content = unit.leads().find_content(id).await?.ok_or(AppError::NotFound("lead"))?;
        let is_there = |asked: &&Unit| content.units.iter().any(|known| known.unit == **asked);
        let units: Vec<Unit> = new.units.iter().filter(is_there).copied().collect();
        if units.len() != new.units.len() {
            return Err(AppError::Changed("the lead"));
        }
        let decided = BearingDecisions::find(&mut unit, id, &content).await?;
        if DecisionsSeen::of(decided.all()) != new.seen {
            // A form that was sent twice at once: the second answer is the one that is read.
            let made = find_made(&decided, &new, (id, officer, now));
            return made.ok_or(AppError::Changed("what was decided on the lead"));
        }
        if units.is_empty() && new.choice != Choice::Tomorrow {
            return Err(Fault::NoUnits.into());
        }
        let decision = Decision {
            id: self.new_id(DecisionId::new)?,
            lead: id,
            officer,
            choice: new.choice,
            reasons: new.reasons,
            note: new.note.trim().to_owned(),
            units,
            snoozed_until: (new.choice == Choice::Tomorrow).then(|| next_morning_in_jakarta(now)),
            decided_at: now,
            undone: None,
        };
        unit.decisions().add(&decision).await?;
        stand_again(&mut unit, id, &content, now).await?;
        let detail = json!({
            "decision": decision.id.to_string(), "choice": decision.choice.name(), "reasons": decision.reasons,
            "units": decision.units,
        });
        record(&mut unit, actor, now, Act::new(Action::DecideLead, LEAD, id).with(detail)).await?;
        unit.save().await?;
        Ok(decision.id)
    }

    /// Undoes a decision; it stays in the history. Whoever has the lead, what an officer decided they may take back.
    pub async fn undo_decision(&self, actor: &Actor, id: DecisionId) -> AppResult<LeadId> {
        let officer = officer_of(actor, Action::UndoDecision)?;
        let now = self.now();
        let mut unit = self.store().write().await?;
        let decision = unit.decisions().find(id).await?.ok_or(AppError::NotFound("decision"))?;
        let mut lead = decision.lead;
        while let Some(heir) =
            unit.leads().find(lead).await?.and_then(|lead| lead.merged_into).filter(|heir| *heir != lead)
        {
            lead = heir;
        }
        get_visible(&mut unit, actor, lead).await?;
        require_for(actor, Action::UndoDecision, &subject_of_decision(&decision))?;
        if !unit.decisions().undo(id, officer, now).await? {
            return Err(AppError::Changed("the decision"));
        }
        let content = unit.leads().find_content(lead).await?.ok_or(AppError::NotFound("lead"))?;
        stand_again(&mut unit, lead, &content, now).await?;
        let detail = json!({ "undone": id.to_string(), "choice": decision.choice.name() });
        record(&mut unit, actor, now, Act::new(Action::UndoDecision, LEAD, lead).with(detail)).await?;
        unit.save().await?;
        Ok(lead)
    }
}

/// What the policy looks at of a decision: whose it is.
pub(crate) fn subject_of_decision(decision: &Decision) -> Subject {
    Subject { owner: Some(decision.officer.to_string()), regions: Vec::new() }
}

/// The decisions that bear on a lead, each list with the newest first. A decision can stand in both.
pub(crate) struct BearingDecisions {
    /// Those about its units, wherever they were made.
    pub(crate) about_units: Vec<Decision>,
    /// Those made on it.
    pub(crate) on_lead: Vec<Decision>,
}

impl BearingDecisions {
    pub(crate) async fn find(unit: &mut UnitOfWork, id: LeadId, content: &LeadContent) -> AppResult<Self> {
        let about_units = unit.decisions().list_for(&content.unit_ids()).await?;
        Ok(Self { about_units, on_lead: unit.decisions().list(id).await? })
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Decision> {
        self.about_units.iter().chain(&self.on_lead)
    }
}

/// The newest decision that holds, where this officer has just made it on this lead, in the same words and with the
/// same before their eyes.
fn find_made(
    decided: &BearingDecisions,
    new: &NewDecision,
    (lead, officer, now): (LeadId, OfficerId, Timestamp),
) -> Option<DecisionId> {
    let newest = decided.all().filter(|decision| decision.undone.is_none()).max_by_key(|decision| decision.id)?;
    let is_the_same = (newest.lead, newest.officer, newest.choice) == (lead, officer, new.choice)
        && newest.reasons == new.reasons
        && newest.note == new.note.trim()
        && newest.units == new.units
        && now.duration_since(newest.decided_at) < SENT_TWICE_WITHIN
        && DecisionsSeen::of(decided.all().filter(|decision| decision.id != newest.id)) == new.seen;
    is_the_same.then_some(newest.id)
}

fn check(new: &NewDecision) -> AppResult<()> {
    let known = reasons_for(new.choice);
    if !new.reasons.iter().all(|reason| known.contains(&reason.as_str())) {
        return Err(Fault::ReasonUnknown.into());
    }
    if new.reasons.is_empty() && new.choice != Choice::Tomorrow {
        return Err(Fault::ReasonUnknown.into());
    }
    if new.note.chars().count() > MOST_NOTE_CHARACTERS {
        return Err(Fault::TooLong(MOST_NOTE_CHARACTERS).into());
    }
    Ok(())
}

/// Brings up to date how a lead stands, and the others that share its templates.
async fn stand_again(unit: &mut UnitOfWork, id: LeadId, content: &LeadContent, now: Timestamp) -> AppResult<()> {
    let mut leads = vec![(id, content.clone())];
    for other in unit.leads().list_sharing(&content.unit_ids()).await?.into_iter().filter(|other| *other != id) {
        if let Some(content) = unit.leads().find_content(other).await? {
            leads.push((other, content));
        }
    }
    for (id, content) in leads {
        let decided = BearingDecisions::find(unit, id, &content).await?;
        let about: FxHashMap<Unit, &Decision> = holding(&decided.about_units);
        let on_lead: Vec<&Decision> = decided.on_lead.iter().collect();
        unit.leads().set_standing(id, &stand(&content, &about, &on_lead, now), now).await?;
    }
    Ok(())
}
