//! Snapshot: a lexicon, built → bytes, and back.
//!
//! An index keeps the lexicon that its articles were annotated with, so that a search knows the
//! same names and starts without reading and uniting dictionaries again.
//!
//! The bytes are a line `litmine lexicon FORMAT FINGERPRINT` and, in postcard
//! (<https://postcard.jamesmunns.com/wire-format>), the fields of [`Lexicon`].

use super::Lexicon;
use crate::error::{Error, Result};

/// Grows when a field of a lexicon, a concept or a rule changes.
const FORMAT: u32 = 1;

impl Lexicon {
    /// Returns the line that a snapshot of this lexicon begins with, line break included.
    pub fn snapshot_head(&self) -> String {
        format!("{}{}\n", head(), self.fingerprint)
    }

    /// Returns the lexicon as bytes.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] where it cannot be written, which no lexicon that was loaded brings about.
    pub fn to_snapshot(&self) -> Result<Vec<u8>> {
        let bytes = self.snapshot_head().into_bytes();
        postcard::to_extend(self, bytes).map_err(|error| unusable(&error.to_string()))
    }

    /// Reads a snapshot; `None` for one of another version, or of something else.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] for a damaged one.
    pub fn from_snapshot(bytes: &[u8]) -> Result<Option<Self>> {
        let Some(rest) = bytes.strip_prefix(head().as_bytes()) else {
            return Ok(None);
        };
        let Some(line) = rest.iter().position(|&byte| byte == b'\n') else {
            return Err(unusable("its first line only"));
        };
        let lexicon: Self = postcard::from_bytes(&rest[line + 1..])
            .map_err(|error| unusable(&error.to_string()))?;
        match lexicon.is_sound() && lexicon.fingerprint.as_bytes() == &rest[..line] {
            true => Ok(Some(lexicon)),
            false => Err(unusable("places that do not exist")),
        }
    }

    /// Whether everything that points into the lexicon points at something.
    fn is_sound(&self) -> bool {
        let concepts = self.concepts.len();
        let places = self.names.iter();
        places
            .map(|name| name.concept_index as usize)
            .all(|at| at < concepts)
            && self.spellings.is_sound(self.names.len(), self.rules.len())
    }
}

fn head() -> String {
    format!("litmine lexicon {FORMAT} ")
}

fn unusable(found: &str) -> Error {
    Error::Input {
        place: "a stored lexicon".into(),
        expected: "a whole one",
        found: found.to_owned(),
    }
}
