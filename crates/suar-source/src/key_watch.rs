//! Whether the keys that posts are taken from are in the lines at all: a wrong name is to be told
//! once, and not line by line.

use serde_json::{Map, Value};

use super::columns::Role;
use super::draft::shown_name;
use super::limits::{SHOWN_KEYS, WATCHED_OBJECTS};
use super::{ColumnMap, InputError};

/// The keys that are looked for, and what was found.
pub(crate) struct KeyWatch {
    wanted: Vec<WantedKey>,
    objects: u64,
    found: Vec<String>,
}

struct WantedKey {
    role: Role,
    key: String,
    is_mapped: bool,
    is_seen: bool,
}

/// Parts without which there is no post.
const NEEDED: [Role; 2] = [Role::Text, Role::Id];

impl KeyWatch {
    /// Watches every key that a map names, and those without which there is no post.
    pub(crate) fn new(map: &ColumnMap) -> Self {
        let mut wanted = Vec::new();
        for role in Role::ALL {
            let key_of = |key: &str, is_mapped| WantedKey { role, key: key.to_owned(), is_mapped, is_seen: false };
            match map.columns(role) {
                Some(keys) => wanted.extend(keys.iter().map(|key| key_of(key, true))),
                None if role == Role::Id && map.counts_rows() => {}
                None if NEEDED.contains(&role) => wanted.push(key_of(role.name(), false)),
                None => {}
            }
        }
        Self { wanted, objects: 0, found: Vec::new() }
    }

    /// Takes note of an object.
    pub(crate) fn see(&mut self, object: &Map<String, Value>) {
        for wanted in self.wanted.iter_mut().filter(|wanted| !wanted.is_seen) {
            wanted.is_seen = object.contains_key(&wanted.key);
        }
        if self.objects < WATCHED_OBJECTS {
            for key in object.keys() {
                if self.found.len() < SHOWN_KEYS && !self.found.contains(key) {
                    self.found.push(key.clone());
                }
            }
        }
        self.objects += 1;
    }

    /// Whether so many objects were seen that a missing key will not come.
    pub(crate) fn has_seen_enough(&self) -> bool {
        self.objects >= WATCHED_OBJECTS
    }

    /// Whether no object yet has what the map names for a part without which there is no post.
    pub(crate) fn lacks_a_part(&self) -> bool {
        NEEDED.into_iter().any(|role| self.is_missing(role))
    }

    /// The error about such a part; none before there was an object.
    pub(crate) fn missing_key(&self, name: &str) -> Option<InputError> {
        let role = NEEDED.into_iter().find(|role| self.is_missing(*role))?;
        let keys: Vec<&str> =
            self.wanted.iter().filter(|wanted| wanted.role == role).map(|wanted| wanted.key.as_str()).collect();
        (self.objects > 0).then(|| InputError::MissingKey {
            name: name.to_owned(),
            role: role.name(),
            key: keys.join("`, `"),
            found: self.found_keys(),
        })
    }

    /// What is to be said at the end: keys that were in none of the objects.
    pub(crate) fn notes(&self) -> Vec<String> {
        let missing = self.wanted.iter().filter(|wanted| !wanted.is_seen && self.objects > 0);
        missing
            .map(|wanted| {
                let role = wanted.role.name();
                let key = shown_name(&wanted.key);
                let found = self.found_keys();
                format!("no line has a key {key} to take `{role}` from; the first lines have {found}; name the right one with --map {role}=KEY")
            })
            .collect()
    }

    fn is_missing(&self, role: Role) -> bool {
        let mut keys = self.wanted.iter().filter(|wanted| wanted.role == role && wanted.is_mapped).peekable();
        keys.peek().is_some() && keys.all(|wanted| !wanted.is_seen)
    }

    fn found_keys(&self) -> String {
        let names: Vec<String> = self.found.iter().map(|key| shown_name(key)).collect();
        if names.is_empty() { "none".to_owned() } else { names.join(", ") }
    }
}
