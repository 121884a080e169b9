//! Who is let in: sessions, passwords, tokens.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use suar_policy::{Action, Actor, may_ever};
use suar_signal::{SessionId, TokenId};
use suar_store::{Officer, Session, Token, UnitOfWork};

use crate::app::{Act, App, officer_of, record, require};
use crate::error::{AppError, AppResult, Fault};
use crate::passwords;
use crate::secrets::Secret;
use crate::sign_in::{Claim, key_of, still_opens};

/// A session is over after so long, however it is used.
pub(crate) const SESSION_HOURS: i64 = 12;
/// A session is over when nobody used it for so long.
const IDLE_HOURS: i64 = 2;
/// Its use is noted to this grain, so that reading a page need not write.
const GRAIN_MINUTES: i64 = 5;

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

impl App {
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
        passwords::check_strength(new, &who.officer.name)?;
        // Whoever sits at a session left open guesses no faster here than at the door.
        if let Claim::Locked(_) = self.claim_attempt(&who.officer.name).await? {
            return Err(Fault::TooManyAttempts.into());
        }
        let hash = self.store().read().await?.officers().find_password_hash(who.officer.id).await?;
        let hash = if passwords::matches(present, hash.as_deref()).await? { hash } else { None };
        let shown = Shown { hash: hash.ok_or(Fault::PasswordWrong)?, session: who.session };
        self.set_password(&who.actor, &who.officer, new, Some(shown)).await
    }

    /// Sets a password and ends all sessions but that of whoever showed the one before.
    pub(crate) async fn set_password(
        &self,
        actor: &Actor,
        officer: &Officer,
        password: &str,
        shown: Option<Shown>,
    ) -> AppResult<()> {
        let password_hash = passwords::hash(password, self.entropy()).await?;
        let now = self.now();
        let mut unit = self.store().write().await?;
        if let Some(shown) = &shown
            && !still_opens(&mut unit, officer.id, &shown.hash).await?
        {
            return Err(Fault::PasswordWrong.into());
        }
        unit.officers().set_password_hash(officer.id, &password_hash).await?;
        unit.attempts().forget(&key_of(&officer.name)).await?;
        unit.sessions().end_others(officer.id, shown.and_then(|shown| shown.session), now).await?;
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
        // A program needs no token for what anybody may do, and one that could make tokens would outlive its own end.
        let is_own = |action: &Action| {
            may_ever(actor, *action) && !may_ever(&Actor::public(), *action) && *action != Action::KeepOwnTokens
        };
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

/// The password that somebody showed to set another.
pub(crate) struct Shown {
    /// The hash that it fitted.
    hash: String,
    /// In which session; it stays open.
    session: Option<SessionId>,
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
