//! Compare: `litmine export cooccurrence --compare`: two counts in one table.

use litmine::cooccur;
use litmine::export::pairs::{self, COMPARISON_COLUMNS};
use litmine::index::Reader;

use anyhow::ensure;

use super::Export;
use super::output::{Format, Output};
use super::pairs::Counted;
use crate::cli::Context;
use crate::cli::exit::Code;

/// Exports what rose, fell, is new or is gone.
pub(super) fn export(command: &Export, format: Format, context: &Context) -> anyhow::Result<Code> {
    let wanted = &command.pairs;
    let beside = [&wanted.with_evidence, &wanted.nodes, &wanted.plot];
    ensure!(
        beside.iter().all(|file| file.is_none()) && wanted.profile.is_none(),
        "--compare writes one table: leave out --with-evidence, --nodes, --plot and --profile"
    );
    let reader = context.reader()?;
    let lexicon = context.lexicon_of(&reader)?;
    let other = wanted.compare.as_deref().unwrap_or(&context.index);
    let other = Reader::open(other)?;
    // Small counts must not vanish on one side only.
    let mut options = wanted.counting(context, &lexicon)?;
    let min_count = std::mem::replace(&mut options.min_count, 1);
    let query = wanted.query.as_deref();
    let other_query = wanted.compare_where.as_deref().or(query);
    let now = Counted::new(command, context, reader, &lexicon, options.clone(), query)?;
    let before = Counted::new(command, context, other, &lexicon, options, other_query)?;
    let rows = cooccur::compare(&before.table, &now.table).into_iter();
    let rows = rows.filter(|row| row.counts.iter().any(|&count| count >= min_count));
    let mut output = Output::open(&command.output, COMPARISON_COLUMNS, format, command.bom)?;
    output.write(|writer| {
        for row in rows.take(wanted.top.unwrap_or(usize::MAX)) {
            writer.row(&pairs::comparison(&row))?;
        }
        Ok(())
    })?;
    output.into_target().finish()?;
    Ok(Code::Done)
}
