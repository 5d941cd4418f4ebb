//! Target: where an export goes: a file that is whole or not there, or standard output.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use tempfile::NamedTempFile;

const BUFFER_BYTES: usize = 1 << 16;

/// Where an export goes.
pub(crate) struct Target {
    name: String,
    out: Out,
}

enum Out {
    Stdout(BufWriter<StdoutLock<'static>>),
    /// A device or a pipe, which cannot be renamed over.
    Device(BufWriter<File>),
    /// A file beside the one it becomes.
    File(BufWriter<NamedTempFile>, PathBuf),
}

impl Target {
    /// Opens a target; `-` is standard output. A file that is there stays as it is until
    /// [`Target::finish`].
    pub(crate) fn open(path: &Path) -> anyhow::Result<Self> {
        let name = path.display().to_string();
        if name == "-" {
            let stdout = BufWriter::with_capacity(BUFFER_BYTES, io::stdout().lock());
            let name = "standard output".into();
            let out = Out::Stdout(stdout);
            return Ok(Self { name, out });
        }
        let out = open_file(path).with_context(|| name.clone())?;
        Ok(Self { name, out })
    }

    /// Returns what to call it in messages.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Writes what is held back and, for a file, puts it in its place.
    pub(crate) fn finish(self) -> anyhow::Result<()> {
        let Self { name, out } = self;
        finish(out).context(name)
    }
}

fn open_file(path: &Path) -> io::Result<Out> {
    let Ok(existing) = fs::metadata(path) else {
        return temporary(path.to_path_buf(), None);
    };
    // Asks for the right to write to it, and changes nothing.
    let file = OpenOptions::new().write(true).open(path)?;
    match existing.is_file() {
        true => temporary(fs::canonicalize(path)?, Some(existing.permissions())),
        false => Ok(Out::Device(BufWriter::with_capacity(BUFFER_BYTES, file))),
    }
}

fn temporary(path: PathBuf, permissions: Option<fs::Permissions>) -> io::Result<Out> {
    let parent = path.parent().filter(|parent| *parent != Path::new(""));
    let parent = parent.unwrap_or(Path::new("."));
    fs::metadata(parent)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".litmine-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let file = builder.tempfile_in(parent)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    Ok(Out::File(
        BufWriter::with_capacity(BUFFER_BYTES, file),
        path,
    ))
}

fn finish(out: Out) -> io::Result<()> {
    match out {
        Out::Stdout(mut stdout) => stdout.flush(),
        Out::Device(mut device) => device.flush(),
        Out::File(file, path) => {
            let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
            file.as_file().sync_all()?;
            file.persist(path).map_err(|error| error.error)?;
            Ok(())
        }
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.out {
            Out::Stdout(stdout) => stdout.write(bytes),
            Out::Device(device) => device.write(bytes),
            Out::File(file, _) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.out {
            Out::Stdout(stdout) => stdout.flush(),
            Out::Device(device) => device.flush(),
            Out::File(file, _) => file.flush(),
        }
    }
}
