//! Everything that a report shows: posts read and woven, the most urgent first.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use jiff::Timestamp;
use suar_detect::{Analysis, Detector, Reading};
use suar_signal::{Band, Kind, Signal};
use suar_source::Counters;
use suar_weave::{Network, OwnedDocument, Weaving, Woven, document_of};

use crate::cli::CommonArguments;
use crate::pipeline::{InputArguments, for_each_post};
use crate::spool::{ShownPost, Spool};

/// A post that is shown whole.
pub(crate) struct Example {
    pub(crate) post: ShownPost,
    pub(crate) reading: Reading,
}

/// What was found in all inputs.
pub(crate) struct Findings {
    pub(crate) counters: Counters,
    pub(crate) weaving: Weaving,
    /// The places of the networks shown, most urgent first.
    pub(crate) networks: Vec<usize>,
    /// The places of the templates shown, most urgent first.
    pub(crate) templates: Vec<usize>,
    pub(crate) examples: Vec<Example>,
    pub(crate) bands: Vec<(Band, u64)>,
    pub(crate) kinds: Vec<(Kind, u64)>,
    pub(crate) period: Option<(Timestamp, Timestamp)>,
    risks: Vec<f32>,
    signs: Signs,
}

/// How many networks, templates and posts a report shows.
const MOST_NETWORKS: usize = 25;
const MOST_TEMPLATES: usize = 25;
const MOST_EXAMPLES: usize = 12;

struct Read {
    lines: Result<(String, String)>,
    document: OwnedDocument,
    risk: f32,
    band: Band,
    kind: Kind,
    time: Option<Timestamp>,
    signs: Vec<String>,
}

/// Reads and weaves everything.
pub(crate) fn find(input: &InputArguments, detector: &Detector, common: &CommonArguments) -> Result<Findings> {
    let mut spool = Spool::create()?;
    let mut woven = Woven::default();
    let mut tally = Tally::default();
    let counters = for_each_post(
        input,
        common,
        |signal| read(&signal, detector),
        |results| {
            for read in results {
                let (reading, post) = read.lines.context("cannot keep a reading")?;
                spool.add(&reading)?;
                spool.add(&post)?;
                woven.add(&read.document);
                tally.add(read.band, read.kind, read.time, read.risk);
                tally.signs.add(&read.signs);
            }
            Ok(())
        },
    )?;
    let weaving = woven.finish();
    let networks = most_urgent(&weaving.networks, |network| network_rank(network, &tally.risks), MOST_NETWORKS);
    let templates = most_urgent(
        &weaving.templates,
        |template| mean_risk(&template.members, &tally.risks) * size_rank(template.members.len()),
        MOST_TEMPLATES,
    );
    let chosen = choose_examples(&weaving, &templates, &tally.risks);
    let examples = read_examples(spool, &weaving, &chosen)?;
    Ok(Findings {
        counters,
        networks,
        templates,
        examples,
        bands: tally.bands(),
        kinds: tally.kinds(),
        period: tally.period,
        risks: tally.risks,
        signs: tally.signs,
        weaving,
    })
}

impl Findings {
    /// The signs that half of some posts or more show, the commonest first, with how many show each.
    pub(crate) fn common_signs(&self, members: &[u32]) -> Vec<(&str, usize)> {
        self.signs.common(members)
    }

    /// The mean risk of some posts.
    pub(crate) fn mean_risk(&self, members: &[u32]) -> f32 {
        mean_risk(members, &self.risks)
    }
}

fn read(signal: &Signal, detector: &Detector) -> Read {
    let analysis = Analysis::new(signal, detector.packs());
    let reading = detector.read_analysed(signal, &analysis);
    let parts = (&analysis.folded, &analysis.entities);
    let lines = serde_json::to_string(&reading)
        .and_then(|reading| serde_json::to_string(&ShownPost::of(signal)).map(|post| (reading, post)));
    Read {
        lines: lines.map_err(anyhow::Error::from),
        document: document_of(signal, parts, &detector.packs().tables, Some(reading.risk)),
        risk: reading.risk as f32,
        band: reading.band,
        kind: reading.kind,
        time: signal.time,
        signs: reading.indicators.iter().map(|indicator| indicator.id.clone()).collect(),
    }
}

#[derive(Default)]
struct Tally {
    bands: [u64; 4],
    kinds: [u64; Kind::ALL.len()],
    period: Option<(Timestamp, Timestamp)>,
    risks: Vec<f32>,
    signs: Signs,
}

/// Which signs each post shows, a bit a sign.
#[derive(Default)]
struct Signs {
    names: Vec<String>,
    of_posts: Vec<u64>,
}

