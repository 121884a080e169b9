//! What a form did, said on the page that follows it.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::query::AskedPairs;
use crate::frame::Frame;
use crate::site::Site;
use crate::trouble::Trouble;
use suar_app::Locale;

/// The address of a page that follows a form names what it did, and to how many things.
#[derive(Default)]
pub(crate) struct News {
    key: Option<String>,
    count: usize,
}

impl FromRequestParts<Site> for News {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Trouble> {
        let mut pairs = AskedPairs::from_request_parts(parts, site).await?;
        let key = pairs.take("kabar")?.map(|name| format!("news-{name}"));
        let count = pairs.take_parsed("jumlah")?.unwrap_or(0);
        pairs.end()?;
        // Every language has the same texts.
        let is_known = key.as_ref().is_none_or(|key| site.words(Locale::Indonesian).has(key));
        if is_known { Ok(Self { key, count }) } else { Err(Trouble::UnknownQuery) }
    }
}

impl News {
    pub(crate) fn say(&self, frame: &Frame) -> Option<String> {
        self.key.as_ref().map(|key| frame.words().count(key, self.count))
    }
}
