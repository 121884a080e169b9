use std::borrow::Cow;
use std::sync::Arc;

use suar_entity::EntityKind;
use suar_signal::{Band, Kind, Signal, Span, Strength};
use suar_text::{Folded, Token, TokenKind};

use crate::analysis::Analysis;
use crate::model::{Joined, Model, RiskParts, TextFeatures, TextModel, logit, sigmoid};
use crate::packs::Packs;
use crate::reading::{Axes, EntityLists, EntitySpan, Indicator, KindProbability, Reading, Reason, Versions, rounded};
use crate::rules::Firing;

/// Reads signals with packs and a model.
#[derive(Debug)]
pub struct Detector {
    packs: Packs,
    text: TextModel,
    joined: Joined,
    versions: Arc<Versions>,
    /// What a prevalence other than the model's adds to the log-odds.
    prior_shift: f64,
}

/// How many places or disguised words are shown for one sign; nobody reads more.
const MOST_EVIDENCE: usize = 12;

/// How many contacts are shown for one sign.
const MOST_CONTACTS: usize = 4;

/// The fact that the text asks for a message by chat.
const ASKS_FOR_MESSAGE: &str = "fact:messaging_contact";

/// Signs that are shown for a post of any kind.
const SHOWN_FOR_ANY_KIND: &str = "obfuscated_text";

impl Detector {
    /// A detector that is calibrated for the prevalence of its model.
    pub fn new(packs: Packs, model: &Model) -> Self {
        let versions = Arc::new(Versions { packs: packs.version.clone(), model: model.version() });
        let joined = Joined::new(&model.joined, &packs.rules);
        Self { packs, text: model.text.clone(), joined, versions, prior_shift: 0.0 }
    }

    /// The same detector, calibrated for another share of unsafe recruitment among the posts.
    #[must_use]
    pub fn with_prior(mut self, prevalence: f64) -> Self {
        self.prior_shift = logit(prevalence) - logit(self.joined.prevalence);
        self
    }

    /// The packs in use.
    pub fn packs(&self) -> &Packs {
        &self.packs
    }

    /// What it reads with.
    pub fn versions(&self) -> &Versions {
        &self.versions
    }

    /// Reads one signal.
    pub fn read(&self, signal: &Signal) -> Reading {
        self.read_analysed(signal, &Analysis::new(signal, &self.packs))
    }

    /// Reads one signal whose text is analysed already.
    pub fn read_analysed(&self, signal: &Signal, analysis: &Analysis) -> Reading {
        let features = TextFeatures::new(&analysis.folded, &analysis.entities, &self.packs.tables);
        let input = analysis.joined_input(self.text.score(&features), &self.packs);
        let kinds = self.joined.kinds(&input);
        let kind = most_likely(&kinds);
        let mut parts = self.joined.risk_parts(&input, &kinds);
        parts.cap(&kinds);
        parts.base += self.prior_shift;
        let risk = sigmoid(parts.sum());
        let indicators = self.indicators(signal, analysis, kind, &parts);
        Reading {
            id: signal.id.clone(),
            kind,
            kind_probability: KindProbability::new(kinds),
            risk: rounded(risk),
            band: self.band(risk, kind, analysis, &indicators),
            axes: Axes {
                unsafe_recruitment: rounded(risk),
                trafficking_elements: rounded(self.elements(risk, &indicators)),
            },
            language: analysis.language,
            entities: entity_lists(analysis, kind),
            entity_spans: entity_spans(analysis, kind),
            template: None,
            network: None,
            reasons: self.reasons(&parts),
            versions: Arc::clone(&self.versions),
            indicators,
        }
    }

