use std::ffi::OsString;
use std::io::Write;

use anyhow::{Context, Result};
use clap::Args;
use serde::Serialize;
use suar_detect::Packs;
use suar_signal::Signal;
use suar_text::{fold, fold_in};

use crate::cli::{CommonArguments, Outcome};
use crate::output::{Destination, OutputFile, Target};
use crate::pipeline::{InputArguments, for_each_post, is_worth_writing, outcome_of};

/// What `suar fold` takes.
#[derive(Args, Clone, Debug)]
pub(crate) struct FoldArguments {
    #[command(flatten)]
    input: InputArguments,
    /// Write the folded texts to this file [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<OsString>,
}

/// One post as it is shown.
#[derive(Serialize)]
struct FoldedRow<'signal> {
    id: &'signal str,
    language: &'signal str,
    /// The words in order: disguise and slang undone.
    plain: String,
    /// Every disguise with the bytes of the original that it covers.
    disguises: Vec<DisguiseRow<'signal>>,
    /// The text as it was posted.
    text: &'signal str,
}

#[derive(Serialize)]
struct DisguiseRow<'signal> {
    kind: &'static str,
    span: suar_signal::Span,
    text: &'signal str,
}

/// Runs `suar fold`.
pub(crate) fn run(arguments: &FoldArguments, common: &CommonArguments) -> Result<Outcome> {
    arguments.input.check_targets(&[Target::out(arguments.out.as_deref())])?;
    let packs = common.resources.load_packs()?;
    let mut file = OutputFile::create(&Destination::from_argument(arguments.out.as_deref()))?;
    let mut taken = 0;
    let end = for_each_post(
        &arguments.input,
        common,
        |signal| fold_signal(&signal, &packs),
        |rows| {
            taken += rows.len();
            for row in rows {
                writeln!(file, "{}", row?).with_context(|| format!("cannot write to {}", file.name()))?;
            }
            Ok(())
        },
    );
    if is_worth_writing(&end, taken) {
        file.commit()?;
    }
    Ok(outcome_of(&end?))
}

/// A post folded as reading does it, as JSON on one line.
fn fold_signal(signal: &Signal, packs: &Packs) -> Result<String> {
    let folded = match signal.lang {
        Some(language) => fold_in(&signal.text, &packs.lexicon, language),
        None => fold(&signal.text, &packs.lexicon),
    };
    let language = folded.language();
    let disguises = folded.disguises().iter().map(|disguise| DisguiseRow {
        kind: disguise.kind.name(),
        span: disguise.span,
        text: disguise.span.slice(&signal.text).unwrap_or(""),
    });
    let row = FoldedRow {
        id: signal.id.as_str(),
        language: language.code(),
        plain: folded.plain_text(),
        disguises: disguises.collect(),
        text: &signal.text,
    };
    Ok(serde_json::to_string(&row)?)
}
