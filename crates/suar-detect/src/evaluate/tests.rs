#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

use suar_signal::{Currency, Kind, Language, Pay, Period};

use super::*;

/// A post that was read as it is labelled.
fn post(group: u64, kind: Kind, is_unsafe: bool, risk: f64) -> Observation {
    let language = Language::from_code("id").unwrap();
    Observation {
        set: "one".to_owned(),
        group,
        language,
        sector: "fishing".to_owned(),
        kind,
        is_unsafe,
        labels: Labels::default(),
        found: Found {
            kind,
            risk,
            is_flagged: risk >= 0.5,
            language,
            indicators: Vec::new(),
            phones: Vec::new(),
            handles: Vec::new(),
            places: Vec::new(),
            wallets: Vec::new(),
            pay: None,
            parts: None,
        },
    }
}

/// Three of four lures found; one honest offer and one warning of two flagged.
fn some_posts() -> Vec<Observation> {
    vec![
        post(1, Kind::Offer, true, 0.9),
        post(2, Kind::Offer, true, 0.8),
        post(3, Kind::Offer, true, 0.7),
        post(4, Kind::Offer, true, 0.2),
        post(5, Kind::Offer, false, 0.6),
        post(6, Kind::Offer, false, 0.1),
        post(7, Kind::Warning, false, 0.7),
        post(8, Kind::Warning, false, 0.1),
        post(9, Kind::Chat, false, 0.0),
    ]
}

fn measured(posts: &[Observation]) -> SetEvaluation {
    let bootstrap = Bootstrap { rounds: 200, seed: 3 };
    evaluate(posts, bootstrap).sets.first().unwrap().clone()
}

fn value(set: &SetEvaluation, name: &str) -> (f64, usize) {
    let figure = set.figure(name).unwrap();
    (figure.value, figure.n)
}

#[test]
fn shares_of_posts_have_their_values_and_sizes() {
    let set = measured(&some_posts());
    assert_eq!((set.posts, set.groups, set.lures), (9, 9, 4));
    assert_eq!(value(&set, "lures_found"), (0.75, 4));
    assert_eq!(value(&set, "false_alarms"), (0.4, 5));
    assert_eq!(value(&set, "false_alarms_honest_offer"), (0.5, 2));
    assert_eq!(value(&set, "false_alarms_warning"), (0.5, 2));
    assert_eq!(value(&set, "false_alarms_chat"), (0.0, 1));
    assert_eq!(value(&set, "precision"), (0.6, 5));
    assert_eq!(value(&set, "f1"), (0.6667, 6));
    assert_eq!(value(&set, "kind_accuracy"), (1.0, 9));
    assert!(set.figure("false_alarms_news").is_none());
}

#[test]
fn two_runs_give_the_same_and_near_duplicates_widen_the_interval() {
    let posts = some_posts();
    let once = measured(&posts);
    assert_eq!(once, measured(&posts));
    let twice: Vec<Observation> = posts.iter().chain(&posts).cloned().collect();
    let twice = measured(&twice);
    assert_eq!((twice.posts, twice.groups), (18, 9));
    let (of_once, of_twice) = (once.figure("lures_found").unwrap(), twice.figure("lures_found").unwrap());
    assert_eq!((of_once.interval, of_once.value), (of_twice.interval, of_twice.value));
    assert_eq!(of_twice.n, 8);
}

#[test]
fn confusion_and_kind_figures_count_what_was_mistaken() {
    let mut posts = some_posts();
    posts.last_mut().unwrap().found.kind = Kind::News;
    let set = measured(&posts);
    assert_eq!(set.confusion.counts, [[6, 0, 0, 0, 0], [0, 2, 0, 0, 0], [0; 5], [0; 5], [0, 0, 1, 0, 0]]);
    // Offers and warnings have an F1 of one, chat of nought; news is not labelled and does not count.
    assert_eq!(value(&set, "kind_macro_f1"), (0.6667, 9));
    let news = set.by(By::Kind).find(|part| part.name == "news").unwrap();
    assert_eq!((news.posts, news.figures.first().unwrap().name.as_str()), (0, "kind_precision"));
}

