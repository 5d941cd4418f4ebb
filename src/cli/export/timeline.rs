//! Timeline: `litmine export timeline`: how often a concept is mentioned, by year.

use std::io::Write;

use anyhow::Context as _;
use litmine::cooccur;
use litmine::export::pairs::{self, TIMELINE_COLUMNS};
use litmine::export::plot;
use litmine::model::Label;
use litmine::search::Searcher;

use super::Export;
use super::options;
use super::output::{Format, Output, write_file};
use crate::cli::Context;
use crate::cli::exit::Code;
use crate::cli::target::Target;

/// Exports the years of a concept.
pub(super) fn export(command: &Export, format: Format, context: &Context) -> anyhow::Result<Code> {
    let wanted = &command.pairs;
    let name = wanted.about.as_ref();
    let name = name.context("expected --about CONCEPT, whose years to count")?;
    let reader = context.reader()?;
    let lexicon = context.lexicon_of(&reader)?;
    context.warn_of_outdated(&reader, &lexicon)?;
    let concept = options::about(name, context, &lexicon)?;
    let label = Label {
        id: concept.id.clone(),
        category: concept.category,
        name: concept.name.clone(),
        name_zh: concept.name_zh.clone(),
    };
    let searcher = Searcher::open(reader, &lexicon);
    let mut occurrences = searcher.reader().occurrences()?;
    if let Some(query) = &wanted.query {
        let keys = searcher.keys(query, wanted.query_kind())?;
        occurrences.retain(|sentence| keys.contains(&sentence.key));
    }
    if !wanted.count_copies {
        occurrences.leave_copies();
    }
    let years = cooccur::timeline(&occurrences, &label.id);
    if years.is_empty() {
        context.note(&format!(
            "litmine: no article with a year mentions {}",
            label.name
        ));
    }
    let mut output = Output::open(&command.output, TIMELINE_COLUMNS, format, command.bom)?;
    output.write(|writer| {
        for found in &years {
            writer.row(&pairs::year(&label, found))?;
        }
        Ok(())
    })?;
    let mut written = vec![output.into_target()];
    if let Some(path) = &wanted.plot {
        let svg = plot::timeline(&label, &years)?;
        written.push(write_file(path, |out| out.write_all(svg.as_bytes()))?);
    }
    written.into_iter().try_for_each(Target::finish)?;
    Ok(Code::Done)
}
