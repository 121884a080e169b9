use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;
use suar_signal::{ContestId, OfficerId, ReportId};

use crate::columns::{Columns, millisecond};
use crate::error::Result;
use crate::signals::SignalNumber;
use crate::store::UnitOfWork;

/// How far the desk is with what the public handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeskState {
    /// Nobody has opened it.
    Waiting,
    /// Somebody looks at it.
    Reading,
    /// It is done.
    Done,
}

impl DeskState {
    /// Every state.
    pub const ALL: [DeskState; 3] = [DeskState::Waiting, DeskState::Reading, DeskState::Done];

    /// The name in the store, in texts and in the API.
    pub fn name(self) -> &'static str {
        match self {
            DeskState::Waiting => "waiting",
            DeskState::Reading => "reading",
            DeskState::Done => "done",
        }
    }

    /// The state of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        DeskState::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// An offer that somebody reported.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The id.
    pub id: ReportId,
    /// The words of the offer.
    pub text: String,
    /// On what kind of channel it was seen.
    pub seen_at: Option<String>,
    /// Which group, page or account.
    pub seen_where: String,
    /// On which day.
    pub seen_on: Option<Date>,
    /// What else the person said.
    pub note: String,
    /// The language that the person reads.
    pub locale: String,
    /// How far it is.
    pub state: DeskState,
    /// What the desk says to the person.
    pub answer: Option<String>,
    /// The post that its words became.
    pub signal: Option<SignalNumber>,
    /// When it came in.
    pub received_at: Timestamp,
}

/// A file of a report.
#[derive(Clone, PartialEq, Eq)]
pub struct ReportFile {
    /// Its place, from 1.
    pub number: u32,
    /// What it is.
    pub kind: String,
    /// What the person's device called it.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for ReportFile {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "ReportFile({}, {} bytes)", self.kind, self.bytes.len())
    }
}

/// Somebody says that a finding does them wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Contest {
    /// The id.
    pub id: ContestId,
    /// What it is about.
    pub subject: String,
    /// Why it is wrong.
    pub reason: String,
    /// The language that the person reads.
    pub locale: String,
    /// The day by which an answer was promised.
    pub due: Date,
    /// How far it is.
    pub state: DeskState,
    /// What the desk says to the person.
    pub answer: Option<String>,
    /// Who answered.
    pub answered_by: Option<OfficerId>,
    /// When it came in.
    pub received_at: Timestamp,
    /// When it was answered.
    pub answered_at: Option<Timestamp>,
}

/// The reports. Codes come in as hashes only.
#[derive(Debug)]
pub struct Reports<'a>(&'a mut SqliteConnection);

/// The contests. Codes come in as hashes only.
#[derive(Debug)]
pub struct Contests<'a>(&'a mut SqliteConnection);

impl UnitOfWork {
    /// The reports.
    pub fn reports(&mut self) -> Reports<'_> {
        Reports(self.connection())
    }

    /// The contests.
    pub fn contests(&mut self) -> Contests<'_> {
        Contests(self.connection())
    }
}

