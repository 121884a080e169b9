//! What stands before every page for officers: who is signed in, and that forms are their own.

mod guard;
mod keyed_form;
mod visit;

pub(crate) use guard::{guard, own_path, session_cookie};
pub(crate) use keyed_form::KeyedForm;
pub(crate) use visit::{FormKeys, OfficerVisit};
