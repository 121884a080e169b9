use std::collections::BTreeMap;

use serde::Deserialize;
use suar_signal::{Currency, Pay, Period};

use super::fault::parse_toml;
use super::{PackFaults, PackFiles};

/// What work usually pays, and from how many times that on pay is above and far above it.
#[derive(Debug, Default)]
pub struct PayReference {
    working_days: f64,
    working_hours: f64,
    rates: BTreeMap<String, f64>,
    roles: Vec<Role>,
    entry_role: Role,
    places: Places,
}

/// A class of work, as a table in the pack.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Role {
    above: f64,
    far_above: f64,
    /// Whether the reference is that of a trade learned.
    #[serde(default)]
    skilled: bool,
    /// The facts that put an offer into this class.
    #[serde(default)]
    facts: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Usual {
    currency: String,
    entry: f64,
    skilled: f64,
    #[serde(default, rename = "mark")]
    _mark: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Places {
    default_home: Option<Usual>,
    default_abroad: Option<Usual>,
    #[serde(default)]
    country: BTreeMap<String, Usual>,
    #[serde(default)]
    ump: BTreeMap<String, f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    working_days: f64,
    working_hours: f64,
    rates: BTreeMap<String, f64>,
    roles: BTreeMap<String, Role>,
    places: Places,
}

/// Where the work is, as far as the text says.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Workplace<'text> {
    /// A country other than Indonesia.
    pub(crate) country: Option<&'text str>,
    /// An Indonesian province.
    pub(crate) province: Option<&'text str>,
    /// Whether the work is abroad, the country not named.
    pub(crate) abroad: bool,
}

/// How pay stands to what is usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PayLevel {
    Usual,
    Above,
    FarAbove,
}

const PATH: &str = "pay_reference.toml";

pub(crate) fn read(files: &PackFiles, faults: &mut PackFaults) -> PayReference {
    let Some(file) = parse_toml::<File>(files, PATH, faults) else { return PayReference::default() };
    for required in ["default_home", "default_abroad"] {
        let present = if required == "default_home" {
            file.places.default_home.is_some()
        } else {
            file.places.default_abroad.is_some()
        };
        if !present {
            faults.add(PATH, format!("places.{required} is missing"));
        }
    }
    let currencies = file.places.country.values().chain(&file.places.default_home).chain(&file.places.default_abroad);
    for usual in currencies.filter(|usual| !file.rates.contains_key(&usual.currency)) {
        faults.add(PATH, format!("no rate for {}", usual.currency));
    }
    let Some(entry_role) = file.roles.get("entry").cloned() else {
        faults.add(PATH, "roles.entry is missing");
        return PayReference::default();
    };
    PayReference {
        working_days: file.working_days,
        working_hours: file.working_hours,
        rates: file.rates,
        roles: file.roles.into_values().filter(|role| !role.facts.is_empty()).collect(),
        entry_role,
        places: file.places,
    }
}

impl PayReference {
    /// How the pay stands to the reference of the work that the facts name; unknown currencies count as usual.
    pub(crate) fn level(&self, pay: &Pay, workplace: Workplace<'_>, has_fact: impl Fn(&str) -> bool) -> PayLevel {
        let role = self.role_of(has_fact);
        let Some(month) = self.monthly_rupiah(pay) else { return PayLevel::Usual };
        let Some(usual) = self.usual_rupiah(pay.currency, workplace, role.skilled) else { return PayLevel::Usual };
        if month >= usual * role.far_above {
            PayLevel::FarAbove
        } else if month >= usual * role.above {
            PayLevel::Above
        } else {
            PayLevel::Usual
        }
    }

    /// The most demanding class that the facts allow: a nurse in an office is a nurse.
    fn role_of(&self, has_fact: impl Fn(&str) -> bool) -> &Role {
        let fitting = self.roles.iter().filter(|role| role.facts.iter().any(|fact| has_fact(fact)));
        fitting.max_by(|left, right| left.above.total_cmp(&right.above)).unwrap_or(&self.entry_role)
    }

    /// The middle of a range, brought to a month and to rupiah.
    fn monthly_rupiah(&self, pay: &Pay) -> Option<f64> {
        let amount = match (pay.min, pay.max) {
            (Some(min), Some(max)) => f64::midpoint(min, max),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => return None,
        };
        let month = match pay.period {
            Period::Hour => amount * self.working_hours,
            Period::Day => amount * self.working_days,
            Period::Week => amount * 52.0 / 12.0,
            Period::Month => amount,
            Period::Year => amount / 12.0,
        };
        self.rates.get(pay.currency.code()).map(|rate| rate * month)
    }

    fn usual_rupiah(&self, currency: Currency, workplace: Workplace<'_>, skilled: bool) -> Option<f64> {
        let in_rupiah = |usual: &Usual| {
            let amount = if skilled { usual.skilled } else { usual.entry };
            self.rates.get(&usual.currency).map(|rate| rate * amount)
        };
        if let Some(usual) = workplace.country.and_then(|country| self.places.country.get(country)) {
            return in_rupiah(usual);
        }
        if workplace.country.is_some() || workplace.abroad {
            return self.places.default_abroad.as_ref().and_then(in_rupiah);
        }
        if currency.code() == "IDR" {
            let minimum = workplace.province.and_then(|province| self.places.ump.get(province)).copied();
            let home = self.places.default_home.as_ref().and_then(in_rupiah);
            return minimum.map(|minimum| minimum.max(home.unwrap_or(0.0))).or(home);
        }
        let own = self.places.country.values().find(|usual| usual.currency == currency.code());
        let spoken_everywhere = matches!(currency.code(), "USD" | "EUR" | "USDT" | "USDC");
        own.filter(|_| !spoken_everywhere).or(self.places.default_abroad.as_ref()).and_then(in_rupiah)
    }
}
