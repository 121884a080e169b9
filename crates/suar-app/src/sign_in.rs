//! Signing in. An attempt is counted before its password is looked at, so that guesses made at the same
//! time count each; and it is counted by the typed name, so that a name of nobody answers, locks and
//! takes time as any other.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use suar_policy::{Action, Actor};
use suar_signal::{OfficerId, SessionId};
use suar_store::{Attempts, Officer, Session, UnitOfWork};

use crate::access::{SESSION_HOURS, SignedIn, actor_of};
use crate::app::{Act, App, record};
use crate::error::AppResult;
use crate::passwords;
use crate::secrets::Secret;

/// So many wrong passwords close a name for a while.
const FREE_ATTEMPTS: u32 = 5;
/// The longest while.
const LONGEST_LOCK_MINUTES: i64 = 60;
/// Attempts are forgotten when there was none for so long.
const MEMORY_HOURS: i64 = 24;
/// What a browser calls itself is kept to this length.
const DEVICE_CHARACTERS: usize = 200;

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

/// Whether a password may be looked at.
pub(crate) enum Claim {
    /// It may; the attempt is counted.
    Counted(Attempts),
    /// Not before then.
    Locked(Timestamp),
}

impl App {
    /// Lets an officer in who knows the password.
    pub async fn sign_in(&self, name: &str, password: &str, device: &str) -> AppResult<SignIn> {
        let name = name.trim().to_lowercase();
        let attempts = match self.claim_attempt(&name).await? {
            Claim::Counted(attempts) => attempts,
            Claim::Locked(until) => return Ok(SignIn::Locked(until)),
        };
        let mut unit = self.store().read().await?;
        let officer = unit.officers().find_by_name(&name).await?.filter(|officer| officer.closed_at.is_none());
        let hash = match &officer {
            Some(officer) => unit.officers().find_password_hash(officer.id).await?,
            None => None,
        };
        drop(unit);
        let fits = passwords::matches(password, hash.as_deref()).await?;
        let known = officer.as_ref().zip(hash.as_deref()).filter(|_| fits);
        let welcomed = match known {
            Some((officer, hash)) => self.welcome(officer, hash, device).await?,
            None => None,
        };
        match welcomed {
            Some(welcomed) => Ok(welcomed),
            None => self.enter_failure(officer.as_ref(), attempts).await,
        }
    }

    /// Counts an attempt by a name, unless the name is locked.
    pub(crate) async fn claim_attempt(&self, name: &str) -> AppResult<Claim> {
        let now = self.now();
        let oldest = now - SignedDuration::from_hours(MEMORY_HOURS);
        let key = key_of(name);
        let mut unit = self.store().write().await?;
        unit.attempts().forget_before(oldest).await?;
        let before = unit.attempts().find(&key).await?;
        if let Some(until) = before.and_then(|before| before.locked_until).filter(|until| *until > now) {
            return Ok(Claim::Locked(until));
        }
        let failed = before.map_or(0, |before| before.failed).saturating_add(1);
        let attempts = Attempts { failed, locked_until: lock_after(failed).map(|lock| now + lock), last_at: now };
        unit.attempts().put(&key, attempts).await?;
        unit.save().await?;
        Ok(Claim::Counted(attempts))
    }

    /// Opens a session, unless the password that fitted was changed or the account closed while it was looked at.
    async fn welcome(&self, officer: &Officer, hash: &str, device: &str) -> AppResult<Option<SignIn>> {
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
        let actor = actor_of(officer);
        let mut unit = self.store().write().await?;
        if !still_opens(&mut unit, officer.id, hash).await? {
            return Ok(None);
        }
        unit.attempts().forget(&key_of(&officer.name)).await?;
        unit.sessions().add(&session, &secret.hash()).await?;
        record(&mut unit, &actor, now, Act::new(Action::SignIn, "session", session.id)).await?;
        unit.save().await?;
        let who = SignedIn { officer: officer.clone(), actor, session: Some(session.id) };
        Ok(Some(SignIn::Welcome(Box::new(who), secret)))
    }

    async fn enter_failure(&self, officer: Option<&Officer>, attempts: Attempts) -> AppResult<SignIn> {
        let subject = officer.map_or_else(|| "unknown".to_owned(), |officer| officer.id.to_string());
        let act = Act::new(Action::SignIn, "officer", subject).with(json!({ "failed": attempts.failed }));
        let mut unit = self.store().write().await?;
        record(&mut unit, &Actor::public(), self.now(), act).await?;
        unit.save().await?;
        Ok(attempts.locked_until.map_or(SignIn::Wrong, SignIn::Locked))
    }
}

/// Whether an account is open and this the hash of its password. To be asked in the unit that lets somebody do what
/// they showed a password for: comparing one takes long, and the password may be another by then.
pub(crate) async fn still_opens(unit: &mut UnitOfWork, officer: OfficerId, hash: &str) -> AppResult<bool> {
    let is_open = unit.officers().find(officer).await?.is_some_and(|officer| officer.closed_at.is_none());
    Ok(is_open && unit.officers().find_password_hash(officer).await?.as_deref() == Some(hash))
}

/// Under what the attempts by a name are kept.
pub(crate) fn key_of(name: &str) -> [u8; 32] {
    *blake3::hash(name.as_bytes()).as_bytes()
}

/// For how long so many wrong passwords close a name: a minute, doubled each time, an hour at most.
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
