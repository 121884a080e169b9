//! Mentions taken out of invented texts, with small tables of two languages.

mod contacts;
mod pay;
mod phones;
mod places;
mod properties;
mod tables;
