//! Any request to the site, by nobody, by a signed-in officer, or with a token.

use std::sync::{Arc, LazyLock, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, Uri};
use jiff::Timestamp;
use suar_app::{App, AppParts, Clock, Entropy, Limits, NewOfficer, NewToken, Secret, SignIn, SystemEntropy};
use suar_policy::{Action, Role};
use suar_server::{Budget, HelpContacts, SecretKey, Settings, Site, SiteParts, router};
use tokio::runtime::Runtime;
use tower::ServiceExt;

use crate::texts::{detector, repository};

/// What a request may hold; the server itself has bounds of its own.
const MOST_BYTES: usize = 64 << 10;
const PASSWORD: &str = "suar-contoh-demo";

struct Served {
    runtime: Runtime,
    router: Router,
    session: Secret,
    token: Secret,
    _folder: tempfile::TempDir,
}

static SERVED: LazyLock<Mutex<Served>> = LazyLock::new(|| Mutex::new(serve()));

struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

fn serve() -> Served {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("threads");
    let folder = tempfile::tempdir().expect("a folder");
    let app = runtime.block_on(App::open(AppParts {
        folder: folder.path().to_owned(),
        detector: detector(),
        clock: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
        limits: Limits { file_bytes: 1 << 20, ..Limits::default() },
    }));
    let app = app.expect("a data folder opens");
    let (session, token) = runtime.block_on(hire(&app));
    let contacts = std::fs::read_to_string(repository("packs/help_contacts.csv")).expect("a list of contacts");
    let site = Site::new(SiteParts {
        app: app.clone(),
        desk: Arc::new(app),
        contacts: HelpContacts::parse(&contacts).expect("the list of contacts holds"),
        clock: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy) as Arc<dyn Entropy>,
        key: SecretKey::new([9; 32]),
        settings: endless(),
    });
    Served { runtime, router: router(site.expect("the texts hold")), session, token, _folder: folder }
}

/// Budgets that a fuzzer does not use up.
fn endless() -> Settings {
    let much = Budget { burst: u32::MAX, per_hour: u32::MAX };
    Settings { checks: much, reports: much, contests: much, look_ups: much, sign_ins: much, ..Settings::default() }
}

async fn hire(app: &App) -> (Secret, Secret) {
    let officer =
        NewOfficer { name: "manajer", display_name: "Manajer", role: Role::Manager, region: None, password: PASSWORD };
    app.add_officer_from_console(officer).await.expect("an officer");
    let SignIn::Welcome(_, session) = app.sign_in("manajer", PASSWORD, "fuzz").await.expect("a sign-in") else {
        panic!("the password is right");
    };
    let may = |action: &Action| suar_policy::RULES.iter().any(|rule| rule.role == Role::Manager && rule.action == *action);
    let actions: Vec<Action> =
        Action::ALL.into_iter().filter(may).filter(|action| *action != Action::KeepOwnTokens).collect();
    let made = app.make_token_from_console("manajer", NewToken { name: "fuzz", actions: &actions, days: 365 }).await;
    (session, made.expect("a token").1)
}

/// Sends a request made of any bytes: a line with method and address, lines of headers, an empty line, the
/// body. The first byte says who asks. No request may make the server fail.
pub fn send_and_look(data: &[u8]) {
    let Some((who, rest)) = data.split_first() else { return };
    if rest.len() > MOST_BYTES {
        return;
    }
    let served = SERVED.lock().expect("one request at a time");
    let Some(request) = request_of(*who, rest, &served) else { return };
    let shown = format!("{} {}", request.method(), request.uri());
    let response = served.runtime.block_on(served.router.clone().oneshot(request)).expect("a router always answers");
    assert!(response.status().as_u16() < 500, "{shown} answered {}", response.status());
}

fn request_of(who: u8, rest: &[u8], served: &Served) -> Option<Request<Body>> {
    let (head, body) = split_at(rest, b"\n\n").unwrap_or((rest, b""));
    let head = std::str::from_utf8(head).ok()?;
    let mut lines = head.lines();
    let (method, uri) = lines.next()?.split_once(' ')?;
    let mut request = Request::builder().method(method.parse::<Method>().ok()?).uri(uri.parse::<Uri>().ok()?);
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        request = request.header(name, value);
    }
    request = match who % 3 {
        0 => request,
        1 => request.header("cookie", format!("suar-session={}", served.session.reveal())),
        _ => request.header("authorization", format!("Bearer {}", served.token.reveal())),
    };
    let mut request = request.body(Body::from(body.to_vec())).ok()?;
    request.extensions_mut().insert(ConnectInfo(std::net::SocketAddr::from(([192, 0, 2, 1], 4711))));
    Some(request)
}

fn split_at<'a>(bytes: &'a [u8], mark: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let place = bytes.windows(mark.len()).position(|window| window == mark)?;
    Some((&bytes[..place], &bytes[place + mark.len()..]))
}
