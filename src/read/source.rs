//! Source: a file or stream → its bytes, unpacked and within limits.

use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::GzDecoder;

use super::{LARGEST_BYTES, display};
use crate::error::Error;

/// The most that a packed input may unpack to, in bytes.
const LARGEST_UNPACKED_BYTES: u64 = 1 << 30;
/// The most that a packed input may grow by, counted behind its first 16 MiB.
const LARGEST_RATIO: u64 = 200;
const RATIO_FROM_BYTES: u64 = 16 << 20;
/// How much of an input is looked at to see what it is.
const HEAD_BYTES: usize = 64 << 10;

/// Bytes that can be handed to another thread.
pub(super) type Stream = Box<dyn BufRead + Send>;

/// Opens a file; one that is packed with gzip is checked as a whole first.
///
/// # Errors
///
/// [`Error::Io`], or [`Error::Input`] for what is no file, is too large or is damaged.
pub(super) fn open(path: &Path) -> Result<Stream, Error> {
    let metadata = fs::metadata(path).map_err(Error::io(path))?;
    let refuse = |expected, found| Error::Input {
        place: display(path),
        expected,
        found,
    };
    if !metadata.is_file() {
        return Err(refuse("a file", "something else".into()));
    }
    let file = || {
        fs::File::open(path)
            .map_err(Error::io(path))
            .map(BufReader::new)
    };
    let mut probe = file()?;
    let is_packed = probe
        .fill_buf()
        .map_err(Error::io(path))?
        .starts_with(&GZIP);
    if is_packed {
        let checked = io::copy(&mut unpacked(Box::new(probe)), &mut io::sink());
        checked.map_err(|error| refuse("a sound gzip file", error.to_string()))?;
    } else if metadata.len() > LARGEST_BYTES && !is_streamed(path) {
        let found = format!("{} bytes", metadata.len());
        return Err(refuse("at most 256 MiB", found));
    }
    unpack(Box::new(file()?)).map_err(Error::io(path))
}

/// Whether a file of this name is read record by record, so that its size does not matter.
fn is_streamed(path: &Path) -> bool {
    use super::Format;
    matches!(
        Format::of(path),
        Some(Format::Jsonl | Format::Jats | Format::Zip | Format::Tar)
    )
}

/// Unpacks a stream that is packed with gzip; any other stays as it is.
pub(super) fn unpack(mut stream: Stream) -> io::Result<Stream> {
    Ok(match stream.fill_buf()?.starts_with(&GZIP) {
        true => Box::new(BufReader::new(unpacked(stream))),
        false => stream,
    })
}

/// Looks at how a stream begins: its first bytes, and all of it.
pub(super) fn peek(mut stream: Stream) -> io::Result<(Vec<u8>, Stream)> {
    let mut head = Vec::new();
    stream
        .by_ref()
        .take(HEAD_BYTES as u64)
        .read_to_end(&mut head)?;
    let whole = Box::new(io::Cursor::new(head.clone()).chain(stream));
    Ok((head, whole))
}

/// Reads a whole input of at most 256 MiB; the error says what was found instead.
pub(super) fn read_all(stream: impl Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = stream.take(LARGEST_BYTES + 1).read_to_end(&mut bytes);
    match read {
        Err(error) => Err(error.to_string()),
        Ok(_) if bytes.len() as u64 > LARGEST_BYTES => Err("more than 256 MiB".into()),
        Ok(_) => Ok(bytes),
    }
}

const GZIP: [u8; 2] = [0x1f, 0x8b];

/// The content of a gzip stream of one or more members; what stands behind them is left aside.
fn unpacked(stream: Stream) -> impl Read + Send {
    let packed = Arc::new(AtomicU64::new(0));
    let counted = Counted {
        stream,
        count: Arc::clone(&packed),
    };
    let inner = Members {
        member: Some(GzDecoder::new(counted)),
    };
    Bounded {
        inner,
        packed,
        unpacked: 0,
    }
}

/// Counts the bytes that are taken from a stream.
struct Counted {
    stream: Stream,
    count: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.stream.read(buffer)?;
        self.count.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

impl BufRead for Counted {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.stream.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.count.fetch_add(amount as u64, Ordering::Relaxed);
        self.stream.consume(amount);
    }
}

/// The members of a gzip stream, one behind the other.
struct Members {
    member: Option<GzDecoder<Counted>>,
}

impl Read for Members {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.member {
            let count = member.read(buffer)?;
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            let Some(mut rest) = self.member.take().map(GzDecoder::into_inner) else {
                break;
            };
            if rest.fill_buf()?.starts_with(&GZIP) {
                self.member = Some(GzDecoder::new(rest));
            }
        }
        Ok(0)
    }
}

/// Stops a stream that grows beyond the limits.
pub(super) struct Bounded<R> {
    inner: R,
    packed: Arc<AtomicU64>,
    unpacked: u64,
}

impl<R> Bounded<R> {
    /// Bounds one member of an archive of `packed` bytes that gave `unpacked` bytes before.
    pub(super) fn new(inner: R, packed: u64, unpacked: u64) -> Self {
        Self {
            inner,
            packed: Arc::new(AtomicU64::new(packed)),
            unpacked,
        }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.unpacked += count as u64;
        let packed = self.packed.load(Ordering::Relaxed);
        let grows = self.unpacked > RATIO_FROM_BYTES && self.unpacked / LARGEST_RATIO > packed;
        match grows || self.unpacked > LARGEST_UNPACKED_BYTES {
            true => Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "more than 1 GiB, or 200 times its size, when unpacked",
            )),
            false => Ok(count),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(content: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(content).unwrap();
        encoder.finish().unwrap()
    }

    fn read(bytes: Vec<u8>) -> Result<Vec<u8>, String> {
        let stream = unpack(Box::new(io::Cursor::new(bytes))).map_err(|e| e.to_string())?;
        let (_, stream) = peek(stream).map_err(|e| e.to_string())?;
        read_all(stream)
    }

    #[test]
    fn unpacks_every_member_and_leaves_what_follows() {
        let two = [packed("HER2阳".as_bytes()), packed("性".as_bytes())].concat();
        assert_eq!(read(two.clone()).unwrap(), "HER2阳性".as_bytes());
        assert_eq!(
            read([two, b"GARBAGE".to_vec()].concat()).unwrap(),
            "HER2阳性".as_bytes()
        );
        assert_eq!(read(b"plain".to_vec()).unwrap(), b"plain");
        assert_eq!(read(packed(b"")).unwrap(), b"");
    }

    #[test]
    fn refuses_damage_and_bombs() {
        let mut damaged = packed(b"HER2 and TP53");
        let checksum = damaged.len() - 6;
        damaged[checksum] ^= 1;
        assert!(read(damaged).is_err());
        assert!(read(packed(b"HER2")[..12].to_vec()).is_err());
        let bomb = packed(&vec![b' '; 40 << 20]);
        assert!(read(bomb).unwrap_err().contains("200 times"));
    }
}
