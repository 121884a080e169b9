//! The text that the members of a cluster share, with marks where they differ.

use rustc_hash::FxHashMap;

use crate::align::{Aligner, Piece, pieces};
use crate::archive::Archive;
use crate::criterion::Criterion;
use crate::document::SlotKind;

/// Share of the aligned members that must have a word for it to be part of the text.
const WORD_SHARE: f32 = 0.6;

/// Share of the aligned members that must have a slot, or something in its place.
const SLOT_SHARE: f32 = 0.4;

/// A place of a template that its members fill differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateSlot {
    /// The mark in the consensus: the kind, with a number from the second on.
    pub name: String,
    /// What fills it.
    pub kind: SlotKind,
    /// How many different values were counted.
    pub distinct: u32,
    /// The most frequent values with the number of members that have them.
    pub values: Vec<(String, u32)>,
}

/// What alignment found.
#[derive(Debug, Default)]
pub(crate) struct Consensus {
    pub(crate) text: String,
    pub(crate) slots: Vec<TemplateSlot>,
    pub(crate) criterion: Criterion,
}

/// A stretch of the centre, as the members agree on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Word(u32),
    Slot(SlotKind),
    /// Not in the text: hardly any member but the centre has it.
    Nothing,
}

/// One column of the centre.
#[derive(Debug, Clone, Copy)]
struct Column {
    part: Part,
    ends_line: bool,
}

/// Builds consensus texts, reusing its memory.
#[derive(Debug)]
pub(crate) struct Builder<'a> {
    pub(crate) archive: &'a Archive,
    pub(crate) aligner: Aligner,
    pub(crate) aligned_members: usize,
    pub(crate) listed_values: usize,
}

impl Builder<'_> {
    /// Aligns `members`, or an even sample where there are many, to `centre`.
    pub(crate) fn build(&mut self, centre: u32, members: &[u32]) -> Consensus {
        let (centre, line_ends) = pieces(self.archive, centre);
        let step = members.len().div_ceil(self.aligned_members.max(1)).max(1);
        let rows: Vec<Row> = members
            .iter()
            .step_by(step)
            .map(|&member| {
                let (pieces, _) = pieces(self.archive, member);
                let places = self.aligner.align(&centre, &pieces);
                Row { pieces, places }
            })
            .collect();
        let columns = agree(&centre, &line_ends, &rows);
        let runs = slot_runs(&columns);
        let names = names_of(&runs);
        let slots = runs.iter().zip(&names);
        Consensus {
            slots: slots.map(|(run, name)| self.slot(run, name, &rows)).collect(),
            text: self.write(&columns, &runs, &names),
            criterion: judge(&columns, &rows, self.archive.symbols.len()),
        }
    }

    fn value_of(&self, run: &Run, row: &Row) -> Option<String> {
        let Row { pieces: other, places } = row;
        if run.kind != SlotKind::Free {
            let place = places.get(run.start).copied().flatten()?;
            let piece = other.get(place as usize)?;
            return matches!(piece, Piece::Slot(kind, _) if *kind == run.kind)
                .then(|| self.archive.symbols.text_of(piece.symbol()).to_owned());
        }
        let before = places.get(..run.start)?.iter().rev().find_map(|&place| place);
        let after = places.get(run.end..)?.iter().find_map(|&place| place);
        let start = before.map_or(0, |place| place as usize + 1);
        let end = after.map_or(other.len(), |place| place as usize);
        let between = other.get(start..end).filter(|between| !between.is_empty())?;
        let words = between.iter().take(MOST_VALUE_WORDS);
        let words: Vec<&str> = words.map(|piece| self.archive.symbols.text_of(piece.symbol())).collect();
        Some(words.join(" "))
    }

    fn write(&self, columns: &[Column], runs: &[Run], names: &[String]) -> String {
        let mut text = String::new();
        let mut marks = runs.iter().zip(names).peekable();
        for (position, column) in columns.iter().enumerate() {
            let mark = marks.next_if(|(run, _)| run.start == position);
            match (column.part, mark) {
                (Part::Word(symbol), _) => push_word(&mut text, self.archive.symbols.text_of(symbol)),
                (Part::Slot(_), Some((_, name))) => push_word(&mut text, &format!("{{{name}}}")),
                _ => {}
            }
            if column.ends_line && !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
        }
        text.truncate(text.trim_end().len());
        text
    }

    fn slot(&self, run: &Run, name: &str, rows: &[Row]) -> TemplateSlot {
        let mut counts: FxHashMap<String, u32> = FxHashMap::default();
        for value in rows.iter().filter_map(|row| self.value_of(run, row)) {
            *counts.entry(value).or_default() += 1;
        }
        let distinct = counts.len() as u32;
        let mut values: Vec<(String, u32)> = counts.into_iter().collect();
        values.sort_unstable_by(|left, right| right.1.cmp(&left.1).then(left.0.cmp(&right.0)));
        values.truncate(self.listed_values);
        TemplateSlot { name: name.to_owned(), kind: run.kind, distinct, values }
    }
}

