//! Input: a file, plain or gzip → its bytes.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

use crate::error::{Error, Result};

/// The first bytes of a gzip file.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Opens a file; gzip is told by its first bytes, not by its name.
pub(super) fn open(path: &Path) -> Result<Box<dyn BufRead>> {
    let file = File::open(path).map_err(Error::io(path))?;
    let mut bytes = BufReader::with_capacity(1 << 16, file);
    let head = bytes.fill_buf().map_err(Error::io(path))?;
    if head.starts_with(&GZIP) {
        let plain = MultiGzDecoder::new(bytes);
        return Ok(Box::new(BufReader::with_capacity(1 << 16, plain)));
    }
    Ok(Box::new(bytes))
}

/// Reads a line of at most `most` bytes with its line break. `Some(false)`: the line was longer,
/// its rest is skipped; `None`: there is none.
pub(super) fn line(
    input: &mut dyn BufRead,
    most: usize,
    line: &mut Vec<u8>,
) -> std::io::Result<Option<bool>> {
    line.clear();
    let read = input.take(most as u64).read_until(b'\n', line)?;
    if read == 0 {
        return Ok(None);
    }
    if read < most || line.ends_with(b"\n") {
        return Ok(Some(true));
    }
    input.skip_until(b'\n')?;
    Ok(Some(false))
}
