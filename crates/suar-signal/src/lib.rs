//! The words that every other crate shares: a signal as it was received, and the
//! small types a reading is made of. Plain data, no logic: no parsing of texts,
//! no clock, no disk, no network.

mod ids;
mod labels;
mod money;
mod signal;
mod span;

pub use ids::{
    ContestId, DecisionId, ImportId, JobId, LeadId, NotAnId, OfficerId, ReportId, SessionId, TemplateId, TokenId,
};
pub use labels::{Band, Kind, Language, Strength};
pub use money::{Currency, Pay, Period};
pub use signal::{Signal, SignalId};
pub use span::Span;
