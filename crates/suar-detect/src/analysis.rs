//! Everything about a text that needs packs and no model.

use rustc_hash::FxHashSet;
use suar_entity::{Context, Entities, EntityKind, Mention, PlaceClass, extract};
use suar_signal::{Language, Signal, Strength};
use suar_text::{Folded, fold, fold_in};

use crate::model::JoinedInput;
use crate::packs::{PayLevel, Workplace};
use crate::rules::{Findings, Firing, HOME, View};
use crate::{Packs, Symbol};

/// A text folded, its entities taken out, its signs and facts found.
#[derive(Debug)]
pub struct Analysis {
    /// The folded text.
    pub folded: Folded,
    /// Its mentions.
    pub entities: Entities,
    /// Its language.
    pub language: Language,
    pub(crate) findings: Findings,
    /// Where patterns match, whether or not their rules hold.
    pub(crate) matched: Vec<Firing>,
}

/// Fewer words than this make a short text.
const SHORT: usize = 12;
/// More words than this make a long text.
const LONG: usize = 120;
/// From so many disguised words on a text hides on purpose.
const STRONGLY_DISGUISED: usize = 3;
/// A quotation of so many bytes or more repeats somebody's words.
const QUOTATION: usize = 40;

/// A text folded and its entities taken out: all that weaving needs.
#[derive(Debug)]
pub struct Extraction {
    /// The folded text.
    pub folded: Folded,
    /// Its mentions.
    pub entities: Entities,
}

impl Extraction {
    /// Folds a signal's text and takes its entities out; its own language is believed where it names one.
    pub fn new(signal: &Signal, packs: &Packs) -> Extraction {
        let folded = match signal.lang {
            Some(language) => fold_in(&signal.text, &packs.lexicon, language),
            None => fold(&signal.text, &packs.lexicon),
        };
        let countries = packs.phone_countries(folded.language());
        let context = Context { language: folded.language(), countries: &countries };
        let entities = extract(&signal.text, &folded, &packs.tables, &packs.lexicon, context);
        Extraction { folded, entities }
    }
}

impl Analysis {
    /// Analyses a signal's text; its own language is believed where it names one.
    pub fn new(signal: &Signal, packs: &Packs) -> Analysis {
        let Extraction { folded, entities } = Extraction::new(signal, packs);
        let language = folded.language();
        let view = View::new(&folded, &entities, &packs.tables, &packs.rules.vocabulary, &packs.lexicon);
        let facts = Facts { folded: &folded, entities: &entities, packs, words: view.tokens.len() };
        let matches = packs.rules.match_patterns(&view);
        let built_in = facts.built_in();
        let first = packs.rules.evaluate(&matches, &built_in);
        let pay_level = facts.pay_level(&first);
        let findings =
            if pay_level.is_empty() { first } else { packs.rules.evaluate(&matches, &[built_in, pay_level].concat()) };
        Analysis { folded, entities, language, findings, matched: matches }
    }

    /// The input of the joined model, with what the words say.
    pub(crate) fn joined_input(&self, text: crate::model::Scores, packs: &Packs) -> JoinedInput {
        JoinedInput { text, symbols: self.findings.symbols().collect(), families: self.families(packs) }
    }

    /// How many families of signs are hit, protective ones aside.
    fn families(&self, packs: &Packs) -> usize {
        let mut hit: Vec<&str> = Vec::new();
        for rule in self.findings.firings.iter().filter_map(|firing| packs.rules.rule(firing.rule)) {
            let counts = rule.strength != Strength::Protective && !packs.rules.name(rule.gives).contains(':');
            if counts && !hit.contains(&rule.family.as_str()) {
                hit.push(&rule.family);
            }
        }
        hit.len()
    }
}

struct Facts<'run> {
    folded: &'run Folded,
    entities: &'run Entities,
    packs: &'run Packs,
    words: usize,
}

