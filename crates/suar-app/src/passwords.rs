//! Passwords: hashed with argon2id, off the threads that answer.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

use tokio::sync::Semaphore;

use crate::clock::Entropy;
use crate::error::{AppError, AppResult, Fault};

/// Hashing takes 19 MiB and a core: no more at once than these.
static TURNS: Semaphore = Semaphore::const_new(4);

const LEAST_CHARACTERS: usize = 12;
const MOST_CHARACTERS: usize = 256;

/// Whether a password may be chosen.
pub(crate) fn check_strength(password: &str) -> Result<(), Fault> {
    match password.chars().count() {
        count if count < LEAST_CHARACTERS => Err(Fault::PasswordTooShort),
        count if count > MOST_CHARACTERS => Err(Fault::PasswordTooLong),
        _ => Ok(()),
    }
}

/// The hash of a new password, with its salt and parameters.
pub(crate) async fn hash(password: &str, entropy: &dyn Entropy) -> AppResult<String> {
    let mut salt = [0; 16];
    entropy.fill(&mut salt)?;
    let password = password.to_owned();
    let _turn = TURNS.acquire().await.map_err(|_| AppError::Internal("the turns to hash are over"))?;
    let hashed = tokio::task::spawn_blocking(move || {
        let hash: Result<PasswordHash, _> = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
        hash.map(|hash| hash.to_string())
    });
    let hashed = hashed.await.map_err(|_| AppError::Internal("hashing a password broke off"))?;
    hashed.map_err(|_| AppError::Internal("a password could not be hashed"))
}

/// The hash of nothing that anybody knows.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGhhcyB0aGlz$2Kd1VzO3C2Zk1Jd0yqkzYt0Yx6WwQm7u1mG6m3Jm2vQ";

/// Whether a password is the one behind a hash. Without a hash it takes as long, so that nobody
/// learns from the time whether an account is there.
pub(crate) async fn matches(password: &str, hash: Option<&str>) -> AppResult<bool> {
    if password.chars().count() > MOST_CHARACTERS {
        return Ok(false);
    }
    let is_known = hash.is_some();
    let hash = hash.unwrap_or(NOBODY).to_owned();
    let password = password.to_owned();
    let _turn = TURNS.acquire().await.map_err(|_| AppError::Internal("the turns to hash are over"))?;
    let fits = tokio::task::spawn_blocking(move || {
        let hash = PasswordHash::new(&hash).ok()?;
        Argon2::default().verify_password(password.as_bytes(), &hash).ok()
    });
    let fits = fits.await.map_err(|_| AppError::Internal("comparing a password broke off"))?;
    Ok(is_known && fits.is_some())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;
    use crate::clock::SystemEntropy;

    #[tokio::test]
    async fn only_the_right_password_opens() {
        let hashed = hash("kopi tubruk pagi", &SystemEntropy).await.unwrap();
        assert!(hashed.starts_with("$argon2id$"));
        assert!(matches("kopi tubruk pagi", Some(&hashed)).await.unwrap());
        assert!(!matches("kopi tubruk Pagi", Some(&hashed)).await.unwrap());
        assert!(!matches("kopi tubruk pagi", None).await.unwrap());
    }

    #[test]
    fn the_hash_of_nobody_takes_as_long_as_any() {
        let hash = PasswordHash::new(NOBODY).unwrap();
        assert_eq!(hash.algorithm.as_str(), "argon2id");
    }

    #[test]
    fn short_and_endless_passwords_are_refused() {
        assert_eq!(check_strength("rahasia"), Err(Fault::PasswordTooShort));
        assert_eq!(check_strength(&"a".repeat(300)), Err(Fault::PasswordTooLong));
        assert_eq!(check_strength("kopi tubruk pagi"), Ok(()));
    }
}
