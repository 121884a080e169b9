use std::ops::Deref;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use suar_app::{Secret, SignedIn};
use suar_policy::{Action, Actor, may_ever};

use crate::frame::{Frame, MenuItem};
use crate::protection::SecretKey;
use crate::site::Site;
use crate::size::whole;
use crate::trouble::Trouble;
use crate::visit::Visit;

/// An officer who asks for a page that the table of rules lets them ask for.
pub(crate) struct OfficerVisit {
    pub(crate) who: SignedIn,
    visit: Visit,
    site: Site,
    secret: Secret,
}

impl FromRequestParts<Site> for OfficerVisit {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Trouble> {
        Self::of_parts(parts, site).await
    }
}

impl OfficerVisit {
    pub(crate) async fn of_parts(parts: &mut Parts, site: &Site) -> Result<Self, Trouble> {
        let Ok(visit) = Visit::from_request_parts(parts, site).await;
        // The guard of the route put it there; a route without a guard is a fault of ours.
        let known = parts.extensions.get::<(SignedIn, Secret)>().cloned();
        let (who, secret) = known.ok_or_else(|| Trouble::Internal("a route for officers has no guard".to_owned()))?;
        Ok(Self { who, visit, site: site.clone(), secret })
    }

    /// As whom the policy knows the officer.
    pub(crate) fn actor(&self) -> &Actor {
        &self.who.actor
    }

    /// The frame of a page for officers that can be fetched at `here`, with their menu.
    pub(crate) async fn frame(&self, title_key: &str, here: impl Into<String>) -> Result<Frame, Trouble> {
        let waiting = self.site.app().count_waiting(self.actor()).await?;
        let mut frame = self.visit.frame(title_key, here);
        let words = frame.words();
        let item = |action: Action, path: &'static str, key: &'static str, count: Option<u64>| {
            let count = count.filter(|count| *count > 0).map(|count| words.number(whole(count)));
            may_ever(self.actor(), action).then_some(MenuItem { path, key, count })
        };
        let items = [
            item(Action::ReadLead, "/temuan", "menu-leads", Some(waiting.leads)),
            item(Action::ReadImport, "/impor", "menu-imports", None),
            item(Action::ReadReport, "/laporan", "menu-reports", Some(waiting.reports)),
            item(Action::AnswerContest, "/sanggahan", "menu-contests", Some(waiting.contests)),
            item(Action::KeepOfficers, "/petugas", "menu-officers", None),
            item(Action::ConfirmContact, "/kontak", "menu-contacts", None),
            item(Action::ReadAudit, "/jejak", "menu-audit", None),
            item(Action::KeepOwnAccount, "/akun", "menu-account", None),
        ];
        frame.menu = items.into_iter().flatten().collect();
        frame.officer_name.clone_from(&self.who.officer.display_name);
        frame.form_key = self.form_key();
        Ok(frame)
    }

    /// What the hidden field of every form of this session holds.
    pub(crate) fn form_key(&self) -> String {
        self.site.form_keys().of(&self.secret)
    }

    /// Goes on when a form carries the key of this session.
    pub(crate) fn check_key(&self, key: &str) -> Result<(), Trouble> {
        if self.site.form_keys().fits(&self.secret, key) { Ok(()) } else { Err(Trouble::Forbidden) }
    }
}

/// Language and budgets are those of any visit.
impl Deref for OfficerVisit {
    type Target = Visit;

    fn deref(&self) -> &Visit {
        &self.visit
    }
}

/// Keys that tie forms to sessions; nothing is kept for them.
pub(crate) struct FormKeys([u8; 32]);

impl FormKeys {
    pub(crate) fn new(key: &SecretKey) -> Self {
        Self(key.derive("suar keys of officers' forms v1"))
    }

    fn hash(&self, secret: &Secret) -> blake3::Hash {
        blake3::keyed_hash(&self.0, secret.reveal().as_bytes())
    }

    pub(crate) fn of(&self, secret: &Secret) -> String {
        self.hash(secret).to_hex().to_string()
    }

    /// Compared in constant time.
    fn fits(&self, secret: &Secret, key: &str) -> bool {
        blake3::Hash::from_hex(key).is_ok_and(|key| key == self.hash(secret))
    }
}
