use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use serde::Deserialize;
use suar_entity::{BareScale, EntityTables, ImpliedCurrency, MoneyWords, NumberWord, PayCue};
use suar_signal::{Currency, Language, Period};
use suar_text::{Lexicon, fold_in};

use super::fault::parse_toml;
use super::language::LanguagePack;
use super::{PackFaults, PackFiles};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MoneyFile {
    currencies: BTreeMap<String, Vec<String>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ContactFile {
    platforms: Vec<String>,
    words: Vec<String>,
    messaging_hosts: Vec<String>,
    social_hosts: Vec<String>,
    shorteners: Vec<String>,
    domains: Vec<String>,
}

const MONEY: &str = "money.toml";

/// Words that stand beside a number.
pub(crate) fn units(files: &PackFiles, _faults: &mut PackFaults) -> Vec<String> {
    let file = files.get(MONEY).and_then(|content| toml::from_str::<MoneyFile>(content).ok());
    let names = file.into_iter().flat_map(|file| file.currencies.into_values().flatten());
    let written = names.map(|name| name.trim_start_matches('~').to_owned());
    written.filter(|name| name.bytes().all(|byte| byte.is_ascii_lowercase())).collect()
}

/// Everything around money and contacts, in one table.
pub(crate) fn read(
    files: &PackFiles,
    languages: &[LanguagePack],
    lexicon: &Lexicon,
    faults: &mut PackFaults,
) -> EntityTables {
    let contact = parse_toml::<ContactFile>(files, "contact.toml", faults).unwrap_or_default();
    let mut tables = EntityTables {
        money: read_currencies(files, lexicon, faults),
        platforms: set(&contact.platforms),
        contact_words: set(&contact.words),
        messaging_hosts: set(&contact.messaging_hosts),
        social_hosts: set(&contact.social_hosts),
        shorteners: set(&contact.shorteners),
        domains: set(&contact.domains),
        ..EntityTables::default()
    };
    for pack in languages {
        add_language(&mut tables, pack, lexicon, faults);
    }
    tables
}

fn set(words: &[String]) -> FxHashSet<Box<str>> {
    words.iter().map(|word| word.as_str().into()).collect()
}

fn read_currencies(files: &PackFiles, lexicon: &Lexicon, faults: &mut PackFaults) -> MoneyWords {
    let mut words = MoneyWords::default();
    let Some(file) = parse_toml::<MoneyFile>(files, MONEY, faults) else { return words };
    for (code, names) in &file.currencies {
        let Some(currency) = Currency::from_code(code) else {
            faults.add(MONEY, format!("`{code}` is no currency code"));
            continue;
        };
        for name in names {
            if let Some(glued) = name.strip_prefix('~') {
                words.glued_currencies.insert(glued.into(), currency);
                continue;
            }
            let folded = plain_words(name, lexicon);
            if let Some((first, _)) = folded.split_once(' ') {
                words.currency_starts.insert(first.into());
            }
            words.currencies.insert(folded.into(), currency);
        }
    }
    words
}

/// The words of a name, short forms kept, with one space between.
fn plain_words(name: &str, lexicon: &Lexicon) -> String {
    let folded = fold_in(name, lexicon, Language::UNDETERMINED);
    let words: Vec<&str> = folded.tokens().iter().map(|token| folded.plain(token)).collect();
    words.join(" ")
}

fn add_language(tables: &mut EntityTables, pack: &LanguagePack, lexicon: &Lexicon, faults: &mut PackFaults) {
    let file = format!("languages/{}/language.toml", pack.language.code());
    let money = &mut tables.money;
    if let Some(code) = &pack.currency {
        match Currency::from_code(code) {
            Some(currency) => money.implied.push(ImpliedCurrency {
                language: pack.language,
                currency,
                floor: pack.implied_floor.unwrap_or(0.0),
                ceiling: pack.implied_ceiling.unwrap_or(f64::MAX),
                is_default: currency.code() == "IDR",
            }),
            None => faults.add(&file, format!("`{code}` is no currency code")),
        }
    }
    for (word, value) in &pack.numbers {
        match number_word(value) {
            Some(number) => drop(money.numbers.insert(word.as_str().into(), number)),
            None => faults.add(&file, format!("numbers: `{word}` must be a number, \"+10\" or \"x10\"")),
        }
    }
    money.digits.extend(pack.digits.iter().map(|(word, digit)| (word.as_str().into(), (*digit).min(9))));
    money
        .digit_repeats
        .extend(pack.digit_repeats.iter().map(|(word, count)| (word.as_str().into(), (*count).clamp(1, 4))));
    money.multipliers.extend(pack.multipliers.iter().map(|(word, factor)| (word.as_str().into(), *factor)));
    for (name, words) in &pack.periods {
        match period_of(name) {
            Some(period) => {
                for word in words {
                    money.periods.entry(word.as_str().into()).or_default().push((pack.language, period));
                }
            }
            None => faults.add(&file, format!("periods: `{name}` is none of hour, day, week, month, year")),
        }
    }
    add_word_lists(tables, pack, lexicon);
}

fn add_word_lists(tables: &mut EntityTables, pack: &LanguagePack, lexicon: &Lexicon) {
    let as_written = |word: &String| -> Box<str> { plain_words(word, lexicon).into() };
    let money = &mut tables.money;
    money.links.extend(set(&pack.money.links));
    money.ranges.extend(set(&pack.money.ranges));
    money.from.extend(set(&pack.money.from));
    money.up_to.extend(set(&pack.money.up_to));
    money.and_more.extend(set(&pack.money.and_more));
    money.per_head.extend(set(&pack.money.per_head));
    money.counted.extend(set(&pack.money.counted));
    let scale = |&[from, to, factor]: &[f64; 3]| BareScale { language: pack.language, from, to, factor };
    money.bare_scales.extend(pack.money.bare.iter().map(scale));
    money.cues.extend(pack.money.pay.iter().map(|word| (as_written(word), PayCue::Pay)));
    money.cues.extend(pack.money.not_pay.iter().map(|word| (as_written(word), PayCue::NotPay)));
    money.cues.extend(pack.money.weak_not_pay.iter().map(|word| (as_written(word), PayCue::NotPayWithoutPeriod)));
    tables.place_prepositions.extend(set(&pack.places.prepositions));
    tables.not_place_after.extend(set(&pack.places.not_after));
    tables.contact_words.extend(pack.contact.words.iter().map(|word| word.as_str().into()));
}

fn number_word(value: &toml::Value) -> Option<NumberWord> {
    match value {
        toml::Value::Integer(number) => Some(NumberWord::Unit(*number as f64)),
        toml::Value::Float(number) => Some(NumberWord::Unit(*number)),
        toml::Value::String(text) => {
            let times = text.strip_prefix('x').and_then(|factor| factor.parse().ok()).map(NumberWord::Times);
            times.or_else(|| text.strip_prefix('+').and_then(|more| more.parse().ok()).map(NumberWord::Add))
        }
        _ => None,
    }
}

fn period_of(name: &str) -> Option<Period> {
    Some(match name {
        "hour" => Period::Hour,
        "day" => Period::Day,
        "week" => Period::Week,
        "month" => Period::Month,
        "year" => Period::Year,
        _ => return None,
    })
}
