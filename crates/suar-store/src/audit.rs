use jiff::Timestamp;
use serde_json::{Map, Value};
use sqlx::SqliteConnection;
use suar_signal::OfficerId;

use crate::columns::{Columns, millisecond};
use crate::error::Result;
use crate::store::UnitOfWork;

/// What was done, to be entered.
#[derive(Clone, Debug, PartialEq)]
pub struct NewEntry<'a> {
    /// When.
    pub at: Timestamp,
    /// By whom; none: by the program itself or by the public.
    pub officer: Option<OfficerId>,
    /// What.
    pub action: &'a str,
    /// To what kind of thing.
    pub subject_kind: &'a str,
    /// To which.
    pub subject: &'a str,
    /// What else is worth knowing; never a text, a name or a number of a person.
    pub detail: Map<String, Value>,
}

/// An entry of the trail.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its place, from 1, without gaps.
    pub number: i64,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub officer: Option<OfficerId>,
    /// What.
    pub action: String,
    /// To what kind of thing.
    pub subject_kind: String,
    /// To which.
    pub subject: String,
    /// What else is worth knowing.
    pub detail: Map<String, Value>,
}

/// How the trail stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrailState {
    /// Every entry is bound to the one before it.
    Whole {
        /// How many there are.
        entries: i64,
        /// The last hash, in hexadecimal: whoever noted it elsewhere can tell a cut-off tail.
        hash: String,
    },
    /// The first entry that does not fit.
    Broken {
        /// Its place.
        number: i64,
    },
}

/// The trail.
#[derive(Debug)]
pub struct Audit<'a>(&'a mut SqliteConnection);

impl UnitOfWork {
    /// The audit trail.
    pub fn audit(&mut self) -> Audit<'_> {
        Audit(self.connection())
    }
}

/// Entries that are read at a time while the trail is verified.
const STRIDE: i64 = 4096;

