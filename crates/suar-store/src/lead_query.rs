//! Which leads somebody asks for, and the posts of one.

use jiff::Timestamp;
use sqlx::{QueryBuilder, Sqlite};
use suar_policy::Filter;
use suar_signal::{Band, Kind, LeadId, OfficerId, ReportId, Signal, SignalId};

use crate::columns::{Columns, integer, millisecond};
use crate::error::Result;
use crate::lead_content::Unit;
use crate::leads::{COLUMNS, Facet, FacetKind, Lead, LeadState, Leads, lead_of};
use crate::signals::{SignalNumber, band_number, band_of, kind_of};

/// Which leads somebody asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct LeadQuery {
    /// What the asker may see.
    pub visible: Filter,
    /// Only of these bands; empty: of all.
    pub bands: Vec<Band>,
    /// Only in this state.
    pub state: Option<LeadState>,
    /// Only with these facets, all of them.
    pub facets: Vec<(FacetKind, String)>,
    /// Only with a post since then.
    pub since: Option<Timestamp>,
    /// Only with these words, all of them.
    pub words: Vec<String>,
    /// Only of this owner.
    pub owner: OwnerQuery,
    /// The first first.
    pub order: LeadOrder,
    /// So many of them are passed over.
    pub offset: u64,
    /// So many are given at most.
    pub most: u32,
}

/// Whose leads somebody asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OwnerQuery {
    /// Everybody's.
    #[default]
    Any,
    /// Those that nobody has.
    Free,
    /// Those of one officer.
    Of(OfficerId),
}

/// What stands first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LeadOrder {
    /// The most urgent.
    #[default]
    Urgent,
    /// The one with the latest post.
    Latest,
    /// The one with the most posts.
    Largest,
}

/// A post of a lead, with what was found in it.
#[derive(Clone, Debug, PartialEq)]
pub struct LeadPost {
    /// Its number.
    pub number: SignalNumber,
    /// What decisions about it are about.
    pub unit: Unit,
    /// The post.
    pub signal: Signal,
    /// How soon a person should look.
    pub band: Band,
    /// Unsafe recruitment, from 0 to 1.
    pub risk: f64,
    /// What it does.
    pub kind: Kind,
    /// The whole reading, as it was kept.
    pub reading: Option<serde_json::Value>,
    /// When it came in.
    pub received_at: Timestamp,
    /// The report of the public that it is the words of.
    pub report: Option<ReportId>,
}

impl Leads<'_> {
    /// The leads that somebody asks for.
    pub async fn list(&mut self, query: &LeadQuery) -> Result<Vec<Lead>> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT ");
        sql.push(COLUMNS).push(" FROM lead");
        push_conditions(&mut sql, query);
        sql.push(match query.order {
            LeadOrder::Urgent => " ORDER BY band DESC, urgency DESC, id",
            LeadOrder::Latest => " ORDER BY last_seen DESC, id",
            LeadOrder::Largest => " ORDER BY posts DESC, id",
        });
        sql.push(" LIMIT ").push_bind(query.most).push(" OFFSET ").push_bind(integer(query.offset));
        let rows = sql.build().fetch_all(&mut *self.0).await?;
        rows.iter().map(|row| lead_of(&Columns::new("lead", row))).collect()
    }

    /// How many leads somebody asks for.
    pub async fn count(&mut self, query: &LeadQuery) -> Result<u64> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT 0, count(*) AS leads FROM lead");
        push_conditions(&mut sql, query);
        let row = sql.build().fetch_one(&mut *self.0).await?;
        Columns::new("lead", &row).count("leads")
    }

    /// The most frequent values that leads in a state can be chosen by, with how many leads have each.
    pub async fn list_facets(&mut self, kind: FacetKind, visible: &Filter, most: u32) -> Result<Vec<Facet>> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT value, count(*) AS leads FROM lead_facet JOIN lead ON lead.id = lead_facet.lead
             WHERE lead.state = 'open' AND kind = ",
        );
        sql.push_bind(kind.name()).push(" AND ");
        push_filter(&mut sql, visible);
        sql.push(" GROUP BY value ORDER BY leads DESC, value LIMIT ").push_bind(most);
        let rows = sql.build().fetch_all(&mut *self.0).await?;
        let facet_of = |columns: Columns<'_>| -> Result<Facet> {
            Ok(Facet { kind, value: columns.get("value")?, posts: columns.get("leads")? })
        };
        rows.iter().map(|row| facet_of(Columns::new("lead_facet", row))).collect()
    }

    /// The posts of a lead, or of one of its units, in the order they came.
    pub async fn list_posts(
        &mut self,
        lead: LeadId,
        unit: Option<Unit>,
        (offset, most): (u64, u32),
    ) -> Result<Vec<LeadPost>> {
        let mut sql = QueryBuilder::<Sqlite>::new(POSTS);
        sql.push_bind(lead.to_string());
        match unit {
            None => {}
            Some(Unit::Template(template)) => {
                sql.push(" AND membership.template = ").push_bind(template.to_string());
            }
            Some(Unit::Post(number)) => {
                sql.push(" AND membership.signal = ").push_bind(number.0);
            }
        }
        sql.push(" ORDER BY membership.signal LIMIT ").push_bind(most).push(" OFFSET ").push_bind(integer(offset));
        let rows = sql.build().fetch_all(&mut *self.0).await?;
        rows.iter().map(|row| post_of(&Columns::new("signal", row))).collect()
    }

    /// Some posts of a lead, by number.
    pub async fn list_chosen_posts(&mut self, lead: LeadId, numbers: &[SignalNumber]) -> Result<Vec<LeadPost>> {
        let mut sql = QueryBuilder::<Sqlite>::new(POSTS);
        sql.push_bind(lead.to_string());
        sql.push(" AND membership.signal IN (SELECT value FROM json_each(");
        sql.push_bind(serde_json::to_string(numbers)?).push(")) ORDER BY membership.signal");
        let rows = sql.build().fetch_all(&mut *self.0).await?;
        rows.iter().map(|row| post_of(&Columns::new("signal", row))).collect()
    }
}

