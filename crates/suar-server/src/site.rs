use std::sync::Arc;
use std::time::Duration;

use axum::http::HeaderName;
use jiff::Timestamp;
use suar_detect::Reading;
use suar_signal::Signal;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::contacts::HelpContacts;
use crate::office::FormKeys;
use crate::protection::{Addresses, Budget, Budgets, FormTokens, SecretKey};
use crate::texts::{Texts, TextsFault, Words};
use crate::trouble::Trouble;
use suar_app::Locale;
use suar_app::PublicDesk;
use suar_app::{App, Clock, Entropy};

/// What an operator may set; the defaults run on a bare machine.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Checks of an offer, by address.
    pub checks: Budget,
    /// Reports, by address.
    pub reports: Budget,
    /// Contests, by address.
    pub contests: Budget,
    /// Look-ups of a code, by address.
    pub look_ups: Budget,
    /// Attempts of officers to sign in, by address.
    pub sign_ins: Budget,
    /// Calls of a program, by token.
    pub api_calls: Budget,
    /// Calls without a token that holds, by address.
    pub unknown_tokens: Budget,
    /// Whether the site is reached over TLS alone, so that cookies may say so.
    pub is_secure: bool,
    /// Working days within which a contest is answered.
    pub contest_working_days: u8,
    /// Where the quick exit leads: a page about nothing in particular.
    pub quick_exit: String,
    /// The zone in which people read times.
    pub home_zone: HomeZone,
    /// The header in which a trusted proxy appends the visitor's address; without one, the
    /// address is that of the connection.
    pub trusted_proxy_header: Option<HeaderName>,
    /// How long a request may take.
    pub request_timeout: Duration,
    /// How long an upload may take: a bad line needs minutes.
    pub upload_timeout: Duration,
    /// How many texts are read at the same time.
    pub readings_at_once: usize,
    /// How many reports with files are taken in at the same time; each may hold 12 MiB.
    pub uploads_at_once: usize,
    /// How many visitors and used tokens are remembered.
    pub most_remembered: usize,
}

/// A zone as people call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HomeZone {
    /// Hours ahead of UTC.
    pub offset_hours: i8,
    /// Its short name.
    pub name: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            checks: Budget { burst: 120, per_hour: 7200 },
            reports: Budget { burst: 20, per_hour: 20 },
            contests: Budget { burst: 20, per_hour: 20 },
            look_ups: Budget { burst: 60, per_hour: 600 },
            sign_ins: Budget { burst: 30, per_hour: 120 },
            api_calls: Budget { burst: 600, per_hour: 36_000 },
            unknown_tokens: Budget { burst: 60, per_hour: 600 },
            is_secure: false,
            contest_working_days: 7,
            quick_exit: "https://www.bmkg.go.id/".to_owned(),
            home_zone: HomeZone { offset_hours: 7, name: "WIB".to_owned() },
            trusted_proxy_header: None,
            request_timeout: Duration::from_secs(30),
            upload_timeout: Duration::from_mins(10),
            readings_at_once: 8,
            uploads_at_once: 32,
            most_remembered: 200_000,
        }
    }
}

/// What a site is put together from.
pub struct SiteParts {
    /// The use cases.
    pub app: App,
    /// Keeps what the public hands in.
    pub desk: Arc<dyn PublicDesk>,
    /// Whom to call.
    pub contacts: HelpContacts,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub entropy: Arc<dyn Entropy>,
    /// The secret.
    pub key: SecretKey,
    /// What the operator set.
    pub settings: Settings,
}

/// All that pages work with; cheap to clone.
#[derive(Clone)]
pub struct Site(Arc<Inside>);

struct Inside {
    parts: SiteParts,
    texts: Texts,
    tokens: FormTokens,
    form_keys: FormKeys,
    budgets: Budgets,
    addresses: Addresses,
    reading: Semaphore,
    uploading: Semaphore,
}

impl Site {
    /// Puts a site together.
    ///
    /// # Errors
    /// When the built-in texts do not hold.
    pub fn new(parts: SiteParts) -> Result<Self, TextsFault> {
        let most = parts.settings.most_remembered;
        Ok(Self(Arc::new(Inside {
            texts: Texts::load()?,
            tokens: FormTokens::new(&parts.key, most),
            form_keys: FormKeys::new(&parts.key),
            budgets: Budgets::new(most),
            addresses: Addresses::new(&parts.key, parts.settings.trusted_proxy_header.clone()),
            reading: Semaphore::new(parts.settings.readings_at_once.max(1)),
            uploading: Semaphore::new(parts.settings.uploads_at_once.max(1)),
            parts,
        })))
    }

    /// Reads a text away from the threads that answer; so many at a time, the others wait.
    pub(crate) async fn read(&self, text: &str) -> Result<Reading, Trouble> {
        let turn = self.0.reading.acquire().await;
        let _turn = turn.map_err(|error| Trouble::Unavailable(error.to_string()))?;
        let detector = Arc::clone(self.0.parts.app.detector());
        let signal = Signal::new("check", text);
        let reading = tokio::task::spawn_blocking(move || detector.read(&signal)).await;
        reading.map_err(|_| Trouble::Internal("the detector stopped while it read a text".to_owned()))
    }

    /// A place to take a large form in. When all are taken the visitor is told to come back: many
    /// slow uploads must not fill the memory that checks need.
    pub(crate) fn upload_place(&self) -> Result<SemaphorePermit<'_>, Trouble> {
        let taken = "all places for uploads are taken".to_owned();
        self.0.uploading.try_acquire().map_err(|_| Trouble::Unavailable(taken))
    }

    pub(crate) fn app(&self) -> &App {
        &self.0.parts.app
    }

    pub(crate) fn form_keys(&self) -> &FormKeys {
        &self.0.form_keys
    }

    pub(crate) fn words(&self, locale: Locale) -> Words {
        self.0.texts.of(locale)
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.0.parts.clock.now()
    }

    pub(crate) fn entropy(&self) -> &dyn Entropy {
        self.0.parts.entropy.as_ref()
    }

    pub(crate) fn desk(&self) -> &dyn PublicDesk {
        self.0.parts.desk.as_ref()
    }

    /// Whom to call, with what administrators confirmed. Where that can't be asked the list is shown as it was
    /// shipped: nobody goes without a number because of us.
    pub(crate) async fn contacts(&self) -> HelpContacts {
        let confirmed = self.app().list_confirmed_contacts().await.unwrap_or_else(|fault| {
            tracing::error!(fault = %fault, "confirmed contacts could not be read");
            Vec::new()
        });
        let shipped = self.0.parts.contacts.clone();
        confirmed.iter().fold(shipped, |contacts, (id, day)| contacts.confirmed(id, *day))
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.0.parts.settings
    }

    pub(crate) fn tokens(&self) -> &FormTokens {
        &self.0.tokens
    }

    pub(crate) fn budgets(&self) -> &Budgets {
        &self.0.budgets
    }

    pub(crate) fn addresses(&self) -> &Addresses {
        &self.0.addresses
    }
}
