//! Looking at the trail.

use suar_policy::{Action, Actor};
use suar_store::{Entry, Officer, TrailState};

use crate::app::{App, require};
use crate::error::AppResult;
use crate::leads::named;

/// The most entries that are given at once.
const MOST_AT_ONCE: u32 = 200;

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

    /// Follows the whole trail, for whoever sits at the machine.
    pub async fn verify_audit_from_console(&self) -> AppResult<TrailState> {
        Ok(self.store().read().await?.audit().verify().await?)
    }

    /// Follows the whole trail.
    pub async fn verify_audit(&self, actor: &Actor) -> AppResult<TrailState> {
        require(actor, Action::ReadAudit)?;
        self.verify_audit_from_console().await
    }
}