const POSTS: &str = "SELECT number, source_id, text, time, channel, author, url, lang, reach, region, received_at,
        band, risk, kind, body, template, (SELECT id FROM report WHERE report.signal = signal.number) AS report
     FROM membership JOIN signal ON signal.number = membership.signal JOIN reading ON reading.signal = membership.signal
     WHERE membership.lead = ";

fn push_conditions(sql: &mut QueryBuilder<Sqlite>, query: &LeadQuery) {
    sql.push(" WHERE merged_into IS NULL AND ");
    push_filter(sql, &query.visible);
    if let Some(state) = query.state {
        // Written out, not bound: only so can the index over open leads be used.
        sql.push(" AND state = '").push(state.name()).push("'");
    }
    if !query.bands.is_empty() {
        sql.push(" AND band IN (");
        let mut list = sql.separated(", ");
        for band in &query.bands {
            list.push_bind(band_number(*band));
        }
        sql.push(")");
    }
    for (kind, value) in &query.facets {
        sql.push(" AND EXISTS (SELECT 1 FROM lead_facet WHERE lead = lead.id AND kind = ");
        sql.push_bind(kind.name()).push(" AND value = ").push_bind(value.clone()).push(")");
    }
    if let Some(since) = query.since {
        sql.push(" AND last_seen >= ").push_bind(millisecond(since));
    }
    match query.owner {
        OwnerQuery::Any => {}
        OwnerQuery::Free => {
            sql.push(" AND owner IS NULL");
        }
        OwnerQuery::Of(officer) => {
            sql.push(" AND owner = ").push_bind(officer.to_string());
        }
    }
    push_words(sql, &query.words);
}

/// Three letters or more are looked up in the index of trigrams, fewer in titles only.
fn push_words(sql: &mut QueryBuilder<Sqlite>, words: &[String]) {
    let (long, short): (Vec<&String>, Vec<&String>) = words.iter().partition(|word| word.chars().count() >= 3);
    for word in short {
        let escaped = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        sql.push(" AND title LIKE ").push_bind(format!("%{escaped}%")).push(" ESCAPE '\\'");
    }
    if !long.is_empty() {
        let phrases: Vec<String> = long.iter().map(|word| format!("\"{}\"", word.replace('"', "\"\""))).collect();
        sql.push(" AND lead.id IN (SELECT lead FROM lead_text WHERE words MATCH ")
            .push_bind(phrases.join(" AND "))
            .push(")");
    }
}

fn push_filter(sql: &mut QueryBuilder<Sqlite>, filter: &Filter) {
    match filter {
        Filter::Everything => {
            sql.push("TRUE");
        }
        Filter::Nothing => {
            sql.push("FALSE");
        }
        Filter::TakenBy(officer) => {
            sql.push("lead.owner = ").push_bind(officer.clone());
        }
        Filter::Free => {
            sql.push("lead.owner IS NULL");
        }
        Filter::InRegion(region) => {
            sql.push("EXISTS (SELECT 1 FROM lead_facet WHERE lead = lead.id AND kind = 'region' AND value = ");
            sql.push_bind(region.clone()).push(")");
        }
        Filter::NoRegion => {
            sql.push("NOT EXISTS (SELECT 1 FROM lead_facet WHERE lead = lead.id AND kind = 'region')");
        }
        Filter::Any(filters) => {
            sql.push("(FALSE");
            for filter in filters {
                sql.push(" OR ");
                push_filter(sql, filter);
            }
            sql.push(")");
        }
    }
}

fn post_of(columns: &Columns<'_>) -> Result<LeadPost> {
    let number = SignalNumber(columns.get("number")?);
    let mut signal = Signal::new("", columns.get::<String>("text")?);
    signal.id = SignalId(columns.get("source_id")?);
    signal.time = columns.time_if_any("time")?;
    signal.channel = columns.get("channel")?;
    signal.author = columns.get("author")?;
    signal.url = columns.get("url")?;
    signal.region = columns.get("region")?;
    signal.reach = columns.get::<Option<i64>>("reach")?.and_then(|reach| u64::try_from(reach).ok());
    signal.lang = columns
        .get::<Option<&str>>("lang")?
        .map(|code| suar_signal::Language::from_code(code).ok_or_else(|| columns.fault("lang")))
        .transpose()?;
    let body: Option<&str> = columns.get("body")?;
    Ok(LeadPost {
        number,
        unit: columns.parsed_if_any("template")?.map_or(Unit::Post(number), Unit::Template),
        signal,
        band: band_of(columns)?,
        risk: columns.get("risk")?,
        kind: kind_of(columns)?,
        reading: body.map(serde_json::from_str).transpose().map_err(|_| columns.fault("body"))?,
        received_at: columns.time("received_at")?,
        report: columns.parsed_if_any("report")?,
    })
}
