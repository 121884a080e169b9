//! The leads, the most urgent first.

mod filters;
mod search;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use suar_app::{AppError, LeadSearch, Taking};
use suar_policy::{Action, may_ever};
use suar_store::{Counted, JobKind, Lead, LeadState, Officer};

use super::faults::id_of;
use super::lead_words::{
    BandView, Growth, Notice, Pager, ReportsView, Told, all, line, officer_name, own_id, reason, with_keys,
};
use super::query::AskedPairs;
use crate::ago::When;
use crate::frame::{Frame, draw};
use crate::office::{KeyedForm, OfficerVisit};
use crate::site::Site;
use crate::texts::Words;
use crate::trouble::Trouble;
use filters::Filters;
use search::{Asked, PAGE};

/// Regions and channels that a line names.
const NAMED_REGIONS: usize = 2;
const NAMED_CHANNELS: usize = 1;

#[derive(Template)]
#[template(path = "leads.html")]
struct LeadsPage {
    frame: Frame,
    notice: Option<Notice>,
    working: Vec<String>,
    total: String,
    filters: Filters,
    rows: Vec<Row>,
    pager: Option<Pager>,
    empty: Option<Empty>,
    may_take: bool,
}

struct Row {
    id: String,
    title: String,
    band: BandView,
    reason: String,
    state: Option<String>,
    posts: String,
    reports: Option<ReportsView>,
    growth: Growth,
    regions: String,
    channels: String,
    last: Option<When>,
    owner: Option<String>,
    is_own: bool,
}

