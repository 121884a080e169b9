//! Ids of what the program keeps: they sort by the time at which they were made.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::{Builder, Uuid};

/// A text that is no id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnId;

impl fmt::Display for NotAnId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("not an id")
    }
}

impl std::error::Error for NotAnId {}

macro_rules! id {
    ($($(#[$about:meta])+ $name:ident;)+) => { $(
        $(#[$about])+
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// An id made at a time, of random bytes that are handed in.
            pub fn new(millisecond: u64, random: [u8; 10]) -> Self {
                Self(Builder::from_unix_timestamp_millis(millisecond, &random).into_uuid())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, formatter)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, formatter)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::try_parse(text).map(Self).map_err(|_| NotAnId)
            }
        }
    )+ };
}

id! {
    /// A lead.
    LeadId;
    /// A template; kept when posts are woven anew.
    TemplateId;
    /// A file brought in.
    ImportId;
    /// A decision.
    DecisionId;
    /// An officer.
    OfficerId;
    /// A session of an officer.
    SessionId;
    /// A token for a program.
    TokenId;
    /// What the public handed in.
    ReportId;
    /// What somebody contests.
    ContestId;
    /// A piece of work to be done.
    JobId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_time_and_come_back_from_text() {
        let early = LeadId::new(1_000, [255; 10]);
        let late = LeadId::new(1_001, [0; 10]);
        assert!(early < late);
        assert!(early.to_string() < late.to_string());
        assert_eq!(early.to_string().parse(), Ok(early));
        assert_eq!("lead".parse::<LeadId>(), Err(NotAnId));
    }
}
