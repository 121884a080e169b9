//! A module a page: what it needs, and the template it fills.

pub(crate) mod about;
pub(crate) mod account;
pub(crate) mod check;
mod code_form;
pub(crate) mod contact_list;
pub(crate) mod contacts;
pub(crate) mod contest;
pub(crate) mod contest_desk;
pub(crate) mod errors;
mod faults;
mod form_fault;
pub(crate) mod help;
pub(crate) mod imports;
pub(crate) mod lead;
mod lead_words;
pub(crate) mod leads;
pub(crate) mod marks;
mod news;
pub(crate) mod officers;
mod query;
pub(crate) mod report;
pub(crate) mod report_desk;
mod rights;
pub(crate) mod sign_in;
pub(crate) mod static_files;
pub(crate) mod trail;
pub(crate) mod words_of_strangers;
