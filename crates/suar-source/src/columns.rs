use std::str::FromStr;

/// A part of a post that a column or key may fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Id,
    Text,
    Time,
    Channel,
    Author,
    Url,
    Lang,
    Reach,
    Region,
}

impl Role {
    pub(crate) const ALL: [Role; 9] = [
        Role::Id,
        Role::Text,
        Role::Time,
        Role::Channel,
        Role::Author,
        Role::Url,
        Role::Lang,
        Role::Reach,
        Role::Region,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Role::Id => "id",
            Role::Text => "text",
            Role::Time => "time",
            Role::Channel => "channel",
            Role::Author => "author",
            Role::Url => "url",
            Role::Lang => "lang",
            Role::Reach => "reach",
            Role::Region => "region",
        }
    }
}

/// Which columns or keys hold which part of a post: `text=title+description,id=#`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnMap {
    entries: Vec<(Role, Vec<String>)>,
    counts_rows: bool,
}

/// What is wrong with a column map.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ColumnMapError {
    /// A part without `=`.
    #[error("`{0}` in the column map has no `=`; write it as text=COLUMN,id=COLUMN")]
    NoEquals(String),
    /// An unknown part of a post.
    #[error("the column map names `{0}`; a post has id, text, time, channel, author, url, lang, reach and region")]
    UnknownRole(String),
    /// No column after `=`.
    #[error("the column map names no column for `{0}`; write it as {0}=COLUMN")]
    NoColumn(&'static str),
    /// The same part twice.
    #[error("the column map names `{0}` twice; several columns are joined as text=A+B")]
    Twice(&'static str),
    /// Joined columns for something else than text.
    #[error(
        "the column map joins columns for `{0}`; only text is joined, and a name that holds a + is put in double quotes"
    )]
    Joined(&'static str),
    /// `#` for something else than the id.
    #[error("the column map gives `{0}` the row number #, which only an id can be")]
    RowNumber(&'static str),
    /// A quote that does not close.
    #[error("a double quote in the column map `{0}` does not close")]
    OpenQuote(String),
}

impl ColumnMap {
    /// Reads a map. A name with `,` `+` `=` or `#` in it is put in double quotes.
    ///
    /// # Errors
    /// When a part is not understood; the message says what to write.
    pub fn parse(map: &str) -> Result<Self, ColumnMapError> {
        let mut parsed = Self::default();
        for part in split_outside_quotes(map, ',')? {
            if part.trim().is_empty() {
                continue;
            }
            parsed.add(&part)?;
        }
        Ok(parsed)
    }

    /// Adds the parts of another map, as when `--map` is given twice.
    ///
    /// # Errors
    /// When both name the same part.
    pub fn merge(mut self, other: Self) -> Result<Self, ColumnMapError> {
        for (role, columns) in other.entries {
            self.insert(role, columns)?;
        }
        if other.counts_rows {
            self.count_rows()?;
        }
        Ok(self)
    }

    /// Whether the map says that the id is the row number.
    pub(crate) fn counts_rows(&self) -> bool {
        self.counts_rows
    }

    /// The columns that are named for a part.
    pub(crate) fn columns(&self, role: Role) -> Option<&[String]> {
        self.entries.iter().find(|(known, _)| *known == role).map(|(_, columns)| columns.as_slice())
    }

    fn add(&mut self, part: &str) -> Result<(), ColumnMapError> {
        let Some((name, columns)) = part.split_once('=') else {
            return Err(ColumnMapError::NoEquals(part.trim().to_owned()));
        };
        let name = name.trim();
        let Some(role) = Role::ALL.into_iter().find(|role| role.name() == name.to_ascii_lowercase()) else {
            return Err(ColumnMapError::UnknownRole(name.to_owned()));
        };
        if columns.trim() == "#" {
            return if role == Role::Id { self.count_rows() } else { Err(ColumnMapError::RowNumber(role.name())) };
        }
        let columns: Vec<String> = split_outside_quotes(columns, '+')?.iter().map(|column| unquote(column)).collect();
        if columns.iter().any(String::is_empty) {
            return Err(ColumnMapError::NoColumn(role.name()));
        }
        self.insert(role, columns)
    }

    fn insert(&mut self, role: Role, columns: Vec<String>) -> Result<(), ColumnMapError> {
        if self.columns(role).is_some() || (role == Role::Id && self.counts_rows) {
            return Err(ColumnMapError::Twice(role.name()));
        }
        if role != Role::Text && columns.len() > 1 {
            return Err(ColumnMapError::Joined(role.name()));
        }
        self.entries.push((role, columns));
        Ok(())
    }

    fn count_rows(&mut self) -> Result<(), ColumnMapError> {
        if self.counts_rows || self.columns(Role::Id).is_some() {
            return Err(ColumnMapError::Twice(Role::Id.name()));
        }
        self.counts_rows = true;
        Ok(())
    }
}

impl FromStr for ColumnMap {
    type Err = ColumnMapError;

    fn from_str(map: &str) -> Result<Self, ColumnMapError> {
        Self::parse(map)
    }
}

fn split_outside_quotes(text: &str, separator: char) -> Result<Vec<String>, ColumnMapError> {
    let mut parts = vec![String::new()];
    let mut is_quoted = false;
    for character in text.chars() {
        if character == '"' {
            is_quoted = !is_quoted;
        }
        if character == separator && !is_quoted {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(character);
        }
    }
    if is_quoted {
        return Err(ColumnMapError::OpenQuote(text.to_owned()));
    }
    Ok(parts)
}

fn unquote(name: &str) -> String {
    let name = name.trim();
    name.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(name).trim().to_owned()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;

    #[test]
    fn reads_joined_columns_and_row_numbers() {
        let map = ColumnMap::parse("text=title+description, id=#").unwrap();
        assert_eq!(map.columns(Role::Text).unwrap(), ["title", "description"]);
        assert!(map.counts_rows());
    }

    #[test]
    fn quoted_names_keep_their_signs() {
        let map = ColumnMap::parse(r#"text="Job, title"+"C++""#).unwrap();
        assert_eq!(map.columns(Role::Text).unwrap(), ["Job, title", "C++"]);
    }

    #[test]
    fn says_what_is_wrong() {
        for (map, error) in [
            ("text", ColumnMapError::NoEquals("text".to_owned())),
            ("body=x", ColumnMapError::UnknownRole("body".to_owned())),
            ("text=", ColumnMapError::NoColumn("text")),
            ("text=a+", ColumnMapError::NoColumn("text")),
            ("text=a,text=b", ColumnMapError::Twice("text")),
            ("id=a+b", ColumnMapError::Joined("id")),
            ("text=#", ColumnMapError::RowNumber("text")),
            ("id=#,id=a", ColumnMapError::Twice("id")),
            ("text=\"a", ColumnMapError::OpenQuote("text=\"a".to_owned())),
        ] {
            assert_eq!(ColumnMap::parse(map).unwrap_err(), error, "{map}");
        }
    }
}
