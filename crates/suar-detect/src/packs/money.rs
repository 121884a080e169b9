use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use serde::Deserialize;
use suar_entity::{EntityTables, MoneyWords, NumberWord, PayCue};
use suar_signal::{Currency, Period};
use suar_text::{Lexicon, fold};

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
    names.filter(|name| name.bytes().all(|byte| byte.is_ascii_lowercase())).collect()
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
            let folded = fold(name, lexicon).plain_text();
            if let Some((first, _)) = folded.split_once(' ') {
                words.currency_starts.insert(first.into());
            }
            words.currencies.insert(folded.into(), currency);
        }
    }
    words
}

fn add_language(tables: &mut EntityTables, pack: &LanguagePack, lexicon: &Lexicon, faults: &mut PackFaults) {
    let file = format!("languages/{}/language.toml", pack.language.code());
    let money = &mut tables.money;
    if let Some(code) = &pack.currency {
        match Currency::from_code(code) {
            Some(currency) => {
                money.implied.insert(pack.language, currency);
                money.implied_floor.insert(pack.language, pack.implied_floor.unwrap_or(0.0));
            }
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
    money.multipliers.extend(pack.multipliers.iter().map(|(word, factor)| (word.as_str().into(), *factor)));
    for (name, words) in &pack.periods {
        match period_of(name) {
            Some(period) => money.periods.extend(words.iter().map(|word| (word.as_str().into(), period))),
            None => faults.add(&file, format!("periods: `{name}` is none of hour, day, week, month, year")),
        }
    }
    add_word_lists(tables, pack, lexicon);
}

fn add_word_lists(tables: &mut EntityTables, pack: &LanguagePack, lexicon: &Lexicon) {
    let plain = |word: &String| -> Box<str> { fold(word, lexicon).plain_text().into() };
    let money = &mut tables.money;
    money.links.extend(pack.money.links.iter().map(plain));
    money.ranges.extend(pack.money.ranges.iter().map(plain));
    money.from.extend(pack.money.from.iter().map(plain));
    money.up_to.extend(pack.money.up_to.iter().map(plain));
    money.and_more.extend(pack.money.and_more.iter().map(plain));
    money.cues.extend(pack.money.pay.iter().map(|word| (plain(word), PayCue::Pay)));
    money.cues.extend(pack.money.not_pay.iter().map(|word| (plain(word), PayCue::NotPay)));
    tables.place_prepositions.extend(pack.places.prepositions.iter().map(plain));
    tables.not_place_after.extend(pack.places.not_after.iter().map(plain));
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
