//! Bringing in files of posts.

use std::path::PathBuf;

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use suar_policy::{Action, Actor};
use suar_signal::{ImportId, JobId};
use suar_source::{ColumnMap, Format};
use suar_store::{Import, ImportProgress, ImportState, JobKind, KeptReject, UnitOfWork};
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

use crate::app::{Act, App, officer_if_any, record, require};
use crate::error::{AppError, AppResult, Fault};

/// The kind of an import in the trail.
const IMPORT: &str = "import";
/// The ending of a file that is on its way.
const PART: &str = "part";
/// After so long without a byte nobody is sending any more. An upload that is still under way fails at its end
/// then, and says so; nothing that was acknowledged is ever dropped.
const BROKEN_HOURS: i64 = 24;
/// The longest name of a file that is kept.
const NAME_CHARACTERS: usize = 200;

/// How a file is to be read, where it can't be told.
#[derive(Clone, Debug, Default)]
pub struct ReadingHints {
    /// The format: jsonl, csv, tsv, parquet, telegram or whatsapp.
    pub format: Option<String>,
    /// Which columns hold what: `text=title+body,id=nr`.
    pub map: Option<String>,
}

impl ReadingHints {
    /// Both as the readers take them.
    pub(crate) fn parse(&self) -> Result<(Option<Format>, ColumnMap), Fault> {
        let format =
            given(self.format.as_ref()).map(|format| format.parse().map_err(|_| Fault::FormatUnknown)).transpose()?;
        let map = given(self.map.as_ref()).map(|map| map.parse().map_err(|_| Fault::MapUnfit)).transpose()?;
        Ok((format, map.unwrap_or_default()))
    }
}

/// What was given of what need not be.
fn given(text: Option<&String>) -> Option<String> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// By what a file is known again: its content, and how it is to be read where somebody said so. Read in another
/// way it gives other posts.
fn hash_of(content: [u8; 32], hints: &ReadingHints) -> [u8; 32] {
    let hints = [given(hints.format.as_ref()), given(hints.map.as_ref())];
    if hints.iter().all(Option::is_none) {
        return content;
    }
    let mut hasher = blake3::Hasher::new();
    hasher.update(&content);
    for hint in hints {
        let hint = hint.unwrap_or_default();
        hasher.update(&(hint.len() as u64).to_le_bytes());
        hasher.update(hint.as_bytes());
    }
    *hasher.finalize().as_bytes()
}

/// What came of handing in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Received {
    /// It waits to be read.
    New(ImportId),
    /// The same content was brought in before, to be read in the same way.
    Known(ImportId),
}

impl Received {
    /// The import that the file belongs to.
    pub fn id(self) -> ImportId {
        match self {
            Received::New(id) | Received::Known(id) => id,
        }
    }
}

/// A file on its way into the data folder. Dropped before its end it leaves nothing.
#[derive(Debug)]
pub struct Upload {
    id: ImportId,
    name: String,
    hints: ReadingHints,
    path: PathBuf,
    file: Option<File>,
    hasher: blake3::Hasher,
    size_bytes: u64,
    most_bytes: u64,
}

impl Upload {
    /// Takes in the next bytes.
    ///
    /// # Errors
    /// When the file grows too large or the disk fails.
    pub async fn write(&mut self, bytes: &[u8]) -> AppResult<()> {
        self.size_bytes += bytes.len() as u64;
        if self.size_bytes > self.most_bytes {
            return Err(Fault::FileTooLarge(self.most_bytes).into());
        }
        self.hasher.update(bytes);
        let fault = |source| AppError::Disk { what: "keep the file", source };
        match &mut self.file {
            Some(file) => file.write_all(bytes).await.map_err(fault),
            None => Err(AppError::Internal("an upload went on behind its end")),
        }
    }

