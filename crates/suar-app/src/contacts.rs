//! Which help contacts an administrator has confirmed.

use jiff::civil::Date;
use serde_json::json;
use suar_policy::{Action, Actor};

use crate::app::{Act, App, officer_of, record, require};
use crate::error::{AppResult, Fault};
use crate::jakarta::day_in_jakarta;

/// The longest id of a contact.
const MOST_ID_CHARACTERS: usize = 100;

/// Whether a contact holds, as an administrator found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmation {
    /// Somebody answered and it is who it should be.
    Holds,
    /// The confirmation is taken back.
    Doubtful,
}

impl App {
    /// On which day each help contact was last confirmed, by its id. Everybody may know.
    pub async fn list_confirmed_contacts(&self) -> AppResult<Vec<(String, Date)>> {
        Ok(self.store().read().await?.contacts().list_confirmed().await?)
    }

    /// Says whether a help contact holds today.
    pub async fn confirm_contact(&self, actor: &Actor, id: &str, confirmation: Confirmation) -> AppResult<()> {
        require(actor, Action::ConfirmContact)?;
        let officer = officer_of(actor, Action::ConfirmContact)?;
        if id.is_empty() || id.chars().count() > MOST_ID_CHARACTERS {
            return Err(Fault::TooLong(MOST_ID_CHARACTERS).into());
        }
        let now = self.now();
        let mut unit = self.store().write().await?;
        match confirmation {
            Confirmation::Holds => {
                unit.contacts().confirm(id, day_in_jakarta(now), officer).await?;
            }
            Confirmation::Doubtful => unit.contacts().doubt(id).await?,
        }
        let detail = json!({ "holds": confirmation == Confirmation::Holds });
        record(&mut unit, actor, now, Act::new(Action::ConfirmContact, "contact", id).with(detail)).await?;
        Ok(unit.save().await?)
    }
}
