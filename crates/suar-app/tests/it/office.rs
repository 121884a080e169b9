//! An office with invented officers, a clock that tests move, and chance that repeats.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex};

use jiff::Timestamp;
use suar_app::{
    App, AppParts, Clock, Entropy, LeadSearch, Limits, NewOfficer, NoEntropy, ReadingHints, Received, SignIn, SignedIn,
};
use suar_detect::Detector;
use suar_policy::{Actor, Role};
use suar_store::Lead;
use tempfile::TempDir;

use crate::shipped;

static DETECTOR: LazyLock<Arc<Detector>> = LazyLock::new(|| Arc::new(shipped::detector().unwrap()));

/// Tuesday, 24 November 2026, 15.00 in Jakarta.
const START: i64 = 1_795_507_200;
pub(crate) const PASSWORD: &str = "kopi tubruk pagi";

pub(crate) struct StandingClock(AtomicI64);

impl Clock for StandingClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(self.0.load(Ordering::Relaxed)).unwrap()
    }
}

/// What happens while somebody draws from chance: once.
type Meanwhile = Box<dyn FnOnce() + Send>;

struct CountingEntropy {
    count: AtomicU64,
    meanwhile: Mutex<Option<Meanwhile>>,
}

impl Entropy for CountingEntropy {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy> {
        let meanwhile = self.meanwhile.lock().unwrap().take();
        if let Some(meanwhile) = meanwhile {
            meanwhile();
        }
        let seed = self.count.fetch_add(1, Ordering::Relaxed);
        blake3::Hasher::new().update(&seed.to_le_bytes()).finalize_xof().fill(bytes);
        Ok(())
    }
}

pub(crate) struct Office {
    pub(crate) app: App,
    pub(crate) folder: TempDir,
    clock: Arc<StandingClock>,
    entropy: Arc<CountingEntropy>,
}

impl Office {
    pub(crate) async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(StandingClock(AtomicI64::new(START)));
        let entropy = Arc::new(CountingEntropy { count: AtomicU64::new(0), meanwhile: Mutex::default() });
        let app = App::open(AppParts {
            folder: folder.path().to_owned(),
            detector: Arc::clone(&DETECTOR),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            entropy: Arc::clone(&entropy) as Arc<dyn Entropy>,
            limits: Limits { file_bytes: 1 << 20, ..Limits::default() },
        });
        Self { app: app.await.unwrap(), folder, clock, entropy }
    }

    /// Lets something happen in the middle of what comes next: when it draws from chance.
    pub(crate) fn meanwhile(&self, act: impl Future<Output = ()> + Send + 'static) {
        let runtime = tokio::runtime::Handle::current();
        let happen = move || tokio::task::block_in_place(|| runtime.block_on(act));
        *self.entropy.meanwhile.lock().unwrap() = Some(Box::new(happen));
    }

    pub(crate) fn wait(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds, Ordering::Relaxed);
    }

    pub(crate) async fn hire(&self, name: &str, role: Role, region: Option<&str>) -> SignedIn {
        let officer = NewOfficer { name, display_name: name, role, region, password: PASSWORD };
        self.app.add_officer_from_console(officer).await.unwrap();
        let SignIn::Welcome(who, _) = self.app.sign_in(name, PASSWORD, "tes").await.unwrap() else {
            unreachable!("the password is right")
        };
        *who
    }

    pub(crate) async fn hand_in(&self, name: &str, content: &str) -> Received {
        let mut upload = self.app.begin_upload(&App::console(), name, ReadingHints::default()).await.unwrap();
        upload.write(content.as_bytes()).await.unwrap();
        self.app.finish_upload(&App::console(), upload).await.unwrap()
    }

    /// Hands in posts and works until they are leads.
    pub(crate) async fn bring_in(&self, name: &str, content: &str) {
        self.hand_in(name, content).await;
        self.work().await;
    }

    pub(crate) async fn work(&self) {
        self.app.become_worker().await.unwrap().unwrap().work_off().await.unwrap();
    }

    pub(crate) async fn leads(&self, actor: &Actor) -> Vec<Lead> {
        self.app.list_leads(actor, &LeadSearch { most: 100, ..LeadSearch::default() }).await.unwrap().leads
    }
}

/// Posts of one invented recruiter: a template in several towns, with one number, and a post of another
/// wording with the same number.
pub(crate) fn lures(first: usize, count: usize, region: &str) -> String {
    let towns = ["Poipet", "Bavet", "Sihanoukville", "Myawaddy"];
    (first..first + count)
        .map(|number| {
            let town = towns.get(number % towns.len()).unwrap();
            let text = format!(
                "DIBUTUHKAN admin chat untuk {town}, gaji {} juta, tanpa pengalaman, tiket dan paspor ditanggung, \
                 berangkat minggu ini, minat WA +6281200001234 nomor {number}",
                12 + number % 4
            );
            line(&format!("lure-{number}"), &text, region)
        })
        .collect()
}

pub(crate) fn line(id: &str, text: &str, region: &str) -> String {
    let post = serde_json::json!({
        "id": id, "text": text, "time": "2026-11-23T08:00:00Z", "channel": "grup contoh", "region": region,
    });
    format!("{post}\n")
}
