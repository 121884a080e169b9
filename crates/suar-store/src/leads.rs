use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use suar_signal::{Band, LeadId, OfficerId, TemplateId};

use crate::columns::{Columns, integer, millisecond};
use crate::error::Result;
use crate::lead_content::{LeadContent, LeadSummary, Unit};
use crate::signals::{SignalNumber, band_number, band_of};
use crate::store::UnitOfWork;

/// A network, template or post put before a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Lead {
    /// The id; kept when posts are woven anew.
    pub id: LeadId,
    /// What it is about, in words of its posts.
    pub title: String,
    /// The highest band of its posts.
    pub band: Band,
    /// What it is sorted by within a band.
    pub urgency: f64,
    /// How many posts.
    pub posts: u64,
    /// How many templates, and posts of none.
    pub units: u64,
    /// For how many of them a decision holds.
    pub decided_units: u64,
    /// How it stands.
    pub state: LeadState,
    /// Until when it is put off.
    pub snoozed_until: Option<Timestamp>,
    /// Who has taken it.
    pub owner: Option<OfficerId>,
    /// Its first dated post.
    pub first_seen: Option<Timestamp>,
    /// Its last dated post.
    pub last_seen: Option<Timestamp>,
    /// What the list shows.
    pub summary: LeadSummary,
    /// Since when it is a lead.
    pub created_at: Timestamp,
    /// When its posts or its state last changed.
    pub updated_at: Timestamp,
    /// The lead that it became a part of.
    pub merged_into: Option<LeadId>,
}

/// How a lead stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeadState {
    /// There is something to decide.
    Open,
    /// Put off until tomorrow.
    Snoozed,
    /// Every unit is decided.
    Decided,
}

impl LeadState {
    /// Every state.
    pub const ALL: [LeadState; 3] = [LeadState::Open, LeadState::Snoozed, LeadState::Decided];

    /// The name in the store, in texts and in the API.
    pub fn name(self) -> &'static str {
        match self {
            LeadState::Open => "open",
            LeadState::Snoozed => "snoozed",
            LeadState::Decided => "decided",
        }
    }

    /// The state of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        LeadState::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// By what leads can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FacetKind {
    /// A sign that its posts show.
    Indicator,
    /// A number or account that its posts give.
    Identifier,
    /// Where it was seen.
    Channel,
    /// A region that its posts name as theirs.
    Region,
    /// A place named as where the work is.
    Place,
}

impl FacetKind {
    /// Every kind.
    pub const ALL: [FacetKind; 5] =
        [FacetKind::Indicator, FacetKind::Identifier, FacetKind::Channel, FacetKind::Region, FacetKind::Place];

    /// The name in the store, in addresses and in the API.
    pub fn name(self) -> &'static str {
        match self {
            FacetKind::Indicator => "indicator",
            FacetKind::Identifier => "identifier",
            FacetKind::Channel => "channel",
            FacetKind::Region => "region",
            FacetKind::Place => "place",
        }
    }
}

/// Something that a lead can be chosen by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Facet {
    /// By what.
    pub kind: FacetKind,
    /// Which.
    pub value: String,
    /// How many posts have it.
    pub posts: u32,
}

/// A lead as weaving made it, to be kept.
#[derive(Clone, Debug, PartialEq)]
pub struct LeadDraft {
    /// The lead; how it stands and who has it is kept as it was where there is one already.
    pub lead: Lead,
    /// All else that it shows.
    pub content: LeadContent,
    /// What it can be chosen by.
    pub facets: Vec<Facet>,
    /// The words that it is found by.
    pub words: String,
    /// A hash of all this: what did not change is not written.
    pub hash: [u8; 32],
}

/// Where a post belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The post.
    pub signal: SignalNumber,
    /// Its template.
    pub template: Option<TemplateId>,
    /// Its lead.
    pub lead: Option<LeadId>,
}

/// The leads.
#[derive(Debug)]
pub struct Leads<'a>(pub(crate) &'a mut SqliteConnection);

