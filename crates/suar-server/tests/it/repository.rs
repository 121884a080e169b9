//! Packs, model and help contacts as they stand in the repository.

use std::error::Error;
use std::fs;

use suar_server::HelpContacts;

#[path = "../../../suar-app/tests/it/shipped.rs"]
mod shipped;

pub(crate) use shipped::{detector, root};

/// The help contacts as they are shipped.
pub(crate) fn contacts() -> Result<HelpContacts, Box<dyn Error>> {
    Ok(HelpContacts::parse(&fs::read_to_string(root().join("packs/help_contacts.csv"))?)?)
}
