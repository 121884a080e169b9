//! Pay: which sum is the pay of the job, its ends, its currency and its period.
#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

use suar_entity::EntityKind;
use suar_signal::{Pay, Period};

use crate::tables::{english, read, read_in};

type Ends = (Option<f64>, Option<f64>);

fn ends(pay: Option<Pay>) -> Option<Ends> {
    pay.map(|pay| (pay.min, pay.max))
}

fn one(value: f64) -> Ends {
    (Some(value), Some(value))
}

#[test]
fn figures_are_read_in_every_writing() {
    for (text, value) in [
        ("gaji 12 juta", 12e6),
        ("gaji 12jt/bulan", 12e6),
        ("gaji Rp 12.000.000", 12e6),
        ("gaji rp12,000,000", 12e6),
        ("gaji 7,5 jt", 7.5e6),
        ("gaji 7.5jt", 7.5e6),
        ("gaji 3,207 juta", 3.207e6),
        ("gaji dua belas juta", 12e6),
        ("gaji lima puluh lima juta", 55e6),
        ("gaji 5 juta 500 ribu", 5.5e6),
        ("gaji 900rb", 900e3),
        ("gaji 15k per hari", 15e3),
        ("gaji 1,7", 1.7e6),
        ("upah 180/hari", 180e3),
        ("gaji 12 juta rupiah", 12e6),
        ("𝗚𝗮𝗷𝗶 𝟭𝟮 𝗷𝘂𝘁𝗮", 12e6),
    ] {
        assert_eq!(ends(read(text).pay), Some(one(value)), "{text}");
    }
}

#[test]
fn ranges_have_two_ends() {
    for text in [
        "gaji 8-12 juta",
        "gaji 8 - 12 jt",
        "gaji 8jt-12jt",
        "gaji 8jt sampai 12jt",
        "gaji 8 sampai 12 juta",
        "gaji 8 s/d 12 juta",
        "gaji Rp 8.000.000 - Rp 12.000.000",
        "gaji rp 8.000.000-12.000.000",
        "gaji 8~12 juta",
    ] {
        assert_eq!(ends(read(text).pay), Some((Some(8e6), Some(12e6))), "{text}");
    }
    assert_eq!(ends(read("gaji 12 juta - 8 juta").pay), Some(one(12e6)), "the second is less: no range");
}

#[test]
fn an_open_end_is_none() {
    for (text, expected) in [
        ("gaji mulai 10 juta", (Some(10e6), None)),
        ("gaji mulai dari 10 juta", (Some(10e6), None)),
        ("gaji minimal 10jt", (Some(10e6), None)),
        ("gaji 10 juta keatas", (Some(10e6), None)),
        ("gaji 10 juta+", (Some(10e6), None)),
        ("gaji 10 juta plus", (Some(10e6), None)),
        ("gaji hingga 10 juta", (None, Some(10e6))),
        ("gaji maksimal 10 juta", (None, Some(10e6))),
        ("gaji 10 juta + makan", (Some(10e6), Some(10e6))),
    ] {
        assert_eq!(ends(read(text).pay), Some(expected), "{text}");
    }
}

#[test]
fn periods_and_currencies_are_read_or_implied() {
    for (text, currency, period) in [
        ("gaji 10 juta", "IDR", Period::Month),
        ("gaji 150rb/hari", "IDR", Period::Day),
        ("gaji 150 ribu per hari", "IDR", Period::Day),
        ("upah 2 juta per minggu", "IDR", Period::Week),
        ("gaji 20rb/jam", "IDR", Period::Hour),
        ("gaji 120 juta per tahun", "IDR", Period::Year),
        ("gaji $800", "USD", Period::Month),
        ("gaji 800 USD per bulan", "USD", Period::Month),
        ("gaji US$ 800", "USD", Period::Month),
        ("gaji 1500u", "USDT", Period::Month),
        ("gaji 1500 usdt", "USDT", Period::Month),
    ] {
        let pay = read(text).pay.map(|pay| (pay.currency.code().to_owned(), pay.period));
        assert_eq!(pay, Some((currency.to_owned(), period)), "{text}");
    }
    let pay = read_in("salary 1200 a month", english(), &[]).pay.unwrap();
    assert_eq!((pay.currency.code(), pay.min), ("USD", Some(1200.0)));
}

#[test]
fn what_names_no_figure_is_no_pay() {
    for text in [
        "gaji 2 digit",
        "gaji dua digit",
        "gaji UMR",
        "gaji menarik",
        "kontrak 2 bulan",
        "butuh 5 orang",
        "umur 18-35 tahun",
        "kerja 12 jam",
        "",
    ] {
        assert_eq!(read(text).pay, None, "{text}");
    }
}

#[test]
fn money_that_is_not_pay_is_money() {
    for text in [
        "biaya 5 juta",
        "bonus 2jt",
        "komisi 500rb",
        "denda Rp 10.000.000",
        "harga 150rb",
        "potongan 3 juta",
        "bawa teman dapat 500rb per kepala",
        "komisinya 1 juta",
        "deposit $50",
    ] {
        let entities = read(text);
        assert_eq!(entities.pay, None, "{text}");
        assert!(entities.has(EntityKind::Money), "{text}");
    }
    for text in ["processing fee 200 usd", "commission 50 usd per head", "price $20"] {
        assert_eq!(read_in(text, english(), &[]).pay, None, "{text}");
    }
}

#[test]
fn the_pay_is_found_among_other_sums() {
    for (text, value) in [
        ("biaya 5 juta, gaji 8 juta", 8e6),
        ("gaji 8 juta, bonus 2 juta", 8e6),
        ("bonus 2 juta\nGaji: 8 juta", 8e6),
        ("Gaji:\n8 juta per bulan\nBiaya: 3 juta", 8e6),
        ("wa 081200001234 gaji 8 juta", 8e6),
    ] {
        assert_eq!(ends(read(text).pay), Some(one(value)), "{text}");
    }
}

#[test]
fn a_bare_sum_is_pay_but_not_for_certain() {
    let bare = read("loker admin 8 juta");
    assert_eq!(ends(bare.pay), Some(one(8e6)));
    assert!(!bare.pay_is_certain);
    assert!(read("loker admin gaji 8 juta").pay_is_certain);
    assert!(read("loker admin 8 juta/bulan").pay_is_certain);
    assert_eq!(read("lantai 8").pay, None);
}
