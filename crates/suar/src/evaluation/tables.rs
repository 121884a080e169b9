//! The tables that all forms of the report share.

use suar_detect::evaluate::{Breakdown, By, Evaluation, Figure, Part, SetEvaluation};

use crate::noun::{Noun, POSTS};

/// What a set is made of, in words.
pub(crate) fn makeup_of(set: &SetEvaluation) -> String {
    let (groups, lures) = (Noun::new("group", "groups"), Noun::new("lure", "lures"));
    let [posts, groups, lures] =
        [(POSTS, set.posts), (groups, set.groups), (lures, set.lures)].map(|(noun, count)| noun.counted(count as u64));
    format!("{posts} in {groups}, {lures}")
}

/// Figures in rows and columns.
pub(crate) struct FigureTable<'run> {
    pub(crate) title: String,
    /// What the first column names.
    pub(crate) head: &'static str,
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<FigureRow<'run>>,
}

/// A row of figures.
pub(crate) struct FigureRow<'run> {
    pub(crate) name: String,
    /// Posts behind the row, where the figures do not say so themselves.
    pub(crate) posts: Option<usize>,
    pub(crate) cells: Vec<Option<&'run Figure>>,
}

/// Every figure over whole sets: a row a figure, a column a set.
pub(crate) fn whole_sets(evaluation: &Evaluation) -> FigureTable<'_> {
    let mut names: Vec<&str> = Vec::new();
    for figure in evaluation.sets.iter().flat_map(|set| &set.figures) {
        if !names.contains(&figure.name.as_str()) {
            names.push(&figure.name);
        }
    }
    names.sort_by_key(|name| ORDER.iter().position(|known| known == name).unwrap_or(ORDER.len()));
    let row = |name: &str| FigureRow {
        name: name.to_owned(),
        posts: None,
        cells: evaluation.sets.iter().map(|set| set.figure(name)).collect(),
    };
    FigureTable {
        title: "Figures by set".to_owned(),
        head: "figure",
        columns: evaluation.sets.iter().map(|set| set.name.clone()).collect(),
        rows: names.into_iter().map(row).collect(),
    }
}

/// The order of rows, where some sets lack some figures.
const ORDER: [&str; 28] = [
    "lures_found",
    "false_alarms",
    "false_alarms_honest_offer",
    "false_alarms_warning",
    "false_alarms_news",
    "false_alarms_other_scam",
    "false_alarms_chat",
    "false_alarms_news_scam_chat",
    "precision",
    "f1",
    "pr_auc",
    "calibration_error",
    "kind_accuracy",
    "kind_macro_f1",
    "language_accuracy",
    "indicators_precision",
    "indicators_recall",
    "indicators_f1",
    "phones_precision",
    "phones_recall",
    "handles_precision",
    "handles_recall",
    "places_precision",
    "places_recall",
    "wallets_precision",
    "wallets_recall",
    "pay_exact",
    "pay_false",
];

/// A set broken down by one thing.
pub(crate) fn broken_down(set: &SetEvaluation, by: By) -> FigureTable<'_> {
    let (title, head, columns): (_, _, &[&str]) = match by {
        By::Kind => ("By kind", "labelled kind", &["flagged", "kind_precision", "kind_recall"]),
        By::Language => {
            ("By language", "language", &["lures_found", "false_alarms", "kind_accuracy", "language_accuracy"])
        }
        By::Sector => ("By sector", "sector", &["lures_found", "false_alarms", "kind_accuracy"]),
        By::Indicator => ("By indicator", "indicator", &["indicator_precision", "indicator_recall", "indicator_f1"]),
    };
    let row = |part| row_of(part, columns);
    FigureTable {
        title: title.to_owned(),
        head,
        columns: columns.iter().map(|&column| column.to_owned()).collect(),
        rows: set.by(by).map(row).collect(),
    }
}

/// What signs, words and both do.
pub(crate) fn parts(set: &SetEvaluation) -> FigureTable<'_> {
    let name_of = |part| match part {
        Part::Signs => "signs alone",
        Part::Words => "words alone",
        Part::Both => "both, as shipped",
    };
    let rows = set.parts.iter().map(|part| FigureRow {
        name: name_of(part.part).to_owned(),
        posts: None,
        cells: part.figures.iter().map(Some).collect(),
    });
    let columns = set.parts.first().map(|part| part.figures.iter().map(|figure| figure.name.clone()).collect());
    FigureTable {
        title: "What each part does by itself".to_owned(),
        head: "part",
        columns: columns.unwrap_or_default(),
        rows: rows.collect(),
    }
}

fn row_of<'run>(part: &'run Breakdown, columns: &[&str]) -> FigureRow<'run> {
    let cell = |column: &&str| part.figures.iter().find(|figure| figure.name == *column);
    FigureRow { name: part.name.clone(), posts: Some(part.posts), cells: columns.iter().map(cell).collect() }
}

/// A figure's or part's name for a person.
pub(crate) fn plain(name: &str) -> String {
    name.replace('_', " ")
}

/// `0.912 (0.881–0.938), 312`: the value, its interval, how many were judged.
pub(crate) fn cell(figure: &Figure) -> String {
    let interval = figure.interval;
    format!("{:.3} ({:.3}–{:.3}), {}", figure.value, interval.lower, interval.upper, figure.n)
}
