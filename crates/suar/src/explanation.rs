//! One reading, explained for a person: the words marked, each sign with its weight, and the sum.

use std::io::{self, Write};

use suar_detect::{Indicator, Reading};
use suar_signal::{Band, Pay, Period, Signal, Span, Strength};
use suar_text::{clean, clean_line};

use crate::noun::Noun;
use crate::output::Paint;

const SIGNS: Noun = Noun::new("sign", "signs");

/// Writes the explanation.
pub(crate) fn write_explanation(
    out: &mut dyn Write,
    signal: &Signal,
    reading: &Reading,
    paint: Paint,
) -> io::Result<()> {
    writeln!(out, "{}", headline(reading, paint))?;
    writeln!(out)?;
    writeln!(out, "{}", marked_text(signal, reading, paint))?;
    writeln!(out)?;
    if reading.indicators.is_empty() {
        writeln!(out, "No warning signs found. That is no promise: check licence, visa and contract.")?;
    }
    for (number, indicator) in reading.indicators.iter().enumerate() {
        writeln!(out, "{:>2} {}", number + 1, sign_line(indicator))?;
    }
    write_entities(out, reading)?;
    write_sum(out, reading)?;
    writeln!(out)?;
    writeln!(out, "A reading proves nothing; a person decides. Accounts and recruiters may belong to coerced people.")?;
    writeln!(out, "Read with packs {} and model {}.", reading.versions.packs, reading.versions.model)
}

fn headline(reading: &Reading, paint: Paint) -> String {
    let code = match reading.band {
        Band::Low => "0",
        Band::Medium => "33",
        Band::High | Band::Urgent => "31",
    };
    let look = match reading.band {
        Band::Low => "no human look asked for",
        Band::Medium => "needs a human look",
        Band::High => "needs a human look today",
        Band::Urgent => "needs a human look first",
    };
    let band = paint.set_off(reading.band.name(), code);
    let signs = SIGNS.counted(reading.indicators.len() as u64);
    format!("{band}: {look} · {} · risk {:.2} · {signs}", reading.kind.name(), reading.risk)
}

/// The post with its evidence marked; cut at marks first, made harmless afterwards.
fn marked_text(signal: &Signal, reading: &Reading, paint: Paint) -> String {
    let mut marks: Vec<Span> =
        reading.indicators.iter().flat_map(|indicator| indicator.spans.iter().copied()).collect();
    marks.sort_unstable();
    let mut text = String::new();
    let mut position = 0;
    for mark in merge(&marks) {
        text.push_str(&clean(Span::new(position, mark.start).slice(&signal.text).unwrap_or("")));
        text.push_str(&marked(&clean(mark.slice(&signal.text).unwrap_or("")), paint));
        position = mark.end;
    }
    text.push_str(&clean(Span::new(position, signal.text.len() as u32).slice(&signal.text).unwrap_or("")));
    text
}

fn marked(text: &str, paint: Paint) -> String {
    match paint {
        Paint::Colored => paint.set_off(text, "1;4"),
        Paint::Plain => format!("[{text}]"),
    }
}

/// Spans that overlap, as one; the input is in order.
pub(crate) fn merge(marks: &[Span]) -> Vec<Span> {
    let mut merged: Vec<Span> = Vec::new();
    for &mark in marks {
        match merged.last_mut() {
            Some(last) if mark.start <= last.end => *last = last.cover(mark),
            _ => merged.push(mark),
        }
    }
    merged
}

fn sign_line(indicator: &Indicator) -> String {
    let evidence = if indicator.text.is_empty() {
        "not named in the post".to_owned()
    } else {
        format!("“{}”", clean_line(&indicator.text))
    };
    let strength = if indicator.strength == Strength::Protective { "speaks for it" } else { indicator.strength.name() };
    let weight = if is_shown(indicator.weight) {
        format!("{:+.2}", indicator.weight)
    } else {
        "adds nothing to the rest".to_owned()
    };
    format!("{} ({strength}, {weight}): {evidence} [{}; {}]", indicator.id, indicator.rule, indicator.source)
}

/// Whether a weight is more than nothing with two decimals.
fn is_shown(weight: f64) -> bool {
    weight.abs() >= 0.005
}

fn write_entities(out: &mut dyn Write, reading: &Reading) -> io::Result<()> {
    let entities = &reading.entities;
    let lists = [
        ("phones", &entities.phones),
        ("accounts", &entities.handles),
        ("addresses", &entities.urls),
        ("mail", &entities.emails),
        ("wallets", &entities.wallets),
        ("places", &entities.places),
    ];
    for (name, values) in lists.into_iter().filter(|(_, values)| !values.is_empty()) {
        writeln!(out, "{name}: {}", clean_line(&values.join(", ")))?;
    }
    if let Some(pay) = &entities.pay {
        writeln!(out, "pay: {}", pay_in_words(pay)?)?;
    }
    Ok(())
}

fn pay_in_words(pay: &Pay) -> io::Result<String> {
    let amount = match (pay.min, pay.max) {
        (Some(least), Some(most)) if least < most => format!("{least} to {most}"),
        (Some(one), Some(_)) => one.to_string(),
        (Some(least), None) => format!("from {least}"),
        (None, Some(most)) => format!("up to {most}"),
        (None, None) => "an open sum of".to_owned(),
    };
    let period = match pay.period {
        Period::Hour => "an hour".to_owned(),
        other => format!("a {}", serde_json::to_string(&other)?.replace('"', "")),
    };
    Ok(format!("{amount} {} {period}", pay.currency.code()))
}

/// The sum behind the risk, the heaviest parts first.
fn write_sum(out: &mut dyn Write, reading: &Reading) -> io::Result<()> {
    let total: f64 = reading.reasons.iter().map(|reason| reason.weight).sum();
    let mut parts: Vec<_> = reading.reasons.iter().filter(|reason| is_shown(reason.weight)).collect();
    parts.sort_by(|left, right| right.weight.abs().total_cmp(&left.weight.abs()));
    let named: Vec<String> = parts.iter().map(|reason| format!("{} {:+.2}", reason.what, reason.weight)).collect();
    writeln!(out)?;
    writeln!(out, "Sum in log-odds: {} = {total:+.2}, a risk of {:.2}", named.join(", "), reading.risk)
}
