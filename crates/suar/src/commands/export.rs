use std::ffi::OsString;
use std::io::Write;

use anyhow::{Context, Result};
use clap::{Args, Subcommand, ValueEnum};
use suar_app::{App, Marking, write_csv};
use suar_signal::LeadId;

use crate::cli::{CommonArguments, Outcome};
use crate::data_folder::DataArguments;
use crate::output::{Destination, OutputFile};

/// What `suar export` takes.
#[derive(Args, Clone, Debug)]
pub(crate) struct ExportArguments {
    #[command(subcommand)]
    what: ExportCommand,
}

#[derive(Clone, Debug, Subcommand)]
enum ExportCommand {
    /// A lead with its posts, with a marking
    #[command(after_help = "Example: suar export lead ID --data data --format csv --tlp TLP:AMBER --out lead.csv")]
    Lead(LeadArguments),
}

#[derive(Args, Clone, Debug)]
struct LeadArguments {
    /// The id, from `suar list leads`
    #[arg(value_name = "ID", value_parser = parse_id)]
    id: LeadId,
    #[command(flatten)]
    data: DataArguments,
    /// The format
    #[arg(long, value_enum, default_value = "csv")]
    format: Format,
    /// How far it may go: clear, green, amber, amber+strict or red, also with TLP: before it
    #[arg(long, value_name = "MARKING", default_value = "TLP:AMBER", value_parser = parse_marking)]
    tlp: Marking,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<OsString>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// One row a post
    Csv,
}

fn parse_id(text: &str) -> Result<LeadId, String> {
    text.parse().map_err(|_| "not an id of a lead; see `suar list leads`".to_owned())
}

/// A marking as people type it.
fn parse_marking(text: &str) -> Result<Marking, String> {
    let typed = text.trim().to_uppercase();
    let label = if typed.starts_with("TLP:") { typed } else { format!("TLP:{typed}") };
    Marking::from_label(&label).ok_or_else(|| {
        let labels: Vec<&str> = Marking::ALL.into_iter().map(Marking::label).collect();
        format!("one of {}, in any case, also without TLP:", labels.join(", "))
    })
}

/// Runs `suar export`.
pub(crate) fn run(arguments: &ExportArguments, common: &CommonArguments) -> Result<Outcome> {
    let ExportCommand::Lead(arguments) = &arguments.what;
    let taken = arguments.data.run(common, async |app| {
        let taken = app.export_lead(&App::console(), arguments.id, arguments.tlp).await;
        taken.with_context(|| format!("cannot take out the lead {}", arguments.id))
    })?;
    let bytes = match arguments.format {
        Format::Csv => write_csv(&taken)?,
    };
    let destination = Destination::from_argument(arguments.out.as_deref());
    let mut out = OutputFile::create(&destination)?;
    out.write_all(&bytes).context("cannot write the lead")?;
    out.commit()?;
    Ok(Outcome::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markings_are_taken_as_people_type_them() {
        for marking in Marking::ALL {
            let label = marking.label();
            let bare = label.trim_start_matches("TLP:");
            for typed in [label.to_owned(), label.to_lowercase(), bare.to_owned(), bare.to_lowercase()] {
                assert_eq!(parse_marking(&typed), Ok(marking), "{typed}");
            }
        }
        let Err(said) = parse_marking("secret") else { unreachable!("no marking") };
        assert!(Marking::ALL.iter().all(|marking| said.contains(marking.label())), "{said}");
    }
}
