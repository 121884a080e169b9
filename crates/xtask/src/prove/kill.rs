//! Kills the server again and again while files are brought in and officers decide, and looks each time
//! whether anything that was acknowledged is missing.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::api_client::{ApiClient, Decided};
use crate::arguments::Arguments;
use crate::environment::Stopwatch;
use crate::http::Client;
use crate::served::{Build, Served, fresh_folder, program};
use crate::workspace::Workspace;
use crate::{Outcome, process, screen};

const DEFAULT_ROUNDS: u32 = 100;
/// Posts of one file.
const POSTS: u64 = 20;
/// How long a server lives, in milliseconds.
const SHORTEST_LIFE_MS: u64 = 30;
const LONGEST_LIFE_MS: u64 = 1200;
/// Tokens that take turns, so that no budget of calls is used up.
const TOKENS: u32 = 12;
/// Between two files, so that there are not more than can be looked for.
const PAUSE: Duration = Duration::from_millis(10);
/// How long the last server may take to read what waits.
const PATIENCE: Duration = Duration::from_mins(5);
/// What the program that acts for an officer may do.
const ACTIONS: [&str; 6] = ["import", "read_import", "read_lead", "decide_lead", "undo_decision", "read_lead_history"];

/// What the server has acknowledged so far.
#[derive(Default)]
pub(super) struct Acknowledged {
    pub(super) imports: Vec<String>,
    pub(super) decisions: Vec<Decided>,
}

/// A data folder, who acts on it, and what was acknowledged there.
pub(super) struct Proof<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) data: PathBuf,
    pub(super) tokens: Vec<String>,
    pub(super) acknowledged: Mutex<Acknowledged>,
}

/// Runs the rounds; fails on the first thing that is missing.
pub(super) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<Outcome> {
    let rounds: u32 = arguments.get("rounds", DEFAULT_ROUNDS)?;
    let seed: u64 = arguments.get("seed", 1)?;
    let data = fresh_folder(workspace, "kill")?;
    let tokens = prepare(workspace, &data)?;
    let proof = Proof { workspace, data, tokens, acknowledged: Mutex::default() };
    let mut chance = Chance(seed.max(1));
    for round in 1..=rounds {
        let life = Duration::from_millis(chance.between(SHORTEST_LIFE_MS, LONGEST_LIFE_MS));
        proof.live_and_die(round, life)?;
        proof.verify_trail()?;
        if round.is_multiple_of(10) {
            let known = proof.acknowledged.lock().map_err(|_| anyhow::anyhow!("a writer broke off"))?;
            let (imports, decisions) = (known.imports.len(), known.decisions.len());
            screen::say(&format!("{round} times killed; {imports} files and {decisions} decisions acknowledged"));
        }
    }
    let known = proof.look_for_all()?;
    screen::say(&format!(
        "killed {rounds} times: {} files ({} posts) and {} decisions were acknowledged, none is missing; the trail is whole",
        known.imports.len(),
        known.imports.len() as u64 * POSTS,
        known.decisions.len()
    ));
    if known.imports.is_empty() || known.decisions.is_empty() {
        bail!("too little was acknowledged to prove anything: give more rounds");
    }
    Ok(Outcome::Held)
}

/// A data folder with leads to decide on, and the tokens of a program.
pub(super) fn prepare(workspace: &Workspace, data: &Path) -> Result<Vec<String>> {
    let mut fill = program(workspace, Build::Shipped)?;
    if !process::run(fill.args(["demo", "--no-serve", "--quiet", "--data"]).arg(data))? {
        bail!("the data folder could not be filled");
    }
    let make = |_| {
        let mut make = workspace.program();
        make.args(["officer", "token", "manajer", "--name", "prove kill", "--data"]).arg(data);
        for action in ACTIONS {
            make.args(["--action", action]);
        }
        Ok(process::read(&mut make)?.trim().to_owned())
    };
    (0..TOKENS).map(make).collect()
}