/// A member with the places that its pieces take in the centre.
#[derive(Debug)]
struct Row {
    pieces: Vec<Piece>,
    places: Vec<Option<u32>>,
}

/// What the members have in each column.
fn agree(centre: &[Piece], line_ends: &[bool], rows: &[Row]) -> Vec<Column> {
    let mut counts = vec![(0_u32, 0_u32); centre.len()];
    for row in rows {
        for ((place, piece), (same, filled)) in row.places.iter().zip(centre).zip(&mut counts) {
            let found = place.and_then(|place| row.pieces.get(place as usize));
            *filled += u32::from(found.is_some());
            *same += u32::from(found.is_some_and(|found| piece.matches(*found)));
        }
    }
    let all = rows.len().max(1) as f32;
    let columns = centre.iter().zip(line_ends).zip(counts);
    columns
        .map(|((&piece, &ends_line), (same, filled))| Column {
            part: part_of(piece, same as f32 / all, filled as f32 / all),
            ends_line,
        })
        .collect()
}

fn judge(columns: &[Column], rows: &[Row], vocabulary: usize) -> Criterion {
    let kept = |column: &Column| match column.part {
        Part::Word(symbol) => Some(Piece::Word(symbol)),
        Part::Slot(kind) => Some(Piece::Slot(kind, 0)),
        Part::Nothing => None,
    };
    let text: Vec<Piece> = columns.iter().filter_map(kept).collect();
    let mut criterion = Criterion::of_template(&text, vocabulary);
    for row in rows {
        let places = row.places.iter().zip(columns);
        let places: Vec<Option<u32>> =
            places.filter(|(_, column)| column.part != Part::Nothing).map(|(place, _)| *place).collect();
        criterion.add_member(&text, &places, &row.pieces);
    }
    criterion
}

/// Words of a free value that are kept.
const MOST_VALUE_WORDS: usize = 8;

/// Neighbouring columns that make one slot.
#[derive(Debug)]
struct Run {
    kind: SlotKind,
    start: usize,
    end: usize,
}

fn part_of(piece: Piece, same: f32, filled: f32) -> Part {
    match piece {
        Piece::Word(symbol) if same >= WORD_SHARE => Part::Word(symbol),
        Piece::Slot(kind, _) if same >= SLOT_SHARE => Part::Slot(kind),
        _ if filled >= WORD_SHARE => Part::Slot(SlotKind::Free),
        _ => Part::Nothing,
    }
}

fn slot_runs(columns: &[Column]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut may_extend = false;
    for (position, column) in columns.iter().enumerate() {
        let Part::Slot(kind) = column.part else {
            may_extend &= column.part == Part::Nothing;
            continue;
        };
        match runs.last_mut() {
            Some(run) if may_extend && kind == SlotKind::Free && run.kind == kind => {
                run.end = position + 1;
            }
            _ => runs.push(Run { kind, start: position, end: position + 1 }),
        }
        may_extend = true;
    }
    runs
}

fn names_of(runs: &[Run]) -> Vec<String> {
    let mut seen: FxHashMap<SlotKind, u32> = FxHashMap::default();
    let name = |run: &Run| {
        let number = seen.entry(run.kind).or_default();
        *number += 1;
        match *number {
            1 => run.kind.name().to_owned(),
            number => format!("{}_{number}", run.kind.name()),
        }
    };
    runs.iter().map(name).collect()
}

fn push_word(text: &mut String, word: &str) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push(' ');
    }
    text.push_str(word);
}
