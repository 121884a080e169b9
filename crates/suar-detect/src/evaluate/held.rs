//! What the detector would have said of a post that its model had not seen.

use suar_entity::EntityKind;
use suar_signal::{Band, Kind, Signal};

use super::Found;
use crate::analysis::Analysis;
use crate::model::{logit, sigmoid};
use crate::{Held, Model, Packs};

/// What another prevalence than the model's adds to the log-odds of its risks.
pub fn prior_shift(model: &Model, prevalence: f64) -> f64 {
    logit(prevalence) - logit(model.prevalence())
}

/// Joins risk and kinds of a held-out model with what packs find in the text, as the detector does.
/// `prior_shift` is what another prevalence adds to the log-odds, nought for the model's own.
pub fn found_by_held(signal: &Signal, held: &Held, prior_shift: f64, packs: &Packs) -> Found {
    let analysis = Analysis::new(signal, packs);
    let kind = most_likely(held);
    let risk = if prior_shift == 0.0 { held.risk } else { sigmoid(logit(held.risk) + prior_shift) };
    let values = |kind| analysis.entities.values(kind).into_iter().map(str::to_owned).collect();
    Found {
        kind,
        risk,
        is_flagged: is_flagged(risk, kind, &analysis, packs),
        language: analysis.language,
        indicators: indicators(kind, &analysis, packs),
        phones: values(EntityKind::Phone),
        handles: values(EntityKind::Handle),
        places: values(EntityKind::Place),
        wallets: values(EntityKind::Wallet),
        pay: analysis
            .entities
            .pay
            .filter(|_| analysis.entities.pay_is_certain || matches!(kind, Kind::Offer | Kind::Warning)),
        parts: None,
    }
}

fn most_likely(held: &Held) -> Kind {
    let best = held.kinds.iter().zip(Kind::ALL).max_by(|left, right| left.0.total_cmp(right.0));
    best.map_or(Kind::Chat, |(_, kind)| kind)
}

fn is_flagged(risk: f64, kind: Kind, analysis: &Analysis, packs: &Packs) -> bool {
    let stands = |name: &str| packs.rules.is_found(name, &analysis.findings);
    packs.assessment.bands.of(risk, false) >= Band::Medium || packs.assessment.opens_review(kind, risk, stands)
}

fn indicators(kind: Kind, analysis: &Analysis, packs: &Packs) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for rule in analysis.findings.firings.iter().filter_map(|firing| packs.rules.rule(firing.rule)) {
        let id = packs.rules.name(rule.gives);
        let shown = !id.contains(':') && (kind == Kind::Offer || id == "obfuscated_text");
        if shown && !found.iter().any(|known| known == id) {
            found.push(id.to_owned());
        }
    }
    found
}
