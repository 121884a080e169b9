//! Serving the site: where it listens, with which certificate, and how it stops.

mod certificate;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use axum_server::Handle;
use clap::Args;
use suar_app::{App, PublicDesk, SystemEntropy};
use suar_server::{HeaderName, HelpContacts, Settings, Site, SiteParts, router};

use crate::cli::CommonArguments;
use crate::data_folder::{DataArguments, system_clock};
use crate::pipeline::say;

/// How long a browser may take to say what it wants.
const HEADER_TIMEOUT: Duration = Duration::from_secs(20);
/// How long requests in hand may take when the program stops.
const FAREWELL: Duration = Duration::from_secs(10);

/// Where the site is served.
#[derive(Args, Clone, Debug)]
pub(crate) struct ListenArguments {
    /// The address to listen on; beyond this machine only when told so here
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    /// Encrypt, with a certificate of one's own; its fingerprint is printed
    #[arg(long)]
    pub(crate) tls: bool,
    /// The header in which one's own proxy appends the visitor's address, such as x-forwarded-for; only for a
    /// site that nobody reaches but through that proxy
    #[arg(long, value_name = "HEADER", value_parser = parse_header)]
    pub(crate) trusted_proxy_header: Option<HeaderName>,
}

fn parse_header(name: &str) -> Result<HeaderName, String> {
    name.to_ascii_lowercase().parse().map_err(|_| "a name of a header, such as x-forwarded-for".to_owned())
}

/// Serves the site until the program is told to stop, and works off what waits meanwhile.
pub(crate) async fn serve(
    app: App,
    data: &DataArguments,
    listen: &ListenArguments,
    common: &CommonArguments,
    greeting: impl FnOnce(&str),
) -> Result<()> {
    start_log();
    let site = Site::new(SiteParts {
        app: app.clone(),
        desk: Arc::new(app.clone()) as Arc<dyn PublicDesk>,
        contacts: contacts(common)?,
        clock: system_clock(),
        entropy: Arc::new(SystemEntropy),
        key: data.secret_key()?,
        settings: Settings {
            is_secure: listen.tls,
            trusted_proxy_header: listen.trusted_proxy_header.clone(),
            ..Settings::default()
        },
    })?;
    let Some(worker) = app.become_worker().await? else {
        bail!("another program works on {} already; stop it first", data.data.display());
    };
    let listener = std::net::TcpListener::bind(listen.listen);
    let listener = listener.with_context(|| format!("cannot listen on {}", listen.listen))?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    warn_beyond_this_machine(&address, listen.tls);
    let scheme = if listen.tls { "https" } else { "http" };
    greeting(&format!("{scheme}://{address}"));
    let handle = Handle::new();
    tokio::spawn(stop_when_told(handle.clone()));
    let working = tokio::spawn(async move { worker.work().await });
    let service = router(site).into_make_service_with_connect_info::<SocketAddr>();
    let served = if listen.tls {
        let mut server = axum_server::from_tcp_rustls(listener, certificate::load(data).await?)?.handle(handle);
        limit(server.http_builder());
        server.serve(service).await
    } else {
        let mut server = axum_server::from_tcp(listener)?.handle(handle);
        limit(server.http_builder());
        server.serve(service).await
    };
    working.abort();
    // What it was about to keep is undone before the database closes.
    drop(working.await);
    served.context("the server stopped")
}

/// Slow senders of headers hold no place.
fn limit(builder: &mut hyper_util::server::conn::auto::Builder<hyper_util::rt::TokioExecutor>) {
    builder.http1().timer(hyper_util::rt::TokioTimer::new()).header_read_timeout(HEADER_TIMEOUT);
}

fn warn_beyond_this_machine(address: &SocketAddr, is_encrypted: bool) {
    if !address.ip().is_loopback() && !is_encrypted {
        say("warning: others can reach this address, and nothing is encrypted: use --tls, or a proxy that encrypts");
    }
}

async fn stop_when_told(handle: Handle<SocketAddr>) {
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated => {}
    }
    handle.graceful_shutdown(Some(FAREWELL));
}

/// Faults go to standard error; no text, name, number or address of a visitor is ever logged.
fn start_log() {
    // A second start in one program (tests) keeps the first log.
    drop(
        tracing_subscriber::fmt()
            .with_writer(std::io::stderr)
            .with_max_level(tracing_subscriber::filter::LevelFilter::WARN)
            .try_init(),
    );
}

fn contacts(common: &CommonArguments) -> Result<HelpContacts> {
    let files = common.resources.pack_files()?;
    let list = files.get("help_contacts.csv").context("the packs have no help_contacts.csv")?;
    Ok(HelpContacts::parse(list)?)
}