impl Facts<'_> {
    /// The facts that no word gives.
    fn built_in(&self) -> Vec<Symbol> {
        let of_kind = |kind: EntityKind| self.entities.has(kind);
        let disguised = self.folded.disguises().len();
        let held = [
            ("is:hotspot_place", self.any_place(|entry| entry.hotspot)),
            ("is:foreign_place", self.any_place(|entry| !entry.country.is_empty() && entry.country != HOME)),
            ("is:home_place", self.any_place(|entry| entry.country == HOME)),
            ("is:has_phone", of_kind(EntityKind::Phone)),
            ("is:foreign_phone", self.mentions(EntityKind::Phone).any(|mention| !mention.value.starts_with("+62"))),
            ("is:has_messaging_link", self.any_url(|address| is_of(address, &self.packs.tables.messaging_hosts))),
            ("is:has_handle", of_kind(EntityKind::Handle)),
            ("is:has_email", of_kind(EntityKind::Email)),
            ("is:has_site", self.any_url(|address| self.is_site(address))),
            ("is:short_url", self.any_url(|address| is_of(address, &self.packs.tables.shorteners))),
            ("is:has_pay", self.entities.pay.is_some()),
            ("is:disguised", disguised > 0),
            ("is:disguised_strongly", disguised >= STRONGLY_DISGUISED),
            ("is:has_wallet", of_kind(EntityKind::Wallet)),
            ("is:short_text", self.words < SHORT),
            ("is:long_text", self.words > LONG),
            ("is:quoted", has_quotation(self.folded.text())),
        ];
        held.iter().filter(|(_, holds)| *holds).filter_map(|(name, _)| self.packs.rules.symbol(name)).collect()
    }

    fn mentions(&self, kind: EntityKind) -> impl Iterator<Item = &Mention> {
        self.entities.mentions.iter().filter(move |mention| mention.kind == kind)
    }

    fn any_place(&self, holds: impl Fn(&suar_entity::GazetteerEntry) -> bool) -> bool {
        let places = self.entities.mentions.iter().filter_map(|mention| mention.place);
        places.filter_map(|place| self.packs.tables.places.get(place)).any(holds)
    }

    fn any_url(&self, holds: impl Fn(&str) -> bool) -> bool {
        self.mentions(EntityKind::Url).any(|mention| holds(&mention.value))
    }

    fn is_site(&self, address: &str) -> bool {
        let tables = &self.packs.tables;
        ![&tables.messaging_hosts, &tables.shorteners, &tables.social_hosts].iter().any(|hosts| is_of(address, hosts))
    }

    /// The facts about pay, which need to know what work it is for.
    fn pay_level(&self, findings: &Findings) -> Vec<Symbol> {
        let Some(pay) = &self.entities.pay else { return Vec::new() };
        let rules = &self.packs.rules;
        let has_fact = |name: &str| rules.is_found(name, findings);
        let level = self.packs.pay_reference.level(pay, self.workplace(has_fact("fact:work_abroad")), has_fact);
        let names: &[&str] = match level {
            PayLevel::Usual => &[],
            PayLevel::Above => &["is:pay_above_reference"],
            PayLevel::FarAbove => &["is:pay_above_reference", "is:pay_far_above_reference"],
        };
        names.iter().filter_map(|name| rules.symbol(name)).collect()
    }

    fn workplace(&self, abroad: bool) -> Workplace<'_> {
        let mut workplace = Workplace { abroad, ..Workplace::default() };
        for place in self.entities.mentions.iter().filter_map(|mention| mention.place) {
            let Some(entry) = self.packs.tables.places.get(place) else { continue };
            if !entry.country.is_empty() && entry.country != HOME {
                workplace.country.get_or_insert(&entry.country);
            } else if entry.class == PlaceClass::Province {
                workplace.province.get_or_insert(&entry.name);
            }
        }
        workplace
    }
}

fn is_of(address: &str, hosts: &FxHashSet<Box<str>>) -> bool {
    let rest = address.split("://").last().unwrap_or(address).trim_start_matches("www.");
    let host = rest.split(['/', '?', '#']).next().unwrap_or("").to_ascii_lowercase();
    hosts.contains(host.as_str())
}

/// Whether somebody's words of some length stand between quotation marks.
fn has_quotation(text: &str) -> bool {
    let mut marks = text.match_indices('"').map(|(position, _)| position);
    while let (Some(open), Some(close)) = (marks.next(), marks.next()) {
        if close - open >= QUOTATION {
            return true;
        }
    }
    false
}