#[test]
fn signs_are_judged_on_labelled_offers_only() {
    let named = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<String>>();
    let mut posts = some_posts();
    for (index, labelled, found) in [(0, vec!["urgency", "secrecy"], vec!["urgency"]), (4, vec![], vec!["urgency"])] {
        let post = posts.get_mut(index).unwrap();
        post.labels.indicators = Some(named(&labelled));
        post.found.indicators = named(&found);
    }
    let warning = posts.get_mut(6).unwrap();
    warning.labels.indicators = Some(named(&["obfuscated_text"]));
    let set = measured(&posts);
    assert_eq!(value(&set, "indicators_precision"), (0.5, 2));
    assert_eq!(value(&set, "indicators_recall"), (0.5, 2));
    assert_eq!(value(&set, "indicators_f1"), (0.5, 2));
    let secrecy = set.by(By::Indicator).find(|part| part.name == "secrecy").unwrap();
    let recall = secrecy.figures.iter().find(|figure| figure.name == "indicator_recall").unwrap();
    assert_eq!((recall.value, recall.n), (0.0, 1));
    assert_eq!(set.by(By::Indicator).count(), 2);
}

#[test]
fn pay_is_right_only_to_the_last_field() {
    let pay = |period| Pay { min: Some(1e7), max: None, currency: Currency::from_code("IDR").unwrap(), period };
    let mut posts = some_posts();
    posts.truncate(4);
    for (post, (named, found)) in posts.iter_mut().zip([
        (Some(pay(Period::Month)), Some(pay(Period::Month))),
        (Some(pay(Period::Month)), Some(pay(Period::Day))),
        (None, Some(pay(Period::Month))),
        (None, None),
    ]) {
        post.labels.pay = Some(named);
        post.found.pay = found;
    }
    let set = measured(&posts);
    assert_eq!(value(&set, "pay_exact"), (0.5, 2));
    assert_eq!(value(&set, "pay_false"), (0.5, 2));
}

#[test]
fn several_sets_are_measured_apart_and_together() {
    let mut posts = some_posts();
    let mut other = some_posts();
    for post in &mut other {
        post.set = "two".to_owned();
    }
    posts.extend(other);
    let evaluation = evaluate(&posts, Bootstrap { rounds: 20, seed: 1 });
    let names: Vec<&str> = evaluation.sets.iter().map(|set| set.name.as_str()).collect();
    assert_eq!(names, ["one", "two", ALL_SETS]);
    // The same group number in another set is another group.
    assert_eq!(evaluation.set(ALL_SETS).unwrap().groups, 18);
}

#[test]
fn parts_are_compared_where_they_are_known() {
    assert!(measured(&some_posts()).parts.is_empty());
    let mut posts = some_posts();
    for post in &mut posts {
        let signs = if post.is_unsafe { 1.0 } else { -1.0 };
        post.found.parts = Some(ScoreParts { words: 0.0, signs });
    }
    let set = measured(&posts);
    let area = |part| {
        let found = set.parts.iter().find(|one| one.part == part).unwrap();
        found.figures.iter().find(|figure| figure.name == "pr_auc").unwrap().value
    };
    assert_eq!((area(Part::Signs), area(Part::Words), area(Part::Both)), (1.0, 0.4444, 1.0));
}

#[test]
fn a_perfect_figure_is_no_surer_than_its_few_posts() {
    let posts: Vec<Observation> =
        some_posts().into_iter().filter(|post| post.is_unsafe || !post.found.is_flagged).collect();
    let set = measured(&posts);
    let area = set.figure("pr_auc").unwrap();
    // Four lures, all before the rest.
    assert_eq!((area.value, area.interval, area.method), (1.0, Interval { lower: 0.5101, upper: 1.0 }, Method::Wilson));
    let kinds = set.figure("kind_macro_f1").unwrap();
    assert!(kinds.value >= 1.0 && kinds.interval.lower < 0.6, "{kinds:?}");
}

#[test]
fn nothing_at_all_is_measured_without_a_fault() {
    assert!(evaluate(&[], Bootstrap::default()).sets.is_empty());
}
