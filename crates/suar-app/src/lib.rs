//! The use cases: each asks the policy, does one thing, and records it in the audit trail, in one unit
//! of work. Here files are taken in and read, posts are woven into leads, officers are let in, decide and
//! take leads out, and what the public hands in is kept. It knows no SQL and no HTTP; time and chance are
//! handed in. It never makes a decision for a person: what the detector finds becomes a lead, no more.

mod access;
mod app;
mod audit;
mod clock;
mod code;
mod contacts;
mod decisions;
mod desk;
mod differences;
mod error;
mod export;
mod facet_shelf;
mod folder;
mod graph;
mod identity;
mod imports;
mod ingest;
mod jakarta;
mod joining;
mod lead_making;
mod lead_posts;
mod lead_words;
mod leads;
mod locale;
mod officers;
mod passwords;
mod public_desk;
mod reading;
mod secrets;
mod sign_in;
mod standing;
mod weaving;
mod worker;

pub use access::{NewToken, SignedIn};
pub use app::{App, AppParts, Limits};
pub use audit::Verified;
pub use clock::{Clock, Entropy, NoEntropy, SystemEntropy};
pub use code::ReturnCode;
pub use contacts::Confirmation;
pub use decisions::{NewDecision, reasons_for};
pub use desk::{
    Attachment, ContestProgress, DeskError, DeskFuture, FileKind, NewContest, NewReport, Progress, PublicDesk,
    ReportProgress, SeenAt,
};
pub use error::{AppError, AppResult, Fault};
pub use export::{CAUTION, Marking, TakenOut, write_csv};
pub use folder::FolderFault;
pub use graph::{Position, lay_out};
pub use imports::{ReadingHints, Received, Upload};
pub use lead_posts::PostView;
pub use leads::{FoundLead, LeadList, LeadSearch, LeadView, Taking};
pub use locale::Locale;
pub use officers::NewOfficer;
pub use public_desk::{ReportLine, ReportView, Waiting};
pub use secrets::Secret;
pub use sign_in::SignIn;
pub use standing::{DecisionsSeen, NoDecisionsSeen, UnitStanding};
pub use worker::Worker;
