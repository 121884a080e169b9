//! Who is let in: sign-in, sessions, tokens.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use suar_policy::{Action, Actor, may_ever};
use suar_signal::{SessionId, TokenId};
use suar_store::{Credentials, Officer, Session, Token, UnitOfWork};

use crate::app::{Act, App, officer_of, record, require};
use crate::error::{AppError, AppResult, Fault};
use crate::passwords;
use crate::secrets::Secret;

/// A session is over after so long, however it is used.
const SESSION_HOURS: i64 = 12;
/// A session is over when nobody used it for so long.
const IDLE_HOURS: i64 = 2;
/// Its use is noted to this grain, so that reading a page need not write.
const GRAIN_MINUTES: i64 = 5;
/// So many wrong passwords close an account for a while.
const FREE_ATTEMPTS: u32 = 5;
/// The longest while.
const LONGEST_LOCK_MINUTES: i64 = 60;
/// What a browser calls itself is kept to this length.
const DEVICE_CHARACTERS: usize = 200;

/// An officer who is let in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who.
    pub officer: Officer,
    /// As whom the policy knows them.
    pub actor: Actor,
    /// By which session; none: by a token.
    pub session: Option<SessionId>,
}

/// What came of an attempt to sign in.
#[derive(Clone, Debug)]
pub enum SignIn {
    /// Let in, with the secret of the session.
    Welcome(Box<SignedIn>, Secret),
    /// No such name, or not its password.
    Wrong,
    /// Too many wrong passwords; none is looked at until then.
    Locked(Timestamp),
}

impl App {
    /// Lets an officer in who knows the password.
    pub async fn sign_in(&self, name: &str, password: &str, device: &str) -> AppResult<SignIn> {
        let now = self.now();
        let mut unit = self.store().read().await?;
        let officer = unit
            .officers()
            .find_by_name(&name.trim().to_lowercase())
            .await?
            .filter(|officer| officer.closed_at.is_none());
        let credentials = match &officer {
            Some(officer) => unit.officers().find_credentials(officer.id).await?,
            None => None,
        };
        drop(unit);
        if let Some(until) = credentials.as_ref().and_then(|known| known.locked_until).filter(|until| *until > now) {
            return Ok(SignIn::Locked(until));
        }
        let fits = passwords::matches(password, credentials.as_ref().map(|known| known.password_hash.as_str())).await?;
        let Some(officer) = officer else { return Ok(SignIn::Wrong) };
        if fits { self.welcome(officer, device).await } else { self.count_failure(&officer).await }
    }

    async fn welcome(&self, officer: Officer, device: &str) -> AppResult<SignIn> {
        let now = self.now();
        let secret = Secret::draw(self.entropy())?;
        let session = Session {
            id: self.new_id(SessionId::new)?,
            officer: officer.id,
            device: device.chars().filter(|character| !character.is_control()).take(DEVICE_CHARACTERS).collect(),
            created_at: now,
            last_seen_at: now,
            expires_at: now + SignedDuration::from_hours(SESSION_HOURS),
        };
        let actor = actor_of(&officer);
        let mut unit = self.store().write().await?;
        if let Some(known) = unit.officers().find_credentials(officer.id).await? {
            let fresh = Credentials { failed_attempts: 0, locked_until: None, ..known };
            unit.officers().set_credentials(officer.id, &fresh).await?;
        }
        unit.sessions().add(&session, &secret.hash()).await?;
        record(&mut unit, &actor, now, Act::new(Action::SignIn, "session", session.id)).await?;
        unit.save().await?;
        Ok(SignIn::Welcome(Box::new(SignedIn { officer, actor, session: Some(session.id) }), secret))
    }

    async fn count_failure(&self, officer: &Officer) -> AppResult<SignIn> {
        let now = self.now();
        let mut unit = self.store().write().await?;
        let Some(mut known) = unit.officers().find_credentials(officer.id).await? else { return Ok(SignIn::Wrong) };
        known.failed_attempts = known.failed_attempts.saturating_add(1);
        known.locked_until = lock_after(known.failed_attempts).map(|lock| now + lock);
        unit.officers().set_credentials(officer.id, &known).await?;
        let act = Act::new(Action::SignIn, "officer", officer.id).with(json!({ "failed": known.failed_attempts }));
        record(&mut unit, &Actor::public(), now, act).await?;
        unit.save().await?;
        Ok(known.locked_until.map_or(SignIn::Wrong, SignIn::Locked))
    }

