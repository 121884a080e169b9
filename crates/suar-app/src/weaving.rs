//! Weaving all posts anew and bringing the leads up to date.

use std::hash::Hasher;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use suar_detect::{Detector, Extraction};
use suar_entity::EntityKind;
use suar_signal::{Band, JobId, LeadId, TemplateId};
use suar_store::{Decision, JobKind, LeadContent, LeadDraft, Membership, SignalNumber, Unit, UnitOfWork, WovenSignal};
use suar_weave::{OwnedDocument, Woven, document_of};

use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::identity::keep_ids;
use crate::joining::Weavings;
use crate::lead_making::{LeadSketch, Post, groups_of, sketch};
use crate::lead_words::title_of;
use crate::standing::{holding, stand};

/// Posts that are fetched at a time.
const POSTS_AT_ONCE: u32 = 8192;
/// Leads that are kept in one go: others that write get their turn in between.
const LEADS_AT_ONCE: usize = 200;
/// Places where posts belong that are kept in one go.
const MEMBERSHIPS_AT_ONCE: usize = 10_000;

/// What posts belonged to before.
#[derive(Default)]
struct Before {
    templates: FxHashMap<u32, TemplateId>,
    leads: FxHashMap<u32, LeadId>,
    memberships: FxHashMap<SignalNumber, Membership>,
    hashes: FxHashMap<LeadId, [u8; 32]>,
}

/// What posts belong to now.
struct Now {
    drafts: Vec<LeadDraft>,
    memberships: Vec<Membership>,
    merged: Vec<(LeadId, Option<LeadId>)>,
}

impl App {
    /// Has posts woven soon, unless that waits already.
    pub(crate) async fn ask_to_weave(&self, unit: &mut UnitOfWork) -> AppResult<()> {
        unit.jobs().add(self.new_id(JobId::new)?, (JobKind::Weave, ""), self.now()).await?;
        Ok(())
    }

    /// Weaves all posts anew.
    pub(crate) async fn weave(&self) -> AppResult<()> {
        let (posts, weavings) = self.weave_posts().await?;
        let before = self.look_back(&posts).await?;
        let posts = Arc::new(posts);
        let now = {
            let (app, posts) = (self.clone(), Arc::clone(&posts));
            let made = tokio::task::spawn_blocking(move || app.make_leads(&posts, &weavings, &before));
            made.await.map_err(|_| AppError::Internal("making leads broke off"))??
        };
        self.keep_leads(now).await?;
        self.facets().clear().await;
        Ok(())
    }

    async fn weave_posts(&self) -> AppResult<(Vec<Post>, Weavings)> {
        let mut unit = self.store().read().await?;
        let (mut posts, mut woven) = (Vec::new(), Woven::default());
        let (mut reports, mut woven_reports) = (Vec::new(), Woven::default());
        let mut last = SignalNumber(0);
        loop {
            let signals = unit.signals().list_behind(last, POSTS_AT_ONCE).await?;
            let Some(end) = signals.last() else { break };
            last = end.number;
            let detector = Arc::clone(self.detector());
            let read = tokio::task::spawn_blocking(move || {
                signals.into_par_iter().map(|signal| take_apart(signal, &detector)).collect::<Vec<_>>()
            });
            for (post, document) in read.await.map_err(|_| AppError::Internal("reading posts broke off"))? {
                let (posts, woven) =
                    if post.is_report { (&mut reports, &mut woven_reports) } else { (&mut posts, &mut woven) };
                woven.add(&document);
                posts.push(post);
            }
        }
        drop(unit);
        let found_posts = posts.len() as u32;
        posts.append(&mut reports);
        let finish = move || Weavings { found: woven.finish(), reports: woven_reports.finish(), found_posts };
        let weavings = tokio::task::spawn_blocking(finish).await;
        Ok((posts, weavings.map_err(|_| AppError::Internal("weaving broke off"))?))
    }