impl Audit<'_> {
    /// Enters what was done, bound to the entry before.
    pub async fn add(&mut self, entry: &NewEntry<'_>) -> Result<i64> {
        let last = sqlx::query("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1")
            .fetch_optional(&mut *self.0)
            .await?;
        let (number, previous) = match &last {
            None => (1, vec![0; 32]),
            Some(row) => {
                let columns = Columns::new("audit", row);
                (columns.get::<i64>("number")? + 1, columns.get("hash")?)
            }
        };
        let officer = entry.officer.map(|officer| officer.to_string());
        let detail = serde_json::to_string(&entry.detail)?;
        let link = Link {
            number,
            at: millisecond(entry.at),
            officer: officer.as_deref(),
            words: [entry.action, entry.subject_kind, entry.subject, &detail],
        };
        sqlx::query(
            "INSERT INTO audit (number, at, officer, action, subject_kind, subject, detail, previous, hash)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(number)
        .bind(link.at)
        .bind(&officer)
        .bind(entry.action)
        .bind(entry.subject_kind)
        .bind(entry.subject)
        .bind(&detail)
        .bind(&previous)
        .bind(link.hash(&previous).as_slice())
        .execute(&mut *self.0)
        .await?;
        Ok(number)
    }

    /// The entries about one thing, the newest first.
    pub async fn list_about(&mut self, subject_kind: &str, subject: &str, most: u32) -> Result<Vec<Entry>> {
        let rows =
            sqlx::query("SELECT * FROM audit WHERE subject_kind = $1 AND subject = $2 ORDER BY number DESC LIMIT $3")
                .bind(subject_kind)
                .bind(subject)
                .bind(most)
                .fetch_all(&mut *self.0)
                .await?;
        rows.iter().map(|row| entry_of(&Columns::new("audit", row))).collect()
    }

    /// The entries before a place, the newest first.
    pub async fn list_before(&mut self, number: Option<i64>, most: u32) -> Result<Vec<Entry>> {
        let rows = sqlx::query("SELECT * FROM audit WHERE number < $1 ORDER BY number DESC LIMIT $2")
            .bind(number.unwrap_or(i64::MAX))
            .bind(most)
            .fetch_all(&mut *self.0)
            .await?;
        rows.iter().map(|row| entry_of(&Columns::new("audit", row))).collect()
    }

    /// To which of some things of a kind an officer, or nobody by name, did something since a time.
    pub async fn list_done_since(
        &mut self,
        (officer, since): (Option<OfficerId>, Timestamp),
        action: &str,
        (subject_kind, subjects): (&str, &[String]),
    ) -> Result<Vec<String>> {
        let rows = sqlx::query(
            "SELECT DISTINCT subject FROM audit
             WHERE subject_kind = $1 AND subject IN (SELECT value FROM json_each($2))
               AND officer IS $3 AND action = $4 AND at >= $5",
        )
        .bind(subject_kind)
        .bind(serde_json::to_string(subjects)?)
        .bind(officer.map(|officer| officer.to_string()))
        .bind(action)
        .bind(millisecond(since))
        .fetch_all(&mut *self.0)
        .await?;
        rows.iter().map(|row| Columns::new("audit", row).get("subject")).collect()
    }

    /// Whether the trail ended with this hash at some time; before its first entry it ended with zeros.
    pub async fn has_ended_with(&mut self, hash: &[u8; 32]) -> Result<bool> {
        let known: (bool,) = sqlx::query_as("SELECT EXISTS (SELECT 1 FROM audit WHERE hash = $1)")
            .bind(hash.as_slice())
            .fetch_one(&mut *self.0)
            .await?;
        Ok(known.0 || *hash == [0; 32])
    }

    /// Follows the whole trail from its first entry.
    pub async fn verify(&mut self) -> Result<TrailState> {
        let mut previous = vec![0; 32];
        let mut entries = 0;
        loop {
            let rows = sqlx::query("SELECT * FROM audit WHERE number > $1 ORDER BY number LIMIT $2")
                .bind(entries)
                .bind(STRIDE)
                .fetch_all(&mut *self.0)
                .await?;
            if rows.is_empty() {
                let hash: [u8; 32] = previous.try_into().unwrap_or([0; 32]);
                return Ok(TrailState::Whole { entries, hash: blake3::Hash::from_bytes(hash).to_hex().to_string() });
            }
            for row in &rows {
                let columns = Columns::new("audit", row);
                entries += 1;
                if !follows(&columns, entries, &previous)? {
                    return Ok(TrailState::Broken { number: entries });
                }
                previous = columns.get("hash")?;
            }
        }
    }
}

/// What a hash is taken over.
struct Link<'a> {
    number: i64,
    at: i64,
    officer: Option<&'a str>,
    words: [&'a str; 4],
}

impl Link<'_> {
    fn hash(&self, previous: &[u8]) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new_derive_key("suar audit trail v1");
        hasher.update(previous);
        hasher.update(&self.number.to_le_bytes());
        hasher.update(&self.at.to_le_bytes());
        hasher.update(&[u8::from(self.officer.is_some())]);
        for word in [self.officer.unwrap_or("")].iter().chain(&self.words) {
            hasher.update(&(word.len() as u64).to_le_bytes());
            hasher.update(word.as_bytes());
        }
        *hasher.finalize().as_bytes()
    }
}

fn follows(columns: &Columns<'_>, number: i64, previous: &[u8]) -> Result<bool> {
    let link = Link {
        number: columns.get("number")?,
        at: columns.get("at")?,
        officer: columns.get("officer")?,
        words: [columns.get("action")?, columns.get("subject_kind")?, columns.get("subject")?, columns.get("detail")?],
    };
    let bound: &[u8] = columns.get("previous")?;
    let hash: &[u8] = columns.get("hash")?;
    Ok(link.number == number && bound == previous && hash == link.hash(previous))
}

fn entry_of(columns: &Columns<'_>) -> Result<Entry> {
    Ok(Entry {
        number: columns.get("number")?,
        at: columns.time("at")?,
        officer: columns.parsed_if_any("officer")?,
        action: columns.get("action")?,
        subject_kind: columns.get("subject_kind")?,
        subject: columns.get("subject")?,
        detail: columns.json("detail")?,
    })
}