    /// The officer behind the secret of a session.
    pub async fn find_session(&self, secret: &Secret) -> AppResult<Option<SignedIn>> {
        let now = self.now();
        let mut unit = self.store().read().await?;
        let Some(session) = unit.sessions().find(&secret.hash(), now).await? else { return Ok(None) };
        if now.duration_since(session.last_seen_at) > SignedDuration::from_hours(IDLE_HOURS) {
            return Ok(None);
        }
        let Some(officer) = find_open(&mut unit, session.officer).await? else { return Ok(None) };
        drop(unit);
        if now.duration_since(session.last_seen_at) > SignedDuration::from_mins(GRAIN_MINUTES) {
            let mut unit = self.store().write().await?;
            unit.sessions().touch(session.id, now).await?;
            unit.save().await?;
        }
        Ok(Some(SignedIn { actor: actor_of(&officer), officer, session: Some(session.id) }))
    }

    /// The officer behind the secret of a token, narrowed to what the token is for.
    pub async fn find_token(&self, secret: &Secret) -> AppResult<Option<SignedIn>> {
        let now = self.now();
        let mut unit = self.store().read().await?;
        let Some(token) = unit.tokens().find(&secret.hash(), now).await? else { return Ok(None) };
        let Some(officer) = find_open(&mut unit, token.officer).await? else { return Ok(None) };
        drop(unit);
        let is_stale = |used: Timestamp| now.duration_since(used) > SignedDuration::from_hours(1);
        if token.last_used_at.is_none_or(is_stale) {
            let mut unit = self.store().write().await?;
            unit.tokens().touch(token.id, now).await?;
            unit.save().await?;
        }
        let actor = Actor { only: Some(token.actions), ..actor_of(&officer) };
        Ok(Some(SignedIn { officer, actor, session: None }))
    }

    /// One's own sessions, the last used first.
    pub async fn list_sessions(&self, actor: &Actor) -> AppResult<Vec<Session>> {
        require(actor, Action::KeepOwnAccount)?;
        let officer = officer_of(actor, Action::KeepOwnAccount)?;
        Ok(self.store().read().await?.sessions().list(officer, self.now()).await?)
    }

    /// Ends one of one's own sessions.
    pub async fn end_session(&self, actor: &Actor, id: SessionId) -> AppResult<()> {
        require(actor, Action::KeepOwnAccount)?;
        let officer = officer_of(actor, Action::KeepOwnAccount)?;
        let now = self.now();
        let mut unit = self.store().write().await?;
        if !unit.sessions().end(officer, id, now).await? {
            return Err(AppError::NotFound("session"));
        }
        record(&mut unit, actor, now, Act::new(Action::KeepOwnAccount, "session", id)).await?;
        Ok(unit.save().await?)
    }

    /// Ends all of one's own sessions but the one that asks.
    pub async fn end_other_sessions(&self, who: &SignedIn) -> AppResult<()> {
        require(&who.actor, Action::KeepOwnAccount)?;
        let now = self.now();
        let mut unit = self.store().write().await?;
        unit.sessions().end_others(who.officer.id, who.session, now).await?;
        let act = Act::new(Action::KeepOwnAccount, "officer", who.officer.id).with(json!({ "ended": "others" }));
        record(&mut unit, &who.actor, now, act).await?;
        Ok(unit.save().await?)
    }

    /// Changes one's own password and ends all other sessions.
    pub async fn change_password(&self, who: &SignedIn, present: &str, new: &str) -> AppResult<()> {
        require(&who.actor, Action::KeepOwnAccount)?;
        passwords::check_strength(new)?;
        let known = self.store().read().await?.officers().find_credentials(who.officer.id).await?;
        if !passwords::matches(present, known.as_ref().map(|known| known.password_hash.as_str())).await? {
            return Err(Fault::PasswordWrong.into());
        }
        self.set_password(&who.actor, &who.officer, new, who.session).await
    }

    pub(crate) async fn set_password(
        &self,
        actor: &Actor,
        officer: &Officer,
        password: &str,
        kept: Option<SessionId>,
    ) -> AppResult<()> {
        let password_hash = passwords::hash(password, self.entropy()).await?;
        let now = self.now();
        let mut unit = self.store().write().await?;
        let credentials = Credentials { password_hash, failed_attempts: 0, locked_until: None };
        unit.officers().set_credentials(officer.id, &credentials).await?;
        unit.sessions().end_others(officer.id, kept, now).await?;
        let is_own = actor.officer == Some(officer.id.to_string());
        let action = if is_own { Action::KeepOwnAccount } else { Action::KeepOfficers };
        let act = Act::new(action, "officer", officer.id).with(json!({ "changed": "password" }));
        record(&mut unit, actor, now, act).await?;
        Ok(unit.save().await?)
    }

