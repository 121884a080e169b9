//! Templates and posts of none: their shared text, what fills its slots, how each stands.

use suar_app::{LeadView, UnitStanding};
use suar_store::{Unit, UnitContent, UnitSlot};

use super::SHOWN_UNITS;
use super::posts::{PostBox, PostBoxes, Reader};
use crate::ago::When;
use crate::pages::lead_words::{BandView, line, officer_name, slot_name, unit_text};
use crate::pages::words_of_strangers::show;
use crate::texts::Words;

/// Units beyond the shown ones that are listed in a line each.
const LISTED_UNITS: usize = 40;
/// Values of a slot that are named.
const NAMED_VALUES: usize = 8;
/// The longest shared text that is shown.
const MOST_TEXT: usize = 1500;

/// What a unit is called on the page.
#[derive(Clone)]
pub(super) struct UnitLabel {
    pub(super) unit: Unit,
    /// Its number, from 1.
    pub(super) number: usize,
    /// "Templat 1", "Pos 4".
    pub(super) name: String,
}

pub(super) fn label_units(units: &[UnitContent], words: &Words) -> Vec<UnitLabel> {
    let label = |(number, known): (usize, &UnitContent)| {
        let key = match known.unit {
            Unit::Template(_) => "unit-template",
            Unit::Post(_) => "unit-post",
        };
        UnitLabel { unit: known.unit, number, name: words.count(key, number) }
    };
    (1..).zip(units).map(label).collect()
}

pub(super) struct UnitBoxes {
    pub(super) shown: Vec<UnitBox>,
    pub(super) listed: Vec<UnitLine>,
    /// What is said of those that are not even listed.
    pub(super) rest: Option<String>,
}

pub(super) struct UnitBox {
    pub(super) label: UnitLabel,
    pub(super) is_template: bool,
    pub(super) posts: String,
    pub(super) quoting: Option<String>,
    pub(super) reports: Option<String>,
    pub(super) organised: bool,
    pub(super) band: BandView,
    pub(super) text: Vec<Part>,
    pub(super) slots: Vec<Slot>,
    pub(super) standing: StandingView,
    pub(super) first: Option<When>,
    pub(super) last: Option<When>,
    pub(super) example: Option<PostBox>,
}

pub(super) struct UnitLine {
    pub(super) label: UnitLabel,
    pub(super) posts: String,
    pub(super) band: BandView,
    pub(super) text: String,
    pub(super) standing: StandingView,
}

/// A part of a shared text: words, or the mark of a slot.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) text: String,
    pub(super) is_slot: bool,
}

pub(super) struct Slot {
    pub(super) name: String,
    pub(super) values: Vec<(String, String)>,
    pub(super) rest: Option<String>,
}

/// How a unit stands: a shape, and in words who decided what, when.
pub(super) struct StandingView {
    pub(super) shape: &'static str,
    pub(super) text: String,
    pub(super) when: Option<When>,
    /// The other lead on which it was decided.
    pub(super) elsewhere: Option<String>,
}

impl UnitBoxes {
    pub(super) fn new(view: &LeadView, mut boxes: PostBoxes, labels: &[UnitLabel], reader: &Reader<'_>) -> Self {
        let all = || labels.iter().zip(view.content.units.iter().zip(&view.standings));
        let shown = all()
            .take(SHOWN_UNITS)
            .map(|(label, (unit, standing))| UnitBox {
                example: boxes.by_number.remove(&unit.example),
                standing: StandingView::new(standing, view, reader),
                ..UnitBox::new(label, unit, reader)
            })
            .collect();
        let listed = lines_of(view, labels, reader).into_iter().skip(SHOWN_UNITS).take(LISTED_UNITS);
        let rest = labels.len().saturating_sub(SHOWN_UNITS + LISTED_UNITS);
        let rest = (rest > 0).then(|| reader.words.count("units-rest", rest));
        Self { shown, listed: listed.collect(), rest }
    }
}

/// Every unit in a line.
pub(super) fn lines_of(view: &LeadView, labels: &[UnitLabel], reader: &Reader<'_>) -> Vec<UnitLine> {
    let line_of = |(label, (unit, standing)): (&UnitLabel, (&UnitContent, &UnitStanding))| UnitLine {
        label: label.clone(),
        posts: reader.words.count("lead-posts", unit.posts as usize),
        band: BandView::new(unit.band, reader.words),
        text: unit_text(unit, reader.words),
        standing: StandingView::new(standing, view, reader),
    };
    labels.iter().zip(view.content.units.iter().zip(&view.standings)).map(line_of).collect()
}

