//! The model card: what the model is for, what it learned from, how well it does, where it fails.

mod weaknesses;

use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result};
use suar_detect::evaluate::{Bootstrap, By, Confusion, Evaluation, SetEvaluation, evaluate};
use suar_detect::{Detector, Model, Packs};

use super::measure::{TrainingSet, fresh_folder, held_observations, measure, training_sets};
use super::tables::{FigureTable, broken_down, cell, parts, plain, whole_sets};
use crate::commands::train::Trained;
use weaknesses::write_weaknesses;

/// What a card is written from.
struct CardFacts<'run> {
    model: &'run Model,
    sets: &'run [TrainingSet],
    /// How many posts of each set are unsafe recruitment.
    lures: Vec<usize>,
    /// Where the texts come from, with their licences.
    sources: &'run str,
    evaluation: &'run Evaluation,
}

/// The set that no model learned from.
const FRESH: &str = "fresh";

const INTRODUCTION: &str = include_str!("card/introduction.md");
const METHOD: &str = include_str!("card/method.md");
const MEASURED_ON: &str = include_str!("card/measured_on.md");

/// Writes the card of a model that was just trained: measures its held-out predictions, and the
/// model itself on the fresh-hand posts of the corpus folder.
///
/// # Errors
/// When the corpus can't be read, or does not say where its texts come from.
pub(crate) fn model_card(trained: &Trained, packs: Packs, corpus: &Path) -> Result<String> {
    let sets = training_sets(corpus)?;
    let sources_path = corpus.join("SOURCES.md");
    let sources =
        std::fs::read_to_string(&sources_path).with_context(|| format!("cannot read {}", sources_path.display()))?;
    let mut observations = held_observations(&trained.posts, &sets, &trained.training, None, &packs)?;
    let detector = Detector::new(packs, &trained.training.model);
    if let Some(folder) = fresh_folder(corpus)? {
        observations.extend(measure(&[folder], &detector)?);
    }
    let evaluation = evaluate(&observations, Bootstrap::default());
    let lures_of = |set: &TrainingSet| evaluation.set(&set.name).map_or(0, |measured| measured.lures);
    let facts = CardFacts {
        model: &trained.training.model,
        lures: sets.iter().map(lures_of).collect(),
        sets: &sets,
        sources: &sources,
        evaluation: &evaluation,
    };
    let mut card = String::new();
    write_card(&mut card, &facts).context("cannot write the card")?;
    Ok(card)
}

fn write_card(card: &mut String, facts: &CardFacts<'_>) -> std::fmt::Result {
    let model = facts.model;
    writeln!(
        card,
        "# Model card\n\nWritten by `suar train --card`; change the words in `crates/suar/src/evaluation/`."
    )?;
    writeln!(card, "Model `{}`, packs `{}`.\n\n{}\n", model.version(), model.about().packs, INTRODUCTION.trim_end())?;
    write_training(card, facts)?;
    writeln!(card, "{}\n", METHOD.trim_end())?;
    write_prevalence(card, model.prevalence())?;
    writeln!(card, "{}\n", MEASURED_ON.trim_end())?;
    write_figures(card, facts.evaluation)?;
    write_weaknesses(card, facts.evaluation)
}

fn write_training(card: &mut String, facts: &CardFacts<'_>) -> std::fmt::Result {
    let about = facts.model.about();
    writeln!(card, "## What it learned from\n")?;
    writeln!(card, "{} posts, {} of them unsafe recruitment.\n", about.examples, about.unsafe_examples)?;
    writeln!(card, "| set | posts | unsafe recruitment | weight of a post |\n|---|---|---|---|")?;
    for (set, lures) in facts.sets.iter().zip(&facts.lures) {
        writeln!(card, "| {} | {} | {lures} | {} |", set.name, set.posts, set.weight)?;
    }
    writeln!(card, "\nWhere the texts come from and under which licence, from `corpus/SOURCES.md`:\n")?;
    let lines = facts.sources.lines().filter(|line| !line.starts_with("# "));
    for line in lines.skip_while(|line| line.trim().is_empty()) {
        // Headings of that page go below ours.
        let prefix = if line.starts_with('#') { "#" } else { "" };
        writeln!(card, "{prefix}{line}")?;
    }
    writeln!(card)
}

