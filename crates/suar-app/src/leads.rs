//! The officers' work with leads: look, take, hand over.

use jiff::Timestamp;
use serde_json::json;
use suar_policy::{Action, Actor, Subject, decide, filter};
use suar_signal::{Band, DecisionId, LeadId, OfficerId};
use suar_store::{
    Decision, Entry, Facet, FacetKind, Lead, LeadContent, LeadOrder, LeadQuery, LeadState, Officer, OwnerQuery,
    UnitOfWork,
};

use crate::app::{Act, App, LEAD, officer_of, record, require, require_for, subject_of};
use crate::decisions::{BearingDecisions, subject_of_decision};
use crate::error::{AppError, AppResult, Fault};
use crate::standing::{DecisionsSeen, UnitStanding, stand_units};

/// Which leads an officer asks for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LeadSearch {
    /// Only of these bands; empty: of all.
    pub bands: Vec<Band>,
    /// Only in this state; none: in any.
    pub state: Option<LeadState>,
    /// Only with these, all of them.
    pub facets: Vec<(FacetKind, String)>,
    /// Only with a post since then.
    pub since: Option<Timestamp>,
    /// A number, words, an account.
    pub words: String,
    /// Whose.
    pub owner: OwnerQuery,
    /// What stands first.
    pub order: LeadOrder,
    /// So many of them are passed over.
    pub offset: u64,
    /// So many are given at most, 200 in any case.
    pub most: u32,
}

/// Leads that an officer asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct LeadList {
    /// The leads, as many as were asked for.
    pub leads: Vec<Lead>,
    /// How many there are in all.
    pub total: u64,
    /// The officers who have taken any of them.
    pub owners: Vec<Officer>,
}

/// A lead as an officer sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct LeadView {
    /// The lead.
    pub lead: Lead,
    /// All else that it shows.
    pub content: LeadContent,
    /// How each unit of the content stands, in its order.
    pub standings: Vec<UnitStanding>,
    /// The decisions that were made on it, the newest first, undone ones among them.
    pub decisions: Vec<Decision>,
    /// The officers who have taken it or decided.
    pub officers: Vec<Officer>,
    /// What the asker may do with it.
    pub may: Vec<Action>,
    /// The decisions on it that the asker may undo.
    pub may_undo: Vec<DecisionId>,
    /// Which decisions the asker sees.
    pub seen: DecisionsSeen,
}

/// What a look-up of a lead gives.
#[derive(Clone, Debug, PartialEq)]
pub enum FoundLead {
    /// The lead.
    Here(Box<LeadView>),
    /// It became a part of this one.
    MovedTo(LeadId),
}

/// The most leads or posts that are given at once.
pub(crate) const MOST_AT_ONCE: u32 = 200;
/// The most letters and words of a search.
const MOST_SEARCH_CHARACTERS: usize = 200;
const MOST_SEARCH_WORDS: usize = 8;
/// Entries of a lead's history that are given.
const MOST_ENTRIES: u32 = 500;
/// A note to a colleague.
const MOST_NOTE_CHARACTERS: usize = 2000;

impl App {
    /// The leads that an officer asks for and may see.
    pub async fn list_leads(&self, actor: &Actor, search: &LeadSearch) -> AppResult<LeadList> {
        require(actor, Action::ReadLead)?;
        let query = LeadQuery {
            visible: filter(actor, Action::ReadLead),
            bands: search.bands.clone(),
            state: search.state,
            facets: search.facets.clone(),
            since: search.since,
            words: words_of(&search.words),
            owner: search.owner,
            order: search.order,
            offset: search.offset,
            most: search.most.clamp(1, MOST_AT_ONCE),
        };
        let mut unit = self.store().read().await?;
        let leads = unit.leads().list(&query).await?;
        let total = unit.leads().count(&query).await?;
        let owners = named(&mut unit, leads.iter().filter_map(|lead| lead.owner).collect()).await?;
        Ok(LeadList { leads, total, owners })
    }

