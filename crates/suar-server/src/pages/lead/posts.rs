//! Posts with the words of their signs marked, and marked otherwise where they differ from their template.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use suar_app::{LeadView, PostView};
use suar_signal::{Band, Span};
use suar_store::{SignalNumber, Unit};

use super::units::{UnitLabel, label_units};
use super::{Found, find, reasons};
use crate::ago::When;
use crate::frame::{Frame, draw};
use crate::office::OfficerVisit;
use crate::pages::faults::id_of;
use crate::pages::lead_words::{BandView, Pager, line, with_keys};
use crate::pages::marks::{Piece, pieces_with, whole_pieces};
use crate::pages::query::AskedPairs;
use crate::site::{HomeZone, Site};
use crate::texts::Words;
use crate::trouble::Trouble;

/// Words of one sign that each get its number.
const MOST_NUMBERED: usize = 4;
/// Posts on one page.
const PAGE: u64 = 25;

/// What telling of posts needs to know.
pub(super) struct Reader<'a> {
    pub(super) words: &'a Words,
    now: Timestamp,
    zone: &'a HomeZone,
    numbers: Vec<(String, usize)>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(site: &'a Site, words: &'a Words, view: &LeadView) -> Self {
        let numbers = reasons::numbers(&view.lead.summary.signs);
        Self { words, now: site.now(), zone: &site.settings().home_zone, numbers }
    }

    pub(super) fn when(&self, moment: Timestamp) -> When {
        When::new(moment, self.now, self.zone, self.words)
    }
}

/// A post as the page shows it.
pub(super) struct PostBox {
    pub(super) unit: Option<UnitLabel>,
    pub(super) when: Option<When>,
    pub(super) channel: Option<String>,
    pub(super) author: Option<String>,
    pub(super) region: Option<String>,
    pub(super) url: Option<String>,
    pub(super) source_id: String,
    pub(super) kind: String,
    pub(super) band: BandView,
    pub(super) marks: Vec<Mark>,
    /// Whether its words are kept back from the reader.
    pub(super) withheld: bool,
}

/// A run of a post's text.
pub(super) struct Mark {
    pub(super) text: String,
    pub(super) is_marked: bool,
    pub(super) is_different: bool,
    pub(super) signs: Vec<usize>,
    pub(super) numbers: Vec<usize>,
    /// The signs whose words come here first on the page: a link leads to them.
    pub(super) anchors: Vec<usize>,
}

/// The posts of a page, and which signs are marked in them.
pub(super) struct PostBoxes {
    pub(super) by_number: BTreeMap<SignalNumber, PostBox>,
    pub(super) marked: BTreeSet<usize>,
}

impl PostBoxes {
    /// Posts in the order in which the page shows them.
    pub(super) fn new(posts: &[PostView], labels: &[UnitLabel], reader: &Reader<'_>) -> Self {
        let mut marked = BTreeSet::new();
        let mut by_number = BTreeMap::new();
        for view in posts {
            let marks = marks_of(view, &reader.numbers, &mut marked, pieces_with);
            by_number.insert(view.post.number, PostBox::new(view, labels, reader, marks));
        }
        Self { by_number, marked }
    }
}

/// Posts with their whole text, in their order, and which signs are marked in them.
pub(super) fn whole_boxes(
    posts: &[PostView],
    labels: &[UnitLabel],
    reader: &Reader<'_>,
) -> (Vec<PostBox>, BTreeSet<usize>) {
    let mut marked = BTreeSet::new();
    let mut boxes = Vec::with_capacity(posts.len());
    for view in posts {
        let marks = marks_of(view, &reader.numbers, &mut marked, whole_pieces);
        boxes.push(PostBox::new(view, labels, reader, marks));
    }
    (boxes, marked)
}

impl PostBox {
    fn new(view: &PostView, labels: &[UnitLabel], reader: &Reader<'_>, marks: Vec<Mark>) -> Self {
        let signal = &view.post.signal;
        let shown = |value: &Option<String>| value.as_deref().map(line).filter(|value| !value.is_empty());
        let words = reader.words;
        Self {
            unit: labels.iter().find(|label| label.unit == view.post.unit).cloned(),
            when: signal.time.map(|time| reader.when(time)),
            channel: shown(&signal.channel),
            author: shown(&signal.author),
            region: shown(&signal.region),
            url: shown(&signal.url),
            source_id: line(signal.id.as_str()),
            kind: words.say(&format!("kind-{}", view.post.kind.name())),
            band: BandView::new(view.post.band, words),
            marks,
            withheld: view.withheld,
        }
    }

