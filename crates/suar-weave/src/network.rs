//! Networks: documents that share telling identifiers or a template.

use std::fmt;

use crate::archive::Archive;
use crate::document::{Identifier, IdentifierKind};
use crate::settings::Settings;
use crate::template::{Template, TemplateNumber};
use crate::union::Union;

/// Weight of the tie between the members of a template that is not organised.
const LOOSE_TEMPLATE_WEIGHT: f32 = 0.5;

/// The number of a network, by its first member in input order, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NetworkNumber(pub u32);

impl fmt::Display for NetworkNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "n-{:06}", self.0)
    }
}

/// What holds a network together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TieKind {
    /// Documents that give the same identifier.
    Identifier(Identifier),
    /// Documents of one template.
    Template(TemplateNumber),
}

/// One tie of a network.
#[derive(Debug, Clone, PartialEq)]
pub struct Tie {
    /// What is shared.
    pub kind: TieKind,
    /// How telling it is, in [0, 1].
    pub weight: f32,
    /// How many documents share it; all of them are members.
    pub documents: u32,
    /// How many unrelated wordings share it: templates, and documents of none.
    pub wordings: u32,
    /// The mean risk of the documents that share it and have been judged.
    pub mean_risk: Option<f32>,
}

/// Documents of one hand, as far as the ties tell.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    /// Its number.
    pub number: NetworkNumber,
    /// The documents, in input order: at least two.
    pub members: Vec<u32>,
    /// What ties them, strongest first.
    pub ties: Vec<Tie>,
    /// The highest product of a tie's weight and the mean risk of its documents.
    pub risk: Option<f32>,
    /// The place in `ties` of the tie that `risk` comes from.
    pub risk_from: Option<usize>,
}

/// Finds the networks; ordered and numbered by first member.
pub(crate) fn find(archive: &Archive, settings: &Settings, templates: &[Template]) -> Vec<Network> {
    let mut strong = identifier_ties(archive, templates);
    strong.extend(templates.iter().map(template_tie));
    strong.retain(|tie| tie.documents.len() > 1 && tie.weight >= settings.tie_weight);
    let mut union = Union::new(archive.len());
    for tie in &strong {
        let mut documents = tie.documents.iter();
        if let Some(&first) = documents.next() {
            for &other in documents {
                union.join(first, other);
            }
        }
    }
    let mut networks = collect(archive.len(), &mut union);
    for tie in strong {
        let first = tie.documents.first().copied().unwrap_or_default();
        let number = networks.number_of(union.root(first));
        if let Some(network) = number.and_then(|number| networks.found.get_mut(number as usize)) {
            network.ties.push(finish_tie(archive, tie));
        }
    }
    for network in &mut networks.found {
        judge(network);
    }
    networks.found
}

/// A tie with the documents that share it.
#[derive(Debug)]
struct Candidate {
    kind: TieKind,
    weight: f32,
    documents: Vec<u32>,
    wordings: u32,
}

fn template_tie(template: &Template) -> Candidate {
    Candidate {
        kind: TieKind::Template(template.number),
        weight: if template.organised { 1.0 } else { LOOSE_TEMPLATE_WEIGHT },
        documents: template.members.clone(),
        wordings: 1,
    }
}

fn identifier_ties(archive: &Archive, templates: &[Template]) -> Vec<Candidate> {
    let mut template_of = vec![0_u32; archive.len() as usize];
    for template in templates {
        for &member in &template.members {
            if let Some(entry) = template_of.get_mut(member as usize) {
                *entry = template.number.0;
            }
        }
    }
    let mut pairs: Vec<(u32, u32)> =
        (0..archive.len()).flat_map(|index| archive.identifiers(index).iter().map(move |&id| (id, index))).collect();
    pairs.sort_unstable();
    pairs
        .chunk_by(|left, right| left.0 == right.0)
        .filter(|run| run.len() > 1)
        .filter_map(|run| {
            let (number, _) = *run.first()?;
            let documents: Vec<u32> = run.iter().map(|&(_, document)| document).collect();
            let wordings = count_wordings(&documents, &template_of);
            let identifier = archive.identifier(number);
            Some(Candidate {
                weight: identifier_weight(identifier.kind, wordings),
                kind: TieKind::Identifier(identifier),
                documents,
                wordings,
            })
        })
        .collect()
}