impl Proof<'_> {
    fn api(&self, served: &Served) -> Result<ApiClient> {
        Ok(ApiClient { client: Client::new(&served.base_url)?, tokens: self.tokens.clone(), calls: 0 })
    }

    fn live_and_die(&self, round: u32, life: Duration) -> Result<()> {
        let served = Served::start_over_quietly(self.workspace, &self.data)?;
        self.work(&served, round, life, Served::kill)
    }

    /// Brings in and decides for so long, and ends the server as told.
    pub(super) fn work(&self, served: &Served, round: u32, life: Duration, end: fn(&Served)) -> Result<()> {
        let is_over = AtomicBool::new(false);
        let (importing, deciding) = (self.api(served)?, self.api(served)?);
        thread::scope(|scope| {
            scope.spawn(|| keep_importing(importing, round, &is_over, &self.acknowledged));
            scope.spawn(|| keep_deciding(deciding, round, &is_over, &self.acknowledged));
            thread::sleep(life);
            end(served);
            is_over.store(true, Ordering::Relaxed);
        });
        Ok(())
    }

    pub(super) fn verify_trail(&self) -> Result<()> {
        let mut verify = self.workspace.program();
        let verified = process::capture_all(verify.args(["audit", "verify", "--data"]).arg(&self.data))?;
        if !verified.succeeded {
            bail!("after a kill: {}", verified.stderr.trim());
        }
        Ok(())
    }

    /// Serves once more and looks for everything that was acknowledged.
    pub(super) fn look_for_all(self) -> Result<Acknowledged> {
        let served = Served::start_over_quietly(self.workspace, &self.data)?;
        let mut api = self.api(&served)?;
        let known = self.acknowledged.into_inner().map_err(|_| anyhow::anyhow!("a writer broke off"))?;
        let clock = Stopwatch::start();
        for id in &known.imports {
            let import = wait_for(&mut api, id, &clock)?;
            let count = |name: &str| import.get(name).and_then(Value::as_u64).unwrap_or(0);
            if count("added") + count("known") != POSTS || count("rejected") != 0 {
                bail!("import {id} should have {POSTS} posts: {import}");
            }
        }
        for decided in &known.decisions {
            let found = api.find_decision(decided)?;
            let found =
                found.with_context(|| format!("decision {} on lead {} is missing", decided.id, decided.lead))?;
            if decided.is_undone && !found.is_undone {
                bail!("decision {} was undone and holds again", decided.id);
            }
        }
        Ok(known)
    }
}

/// Brings files in until the server is gone. What got no answer was not acknowledged.
fn keep_importing(mut api: ApiClient, round: u32, is_over: &AtomicBool, acknowledged: &Mutex<Acknowledged>) {
    for number in 0.. {
        if is_over.load(Ordering::Relaxed) {
            return;
        }
        let Ok(id) = api.import(&format!("{round}-{number}"), &posts(round, number)) else { return };
        if let Ok(mut known) = acknowledged.lock() {
            known.imports.push(id);
        }
        thread::sleep(PAUSE);
    }
}

/// Decides on leads and undoes every third decision, until the server is gone.
fn keep_deciding(mut api: ApiClient, round: u32, is_over: &AtomicBool, acknowledged: &Mutex<Acknowledged>) {
    let Ok(leads) = api.list_leads() else { return };
    for (number, lead) in (round as usize..).zip(leads.iter().cycle()).take(1000) {
        if is_over.load(Ordering::Relaxed) {
            return;
        }
        let Ok(mut decided) = api.decide(lead, number) else { return };
        if let Some(decided) = &mut decided {
            if let Ok(mut known) = acknowledged.lock() {
                known.decisions.push(decided.clone());
            }
            if number.is_multiple_of(3) && api.undo(decided).is_ok() {
                decided.is_undone = true;
                if let Ok(mut known) = acknowledged.lock() {
                    known.decisions.pop();
                    known.decisions.push(decided.clone());
                }
            }
        }
    }
}

/// Posts that no other file has; some are lures, so that leads change while decisions are made.
fn posts(round: u32, number: u32) -> String {
    let mut lines = String::new();
    for post in 0..POSTS {
        let text = if post.is_multiple_of(4) {
            let pay = 12 + post;
            format!("Dicari admin Poipet gaji {pay} juta tanpa pengalaman, WA +6281200001234 ({round}/{number})")
        } else {
            format!("kabar {post} dari kampung, {round} dan {number}")
        };
        let id = format!("{round}-{number}-{post}");
        lines.push_str(&json!({ "id": id, "text": text, "channel": "contoh" }).to_string());
        lines.push('\n');
    }
    lines
}

fn wait_for(api: &mut ApiClient, id: &str, clock: &Stopwatch) -> Result<Value> {
    loop {
        let import = api.get_import(id).with_context(|| format!("import {id} is missing"))?;
        match import.get("state").and_then(Value::as_str) {
            Some("done") => return Ok(import),
            Some("waiting" | "reading") if clock.elapsed() < PATIENCE => thread::sleep(Duration::from_millis(50)),
            _ => bail!("import {id} did not come to its end: {import}"),
        }
    }
}

/// Chance that repeats (xorshift).
pub(super) struct Chance(pub(super) u64);

impl Chance {
    /// A number from the least to the most, both included.
    pub(super) fn between(&mut self, least: u64, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        least + self.0 % (most - least + 1)
    }
}
