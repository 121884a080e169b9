//! The form that narrows the list.

use suar_app::App;
use suar_policy::Actor;
use suar_store::{Facet, FacetKind};

use super::search::{Asked, BANDS, FACETS, ORDERS, OWNERS, STATES, TIMES, is_offered};
use crate::pages::lead_words::{BandView, line, sign_name};
use crate::texts::Words;
use crate::trouble::Trouble;

/// Values that a filter offers at most.
const MOST_VALUES: u32 = 60;

pub(crate) struct Filters {
    pub(crate) words: String,
    pub(crate) bands: Vec<BandChoice>,
    pub(crate) state: Select,
    pub(crate) selects: Vec<Select>,
    /// Whether more than words and state is set, so that the form stands open.
    pub(crate) is_open: bool,
    /// Whether there is anything to take away.
    pub(crate) is_narrowed: bool,
}

pub(crate) struct BandChoice {
    pub(crate) band: BandView,
    pub(crate) is_chosen: bool,
}

pub(crate) struct Select {
    pub(crate) name: &'static str,
    pub(crate) label: String,
    pub(crate) options: Vec<Choice>,
}

pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
    pub(crate) is_chosen: bool,
}

impl Filters {
    pub(crate) async fn new(app: &App, actor: &Actor, asked: &Asked, words: &Words) -> Result<Self, Trouble> {
        let mut selects = Vec::new();
        for (kind, name) in FACETS {
            let facets = app.list_facets(actor, kind, MOST_VALUES).await?;
            selects.push(facet_select(kind, name, &facets, asked, words));
        }
        selects.push(select(
            "waktu",
            "filter-time",
            &TIMES.map(|(name, _)| name),
            Some("time-any"),
            (asked.time, words),
        ));
        selects.push(select("milik", "filter-owner", &OWNERS, None, (asked.owner, words)));
        selects.push(select("urut", "filter-order", &ORDERS.map(|(name, _)| name), None, (asked.order, words)));
        let choice = |band| BandChoice { band: BandView::new(band, words), is_chosen: asked.bands.contains(&band) };
        Ok(Self {
            words: asked.words.clone(),
            bands: BANDS.into_iter().map(choice).collect(),
            state: select("status", "filter-state", &STATES.map(|(name, _)| name), None, (asked.state, words)),
            selects,
            is_open: asked.has_filters(),
            is_narrowed: asked.is_narrowed(),
        })
    }
}

/// A select of fixed names, each with a text of its own.
fn select(
    name: &'static str,
    label: &str,
    values: &[&str],
    any: Option<&str>,
    (chosen, words): (&str, &Words),
) -> Select {
    let any = any.map(|key| Choice { value: String::new(), label: words.say(key), is_chosen: chosen.is_empty() });
    let choice = |value: &&str| Choice {
        value: (*value).to_owned(),
        label: words.say(&format!("filter-{name}-{value}")),
        is_chosen: *value == chosen,
    };
    Select { name, label: words.say(label), options: any.into_iter().chain(values.iter().map(choice)).collect() }
}

fn facet_select(kind: FacetKind, name: &'static str, facets: &[Facet], asked: &Asked, words: &Words) -> Select {
    let chosen = asked.facets.iter().find(|(known, _, _)| *known == kind).map(|(_, _, value)| value.as_str());
    let shown = |value: &str| match kind {
        FacetKind::Indicator => sign_name(value, words),
        _ => line(value),
    };
    let any = Choice { value: String::new(), label: words.say("filter-any"), is_chosen: chosen.is_none() };
    let mut options = vec![any];
    // What was asked for stays to be seen, also where no open lead has it.
    if let Some(value) = chosen.filter(|value| !facets.iter().any(|facet| facet.value == *value)) {
        options.push(Choice { value: value.to_owned(), label: shown(value), is_chosen: true });
    }
    let listed = facets.iter().filter(|facet| is_offered(&facet.value));
    options.extend(listed.map(|facet| Choice {
        value: facet.value.clone(),
        label: format!("{} ({})", shown(&facet.value), words.number(facet.posts as usize)),
        is_chosen: chosen == Some(facet.value.as_str()),
    }));
    Select { name, label: words.say(&format!("filter-{name}")), options }
}
