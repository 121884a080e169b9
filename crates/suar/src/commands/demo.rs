use std::ffi::OsString;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use clap::Args;
use rust_embed::RustEmbed;
use suar_app::{App, NewOfficer, ReadingHints};
use suar_policy::Role;

use super::import::hand_in_all;
use crate::cli::{CommonArguments, Outcome};
use crate::data_folder::DataArguments;
use crate::pipeline::say;
use crate::web::{self, ListenArguments};

/// Invented posts, as they are in the repository.
#[derive(RustEmbed)]
#[folder = "../../samples"]
#[include = "*.jsonl"]
#[include = "*.json"]
#[include = "*.csv"]
#[include = "*.txt"]
#[include = "*.parquet"]
#[exclude = "bad/*"]
struct Samples;

/// What `suar demo` takes.
#[derive(Args, Clone, Debug)]
pub(crate) struct DemoArguments {
    #[command(flatten)]
    data: DataArguments,
    #[command(flatten)]
    listen: ListenArguments,
    /// Fill the data folder and stop
    #[arg(long)]
    no_serve: bool,
}

/// The password of every officer of the demo. It is printed in every manual: a demo is never reached from
/// another machine.
const PASSWORD: &str = "suar-contoh-demo";

const OFFICERS: [(&str, &str, Role); 4] = [
    ("analis", "Analis Contoh", Role::Analyst),
    ("manajer", "Manajer Contoh", Role::Manager),
    ("admin", "Admin Contoh", Role::Administrator),
    ("auditor", "Auditor Contoh", Role::Auditor),
];

/// The file that tells a folder of the demo.
const MARK: &str = "demo";

/// Runs `suar demo`.
pub(crate) fn run(arguments: &DemoArguments, common: &CommonArguments) -> Result<Outcome> {
    if !arguments.listen.listen.ip().is_loopback() {
        bail!("a demo has a password that everybody knows: it is served on this machine only");
    }
    claim(&arguments.data.data)?;
    arguments.data.run_or_make(common, async |app| {
        seed(&app).await?;
        if arguments.no_serve {
            return Ok(());
        }
        let greeting = |address: &str| {
            say(address);
            say(&format!("officers sign in at {address}/masuk as analis, manajer, admin or auditor"));
            say(&format!("the password of each is {PASSWORD}"));
        };
        web::serve(app, &arguments.data, &arguments.listen, common, greeting).await
    })?;
    Ok(Outcome::Done)
}

/// Takes an empty folder, or one of an earlier demo; never one with data of people.
fn claim(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    if folder.join(MARK).try_exists()? {
        return Ok(());
    }
    if folder.read_dir()?.next().is_some() {
        bail!("{} is not empty and no folder of an earlier demo", folder.display());
    }
    std::fs::write(folder.join(MARK), "invented posts and officers\n").context("cannot write into the data folder")
}

async fn seed(app: &App) -> Result<()> {
    for (name, display_name, role) in OFFICERS {
        let officer = NewOfficer { name, display_name, role, region: None, password: PASSWORD };
        match app.add_officer_from_console(officer).await {
            Ok(_) | Err(suar_app::AppError::Invalid(suar_app::Fault::NameTaken)) => {}
            Err(fault) => return Err(fault.into()),
        }
    }
    let folder = tempfile::tempdir().context("cannot make a folder for the samples")?;
    let mut names: Vec<String> = Samples::iter().map(std::borrow::Cow::into_owned).collect();
    names.sort();
    for name in names {
        let sample = Samples::get(&name).with_context(|| format!("no sample {name}"))?;
        let path = folder.path().join(&name);
        std::fs::File::create(&path)?.write_all(&sample.data)?;
        hand_in_all(app, &[OsString::from(path)], &ReadingHints::default()).await?;
    }
    let Some(worker) = app.become_worker().await? else { bail!("another program works on this folder already") };
    Ok(worker.work_off().await?)
}
