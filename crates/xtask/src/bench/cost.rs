//! What a program costs: CPU time, as the kernel counts it, and memory at its peak.

use std::fs;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::{environment, process};

/// How often memory is looked at. The kernel keeps the peak, so only a peak within the
/// last interval before the end can be missed.
const LOOK_EVERY: Duration = Duration::from_millis(5);

/// Below this the clock of the kernel, which ticks a hundred times a second, says too little.
const SHORTEST_RUN_SECONDS: f64 = 0.2;

/// The cost of one run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cost {
    pub(super) cpu_seconds: f64,
    pub(super) wall_seconds: f64,
    pub(super) peak_memory_mb: f64,
}

/// Runs a command to its end, quietly, and measures it.
pub(super) fn measure(command: &mut Command) -> Result<Cost> {
    let before = children_ticks()?;
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().context("could not start the program")?;
    let (ended, wall_seconds) = environment::timed(|| wait(child));
    let (status, peak_memory_kb) = ended?;
    if !status.success() {
        bail!("the program ended with {status}");
    }
    let ticks = children_ticks()?.saturating_sub(before);
    Ok(Cost {
        cpu_seconds: ticks as f64 / ticks_per_second()?,
        wall_seconds,
        peak_memory_mb: peak_memory_kb as f64 / 1024.0,
    })
}

/// The run in the middle, by CPU time; an error where it was too short to say anything.
pub(super) fn median(mut costs: Vec<Cost>) -> Result<Cost> {
    costs.sort_by(|one, other| one.cpu_seconds.total_cmp(&other.cpu_seconds));
    let median = costs.get(costs.len() / 2).context("nothing was measured")?;
    if median.cpu_seconds < SHORTEST_RUN_SECONDS {
        bail!("{:.2} CPU seconds are too few to measure: give more posts", median.cpu_seconds);
    }
    Ok(*median)
}

fn wait(mut child: Child) -> Result<(ExitStatus, u64)> {
    let path = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        if let Ok(status) = fs::read_to_string(&path) {
            peak = peak.max(peak_memory_kb(&status).unwrap_or(0));
        }
        if let Some(status) = child.try_wait()? {
            return Ok((status, peak));
        }
        thread::sleep(LOOK_EVERY);
    }
}

/// The line `VmHWM:   123456 kB`.
fn peak_memory_kb(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// User and system time of all children that have ended, in clock ticks.
fn children_ticks() -> Result<u64> {
    let stat = fs::read_to_string("/proc/self/stat").context("CPU time is read from /proc, which is not here")?;
    parse_children_ticks(&stat).context("could not read /proc/self/stat")
}

/// Fields 16 and 17; the name in field 2 may hold blanks and ends with the last bracket.
fn parse_children_ticks(stat: &str) -> Option<u64> {
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(13);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(user + system)
}

fn ticks_per_second() -> Result<f64> {
    let ticks = process::read(Command::new("getconf").arg("CLK_TCK"))?;
    ticks.trim().parse().context("`getconf CLK_TCK` gave no number")
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;

    #[test]
    fn the_kernels_lines_are_read() {
        let stat = "12 (a (b) c) S 1 2 3 4 5 6 7 8 9 10 11 12 130 40 20 0";
        assert_eq!(parse_children_ticks(stat), Some(170));
        assert_eq!(parse_children_ticks("12 (a"), None);
        assert_eq!(peak_memory_kb("Name:\tsuar\nVmHWM:\t  2048 kB\n"), Some(2048));
    }

    #[test]
    fn work_costs_cpu_time_and_memory() {
        let mut command = Command::new("sh");
        command.args(["-c", "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done"]);
        let cost = measure(&mut command).unwrap();
        assert!(cost.cpu_seconds > 0.0 && cost.peak_memory_mb > 0.0);
        assert!(measure(Command::new("sh").args(["-c", "exit 1"])).is_err());
    }

    #[test]
    fn the_middle_run_counts() {
        let cost = |cpu_seconds| Cost { cpu_seconds, wall_seconds: 0.0, peak_memory_mb: 0.0 };
        let median = median(vec![cost(9.0), cost(1.0), cost(2.0)]).unwrap();
        assert!((median.cpu_seconds - 2.0).abs() < f64::EPSILON);
    }

    #[test]
    fn a_run_too_short_to_measure_is_an_error() {
        let cost = Cost { cpu_seconds: 0.01, wall_seconds: 0.01, peak_memory_mb: 0.0 };
        assert!(median(vec![cost]).is_err());
        assert!(median(Vec::new()).is_err());
    }
}