    fn indicators(&self, signal: &Signal, analysis: &Analysis, kind: Kind, parts: &RiskParts) -> Vec<Indicator> {
        let mut found: Vec<Indicator> = Vec::new();
        for firing in &analysis.findings.firings {
            let Some(rule) = self.packs.rules.rule(firing.rule) else { continue };
            let id = self.packs.rules.name(rule.gives);
            if id.contains(':') || (kind != Kind::Offer && id != SHOWN_FOR_ANY_KIND) {
                continue;
            }
            let spans = self.evidence(firing, analysis, id);
            if let Some(known) = found.iter_mut().find(|known| known.id == id) {
                merge(known, &spans, rule.strength);
                // Of several rules the one of the text's own language is named.
                let own = |name: &str| name.split(':').next() == Some(analysis.language.code());
                if own(&rule.name) && !own(&known.rule) {
                    known.rule.clone_from(&rule.name);
                    known.source.clone_from(&rule.source);
                }
                continue;
            }
            let weight =
                parts.symbols.iter().find(|(symbol, _)| *symbol == rule.gives).map_or(0.0, |(_, weight)| *weight);
            found.push(Indicator {
                id: id.to_owned(),
                strength: rule.strength,
                weight: rounded(weight),
                text: String::new(),
                spans,
                rule: rule.name.clone(),
                source: rule.source.clone(),
            });
        }
        for indicator in &mut found {
            indicator.spans.sort_unstable();
            indicator.spans.dedup();
            indicator.text = readable(signal, &analysis.folded, &indicator.spans);
        }
        found.sort_by(|left, right| right.weight.total_cmp(&left.weight).then_with(|| left.id.cmp(&right.id)));
        found
    }

    /// The words behind a sign: where its rule matches, or the entities that its facts are about.
    fn evidence(&self, firing: &Firing, analysis: &Analysis, id: &str) -> Vec<Span> {
        let mentions = analysis.entities.mentions.iter();
        match id {
            // A person looks for the place, not for the words that led to it.
            "hotspot_destination" => {
                let is_hotspot = |place| self.packs.tables.places.get(place).is_some_and(|entry| entry.hotspot);
                let is_matched =
                    |span: &Span| firing.spans.is_empty() || firing.spans.iter().any(|held| held.overlaps(*span));
                let hotspots = mentions.filter(|mention| mention.place.is_some_and(is_hotspot));
                let places = hotspots.map(|mention| mention.span).filter(is_matched);
                let shown: Vec<Span> = places.take(MOST_EVIDENCE).collect();
                if shown.is_empty() { firing.spans.clone() } else { shown }
            }
            _ if !firing.spans.is_empty() => firing.spans.clone(),
            "obfuscated_text" => {
                analysis.folded.disguises().iter().map(|disguise| disguise.span).take(MOST_EVIDENCE).collect()
            }
            "unrealistic_salary" => {
                mentions.filter(|mention| mention.kind == EntityKind::Pay).map(|mention| mention.span).take(2).collect()
            }
            "messaging_only_contact" => self.contact_evidence(analysis),
            _ => Vec::new(),
        }
    }

    /// The contacts that a text names; where it names none, the words that ask for a message.
    fn contact_evidence(&self, analysis: &Analysis) -> Vec<Span> {
        let contact = [EntityKind::Phone, EntityKind::Handle, EntityKind::Url];
        let mentions = analysis.entities.mentions.iter().filter(|mention| contact.contains(&mention.kind));
        let named: Vec<Span> = mentions.map(|mention| mention.span).take(MOST_CONTACTS).collect();
        if !named.is_empty() {
            return named;
        }
        let asks = self.packs.rules.symbol(ASKS_FOR_MESSAGE);
        let asking = analysis
            .matched
            .iter()
            .filter(|firing| asks.is_some() && self.packs.rules.rule(firing.rule).map(|rule| rule.gives) == asks);
        asking.flat_map(|firing| firing.spans.iter().copied()).take(MOST_CONTACTS).collect()
    }

    fn band(&self, risk: f64, kind: Kind, analysis: &Analysis, indicators: &[Indicator]) -> Band {
        let assessment = &self.packs.assessment;
        let mut families: Vec<&str> = Vec::new();
        for rule in analysis.findings.firings.iter().filter_map(|firing| self.packs.rules.rule(firing.rule)) {
            let shown = indicators.iter().any(|indicator| indicator.id == self.packs.rules.name(rule.gives));
            if shown && rule.strength != Strength::Protective && !families.contains(&rule.family.as_str()) {
                families.push(&rule.family);
            }
        }
        let carries_urgent = families.len() >= assessment.urgent_least_families
            && families.iter().any(|family| assessment.urgent_families.iter().any(|needed| needed == family));
        let band = assessment.bands.of(risk, carries_urgent);
        let opens_review =
            assessment.opens_review(kind, risk, |name| self.packs.rules.is_found(name, &analysis.findings));
        if opens_review { band.max(Band::Medium) } else { band }
    }

