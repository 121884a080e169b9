//! Every figure of a sample as a whole.

use suar_signal::{Kind, Language};

use super::calibration::calibration_error;
use super::figure::Figure;
use super::matching::Matched;
use super::observation::{Found, Labels, Observation};
use super::ranking::average_precision;
use super::sample::{Counted, Sample};

/// All figures that the sample can give, in the order of a table.
pub(crate) fn figures(sample: &Sample<'_>) -> Vec<Figure> {
    let mut figures = flags(sample);
    figures.extend(scores(sample));
    figures.extend(kinds(sample));
    figures.extend(sample.share("language_accuracy", |post| {
        (post.language != Language::UNDETERMINED).then_some(post.found.language == post.language)
    }));
    figures.extend(signs(sample));
    figures.extend(entities(sample));
    figures.extend(pay(sample));
    figures
}

/// What goes before people.
pub(crate) fn flags(sample: &Sample<'_>) -> Vec<Figure> {
    let of_kind =
        |kind: Kind| move |post: &Observation| (post.kind == kind && !post.is_unsafe).then_some(post.found.is_flagged);
    let is_talk = |post: &Observation| matches!(post.kind, Kind::News | Kind::OtherScam | Kind::Chat);
    let found = [
        sample.share("lures_found", |post| post.is_unsafe.then_some(post.found.is_flagged)),
        sample.share("false_alarms", |post| (!post.is_unsafe).then_some(post.found.is_flagged)),
        sample.share("false_alarms_honest_offer", of_kind(Kind::Offer)),
        sample.share("false_alarms_warning", of_kind(Kind::Warning)),
        sample.share("false_alarms_news", of_kind(Kind::News)),
        sample.share("false_alarms_other_scam", of_kind(Kind::OtherScam)),
        sample.share("false_alarms_chat", of_kind(Kind::Chat)),
        sample.share("false_alarms_news_scam_chat", |post| {
            (is_talk(post) && !post.is_unsafe).then_some(post.found.is_flagged)
        }),
        sample.share("precision", |post| post.found.is_flagged.then_some(post.is_unsafe)),
        sample.ratio("f1", Counted::Posts, |post| {
            let wrong = f64::from(u8::from(post.is_unsafe != post.found.is_flagged));
            let right = f64::from(u8::from(post.is_unsafe && post.found.is_flagged));
            Some((2.0 * right, 2.0 * right + wrong))
        }),
    ];
    found.into_iter().flatten().collect()
}

fn scores(sample: &Sample<'_>) -> Vec<Figure> {
    let ranked = sample.ranked(|post| Some(post.found.risk));
    let found = [
        sample.ranked_figure("pr_auc", &ranked, average_precision),
        sample.ranked_distance("calibration_error", &ranked, calibration_error),
    ];
    found.into_iter().flatten().collect()
}

fn kinds(sample: &Sample<'_>) -> Vec<Figure> {
    let is_labelled = |kind: &Kind| sample.posts().iter().any(|post| post.kind == *kind);
    let labelled: Vec<Kind> = Kind::ALL.into_iter().filter(is_labelled).collect();
    let f1_parts = |kind: Kind, post: &Observation| {
        let twice_right = if post.kind == kind && post.found.kind == kind { 2.0 } else { 0.0 };
        let wrong = f64::from(u8::from((post.kind == kind) != (post.found.kind == kind)));
        (twice_right, twice_right + wrong)
    };
    let found = [
        sample.share("kind_accuracy", |post| Some(post.found.kind == post.kind)),
        sample.mean_of_ratios("kind_macro_f1", &labelled, f1_parts),
    ];
    found.into_iter().flatten().collect()
}

/// Signs are judged on labelled offers only: elsewhere none are shown.
fn signs(sample: &Sample<'_>) -> Vec<Figure> {
    let offers = sample.only(|post| post.kind == Kind::Offer && post.labels.indicators.is_some());
    let found = [three(&offers, "indicators", &|post| {
        post.labels.indicators.as_ref().map(|named| Matched::exactly(named, &post.found.indicators))
    })];
    found.into_iter().flatten().collect()
}

/// Precision, recall and F1 of a comparison.
pub(crate) fn three(sample: &Sample<'_>, name: &str, compare: &dyn Fn(&Observation) -> Option<Matched>) -> Vec<Figure> {
    let found = [
        sample.ratio(&format!("{name}_precision"), Counted::Items, |post| compare(post).map(Matched::precision)),
        sample.ratio(&format!("{name}_recall"), Counted::Items, |post| compare(post).map(Matched::recall)),
        sample.ratio(&format!("{name}_f1"), Counted::Posts, |post| compare(post).map(Matched::f1)),
    ];
    found.into_iter().flatten().collect()
}

/// A list that labels and readings both have.
struct List {
    name: &'static str,
    named: fn(&Labels) -> Option<&Vec<String>>,
    found: fn(&Found) -> &Vec<String>,
    compare: fn(&[String], &[String]) -> Matched,
}

const LISTS: [List; 4] = [
    List {
        name: "phones",
        named: |labels| labels.phones.as_ref(),
        found: |found| &found.phones,
        compare: Matched::exactly,
    },
    List {
        name: "handles",
        named: |labels| labels.handles.as_ref(),
        found: |found| &found.handles,
        compare: Matched::ignoring_case,
    },
    List {
        name: "places",
        named: |labels| labels.places.as_ref(),
        found: |found| &found.places,
        compare: Matched::exactly,
    },
    List {
        name: "wallets",
        named: |labels| labels.wallets.as_ref(),
        found: |found| &found.wallets,
        compare: Matched::exactly,
    },
];

fn entities(sample: &Sample<'_>) -> Vec<Figure> {
    let mut figures = Vec::new();
    for list in LISTS {
        let compare = |post: &Observation| {
            (list.named)(&post.labels).map(|named| (list.compare)(named, (list.found)(&post.found)))
        };
        let precision = |post: &Observation| compare(post).map(Matched::precision);
        let recall = |post: &Observation| compare(post).map(Matched::recall);
        figures.extend(sample.ratio(&format!("{}_precision", list.name), Counted::Items, precision));
        figures.extend(sample.ratio(&format!("{}_recall", list.name), Counted::Items, recall));
    }
    figures
}

fn pay(sample: &Sample<'_>) -> Vec<Figure> {
    let found = [
        sample.share("pay_exact", |post| {
            let named = post.labels.pay??;
            Some(post.found.pay == Some(named))
        }),
        sample.share("pay_false", |post| post.labels.pay?.is_none().then_some(post.found.pay.is_some())),
    ];
    found.into_iter().flatten().collect()
}