impl UnitOfWork {
    /// The leads.
    pub fn leads(&mut self) -> Leads<'_> {
        Leads(self.connection())
    }
}

/// The columns of a lead; its content is read apart.
pub(crate) const COLUMNS: &str = "id, title, band, urgency, posts, units, decided_units, state, snoozed_until, owner, \
     first_seen, last_seen, summary, created_at, updated_at, merged_into";

const ROWS_AT_ONCE: usize = 1000;

impl Leads<'_> {
    /// The lead of an id, also one that became a part of another.
    pub async fn find(&mut self, id: LeadId) -> Result<Option<Lead>> {
        let sql = sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM lead WHERE id = $1"));
        let row = sqlx::query(sql).bind(id.to_string()).fetch_optional(&mut *self.0).await?;
        row.map(|row| lead_of(&Columns::new("lead", &row))).transpose()
    }

    /// What a lead shows beside its line in the list.
    pub async fn find_content(&mut self, id: LeadId) -> Result<Option<LeadContent>> {
        let row = sqlx::query("SELECT id, content FROM lead WHERE id = $1")
            .bind(id.to_string())
            .fetch_optional(&mut *self.0)
            .await?;
        row.map(|row| Columns::new("lead", &row).json("content")).transpose()
    }

    /// The regions of a lead, for whoever asks who may see it.
    pub async fn list_regions(&mut self, id: LeadId) -> Result<Vec<String>> {
        let rows = sqlx::query("SELECT lead, value FROM lead_facet WHERE lead = $1 AND kind = 'region' ORDER BY value")
            .bind(id.to_string())
            .fetch_all(&mut *self.0)
            .await?;
        rows.iter().map(|row| Columns::new("lead_facet", row).get("value")).collect()
    }

    /// The hash of every lead that is not a part of another.
    pub async fn list_hashes(&mut self) -> Result<Vec<(LeadId, [u8; 32])>> {
        let rows =
            sqlx::query("SELECT id, content_hash FROM lead WHERE merged_into IS NULL").fetch_all(&mut *self.0).await?;
        let hash_of = |columns: Columns<'_>| -> Result<(LeadId, [u8; 32])> {
            let hash: Vec<u8> = columns.get("content_hash")?;
            Ok((columns.parsed("id")?, hash.try_into().map_err(|_| columns.fault("content_hash"))?))
        };
        rows.iter().map(|row| hash_of(Columns::new("lead", row))).collect()
    }

    /// Keeps a lead as weaving made it.
    pub async fn put(&mut self, draft: &LeadDraft) -> Result<()> {
        let lead = &draft.lead;
        sqlx::query(
            "INSERT INTO lead (id, title, band, urgency, posts, units, decided_units, state, first_seen, last_seen,
                content_hash, summary, content, created_at, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
             ON CONFLICT (id) DO UPDATE SET title = $2, band = $3, urgency = $4, posts = $5, units = $6,
                first_seen = $9, last_seen = $10, content_hash = $11, summary = $12, content = $13, updated_at = $15,
                merged_into = NULL",
        )
        .bind(lead.id.to_string())
        .bind(&lead.title)
        .bind(band_number(lead.band))
        .bind(lead.urgency)
        .bind(integer(lead.posts))
        .bind(integer(lead.units))
        .bind(integer(lead.decided_units))
        .bind(lead.state.name())
        .bind(lead.first_seen.map(millisecond))
        .bind(lead.last_seen.map(millisecond))
        .bind(draft.hash.as_slice())
        .bind(serde_json::to_string(&lead.summary)?)
        .bind(serde_json::to_string(&draft.content)?)
        .bind(millisecond(lead.created_at))
        .bind(millisecond(lead.updated_at))
        .execute(&mut *self.0)
        .await?;
        self.put_facets(draft).await?;
        self.put_words(draft).await
    }

    async fn put_facets(&mut self, draft: &LeadDraft) -> Result<()> {
        let id = draft.lead.id.to_string();
        sqlx::query("DELETE FROM lead_facet WHERE lead = $1").bind(&id).execute(&mut *self.0).await?;
        for facets in draft.facets.chunks(ROWS_AT_ONCE) {
            let mut query = QueryBuilder::<Sqlite>::new("INSERT INTO lead_facet (kind, value, lead, count) ");
            query.push_values(facets, |mut row, facet| {
                row.push_bind(facet.kind.name()).push_bind(&facet.value).push_bind(&id).push_bind(facet.posts);
            });
            query.build().execute(&mut *self.0).await?;
        }
        Ok(())
    }

    async fn put_words(&mut self, draft: &LeadDraft) -> Result<()> {
        self.drop_words(draft.lead.id).await?;
        // The row of the text is that of the lead, so that it is found again without a search.
        sqlx::query("INSERT INTO lead_text (rowid, lead, words) SELECT rowid, id, $2 FROM lead WHERE id = $1")
            .bind(draft.lead.id.to_string())
            .bind(&draft.words)
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    async fn drop_words(&mut self, id: LeadId) -> Result<()> {
        sqlx::query("DELETE FROM lead_text WHERE rowid = (SELECT rowid FROM lead WHERE id = $1)")
            .bind(id.to_string())
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    /// Notes that a lead became a part of another, or, without one, that none of its posts is left.
    pub async fn merge(&mut self, id: LeadId, into: Option<LeadId>, at: Timestamp) -> Result<()> {
        self.drop_words(id).await?;
        sqlx::query("DELETE FROM lead_facet WHERE lead = $1").bind(id.to_string()).execute(&mut *self.0).await?;
        sqlx::query("UPDATE lead SET merged_into = $2, updated_at = $3 WHERE id = $1")
            .bind(id.to_string())
            .bind(into.unwrap_or(id).to_string())
            .bind(millisecond(at))
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    /// Where every post belongs that belongs somewhere.
    pub async fn list_memberships(&mut self) -> Result<Vec<Membership>> {
        let rows = sqlx::query("SELECT signal, template, lead FROM membership ORDER BY signal")
            .fetch_all(&mut *self.0)
            .await?;
        rows.iter().map(|row| membership_of(&Columns::new("membership", row))).collect()
    }

    /// Keeps where posts belong.
    pub async fn put_memberships(&mut self, memberships: &[Membership]) -> Result<()> {
        for rows in memberships.chunks(ROWS_AT_ONCE) {
            let mut query = QueryBuilder::<Sqlite>::new("INSERT INTO membership (signal, template, lead) ");
            query.push_values(rows, |mut row, membership| {
                row.push_bind(membership.signal.0)
                    .push_bind(membership.template.map(|id| id.to_string()))
                    .push_bind(membership.lead.map(|id| id.to_string()));
            });
            query.push(" ON CONFLICT (signal) DO UPDATE SET template = excluded.template, lead = excluded.lead");
            query.build().execute(&mut *self.0).await?;
        }
        Ok(())
    }

    /// The lead of a post.
    pub async fn find_lead_of(&mut self, signal: SignalNumber) -> Result<Option<LeadId>> {
        let row = sqlx::query("SELECT signal, template, lead FROM membership WHERE signal = $1")
            .bind(signal.0)
            .fetch_optional(&mut *self.0)
            .await?;
        let membership = row.map(|row| membership_of(&Columns::new("membership", &row))).transpose()?;
        Ok(membership.and_then(|membership| membership.lead))
    }

    /// The leads that have posts of any of some units.
    pub async fn list_sharing(&mut self, units: &[Unit]) -> Result<Vec<LeadId>> {
        let templates: Vec<String> = units
            .iter()
            .filter_map(|unit| match unit {
                Unit::Template(id) => Some(id.to_string()),
                Unit::Post(_) => None,
            })
            .collect();
        let rows = sqlx::query(
            "SELECT DISTINCT lead FROM membership
             WHERE lead IS NOT NULL AND template IN (SELECT value FROM json_each($1)) ORDER BY lead",
        )
        .bind(serde_json::to_string(&templates)?)
        .fetch_all(&mut *self.0)
        .await?;
        rows.iter().map(|row| Columns::new("membership", row).parsed("lead")).collect()
    }

    /// Gives a lead to an officer, or to nobody.
    pub async fn set_owner(&mut self, id: LeadId, owner: Option<OfficerId>, at: Timestamp) -> Result<()> {
        sqlx::query("UPDATE lead SET owner = $2, updated_at = $3 WHERE id = $1")
            .bind(id.to_string())
            .bind(owner.map(|owner| owner.to_string()))
            .bind(millisecond(at))
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    /// Takes all leads from an officer, also those that became a part of another; says which they were.
    pub async fn give_back_all(&mut self, officer: OfficerId, at: Timestamp) -> Result<Vec<LeadId>> {
        let rows = sqlx::query("UPDATE lead SET owner = NULL, updated_at = $2 WHERE owner = $1 RETURNING id")
            .bind(officer.to_string())
            .bind(millisecond(at))
            .fetch_all(&mut *self.0)
            .await?;
        let mut given_back =
            rows.iter().map(|row| Columns::new("lead", row).parsed("id")).collect::<Result<Vec<LeadId>>>()?;
        given_back.sort_unstable();
        Ok(given_back)
    }

    /// Keeps how a lead stands.
    pub async fn set_standing(&mut self, id: LeadId, standing: &Standing, at: Timestamp) -> Result<()> {
        sqlx::query(
            "UPDATE lead SET state = $2, snoozed_until = $3, decided_units = $4, updated_at = $5 WHERE id = $1
               AND (state IS NOT $2 OR snoozed_until IS NOT $3 OR decided_units IS NOT $4)",
        )
        .bind(id.to_string())
        .bind(standing.state.name())
        .bind(standing.snoozed_until.map(millisecond))
        .bind(integer(standing.decided_units))
        .bind(millisecond(at))
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }

    /// How many leads were put off until now.
    pub async fn count_due(&mut self, now: Timestamp) -> Result<u64> {
        let row = sqlx::query("SELECT 0, count(*) AS leads FROM lead WHERE state = 'snoozed' AND snoozed_until <= $1")
            .bind(millisecond(now))
            .fetch_one(&mut *self.0)
            .await?;
        Columns::new("lead", &row).count("leads")
    }

    /// Opens the leads that were put off until now.
    pub async fn wake(&mut self, now: Timestamp) -> Result<u64> {
        let done = sqlx::query(
            "UPDATE lead SET state = 'open', snoozed_until = NULL WHERE state = 'snoozed' AND snoozed_until <= $1",
        )
        .bind(millisecond(now))
        .execute(&mut *self.0)
        .await?;
        Ok(done.rows_affected())
    }
}

/// How a lead stands, as its decisions say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// How it stands.
    pub state: LeadState,
    /// Until when it is put off.
    pub snoozed_until: Option<Timestamp>,
    /// For how many units a decision holds.
    pub decided_units: u64,
}

pub(crate) fn lead_of(columns: &Columns<'_>) -> Result<Lead> {
    Ok(Lead {
        id: columns.parsed("id")?,
        title: columns.get("title")?,
        band: band_of(columns)?,
        urgency: columns.get("urgency")?,
        posts: columns.count("posts")?,
        units: columns.count("units")?,
        decided_units: columns.count("decided_units")?,
        state: columns.named("state", LeadState::from_name)?,
        snoozed_until: columns.time_if_any("snoozed_until")?,
        owner: columns.parsed_if_any("owner")?,
        first_seen: columns.time_if_any("first_seen")?,
        last_seen: columns.time_if_any("last_seen")?,
        summary: columns.json("summary")?,
        created_at: columns.time("created_at")?,
        updated_at: columns.time("updated_at")?,
        merged_into: columns.parsed_if_any("merged_into")?,
    })
}

fn membership_of(columns: &Columns<'_>) -> Result<Membership> {
    Ok(Membership {
        signal: SignalNumber(columns.get("signal")?),
        template: columns.parsed_if_any("template")?,
        lead: columns.parsed_if_any("lead")?,
    })
}
