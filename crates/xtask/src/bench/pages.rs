//! How soon the pages answer at an even rate of requests, and how large they are.

use std::fs;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::{ingest, publish};
use crate::arguments::Arguments;
use crate::served::{Build, Served};
use crate::table::markdown;
use crate::workspace::Workspace;
use crate::{Outcome, screen};

mod latency;
mod load;
mod target;

use crate::http::{Client, Request};
use crate::session::sign_in;
use latency::{Quantile, Times};
use load::Answer;
use target::Target;

const PAGE: &str = "pages.md";
const TEXTS: &str = "samples/facebook_groups.jsonl";
const DEFAULT_RATE: f64 = 50.0;
const DEFAULT_SECONDS: f64 = 20.0;
/// Requests before those that count: the first ones find everything cold. They tell the plain sizes.
const WARM_UP: usize = 200;

/// A page with what was measured of it. Its size is that of the largest answer with all that it loads.
struct Measured {
    target: Target,
    times: Times,
    plain_bytes: usize,
    gzipped_bytes: usize,
}

/// Where one measures, how fast, and as whom.
struct Bench {
    base_url: String,
    per_second: f64,
    requests: usize,
    texts: Vec<String>,
}

/// Measures and writes the page; fails where a figure does not reach what is promised.
pub(super) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<Outcome> {
    let per_second: f64 = arguments.get("rate", DEFAULT_RATE)?;
    let seconds: f64 = arguments.get("seconds", DEFAULT_SECONDS)?;
    let requests = (per_second * seconds).round() as usize;
    if !(per_second > 0.0 && requests > 0) {
        bail!("`--rate` and `--seconds` must be above nought");
    }
    let given: String = arguments.get("officer-pages", String::new())?;
    let (served, officer_pages) = if arguments.get("url", String::new())?.is_empty() {
        serve_store(workspace, arguments)?
    } else {
        (Served::find(workspace, arguments, Build::Shipped)?, String::new())
    };
    let officers = target::officers(if given.is_empty() { &officer_pages } else { &given })?;
    let texts = read_texts(workspace, requests.max(WARM_UP))?;
    let bench = Bench { base_url: served.base_url.clone(), per_second, requests, texts };
    let mut measured = bench.measure_all(target::public(), "")?;
    let cookie = officer_cookie(&bench, &served, arguments)?;
    measured.extend(bench.measure_all(officers, &cookie)?);
    let where_served = if served.is_ours() { "a server of its own" } else { "a server that ran already" };
    publish(workspace, PAGE, &write_page(&bench, where_served, &measured))?;
    Ok(measured.iter().all(Measured::held).into())
}

/// A server over the store that `bench ingest` fills, and the officers' pages that are looked at there.
fn serve_store(workspace: &Workspace, arguments: &Arguments) -> Result<(Served, String)> {
    let store = ingest::find_store(workspace, arguments)?;
    let leads = ingest::list_leads(workspace, &store)?;
    let largest = leads.iter().max_by_key(|lead| lead.posts).context("the store has no lead")?;
    let middle = leads.get(leads.len() / 2).context("the store has no lead")?;
    let pages = [
        "lead list=/temuan".to_owned(),
        "lead list by band=/temuan?tingkat=high".to_owned(),
        "lead list by words=/temuan?cari=admin".to_owned(),
        format!("largest lead=/temuan/{}", largest.id),
        format!("a lead=/temuan/{}", middle.id),
    ];
    Ok((Served::start_over(workspace, &store)?, pages.join(",")))
}

/// What officers' pages are asked with: the given cookies, else those of the demonstration's sign-in.
fn officer_cookie(bench: &Bench, served: &Served, arguments: &Arguments) -> Result<String> {
    let given: String = arguments.get("cookie", String::new())?;
    match served.sign_in.as_deref().filter(|_| given.is_empty()) {
        Some(words) => sign_in(&mut Client::new(&bench.base_url)?, words),
        None => Ok(given),
    }
}

/// Posts of the samples, over and over.
fn read_texts(workspace: &Workspace, count: usize) -> Result<Vec<String>> {
    let lines = fs::read_to_string(workspace.root.join(TEXTS)).with_context(|| format!("could not read {TEXTS}"))?;
    let mut texts = Vec::new();
    for line in lines.lines() {
        let post: Value =
            serde_json::from_str(line).with_context(|| format!("{TEXTS} holds a line that is no JSON"))?;
        texts.extend(post.get("text").and_then(Value::as_str).map(str::to_owned));
    }
    if texts.is_empty() {
        bail!("{TEXTS} holds no text");
    }
    Ok(texts.into_iter().cycle().take(count).collect())
}

impl Bench {
    fn measure_all(&self, targets: Vec<Target>, cookie: &str) -> Result<Vec<Measured>> {
        targets.into_iter().map(|target| self.measure(target, cookie)).collect()
    }

