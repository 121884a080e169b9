//! What the public hands in, and how officers answer it.

use jiff::Timestamp;
use serde_json::json;
use suar_policy::{Action, Actor};
use suar_signal::{ContestId, ReportId, Signal, SignalId};
use suar_store::{Contest, DeskState, LeadQuery, OwnerQuery, Report, ReportFile};

use crate::app::{Act, App, REPORT, officer_of, record, require};
use crate::code::ReturnCode;
use crate::desk::{
    ContestProgress, DeskError, DeskFuture, FileKind, NewContest, NewReport, Progress, PublicDesk, ReportProgress,
};
use crate::error::{AppError, AppResult, Fault};
use crate::reading::read;
use crate::secrets::hash_of;

/// The kind of a contest in the trail.
const CONTEST: &str = "contest";
/// An answer to the public.
const MOST_ANSWER_CHARACTERS: usize = 4000;

impl App {
    async fn keep_report(&self, new: NewReport) -> AppResult<ReturnCode> {
        require(&Actor::public(), Action::ReportOffer)?;
        let code = self.code_or_draw(new.code.as_ref())?;
        let id = self.new_id(ReportId::new)?;
        let text = new.text.trim().to_owned();
        let post = (!text.is_empty()).then(|| signal_of(&new, id, &text)).map(|signal| read(self.detector(), signal));
        let post = post.transpose()?;
        let mut unit = self.store().write().await?;
        if unit.reports().find_by_code(&hash_of(code.signs())).await?.is_some() {
            return Ok(code);
        }
        let signal = match post {
            Some(post) => unit.signals().add(None, new.received, &[post]).await?.first().copied(),
            None => None,
        };
        let report = Report {
            id,
            text,
            seen_at: new.seen_at.map(|place| place.name().to_owned()),
            seen_where: new.seen_where,
            seen_on: new.seen_on,
            note: new.note,
            locale: new.locale.code().to_owned(),
            state: DeskState::Waiting,
            answer: None,
            signal,
            received_at: new.received,
        };
        let files: Vec<ReportFile> = (1..)
            .zip(new.files)
            .map(|(number, file)| ReportFile {
                number,
                kind: kind_name(file.kind).to_owned(),
                name: file.name,
                bytes: file.bytes,
            })
            .collect();
        unit.reports().add(&report, &files, &hash_of(code.signs())).await?;
        if signal.is_some() {
            self.ask_to_weave(&mut unit).await?;
        }
        let act = Act::new(Action::ReportOffer, REPORT, id).with(json!({ "files": files.len() }));
        record(&mut unit, &Actor::public(), new.received, act).await?;
        unit.save().await?;
        Ok(code)
    }

    async fn keep_contest(&self, new: NewContest) -> AppResult<ReturnCode> {
        require(&Actor::public(), Action::Contest)?;
        let code = self.code_or_draw(new.code.as_ref())?;
        let contest = Contest {
            id: self.new_id(ContestId::new)?,
            subject: new.subject,
            reason: new.reason,
            locale: new.locale.code().to_owned(),
            due: new.due,
            state: DeskState::Waiting,
            answer: None,
            answered_by: None,
            received_at: new.received,
            answered_at: None,
        };
        let mut unit = self.store().write().await?;
        if unit.contests().find_by_code(&hash_of(code.signs())).await?.is_some() {
            return Ok(code);
        }
        unit.contests().add(&contest, &hash_of(code.signs())).await?;
        let act = Act::new(Action::Contest, CONTEST, contest.id);
        record(&mut unit, &Actor::public(), new.received, act).await?;
        unit.save().await?;
        Ok(code)
    }

    fn code_or_draw(&self, code: Option<&ReturnCode>) -> AppResult<ReturnCode> {
        Ok(match code {
            Some(code) => code.clone(),
            None => ReturnCode::draw(self.entropy())?,
        })
    }

    /// The reports, those that wait first. Their words are not given: reading one is an act of its own.
    pub async fn list_reports(&self, actor: &Actor, most: u32) -> AppResult<Vec<ReportLine>> {
        require(actor, Action::ReadReport)?;
        let reports = self.store().read().await?.reports().list(most).await?;
        Ok(reports.into_iter().map(ReportLine::from).collect())
    }

