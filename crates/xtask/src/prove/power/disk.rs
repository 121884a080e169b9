//! A folder as a disk holds it: what was synced for certain, and of the rest as much as chance will have.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::super::kill::Chance;
use super::trace::Event;

/// The files of a folder, by their path when the events happened.
#[derive(Clone, Default)]
pub(super) struct Disk {
    root: PathBuf,
    files: Vec<Content>,
    /// The names that are there for certain.
    names: BTreeMap<PathBuf, usize>,
    /// The names as the program sees them.
    seen: BTreeMap<PathBuf, usize>,
    /// Changes of names that no sync has made certain yet.
    unsynced: Vec<NameChange>,
}

#[derive(Clone, Default)]
struct Content {
    /// What is there for certain.
    bytes: Vec<u8>,
    /// What the program sees the length to be.
    seen_length: usize,
    unsynced: Vec<Change>,
}

#[derive(Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Resize(usize),
}

#[derive(Clone)]
enum NameChange {
    Set(PathBuf, usize),
    Remove(PathBuf),
}

impl NameChange {
    fn path(&self) -> &Path {
        match self {
            NameChange::Set(path, _) | NameChange::Remove(path) => path,
        }
    }

    fn apply(&self, names: &mut BTreeMap<PathBuf, usize>) {
        match self {
            NameChange::Set(path, file) => {
                names.insert(path.clone(), *file);
            }
            NameChange::Remove(path) => {
                names.remove(path);
            }
        }
    }
}

impl Disk {
    /// A folder that was at rest for long.
    pub(super) fn read(root: &Path) -> Result<Self> {
        let mut disk = Self { root: root.to_owned(), ..Self::default() };
        let mut folders = vec![root.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).context("could not look into the data folder")? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let bytes = fs::read(&path)?;
                    disk.names.insert(path, disk.files.len());
                    disk.files.push(Content { seen_length: bytes.len(), bytes, unsynced: Vec::new() });
                }
            }
        }
        disk.seen = disk.names.clone();
        Ok(disk)
    }

    /// What the disk may hold when the power goes after some events.
    pub(super) fn after(&self, events: &[Event], chance: &mut Chance) -> Self {
        let mut disk = self.clone();
        for event in events {
            disk.take(event);
        }
        // Names change in their order; how far it came is chance.
        let reached = chance.between(0, disk.unsynced.len() as u64) as usize;
        for change in disk.unsynced.drain(..).take(reached) {
            change.apply(&mut disk.names);
        }
        for file in &mut disk.files {
            for change in std::mem::take(&mut file.unsynced) {
                if chance.between(0, 1) == 1 {
                    file.apply(change);
                }
            }
        }
        disk
    }

    fn take(&mut self, event: &Event) {
        match event {
            Event::Create(path) => self.create(path),
            Event::Write { path, offset, bytes } => {
                self.change(path, |_| (Change::Write(*offset, bytes.clone()), offset + bytes.len()));
            }
            Event::Append { path, bytes } => {
                self.change(path, |length| (Change::Write(length, bytes.clone()), length + bytes.len()));
            }
            Event::Resize { path, length } => {
                self.change(path, |_| (Change::Resize(*length), *length));
                if let Some(file) = self.file(path) {
                    file.seen_length = *length;
                }
            }
            Event::Sync(path) => self.sync(path),
            Event::Remove(path) => {
                self.seen.remove(path);
                self.unsynced.push(NameChange::Remove(path.clone()));
            }
            Event::Rename(from, to) => {
                if let Some(file) = self.seen.remove(from) {
                    self.seen.insert(to.clone(), file);
                    // One step for a journalling file system, and two here: worse than what can happen.
                    self.unsynced.push(NameChange::Set(to.clone(), file));
                    self.unsynced.push(NameChange::Remove(from.clone()));
                }
            }
            Event::Answer(_) => {}
        }
    }

    fn create(&mut self, path: &Path) {
        if self.seen.contains_key(path) {
            return;
        }
        self.seen.insert(path.to_owned(), self.files.len());
        self.unsynced.push(NameChange::Set(path.to_owned(), self.files.len()));
        self.files.push(Content::default());
    }

    fn file(&mut self, path: &Path) -> Option<&mut Content> {
        let file = *self.seen.get(path)?;
        self.files.get_mut(file)
    }

    fn change(&mut self, path: &Path, make: impl Fn(usize) -> (Change, usize)) {
        if let Some(file) = self.file(path) {
            let (change, end) = make(file.seen_length);
            file.seen_length = file.seen_length.max(end);
            file.unsynced.push(change);
        }
    }

    /// Syncing a folder makes its names certain; syncing a file its content, and its own name where it is new.
    fn sync(&mut self, path: &Path) {
        let number = self.seen.get(path).copied();
        let is_certain = |change: &NameChange| match (number, change) {
            (Some(number), NameChange::Set(_, file)) => *file == number,
            (Some(_), NameChange::Remove(_)) => false,
            (None, change) => change.path().parent() == Some(path),
        };
        let (certain, open): (Vec<NameChange>, Vec<NameChange>) = self.unsynced.drain(..).partition(is_certain);
        self.unsynced = open;
        for change in certain {
            change.apply(&mut self.names);
        }
        if let Some(file) = self.file(path) {
            for change in std::mem::take(&mut file.unsynced) {
                file.apply(change);
            }
        }
    }

    /// Writes the folder out.
    pub(super) fn write(&self, folder: &Path) -> Result<()> {
        // The program makes this folder when it is first opened.
        fs::create_dir_all(folder.join("incoming"))?;
        for (path, number) in &self.names {
            // Shared memory does not outlive the machine.
            let (Some(file), Ok(path)) = (self.files.get(*number), path.strip_prefix(&self.root)) else { continue };
            if path.to_string_lossy().ends_with("-shm") {
                continue;
            }
            fs::write(folder.join(path), &file.bytes).context("could not lay out the folder")?;
        }
        Ok(())
    }
}