fn write_prevalence(card: &mut String, prevalence: f64) -> std::fmt::Result {
    writeln!(card, "## What its risk means\n")?;
    writeln!(
        card,
        "Risk is calibrated for a stream in which {:.1} % of the posts are unsafe recruitment, by weight the share in \
         what it learned from. Where lures are rarer, a risk of 0.5 stands for less than one in two. \
         `--prior P` moves every risk to a share P: it adds log(P / (1 − P)) − log({prevalence} / (1 − {prevalence})) to the \
         log-odds, and nothing else. The order of posts stays; fewer reach band `medium`. With `--prior 0.001` a post \
         needs about {:.0} times the evidence.\n",
        prevalence * 100.0,
        odds(prevalence) / odds(0.001)
    )
}

fn odds(share: f64) -> f64 {
    share / (1.0 - share).max(1e-9)
}

fn write_figures(card: &mut String, evaluation: &Evaluation) -> std::fmt::Result {
    writeln!(card, "## Figures\n")?;
    writeln!(
        card,
        "Each with its 95 % interval and how many posts or items were judged. Shares of posts have Wilson's interval; \
         the others come from {} draws of groups of near-duplicates. Lures found and false alarms count posts at band \
         `medium` and above.\n",
        evaluation.bootstrap.rounds
    )?;
    write_table(card, &whole_sets(evaluation))?;
    for set in evaluation.sets.iter().filter(|set| set.name != suar_detect::evaluate::ALL_SETS) {
        write_set(card, set)?;
    }
    Ok(())
}

fn write_set(card: &mut String, set: &SetEvaluation) -> std::fmt::Result {
    writeln!(card, "### {}\n", plain(&set.name))?;
    for by in [By::Kind, By::Language, By::Sector, By::Indicator] {
        write_table(card, &broken_down(set, by))?;
    }
    write_confusion(card, &set.confusion)?;
    if !set.parts.is_empty() {
        write_table(card, &parts(set))?;
        writeln!(
            card,
            "The parts are those of the shipped score, which learned them together; nothing is learned anew for a part.\n"
        )?;
    }
    Ok(())
}

fn write_confusion(card: &mut String, confusion: &Confusion) -> std::fmt::Result {
    writeln!(card, "**Kinds: labelled in rows, read in columns**\n")?;
    let heads: Vec<String> = confusion.kinds.iter().map(|kind| plain(kind)).collect();
    writeln!(card, "| | {} |\n|---|{}", heads.join(" | "), "---|".repeat(heads.len()))?;
    for (head, counts) in heads.iter().zip(confusion.counts) {
        writeln!(card, "| {head} | {} |", counts.map(|count| count.to_string()).join(" | "))?;
    }
    writeln!(card)
}

fn write_table(card: &mut String, table: &FigureTable<'_>) -> std::fmt::Result {
    if table.rows.is_empty() {
        return Ok(());
    }
    let has_posts = table.rows.iter().any(|row| row.posts.is_some());
    let posts_head = if has_posts { " posts |" } else { "" };
    let heads: Vec<String> = table.columns.iter().map(|column| plain(column)).collect();
    let rule = "---|".repeat(heads.len() + usize::from(has_posts));
    writeln!(card, "**{}**\n\n| {} |{posts_head} {} |\n|---|{rule}", table.title, table.head, heads.join(" | "))?;
    for row in &table.rows {
        let posts = row.posts.map(|posts| format!(" {posts} |")).unwrap_or_default();
        let cells: Vec<String> = row.cells.iter().map(|figure| figure.map_or_else(|| "-".to_owned(), cell)).collect();
        writeln!(card, "| {} |{posts} {} |", plain(&row.name), cells.join(" | "))?;
    }
    writeln!(card)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;
    use crate::evaluation::example::{observations, trained_model};

    #[test]
    fn the_card_holds_what_a_reader_must_know() {
        let evaluation = evaluate(&observations(), Bootstrap { rounds: 100, seed: 1 });
        let (model, _) = trained_model();
        let sets = [TrainingSet { name: "authored".to_owned(), weight: 1.0, posts: 9 }];
        let sources = "# Sources\n\n## Real\n\n| set | licence |\n|---|---|\n| authored | ours |\n";
        let facts = CardFacts { model: &model, sets: &sets, lures: vec![4], sources, evaluation: &evaluation };
        let mut card = String::new();
        write_card(&mut card, &facts).unwrap();
        for needed in [
            "| authored | 9 | 4 | 1 |",
            "### Real",
            "no public labelled set",
            "--prior",
            "needs a human look",
            "| lures found |",
            "## Known weaknesses",
        ] {
            assert!(card.contains(needed), "{needed} is missing in\n{card}");
        }
        assert!(!card.contains("is trafficking"), "{card}");
    }
}
