use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Map, Value};
use suar_detect::Detector;
use suar_policy::{Action, Actor, Role, Subject, decide, may_ever};
use suar_signal::{LeadId, OfficerId};
use suar_store::{NewEntry, Store, UnitOfWork};

use crate::clock::{Clock, Entropy};
use crate::error::{AppError, AppResult};
use crate::facet_shelf::FacetShelf;
use crate::folder;

/// The use cases over one data folder; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inside>);

struct Inside {
    parts: AppParts,
    store: Store,
    facets: FacetShelf,
    is_new: bool,
}

/// What the use cases are put together from.
pub struct AppParts {
    /// The data folder.
    pub folder: PathBuf,
    /// Reads posts.
    pub detector: Arc<Detector>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub entropy: Arc<dyn Entropy>,
    /// What the operator set.
    pub limits: Limits,
}

/// Bounds on what comes in and what is remembered.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The largest file that is taken in.
    pub file_bytes: u64,
    /// Days after which a post of band low that belongs to nothing is dropped.
    pub low_days: u16,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_bytes: 2 << 30, low_days: 14 }
    }
}

impl App {
    /// Opens a data folder, making it where there is none.
    ///
    /// # Errors
    /// When its database was lost, the folder can't be made or the database can't be opened.
    pub async fn open(parts: AppParts) -> AppResult<Self> {
        let is_new = folder::make(&parts.folder)?;
        Self::open_database(parts, is_new).await
    }

    /// Opens a data folder that is there.
    ///
    /// # Errors
    /// When it is not, its database was lost or can't be opened.
    pub async fn open_existing(parts: AppParts) -> AppResult<Self> {
        folder::require(&parts.folder)?;
        Self::open_database(parts, false).await
    }

    async fn open_database(parts: AppParts, is_new: bool) -> AppResult<Self> {
        let store = Store::open(&parts.folder.join(folder::DATABASE)).await?;
        // After the database: what is younger tells that there was one.
        folder::make_incoming(&parts.folder)?;
        Ok(Self(Arc::new(Inside { parts, store, facets: FacetShelf::default(), is_new })))
    }

    /// Whether nothing was kept in the data folder before it was opened.
    pub fn is_new(&self) -> bool {
        self.0.is_new
    }

    /// Whoever sits at the machine and can read the data folder: to them everything that managers may do is
    /// allowed, and the trail names no officer.
    pub fn console() -> Actor {
        Actor { officer: None, role: Role::Manager, region: None, only: None }
    }

    /// Closes the database after all work in hand.
    pub async fn close(&self) {
        self.0.store.close().await;
    }

    pub(crate) fn store(&self) -> &Store {
        &self.0.store
    }

    pub(crate) fn facets(&self) -> &FacetShelf {
        &self.0.facets
    }

    /// The detector that posts are read with.
    pub fn detector(&self) -> &Arc<Detector> {
        &self.0.parts.detector
    }

    /// What the operator set.
    pub fn limits(&self) -> &Limits {
        &self.0.parts.limits
    }

    pub(crate) fn entropy(&self) -> &dyn Entropy {
        self.0.parts.entropy.as_ref()
    }

    /// The present moment, to the millisecond that is kept.
    pub fn now(&self) -> Timestamp {
        let now = self.0.parts.clock.now();
        Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.0.parts.folder
    }

    pub(crate) fn incoming(&self) -> PathBuf {
        self.0.parts.folder.join(folder::INCOMING)
    }

    /// A new id of the present moment.
    pub(crate) fn new_id<T>(&self, make: fn(u64, [u8; 10]) -> T) -> AppResult<T> {
        let mut random = [0; 10];
        self.entropy().fill(&mut random)?;
        Ok(make(u64::try_from(self.now().as_millisecond()).unwrap_or(0), random))
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("App").field("folder", &self.folder()).finish_non_exhaustive()
    }
}

/// Goes on when there is anything at all to which the actor may do this.
pub(crate) fn require(actor: &Actor, action: Action) -> AppResult<()> {
    if may_ever(actor, action) { Ok(()) } else { Err(AppError::Refused(action)) }
}

/// Goes on when the actor may do this to that.
pub(crate) fn require_for(actor: &Actor, action: Action, subject: &Subject) -> AppResult<()> {
    if decide(actor, action, subject).is_allowed() { Ok(()) } else { Err(AppError::Refused(action)) }
}

/// The officer behind an actor.
pub(crate) fn officer_of(actor: &Actor, action: Action) -> AppResult<OfficerId> {
    officer_if_any(actor).ok_or(AppError::Refused(action))
}

/// The officer behind an actor; none for the public and for whoever sits at the machine.
pub(crate) fn officer_if_any(actor: &Actor) -> Option<OfficerId> {
    actor.officer.as_deref().and_then(|officer| officer.parse().ok())
}

/// What is entered into the trail.
pub(crate) struct Act<'a> {
    pub(crate) action: Action,
    pub(crate) kind: &'a str,
    pub(crate) subject: String,
    pub(crate) detail: Value,
}

impl<'a> Act<'a> {
    pub(crate) fn new(action: Action, kind: &'a str, subject: impl std::fmt::Display) -> Self {
        Self { action, kind, subject: subject.to_string(), detail: Value::Null }
    }

    pub(crate) fn with(mut self, detail: Value) -> Self {
        self.detail = detail;
        self
    }
}

/// The kinds of a lead and of a report in the trail.
pub(crate) const LEAD: &str = "lead";
pub(crate) const REPORT: &str = "report";

/// Enters what an actor did.
pub(crate) async fn record(unit: &mut UnitOfWork, actor: &Actor, at: Timestamp, act: Act<'_>) -> AppResult<()> {
    let detail = match act.detail {
        Value::Object(detail) => detail,
        _ => Map::new(),
    };
    let officer = officer_if_any(actor);
    let entry =
        NewEntry { at, officer, action: act.action.name(), subject_kind: act.kind, subject: &act.subject, detail };
    unit.audit().add(&entry).await?;
    Ok(())
}

/// What the policy looks at of a lead.
pub(crate) async fn subject_of(unit: &mut UnitOfWork, id: LeadId, owner: Option<OfficerId>) -> AppResult<Subject> {
    let regions = unit.leads().list_regions(id).await?;
    Ok(Subject { owner: owner.map(|owner| owner.to_string()), regions })
}
