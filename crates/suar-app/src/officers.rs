//! Accounts of officers.

use serde_json::json;
use suar_policy::{Action, Actor, Role, may_ever};
use suar_signal::OfficerId;
use suar_store::Officer;

use crate::access::actor_of;
use crate::app::{Act, App, LEAD, officer_of, record, require};
use crate::error::{AppError, AppResult, Fault};
use crate::passwords;

/// An account to be added.
#[derive(Clone, Copy)]
pub struct NewOfficer<'a> {
    /// The name typed at sign-in.
    pub name: &'a str,
    /// The name that colleagues read.
    pub display_name: &'a str,
    /// What they are.
    pub role: Role,
    /// The region that they work for; none: the whole country.
    pub region: Option<&'a str>,
    /// The first password.
    pub password: &'a str,
}

impl App {
    /// All accounts, by name.
    pub async fn list_officers(&self, actor: &Actor) -> AppResult<Vec<Officer>> {
        require(actor, Action::KeepOfficers)?;
        Ok(self.store().read().await?.officers().list().await?)
    }

    /// Adds an account.
    pub async fn add_officer(&self, actor: &Actor, new: NewOfficer<'_>) -> AppResult<OfficerId> {
        require(actor, Action::KeepOfficers)?;
        self.insert_officer(actor, new).await
    }

    /// Adds the first accounts, from the machine itself. Whoever can write the data folder can do anything.
    pub async fn add_officer_from_console(&self, new: NewOfficer<'_>) -> AppResult<OfficerId> {
        self.insert_officer(&Actor::public(), new).await
    }

    async fn insert_officer(&self, actor: &Actor, new: NewOfficer<'_>) -> AppResult<OfficerId> {
        let name = new.name.trim().to_lowercase();
        let is_fit = |character: char| character.is_ascii_alphanumeric() || ".-_".contains(character);
        if !(3..=40).contains(&name.len()) || !name.chars().all(is_fit) {
            return Err(Fault::NameUnfit.into());
        }
        let display_name = new.display_name.trim();
        if !(1..=80).contains(&display_name.chars().count()) || new.role == Role::Public {
            return Err(Fault::DisplayNameUnfit.into());
        }
        passwords::check_strength(new.password, &name)?;
        let password_hash = passwords::hash(new.password, self.entropy()).await?;
        let now = self.now();
        let region = new.region.map(str::trim).filter(|region| !region.is_empty());
        let officer = Officer {
            id: self.new_id(OfficerId::new)?,
            name,
            display_name: display_name.to_owned(),
            role: new.role,
            region: region.map(str::to_owned),
            created_at: now,
            closed_at: None,
        };
        let mut unit = self.store().write().await?;
        match unit.officers().add(&officer, &password_hash).await {
            Err(error) if error.is_taken() => return Err(Fault::NameTaken.into()),
            added => added?,
        }
        let act = Act::new(Action::KeepOfficers, "officer", officer.id).with(json!({ "added": officer.role.name() }));
        record(&mut unit, actor, now, act).await?;
        unit.save().await?;
        Ok(officer.id)
    }

    /// Closes an account, ends its sessions and tokens, and gives its leads back; says how many they were. What was
    /// done keeps its name.
    pub async fn close_officer(&self, actor: &Actor, id: OfficerId) -> AppResult<usize> {
        require(actor, Action::KeepOfficers)?;
        if officer_of(actor, Action::KeepOfficers)? == id {
            return Err(Fault::OwnAccount.into());
        }
        let now = self.now();
        let mut unit = self.store().write().await?;
        if unit.officers().find(id).await?.is_none() {
            return Err(AppError::NotFound("officer"));
        }
        unit.officers().close(id, now).await?;
        unit.sessions().end_others(id, None, now).await?;
        unit.tokens().revoke_all(id, now).await?;
        let act = Act::new(Action::KeepOfficers, "officer", id).with(json!({ "closed": true }));
        record(&mut unit, actor, now, act).await?;
        let given_back = unit.leads().give_back_all(id, now).await?;
        for lead in &given_back {
            let act = Act::new(Action::KeepOfficers, LEAD, lead).with(json!({ "given_back": true }));
            record(&mut unit, actor, now, act).await?;
        }
        unit.save().await?;
        Ok(given_back.len())
    }

    /// Gives an officer a new password and ends their sessions.
    pub async fn reset_password(&self, actor: &Actor, id: OfficerId, password: &str) -> AppResult<()> {
        require(actor, Action::KeepOfficers)?;
        let officer = self.store().read().await?.officers().find(id).await?;
        self.replace_password(actor, officer, password).await
    }

    /// Gives an officer a new password, from the machine itself, ends their sessions, and opens an account that
    /// wrong passwords have closed.
    pub async fn reset_password_from_console(&self, name: &str, password: &str) -> AppResult<()> {
        let officer = self.store().read().await?.officers().find_by_name(&name.trim().to_lowercase()).await?;
        self.replace_password(&Actor::public(), officer.filter(|officer| officer.closed_at.is_none()), password).await
    }

    async fn replace_password(&self, actor: &Actor, officer: Option<Officer>, password: &str) -> AppResult<()> {
        let officer = officer.ok_or(AppError::NotFound("officer"))?;
        passwords::check_strength(password, &officer.name)?;
        self.set_password(actor, &officer, password, None).await
    }

    /// Whether anybody can sign in.
    pub async fn has_officers(&self) -> AppResult<bool> {
        let officers = self.store().read().await?.officers().list().await?;
        Ok(officers.iter().any(|officer| officer.closed_at.is_none()))
    }

    /// Who can be given a lead: open accounts that may decide on leads, by name.
    pub async fn list_colleagues(&self, actor: &Actor) -> AppResult<Vec<Officer>> {
        require(actor, Action::ReadLead)?;
        let officers = self.store().read().await?.officers().list().await?;
        let may_work =
            |officer: &Officer| officer.closed_at.is_none() && may_ever(&actor_of(officer), Action::DecideLead);
        Ok(officers.into_iter().filter(may_work).collect())
    }
}
