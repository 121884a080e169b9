//! From columns to values of the domain, with a fault that names table, column and row.

use std::str::FromStr;

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::error::{Result, StoreError};

/// One row of a table, with what a fault has to name.
pub(crate) struct Columns<'a> {
    table: &'static str,
    row: &'a SqliteRow,
}

impl<'a> Columns<'a> {
    pub(crate) fn new(table: &'static str, row: &'a SqliteRow) -> Self {
        Self { table, row }
    }

    pub(crate) fn get<T>(&self, column: &'static str) -> Result<T>
    where
        T: sqlx::Decode<'a, sqlx::Sqlite> + sqlx::Type<sqlx::Sqlite>,
    {
        Ok(self.row.try_get(column)?)
    }

    pub(crate) fn parsed<T: FromStr>(&self, column: &'static str) -> Result<T> {
        let text: &str = self.get(column)?;
        text.parse().map_err(|_| self.fault(column))
    }

    pub(crate) fn parsed_if_any<T: FromStr>(&self, column: &'static str) -> Result<Option<T>> {
        let text: Option<&str> = self.get(column)?;
        text.map(|text| text.parse().map_err(|_| self.fault(column))).transpose()
    }

    pub(crate) fn named<T>(&self, column: &'static str, find: impl Fn(&str) -> Option<T>) -> Result<T> {
        find(self.get(column)?).ok_or_else(|| self.fault(column))
    }

    pub(crate) fn json<T: DeserializeOwned>(&self, column: &'static str) -> Result<T> {
        serde_json::from_str(self.get(column)?).map_err(|_| self.fault(column))
    }

    pub(crate) fn time(&self, column: &'static str) -> Result<Timestamp> {
        Timestamp::from_millisecond(self.get(column)?).map_err(|_| self.fault(column))
    }

    pub(crate) fn time_if_any(&self, column: &'static str) -> Result<Option<Timestamp>> {
        let time: Option<i64> = self.get(column)?;
        time.map(|time| Timestamp::from_millisecond(time).map_err(|_| self.fault(column))).transpose()
    }

    pub(crate) fn count(&self, column: &'static str) -> Result<u64> {
        let count: i64 = self.get(column)?;
        u64::try_from(count).map_err(|_| self.fault(column))
    }

    pub(crate) fn fault(&self, column: &'static str) -> StoreError {
        let id = self
            .row
            .try_get::<String, _>(0)
            .or_else(|_| self.row.try_get::<i64, _>(0).map(|number| number.to_string()))
            .unwrap_or_default();
        StoreError::Inconsistent { table: self.table, column, id }
    }
}

/// A time as it is kept.
pub(crate) fn millisecond(time: Timestamp) -> i64 {
    time.as_millisecond()
}

/// A count as it is kept.
pub(crate) fn integer(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
