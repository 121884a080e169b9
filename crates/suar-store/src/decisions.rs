use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use suar_signal::{DecisionId, LeadId, OfficerId};

use crate::columns::{Columns, millisecond};
use crate::error::Result;
use crate::lead_content::Unit;
use crate::store::UnitOfWork;

/// What an officer can decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// It is a recruitment lure.
    Confirm,
    /// It is none.
    Dismiss,
    /// Nobody can tell yet.
    Unclear,
    /// Look again tomorrow.
    Tomorrow,
}

impl Choice {
    /// Every choice, in the order of the form.
    pub const ALL: [Choice; 4] = [Choice::Confirm, Choice::Dismiss, Choice::Unclear, Choice::Tomorrow];

    /// The name in the store, in forms and in the API.
    pub fn name(self) -> &'static str {
        match self {
            Choice::Confirm => "confirm",
            Choice::Dismiss => "dismiss",
            Choice::Unclear => "unclear",
            Choice::Tomorrow => "tomorrow",
        }
    }

    /// The choice of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Choice::ALL.into_iter().find(|choice| choice.name() == name)
    }
}

/// What an officer decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The id.
    pub id: DecisionId,
    /// On which lead.
    pub lead: LeadId,
    /// Who.
    pub officer: OfficerId,
    /// What.
    pub choice: Choice,
    /// Why, as codes.
    pub reasons: Vec<String>,
    /// Why, in words.
    pub note: String,
    /// For which templates and posts it holds.
    pub units: Vec<Unit>,
    /// Until when the lead is put off.
    pub snoozed_until: Option<Timestamp>,
    /// When.
    pub decided_at: Timestamp,
    /// When it was undone, and by whom.
    pub undone: Option<(Timestamp, OfficerId)>,
}

/// The decisions.
#[derive(Debug)]
pub struct Decisions<'a>(&'a mut SqliteConnection);

impl UnitOfWork {
    /// The decisions.
    pub fn decisions(&mut self) -> Decisions<'_> {
        Decisions(self.connection())
    }
}

impl Decisions<'_> {
    /// Keeps a decision.
    pub async fn add(&mut self, decision: &Decision) -> Result<()> {
        sqlx::query(
            "INSERT INTO decision (id, lead, officer, choice, reasons, note, snoozed_until, decided_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(decision.id.to_string())
        .bind(decision.lead.to_string())
        .bind(decision.officer.to_string())
        .bind(decision.choice.name())
        .bind(serde_json::to_string(&decision.reasons)?)
        .bind(&decision.note)
        .bind(decision.snoozed_until.map(millisecond))
        .bind(millisecond(decision.decided_at))
        .execute(&mut *self.0)
        .await?;
        sqlx::query("INSERT INTO decision_unit (decision, unit) SELECT DISTINCT $1, value FROM json_each($2)")
            .bind(decision.id.to_string())
            .bind(serde_json::to_string(&decision.units)?)
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    /// The decision of an id.
    pub async fn find(&mut self, id: DecisionId) -> Result<Option<Decision>> {
        let rows =
            sqlx::query("SELECT * FROM decision WHERE id = $1").bind(id.to_string()).fetch_all(&mut *self.0).await?;
        Ok(self.with_units(&rows).await?.pop())
    }

    /// The decisions on a lead, the newest first, undone ones among them.
    pub async fn list(&mut self, lead: LeadId) -> Result<Vec<Decision>> {
        let rows = sqlx::query("SELECT * FROM decision WHERE lead = $1 ORDER BY id DESC")
            .bind(lead.to_string())
            .fetch_all(&mut *self.0)
            .await?;
        self.with_units(&rows).await
    }

    /// The decisions that hold for any of some units, on whatever lead they were made, the newest first.
    pub async fn list_for(&mut self, units: &[Unit]) -> Result<Vec<Decision>> {
        let rows = sqlx::query(
            "SELECT * FROM decision WHERE undone_at IS NULL AND id IN
                (SELECT decision FROM decision_unit WHERE unit IN (SELECT value FROM json_each($1)))
             ORDER BY id DESC",
        )
        .bind(serde_json::to_string(units)?)
        .fetch_all(&mut *self.0)
        .await?;
        self.with_units(&rows).await
    }

    /// Every decision that holds, the newest first.
    pub async fn list_all(&mut self) -> Result<Vec<Decision>> {
        let rows = sqlx::query("SELECT * FROM decision WHERE undone_at IS NULL ORDER BY id DESC")
            .fetch_all(&mut *self.0)
            .await?;
        self.with_units(&rows).await
    }

    /// Undoes a decision; says whether it held until now.
    pub async fn undo(&mut self, id: DecisionId, by: OfficerId, at: Timestamp) -> Result<bool> {
        let done =
            sqlx::query("UPDATE decision SET undone_at = $2, undone_by = $3 WHERE id = $1 AND undone_at IS NULL")
                .bind(id.to_string())
                .bind(millisecond(at))
                .bind(by.to_string())
                .execute(&mut *self.0)
                .await?;
        Ok(done.rows_affected() > 0)
    }

    async fn with_units(&mut self, rows: &[SqliteRow]) -> Result<Vec<Decision>> {
        let mut decisions = Vec::with_capacity(rows.len());
        for row in rows {
            let mut decision = decision_of(&Columns::new("decision", row))?;
            let units = sqlx::query("SELECT decision, unit FROM decision_unit WHERE decision = $1 ORDER BY unit")
                .bind(decision.id.to_string())
                .fetch_all(&mut *self.0)
                .await?;
            let unit_of = |row: &SqliteRow| Columns::new("decision_unit", row).parsed("unit");
            decision.units = units.iter().map(unit_of).collect::<Result<_>>()?;
            decisions.push(decision);
        }
        Ok(decisions)
    }
}

fn decision_of(columns: &Columns<'_>) -> Result<Decision> {
    let undone_by: Option<OfficerId> = columns.parsed_if_any("undone_by")?;
    Ok(Decision {
        id: columns.parsed("id")?,
        lead: columns.parsed("lead")?,
        officer: columns.parsed("officer")?,
        choice: columns.named("choice", Choice::from_name)?,
        reasons: columns.json("reasons")?,
        note: columns.get("note")?,
        units: Vec::new(),
        snoozed_until: columns.time_if_any("snoozed_until")?,
        decided_at: columns.time("decided_at")?,
        undone: columns.time_if_any("undone_at")?.zip(undone_by),
    })
}
