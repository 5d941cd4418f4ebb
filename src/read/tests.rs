//! What the readers' tests share.

use super::Format;
use super::origin::Origin;

/// An origin as a file of the current folder has it.
pub(super) fn origin(name: &str, format: Format) -> Origin {
    Origin {
        place: name.into(),
        id: name.into(),
        source: Some(name.into()),
        format,
        encoding: None,
    }
}