    fn measure(&self, target: Target, cookie: &str) -> Result<Measured> {
        screen::say(&format!("{} ({})", target.name, target.path));
        let mut client = Client::new(&self.base_url)?;
        let mut prepare = |count: usize| -> Result<Vec<Request>> {
            let texts = self.texts.get(..count).unwrap_or(&self.texts);
            target::requests(&mut client, &target, cookie, texts)
        };
        let mut warm_up = prepare(WARM_UP)?;
        let requests = prepare(self.requests)?;
        for request in &mut warm_up {
            request.is_compressed = false;
        }
        let first = warm_up.pop().context("no request to measure")?;
        let files = target::files_of(&mut client, &first)?;
        let plain = load::send_all(&self.base_url, &warm_up, self.per_second)?;
        let gzipped = load::send_all(&self.base_url, &requests, self.per_second)?;
        let largest = |answers: &[Answer]| answers.iter().map(|answer| answer.size_bytes).max().unwrap_or(0);
        Ok(Measured {
            target,
            plain_bytes: largest(&plain) + files.plain_bytes,
            gzipped_bytes: largest(&gzipped) + files.gzipped_bytes,
            times: Times::new(gzipped.iter().map(|answer| answer.milliseconds).collect()),
        })
    }
}

impl Measured {
    fn p95(&self) -> Quantile {
        self.times.quantile(0.95)
    }

    /// A promise of time is broken when the whole interval lies beyond it.
    fn held(&self) -> bool {
        self.gzipped_bytes <= self.target.gzipped_bytes
            && self.target.p95_ms.is_none_or(|limit| self.p95().lower <= limit)
    }

    fn verdict(&self) -> &'static str {
        match (self.held(), self.target.p95_ms) {
            (false, _) => "MISSED",
            (true, Some(limit)) if self.p95().value > limit => "not told apart",
            (true, _) => "met",
        }
    }

    fn row(&self) -> Vec<String> {
        let p95 = self.p95();
        let milliseconds = |value: f64| format!("{value:.1}");
        let limit = self.target.p95_ms.map_or(String::new(), |limit| format!("p95 ≤ {limit:.0}, "));
        let promised = format!("{limit}≤ {} KB", self.target.gzipped_bytes / 1000);
        vec![
            format!("{}, `{}`", self.target.name, self.target.path),
            self.times.count().to_string(),
            milliseconds(self.times.quantile(0.5).value),
            milliseconds(p95.value),
            format!("{:.1}–{:.1}", p95.lower, p95.upper),
            milliseconds(self.times.quantile(0.99).value),
            format!("{:.1}", self.plain_bytes as f64 / 1000.0),
            format!("{:.1}", self.gzipped_bytes as f64 / 1000.0),
            promised,
            self.verdict().to_owned(),
        ]
    }
}

fn write_page(bench: &Bench, where_served: &str, measured: &[Measured]) -> String {
    let rows: Vec<Vec<String>> = measured.iter().map(Measured::row).collect();
    let header = ["page", "requests", "p50 ms", "p95 ms", "95 %", "p99 ms", "KB", "KB gzipped", "promised", ""];
    format!(
        "# Pages\n\n\
         Each page by itself, at {:.0} requests a second, from {where_served} on the same machine, which also sends\n\
         the requests. A request has its time by a schedule, and what it took counts from then on: where\n\
         the server is late, so are the requests that wait. Checked are the texts of `{TEXTS}`.\n\
         A size is that of the largest answer, together with the styles, scripts and icons that it loads.\n\
         The interval of p95 is by ranks. A promise of time is missed when the whole interval lies beyond it.\n\n\
         Made by `cargo xtask bench pages`.\n\n{}",
        bench.per_second,
        markdown(&header, &rows)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(milliseconds: f64, gzipped_bytes: usize) -> Measured {
        let target = Target {
            name: "start".to_owned(),
            path: "/".to_owned(),
            p95_ms: Some(20.0),
            gzipped_bytes: 25_000,
            ..Target::default()
        };
        Measured { target, times: Times::new(vec![milliseconds; 100]), plain_bytes: 30_000, gzipped_bytes }
    }

    #[test]
    fn figures_are_held_against_what_is_promised() {
        assert_eq!(measured(19.0, 9_000).verdict(), "met");
        assert_eq!(measured(21.0, 9_000).verdict(), "MISSED");
        assert_eq!(measured(19.0, 26_000).verdict(), "MISSED");
        let mut uncertain = measured(19.0, 9_000);
        uncertain.times = Times::new((1..=100).map(|number| f64::from(number) / 4.7).collect());
        assert_eq!((uncertain.verdict(), uncertain.held()), ("not told apart", true));
    }

    #[test]
    fn the_page_shows_every_figure() {
        let bench = Bench { base_url: String::new(), per_second: 50.0, requests: 100, texts: Vec::new() };
        let page = write_page(&bench, "a server of its own", &[measured(19.0, 9_000)]);
        assert!(page.contains("| 100      | 19.0   | 19.0   | 19.0–19.0 | 19.0   | 30.0 | 9.0"), "{page}");
        assert!(page.contains("p95 ≤ 20, ≤ 25 KB"));
    }
}
