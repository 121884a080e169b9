use std::io::{Read, Write};

use anyhow::{Context, Result, bail};
use clap::Args;
use suar_signal::Signal;

use crate::cli::{CommonArguments, Outcome};
use crate::explanation::write_explanation;
use crate::output::{Destination, OutputFile, Paint};

/// What `suar check` takes.
#[derive(Args, Clone, Debug)]
pub(crate) struct CheckArguments {
    /// The text, or `-` for standard input
    #[arg(value_name = "TEXT")]
    text: String,
    /// Print the object of `suar scan` instead
    #[arg(long)]
    json: bool,
    /// No colours
    #[arg(long)]
    plain: bool,
}

/// The longest text that is explained.
const LONGEST_TEXT: u64 = 4 << 20;

/// Runs `suar check`.
pub(crate) fn run(arguments: &CheckArguments, common: &CommonArguments) -> Result<Outcome> {
    let text = if arguments.text == "-" { read_standard_input()? } else { arguments.text.clone() };
    let detector = common.resources.load_detector(None)?;
    let signal = Signal::new("check", text);
    let reading = detector.read(&signal);
    let mut out;
    let written = if arguments.json {
        out = OutputFile::create(&Destination::Stdout)?;
        serde_json::to_writer(&mut out, &reading).map_err(std::io::Error::from).and_then(|()| writeln!(out))
    } else {
        out = OutputFile::create_styled(&Destination::Stdout)?;
        let paint = if arguments.plain { Paint::Plain } else { Paint::of_stdout() };
        write_explanation(&mut out, &signal, &reading, paint)
    };
    written.context("cannot write to standard output")?;
    out.commit()?;
    Ok(Outcome::Done)
}

fn read_standard_input() -> Result<String> {
    let mut bytes = Vec::new();
    let mut input = std::io::stdin().lock().take(LONGEST_TEXT + 1);
    input.read_to_end(&mut bytes).context("cannot read standard input")?;
    if bytes.len() as u64 > LONGEST_TEXT {
        bail!("the text has more than {LONGEST_TEXT} bytes; `suar scan` reads files of many posts");
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