    /// A report with its files and the lead that its words are part of. Reading it is entered into the trail.
    pub async fn get_report(&self, actor: &Actor, id: ReportId) -> AppResult<ReportView> {
        require(actor, Action::ReadReport)?;
        let now = self.now();
        let mut unit = self.store().write().await?;
        let mut report = unit.reports().find(id).await?.ok_or(AppError::NotFound("report"))?;
        if report.state == DeskState::Waiting {
            report.state = DeskState::Reading;
            unit.reports().set_state(id, report.state, report.answer.as_deref()).await?;
        }
        let files = unit.reports().list_files(id).await?;
        let lead = match report.signal {
            Some(signal) => unit.leads().find_lead_of(signal).await?,
            None => None,
        };
        record(&mut unit, actor, now, Act::new(Action::ReadReport, REPORT, id)).await?;
        unit.save().await?;
        Ok(ReportView { report, files, lead })
    }

    /// A file of a report. Opening it is entered into the trail.
    pub async fn get_report_file(&self, actor: &Actor, id: ReportId, number: u32) -> AppResult<ReportFile> {
        require(actor, Action::ReadReport)?;
        let now = self.now();
        let mut unit = self.store().write().await?;
        let file = unit.reports().find_file(id, number).await?.ok_or(AppError::NotFound("file"))?;
        let act = Act::new(Action::ReadReport, REPORT, id).with(json!({ "file": number }));
        record(&mut unit, actor, now, act).await?;
        unit.save().await?;
        Ok(file)
    }

    /// Closes a report with an answer to whoever handed it in.
    pub async fn answer_report(&self, actor: &Actor, id: ReportId, answer: &str) -> AppResult<()> {
        require(actor, Action::ReadReport)?;
        let answer = checked_answer(answer)?;
        let now = self.now();
        let mut unit = self.store().write().await?;
        unit.reports().find(id).await?.ok_or(AppError::NotFound("report"))?;
        unit.reports().set_state(id, DeskState::Done, Some(answer)).await?;
        let act = Act::new(Action::ReadReport, REPORT, id).with(json!({ "answered": true }));
        record(&mut unit, actor, now, act).await?;
        Ok(unit.save().await?)
    }

    /// The contests, those not answered first, the most pressing first.
    pub async fn list_contests(&self, actor: &Actor, most: u32) -> AppResult<Vec<Contest>> {
        require(actor, Action::AnswerContest)?;
        Ok(self.store().read().await?.contests().list(most).await?)
    }

    /// One contest. Reading it is entered into the trail.
    pub async fn get_contest(&self, actor: &Actor, id: ContestId) -> AppResult<Contest> {
        require(actor, Action::AnswerContest)?;
        let now = self.now();
        let mut unit = self.store().write().await?;
        let mut contest = unit.contests().find(id).await?.ok_or(AppError::NotFound("contest"))?;
        if contest.state == DeskState::Waiting {
            contest.state = DeskState::Reading;
            unit.contests().update(&contest).await?;
        }
        record(&mut unit, actor, now, Act::new(Action::AnswerContest, CONTEST, id)).await?;
        unit.save().await?;
        Ok(contest)
    }

    /// Answers whoever contests.
    pub async fn answer_contest(&self, actor: &Actor, id: ContestId, answer: &str) -> AppResult<()> {
        require(actor, Action::AnswerContest)?;
        let officer = officer_of(actor, Action::AnswerContest)?;
        let answer = checked_answer(answer)?;
        let now = self.now();
        let mut unit = self.store().write().await?;
        let mut contest = unit.contests().find(id).await?.ok_or(AppError::NotFound("contest"))?;
        contest.state = DeskState::Done;
        contest.answer = Some(answer.to_owned());
        contest.answered_by = Some(officer);
        contest.answered_at = Some(now);
        unit.contests().update(&contest).await?;
        let act = Act::new(Action::AnswerContest, CONTEST, id).with(json!({ "answered": true }));
        record(&mut unit, actor, now, act).await?;
        Ok(unit.save().await?)
    }

