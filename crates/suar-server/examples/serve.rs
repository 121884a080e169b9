//! Serves the public pages on this machine, with the repository's packs and model, to look at
//! them: `cargo run -p suar-server --example serve`, then open <http://127.0.0.1:8080>. It keeps
//! reports only until it stops. `serve 0` takes a free port and says which; with `--behind-proxy` a
//! visitor's address is what `X-Forwarded-For` says.

#[path = "../tests/it/memory_desk.rs"]
mod memory_desk;
#[path = "../tests/it/repository.rs"]
mod repository;

use std::error::Error;
use std::net::SocketAddr;
use std::sync::Arc;

use jiff::Timestamp;
use suar_app::{App, AppParts, Clock, Entropy, Limits, SystemEntropy};
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
