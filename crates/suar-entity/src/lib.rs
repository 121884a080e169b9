//! Takes contacts, wallets, pay and places out of folded text. What it returns are
//! mentions: a mention never becomes an entity or a person by itself. Which words name
//! money, numbers, places and platforms is data ([`EntityTables`]), handed in.

mod contact;
mod extract;
mod mention;
mod money;
mod number;
mod pay;
mod phone;
mod place;
mod tables;
mod wallet;

pub use extract::{Context, extract};
pub use mention::{Entities, EntityKind, Mention};
pub use phone::{PhonePlan, PhonePlans};
pub use place::{Gazetteer, GazetteerEntry, PlaceClass, PlaceId};
pub use tables::{BareScale, EntityTables, ImpliedCurrency, MoneyWords, NumberWord, PayCue, WordHints};