    /// The most frequent values that open leads can be chosen by, with how many leads have each; counted within the
    /// last minute.
    pub async fn list_facets(&self, actor: &Actor, kind: FacetKind, most: u32) -> AppResult<Vec<Facet>> {
        require(actor, Action::ReadLead)?;
        let visible = filter(actor, Action::ReadLead);
        let (most, now) = (most.min(MOST_AT_ONCE) as usize, self.now());
        let mut lately = self.facets().open().await;
        if let Some(facets) = lately.find(kind, &visible, now) {
            return Ok(facets.iter().take(most).cloned().collect());
        }
        let facets = self.store().read().await?.leads().list_facets(kind, &visible, MOST_AT_ONCE).await?;
        lately.keep(kind, visible, now, facets.clone());
        Ok(facets.into_iter().take(most).collect())
    }

    /// A lead with what is known of it. The first look in an hour is entered into the trail.
    pub async fn get_lead(&self, actor: &Actor, id: LeadId) -> AppResult<FoundLead> {
        let mut unit = self.store().read().await?;
        let (lead, subject) = get_visible(&mut unit, actor, id).await?;
        match lead.merged_into {
            // None of its posts is left.
            Some(heir) if heir == id => return Err(AppError::NotFound("lead")),
            Some(heir) => return Ok(FoundLead::MovedTo(heir)),
            None => {}
        }
        let view = view_of(&mut unit, actor, lead, &subject).await?;
        drop(unit);
        self.record_look(actor, id).await?;
        Ok(FoundLead::Here(Box::new(view)))
    }

    /// Takes a lead, or gives it back.
    pub async fn take_lead(&self, actor: &Actor, id: LeadId, taking: Taking) -> AppResult<()> {
        let officer = officer_of(actor, Action::TakeLead)?;
        let now = self.now();
        let mut unit = self.store().write().await?;
        let (lead, _) = get_workable(&mut unit, actor, Action::TakeLead, id).await?;
        let owner = match taking {
            Taking::TakeFrom(seen) if lead.owner != seen && lead.owner != Some(officer) => {
                return Err(AppError::Changed("who has the lead"));
            }
            Taking::Take | Taking::TakeFrom(_) => Some(officer),
            Taking::GiveBack => None,
        };
        unit.leads().set_owner(id, owner, now).await?;
        let act = Act::new(Action::TakeLead, LEAD, id).with(json!({ "taken": owner.is_some() }));
        record(&mut unit, actor, now, act).await?;
        Ok(unit.save().await?)
    }

    /// Gives a lead to a colleague, with a note that stands in its history.
    pub async fn hand_over_lead(&self, actor: &Actor, id: LeadId, to: OfficerId, note: &str) -> AppResult<()> {
        if note.chars().count() > MOST_NOTE_CHARACTERS {
            return Err(Fault::TooLong(MOST_NOTE_CHARACTERS).into());
        }
        let colleagues = self.list_colleagues(actor).await?;
        if !colleagues.iter().any(|officer| officer.id == to) {
            return Err(Fault::OfficerUnknown.into());
        }
        let now = self.now();
        let mut unit = self.store().write().await?;
        get_workable(&mut unit, actor, Action::HandOverLead, id).await?;
        unit.leads().set_owner(id, Some(to), now).await?;
        let detail = json!({ "to": to.to_string(), "note": note.trim() });
        record(&mut unit, actor, now, Act::new(Action::HandOverLead, LEAD, id).with(detail)).await?;
        Ok(unit.save().await?)
    }

    /// What was done to a lead, the newest first, with the officers who did it.
    pub async fn list_lead_history(&self, actor: &Actor, id: LeadId) -> AppResult<(Vec<Entry>, Vec<Officer>)> {
        let mut unit = self.store().read().await?;
        let lead = unit.leads().find(id).await?.ok_or(AppError::NotFound("lead"))?;
        let subject = subject_of(&mut unit, id, lead.owner).await?;
        require_for(actor, Action::ReadLeadHistory, &subject)?;
        let entries = unit.audit().list_about(LEAD, &id.to_string(), MOST_ENTRIES).await?;
        let given = |entry: &Entry| entry.detail.get("to").and_then(|to| to.as_str()?.parse().ok());
        let officers =
            named(&mut unit, entries.iter().flat_map(|entry| [entry.officer, given(entry)]).flatten().collect())
                .await?;
        Ok((entries, officers))
    }
}

