//! Cuts the power, as far as a file system lets one pretend: a server works under `strace`, which writes down
//! every write, sync and rename in its data folder. For random moments the folder is then laid out as a disk
//! may hold it that was sent everything and was told to keep only what was synced: of what was not synced
//! each write is there or not, by chance. On each such folder everything that was acknowledged before the
//! moment must be there, and the audit trail whole.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::kill::{Acknowledged, Chance, Proof, prepare};
use crate::arguments::Arguments;
use crate::served::{Served, fresh_folder};
use crate::workspace::Workspace;
use crate::{Outcome, debian, process, screen};

mod disk;
mod trace;

use disk::Disk;
use trace::{Event, Trace};

const DEFAULT_CUTS: usize = 60;
const DEFAULT_SECONDS: u64 = 6;
const CALLS: &str = "trace=openat,pwrite64,write,writev,sendto,sendmsg,fdatasync,fsync,ftruncate,unlink,unlinkat,rename,renameat,renameat2";

/// Records a server at work, cuts the power at random moments of it and looks for what is missing.
pub(super) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<Outcome> {
    let cuts: usize = arguments.get("cuts", DEFAULT_CUTS)?;
    let seconds: u64 = arguments.get("seconds", DEFAULT_SECONDS)?;
    let seed: u64 = arguments.get("seed", 1)?;
    let missing = || if process::answers("strace", &["-V"]) { Vec::new() } else { vec!["strace"] };
    if !debian::provide(&["--no-install-recommends"], missing)? {
        bail!("the system calls of the server are written down by strace");
    }
    let data = fresh_folder(workspace, "power")?;
    let tokens = prepare(workspace, &data)?;
    let before = Disk::read(&data)?;
    let proof = Proof { workspace, data: data.clone(), tokens: tokens.clone(), acknowledged: Mutex::default() };
    let log = workspace.target.join("data").join("power.strace");
    record(&proof, &log, Duration::from_secs(seconds))?;
    let known = proof.acknowledged.into_inner().map_err(|_| anyhow::anyhow!("a writer broke off"))?;
    let trace = Trace::read(&log, &data)?;
    screen::say(&format!(
        "recorded {} events with {} syncs; {} files and {} decisions acknowledged",
        trace.events.len(),
        trace.events.iter().filter(|event| matches!(event, Event::Sync(_))).count(),
        known.imports.len(),
        known.decisions.len()
    ));
    let cutting = Cutting { workspace, before, trace, known, tokens };
    let mut chance = Chance(seed.max(1));
    let mut looked_for = 0;
    for cut in 1..=cuts {
        looked_for += cutting.cut(&mut chance, Syncs::Kept).with_context(|| format!("cut {cut}"))?;
    }
    if looked_for == 0 {
        bail!("nothing was acknowledged before any cut: give more seconds");
    }
    let lost = (0..CONTROLS).filter(|_| cutting.cut(&mut chance, Syncs::Forgotten).is_err()).count();
    screen::say(&format!("control: of {CONTROLS} cuts of a disk that forgets every sync, {lost} lost something"));
    if lost == 0 {
        bail!("a disk that forgets every sync lost nothing either: this proves nothing");
    }
    screen::say(&format!(
        "the power was cut {cuts} times; {looked_for} times something acknowledged was looked for and found; the trail is whole"
    ));
    Ok(Outcome::Held)
}

/// What a disk makes of being told to keep something.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Syncs {
    Kept,
    /// For the control: what was acknowledged must then be missing at times, or the proof sees nothing.
    Forgotten,
}

/// Cuts of a disk that forgets.
const CONTROLS: usize = 5;

struct Cutting<'a> {
    workspace: &'a Workspace,
    before: Disk,
    trace: Trace,
    known: Acknowledged,
    tokens: Vec<String>,
}

impl Cutting<'_> {
    /// Cuts the power at a random moment; how many things that were acknowledged were looked for and found.
    fn cut(&self, chance: &mut Chance, syncs: Syncs) -> Result<usize> {
        let moment = chance.between(1, self.trace.events.len() as u64) as usize;
        let events = self.trace.events.get(..moment).unwrap_or_default();
        let is_kept = |event: &&Event| syncs == Syncs::Kept || !matches!(event, Event::Sync(_));
        let events: Vec<Event> = events.iter().filter(is_kept).cloned().collect();
        let folder = fresh_folder(self.workspace, "power-cut")?;
        self.before.after(&events, chance).write(&folder)?;
        let due = acknowledged_before(&self.trace, moment, &self.known);
        let looked_for = due.imports.len() + due.decisions.len();
        let acknowledged = Mutex::new(due);
        let proof = Proof { workspace: self.workspace, data: folder, tokens: self.tokens.clone(), acknowledged };
        proof.verify_trail().with_context(|| format!("at event {moment}"))?;
        proof.look_for_all().with_context(|| format!("at event {moment}"))?;
        Ok(looked_for)
    }
}

/// Lets a server work under `strace`, then ends it at once.
fn record(proof: &Proof<'_>, log: &Path, life: Duration) -> Result<()> {
    let mut strace = Command::new("strace");
    strace.args(["-f", "-y", "-xx", "-s", "1000000", "-e", CALLS, "-o"]).arg(log);
    strace.arg(proof.workspace.program().get_program()).current_dir(&proof.workspace.root);
    let served = Served::start_with(strace, &proof.data)?;
    proof.work(&served, 0, life, |_| {})?;
    // The server is the child of strace; when strace goes, so does it.
    served.kill();
    drop(served);
    fs::metadata(log).context("strace wrote nothing")?;
    Ok(())
}

/// What the server had acknowledged before a moment: its answer names the id.
fn acknowledged_before(trace: &Trace, moment: usize, known: &Acknowledged) -> Acknowledged {
    let is_due = |id: &str| trace.answered_at(id).is_some_and(|answered| answered < moment);
    Acknowledged {
        imports: known.imports.iter().filter(|id| is_due(id)).cloned().collect(),
        // Whether a later undo was acknowledged in time is not looked at here.
        decisions: known
            .decisions
            .iter()
            .filter(|decided| is_due(&decided.id))
            .cloned()
            .map(|decided| super::api_client::Decided { is_undone: false, ..decided })
            .collect(),
    }
}
