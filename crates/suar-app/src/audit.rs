//! Looking at the trail.

use suar_policy::{Action, Actor};
use suar_store::{Entry, Officer, TrailState};

use crate::app::{App, require};
use crate::error::AppResult;
use crate::leads::named;

/// The most entries that are given at once.
const MOST_AT_ONCE: u32 = 200;

/// What a look through the whole database found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verified {
    /// The file is damaged, in the words of the database.
    Damaged(Vec<String>),
    /// The file holds together; so stands the trail.
    Trail(TrailState),
    /// The trail is bound together, but never ended with the hash that was noted.
    CutOff,
}

impl App {
    /// The entries before a place, the newest first, with the officers in them.
    pub async fn list_audit(
        &self,
        actor: &Actor,
        before: Option<i64>,
        most: u32,
    ) -> AppResult<(Vec<Entry>, Vec<Officer>)> {
        require(actor, Action::ReadAudit)?;
        let mut unit = self.store().read().await?;
        let entries = unit.audit().list_before(before, most.clamp(1, MOST_AT_ONCE)).await?;
        let officers = named(&mut unit, entries.iter().filter_map(|entry| entry.officer).collect()).await?;
        Ok((entries, officers))
    }

    /// Looks for damage in the database and follows the whole trail, for whoever sits at the machine. A hash that
    /// was noted earlier tells whether the end of the trail was cut off since.
    pub async fn verify_from_console(&self, noted: Option<&[u8; 32]>) -> AppResult<Verified> {
        let mut unit = self.store().read().await?;
        let damage = unit.find_damage().await?;
        if !damage.is_empty() {
            return Ok(Verified::Damaged(damage));
        }
        let state = unit.audit().verify().await?;
        if let (TrailState::Whole { .. }, Some(noted)) = (&state, noted)
            && !unit.audit().has_ended_with(noted).await?
        {
            return Ok(Verified::CutOff);
        }
        Ok(Verified::Trail(state))
    }

    /// Follows the whole trail.
    pub async fn verify_audit(&self, actor: &Actor) -> AppResult<TrailState> {
        require(actor, Action::ReadAudit)?;
        Ok(self.store().read().await?.audit().verify().await?)
    }
}
