use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection};
use suar_signal::{Band, ImportId, Kind, Signal, SignalId, Strength};

use crate::columns::{Columns, integer, millisecond};
use crate::error::Result;
use crate::store::UnitOfWork;

/// The number of a post in this store, in the order they came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SignalNumber(pub i64);

/// What tells two posts apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SignalKey(pub [u8; 32]);

impl SignalKey {
    /// The key of a post: a hash over id, text, time, channel and author.
    pub fn of(signal: &Signal) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key("suar signal key v1");
        let time = signal.time.map(|time| time.as_millisecond().to_le_bytes());
        let parts = [
            Some(signal.id.as_str().as_bytes()),
            Some(signal.text.as_bytes()),
            time.as_ref().map(<[u8; 8]>::as_slice),
            signal.channel.as_deref().map(str::as_bytes),
            signal.author.as_deref().map(str::as_bytes),
        ];
        for part in parts {
            hasher.update(&[u8::from(part.is_some())]);
            let bytes = part.unwrap_or_default();
            hasher.update(&(bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        }
        Self(*hasher.finalize().as_bytes())
    }
}

/// A sign as it is kept beside every post.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sign {
    /// Which.
    pub id: String,
    /// How much it says by itself.
    pub strength: Strength,
}

/// What of a reading is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptReading {
    /// How soon a person should look.
    pub band: Band,
    /// Unsafe recruitment, from 0 to 1.
    pub risk: f64,
    /// What the post does.
    pub kind: Kind,
    /// The language, as a code.
    pub language: String,
    /// The signs that it shows.
    pub signs: Vec<Sign>,
    /// The version of the packs.
    pub packs: String,
    /// The version of the model.
    pub model: String,
    /// The whole reading as JSON, from band medium on.
    pub body: Option<String>,
}

/// A post with its reading, to be kept.
#[derive(Clone, Debug, PartialEq)]
pub struct NewSignal {
    /// What tells it apart.
    pub key: SignalKey,
    /// The post.
    pub signal: Signal,
    /// What was found in it.
    pub reading: KeptReading,
}

/// A post as weaving takes it.
#[derive(Clone, Debug, PartialEq)]
pub struct WovenSignal {
    /// Its number.
    pub number: SignalNumber,
    /// The post, without what weaving does not look at.
    pub signal: Signal,
    /// How soon a person should look.
    pub band: Band,
    /// Unsafe recruitment, from 0 to 1.
    pub risk: f64,
    /// What the post does.
    pub kind: Kind,
    /// The signs that it shows.
    pub signs: Vec<Sign>,
    /// Whether the public handed it in.
    pub is_report: bool,
}

/// The posts.
#[derive(Debug)]
pub struct Signals<'a>(&'a mut SqliteConnection);

impl UnitOfWork {
    /// The posts and what was found in them.
    pub fn signals(&mut self) -> Signals<'_> {
        Signals(self.connection())
    }
}

/// Posts in one statement: 14 values each, and `SQLite` takes 32,766.
const POSTS_AT_ONCE: usize = 512;

