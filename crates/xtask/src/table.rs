//! Tables with a header row, as the data sets and some results come (RFC 4180), and
//! tables for a page of documentation.

use anyhow::{Context, Result};

/// A header and rows of equal or lesser length.
#[derive(Debug)]
pub(crate) struct Table {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Reads comma-separated values; the first record is the header, whose names are trimmed.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let mut records = records(text.strip_prefix('\u{feff}').unwrap_or(text)).into_iter();
        let header = records.next().context("the table is empty")?;
        Ok(Self { header: header.iter().map(|name| name.trim().to_owned()).collect(), rows: records.collect() })
    }

    /// The rows, each with its cells by column name.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| Row { header: &self.header, cells })
    }

    /// The same header with only the rows that `keep` wants, written out again.
    pub(crate) fn select(&self, keep: impl Fn(&Row) -> bool) -> (usize, String) {
        let mut kept = 0;
        let mut written = write_record(&self.header);
        for row in self.rows().filter(|row| keep(row)) {
            kept += 1;
            written.push_str(&write_record(row.cells));
        }
        (kept, written)
    }
}

/// One row of a table.
pub(crate) struct Row<'a> {
    header: &'a [String],
    cells: &'a [String],
}

impl<'a> Row<'a> {
    /// The cell of a column; empty where the row is short or the column unknown.
    pub(crate) fn get(&self, column: &str) -> &'a str {
        let place = self.header.iter().position(|name| name == column);
        place.and_then(|place| self.cells.get(place)).map_or("", String::as_str)
    }
}

fn records(text: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if quoted => quoted = false,
            _ if quoted => cell.push(letter),
            '"' if cell.is_empty() => quoted = true,
            ',' => record.push(std::mem::take(&mut cell)),
            '\r' if letters.peek() == Some(&'\n') => {}
            '\n' => {
                record.push(std::mem::take(&mut cell));
                records.push(std::mem::take(&mut record));
            }
            _ => cell.push(letter),
        }
    }
    if !cell.is_empty() || !record.is_empty() {
        record.push(cell);
        records.push(record);
    }
    records
}

fn write_record(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
    format!("{}\n", cells.join(","))
}

/// A Markdown table with padded columns, as it reads best in a terminal too.
pub(crate) fn markdown(header: &[&str], rows: &[Vec<String>]) -> String {
    let widths: Vec<usize> = header
        .iter()
        .enumerate()
        .map(|(column, name)| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            let widest = cells.map(|cell| cell.chars().count()).max().unwrap_or(0);
            widest.max(name.chars().count())
        })
        .collect();
    let line = |cells: &[String]| {
        let padded: Vec<String> = cells.iter().zip(&widths).map(|(cell, &width)| format!("{cell:width$}")).collect();
        format!("| {} |\n", padded.join(" | "))
    };
    let names: Vec<String> = header.iter().map(|&name| name.to_owned()).collect();
    let rule: Vec<String> = widths.iter().map(|&width| "-".repeat(width)).collect();
    let mut written = line(&names) + &line(&rule);
    for row in rows {
        written.push_str(&line(row));
    }
    written
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;

    #[test]
    fn quotes_commas_and_line_breaks_inside_cells_are_kept() {
        let table = Table::parse("id, text \n1,\"a, \"\"b\"\"\nc\"\r\n2,plain").unwrap();
        let texts: Vec<&str> = table.rows().map(|row| row.get("text")).collect();
        assert_eq!(texts, ["a, \"b\"\nc", "plain"]);
    }

    #[test]
    fn a_selection_reads_back_as_it_was() {
        let table = Table::parse("label,text\n0,\"one\"\"\n\"\n1,two\n").unwrap();
        let (kept, written) = table.select(|row| row.get("label") == "0");
        let again = Table::parse(&written).unwrap();
        assert_eq!(kept, 1);
        assert_eq!(again.rows().next().unwrap().get("text"), "one\"\n");
    }

    #[test]
    fn short_rows_and_unknown_columns_are_empty() {
        let table = Table::parse("a,b\n1\n").unwrap();
        let row = table.rows().next().unwrap();
        assert_eq!((row.get("b"), row.get("c")), ("", ""));
        assert!(Table::parse("").is_err());
    }

    #[test]
    fn columns_are_padded_to_their_widest_cell() {
        let written = markdown(&["set", "n"], &[vec!["judol".to_owned(), "7".to_owned()]]);
        assert_eq!(written, "| set   | n |\n| ----- | - |\n| judol | 7 |\n");
    }
}
