//! Output: one table on its way into one target; errors name the target.

use std::io;

use anyhow::Context as _;
use litmine::export::{Cell, Format, TableWriter};

use crate::cli::target::Target;

/// A table that is being written.
pub(super) struct Output {
    name: String,
    writer: TableWriter<Target>,
}