fn count_wordings(documents: &[u32], template_of: &[u32]) -> u32 {
    let number = |document: &u32| template_of.get(*document as usize).copied();
    let mut numbers: Vec<u32> = documents.iter().filter_map(number).collect();
    numbers.sort_unstable();
    let alone = numbers.partition_point(|&number| number == 0);
    numbers.dedup();
    let templates = numbers.iter().filter(|&&number| number != 0).count();
    (alone + templates) as u32
}

/// What an identifier of this kind says by itself, and how many unrelated wordings
/// may share it before it says less: a hotline or a link shortener ties nobody.
fn identifier_weight(kind: IdentifierKind, wordings: u32) -> f32 {
    let (weight, free_wordings): (f32, f32) = match kind {
        IdentifierKind::Phone | IdentifierKind::Wallet => (1.0, 30.0),
        IdentifierKind::Handle | IdentifierKind::Email => (0.9, 20.0),
        IdentifierKind::Url => (0.6, 5.0),
    };
    weight * (free_wordings / wordings.max(1) as f32).sqrt().min(1.0)
}

struct Networks {
    found: Vec<Network>,
    numbers: Vec<u32>,
}

impl Networks {
    fn number_of(&self, root: u32) -> Option<u32> {
        let number = self.numbers.get(root as usize).copied();
        number.filter(|&number| number != u32::MAX)
    }
}

fn collect(documents: u32, union: &mut Union) -> Networks {
    let mut networks = Networks { found: Vec::new(), numbers: vec![u32::MAX; documents as usize] };
    for document in 0..documents {
        let root = union.root(document);
        if union.size(root) < 2 {
            continue;
        }
        let number = networks.number_of(root).unwrap_or_else(|| {
            let number = networks.found.len() as u32;
            if let Some(entry) = networks.numbers.get_mut(root as usize) {
                *entry = number;
            }
            networks.found.push(Network {
                number: NetworkNumber(number + 1),
                members: Vec::new(),
                ties: Vec::new(),
                risk: None,
                risk_from: None,
            });
            number
        });
        if let Some(network) = networks.found.get_mut(number as usize) {
            network.members.push(document);
        }
    }
    networks
}

fn finish_tie(archive: &Archive, tie: Candidate) -> Tie {
    Tie {
        mean_risk: mean_risk(archive, &tie.documents),
        documents: tie.documents.len() as u32,
        kind: tie.kind,
        weight: tie.weight,
        wordings: tie.wordings,
    }
}

/// Added up in millionths, so that the order of the input can't change the sum.
fn mean_risk(archive: &Archive, documents: &[u32]) -> Option<f32> {
    let mut sum = 0_u64;
    let mut judged = 0_u64;
    for risk in documents.iter().filter_map(|&document| archive.risk(document)) {
        sum += (f64::from(risk.clamp(0.0, 1.0)) * 1e6).round() as u64;
        judged += 1;
    }
    (judged > 0).then(|| (sum as f64 / judged as f64 / 1e6) as f32)
}

fn judge(network: &mut Network) {
    network.ties.sort_by(|left, right| {
        let by_weight = right.weight.total_cmp(&left.weight);
        by_weight
            .then(right.documents.cmp(&left.documents))
            .then_with(|| tie_order(&left.kind).cmp(&tie_order(&right.kind)))
    });
    for (position, tie) in network.ties.iter().enumerate() {
        let risk = tie.mean_risk.map(|risk| risk * tie.weight);
        if risk > network.risk {
            network.risk = risk;
            network.risk_from = Some(position);
        }
    }
}

fn tie_order(kind: &TieKind) -> (u32, Option<&Identifier>) {
    match kind {
        TieKind::Template(number) => (number.0, None),
        TieKind::Identifier(identifier) => (u32::MAX, Some(identifier)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hub_ties_less_and_then_nothing() {
        let settings = Settings::default();
        let phone = |wordings| identifier_weight(IdentifierKind::Phone, wordings);
        assert!((phone(3) - 1.0).abs() < f32::EPSILON);
        assert!(phone(100) < phone(30));
        assert!(phone(100) >= settings.tie_weight);
        assert!(phone(10_000) < settings.tie_weight);
        assert!(identifier_weight(IdentifierKind::Url, 100) < settings.tie_weight);
    }
}
