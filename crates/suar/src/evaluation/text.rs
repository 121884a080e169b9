//! The report on a terminal.

use std::io::{self, Write};

use suar_detect::evaluate::{By, Confusion, SetEvaluation};
use suar_text::clean_line;

use super::measure::EvaluationReport;
use super::tables::{FigureTable, broken_down, cell, makeup_of, parts, plain, whole_sets};
use crate::output::terminal::{fit, width};

const GAP: &str = "  ";

/// Writes everything that fits a terminal: all sets side by side, and the last one broken down.
pub(crate) fn write_report(out: &mut dyn Write, report: &EvaluationReport) -> io::Result<()> {
    let evaluation = &report.evaluation;
    for set in &evaluation.sets {
        let name = clean_line(&set.name);
        writeln!(out, "{name}: {}", makeup_of(set))?;
    }
    writeln!(out, "Each figure with its 95 % interval and how many were judged.")?;
    write_table(out, &whole_sets(evaluation))?;
    if let Some(set) = evaluation.sets.last() {
        write_set(out, set)?;
    }
    if !report.floors.is_empty() {
        writeln!(out)?;
        write_floors(out, report)?;
    }
    Ok(())
}

fn write_set(out: &mut dyn Write, set: &SetEvaluation) -> io::Result<()> {
    writeln!(out, "\n== {}", clean_line(&set.name))?;
    for by in [By::Kind, By::Language, By::Sector, By::Indicator] {
        write_table(out, &broken_down(set, by))?;
    }
    write_table(out, &parts(set))?;
    write_confusion(out, &set.confusion)?;
    writeln!(out, "\nRisk beside what was unsafe, in bins of equal count")?;
    for bin in &set.reliability {
        let (lower, upper) = (bin.interval.lower, bin.interval.upper);
        writeln!(out, "risk {:.3}{GAP}unsafe {:.3} ({lower:.3}–{upper:.3}), {}", bin.risk, bin.share, bin.n)?;
    }
    Ok(())
}

fn write_table(out: &mut dyn Write, table: &FigureTable<'_>) -> io::Result<()> {
    if table.rows.is_empty() {
        return Ok(());
    }
    let has_posts = table.rows.iter().any(|row| row.posts.is_some());
    let mut lines: Vec<Vec<String>> = Vec::new();
    let posts_head = has_posts.then(|| "posts".to_owned());
    let heads = table.columns.iter().map(|column| plain(&clean_line(column)));
    lines.push(std::iter::once(table.head.to_owned()).chain(posts_head).chain(heads).collect());
    for row in &table.rows {
        let posts = row.posts.map(|posts| posts.to_string());
        let cells = row.cells.iter().map(|figure| figure.map_or_else(|| "-".to_owned(), cell));
        lines.push(std::iter::once(plain(&clean_line(&row.name))).chain(posts).chain(cells).collect());
    }
    writeln!(out, "\n{}", table.title)?;
    write_columns(out, &lines)
}

fn write_confusion(out: &mut dyn Write, confusion: &Confusion) -> io::Result<()> {
    writeln!(out, "\nKinds: labelled in rows, read in columns")?;
    let mut lines = vec![std::iter::once("").chain(confusion.kinds).map(plain).collect::<Vec<String>>()];
    for (kind, counts) in confusion.kinds.iter().zip(confusion.counts) {
        lines.push(std::iter::once(plain(kind)).chain(counts.map(|count| count.to_string())).collect());
    }
    write_columns(out, &lines)
}

/// Writes each floor with its figure and how it stands.
pub(crate) fn write_floors(out: &mut dyn Write, report: &EvaluationReport) -> io::Result<()> {
    let mut lines = vec![["floor", "bound", "figure, interval, n", "standing"].map(str::to_owned).to_vec()];
    for verdict in &report.floors {
        let goal = match (verdict.floor.goal, verdict.goal_met) {
            (Some(goal), Some(true)) => format!(", goal {goal} met"),
            (Some(goal), _) => format!(", goal {goal} not yet met"),
            (None, _) => String::new(),
        };
        lines.push(vec![
            clean_line(&verdict.floor.title()).into_owned(),
            verdict.floor.bound(),
            verdict.measured.as_ref().map_or_else(|| "-".to_owned(), cell),
            format!("{}{goal}", verdict.standing.words()),
        ]);
    }
    write_columns(out, &lines)
}

/// Writes lines of cells, each column as wide as its widest cell.
fn write_columns(out: &mut dyn Write, lines: &[Vec<String>]) -> io::Result<()> {
    let columns = lines.iter().map(Vec::len).max().unwrap_or(0);
    let width_of = |column: usize| lines.iter().filter_map(|line| line.get(column)).map(|cell| width(cell)).max();
    let widths: Vec<usize> = (0..columns).map(|column| width_of(column).unwrap_or(0)).collect();
    for line in lines {
        let cells: Vec<String> = line.iter().zip(&widths).map(|(cell, width)| fit(cell, *width)).collect();
        writeln!(out, "{}", cells.join(GAP).trim_end())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let mut out = Vec::new();
        let lines = [vec!["a".to_owned(), "long".to_owned()], vec!["bbb".to_owned(), "c".to_owned()]];
        write_columns(&mut out, &lines).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "a    long\nbbb  c\n");
    }
}