impl Signals<'_> {
    /// Adds the posts that are not there yet; gives the numbers of those that were added.
    pub async fn add(
        &mut self,
        import: Option<ImportId>,
        received_at: Timestamp,
        posts: &[NewSignal],
    ) -> Result<Vec<SignalNumber>> {
        let mut added = Vec::new();
        for posts in posts.chunks(POSTS_AT_ONCE) {
            let numbers = self.insert(import, received_at, posts).await?;
            let readings: Vec<(SignalNumber, &KeptReading)> = posts
                .iter()
                .filter_map(|post| Some((*numbers.get(&post.key)?, &post.reading)))
                // A post that stands twice in one batch has one row.
                .collect();
            let mut seen = rustc_hash::FxHashSet::default();
            let readings: Vec<_> = readings.into_iter().filter(|(number, _)| seen.insert(*number)).collect();
            self.insert_readings(&readings).await?;
            added.extend(readings.iter().map(|(number, _)| *number));
        }
        Ok(added)
    }

    async fn insert(
        &mut self,
        import: Option<ImportId>,
        received_at: Timestamp,
        posts: &[NewSignal],
    ) -> Result<rustc_hash::FxHashMap<SignalKey, SignalNumber>> {
        let import = import.map(|import| import.to_string());
        let extras: Vec<Option<String>> = posts
            .iter()
            .map(|post| (!post.signal.extra.is_empty()).then(|| serde_json::to_string(&post.signal.extra)).transpose())
            .collect::<std::result::Result<_, _>>()?;
        let mut query = QueryBuilder::<Sqlite>::new(
            "INSERT INTO signal
                (key, source_id, text, time, channel, author, url, lang, reach, region, extra, import, received_at) ",
        );
        query.push_values(posts.iter().zip(&extras), |mut row, (post, extra)| {
            let signal = &post.signal;
            row.push_bind(post.key.0.as_slice())
                .push_bind(signal.id.as_str())
                .push_bind(signal.text.as_str())
                .push_bind(signal.time.map(millisecond))
                .push_bind(signal.channel.as_deref())
                .push_bind(signal.author.as_deref())
                .push_bind(signal.url.as_deref())
                .push_bind(signal.lang.as_ref().map(|language| language.code().to_owned()))
                .push_bind(signal.reach.map(integer))
                .push_bind(signal.region.as_deref())
                .push_bind(extra.as_deref())
                .push_bind(import.as_deref())
                .push_bind(millisecond(received_at));
        });
        query.push(" ON CONFLICT (key) DO NOTHING RETURNING number, key");
        let rows = query.build().fetch_all(&mut *self.0).await?;
        let mut numbers = rustc_hash::FxHashMap::default();
        for row in &rows {
            let columns = Columns::new("signal", row);
            let key: Vec<u8> = columns.get("key")?;
            let key = key.try_into().map_err(|_| columns.fault("key"))?;
            numbers.insert(SignalKey(key), SignalNumber(row.try_get("number")?));
        }
        Ok(numbers)
    }

    async fn insert_readings(&mut self, readings: &[(SignalNumber, &KeptReading)]) -> Result<()> {
        if readings.is_empty() {
            return Ok(());
        }
        let signs: Vec<String> = readings
            .iter()
            .map(|(_, reading)| serde_json::to_string(&reading.signs))
            .collect::<std::result::Result<_, _>>()?;
        let mut query = QueryBuilder::<Sqlite>::new(
            "INSERT INTO reading (signal, band, risk, kind, language, signs, packs, model, body) ",
        );
        query.push_values(readings.iter().zip(&signs), |mut row, ((number, reading), signs)| {
            row.push_bind(number.0)
                .push_bind(band_number(reading.band))
                .push_bind(reading.risk)
                .push_bind(reading.kind.name())
                .push_bind(reading.language.as_str())
                .push_bind(signs.as_str())
                .push_bind(reading.packs.as_str())
                .push_bind(reading.model.as_str())
                .push_bind(reading.body.as_deref());
        });
        query.build().execute(&mut *self.0).await?;
        Ok(())
    }

    /// How many posts there are.
    pub async fn count(&mut self) -> Result<u64> {
        let row = sqlx::query("SELECT 0, count(*) AS posts FROM signal").fetch_one(&mut *self.0).await?;
        Columns::new("signal", &row).count("posts")
    }

    /// The posts behind a number, as weaving takes them.
    pub async fn list_behind(&mut self, number: SignalNumber, most: u32) -> Result<Vec<WovenSignal>> {
        let rows = sqlx::query(
            "SELECT number, source_id, text, time, channel, lang, region, band, risk, kind, signs,
                EXISTS (SELECT 1 FROM report WHERE report.signal = signal.number) AS is_report
             FROM signal JOIN reading ON reading.signal = signal.number
             WHERE number > $1 ORDER BY number LIMIT $2",
        )
        .bind(number.0)
        .bind(most)
        .fetch_all(&mut *self.0)
        .await?;
        rows.iter().map(|row| woven_of(&Columns::new("signal", row))).collect()
    }

    /// Drops the posts of band low that belong to no lead and no report and came before a time.
    pub async fn drop_low(&mut self, before: Timestamp, most: u32) -> Result<u64> {
        sqlx::query("CREATE TEMP TABLE IF NOT EXISTS dropped (number INTEGER PRIMARY KEY)")
            .execute(&mut *self.0)
            .await?;
        sqlx::query("DELETE FROM temp.dropped").execute(&mut *self.0).await?;
        sqlx::query(
            "INSERT INTO temp.dropped
             SELECT number FROM signal JOIN reading ON reading.signal = signal.number
             WHERE received_at < $1 AND band = 0
               AND NOT EXISTS (SELECT 1 FROM membership WHERE membership.signal = number AND lead IS NOT NULL)
               AND NOT EXISTS (SELECT 1 FROM report WHERE report.signal = number)
             LIMIT $2",
        )
        .bind(millisecond(before))
        .bind(most)
        .execute(&mut *self.0)
        .await?;
        for sql in [
            "DELETE FROM membership WHERE signal IN (SELECT number FROM temp.dropped)",
            "DELETE FROM reading WHERE signal IN (SELECT number FROM temp.dropped)",
        ] {
            sqlx::query(sql).execute(&mut *self.0).await?;
        }
        let done = sqlx::query("DELETE FROM signal WHERE number IN (SELECT number FROM temp.dropped)")
            .execute(&mut *self.0)
            .await?;
        Ok(done.rows_affected())
    }
}

/// A band as it is kept: they sort.
pub(crate) fn band_number(band: Band) -> i64 {
    match band {
        Band::Low => 0,
        Band::Medium => 1,
        Band::High => 2,
        Band::Urgent => 3,
    }
}

/// The band of a number.
pub(crate) fn band_of(columns: &Columns<'_>) -> Result<Band> {
    match columns.get::<i64>("band")? {
        0 => Ok(Band::Low),
        1 => Ok(Band::Medium),
        2 => Ok(Band::High),
        3 => Ok(Band::Urgent),
        _ => Err(columns.fault("band")),
    }
}

pub(crate) fn kind_of(columns: &Columns<'_>) -> Result<Kind> {
    columns.named("kind", |name| Kind::ALL.into_iter().find(|kind| kind.name() == name))
}

fn woven_of(columns: &Columns<'_>) -> Result<WovenSignal> {
    let mut signal = Signal::new("", columns.get::<String>("text")?);
    signal.id = SignalId(columns.get("source_id")?);
    signal.time = columns.time_if_any("time")?;
    signal.channel = columns.get("channel")?;
    signal.region = columns.get("region")?;
    signal.lang = columns
        .get::<Option<&str>>("lang")?
        .map(|code| suar_signal::Language::from_code(code).ok_or_else(|| columns.fault("lang")))
        .transpose()?;
    Ok(WovenSignal {
        number: SignalNumber(columns.get("number")?),
        signal,
        band: band_of(columns)?,
        risk: columns.get("risk")?,
        kind: kind_of(columns)?,
        signs: columns.json("signs")?,
        is_report: columns.get("is_report")?,
    })
}
