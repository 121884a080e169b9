//! The posts of a lead as officers read them, what is kept back of them, and what the trail keeps of the reading.

use std::sync::Arc;

use jiff::SignedDuration;
use suar_detect::{Analysis, EntityLists, Reading};
use suar_policy::{Action, Actor, may_ever};
use suar_signal::{LeadId, Signal, Span};
use suar_store::{LeadContent, LeadPost, Unit};

use crate::app::{Act, App, LEAD, REPORT, officer_if_any, record};
use crate::differences::differences;
use crate::error::{AppError, AppResult};
use crate::leads::{MOST_AT_ONCE, get_visible};

/// Looking at a thing again within this time is one look.
const LOOK: SignedDuration = SignedDuration::from_hours(1);

/// A post as an officer sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct PostView {
    /// The post and its place.
    pub post: LeadPost,
    /// What was found in it: as it was kept, or, of band low, as the present detector reads it.
    pub reading: Reading,
    /// Where it differs from its template.
    pub differences: Vec<Span>,
    /// Whether its words are kept back: those of a report, from whoever may not read reports.
    pub withheld: bool,
}

impl App {
    /// The posts of a lead, or of one of its units, in the order they came. It is a look at the lead, and a reading of
    /// each report among them.
    pub async fn list_posts(
        &self,
        actor: &Actor,
        id: LeadId,
        unit_asked: Option<Unit>,
        window: (u64, u32),
    ) -> AppResult<Vec<PostView>> {
        let posts = self.read_posts(actor, id, unit_asked, window).await?;
        self.record_look(actor, id).await?;
        Ok(posts)
    }

    /// For each unit of a lead the post to look at, the first so many units. It is recorded as reading posts is.
    pub async fn list_examples(&self, actor: &Actor, id: LeadId, most_units: usize) -> AppResult<Vec<PostView>> {
        let mut unit = self.store().read().await?;
        get_visible(&mut unit, actor, id).await?;
        let content = unit.leads().find_content(id).await?.ok_or(AppError::NotFound("lead"))?;
        let numbers: Vec<_> = content.units.iter().take(most_units).map(|unit| unit.example).collect();
        let mut posts = unit.leads().list_chosen_posts(id, &numbers).await?;
        drop(unit);
        let place_of = |post: &LeadPost| numbers.iter().position(|number| *number == post.number);
        posts.sort_by_key(place_of);
        let posts = self.look_into(actor, posts, content).await?;
        self.record_look(actor, id).await?;
        Ok(posts)
    }

    /// The posts, without a look at the lead entered into the trail.
    pub(crate) async fn read_posts(
        &self,
        actor: &Actor,
        id: LeadId,
        unit_asked: Option<Unit>,
        (offset, most): (u64, u32),
    ) -> AppResult<Vec<PostView>> {
        let mut unit = self.store().read().await?;
        get_visible(&mut unit, actor, id).await?;
        let content = unit.leads().find_content(id).await?.ok_or(AppError::NotFound("lead"))?;
        let posts = unit.leads().list_posts(id, unit_asked, (offset, most.clamp(1, MOST_AT_ONCE))).await?;
        drop(unit);
        self.look_into(actor, posts, content).await
    }

    /// Enters that a lead was looked at.
    pub(crate) async fn record_look(&self, actor: &Actor, id: LeadId) -> AppResult<()> {
        self.record_hourly(actor, Action::ReadLead, (LEAD, vec![id.to_string()])).await
    }

    /// What an officer sees of posts: all, with the reports among them entered as read, or all but words of reports.
    async fn look_into(&self, actor: &Actor, posts: Vec<LeadPost>, content: LeadContent) -> AppResult<Vec<PostView>> {
        let may_read = may_ever(actor, Action::ReadReport);
        let reports: Vec<String> = posts.iter().filter_map(|post| post.report).map(|id| id.to_string()).collect();
        if may_read && !reports.is_empty() {
            self.record_hourly(actor, Action::ReadReport, (REPORT, reports)).await?;
        }
        let detector = Arc::clone(self.detector());
        let looked = tokio::task::spawn_blocking(move || {
            let look = |post: LeadPost| {
                let analysis = Analysis::new(&post.signal, detector.packs());
                let kept = post.reading.clone().and_then(|reading| serde_json::from_value(reading).ok());
                let reading = kept.unwrap_or_else(|| detector.read_analysed(&post.signal, &analysis));
                let unit = content.units.iter().find(|unit| unit.unit == post.unit);
                let template = unit.filter(|unit| matches!(unit.unit, Unit::Template(_)) && !unit.text.is_empty());
                let differences = template.map(|unit| differences(&analysis.folded, &unit.text)).unwrap_or_default();
                let view = PostView { post, reading, differences, withheld: false };
                if view.post.report.is_some() && !may_read { withhold(view) } else { view }
            };
            posts.into_iter().map(look).collect()
        });
        looked.await.map_err(|_| AppError::Internal("reading posts broke off"))
    }

    /// Enters that an officer did something to things, leaving out those to which they did it within the last hour:
    /// reading a page again does not write again.
    async fn record_hourly(
        &self,
        actor: &Actor,
        action: Action,
        (kind, subjects): (&str, Vec<String>),
    ) -> AppResult<()> {
        let officer = officer_if_any(actor);
        let now = self.now();
        let since = now.checked_sub(LOOK).unwrap_or(now);
        let mut unit = self.store().read().await?;
        let known = unit.audit().list_done_since((officer, since), action.name(), (kind, &subjects)).await?;
        drop(unit);
        let new: Vec<&String> = subjects.iter().filter(|subject| !known.contains(subject)).collect();
        if new.is_empty() {
            return Ok(());
        }
        let mut unit = self.store().write().await?;
        for subject in new {
            record(&mut unit, actor, now, Act::new(action, kind, subject)).await?;
        }
        Ok(unit.save().await?)
    }
}

/// Leaves of a report's post that it is there, when and where it was seen, and which signs it shows.
fn withhold(view: PostView) -> PostView {
    let PostView { post, mut reading, .. } = view;
    let mut signal = Signal::new("", "");
    signal.id = post.signal.id;
    signal.time = post.signal.time;
    signal.channel = post.signal.channel;
    signal.region = post.signal.region;
    for sign in &mut reading.indicators {
        sign.text.clear();
        sign.spans.clear();
    }
    reading.entities = EntityLists::default();
    reading.entity_spans.clear();
    let post = LeadPost { signal, reading: None, ..post };
    PostView { post, reading, differences: Vec::new(), withheld: true }
}
