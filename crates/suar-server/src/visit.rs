use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::frame::Frame;
use crate::language;
use crate::protection::{AddressKey, Budget, FormContent, FormPurpose, Spending, TokenFault};
use crate::site::Site;
use crate::trouble::Trouble;
use suar_app::{Locale, ReturnCode};

/// Who asks, as far as a page has to know: in which language, and whether too often.
pub(crate) struct Visit {
    pub(crate) locale: Locale,
    site: Site,
    address: AddressKey,
}

impl FromRequestParts<Site> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Infallible> {
        let locale = language::of_request(&parts.uri, &parts.headers);
        let address = site.addresses().of_request(parts);
        Ok(Self { locale, site: site.clone(), address })
    }
}

impl Visit {
    /// The frame of a page that can be fetched at `here`.
    pub(crate) fn frame(&self, title_key: &str, here: impl Into<String>) -> Frame {
        Frame::new(&self.site, self.locale, title_key, here)
    }

    /// A new token for a form of the page.
    pub(crate) fn token(&self, purpose: FormPurpose) -> Result<String, Trouble> {
        Ok(self.site.tokens().issue(purpose, self.site.now(), self.site.entropy())?)
    }

    /// Opens a form with its token.
    pub(crate) fn redeem(&self, purpose: FormPurpose, token: &str) -> Result<(), TokenFault> {
        self.site.tokens().redeem(purpose, token, self.site.now())
    }

    /// Opens a form with its token for one content; gives the code of what it hands in.
    pub(crate) fn redeem_for(
        &self,
        purpose: FormPurpose,
        token: &str,
        content: &FormContent,
    ) -> Result<ReturnCode, TokenFault> {
        self.site.tokens().redeem_for(purpose, token, content, self.site.now())
    }

    /// Takes one from the address's budget.
    pub(crate) fn spend(&self, spending: Spending, budget: Budget) -> Result<(), Trouble> {
        self.site
            .budgets()
            .spend(spending, self.address, budget, self.site.now())
            .map_err(|retry_after_seconds| Trouble::TooOften { retry_after_seconds })
    }
}
