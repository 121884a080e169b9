use std::ffi::OsString;

use anyhow::Result;
use clap::{Args, ValueEnum};
use suar_detect::Reading;

use crate::cli::{CommonArguments, Outcome};
use crate::commands::weave::scan_with_weaving;
use crate::output::{Destination, OutputFormat, OutputRow, Paint, Sink, TableOptions, Target, create_sink};
use crate::pipeline::{InputArguments, for_each_post, is_worth_writing, outcome_of};
use crate::resources::parse_share;

/// What `suar scan` takes.
#[derive(Args, Clone, Debug)]
pub(crate) struct ScanArguments {
    #[command(flatten)]
    pub(crate) input: InputArguments,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    /// Calibrate the risk for this share of unsafe recruitment among the posts
    #[arg(long, value_name = "SHARE", value_parser = parse_share)]
    pub(crate) prior: Option<f64>,
    /// Add templates and networks (reads twice, through a temporary file)
    #[arg(long, overrides_with = "no_weave")]
    weave: bool,
    /// Don't add templates and networks (this is the default)
    #[arg(long, overrides_with = "weave")]
    no_weave: bool,
}

/// Where results go and in which form.
#[derive(Args, Clone, Debug)]
pub(crate) struct OutputArguments {
    /// The form of the results
    #[arg(long, value_enum, default_value_t = FormatArgument::Jsonl, value_name = "FORMAT")]
    pub(crate) format: FormatArgument,
    /// Write the results to this file [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<OsString>,
}

/// A form of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatArgument {
    /// One JSON object a line
    Jsonl,
    /// A flat table for spreadsheets
    Csv,
    /// A flat table in columns
    Parquet,
    /// A table for reading
    Table,
    /// A page for reading
    Html,
}

impl OutputArguments {
    /// Opens the place where rows go.
    pub(crate) fn create_sink(&self) -> Result<Box<dyn Sink>> {
        let format = match self.format {
            FormatArgument::Jsonl => OutputFormat::JsonLines,
            FormatArgument::Csv => OutputFormat::Csv,
            FormatArgument::Parquet => OutputFormat::Parquet,
            FormatArgument::Table | FormatArgument::Html => OutputFormat::Table,
        };
        let paint = if self.out.is_none() { Paint::of_stdout() } else { Paint::Plain };
        let options = TableOptions { paint, columns: None };
        Ok(create_sink(&self.destination(), format, options)?)
    }

    /// What makes rows of readings: flat columns only where they are written.
    pub(crate) fn row_maker(&self) -> fn(&Reading) -> Result<OutputRow> {
        match self.format {
            FormatArgument::Jsonl => json_row,
            _ => flat_row,
        }
    }

    pub(crate) fn destination(&self) -> Destination {
        Destination::from_argument(self.out.as_deref())
    }
}

/// Runs `suar scan`.
pub(crate) fn run(arguments: &ScanArguments, common: &CommonArguments) -> Result<Outcome> {
    arguments.input.check_targets(&[Target::out(arguments.output.out.as_deref())])?;
    if arguments.weave || arguments.output.format == FormatArgument::Html {
        return scan_with_weaving(arguments, common);
    }
    let detector = common.resources.load_detector(arguments.prior)?;
    let mut sink = arguments.output.create_sink()?;
    let row_of = arguments.output.row_maker();
    let mut taken = 0;
    let end = for_each_post(
        &arguments.input,
        common,
        |signal| row_of(&detector.read(&signal)),
        |rows| {
            taken += rows.len();
            for row in rows {
                sink.write(&row?)?;
            }
            Ok(())
        },
    );
    if is_worth_writing(&end, taken) {
        sink.finish()?;
    }
    Ok(outcome_of(&end?))
}

fn json_row(reading: &Reading) -> Result<OutputRow> {
    Ok(OutputRow::only_json(reading, serde_json::to_string(reading)?))
}

fn flat_row(reading: &Reading) -> Result<OutputRow> {
    Ok(OutputRow::new(reading, serde_json::to_string(reading)?))
}