impl Signs {
    fn add(&mut self, signs: &[String]) {
        let mut bits = 0_u64;
        for sign in signs {
            let known = self.names.iter().position(|name| name == sign);
            let place = known.unwrap_or_else(|| {
                self.names.push(sign.clone());
                self.names.len() - 1
            });
            bits |= 1_u64.checked_shl(place as u32).unwrap_or(0);
        }
        self.of_posts.push(bits);
    }

    fn common(&self, members: &[u32]) -> Vec<(&str, usize)> {
        let bits_of = |member: &u32| self.of_posts.get(*member as usize).copied().unwrap_or(0);
        let count = |place: usize| members.iter().filter(|member| bits_of(member) >> place & 1 == 1).count();
        let counted = self.names.iter().take(64).enumerate().map(|(place, name)| (name.as_str(), count(place)));
        let mut common: Vec<(&str, usize)> = counted.filter(|(_, count)| *count * 2 >= members.len().max(1)).collect();
        common.sort_by(|left, right| right.1.cmp(&left.1).then(left.0.cmp(right.0)));
        common
    }
}

const BANDS: [Band; 4] = [Band::Urgent, Band::High, Band::Medium, Band::Low];

impl Tally {
    fn add(&mut self, band: Band, kind: Kind, time: Option<Timestamp>, risk: f32) {
        for (count, known) in self.bands.iter_mut().zip(BANDS) {
            *count += u64::from(known == band);
        }
        for (count, known) in self.kinds.iter_mut().zip(Kind::ALL) {
            *count += u64::from(known == kind);
        }
        if let Some(time) = time {
            let (first, last) = self.period.unwrap_or((time, time));
            self.period = Some((first.min(time), last.max(time)));
        }
        self.risks.push(risk);
    }

    fn bands(&self) -> Vec<(Band, u64)> {
        BANDS.into_iter().zip(self.bands).collect()
    }

    fn kinds(&self) -> Vec<(Kind, u64)> {
        Kind::ALL.into_iter().zip(self.kinds).collect()
    }
}

fn mean_risk(members: &[u32], risks: &[f32]) -> f32 {
    let sum: f32 = members.iter().filter_map(|&member| risks.get(member as usize)).sum();
    sum / members.len().max(1) as f32
}

fn size_rank(size: usize) -> f32 {
    (1.0 + size as f32).ln()
}

fn network_rank(network: &Network, risks: &[f32]) -> f32 {
    mean_risk(&network.members, risks) * size_rank(network.members.len())
}

/// The places of the items with the highest rank.
fn most_urgent<T>(items: &[T], rank: impl Fn(&T) -> f32, most: usize) -> Vec<usize> {
    let mut ranked: Vec<(f32, usize)> = items.iter().enumerate().map(|(place, item)| (rank(item), place)).collect();
    ranked.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(&right.1)));
    ranked.into_iter().take(most).map(|(_, place)| place).collect()
}

/// One post of each urgent template, the one of the highest risk, then urgent posts of no template.
fn choose_examples(weaving: &Weaving, templates: &[usize], risks: &[f32]) -> BTreeSet<u32> {
    let risk_of = |member: &u32| risks.get(*member as usize).copied().unwrap_or(0.0);
    let by_risk = |left: &&u32, right: &&u32| risk_of(left).total_cmp(&risk_of(right)).then(right.cmp(left));
    let members = templates.iter().filter_map(|&place| weaving.templates.get(place)).map(|template| &template.members);
    let mut chosen: BTreeSet<u32> =
        members.filter_map(|members| members.iter().max_by(by_risk).copied()).take(MOST_EXAMPLES * 2 / 3).collect();
    let mut alone: Vec<u32> = (0..risks.len() as u32).filter(|&index| weaving.template_of(index).is_none()).collect();
    alone.sort_by(|left, right| risk_of(right).total_cmp(&risk_of(left)).then(left.cmp(right)));
    for index in alone {
        if chosen.len() >= MOST_EXAMPLES {
            break;
        }
        chosen.insert(index);
    }
    chosen
}

fn read_examples(spool: Spool, weaving: &Weaving, chosen: &BTreeSet<u32>) -> Result<Vec<Example>> {
    let mut lines = spool.rewind()?;
    let mut examples = Vec::new();
    let mut index = 0;
    while let Some(line) = lines.next_line()? {
        let wanted = chosen.contains(&index).then(|| line.to_owned());
        let post = lines.next_line()?.unwrap_or("");
        if let Some(line) = wanted {
            let mut reading: Reading = serde_json::from_str(&line).context("the temporary file was changed")?;
            reading.template = weaving.template_of(index).map(|number| number.to_string());
            reading.network = weaving.network_of(index).map(|number| number.to_string());
            let post = serde_json::from_str(post).context("the temporary file was changed")?;
            examples.push(Example { post, reading });
        }
        index += 1;
    }
    examples.sort_by(|left, right| right.reading.risk.total_cmp(&left.reading.risk));
    Ok(examples)
}