    async fn end(&mut self) -> AppResult<()> {
        let fault = |source| AppError::Disk { what: "keep the file", source };
        if let Some(mut file) = self.file.take() {
            file.flush().await.map_err(fault)?;
            file.sync_all().await.map_err(fault)?;
        }
        Ok(())
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        if self.path.as_os_str().is_empty() {
            return;
        }
        if let Err(error) = std::fs::remove_file(&self.path) {
            tracing::warn!(error.kind = ?error.kind(), "an upload that broke off could not be removed");
        }
    }
}

impl App {
    /// Begins to take in a file.
    pub async fn begin_upload(&self, actor: &Actor, file_name: &str, hints: ReadingHints) -> AppResult<Upload> {
        require(actor, Action::Import)?;
        hints.parse()?;
        let id = self.new_id(ImportId::new)?;
        let path = self.incoming().join(format!("{id}.{PART}"));
        let file = File::create_new(&path).await;
        let file = file.map_err(|source| AppError::Disk { what: "make a file in the data folder", source })?;
        Ok(Upload {
            id,
            name: clean_name(file_name),
            hints,
            path,
            file: Some(file),
            hasher: blake3::Hasher::new(),
            size_bytes: 0,
            most_bytes: self.limits().file_bytes,
        })
    }

    /// Ends an upload: the file is kept and waits to be read, unless the same content is there already.
    pub async fn finish_upload(&self, actor: &Actor, mut upload: Upload) -> AppResult<Received> {
        upload.end().await?;
        if upload.size_bytes == 0 {
            return Err(Fault::FileEmpty.into());
        }
        let hash = hash_of(*upload.hasher.finalize().as_bytes(), &upload.hints);
        let now = self.now();
        let mut unit = self.store().write().await?;
        if let Some(known) = unit.imports().find_by_hash(&hash).await? {
            return Ok(Received::Known(known.id));
        }
        let import = Import {
            id: upload.id,
            officer: officer_if_any(actor),
            file_name: upload.name.clone(),
            file_hash: hash,
            size_bytes: upload.size_bytes,
            format: given(upload.hints.format.as_ref()),
            map: given(upload.hints.map.as_ref()),
            state: ImportState::Waiting,
            progress: ImportProgress::default(),
            fault: None,
            begun_at: now,
            ended_at: None,
        };
        // The file has its place before the row says so: after a power cut a row without a file would
        // be a loss, a file without a row is none.
        keep_file(&upload.path, &self.incoming_file(upload.id))?;
        upload.path = PathBuf::new();
        unit.imports().add(&import).await?;
        unit.jobs().add(self.new_id(JobId::new)?, (JobKind::Import, &import.id.to_string()), now).await?;
        let detail = json!({ "size_bytes": import.size_bytes });
        record(&mut unit, actor, now, Act::new(Action::Import, IMPORT, import.id).with(detail)).await?;
        unit.save().await?;
        Ok(Received::New(import.id))
    }

    /// Removes what uploads have left whose program was ended in the middle.
    pub(crate) fn drop_broken_uploads(&self) {
        let dropped = self.list_broken_uploads().and_then(|paths| paths.iter().try_for_each(std::fs::remove_file));
        if let Err(error) = dropped {
            tracing::warn!(error.kind = ?error.kind(), "uploads that broke off could not be removed");
        }
    }

    fn list_broken_uploads(&self) -> std::io::Result<Vec<PathBuf>> {
        let mut broken = Vec::new();
        for entry in std::fs::read_dir(self.incoming())? {
            let entry = entry?;
            if entry.path().extension().is_none_or(|ending| ending != PART) {
                continue;
            }
            let written = match entry.metadata().and_then(|metadata| metadata.modified()) {
                // It came to its end just now.
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                written => Timestamp::try_from(written?).unwrap_or(Timestamp::MAX),
            };
            if self.now().duration_since(written) > SignedDuration::from_hours(BROKEN_HOURS) {
                broken.push(entry.path());
            }
        }
        Ok(broken)
    }

    /// Where the content of an import lies.
    pub(crate) fn incoming_file(&self, id: ImportId) -> PathBuf {
        self.incoming().join(id.to_string())
    }

