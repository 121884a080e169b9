//! A lead: why it stands there, what its posts share, and the strip in which an officer decides.

mod chart;
mod decide;
mod export;
mod history;
mod network;
mod owner;
mod posts;
mod reasons;
mod ties;
mod units;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use suar_app::{AppError, FoundLead, LeadView, PostView};
use suar_policy::Action;
use suar_signal::LeadId;
use suar_store::LeadState;

use super::faults::id_of;
use super::lead_words::{BandView, Growth, Notice, ReportsView, Told, line, officer_name, reason, with_keys};
use super::query::AskedPairs;
use super::words_of_strangers::show as visible;
use crate::ago::When;
use crate::frame::{Frame, draw, draw_with};
use crate::office::OfficerVisit;
use crate::site::Site;
use crate::texts::Words;
use crate::trouble::Trouble;
use chart::Chart;
use decide::{DecideForm, Draft};
use history::DecisionLine;
use network::Network;
use owner::OwnerStrip;
use posts::{PostBoxes, Reader};
use reasons::Reason;
use ties::Ties;
use units::{UnitBoxes, label_units};

pub(crate) use decide::{decide, undo};
pub(crate) use export::{export, show_export};
pub(crate) use history::show_history;
pub(crate) use owner::{give_back, hand_over, take};
pub(crate) use posts::show_posts;

/// Units that are shown whole, each with a post.
const SHOWN_UNITS: usize = 8;

#[derive(Template)]
#[template(path = "lead.html")]
struct LeadPage {
    frame: Frame,
    notice: Option<Notice>,
    fault: Option<String>,
    head: Head,
    owner: OwnerStrip,
    decide: Option<DecideForm>,
    /// What was typed into a form that is no longer there.
    lost_note: Option<String>,
    reasons: Vec<Reason>,
    units: UnitBoxes,
    ties: Ties,
    chart: Option<Chart>,
    network: Option<Network>,
    decisions: Vec<DecisionLine>,
    may_export: bool,
    may_read_history: bool,
}

/// What stands above everything.
struct Head {
    id: String,
    title: String,
    band: BandView,
    reason: String,
    posts: String,
    reports: Option<ReportsView>,
    growth: Growth,
    state: String,
    first: Option<When>,
    last: Option<When>,
}

pub(crate) async fn show(
    State(site): State<Site>,
    visit: OfficerVisit,
    Path(id): Path<String>,
    pairs: AskedPairs,
) -> Result<Response, Trouble> {
    let told = Told::of(pairs)?;
    let view = match find(&site, &visit, id_of(&id)?).await? {
        Found::Here(view) => view,
        Found::MovedTo(heir) => return Ok(Redirect::to(&format!("/temuan/{heir}")).into_response()),
    };
    let mut page = LeadPage::new(&site, &visit, &view, &Draft::default()).await?;
    page.notice = told.map(|told| told.say(page.frame.words()));
    draw(&page).map(with_keys)
}

/// A lead, or the one that it became a part of.
enum Found {
    Here(Box<LeadView>),
    MovedTo(LeadId),
}

/// A lead of which no post is left points to itself and is no more.
async fn find(site: &Site, visit: &OfficerVisit, id: LeadId) -> Result<Found, Trouble> {
    match site.app().get_lead(visit.actor(), id).await? {
        FoundLead::Here(view) => Ok(Found::Here(view)),
        FoundLead::MovedTo(heir) if heir == id => Err(Trouble::NotFound),
        FoundLead::MovedTo(heir) => Ok(Found::MovedTo(heir)),
    }
}

/// The lead itself, following where it went.
async fn get(site: &Site, visit: &OfficerVisit, id: LeadId) -> Result<Box<LeadView>, Trouble> {
    let mut id = id;
    // Leads are few on such a way; a circle would be a fault of the store.
    for _ in 0..16 {
        match find(site, visit, id).await? {
            Found::Here(view) => return Ok(view),
            Found::MovedTo(heir) => id = heir,
        }
    }
    Err(Trouble::NotFound)
}

/// Why what was asked for did not happen.
struct Refusal {
    status: StatusCode,
    key: &'static str,
}

impl Refusal {
    const CHANGED: Refusal = Refusal { status: StatusCode::CONFLICT, key: "lead-fault-changed" };
    const TAKEN: Refusal = Refusal { status: StatusCode::CONFLICT, key: "lead-fault-taken" };

