//! Reporting an offer by a program, without a name, and coming back with the code.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use suar_app::{NewReport, Progress, ReportProgress, ReturnCode, SeenAt};
use utoipa::ToSchema;

use super::Problem;
use super::answer::{self, Answer};
use super::body::{Bounded, JsonBody, at_most, readable};
use super::check::LanguageName;
use super::stamp::{day_of, stamp};
use crate::pages::check::MOST_CHARACTERS;
use crate::pages::report::{LONGEST_NOTE, LONGEST_PLACE};
use crate::pages::words_of_strangers::{clean_field, clean_line};
use crate::protection::Spending;
use crate::site::Site;
use crate::time;
use crate::visit::Visit;

/// An offer that is reported, without a name and without files.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReportBody {
    /// The words of the offer.
    #[schema(
        min_length = 1,
        max_length = 20000,
        pattern = r"[^\s\u0000-\u001f\u007f-\u009f\ufeff]",
        example = "Dicari admin CS di Poipet, gaji 15 juta, tanpa pengalaman"
    )]
    text: String,
    /// On what kind of channel it was seen.
    seen_at: Option<SeenAtName>,
    /// Which group, page or account.
    #[serde(default)]
    #[schema(max_length = 200, example = "grup Loker Contoh")]
    seen_where: String,
    /// On which day; not one to come.
    #[schema(format = Date, example = "2026-11-20")]
    seen_on: Option<String>,
    /// What else there is to say.
    #[serde(default)]
    #[schema(max_length = 5000)]
    note: String,
    /// The language that the person reads.
    #[serde(default)]
    language: LanguageName,
}

/// A kind of channel.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SeenAtName {
    /// A chat or group of `WhatsApp`.
    Whatsapp,
    /// Facebook.
    Facebook,
    /// Telegram.
    Telegram,
    /// `TikTok`.
    Tiktok,
    /// Instagram.
    Instagram,
    /// X.
    X,
    /// Another website or a job board.
    Website,
    /// A person.
    Person,
    /// Something else.
    Other,
}

impl From<SeenAtName> for SeenAt {
    fn from(name: SeenAtName) -> Self {
        match name {
            SeenAtName::Whatsapp => SeenAt::Whatsapp,
            SeenAtName::Facebook => SeenAt::Facebook,
            SeenAtName::Telegram => SeenAt::Telegram,
            SeenAtName::Tiktok => SeenAt::Tiktok,
            SeenAtName::Instagram => SeenAt::Instagram,
            SeenAtName::X => SeenAt::X,
            SeenAtName::Website => SeenAt::Website,
            SeenAtName::Person => SeenAt::Person,
            SeenAtName::Other => SeenAt::Other,
        }
    }
}

impl Bounded for ReportBody {
    fn check(&self) -> Result<(), Problem> {
        readable("text", &self.text, MOST_CHARACTERS)?;
        at_most("seen_where", &self.seen_where, LONGEST_PLACE)?;
        at_most("note", &self.note, LONGEST_NOTE)
    }
}

/// A report that was taken in.
#[derive(Serialize, ToSchema)]
pub(crate) struct ReportReceivedView {
    /// The code to come back with. It is shown this once.
    #[schema(example = "3467-ACDE-FGHJ-KMNP")]
    code: String,
}

/// The code of a report or contest.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CodeBody {
    /// The code, in capitals and groups of four.
    #[schema(
        min_length = 19,
        max_length = 19,
        pattern = "^[34679ACDEFGHJKMNPQRTUVWXY]{4}(-[34679ACDEFGHJKMNPQRTUVWXY]{4}){3}$",
        example = "3467-ACDE-FGHJ-KMNP"
    )]
    code: String,
}

impl CodeBody {
    /// The code, if it has its usual form.
    pub(crate) fn code(&self) -> Result<ReturnCode, Problem> {
        let code = ReturnCode::parse(&self.code).filter(|code| code.to_string() == self.code);
        code.ok_or_else(|| Problem::invalid("`code` is no code"))
    }
}

impl Bounded for CodeBody {
    fn check(&self) -> Result<(), Problem> {
        self.code().map(|_| ())
    }
}

/// How far the desk is.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ProgressName {
    /// Nobody has opened it.
    Waiting,
    /// Somebody looks at it.
    Reading,
    /// It is done.
    Done,
}

impl From<Progress> for ProgressName {
    fn from(progress: Progress) -> Self {
        match progress {
            Progress::Waiting => ProgressName::Waiting,
            Progress::Reading => ProgressName::Reading,
            Progress::Done => ProgressName::Done,
        }
    }
}

/// What became of a report.
#[derive(Serialize, ToSchema)]
pub(crate) struct ReportProgressView {
    /// When it came in.
    #[schema(format = DateTime, example = "2026-11-24T08:00:00Z")]
    received_at: String,
    /// How far it is.
    state: ProgressName,
    /// What the desk says.
    answer: Option<String>,
}

impl From<ReportProgress> for ReportProgressView {
    fn from(found: ReportProgress) -> Self {
        Self { received_at: stamp(found.received), state: found.progress.into(), answer: found.answer }
    }
}

/// Reports an offer, without a name.
#[utoipa::path(
    post, path = "/api/v1/reports", operation_id = "reportOffer", tag = "public", request_body = ReportBody,
    responses((status = 201, description = "Taken in.", body = ReportReceivedView))
)]
pub(crate) async fn report(State(site): State<Site>, visit: Visit, JsonBody(body): JsonBody<ReportBody>) -> Answer {
    visit.spend(Spending::Report, site.settings().reports)?;
    let seen_on = match &body.seen_on {
        Some(day) => Some(day_of(day).ok_or_else(|| Problem::invalid("`seen_on` is no day"))?),
        None => None,
    };
    let today = time::day_of(site.now(), &site.settings().home_zone);
    if seen_on.is_some_and(|day| day > today) {
        return Err(Problem::invalid("`seen_on` is still to come"));
    }
    let report = NewReport {
        code: None,
        text: clean_field(&body.text),
        seen_at: body.seen_at.map(SeenAt::from),
        seen_where: clean_line(&body.seen_where, LONGEST_PLACE),
        seen_on,
        note: clean_field(&body.note),
        files: Vec::new(),
        locale: body.language.into(),
        received: site.now(),
    };
    let code = site.desk().report(report).await?;
    answer::made(&ReportReceivedView { code: code.to_string() })
}

/// Says what became of a report.
#[utoipa::path(
    post, path = "/api/v1/reports/find", operation_id = "findReport", tag = "public", request_body = CodeBody,
    responses(
        (status = 200, description = "What became of it.", body = ReportProgressView),
        (status = 404, description = "Nobody gave out this code.")
    )
)]
pub(crate) async fn find(State(site): State<Site>, visit: Visit, JsonBody(body): JsonBody<CodeBody>) -> Answer {
    visit.spend(Spending::LookUp, site.settings().look_ups)?;
    let found = site.desk().find_report(body.code()?).await?;
    let found = found.ok_or_else(|| Problem::not_found("code"))?;
    answer::ok(&ReportProgressView::from(found))
}
