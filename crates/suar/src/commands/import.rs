use std::ffi::OsString;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Args;
use suar_app::{App, ReadingHints, Received};
use suar_signal::ImportId;
use suar_store::{Import, ImportState, JobKind};
use tokio::io::AsyncReadExt;

use crate::cli::{CommonArguments, Outcome};
use crate::data_folder::DataArguments;
use crate::noun::{Noun, POSTS};
use crate::pipeline::say;

/// What `suar import` takes.
#[derive(Args, Clone, Debug)]
pub(crate) struct ImportArguments {
    #[command(flatten)]
    data: DataArguments,
    /// Files of posts
    #[arg(value_name = "FILE", required = true)]
    files: Vec<OsString>,
    /// The format, where it can't be told: jsonl, csv, tsv, parquet, telegram or whatsapp
    #[arg(long, value_name = "FORMAT")]
    input_format: Option<String>,
    /// Which columns hold what: text=title+body,id=nr; id=# numbers the rows
    #[arg(long, value_name = "MAP")]
    map: Option<String>,
}

/// Bytes that are handed on at a time.
const CHUNK_BYTES: usize = 256 << 10;
/// How often one asks how far a program that reads is.
const LOOK: Duration = Duration::from_millis(200);

/// Runs `suar import`.
pub(crate) fn run(arguments: &ImportArguments, common: &CommonArguments) -> Result<Outcome> {
    arguments.data.run_or_make(common, async |app| {
        let mut outcome = Outcome::Done;
        let hints = ReadingHints { format: arguments.input_format.clone(), map: arguments.map.clone() };
        let received = hand_in_all(&app, &arguments.files, &hints).await?;
        wait(&app, &received).await?;
        for (import, is_over) in received {
            let import = app.get_import(&App::console(), import).await?;
            outcome = worse(outcome, tell(&import, common.quiet || is_over));
        }
        Ok(outcome)
    })
}

/// Hands in files, in their order. Says of each import whether it was over before.
pub(crate) async fn hand_in_all(app: &App, files: &[OsString], hints: &ReadingHints) -> Result<Vec<(ImportId, bool)>> {
    let mut received = Vec::with_capacity(files.len());
    for file in files {
        let path = Path::new(file);
        let mut source =
            tokio::fs::File::open(path).await.with_context(|| format!("cannot open {}", path.display()))?;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let mut upload = app.begin_upload(&App::console(), &name, hints.clone()).await?;
        let mut chunk = vec![0; CHUNK_BYTES];
        loop {
            let length = source.read(&mut chunk).await.with_context(|| format!("cannot read {}", path.display()))?;
            let Some(bytes) = chunk.get(..length).filter(|bytes| !bytes.is_empty()) else { break };
            upload.write(bytes).await?;
        }
        let handed_in = match app.finish_upload(&App::console(), upload).await? {
            Received::New(id) => (id, false),
            Received::Known(id) => {
                let is_done = app.get_import(&App::console(), id).await?.state == ImportState::Done;
                let unchanged = if is_done { ": nothing has changed" } else { "" };
                say(&format!("{name}: brought in before as import {id}{unchanged}"));
                (id, is_done)
            }
        };
        received.push(handed_in);
    }
    Ok(received)
}

/// Works off what waits; where another program does so, waits until it has.
async fn wait(app: &App, imports: &[(ImportId, bool)]) -> Result<()> {
    if let Some(worker) = app.become_worker().await? {
        return Ok(worker.work_off().await?);
    }
    loop {
        let mut is_over = app.count_open_jobs(JobKind::Weave).await? == 0;
        for (id, _) in imports {
            let state = app.get_import(&App::console(), *id).await?.state;
            is_over &= !matches!(state, ImportState::Waiting | ImportState::Reading);
        }
        if is_over {
            return Ok(());
        }
        tokio::time::sleep(LOOK).await;
    }
}

fn tell(import: &Import, quiet: bool) -> Outcome {
    let progress = &import.progress;
    let known = Noun::same("known already");
    let rejected = Noun::same("rejected");
    if !quiet {
        say(&format!(
            "{}: {} added, {}, {}",
            import.file_name,
            POSTS.counted(progress.added),
            known.counted(progress.known),
            rejected.counted(progress.rejected)
        ));
    }
    if let Some(fault) = &import.fault {
        say(&format!("{}: {fault}", import.file_name));
    }
    match import.state {
        ImportState::Failed | ImportState::Stopped => Outcome::Failed,
        _ if progress.rejected > 0 => Outcome::SomeRejected,
        _ => Outcome::Done,
    }
}

fn worse(left: Outcome, right: Outcome) -> Outcome {
    match (left, right) {
        (Outcome::Failed, _) | (_, Outcome::Failed) => Outcome::Failed,
        (Outcome::SomeRejected, _) | (_, Outcome::SomeRejected) => Outcome::SomeRejected,
        _ => Outcome::Done,
    }
}