    /// What an officer can mend; all else gets a page of its own.
    fn of(error: AppError) -> Result<Self, Trouble> {
        match error {
            AppError::Invalid(fault) => {
                Ok(Self { status: StatusCode::UNPROCESSABLE_ENTITY, key: decide::fault_key(fault) })
            }
            AppError::Changed(_) => Ok(Self::CHANGED),
            AppError::Refused(_) => Ok(Self::TAKEN),
            other => Err(other.into()),
        }
    }

    /// Why, naming the colleague who was first.
    fn say(&self, site: &Site, view: &LeadView, (draft, words): (&Draft, &Words)) -> String {
        let changed = || words.say(Self::CHANGED.key);
        if self.key == Self::TAKEN.key {
            let owner = view.lead.owner.map(|owner| officer_name(owner, &view.officers, words));
            return owner.map_or_else(changed, |owner| words.fill(self.key, "officer", &owner));
        }
        if self.key == Self::CHANGED.key {
            return draft.overtaken_by(view, &Reader::new(site, words, view)).unwrap_or_else(changed);
        }
        words.say(self.key)
    }
}

/// The page again, with why it is there and all that was typed.
async fn refuse(
    site: &Site,
    visit: &OfficerVisit,
    id: LeadId,
    refusal: Refusal,
    draft: &Draft,
) -> Result<Response, Trouble> {
    let view = get(site, visit, id).await?;
    let mut page = LeadPage::new(site, visit, &view, draft).await?;
    page.fault = Some(refusal.say(site, &view, (draft, page.frame.words())));
    if let Some(form) = page.decide.as_mut().filter(|_| refusal.key == Refusal::CHANGED.key) {
        // From here on they know what was decided.
        form.seen = view.seen;
    }
    draw_with(refusal.status, &page).map(with_keys)
}

impl LeadPage {
    async fn new(site: &Site, visit: &OfficerVisit, view: &LeadView, draft: &Draft) -> Result<Self, Trouble> {
        let id = view.lead.id;
        let (app, actor) = (site.app(), visit.actor());
        let examples = app.list_examples(actor, id, SHOWN_UNITS).await?;
        let may = |action: Action| view.may.contains(&action);
        let colleagues = if may(Action::HandOverLead) { app.list_colleagues(actor).await? } else { Vec::new() };
        let frame = visit.frame("lead-title", format!("/temuan/{id}")).await?;
        let words = frame.words();
        let reader = Reader::new(site, words, view);
        let labels = label_units(&view.content.units, words);
        let boxes = PostBoxes::new(&examples, &labels, &reader);
        Ok(Self {
            notice: None,
            fault: None,
            head: Head::new(view, site, words),
            owner: OwnerStrip::new(view, &colleagues, visit, draft, words),
            decide: may(Action::DecideLead).then(|| DecideForm::new(view, &labels, draft, words)),
            lost_note: draft.note().filter(|_| !may(Action::DecideLead)).map(visible),
            reasons: reasons_of(view, &examples, &boxes, words),
            units: UnitBoxes::new(view, boxes, &labels, &reader),
            ties: Ties::new(view, words),
            chart: Chart::new(&view.content.days, words),
            network: Network::new(&view.content, words),
            decisions: history::decisions_of(view, &labels, &reader),
            may_export: may(Action::ExportLead),
            may_read_history: may(Action::ReadLeadHistory),
            frame,
        })
    }
}

fn reasons_of(view: &LeadView, examples: &[PostView], boxes: &PostBoxes, words: &Words) -> Vec<Reason> {
    reasons::list(&view.lead.summary.signs, examples, &boxes.marked, words)
}

impl Head {
    fn new(view: &LeadView, site: &Site, words: &Words) -> Self {
        let lead = &view.lead;
        let when = |moment| When::new(moment, site.now(), &site.settings().home_zone, words);
        let state = match (lead.state, lead.snoozed_until) {
            (LeadState::Snoozed, Some(until)) => words.fill("lead-state-snoozed", "until", &when(until).exact),
            (LeadState::Decided, _) => words.say("lead-state-decided"),
            _ => {
                let all = words.number(lead.units as usize);
                words.count_all("lead-state-partly", lead.decided_units as usize, &[("total", &all)])
            }
        };
        Self {
            id: lead.id.to_string(),
            title: line(&lead.title),
            band: BandView::new(lead.band, words),
            reason: reason(&lead.summary.signs, words),
            posts: words.count("lead-posts", lead.posts as usize),
            reports: ReportsView::new(lead, words),
            growth: Growth::new(lead, site.now(), words),
            state,
            first: lead.first_seen.map(when),
            last: lead.last_seen.map(when),
        }
    }
}