    /// Below medium no person has to look, and the band says nothing.
    pub(super) fn has_band(&self) -> bool {
        self.band.name != Band::Low.name()
    }
}

/// Cuts a text at the words of its signs and at where it differs.
type Cut = fn(&str, &[(usize, &[Span])], &[Span]) -> Vec<Piece>;

fn marks_of(view: &PostView, numbers: &[(String, usize)], marked: &mut BTreeSet<usize>, cut: Cut) -> Vec<Mark> {
    let number_of = |id: &str| numbers.iter().find(|(known, _)| known == id).map(|(_, number)| *number);
    let signs: Vec<(usize, &[Span])> =
        view.reading.indicators.iter().filter_map(|sign| Some((number_of(&sign.id)?, sign.spans.as_slice()))).collect();
    // A sign of many words gets its number once: else there are more numbers than words.
    let often: Vec<usize> =
        signs.iter().filter(|(_, spans)| spans.len() > MOST_NUMBERED).map(|(number, _)| *number).collect();
    let mut given = BTreeSet::new();
    let mark = |mut piece: Piece| {
        piece.numbers.retain(|number| !often.contains(number) || given.insert(*number));
        let anchors = piece.signs.iter().copied().filter(|number| marked.insert(*number)).collect();
        let Piece { text, is_marked, is_different, signs, numbers } = piece;
        Mark { text, is_marked, is_different, signs, numbers, anchors }
    };
    cut(&view.post.signal.text, &signs, &view.differences).into_iter().map(mark).collect()
}

#[derive(Template)]
#[template(path = "lead_posts.html")]
struct PostsPage {
    frame: Frame,
    id: String,
    /// The page of the lead, whose list of signs the numbers lead to.
    here: String,
    title: String,
    unit: Option<UnitLabel>,
    total: String,
    posts: Vec<PostBox>,
    pager: Option<Pager>,
}

/// The posts of a lead, or of one of its units, in the order they came.
pub(crate) async fn show_posts(
    State(site): State<Site>,
    visit: OfficerVisit,
    Path(id): Path<String>,
    mut pairs: AskedPairs,
) -> Result<Response, Trouble> {
    let (unit, page) = (pairs.take("unit")?.unwrap_or_default(), pairs.take_page()?);
    pairs.end()?;
    let id = id_of(&id)?;
    let view = match find(&site, &visit, id).await? {
        Found::Here(view) => view,
        Found::MovedTo(heir) => return Ok(Redirect::to(&format!("/temuan/{heir}/pos")).into_response()),
    };
    let (asked, total) = asked_for(&view, &unit)?;
    let address = |page: u64| match asked {
        Some(unit) => format!("/temuan/{id}/pos?unit={unit}&hal={page}"),
        None => format!("/temuan/{id}/pos?hal={page}"),
    };
    let posts = site.app().list_posts(visit.actor(), id, asked, ((page - 1) * PAGE, PAGE as u32)).await?;
    let frame = visit.frame("lead-posts-title", address(page)).await?;
    let words = frame.words();
    let reader = Reader::new(&site, words, &view);
    let labels = label_units(&view.content.units, words);
    let mut boxes = PostBoxes::new(&posts, &labels, &reader);
    let in_order = posts.iter().filter_map(|post| boxes.by_number.remove(&post.post.number)).collect();
    let page = PostsPage {
        id: id.to_string(),
        here: format!("/temuan/{id}"),
        title: line(&view.lead.title),
        unit: asked.and_then(|unit| labels.iter().find(|label| label.unit == unit).cloned()),
        total: words.count("lead-posts", total as usize),
        posts: in_order,
        pager: Pager::new((page, PAGE), total, words, address),
        frame,
    };
    draw(&page).map(with_keys)
}

/// The unit that an address asks for, if it does, and how many posts that makes.
fn asked_for(view: &LeadView, unit: &str) -> Result<(Option<Unit>, u64), Trouble> {
    if unit.is_empty() {
        return Ok((None, view.lead.posts));
    }
    let asked = unit.parse::<Unit>().ok();
    let known = view.content.units.iter().find(|known| Some(known.unit) == asked).ok_or(Trouble::NotFound)?;
    Ok((asked, u64::from(known.posts)))
}