/// Why nothing is listed, and what to do.
struct Empty {
    heading: String,
    text: String,
    link: Option<(&'static str, String)>,
}

pub(crate) async fn show(
    State(site): State<Site>,
    visit: OfficerVisit,
    mut pairs: AskedPairs,
) -> Result<Response, Trouble> {
    let asked = Asked::of(&mut pairs)?;
    let told = Told::of(pairs)?;
    let frame = visit.frame("leads-title", asked.address(asked.page)).await?;
    let words = frame.words().clone();
    let (app, actor) = (site.app(), visit.actor());
    let list = app.list_leads(actor, &asked.search(site.now(), own_id(&visit))).await?;
    if list.leads.is_empty() && list.total > 0 {
        return Ok(Redirect::to(&asked.address(list.total.div_ceil(PAGE))).into_response());
    }
    let row = |lead: &Lead| Row::new(lead, &list.owners, &visit, (&site, &words));
    let empty = match list.total {
        0 => Some(Empty::new(&site, &visit, &asked, &words).await?),
        _ => None,
    };
    let page = LeadsPage {
        notice: told.map(|told| told.say(&words)),
        working: work_in_hand(&site, &words).await?,
        total: words.count("leads-total", list.total as usize),
        filters: Filters::new(app, actor, &asked, &words).await?,
        rows: list.leads.iter().map(row).collect(),
        pager: Pager::new((asked.page, PAGE), list.total, &words, |page| asked.address(page)),
        empty,
        may_take: may_ever(actor, Action::TakeLead),
        frame,
    };
    draw(&page).map(with_keys)
}

/// What may still change the list.
async fn work_in_hand(site: &Site, words: &Words) -> Result<Vec<String>, Trouble> {
    let mut lines = Vec::new();
    let files = site.app().count_open_jobs(JobKind::Import).await?;
    if files > 0 {
        lines.push(words.count("leads-reading", files as usize));
    }
    if site.app().count_open_jobs(JobKind::Weave).await? > 0 {
        lines.push(words.say("leads-weaving"));
    }
    Ok(lines)
}

impl Row {
    fn new(lead: &Lead, owners: &[Officer], visit: &OfficerVisit, (site, words): (&Site, &Words)) -> Self {
        let now = site.now();
        let zone = &site.settings().home_zone;
        Self {
            id: lead.id.to_string(),
            title: line(&lead.title),
            band: BandView::new(lead.band, words),
            reason: reason(&lead.summary.signs, words),
            state: state_text(lead, (now, site), words),
            posts: words.count("lead-posts", lead.posts as usize),
            reports: ReportsView::new(lead, words),
            growth: Growth::new(lead, now, words),
            regions: names(&lead.summary.regions, NAMED_REGIONS, words).unwrap_or_else(|| words.say("lead-no-region")),
            channels: names(&lead.summary.channels, NAMED_CHANNELS, words).unwrap_or_default(),
            last: lead.last_seen.map(|last| When::new(last, now, zone, words)),
            owner: lead.owner.map(|owner| officer_name(owner, owners, words)),
            is_own: lead.owner == Some(own_id(visit)),
        }
    }
}

/// How a lead stands, unless it is simply open.
fn state_text(lead: &Lead, (now, site): (Timestamp, &Site), words: &Words) -> Option<String> {
    match lead.state {
        LeadState::Open if lead.decided_units == 0 => None,
        LeadState::Open => {
            let all = words.number(lead.units as usize);
            Some(words.count_all("lead-state-partly", lead.decided_units as usize, &[("total", &all)]))
        }
        LeadState::Snoozed => lead.snoozed_until.map(|until| {
            let until = When::new(until, now, &site.settings().home_zone, words);
            words.fill("lead-state-snoozed", "until", &until.exact)
        }),
        LeadState::Decided => Some(words.say("lead-state-decided")),
    }
}

/// "Sumut, Jabar, dan lainnya".
fn names(values: &[Counted], most: usize, words: &Words) -> Option<String> {
    let named: Vec<String> = values.iter().take(most).map(|value| line(&value.value)).collect();
    let rest = values.len().saturating_sub(most);
    let named = Some(named.join(", ")).filter(|named| !named.is_empty())?;
    // A summary holds the three most frequent: there may be more.
    Some(if rest == 0 { named } else { words.fill("lead-among-others", "names", &named) })
}

impl Empty {
    async fn new(site: &Site, visit: &OfficerVisit, asked: &Asked, words: &Words) -> Result<Self, Trouble> {
        let whole = LeadSearch { most: 1, ..LeadSearch::default() };
        let has_any = site.app().list_leads(visit.actor(), &whole).await?.total > 0;
        let say = |heading: &str, text: &str, link: Option<(&'static str, &str)>| Self {
            heading: words.say(heading),
            text: words.say(text),
            link: link.map(|(path, key)| (path, words.say(key))),
        };
        Ok(match (has_any, asked.is_narrowed()) {
            (false, _) => say("leads-none", "leads-none-text", Some(("/impor", "leads-none-link"))),
            (true, true) => say("leads-no-match", "leads-no-match-text", Some(("/temuan", "leads-no-match-link"))),
            (true, false) => {
                say("leads-all-done", "leads-all-done-text", Some(("/temuan?status=semua", "leads-all-done-link")))
            }
        })
    }
}

/// Takes the leads that were chosen in the list. What a colleague took meanwhile stays theirs, and the page says so.
pub(crate) async fn take(
    State(site): State<Site>,
    visit: OfficerVisit,
    KeyedForm(pairs): KeyedForm<Vec<(String, String)>>,
) -> Result<Response, Trouble> {
    let chosen = all(&pairs, "temuan");
    let mut taken = 0;
    for id in chosen.iter().take(PAGE as usize) {
        match site.app().take_lead(visit.actor(), id_of(id)?, Taking::TakeFrom(None)).await {
            Ok(()) => taken += 1,
            Err(AppError::Refused(_) | AppError::Changed(_) | AppError::NotFound(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let next = match (taken, chosen.len()) {
        (_, 0) => "/temuan?pesan=none-chosen",
        (0, _) => "/temuan?pesan=taken-none",
        (taken, chosen) if taken < chosen => "/temuan?milik=saya&pesan=taken-some",
        _ => "/temuan?milik=saya&pesan=taken-many",
    };
    Ok(Redirect::to(next).into_response())
}
