//! Keeps what must be kept: signals with their readings, leads with their decisions, imports with
//! their rejects, officers with their sessions, what the public handed in, work to be done, and the
//! audit trail. The only crate that knows SQL. It asks no policy (a filter is handed in), reads no
//! clock and draws no chance. Everything is reached from one [`UnitOfWork`]: what it did is kept by
//! `save` as a whole, or not at all.

mod attempts;
mod audit;
mod columns;
mod contacts;
mod decisions;
mod error;
mod imports;
mod jobs;
mod lead_content;
mod lead_query;
mod leads;
mod officers;
mod public;
mod sessions;
mod signals;
mod store;
mod tokens;

pub use attempts::{AttemptCounts, Attempts};
pub use audit::{Audit, Entry, NewEntry, TrailState};
pub use contacts::Contacts;
pub use decisions::{Choice, Decision, Decisions};
pub use error::{Result, StoreError};
pub use imports::{Import, ImportProgress, ImportState, Imports, KeptReject};
pub use jobs::{Job, JobKind, Jobs};
pub use lead_content::{
    Counted, CountedSign, DayCount, Graph, GraphEdge, GraphNode, LeadContent, LeadIdentifier, LeadSummary, NotAUnit,
    Unit, UnitContent, UnitSlot,
};
pub use lead_query::{LeadOrder, LeadPost, LeadQuery, OwnerQuery};
pub use leads::{Facet, FacetKind, Lead, LeadDraft, LeadState, Leads, Membership, Standing};
pub use officers::{Officer, Officers};
pub use public::{Contest, Contests, DeskState, Report, ReportFile, Reports};
pub use sessions::{Session, Sessions};
pub use signals::{KeptReading, NewSignal, Sign, SignalKey, SignalNumber, Signals, WovenSignal};
pub use store::{Store, UnitOfWork};
pub use tokens::{Token, Tokens};
