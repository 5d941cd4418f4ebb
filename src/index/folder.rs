//! Folder: who may write to an index, and reading one that cannot be written to.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, META_LOCK, MmapDirectory, WatchCallback,
    WatchHandle, WritePtr,
};

use super::failed;
use crate::error::{Error, Result};

const LOCK_FILE: &str = "litmine.lock";
const HOLDER_FILE: &str = "litmine.pid";

/// The right to write to an index folder, for as long as it lives.
///
/// The system holds the lock, so that it ends with the process whatever happens;
/// the file that names the process is only there to be read by people.
pub(super) struct Claim {
    holder_file: PathBuf,
    _lock: DirectoryLock,
}

impl Claim {
    /// Claims a folder.
    ///
    /// # Errors
    ///
    /// [`Error::IndexBusy`] at once where another writer holds it.
    pub(super) fn new(folder: &Path) -> Result<Self> {
        let directory = MmapDirectory::open(folder)
            .map_err(|error| failed(folder)(tantivy::TantivyError::from(error)))?;
        let lock = Lock {
            filepath: PathBuf::from(LOCK_FILE),
            is_blocking: false,
        };
        let lock = directory
            .acquire_lock(&lock)
            .map_err(|error| failed(folder)(tantivy::TantivyError::LockFailure(error, None)))?;
        let holder_file = folder.join(HOLDER_FILE);
        let holder = format!("{} {}\n", std::process::id(), now());
        fs::write(&holder_file, holder).map_err(Error::io(&holder_file))?;
        Ok(Self {
            holder_file,
            _lock: lock,
        })
    }
}

/// Gives the files that are written by way of a temporary one, which only their owner
/// may read, the permissions of every other file in the folder.
pub(super) fn share(folder: &Path, names: &[&str]) -> Result<()> {
    let lock_file = folder.join(LOCK_FILE);
    let permissions = fs::metadata(&lock_file)
        .map_err(Error::io(&lock_file))?
        .permissions();
    for path in names.iter().map(|name| folder.join(name)) {
        match fs::set_permissions(&path, permissions.clone()) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(Error::io(&path)(error));
            }
            _ => {}
        }
    }
    Ok(())
}

impl Drop for Claim {
    fn drop(&mut self) {
        // Where it stays behind it is harmless: the lock alone counts.
        let _ = fs::remove_file(&self.holder_file);
    }
}

/// Returns who writes to an index, as far as it is known.
pub(super) fn holder(folder: &Path) -> String {
    let text = fs::read_to_string(folder.join(HOLDER_FILE)).unwrap_or_default();
    let mut fields = text.split_whitespace();
    let pid = fields.next().and_then(|pid| pid.parse::<u32>().ok());
    let since = fields.next().and_then(|since| since.parse::<u64>().ok());
    match (pid, since) {
        (Some(pid), Some(since)) => {
            let seconds = now().saturating_sub(since);
            format!("process {pid} (for {seconds} s)")
        }
        (Some(pid), None) => format!("process {pid}"),
        _ => "another process".into(),
    }
}

fn now() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.map_or(0, |since| since.as_secs())
}

/// An index folder that may lie on a medium or belong to a user we cannot write to.
///
/// tantivy takes a lock even to read, so that no file vanishes under it; where the
/// lock file cannot be made, nobody else can remove files by our leave either.
#[derive(Clone, Debug)]
pub(super) struct ReadFolder(MmapDirectory);

impl ReadFolder {
    pub(super) fn open(folder: &Path) -> Result<Self> {
        let directory = MmapDirectory::open(folder)
            .map_err(|error| failed(folder)(tantivy::TantivyError::from(error)))?;
        Ok(Self(directory))
    }
}

impl Directory for ReadFolder {
    fn get_file_handle(
        &self,
        path: &Path,
    ) -> std::result::Result<Arc<dyn FileHandle>, OpenReadError> {
        self.0.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> std::result::Result<(), DeleteError> {
        self.0.delete(path)
    }

    fn exists(&self, path: &Path) -> std::result::Result<bool, OpenReadError> {
        self.0.exists(path)
    }

    fn open_write(&self, path: &Path) -> std::result::Result<WritePtr, OpenWriteError> {
        self.0.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> std::result::Result<Vec<u8>, OpenReadError> {
        self.0.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> std::io::Result<()> {
        self.0.atomic_write(path, data)
    }

    fn sync_directory(&self) -> std::io::Result<()> {
        self.0.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> std::result::Result<DirectoryLock, LockError> {
        match self.0.acquire_lock(lock) {
            Err(LockError::IoError(_)) if lock.filepath == META_LOCK.filepath => {
                Ok(DirectoryLock::from(Box::new(())))
            }
            other => other,
        }
    }

    fn watch(&self, watch_callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.0.watch(watch_callback)
    }
}