    /// The imports, the newest first.
    pub async fn list_imports(&self, actor: &Actor, most: u32) -> AppResult<Vec<Import>> {
        require(actor, Action::ReadImport)?;
        Ok(self.store().read().await?.imports().list(most).await?)
    }

    /// One import.
    pub async fn get_import(&self, actor: &Actor, id: ImportId) -> AppResult<Import> {
        require(actor, Action::ReadImport)?;
        get(&mut self.store().read().await?, id).await
    }

    /// What of an import can't be read, behind a place.
    pub async fn list_rejects(
        &self,
        actor: &Actor,
        id: ImportId,
        (behind, most): (u64, u32),
    ) -> AppResult<Vec<KeptReject>> {
        require(actor, Action::ReadImport)?;
        let mut unit = self.store().read().await?;
        get(&mut unit, id).await?;
        Ok(unit.imports().list_rejects(id, behind, most).await?)
    }

    /// Stops an import; what was read is kept.
    pub async fn stop_import(&self, actor: &Actor, id: ImportId) -> AppResult<()> {
        self.turn_import(actor, id, |state| match state {
            ImportState::Waiting | ImportState::Reading => Some(ImportState::Stopped),
            _ => None,
        })
        .await
    }

    /// Goes on with an import that was stopped or failed, from where it was.
    pub async fn resume_import(&self, actor: &Actor, id: ImportId) -> AppResult<()> {
        self.turn_import(actor, id, |state| match state {
            ImportState::Stopped | ImportState::Failed => Some(ImportState::Waiting),
            _ => None,
        })
        .await
    }

    async fn turn_import(
        &self,
        actor: &Actor,
        id: ImportId,
        next: impl Fn(ImportState) -> Option<ImportState>,
    ) -> AppResult<()> {
        require(actor, Action::Import)?;
        let now = self.now();
        let mut unit = self.store().write().await?;
        let mut import = get(&mut unit, id).await?;
        import.state = next(import.state).ok_or(Fault::ImportState)?;
        import.fault = None;
        import.ended_at = (import.state == ImportState::Stopped).then_some(now);
        unit.imports().update(&import).await?;
        if import.state == ImportState::Waiting {
            unit.jobs().add(self.new_id(JobId::new)?, (JobKind::Import, &id.to_string()), now).await?;
        }
        let detail = json!({ "state": import.state.name() });
        record(&mut unit, actor, now, Act::new(Action::Import, IMPORT, id).with(detail)).await?;
        Ok(unit.save().await?)
    }
}

async fn get(unit: &mut UnitOfWork, id: ImportId) -> AppResult<Import> {
    unit.imports().find(id).await?.ok_or(AppError::NotFound("import"))
}

/// Moves the file to its place, and has the disk remember both.
fn keep_file(from: &std::path::Path, to: &std::path::Path) -> AppResult<()> {
    let fault = |source| AppError::Disk { what: "keep the file", source };
    std::fs::rename(from, to).map_err(fault)?;
    if let Some(folder) = to.parent() {
        std::fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(fault)?;
    }
    Ok(())
}

/// A file's name without folders and control characters.
fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let clean: String = last.chars().filter(|character| !character.is_control()).take(NAME_CHARACTERS).collect();
    if clean.trim().is_empty() { "file".to_owned() } else { clean }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_folders_and_control_characters() {
        assert_eq!(clean_name("../../etc/passwd"), "passwd");
        assert_eq!(clean_name("C:\\chat\\grup.txt\u{7}"), "grup.txt");
        assert_eq!(clean_name("/"), "file");
    }

    #[test]
    fn hints_that_do_not_hold_are_told_at_once() {
        let hints = |format: &str, map: &str| ReadingHints { format: Some(format.into()), map: Some(map.into()) };
        assert!(hints("", " ").parse().is_ok());
        assert!(hints("csv", "text=isi").parse().is_ok());
        assert_eq!(hints("docx", "").parse().err(), Some(Fault::FormatUnknown));
        assert_eq!(hints("csv", "=").parse().err(), Some(Fault::MapUnfit));
    }
}
