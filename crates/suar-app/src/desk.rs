//! What the public pages hand on and ask for: the acts that need keeping. Whoever keeps
//! (a use case over a store) implements [`PublicDesk`]; this crate keeps nothing.

use std::future::Future;
use std::pin::Pin;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::code::ReturnCode;
use crate::locale::Locale;

/// An answer of a desk that is still under way.
pub type DeskFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, DeskError>> + Send + 'a>>;

/// The four acts of the public pages that need keeping.
pub trait PublicDesk: Send + Sync {
    /// Keeps a report and gives the code to come back with.
    fn report(&self, report: NewReport) -> DeskFuture<'_, ReturnCode>;

    /// What became of a report; `None` for a code that nobody gave out.
    fn find_report(&self, code: ReturnCode) -> DeskFuture<'_, Option<ReportProgress>>;

    /// Keeps a contest and gives the code to come back with.
    fn contest(&self, contest: NewContest) -> DeskFuture<'_, ReturnCode>;

    /// What became of a contest; `None` for a code that nobody gave out.
    fn find_contest(&self, code: ReturnCode) -> DeskFuture<'_, Option<ContestProgress>>;
}

/// Why a desk could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// Nothing can be kept at the moment; worth trying again.
    #[error("the desk is not available: {0}")]
    Unavailable(String),
    /// What is kept contradicts itself, or a fault of ours.
    #[error("the desk failed: {0}")]
    Failed(String),
}

/// An offer that a person reports, without saying who they are.
#[derive(Clone, Debug)]
pub struct NewReport {
    /// The words of the offer; empty when the files show it.
    pub text: String,
    /// On what kind of channel it was seen.
    pub seen_at: Option<SeenAt>,
    /// Which group, page or account, in the person's words.
    pub seen_where: String,
    /// On which day.
    pub seen_on: Option<Date>,
    /// What else the person wants to say.
    pub note: String,
    /// Pictures and documents, told by content.
    pub files: Vec<Attachment>,
    /// The code to come back with; what comes a second time under the same code is not kept again. None: a new one
    /// is drawn.
    pub code: Option<ReturnCode>,
    /// The language that the person reads.
    pub locale: Locale,
    /// When it came in.
    pub received: Timestamp,
}

/// A file of a report.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    /// What it is, told by its content and never by its name.
    pub kind: FileKind,
    /// What the person's device called it, without folders and control characters.
    pub name: String,
    /// Its content, as it came.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Attachment {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Attachment({:?}, {} bytes)", self.kind, self.bytes.len())
    }
}

/// The kinds of file that a report takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// WebP.
    Webp,
    /// PDF.
    Pdf,
    /// Plain UTF-8 text that is no markup.
    Text,
}

/// Where an offer was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeenAt {
    /// Facebook.
    Facebook,
    /// A chat or group of `WhatsApp`.
    Whatsapp,
    /// Telegram.
    Telegram,
    /// Instagram.
    Instagram,
    /// `TikTok`.
    Tiktok,
    /// X.
    X,
    /// Another website or a job board.
    Website,
    /// A person, at home or in the village.
    Person,
    /// Something else.
    Other,
}

impl SeenAt {
    /// All of them, in the order of the form.
    pub const ALL: [SeenAt; 9] = [
        SeenAt::Whatsapp,
        SeenAt::Facebook,
        SeenAt::Telegram,
        SeenAt::Tiktok,
        SeenAt::Instagram,
        SeenAt::X,
        SeenAt::Website,
        SeenAt::Person,
        SeenAt::Other,
    ];

    /// The name in forms and texts.
    pub fn name(self) -> &'static str {
        match self {
            SeenAt::Facebook => "facebook",
            SeenAt::Whatsapp => "whatsapp",
            SeenAt::Telegram => "telegram",
            SeenAt::Instagram => "instagram",
            SeenAt::Tiktok => "tiktok",
            SeenAt::X => "x",
            SeenAt::Website => "website",
            SeenAt::Person => "person",
            SeenAt::Other => "other",
        }
    }

    /// The place of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        SeenAt::ALL.into_iter().find(|place| place.name() == name)
    }
}

/// How far the people at the desk are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It lies there, unread.
    Waiting,
    /// Somebody looks at it.
    Reading,
    /// It is done.
    Done,
}

/// What a person with a code may know of a report.
#[derive(Clone, Debug)]
pub struct ReportProgress {
    /// When it came in.
    pub received: Timestamp,
    /// How far it is.
    pub progress: Progress,
    /// What the desk says to the person.
    pub answer: Option<String>,
}

/// Somebody says that a finding does them wrong.
#[derive(Clone, Debug)]
pub struct NewContest {
    /// What it is about: a number, an account, a post, a decision.
    pub subject: String,
    /// Why it is wrong.
    pub reason: String,
    /// The code to come back with, as with a report.
    pub code: Option<ReturnCode>,
    /// The language that the person reads.
    pub locale: Locale,
    /// When it came in.
    pub received: Timestamp,
    /// The day by which the page promised an answer.
    pub due: Date,
}

/// What a person with a code may know of a contest.
#[derive(Clone, Debug)]
pub struct ContestProgress {
    /// When it came in.
    pub received: Timestamp,
    /// The day by which an answer was promised.
    pub due: Date,
    /// How far it is.
    pub progress: Progress,
    /// What the desk says to the person.
    pub answer: Option<String>,
}
