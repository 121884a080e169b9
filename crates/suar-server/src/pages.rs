//! A module a page: what it needs, and the template it fills.

pub(crate) mod about;
pub(crate) mod check;
mod code_form;
mod contact_list;
pub(crate) mod contest;
pub(crate) mod errors;
mod form_fault;
pub(crate) mod help;
pub(crate) mod report;
pub(crate) mod sign_in;
pub(crate) mod static_files;
mod words_of_strangers;
