use suar_detect::{Indicator, Reading};
use suar_signal::{Kind, Span, Strength};

use super::act;
use crate::contacts::HelpContacts;
use crate::pages::contact_list::{self, ContactView};
use crate::pages::marks::{Piece, pieces};
use crate::pages::words_of_strangers::show;
use crate::texts::Words;

/// What a check shows: reasons, never the number behind them.
pub(crate) struct ResultView {
    pub(crate) tone: Tone,
    pub(crate) headline: String,
    /// What it looks like when it offers no work, or how much few signs say.
    pub(crate) remark: String,
    pub(crate) pieces: Vec<Piece>,
    pub(crate) signs: Vec<SignView>,
    /// What speaks for the offer by its own words: to be checked, and never counted.
    pub(crate) claims: Vec<SignView>,
    pub(crate) act: String,
    pub(crate) act_more: String,
    pub(crate) contacts: Vec<ContactView>,
}

/// How a headline looks; its shape and its words say the same.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    Danger,
    Caution,
    Plain,
}

impl Tone {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Tone::Danger => "danger",
            Tone::Caution => "caution",
            Tone::Plain => "plain",
        }
    }
}

pub(crate) struct SignView {
    pub(crate) number: usize,
    pub(crate) name: String,
    pub(crate) words: String,
    pub(crate) why: String,
    pub(crate) to_do: String,
}

/// Quoted evidence longer than this is cut; the marks show it whole.
const LONGEST_QUOTE: usize = 120;

impl ResultView {
    pub(crate) fn new(text: &str, reading: &Reading, contacts: &HelpContacts, words: &Words) -> Self {
        let (claims, mut dangers): (Vec<&Indicator>, Vec<&Indicator>) =
            reading.indicators.iter().partition(|indicator| indicator.strength == Strength::Protective);
        dangers.sort_by_key(|indicator| std::cmp::Reverse(indicator.strength));
        let numbered: Vec<(usize, &[Span])> =
            dangers.iter().enumerate().map(|(place, sign)| (place + 1, sign.spans.as_slice())).collect();
        let ids: Vec<&str> = dangers.iter().map(|indicator| indicator.id.as_str()).collect();
        let tone = tone_of(reading.kind, &dangers);
        let act = match reading.kind {
            Kind::Offer => act::choose(&ids),
            Kind::OtherScam => act::AGAINST_FRAUD,
            Kind::Warning | Kind::News | Kind::Chat => act::choose(&[]),
        };
        Self {
            tone,
            headline: headline(reading.kind, tone, dangers.len(), words),
            remark: words.say(remark_key(reading.kind, dangers.len())),
            pieces: pieces(text, &numbered),
            signs: dangers.iter().enumerate().map(|(place, sign)| view(sign, place + 1, words)).collect(),
            claims: claims.iter().map(|claim| view(claim, 0, words)).collect(),
            act: words.say(act),
            act_more: words.say(&format!("{act}-more")),
            contacts: contact_list::first(contacts, words),
        }
    }
}

impl ResultView {
    pub(crate) fn has_marks(&self) -> bool {
        self.pieces.iter().any(|piece| piece.is_marked)
    }
}

fn tone_of(kind: Kind, dangers: &[&Indicator]) -> Tone {
    if kind != Kind::Offer || dangers.is_empty() {
        return Tone::Plain;
    }
    let has_strong = dangers.iter().any(|indicator| indicator.strength == Strength::Strong);
    if has_strong || dangers.len() >= 4 { Tone::Danger } else { Tone::Caution }
}

fn headline(kind: Kind, tone: Tone, count: usize, words: &Words) -> String {
    match (kind, tone) {
        (Kind::Warning, _) => words.say("result-looks-warning"),
        (Kind::News, _) => words.say("result-looks-news"),
        (Kind::OtherScam, _) => words.say("result-looks-scam"),
        (Kind::Chat, _) => words.say("result-looks-chat"),
        (Kind::Offer, Tone::Plain) => words.say("result-no-signs"),
        (Kind::Offer, Tone::Danger) => words.count("result-signs", count),
        (Kind::Offer, Tone::Caution) => words.count("result-questions", count),
    }
}

fn remark_key(kind: Kind, count: usize) -> &'static str {
    match (kind, count) {
        (Kind::Warning, _) => "remark-warning",
        (Kind::News, _) => "remark-news",
        (Kind::OtherScam, _) => "remark-scam",
        (Kind::Chat, _) => "remark-chat",
        (Kind::Offer, 0) => "remark-no-signs",
        (Kind::Offer, 1..=3) => "remark-few-signs",
        (Kind::Offer, _) => "remark-many-signs",
    }
}

fn view(indicator: &Indicator, number: usize, words: &Words) -> SignView {
    let key = format!("sign-{}", indicator.id);
    let name = words.find(&key).unwrap_or_else(|| indicator.id.replace('_', " "));
    let quoted = show(&indicator.text);
    let mut quote: String = quoted.chars().take(LONGEST_QUOTE).collect();
    if quote.len() < quoted.len() {
        quote.push('…');
    }
    SignView {
        number,
        name,
        words: quote,
        why: words.find(&format!("{key}-why")).unwrap_or_else(|| words.say("sign-other-why")),
        to_do: words.find(&format!("{key}-do")).unwrap_or_else(|| words.say("sign-other-do")),
    }
}
