//! What the model does badly: what we know of, and what the figures say.

use std::fmt::Write;

use suar_detect::evaluate::{Breakdown, By, Evaluation, Figure, SetEvaluation};

use super::FRESH;
use crate::evaluation::tables::{cell, plain};

const KNOWN: &str = include_str!("weaknesses.md");

/// Fewer posts than this in a language are too few to trust.
const FEW_POSTS: usize = 60;
/// Signs with a lower F1 are named.
const WEAK_F1: f64 = 0.6;
/// Sectors with fewer lures are not ranked.
const FEW_LURES: usize = 8;
const SECTORS_NAMED: usize = 4;

/// Writes what is known and what the figures tell.
pub(super) fn write_weaknesses(card: &mut String, evaluation: &Evaluation) -> std::fmt::Result {
    writeln!(card, "## Known weaknesses\n\n{}", KNOWN.trim_end())?;
    let learned: Vec<&SetEvaluation> = evaluation.sets.iter().filter(|set| set.name == "authored").collect();
    for set in &learned {
        let few = set.by(By::Language).filter(|part| part.posts < FEW_POSTS).map(|part| part.name.as_str());
        let few: Vec<&str> = few.collect();
        if !few.is_empty() {
            writeln!(card, "- Fewer than {FEW_POSTS} authored posts each in: {}.", few.join(", "))?;
        }
    }
    // The fresh posts tell more where there are any.
    let telling = evaluation.set(FRESH).or(learned.first().copied());
    if let Some(set) = telling {
        write_weak_signs(card, set)?;
        write_weak_sectors(card, set)?;
    }
    Ok(())
}

fn write_weak_signs(card: &mut String, set: &SetEvaluation) -> std::fmt::Result {
    let f1 = |part: &Breakdown| figure(part, "indicator_f1").filter(|figure| figure.value < WEAK_F1).cloned();
    let weak: Vec<String> = set
        .by(By::Indicator)
        .filter_map(|part| f1(part).map(|figure| format!("{} {}", plain(&part.name), cell(&figure))))
        .collect();
    if weak.is_empty() {
        return Ok(());
    }
    writeln!(card, "- Signs with an F1 below {WEAK_F1} on {}: {}.", plain(&set.name), weak.join("; "))
}

fn write_weak_sectors(card: &mut String, set: &SetEvaluation) -> std::fmt::Result {
    let found = |part| figure(part, "lures_found").filter(|figure| figure.n >= FEW_LURES);
    let mut sectors: Vec<(&str, &Figure)> =
        set.by(By::Sector).filter_map(|part| found(part).map(|figure| (part.name.as_str(), figure))).collect();
    sectors.sort_by(|left, right| left.1.value.total_cmp(&right.1.value));
    let worst: Vec<String> = sectors
        .iter()
        .take(SECTORS_NAMED)
        .filter(|(_, figure)| figure.value < 1.0)
        .map(|(name, figure)| format!("{} {}", plain(name), cell(figure)))
        .collect();
    if worst.is_empty() {
        return Ok(());
    }
    writeln!(card, "- Sectors whose lures are missed most on {}: {}.", plain(&set.name), worst.join("; "))
}

fn figure<'run>(part: &'run Breakdown, name: &str) -> Option<&'run Figure> {
    part.figures.iter().find(|figure| figure.name == name)
}