impl Content {
    fn apply(&mut self, change: Change) {
        match change {
            Change::Write(offset, bytes) => {
                let end = offset + bytes.len();
                if self.bytes.len() < end {
                    self.bytes.resize(end, 0);
                }
                if let Some(place) = self.bytes.get_mut(offset..end) {
                    place.copy_from_slice(&bytes);
                }
            }
            Change::Resize(length) => self.bytes.resize(length, 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(offset: usize, bytes: &[u8]) -> Event {
        Event::Write { path: PathBuf::from("/d/a"), offset, bytes: bytes.to_vec() }
    }

    fn content(disk: &Disk) -> Option<&[u8]> {
        let number = disk.names.get(Path::new("/d/a"))?;
        disk.files.get(*number).map(|file| file.bytes.as_slice())
    }

    #[test]
    fn what_was_synced_is_there_and_the_rest_by_chance() {
        let create = Event::Create(PathBuf::from("/d/a"));
        let sync = Event::Sync(PathBuf::from("/d/a"));
        let events = [create, write(0, b"sure"), sync, write(4, b"?")];
        let mut chance = Chance(7);
        let disk = Disk { root: PathBuf::from("/d"), ..Disk::default() };
        let lengths: Vec<usize> =
            (0..40).filter_map(|_| Some(content(&disk.after(&events, &mut chance))?.len())).collect();
        assert!(lengths.iter().all(|length| *length >= 4) && lengths.contains(&4) && lengths.contains(&5));
    }

    #[test]
    fn a_file_that_was_never_synced_may_be_gone() {
        let events = [Event::Create(PathBuf::from("/d/a")), write(0, b"x")];
        let mut chance = Chance(3);
        let disk = Disk { root: PathBuf::from("/d"), ..Disk::default() };
        let seen: Vec<bool> = (0..40).map(|_| content(&disk.after(&events, &mut chance)).is_some()).collect();
        assert!(seen.contains(&true) && seen.contains(&false));
    }

    #[test]
    fn a_rename_is_certain_when_its_folder_was_synced() {
        let path = |name: &str| PathBuf::from(format!("/d/{name}"));
        let events = [
            Event::Create(path("a.part")),
            Event::Sync(path("a.part")),
            Event::Rename(path("a.part"), path("a")),
            Event::Sync(PathBuf::from("/d")),
        ];
        let disk = Disk { root: PathBuf::from("/d"), ..Disk::default() };
        let after = disk.after(&events, &mut Chance(1));
        assert_eq!(after.names.keys().collect::<Vec<_>>(), vec![&path("a")]);
    }
}
