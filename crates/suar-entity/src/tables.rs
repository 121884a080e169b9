use rustc_hash::{FxHashMap, FxHashSet};
use suar_signal::{Currency, Language, Period};
use suar_text::{Folded, Token};

use crate::{Gazetteer, PhonePlans};

/// What a number word does in a spelled number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NumberWord {
    /// Adds itself: "dua", "twenty".
    Unit(f64),
    /// Adds to the unit before: "belas" (+10).
    Add(f64),
    /// Multiplies the unit before: "puluh" (×10), "ratus" (×100).
    Times(f64),
}

/// What a word near a sum says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PayCue {
    /// Pay for a job: "gaji", "salary".
    Pay,
    /// Something else: "biaya", "bonus", "harga".
    NotPay,
    /// Something else, unless a period is named: "uang".
    NotPayWithoutPeriod,
}

/// The words around money in all languages in use.
#[derive(Clone, Debug, Default)]
pub struct MoneyWords {
    /// Words and signs that name a currency.
    /// (several words, or a word and a sign, with one space between).
    pub currencies: FxHashMap<Box<str>, Currency>,
    /// The first words of the currencies of several words.
    pub currency_starts: FxHashSet<Box<str>>,
    /// Words that multiply the number before them: "juta", "k".
    pub multipliers: FxHashMap<Box<str>, f64>,
    /// Number words.
    pub numbers: FxHashMap<Box<str>, NumberWord>,
    /// Digit words, as telephone numbers are spelled: "nol", "kosong".
    pub digits: FxHashMap<Box<str>, u8>,
    /// Words that repeat the next digit: "triple nol".
    pub digit_repeats: FxHashMap<Box<str>, usize>,
    /// Words that name a period: "bulan", "sebulan", "monthly".
    /// A short form may name one in one language and another in the next ("hr").
    pub periods: FxHashMap<Box<str>, Vec<(Language, Period)>>,
    /// Words that may stand between a sum and its period: "per", "a", "bersih".
    pub links: FxHashSet<Box<str>>,
    /// Words between the ends of a range: "sampai", "to".
    pub ranges: FxHashSet<Box<str>>,
    /// Words before a lower end with no upper one: "mulai", "from".
    pub from: FxHashSet<Box<str>>,
    /// Words before an upper end with no lower one: "hingga", "up".
    pub up_to: FxHashSet<Box<str>>,
    /// Words after a lower end with no upper one: "keatas", "plus".
    pub and_more: FxHashSet<Box<str>>,
    /// What words say of a sum near them.
    pub cues: FxHashMap<Box<str>, PayCue>,
    /// Words for one person or piece: "kepala", "head".
    pub per_head: FxHashSet<Box<str>>,
    /// Signs that name a currency only where they touch the number: the "u" of "1500u".
    pub glued_currencies: FxHashMap<Box<str>, Currency>,
    /// What a bare number before them counts: "digit", "bulan", "orang".
    pub counted: FxHashSet<Box<str>>,
    /// What bare numbers near pay mean.
    pub bare_scales: Vec<BareScale>,
    /// Currencies of languages where none is named.
    pub implied: Vec<ImpliedCurrency>,
}

impl MoneyWords {
    /// The period that a word names: in the language of the text, else in one whose currency is the
    /// default, else in any.
    pub(crate) fn period(&self, word: &str, language: Language) -> Option<Period> {
        let named = self.periods.get(word)?;
        let in_language = |language: Language| named.iter().find(|(owner, _)| *owner == language);
        let default =
            self.implied.iter().filter(|implied| implied.is_default).find_map(|implied| in_language(implied.language));
        in_language(language).or(default).or(named.first()).map(|(_, period)| *period)
    }
}

/// What a bare number near pay means in a language: from 100 to 999 it counts thousands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BareScale {
    /// The language.
    pub language: Language,
    /// The least number.
    pub from: f64,
    /// The largest.
    pub to: f64,
    /// What it is multiplied by.
    pub factor: f64,
}

/// The currency that a language implies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ImpliedCurrency {
    /// The language.
    pub language: Language,
    /// Its currency.
    pub currency: Currency,
    /// The least sum that is taken for pay in it.
    pub floor: f64,
    /// The largest.
    pub ceiling: f64,
    /// Whether it is tried for texts of other languages too.
    pub is_default: bool,
}

/// Everything that the extractor has to know, as data.
#[derive(Clone, Debug, Default)]
pub struct EntityTables {
    /// Numbering plans.
    pub phones: PhonePlans,
    /// Names of places.
    pub places: Gazetteer,
    /// Words around money.
    pub money: MoneyWords,
    /// Names of messaging services after which an account name may stand without `@`.
    pub platforms: FxHashSet<Box<str>>,
    /// Words that announce a telephone number: "wa", "hubungi", "call".
    pub contact_words: FxHashSet<Box<str>>,
    /// Words before a place: "di", "ke", "in".
    pub place_prepositions: FxHashSet<Box<str>>,
    /// Words before a place name that make it something else: "bahasa", "bank".
    pub not_place_after: FxHashSet<Box<str>>,
    /// Hosts whose addresses are chats: `wa.me`, `t.me`.
    pub messaging_hosts: FxHashSet<Box<str>>,
    /// Pages of social networks, which are no site of a company.
    pub social_hosts: FxHashSet<Box<str>>,
    /// Hosts that shorten addresses.
    pub shorteners: FxHashSet<Box<str>>,
    /// Top-level domains that are taken for addresses without `http`.
    pub domains: FxHashSet<Box<str>>,
    /// What each word may be, so that most words are looked up once; see [`EntityTables::gather_hints`].
    pub hints: WordHints,
}

/// What each word may be; made by [`EntityTables::gather_hints`].
#[derive(Clone, Debug, Default)]
pub struct WordHints(FxHashMap<Box<str>, u8>);

/// What a word may be.
pub(crate) mod hint {
    pub(crate) const NUMBER: u8 = 1;
    pub(crate) const CURRENCY: u8 = 1 << 1;
    pub(crate) const DIGIT: u8 = 1 << 2;
    pub(crate) const PLATFORM: u8 = 1 << 3;
    pub(crate) const PLACE: u8 = 1 << 4;
}

impl EntityTables {
    /// Gathers what each word may be. To be called when everything else is in place.
    pub fn gather_hints(&mut self) {
        let mut hints: FxHashMap<Box<str>, u8> = FxHashMap::default();
        let mut add = |word: &str, bit: u8| *hints.entry(word.into()).or_default() |= bit;
        let money = &self.money;
        money.numbers.keys().for_each(|word| add(word, hint::NUMBER));
        let currencies = money.currencies.keys().chain(&money.currency_starts).chain(money.glued_currencies.keys());
        currencies.for_each(|word| add(word, hint::CURRENCY));
        money.digits.keys().chain(money.digit_repeats.keys()).for_each(|word| add(word, hint::DIGIT));
        self.platforms.iter().for_each(|word| add(word, hint::PLATFORM));
        self.places.first_words().for_each(|word| add(word, hint::PLACE));
        self.hints = WordHints(hints);
    }

    /// What each token of a text may be.
    pub(crate) fn hints_of(&self, folded: &Folded) -> Vec<u8> {
        let find = |word: &str| self.hints.0.get(word).copied().unwrap_or(0);
        let of_token = |token: &Token| {
            let of_plain = find(folded.plain(token));
            if folded.is_short_form(token) { of_plain | find(folded.word(token)) } else { of_plain }
        };
        folded.tokens().iter().map(of_token).collect()
    }
}
