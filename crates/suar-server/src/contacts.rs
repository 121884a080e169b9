//! Whom to call. Only rows of the list with source and date are ever shown; a row without a
//! number shows none.

use jiff::civil::Date;
use serde::Deserialize;

/// All help contacts, in the order of the list.
#[derive(Clone, Debug, Default)]
pub struct HelpContacts(Vec<HelpContact>);

/// One row of the list.
#[derive(Clone, Debug, Deserialize)]
pub struct HelpContact {
    /// A short name; the texts know its words by it.
    pub id: String,
    /// Whose line it is.
    pub institution: String,
    /// For whom.
    pub for_whom: String,
    /// `phone`, `whatsapp`, `web` or `directory`.
    pub channel: String,
    /// The number, if one was read.
    pub value: String,
    /// When somebody answers.
    pub hours: String,
    /// The address it was read at.
    pub source: String,
    /// When that was written; a day, a month or a year.
    pub source_date: String,
    /// The day on which the administrator confirmed it.
    #[serde(skip)]
    pub confirmed: Option<Date>,
}

/// A list of help contacts that can't be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read the list of help contacts")]
pub struct ContactsFault(#[from] csv::Error);

impl HelpContacts {
    /// Reads the list.
    ///
    /// # Errors
    /// When a row or a column is missing.
    pub fn parse(list: &str) -> Result<Self, ContactsFault> {
        let mut reader = csv::Reader::from_reader(list.as_bytes());
        Ok(Self(reader.deserialize().collect::<Result<_, _>>()?))
    }

    /// The same list, with one row confirmed by the administrator.
    #[must_use]
    pub fn confirmed(mut self, id: &str, day: Date) -> Self {
        for contact in self.0.iter_mut().filter(|contact| contact.id == id) {
            contact.confirmed = Some(day);
        }
        self
    }

    pub(crate) fn all(&self) -> &[HelpContact] {
        &self.0
    }
}

impl HelpContact {
    /// The number as a telephone dials it; only a telephone number is one.
    pub(crate) fn number(&self) -> Option<&str> {
        let is_dialled = matches!(self.channel.as_str(), "phone" | "whatsapp");
        let looks_like = |value: &str| {
            (3..=16).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'+')
        };
        (is_dialled && looks_like(&self.value)).then_some(self.value.as_str())
    }

    /// The host of the source, for people to recognise.
    pub(crate) fn source_host(&self) -> Option<&str> {
        let rest = self.source.strip_prefix("https://")?;
        let host = rest.split('/').next()?;
        Some(host.strip_prefix("www.").unwrap_or(host))
    }
}
