use std::collections::BTreeSet;

use serde::Serialize;
use suar_signal::{Kind, Language};

use super::figure::Figure;
use super::matching::Matched;
use super::observation::Observation;
use super::sample::Sample;
use super::whole;

/// What a set is broken down by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The labelled kind.
    Kind,
    /// The labelled language.
    Language,
    /// The labelled sector.
    Sector,
    /// One sign of offers.
    Indicator,
}

/// Figures of a part of a set.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Breakdown {
    /// What the set was broken down by.
    pub by: By,
    /// Which part this is.
    pub name: String,
    /// Posts in it; for an indicator, offers that are labelled with it.
    pub posts: usize,
    /// Figures over it.
    pub figures: Vec<Figure>,
}

pub(crate) fn break_down(sample: &Sample<'_>) -> Vec<Breakdown> {
    let mut parts: Vec<Breakdown> = Kind::ALL.into_iter().filter_map(|kind| by_kind(sample, kind)).collect();
    let languages: BTreeSet<Language> = sample.posts().iter().map(|post| post.language).collect();
    parts.extend(languages.into_iter().map(|language| by_language(sample, language)));
    let sectors: BTreeSet<&str> = sample.posts().iter().map(|post| post.sector.as_str()).collect();
    parts.extend(sectors.into_iter().filter(|sector| !sector.is_empty()).map(|sector| by_sector(sample, sector)));
    parts.extend(by_indicator(sample));
    parts
}

fn by_kind(sample: &Sample<'_>, kind: Kind) -> Option<Breakdown> {
    let figures = [
        sample.share("flagged", |post| (post.kind == kind).then_some(post.found.is_flagged)),
        sample.share("kind_precision", |post| (post.found.kind == kind).then_some(post.kind == kind)),
        sample.share("kind_recall", |post| (post.kind == kind).then_some(post.found.kind == kind)),
    ];
    let figures: Vec<Figure> = figures.into_iter().flatten().collect();
    let posts = sample.posts().iter().filter(|post| post.kind == kind).count();
    (!figures.is_empty()).then(|| Breakdown { by: By::Kind, name: kind.name().to_owned(), posts, figures })
}

fn by_language(sample: &Sample<'_>, language: Language) -> Breakdown {
    let part = sample.only(|post| post.language == language);
    Breakdown {
        by: By::Language,
        name: language.code().to_owned(),
        posts: part.posts().len(),
        figures: whole::figures(&part),
    }
}

fn by_sector(sample: &Sample<'_>, sector: &str) -> Breakdown {
    let part = sample.only(|post| post.sector == sector);
    let figures = [
        part.share("lures_found", |post| post.is_unsafe.then_some(post.found.is_flagged)),
        part.share("false_alarms", |post| (!post.is_unsafe).then_some(post.found.is_flagged)),
        part.share("kind_accuracy", |post| Some(post.found.kind == post.kind)),
    ];
    Breakdown {
        by: By::Sector,
        name: sector.to_owned(),
        posts: part.posts().len(),
        figures: figures.into_iter().flatten().collect(),
    }
}

fn by_indicator(sample: &Sample<'_>) -> Vec<Breakdown> {
    let offers = sample.only(|post| post.kind == Kind::Offer && post.labels.indicators.is_some());
    let named = offers.posts().iter().flat_map(|post| post.labels.indicators.iter().flatten());
    let found = offers.posts().iter().flat_map(|post| &post.found.indicators);
    let ids: BTreeSet<&String> = named.chain(found).collect();
    let measure = |id: &String| {
        let holds = |list: &[String]| list.contains(id);
        let compare = |post: &Observation| {
            let named = holds(post.labels.indicators.as_ref()?);
            let found = holds(&post.found.indicators);
            Some(Matched {
                both: usize::from(named && found),
                only_found: usize::from(found && !named),
                only_named: usize::from(named && !found),
            })
        };
        Breakdown {
            by: By::Indicator,
            name: id.clone(),
            posts: offers.posts().iter().filter(|post| post.labels.indicators.as_deref().is_some_and(holds)).count(),
            figures: whole::three(&offers, "indicator", &compare),
        }
    };
    ids.into_iter().map(measure).collect()
}
