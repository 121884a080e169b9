use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

use super::OutputError;
use super::harmless::Harmless;

const BUFFER_BYTES: usize = 128 << 10;

/// Where results go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// Standard output.
    Stdout,
    /// A file; it appears when it is whole. A device or pipe is written straight.
    Path(PathBuf),
}

impl Destination {
    /// The destination that a command-line argument names; none or `-` is standard output.
    pub fn from_argument(argument: Option<&OsStr>) -> Self {
        match argument {
            Some(path) if path != "-" => Self::Path(PathBuf::from(path)),
            _ => Self::Stdout,
        }
    }

    /// The name for messages.
    pub fn name(&self) -> String {
        match self {
            Self::Stdout => "standard output".to_owned(),
            Self::Path(path) => path.display().to_string(),
        }
    }
}

/// A file being written. Dropped before [`OutputFile::commit`], it leaves nothing behind.
pub struct OutputFile {
    name: String,
    place: Place,
}

enum Place {
    Straight(BufWriter<Box<dyn Write + Send>>),
    Beside { file: BufWriter<File>, temporary: TempPath, target: PathBuf },
}

impl OutputFile {
    /// Opens a destination for writing. On a terminal, control characters become visible.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn create(destination: &Destination) -> Result<Self, OutputError> {
        let name = destination.name();
        match destination {
            Destination::Stdout => Ok(Self::over(name, shown_safely(io::stdout()))),
            Destination::Path(path) => {
                let place = place_for(path).map_err(|source| OutputError::Create { name: name.clone(), source })?;
                Ok(Self { name, place })
            }
        }
    }

    /// The same for whoever sets colours and makes strangers' words harmless by itself.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub(crate) fn create_styled(destination: &Destination) -> Result<Self, OutputError> {
        match destination {
            Destination::Stdout => Ok(Self::over(destination.name(), Box::new(io::stdout()))),
            Destination::Path(_) => Self::create(destination),
        }
    }

    /// Writes into something that is open already.
    pub fn over(name: String, writer: Box<dyn Write + Send>) -> Self {
        Self { name, place: Place::Straight(BufWriter::with_capacity(BUFFER_BYTES, writer)) }
    }

    /// The name for messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Writes what is buffered and puts the file in its place.
    ///
    /// # Errors
    /// When the rest cannot be written or the file cannot be moved.
    pub fn commit(mut self) -> Result<(), OutputError> {
        let flushed = self.flush();
        let name = self.name;
        let failed = |source| OutputError::Write { name: name.clone(), source };
        flushed.map_err(failed)?;
        match self.place {
            Place::Straight(_) => Ok(()),
            Place::Beside { file, temporary, target } => {
                file.get_ref().sync_all().map_err(failed)?;
                temporary.persist(target).map_err(|fault| failed(fault.error))
            }
        }
    }

    /// The error of a write that failed.
    pub(crate) fn fault(&self, source: io::Error) -> OutputError {
        OutputError::Write { name: self.name.clone(), source }
    }
}

impl Write for OutputFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.place {
            Place::Straight(writer) => writer.write(bytes),
            Place::Beside { file, .. } => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.place {
            Place::Straight(writer) => writer.flush(),
            Place::Beside { file, .. } => file.flush(),
        }
    }
}

/// A regular file, or one that is not there yet, is written beside and moved at the end; a
/// device or pipe is written straight, and so is a file in a folder that takes no new ones.
fn place_for(path: &Path) -> io::Result<Place> {
    let known = path.metadata().ok();
    if known.as_ref().is_some_and(|metadata| !metadata.is_file()) {
        return straight(path);
    }
    let target = if known.is_some() { path.canonicalize()? } else { path.to_path_buf() };
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match temporary_in(folder, known.map(|metadata| metadata.permissions())) {
        Ok(file) => {
            let (file, temporary) = file.into_parts();
            let file = BufWriter::with_capacity(BUFFER_BYTES, file);
            Ok(Place::Beside { file, temporary, target })
        }
        Err(_) if path.is_file() => straight(path),
        Err(fault) => Err(plain(&fault)),
    }
}

fn straight(path: &Path) -> io::Result<Place> {
    let file = shown_safely(File::options().write(true).create(true).truncate(true).open(path)?);
    Ok(Place::Straight(BufWriter::with_capacity(BUFFER_BYTES, file)))
}

fn shown_safely(place: impl Write + IsTerminal + Send + 'static) -> Box<dyn Write + Send> {
    if place.is_terminal() { Box::new(Harmless::new(place)) } else { Box::new(place) }
}

fn temporary_in(folder: &Path, permissions: Option<std::fs::Permissions>) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".suar-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    Ok(file)
}

/// The error without the name of the temporary file, which says nothing to anybody.
fn plain(fault: &io::Error) -> io::Error {
    let words = fault.to_string();
    let words = words.split(" at path ").next().unwrap_or_default().to_owned();
    io::Error::new(fault.kind(), words)
}
