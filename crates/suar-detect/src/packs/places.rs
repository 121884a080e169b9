use suar_entity::{Gazetteer, GazetteerEntry, PlaceClass};
use suar_text::{Lexicon, TokenKind, fold};

use super::fault::has_extension;
use super::{PackFaults, PackFiles};

/// One row of `places/*.csv`.
#[derive(Debug, serde::Deserialize)]
pub(crate) struct PlaceRow {
    name: String,
    iso: String,
    class: String,
    parent: String,
    #[serde(rename = "hotspot")]
    hotspot_flag: u8,
    #[serde(rename = "ambiguous")]
    ambiguous_flag: u8,
    aliases: String,
    #[serde(skip)]
    pub(crate) hotspot: bool,
    #[serde(skip)]
    pub(crate) ambiguous: bool,
}

impl PlaceRow {
    /// Its name and its other names.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str())
            .chain(self.aliases.split(';').map(str::trim).filter(|alias| !alias.is_empty()))
    }
}

pub(crate) fn read_rows(files: &PackFiles, faults: &mut PackFaults) -> Vec<PlaceRow> {
    let mut rows = Vec::new();
    for (path, content) in files.iter().filter(|(path, _)| path.starts_with("places/") && has_extension(path, "csv")) {
        let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(content.as_bytes());
        for (number, row) in reader.deserialize::<PlaceRow>().enumerate() {
            match row {
                Ok(mut row) => {
                    row.hotspot = row.hotspot_flag == 1;
                    row.ambiguous = row.ambiguous_flag == 1;
                    if class_of(&row.class).is_none() {
                        faults.add(
                            path,
                            format!(
                                "row {}: `{}` is no class; use country, region, area, province, city or town",
                                number + 2,
                                row.class
                            ),
                        );
                    }
                    rows.push(row);
                }
                Err(error) => faults.add(path, format!("row {}: {error}", number + 2)),
            }
        }
    }
    rows
}

fn class_of(name: &str) -> Option<PlaceClass> {
    Some(match name {
        "country" => PlaceClass::Country,
        "region" | "area" => PlaceClass::Region,
        "province" => PlaceClass::Province,
        "city" => PlaceClass::City,
        "town" => PlaceClass::Town,
        _ => return None,
    })
}

pub(crate) fn build(rows: &[PlaceRow], lexicon: &Lexicon) -> Gazetteer {
    let mut gazetteer = Gazetteer::default();
    for row in rows {
        let country = if row.parent.is_empty() { &row.iso } else { &row.parent };
        let entry = GazetteerEntry {
            name: row.name.clone(),
            class: class_of(&row.class).unwrap_or(PlaceClass::Town),
            country: country.clone(),
            hotspot: row.hotspot,
            ambiguous: row.ambiguous,
        };
        let mut names: Vec<Vec<String>> =
            row.names().map(|name| folded_words(name, lexicon)).filter(|words| !words.is_empty()).collect();
        names.dedup();
        gazetteer.add(entry, &names);
    }
    gazetteer
}

/// The words of a name as the matcher sees them.
pub(crate) fn folded_words(name: &str, lexicon: &Lexicon) -> Vec<String> {
    let folded = fold(name, lexicon);
    let named = folded.tokens().iter().filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number));
    named.map(|token| folded.plain(token).to_owned()).collect()
}