    /// Process, means and purpose as far as the signs hint at them; never above the risk.
    fn elements(&self, risk: f64, indicators: &[Indicator]) -> f64 {
        let mut missing = [1.0; 3];
        for indicator in indicators {
            let Some(shares) = self.packs.assessment.elements.get(&indicator.id) else { continue };
            for (missing, share) in missing.iter_mut().zip(shares) {
                *missing *= 1.0 - share;
            }
        }
        let [process, means, purpose] = missing.map(|missing| 1.0 - missing);
        (0.2 * process + 0.45 * means + 0.35 * purpose).min(risk)
    }

    fn reasons(&self, parts: &RiskParts) -> Vec<Reason> {
        let mut reasons = vec![
            Reason { what: "base".to_owned(), weight: rounded(parts.base) },
            Reason { what: "words".to_owned(), weight: rounded(parts.text) },
            Reason { what: "offers".to_owned(), weight: rounded(parts.offer) },
        ];
        if parts.families != 0.0 {
            reasons.push(Reason { what: "families".to_owned(), weight: rounded(parts.families) });
        }
        if parts.cap != 0.0 {
            reasons.push(Reason { what: "no_more_than_offer".to_owned(), weight: rounded(parts.cap) });
        }
        let named = parts.symbols.iter().map(|(symbol, weight)| Reason {
            what: self.packs.rules.name(*symbol).to_owned(),
            weight: rounded(*weight),
        });
        reasons.extend(named);
        reasons
    }
}

fn merge(known: &mut Indicator, spans: &[Span], strength: Strength) {
    known.strength = known.strength.max(strength);
    for span in spans {
        match known.spans.iter_mut().find(|held| held.overlaps(*span)) {
            Some(held) => *held = held.cover(*span),
            None => known.spans.push(*span),
        }
    }
}

fn most_likely(kinds: &[f64; Kind::ALL.len()]) -> Kind {
    let best = kinds.iter().zip(Kind::ALL).max_by(|left, right| left.0.total_cmp(right.0));
    best.map_or(Kind::Chat, |(_, kind)| kind)
}

/// The words of the spans as a person would have written them without the disguise.
fn readable(signal: &Signal, folded: &Folded, spans: &[Span]) -> String {
    let mut text = String::new();
    for span in spans {
        if !text.is_empty() {
            text.push_str(" … ");
        }
        let covered = || folded.tokens().iter().filter(|token| token.span.overlaps(*span));
        let plain =
            span.slice(&signal.text).filter(|slice| slice.is_ascii() && !covered().any(|token| token.disguised));
        match plain {
            Some(slice) => text.extend(slice.split_whitespace().flat_map(|word| [word, " "])),
            None => text.extend(covered().flat_map(|token| [word_of(signal, folded, token), " "])),
        }
        text.truncate(text.trim_end().len());
    }
    text
}

/// A word as a person reads it: disguise undone, and a flag as a flag.
fn word_of<'a>(signal: &'a Signal, folded: &'a Folded, token: &Token) -> &'a str {
    let flag = (token.kind == TokenKind::Flag).then(|| token.span.slice(&signal.text)).flatten();
    flag.unwrap_or_else(|| folded.word(token))
}

/// A bare sum is pay only where somebody offers a job or quotes an offer.
fn shows_pay(analysis: &Analysis, kind: Kind) -> bool {
    analysis.entities.pay_is_certain || matches!(kind, Kind::Offer | Kind::Warning)
}

fn entity_lists(analysis: &Analysis, kind: Kind) -> EntityLists {
    let values = |kind| analysis.entities.values(kind).into_iter().map(str::to_owned).collect();
    EntityLists {
        phones: values(EntityKind::Phone),
        handles: values(EntityKind::Handle),
        urls: values(EntityKind::Url),
        emails: values(EntityKind::Email),
        wallets: values(EntityKind::Wallet),
        pay: analysis.entities.pay.filter(|_| shows_pay(analysis, kind)),
        places: values(EntityKind::Place),
    }
}

fn entity_spans(analysis: &Analysis, kind: Kind) -> Vec<EntitySpan> {
    let shown =
        |entity: EntityKind| entity != EntityKind::Money && (entity != EntityKind::Pay || shows_pay(analysis, kind));
    let mentions = analysis.entities.mentions.iter().filter(|mention| shown(mention.kind));
    mentions
        .map(|mention| EntitySpan {
            kind: Cow::Borrowed(mention.kind.name()),
            value: mention.value.clone(),
            span: mention.span,
        })
        .collect()
}