    async fn look_back(&self, posts: &[Post]) -> AppResult<Before> {
        let places: FxHashMap<SignalNumber, u32> = (0..).zip(posts).map(|(place, post)| (post.number, place)).collect();
        let mut unit = self.store().read().await?;
        let mut before =
            Before { hashes: unit.leads().list_hashes().await?.into_iter().collect(), ..Before::default() };
        for membership in unit.leads().list_memberships().await? {
            if let Some(place) = places.get(&membership.signal) {
                before.templates.extend(membership.template.map(|id| (*place, id)));
                before.leads.extend(membership.lead.map(|id| (*place, id)));
            }
            before.memberships.insert(membership.signal, membership);
        }
        Ok(before)
    }

    fn make_leads(&self, posts: &[Post], weavings: &Weavings, before: &Before) -> AppResult<Now> {
        let kept = keep_ids(&weavings.template_members(), &before.templates);
        let templates: Vec<TemplateId> =
            kept.into_iter().map(|id| id.map_or_else(|| self.new_id(TemplateId::new), Ok)).collect::<AppResult<_>>()?;
        let groups = groups_of(posts, weavings);
        let kept = keep_ids(&groups, &before.leads);
        let leads: Vec<LeadId> =
            kept.into_iter().map(|id| id.map_or_else(|| self.new_id(LeadId::new), Ok)).collect::<AppResult<_>>()?;
        let at = self.now();
        let named: Vec<(LeadId, Vec<u32>)> = leads.into_iter().zip(groups).collect();
        let drafts: AppResult<Vec<_>> = named
            .par_iter()
            .map(|(id, members)| sketch(&LeadSketch { id: *id, members, posts, weavings, templates: &templates, at }))
            .collect();
        let mut lead_of: FxHashMap<u32, LeadId> = FxHashMap::default();
        for (id, members) in &named {
            lead_of.extend(members.iter().map(|member| (*member, *id)));
        }
        let template_of = |place: u32| templates.get(weavings.template_place(place)?).copied();
        let memberships =
            changed_memberships(posts, before, |place| (template_of(place), lead_of.get(&place).copied()));
        let merged = merged(before, &lead_of, &named);
        let is_changed = |draft: &LeadDraft| before.hashes.get(&draft.lead.id) != Some(&draft.hash);
        Ok(Now { drafts: drafts?.into_iter().filter(is_changed).collect(), memberships, merged })
    }

    async fn keep_leads(&self, now: Now) -> AppResult<()> {
        for drafts in now.drafts.chunks(LEADS_AT_ONCE) {
            let mut unit = self.store().write().await?;
            for draft in drafts {
                unit.leads().put(draft).await?;
            }
            unit.save().await?;
        }
        for memberships in now.memberships.chunks(MEMBERSHIPS_AT_ONCE) {
            let mut unit = self.store().write().await?;
            unit.leads().put_memberships(memberships).await?;
            unit.save().await?;
        }
        let at = self.now();
        let mut unit = self.store().write().await?;
        for (id, into) in &now.merged {
            let owner = unit.leads().find(*id).await?.and_then(|lead| lead.owner);
            unit.leads().merge(*id, *into, at).await?;
            let heir = match into {
                Some(into) => unit.leads().find(*into).await?,
                None => None,
            };
            if let (Some(owner), Some(heir)) = (owner, heir.filter(|heir| heir.owner.is_none())) {
                unit.leads().set_owner(heir.id, Some(owner), at).await?;
            }
        }
        let changed = now.drafts.iter().map(|draft| (draft.lead.id, &draft.content));
        stand_leads(&mut unit, changed, at).await?;
        Ok(unit.save().await?)
    }
}

