//! The data folder of an installation, opened for one command.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::Args;
use jiff::Timestamp;
use suar_app::{App, AppParts, AppResult, Clock, Entropy, Limits, SystemEntropy};
use suar_server::SecretKey;

use crate::cli::CommonArguments;
use crate::pipeline::say;

/// Which data folder.
#[derive(Args, Clone, Debug)]
pub(crate) struct DataArguments {
    /// The data folder
    #[arg(long, value_name = "DIR", env = "SUAR_DATA")]
    pub(crate) data: PathBuf,
}

/// The clock of the machine.
struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the binary brings the clock")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// The clock of the machine, for whoever takes one.
pub(crate) fn system_clock() -> Arc<dyn Clock> {
    Arc::new(SystemClock)
}

impl DataArguments {
    /// Opens a folder that is there and runs the work on it; closes it afterwards in any case.
    pub(crate) fn run<T>(&self, common: &CommonArguments, work: impl AsyncFnOnce(App) -> Result<T>) -> Result<T> {
        self.run_opened(common, App::open_existing, work)
    }

    /// The same for work that a new place may begin with: makes the folder where nothing was kept before.
    pub(crate) fn run_or_make<T>(
        &self,
        common: &CommonArguments,
        work: impl AsyncFnOnce(App) -> Result<T>,
    ) -> Result<T> {
        self.run_opened(common, App::open, work)
    }

    fn run_opened<T>(
        &self,
        common: &CommonArguments,
        open: impl AsyncFnOnce(AppParts) -> AppResult<App>,
        work: impl AsyncFnOnce(App) -> Result<T>,
    ) -> Result<T> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
        let runtime = runtime.context("cannot start the threads")?;
        let detector = Arc::new(common.resources.load_detector(None)?);
        let parts = AppParts {
            folder: self.data.clone(),
            detector,
            clock: system_clock(),
            entropy: Arc::new(SystemEntropy),
            limits: Limits::default(),
        };
        let worked = runtime.block_on(async {
            let app = open(parts).await;
            let app = app.with_context(|| format!("cannot open the data folder {}", self.data.display()))?;
            if app.is_new() && !common.quiet {
                say(&format!("made a new data folder at {}", self.data.display()));
            }
            let worked = work(app.clone()).await;
            app.close().await;
            worked
        });
        // A thread that still reads a post has nowhere to keep it: nobody waits for it.
        runtime.shutdown_background();
        worked
    }

    /// The secret of the installation, made when it is first asked for.
    pub(crate) fn secret_key(&self) -> Result<SecretKey> {
        let path = self.data.join("secret.key");
        match std::fs::read(&path) {
            Ok(bytes) => {
                let bytes = bytes.try_into().ok();
                Ok(SecretKey::new(bytes.with_context(|| format!("{} is no key of 32 bytes", path.display()))?))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let mut bytes = [0; 32];
                SystemEntropy.fill(&mut bytes)?;
                write_private(&path, &bytes)?;
                Ok(SecretKey::new(bytes))
            }
            Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
        }
    }
}

/// Writes a file that only its owner can read. It is there whole, or not at all.
pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    let mut file = tempfile::Builder::new().tempfile_in(folder).context("cannot write into the data folder")?;
    std::io::Write::write_all(&mut file, bytes).context("cannot write into the data folder")?;
    file.as_file().sync_all().context("cannot write into the data folder")?;
    file.persist(path).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(())
}