    /// One's own tokens, the newest first.
    pub async fn list_tokens(&self, actor: &Actor) -> AppResult<Vec<Token>> {
        require(actor, Action::KeepOwnTokens)?;
        let officer = officer_of(actor, Action::KeepOwnTokens)?;
        Ok(self.store().read().await?.tokens().list(officer).await?)
    }

    /// Makes a token for an officer, from the machine itself.
    pub async fn make_token_from_console(&self, name: &str, new: NewToken<'_>) -> AppResult<(Token, Secret)> {
        let officer = self.store().read().await?.officers().find_by_name(&name.trim().to_lowercase()).await?;
        let officer = officer.filter(|officer| officer.closed_at.is_none()).ok_or(AppError::NotFound("officer"))?;
        self.make_token(&actor_of(&officer), new).await
    }

    /// Makes a token for a program; its secret is shown this once.
    pub async fn make_token(&self, actor: &Actor, new: NewToken<'_>) -> AppResult<(Token, Secret)> {
        require(actor, Action::KeepOwnTokens)?;
        let officer = officer_of(actor, Action::KeepOwnTokens)?;
        let name = new.name.trim();
        let is_own = |action: &Action| may_ever(actor, *action) && *action != Action::KeepOwnTokens;
        let fits = (1..=80).contains(&name.chars().count())
            && !new.actions.is_empty()
            && new.actions.iter().all(is_own)
            && (1..=365).contains(&new.days);
        if !fits {
            return Err(Fault::TokenUnfit.into());
        }
        let now = self.now();
        let secret = Secret::draw(self.entropy())?;
        let mut actions = new.actions.to_vec();
        actions.sort_unstable();
        actions.dedup();
        let token = Token {
            id: self.new_id(TokenId::new)?,
            officer,
            name: name.to_owned(),
            actions,
            created_at: now,
            expires_at: now + SignedDuration::from_hours(24 * i64::from(new.days)),
            last_used_at: None,
            revoked_at: None,
        };
        let mut unit = self.store().write().await?;
        unit.tokens().add(&token, &secret.hash()).await?;
        let scope: Vec<&str> = token.actions.iter().map(|action| action.name()).collect();
        let act = Act::new(Action::KeepOwnTokens, "token", token.id).with(json!({ "made": scope, "days": new.days }));
        record(&mut unit, actor, now, act).await?;
        unit.save().await?;
        Ok((token, secret))
    }

    /// Revokes one of one's own tokens.
    pub async fn revoke_token(&self, actor: &Actor, id: TokenId) -> AppResult<()> {
        require(actor, Action::KeepOwnTokens)?;
        let officer = officer_of(actor, Action::KeepOwnTokens)?;
        let now = self.now();
        let mut unit = self.store().write().await?;
        if !unit.tokens().revoke(officer, id, now).await? {
            return Err(AppError::NotFound("token"));
        }
        let act = Act::new(Action::KeepOwnTokens, "token", id).with(json!({ "revoked": true }));
        record(&mut unit, actor, now, act).await?;
        Ok(unit.save().await?)
    }
}

/// A token as an officer asks for it.
#[derive(Clone, Copy, Debug)]
pub struct NewToken<'a> {
    /// What the officer calls it.
    pub name: &'a str,
    /// All that it may be used for.
    pub actions: &'a [Action],
    /// After how many days it is over.
    pub days: u16,
}

/// As whom the policy knows an officer.
pub(crate) fn actor_of(officer: &Officer) -> Actor {
    Actor { officer: Some(officer.id.to_string()), role: officer.role, region: officer.region.clone(), only: None }
}

async fn find_open(unit: &mut UnitOfWork, id: suar_signal::OfficerId) -> AppResult<Option<Officer>> {
    Ok(unit.officers().find(id).await?.filter(|officer| officer.closed_at.is_none()))
}

/// For how long so many wrong passwords close an account: a minute, doubled each time, an hour at most.
fn lock_after(failed_attempts: u32) -> Option<SignedDuration> {
    let beyond = failed_attempts.checked_sub(FREE_ATTEMPTS)?;
    let minutes = 1_i64.checked_shl(beyond.min(30)).unwrap_or(LONGEST_LOCK_MINUTES).min(LONGEST_LOCK_MINUTES);
    Some(SignedDuration::from_mins(minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locks_grow_and_end() {
        assert_eq!(lock_after(4), None);
        assert_eq!(lock_after(5), Some(SignedDuration::from_mins(1)));
        assert_eq!(lock_after(7), Some(SignedDuration::from_mins(4)));
        assert_eq!(lock_after(u32::MAX), Some(SignedDuration::from_mins(60)));
    }
}