/// Brings up to date how leads stand.
async fn stand_leads(
    unit: &mut UnitOfWork,
    leads: impl Iterator<Item = (LeadId, &LeadContent)>,
    at: jiff::Timestamp,
) -> AppResult<()> {
    let decisions = unit.decisions().list_all().await?;
    if decisions.is_empty() {
        return Ok(());
    }
    let about_units: FxHashMap<Unit, &Decision> = holding(&decisions);
    let mut by_lead: FxHashMap<LeadId, Vec<&Decision>> = FxHashMap::default();
    for decision in &decisions {
        by_lead.entry(decision.lead).or_default().push(decision);
    }
    for (id, content) in leads {
        let on_lead = by_lead.get(&id).map(Vec::as_slice).unwrap_or_default();
        unit.leads().set_standing(id, &stand(content, &about_units, on_lead, at), at).await?;
    }
    Ok(())
}

fn take_apart(woven: WovenSignal, detector: &Arc<Detector>) -> (Post, OwnedDocument) {
    let packs = detector.packs();
    let extraction = Extraction::new(&woven.signal, packs);
    let parts = (&extraction.folded, &extraction.entities);
    let document = document_of(&woven.signal, parts, &packs.tables, Some(woven.risk));
    let mut places: Vec<String> = Vec::new();
    for mention in extraction.entities.mentions.iter().filter(|mention| mention.kind == EntityKind::Place) {
        if !places.contains(&mention.value) {
            places.push(mention.value.clone());
        }
    }
    // Only posts of band medium and above can give a lead its title, and no words of the public's reports.
    let plain = extraction.folded.plain_text();
    let title = if woven.band >= Band::Medium && !woven.is_report { title_of(&plain) } else { String::new() };
    let post = Post {
        number: woven.number,
        title,
        text: woven.signal.text,
        time: woven.signal.time,
        channel: woven.signal.channel,
        region: woven.signal.region,
        band: woven.band,
        risk: woven.risk,
        kind: woven.kind,
        signs: woven.signs,
        identifiers: document.identifiers().to_vec(),
        places,
        is_report: woven.is_report,
        wording: wording_of(&plain),
    };
    (post, document)
}

/// The letters of a text as a number; none where it has none.
fn wording_of(plain: &str) -> Option<u64> {
    let mut hasher = FxHasher::default();
    let mut has_letters = false;
    for letter in plain.chars().filter(|character| character.is_alphabetic()).flat_map(char::to_lowercase) {
        hasher.write_u32(u32::from(letter));
        has_letters = true;
    }
    has_letters.then(|| hasher.finish())
}

/// Where posts belong now, as far as it is not where they belonged before.
fn changed_memberships(
    posts: &[Post],
    before: &Before,
    belongs: impl Fn(u32) -> (Option<TemplateId>, Option<LeadId>),
) -> Vec<Membership> {
    let mut changed = Vec::new();
    for (place, post) in (0..).zip(posts) {
        let (template, lead) = belongs(place);
        let membership = Membership { signal: post.number, template, lead };
        let is_same = match before.memberships.get(&post.number) {
            Some(old) => *old == membership,
            None => template.is_none() && lead.is_none(),
        };
        if !is_same {
            changed.push(membership);
        }
    }
    changed
}

/// The leads that are no more, each with the one that has most of its posts now.
fn merged(
    before: &Before,
    lead_of: &FxHashMap<u32, LeadId>,
    named: &[(LeadId, Vec<u32>)],
) -> Vec<(LeadId, Option<LeadId>)> {
    let alive: FxHashSet<LeadId> = named.iter().map(|(id, _)| *id).collect();
    let mut heirs: FxHashMap<LeadId, FxHashMap<LeadId, u32>> = FxHashMap::default();
    for (place, old) in before.leads.iter().filter(|(_, old)| !alive.contains(old)) {
        if let Some(heir) = lead_of.get(place) {
            *heirs.entry(*old).or_default().entry(*heir).or_default() += 1;
        }
    }
    let heir_of = |old: &LeadId| {
        let counts = heirs.get(old)?;
        counts.iter().max_by_key(|(id, count)| (**count, **id)).map(|(id, _)| *id)
    };
    let mut gone: Vec<LeadId> = before.hashes.keys().copied().filter(|id| !alive.contains(id)).collect();
    gone.sort_unstable();
    gone.into_iter().map(|id| (id, heir_of(&id))).collect()
}
