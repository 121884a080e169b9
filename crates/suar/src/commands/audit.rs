use std::io::Write;

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use suar_app::Verified;
use suar_store::TrailState;

use crate::cli::{CommonArguments, Outcome};
use crate::data_folder::DataArguments;
use crate::output::{Destination, OutputFile};
use crate::pipeline::say;

/// What `suar audit` takes.
#[derive(Args, Clone, Debug)]
pub(crate) struct AuditArguments {
    #[command(subcommand)]
    command: AuditCommand,
}

#[derive(Clone, Debug, Subcommand)]
enum AuditCommand {
    /// Look for damage in the database, follow the trail from its first entry and say whether it is whole
    #[command(after_help = "Example: suar audit verify --data data")]
    Verify(VerifyArguments),
}

#[derive(Args, Clone, Debug)]
struct VerifyArguments {
    #[command(flatten)]
    data: DataArguments,
    /// The last hash as it was noted earlier: a trail that never ended with it was cut off since
    #[arg(long, value_name = "HASH", value_parser = parse_hash)]
    last: Option<[u8; 32]>,
}

fn parse_hash(text: &str) -> Result<[u8; 32], String> {
    let hash = blake3::Hash::from_hex(text.trim());
    hash.map(Into::into).map_err(|_| "the 64 letters and digits that `suar audit verify` printed".to_owned())
}

/// Runs `suar audit`.
pub(crate) fn run(arguments: &AuditArguments, common: &CommonArguments) -> Result<Outcome> {
    let AuditCommand::Verify(arguments) = &arguments.command;
    let noted = arguments.last.as_ref();
    let verified = arguments.data.run(common, async |app| Ok(app.verify_from_console(noted).await?))?;
    match verified {
        Verified::Trail(TrailState::Whole { entries, hash }) => {
            let mut out = OutputFile::create(&Destination::Stdout)?;
            writeln!(out, "whole: {entries} entries, last hash {hash}").context("cannot write to standard output")?;
            out.commit()?;
            if !common.quiet {
                say("note both outside of this machine: a trail that was cut off at its end looks whole too,");
                say("and only `suar audit verify --last HASH` with a hash noted earlier tells");
            }
            Ok(Outcome::Done)
        }
        Verified::Trail(TrailState::Broken { number }) => bail!("the audit trail is broken at entry {number}"),
        Verified::CutOff => bail!("no entry of the audit trail has the hash that was noted: its end was cut off"),
        Verified::Damaged(faults) => {
            bail!("the database is damaged, bring it back from a backup: {}", faults.join("; "))
        }
    }
}
