//! Passwords: hashed with argon2id, off the threads that answer.

use std::collections::BTreeSet;

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

/// Fewer different characters than these are no password, however often they stand there.
const LEAST_DIFFERENT: usize = 5;
/// A shorter sign-in name stands in many words by chance.
const LEAST_OF_NAME: usize = 4;
/// So many letters beside the obvious are something of one's own.
const LEAST_OF_OWN: usize = 4;
/// What everybody tries first.
const OBVIOUS: &str = include_str!("../data/obvious_passwords.txt");

/// Whether a password may be chosen for the account of this sign-in name.
pub(crate) fn check_strength(password: &str, name: &str) -> Result<(), Fault> {
    match password.chars().count() {
        count if count < LEAST_CHARACTERS => Err(Fault::PasswordTooShort),
        count if count > MOST_CHARACTERS => Err(Fault::PasswordTooLong),
        _ if is_easy(password, name) => Err(Fault::PasswordEasy),
        _ => Ok(()),
    }
}

fn is_easy(password: &str, name: &str) -> bool {
    let different: BTreeSet<char> = password.to_lowercase().chars().collect();
    let (bare, name) = (bare(password), bare(name));
    different.len() < LEAST_DIFFERENT
        || (name.len() >= LEAST_OF_NAME && bare.contains(&name))
        || counts_up(&bare)
        || is_obvious(&bare)
}

/// Small letters and digits alone.
fn bare(text: &str) -> String {
    text.to_lowercase().chars().filter(|character| character.is_alphanumeric()).collect()
}

/// Whether nearly every letter or digit is the neighbour of the one before it, or the same: 12345, abcde, 98765.
fn counts_up(bare: &str) -> bool {
    let number = |character: char| match character {
        // Behind 9 comes 0.
        '0' => u32::from('9') + 1,
        other => u32::from(other),
    };
    let pairs = bare.chars().zip(bare.chars().skip(1));
    let jumps = pairs.filter(|(left, right)| {
        u32::from(*left).abs_diff(u32::from(*right)) > 1 && number(*left).abs_diff(number(*right)) > 1
    });
    jumps.count() * 4 < bare.chars().count()
}

/// Whether nothing of one's own is left beside words that everybody tries.
fn is_obvious(bare: &str) -> bool {
    let words = OBVIOUS.lines().filter(|line| !line.starts_with('#') && bare.contains(line));
    let mut words: Vec<&str> = words.collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let own = words.iter().fold(bare.to_owned(), |rest, word| rest.replace(word, " "));
    !words.is_empty() && own.chars().filter(|character| character.is_alphabetic()).count() < LEAST_OF_OWN
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
        assert_eq!(check_strength("rahasia", "sari"), Err(Fault::PasswordTooShort));
        assert_eq!(check_strength(&"a".repeat(300), "sari"), Err(Fault::PasswordTooLong));
        assert_eq!(check_strength("kopi tubruk pagi", "sari"), Ok(()));
    }

    #[test]
    fn passwords_that_anybody_would_try_are_refused() {
        for easy in [
            "aaaaaaaaaaaa",
            "abcdabcdabcd",
            "123456789012",
            "098765432109",
            "abcdefghijkl",
            "abcdef-123456",
            "aabbccddeeff1122",
            "SariSariSari1",
            "s.a.r.i di kantor",
            "password1234",
            "Password-2026!!",
            "passwordpassword",
            "rahasia12345",
            "rahasiaku 2026",
            "admin kata sandi",
            "qwertyuiop12",
            "1q2w3e4r1q2w3e4r",
        ] {
            assert_eq!(check_strength(easy, "sari"), Err(Fault::PasswordEasy), "{easy}");
        }
        for fit in
            ["suar-contoh-demo", "teh manis sore hari", "482917305526", "abdi desa rahasia lumbung", "sepeda ani"]
        {
            let long = format!("{fit} di rumah");
            assert_eq!(check_strength(&long, "ani"), Ok(()), "{long}");
        }
        assert_eq!(check_strength("suar-contoh-demo", "analis"), Ok(()));
        assert_eq!(check_strength("482917305526", "analis"), Ok(()));
    }
}