impl Reports<'_> {
    /// Keeps a report with its files.
    pub async fn add(&mut self, report: &Report, files: &[ReportFile], code_hash: &[u8; 32]) -> Result<()> {
        sqlx::query(
            "INSERT INTO report
                (id, code_hash, text, seen_at, seen_where, seen_on, note, locale, state, signal, received_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(report.id.to_string())
        .bind(code_hash.as_slice())
        .bind(&report.text)
        .bind(&report.seen_at)
        .bind(&report.seen_where)
        .bind(report.seen_on.map(|day| day.to_string()))
        .bind(&report.note)
        .bind(&report.locale)
        .bind(report.state.name())
        .bind(report.signal.map(|signal| signal.0))
        .bind(millisecond(report.received_at))
        .execute(&mut *self.0)
        .await?;
        for file in files {
            sqlx::query("INSERT INTO report_file (report, number, kind, name, bytes) VALUES ($1, $2, $3, $4, $5)")
                .bind(report.id.to_string())
                .bind(file.number)
                .bind(&file.kind)
                .bind(&file.name)
                .bind(&file.bytes)
                .execute(&mut *self.0)
                .await?;
        }
        Ok(())
    }

    /// The report of an id.
    pub async fn find(&mut self, id: ReportId) -> Result<Option<Report>> {
        let row =
            sqlx::query("SELECT * FROM report WHERE id = $1").bind(id.to_string()).fetch_optional(&mut *self.0).await?;
        row.map(|row| report_of(&Columns::new("report", &row))).transpose()
    }

    /// The report of a code.
    pub async fn find_by_code(&mut self, code_hash: &[u8; 32]) -> Result<Option<Report>> {
        let row = sqlx::query("SELECT * FROM report WHERE code_hash = $1")
            .bind(code_hash.as_slice())
            .fetch_optional(&mut *self.0)
            .await?;
        row.map(|row| report_of(&Columns::new("report", &row))).transpose()
    }

    /// The reports, those that wait first, the newest first.
    pub async fn list(&mut self, most: u32) -> Result<Vec<Report>> {
        let rows = sqlx::query(
            "SELECT * FROM report ORDER BY CASE state WHEN 'waiting' THEN 0 WHEN 'reading' THEN 1 ELSE 2 END,
                received_at DESC, id LIMIT $1",
        )
        .bind(most)
        .fetch_all(&mut *self.0)
        .await?;
        rows.iter().map(|row| report_of(&Columns::new("report", row))).collect()
    }

    /// The files of a report.
    pub async fn list_files(&mut self, id: ReportId) -> Result<Vec<ReportFile>> {
        let rows =
            sqlx::query("SELECT report, number, kind, name, bytes FROM report_file WHERE report = $1 ORDER BY number")
                .bind(id.to_string())
                .fetch_all(&mut *self.0)
                .await?;
        rows.iter().map(|row| file_of(&Columns::new("report_file", row))).collect()
    }

    /// One file of a report.
    pub async fn find_file(&mut self, id: ReportId, number: u32) -> Result<Option<ReportFile>> {
        let row =
            sqlx::query("SELECT report, number, kind, name, bytes FROM report_file WHERE report = $1 AND number = $2")
                .bind(id.to_string())
                .bind(number)
                .fetch_optional(&mut *self.0)
                .await?;
        row.map(|row| file_of(&Columns::new("report_file", &row))).transpose()
    }

    /// Keeps how far a report is and what the desk says.
    pub async fn set_state(&mut self, id: ReportId, state: DeskState, answer: Option<&str>) -> Result<()> {
        sqlx::query("UPDATE report SET state = $2, answer = $3 WHERE id = $1")
            .bind(id.to_string())
            .bind(state.name())
            .bind(answer)
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    /// How many reports nobody has opened.
    pub async fn count_waiting(&mut self) -> Result<u64> {
        let row = sqlx::query("SELECT 0, count(*) AS reports FROM report WHERE state = 'waiting'")
            .fetch_one(&mut *self.0)
            .await?;
        Columns::new("report", &row).count("reports")
    }
}

impl Contests<'_> {
    /// Keeps a contest.
    pub async fn add(&mut self, contest: &Contest, code_hash: &[u8; 32]) -> Result<()> {
        sqlx::query(
            "INSERT INTO contest (id, code_hash, subject, reason, locale, due, state, received_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(contest.id.to_string())
        .bind(code_hash.as_slice())
        .bind(&contest.subject)
        .bind(&contest.reason)
        .bind(&contest.locale)
        .bind(contest.due.to_string())
        .bind(contest.state.name())
        .bind(millisecond(contest.received_at))
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }

    /// The contest of an id.
    pub async fn find(&mut self, id: ContestId) -> Result<Option<Contest>> {
        let row = sqlx::query("SELECT * FROM contest WHERE id = $1")
            .bind(id.to_string())
            .fetch_optional(&mut *self.0)
            .await?;
        row.map(|row| contest_of(&Columns::new("contest", &row))).transpose()
    }

    /// The contest of a code.
    pub async fn find_by_code(&mut self, code_hash: &[u8; 32]) -> Result<Option<Contest>> {
        let row = sqlx::query("SELECT * FROM contest WHERE code_hash = $1")
            .bind(code_hash.as_slice())
            .fetch_optional(&mut *self.0)
            .await?;
        row.map(|row| contest_of(&Columns::new("contest", &row))).transpose()
    }

    /// The contests, those not answered first, the most pressing first.
    pub async fn list(&mut self, most: u32) -> Result<Vec<Contest>> {
        let rows = sqlx::query("SELECT * FROM contest ORDER BY state = 'done', due, id LIMIT $1")
            .bind(most)
            .fetch_all(&mut *self.0)
            .await?;
        rows.iter().map(|row| contest_of(&Columns::new("contest", row))).collect()
    }

    /// Keeps how far a contest is, and its answer.
    pub async fn update(&mut self, contest: &Contest) -> Result<()> {
        sqlx::query("UPDATE contest SET state = $2, answer = $3, answered_by = $4, answered_at = $5 WHERE id = $1")
            .bind(contest.id.to_string())
            .bind(contest.state.name())
            .bind(&contest.answer)
            .bind(contest.answered_by.map(|officer| officer.to_string()))
            .bind(contest.answered_at.map(millisecond))
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    /// How many contests are not answered.
    pub async fn count_open(&mut self) -> Result<u64> {
        let row = sqlx::query("SELECT 0, count(*) AS contests FROM contest WHERE state <> 'done'")
            .fetch_one(&mut *self.0)
            .await?;
        Columns::new("contest", &row).count("contests")
    }
}

fn report_of(columns: &Columns<'_>) -> Result<Report> {
    Ok(Report {
        id: columns.parsed("id")?,
        text: columns.get("text")?,
        seen_at: columns.get("seen_at")?,
        seen_where: columns.get("seen_where")?,
        seen_on: columns.parsed_if_any("seen_on")?,
        note: columns.get("note")?,
        locale: columns.get("locale")?,
        state: columns.named("state", DeskState::from_name)?,
        answer: columns.get("answer")?,
        signal: columns.get::<Option<i64>>("signal")?.map(SignalNumber),
        received_at: columns.time("received_at")?,
    })
}

fn file_of(columns: &Columns<'_>) -> Result<ReportFile> {
    Ok(ReportFile {
        number: columns.get("number")?,
        kind: columns.get("kind")?,
        name: columns.get("name")?,
        bytes: columns.get("bytes")?,
    })
}

fn contest_of(columns: &Columns<'_>) -> Result<Contest> {
    Ok(Contest {
        id: columns.parsed("id")?,
        subject: columns.get("subject")?,
        reason: columns.get("reason")?,
        locale: columns.get("locale")?,
        due: columns.parsed("due")?,
        state: columns.named("state", DeskState::from_name)?,
        answer: columns.get("answer")?,
        answered_by: columns.parsed_if_any("answered_by")?,
        received_at: columns.time("received_at")?,
        answered_at: columns.time_if_any("answered_at")?,
    })
}