impl UnitBox {
    fn new(label: &UnitLabel, unit: &UnitContent, reader: &Reader<'_>) -> Self {
        let words = reader.words;
        Self {
            label: label.clone(),
            is_template: matches!(unit.unit, Unit::Template(_)),
            posts: words.count("lead-posts", unit.posts as usize),
            quoting: (unit.quoting > 0).then(|| words.count("unit-quoting", unit.quoting as usize)),
            reports: (unit.reports > 0).then(|| words.count("unit-reports", unit.reports as usize)),
            organised: unit.organised,
            band: BandView::new(unit.band, words),
            text: if unit.is_only_reported() { Vec::new() } else { parts_of(&unit.text, &unit.slots, words) },
            slots: unit.slots.iter().map(|slot| Slot::new(slot, words)).collect(),
            standing: StandingView::undecided(words),
            first: unit.first_seen.map(|moment| reader.when(moment)),
            last: unit.last_seen.map(|moment| reader.when(moment)),
            example: None,
        }
    }
}

impl Slot {
    fn new(slot: &UnitSlot, words: &Words) -> Self {
        let named = slot.values.iter().take(NAMED_VALUES);
        let values: Vec<(String, String)> =
            named.map(|value| (line(&value.value), words.number(value.posts as usize))).collect();
        let rest = (slot.distinct as usize).saturating_sub(values.len());
        Self {
            name: slot_name(&slot.name, words).unwrap_or_else(|| line(&slot.name)),
            values,
            rest: (rest > 0).then(|| words.count("slot-rest", rest)),
        }
    }
}

impl StandingView {
    fn undecided(words: &Words) -> Self {
        Self { shape: "○", text: words.say("standing-undecided"), when: None, elsewhere: None }
    }

    pub(super) fn new(standing: &UnitStanding, view: &LeadView, reader: &Reader<'_>) -> Self {
        let words = reader.words;
        match standing {
            UnitStanding::Undecided => Self::undecided(words),
            UnitStanding::Suggested(choice) => {
                let choice = words.say(&format!("choice-{}-done", choice.name()));
                Self {
                    shape: "◐",
                    text: words.fill("standing-suggested", "choice", &choice),
                    when: None,
                    elsewhere: None,
                }
            }
            UnitStanding::Decided(decision) => {
                let choice = words.say(&format!("choice-{}-done", decision.choice.name()));
                let officer = officer_name(decision.officer, &view.officers, words);
                let text = words.fill_all("standing-decided", &[("choice", &choice), ("officer", &officer)]);
                let elsewhere = (decision.lead != view.lead.id).then(|| decision.lead.to_string());
                Self { shape: "●", text, when: Some(reader.when(decision.decided_at)), elsewhere }
            }
        }
    }
}

/// Cuts a shared text at the marks of its slots. Braces of strangers that name no slot are words.
fn parts_of(text: &str, slots: &[UnitSlot], words: &Words) -> Vec<Part> {
    let cut: String = text.chars().take(MOST_TEXT).collect();
    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut rest = cut.as_str();
    while let Some((before, behind)) = rest.split_once('{') {
        plain.push_str(before);
        let mark = behind.split_once('}').filter(|(mark, _)| slots.iter().any(|slot| slot.name == *mark));
        if let Some((mark, after)) = mark {
            push_plain(&mut parts, &mut plain);
            let text = slot_name(mark, words).unwrap_or_else(|| line(mark));
            parts.push(Part { text, is_slot: true });
            rest = after;
        } else {
            plain.push('{');
            rest = behind;
        }
    }
    plain.push_str(rest);
    if cut.len() < text.len() {
        plain.push('…');
    }
    push_plain(&mut parts, &mut plain);
    parts
}

fn push_plain(parts: &mut Vec<Part>, plain: &mut String) {
    if !plain.is_empty() {
        parts.push(Part { text: show(plain), is_slot: false });
        plain.clear();
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use suar_app::Locale;

    use super::*;
    use crate::texts::Texts;

    #[test]
    fn only_slots_are_cut_out_of_a_shared_text() {
        let slot = |name: &str| UnitSlot { name: name.into(), kind: "place".into(), distinct: 0, values: Vec::new() };
        let words = Texts::load().unwrap().of(Locale::Indonesian);
        let parts = parts_of("admin {x} untuk {place_2} gaji {", &[slot("place_2")], &words);
        let told: Vec<(&str, bool)> = parts.iter().map(|part| (part.text.as_str(), part.is_slot)).collect();
        assert_eq!(told, [("admin {x} untuk ", false), ("tempat 2", true), (" gaji {", false)]);
    }
}