/// Whether a lead is taken or given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taking {
    /// Take it, whoever has it.
    Take,
    /// Take it from whom the officer saw having it: a colleague or nobody.
    TakeFrom(Option<OfficerId>),
    /// Give it back, so that nobody has it.
    GiveBack,
}

/// A lead that the actor may see. One that they may not see is, to them, not there.
pub(crate) async fn get_visible(unit: &mut UnitOfWork, actor: &Actor, id: LeadId) -> AppResult<(Lead, Subject)> {
    require(actor, Action::ReadLead)?;
    let lead = unit.leads().find(id).await?.ok_or(AppError::NotFound("lead"))?;
    let subject = subject_of(unit, id, lead.owner).await?;
    if decide(actor, Action::ReadLead, &subject).is_allowed() {
        Ok((lead, subject))
    } else {
        Err(AppError::NotFound("lead"))
    }
}

/// A lead that the actor may see and do something to.
pub(crate) async fn get_workable(
    unit: &mut UnitOfWork,
    actor: &Actor,
    action: Action,
    id: LeadId,
) -> AppResult<(Lead, Subject)> {
    require(actor, action)?;
    let (lead, subject) = get_visible(unit, actor, id).await?;
    if lead.merged_into.is_some() {
        return Err(AppError::Changed("the lead"));
    }
    require_for(actor, action, &subject)?;
    Ok((lead, subject))
}

pub(crate) async fn view_of(
    unit: &mut UnitOfWork,
    actor: &Actor,
    lead: Lead,
    subject: &Subject,
) -> AppResult<LeadView> {
    let content = unit.leads().find_content(lead.id).await?.ok_or(AppError::NotFound("lead"))?;
    let decided = BearingDecisions::find(unit, lead.id, &content).await?;
    let deciders =
        decided.all().flat_map(|decision| [Some(decision.officer), decision.undone.map(|(_, officer)| officer)]);
    let officers = named(unit, deciders.chain([lead.owner]).flatten().collect()).await?;
    let standings = stand_units(&content, &decided.about_units);
    let may = [Action::TakeLead, Action::HandOverLead, Action::DecideLead, Action::ExportLead, Action::ReadLeadHistory];
    let may = may.into_iter().filter(|action| decide(actor, *action, subject).is_allowed()).collect();
    let holds = decided.on_lead.iter().filter(|decision| decision.undone.is_none());
    let is_undone_by =
        |decision: &&Decision| decide(actor, Action::UndoDecision, &subject_of_decision(decision)).is_allowed();
    let may_undo = holds.filter(is_undone_by).map(|decision| decision.id).collect();
    let seen = DecisionsSeen::of(decided.all());
    Ok(LeadView { lead, content, standings, decisions: decided.on_lead, officers, may, may_undo, seen })
}

/// The officers of some ids, each once.
pub(crate) async fn named(unit: &mut UnitOfWork, mut ids: Vec<OfficerId>) -> AppResult<Vec<Officer>> {
    ids.sort_unstable();
    ids.dedup();
    let mut officers = Vec::with_capacity(ids.len());
    for id in ids {
        officers.extend(unit.officers().find(id).await?);
    }
    Ok(officers)
}

/// The words of a search. A number typed with gaps is one word.
fn words_of(typed: &str) -> Vec<String> {
    // The index takes no NUL, and no other control character is in it.
    let unseen_to_space = |character: char| if character.is_control() { ' ' } else { character };
    let typed: String = typed.chars().take(MOST_SEARCH_CHARACTERS).map(unseen_to_space).collect();
    let is_number = |character: char| character.is_ascii_digit() || " +-.()".contains(character);
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    if digits.len() >= 6 && typed.trim().chars().all(is_number) {
        return vec![digits];
    }
    typed.split_whitespace().take(MOST_SEARCH_WORDS).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_with_gaps_is_one_word() {
        assert_eq!(words_of("+62 812-0000-1234"), vec!["6281200001234"]);
        assert_eq!(words_of("0812 0000"), vec!["08120000"]);
        assert_eq!(words_of(" admin  poipet "), vec!["admin", "poipet"]);
        assert_eq!(words_of("12 juta"), vec!["12", "juta"]);
        assert!(words_of("").is_empty());
        assert_eq!(words_of("adm\u{0}in\u{0}\u{0}"), vec!["adm", "in"]);
    }
}