    /// What waits at the desk, for the menu.
    pub async fn count_waiting(&self, actor: &Actor) -> AppResult<Waiting> {
        let may = |action| suar_policy::may_ever(actor, action);
        let mut unit = self.store().read().await?;
        let mut waiting = Waiting::default();
        if may(Action::ReadLead) {
            let query = LeadQuery {
                visible: suar_policy::filter(actor, Action::ReadLead),
                bands: Vec::new(),
                state: Some(suar_store::LeadState::Open),
                facets: Vec::new(),
                since: None,
                words: Vec::new(),
                owner: OwnerQuery::Any,
                order: suar_store::LeadOrder::Urgent,
                offset: 0,
                most: 1,
            };
            waiting.leads = unit.leads().count(&query).await?;
        }
        if may(Action::ReadReport) {
            waiting.reports = unit.reports().count_waiting().await?;
        }
        if may(Action::AnswerContest) {
            waiting.contests = unit.contests().count_open().await?;
        }
        Ok(waiting)
    }
}

/// The words of a report as a post.
fn signal_of(new: &NewReport, id: ReportId, text: &str) -> Signal {
    let mut signal = Signal::new("", text);
    signal.id = SignalId(id.to_string());
    let day = new.seen_on.and_then(|day| jiff::tz::Offset::UTC.to_timestamp(day.at(0, 0, 0, 0)).ok());
    signal.time = Some(day.unwrap_or(new.received));
    signal.channel = Some(format!("laporan:{}", new.seen_at.map_or("other", |place| place.name())));
    signal
}

/// What waits for officers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Leads that are open.
    pub leads: u64,
    /// Reports that nobody has opened.
    pub reports: u64,
    /// Contests that are not answered.
    pub contests: u64,
}

/// A report in the list: nothing of what the person wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportLine {
    /// The id.
    pub id: ReportId,
    /// On what kind of channel it was seen.
    pub seen_at: Option<String>,
    /// How far it is.
    pub state: DeskState,
    /// When it came in.
    pub received_at: Timestamp,
}

impl From<Report> for ReportLine {
    fn from(report: Report) -> Self {
        Self { id: report.id, seen_at: report.seen_at, state: report.state, received_at: report.received_at }
    }
}

/// A report as an officer reads it.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportView {
    /// The report.
    pub report: Report,
    /// Its files.
    pub files: Vec<ReportFile>,
    /// The lead that its words are part of.
    pub lead: Option<suar_signal::LeadId>,
}

fn checked_answer(answer: &str) -> Result<&str, Fault> {
    let answer = answer.trim();
    match answer.chars().count() {
        0 => Err(Fault::Empty),
        count if count > MOST_ANSWER_CHARACTERS => Err(Fault::TooLong(MOST_ANSWER_CHARACTERS)),
        _ => Ok(answer),
    }
}

fn kind_name(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Png => "png",
        FileKind::Jpeg => "jpeg",
        FileKind::Webp => "webp",
        FileKind::Pdf => "pdf",
        FileKind::Text => "text",
    }
}

fn progress_of(state: DeskState) -> Progress {
    match state {
        DeskState::Waiting => Progress::Waiting,
        DeskState::Reading => Progress::Reading,
        DeskState::Done => Progress::Done,
    }
}

impl PublicDesk for App {
    fn report(&self, report: NewReport) -> DeskFuture<'_, ReturnCode> {
        Box::pin(async move { Ok(self.keep_report(report).await?) })
    }

    fn find_report(&self, code: ReturnCode) -> DeskFuture<'_, Option<ReportProgress>> {
        Box::pin(async move {
            let mut unit = self.store().read().await.map_err(AppError::from)?;
            let found = unit.reports().find_by_code(&hash_of(code.signs())).await.map_err(AppError::from)?;
            Ok(found.map(|report| ReportProgress {
                received: report.received_at,
                progress: progress_of(report.state),
                answer: report.answer,
            }))
        })
    }

    fn contest(&self, contest: NewContest) -> DeskFuture<'_, ReturnCode> {
        Box::pin(async move { Ok(self.keep_contest(contest).await?) })
    }

    fn find_contest(&self, code: ReturnCode) -> DeskFuture<'_, Option<ContestProgress>> {
        Box::pin(async move {
            let mut unit = self.store().read().await.map_err(AppError::from)?;
            let found = unit.contests().find_by_code(&hash_of(code.signs())).await.map_err(AppError::from)?;
            Ok(found.map(|contest| ContestProgress {
                received: contest.received_at,
                due: contest.due,
                progress: progress_of(contest.state),
                answer: contest.answer,
            }))
        })
    }
}

impl From<AppError> for DeskError {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Store(suar_store::StoreError::Database(_)) | AppError::Entropy(_) => {
                DeskError::Unavailable(error.to_string())
            }
            _ => DeskError::Failed(error.to_string()),
        }
    }
}
