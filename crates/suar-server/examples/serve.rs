//! Serves the pages on this machine, with the repository's packs, model and samples, to look at
//! them: `cargo run -p suar-server --example serve`, then open <http://127.0.0.1:8080>. Officers sign in
//! as `analis`, `manajer` or `auditor`, password `suar-contoh-demo`. It keeps reports only until it stops.
//! `serve 0` takes a free port and says which; with `--behind-proxy` a visitor's address is what
//! `X-Forwarded-For` says.

#[path = "../tests/it/memory_desk.rs"]
mod memory_desk;
#[path = "../tests/it/repository.rs"]
mod repository;

use std::error::Error;
use std::net::SocketAddr;
use std::sync::Arc;

use jiff::Timestamp;
use suar_app::{App, AppError, AppParts, Clock, Entropy, Fault, Limits, NewOfficer, ReadingHints, SystemEntropy};
use suar_policy::{Actor, Role};
use suar_server::{SecretKey, Settings, Site, SiteParts, router};

struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "an example is a program: it brings the clock")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

fn read_arguments() -> Result<(u16, Settings), Box<dyn Error>> {
    let mut settings = Settings::default();
    let mut port = 8080;
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--behind-proxy" => settings.trusted_proxy_header = Some("x-forwarded-for".parse()?),
            number => port = number.parse()?,
        }
    }
    Ok((port, settings))
}

#[tokio::main]
#[expect(clippy::print_stderr, reason = "says where to look")]
async fn main() -> Result<(), Box<dyn Error>> {
    let (port, settings) = read_arguments()?;
    let mut key = [0; 32];
    SystemEntropy.fill(&mut key)?;
    let entropy: Arc<dyn Entropy> = Arc::new(SystemEntropy);
    let folder = std::env::temp_dir().join("suar-serve-example");
    let app = App::open(AppParts {
        folder,
        detector: Arc::new(repository::detector()?),
        clock: Arc::new(SystemClock),
        entropy: Arc::clone(&entropy),
        limits: Limits::default(),
    });
    let app = app.await?;
    seed(&app).await?;
    if let Some(worker) = app.become_worker().await? {
        tokio::spawn(async move { worker.work().await });
    }
    let site = Site::new(SiteParts {
        app,
        desk: Arc::new(memory_desk::MemoryDesk::new(Arc::clone(&entropy))),
        contacts: repository::contacts()?,
        clock: Arc::new(SystemClock),
        entropy,
        key: SecretKey::new(key),
        settings,
    })?;
    let listener = tokio::net::TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], port))).await?;
    eprintln!("http://{}", listener.local_addr()?);
    let service = router(site).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).await?;
    Ok(())
}

/// Officers of the example, and the samples of the repository.
async fn seed(app: &App) -> Result<(), Box<dyn Error>> {
    for (name, role) in [("analis", Role::Analyst), ("manajer", Role::Manager), ("auditor", Role::Auditor)] {
        let new = NewOfficer { name, display_name: name, role, region: None, password: "suar-contoh-demo" };
        match app.add_officer_from_console(new).await {
            Ok(_) | Err(AppError::Invalid(Fault::NameTaken)) => {}
            Err(fault) => return Err(fault.into()),
        }
    }
    for name in ["facebook_groups.jsonl", "telegram_result.json", "comments.csv", "whatsapp_chat.txt"] {
        let bytes = std::fs::read(repository::root().join("samples").join(name))?;
        let mut upload = app.begin_upload_from_console(name, ReadingHints::default()).await?;
        upload.write(&bytes).await?;
        app.finish_upload(&Actor::public(), upload).await?;
    }
    Ok(())
}
