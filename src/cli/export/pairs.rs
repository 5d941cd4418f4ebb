//! Pairs: `litmine export cooccurrence`, with its nodes and its sentences.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::bail;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use litmine::cooccur::{Counter, Options, RollUp, SortColumn, Table};
use litmine::export::pairs::{
    self, COOCCURRENCE_COLUMNS, NODE_COLUMNS, PAIR_SENTENCE_COLUMNS, PairSentences,
};
use litmine::index::Reader;
use litmine::lexicon::Lexicon;
use litmine::model::{Category, Concept, Window};

use super::Export;
use super::output::{Format, Output};
use crate::cli::Context;
use crate::cli::exit::Code;

/// What only co-occurrences have.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Options of cooccurrence")]
pub(super) struct PairOptions {
    /// In what two concepts must stand together [default: sentence]
    #[arg(long, value_name = "WINDOW", value_parser = window_parser())]
    window: Option<Window>,
    /// Categories to pair, separated by commas [default: gene,family,drug]
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = category_parser())]
    categories: Option<Vec<Category>>,
    /// Leave out pairs that share fewer windows [default: 1]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    min_count: Option<u64>,
    /// Only pairs with this concept: an id, or a name in any spelling
    #[arg(long, value_name = "CONCEPT")]
    about: Option<String>,
    /// Count genes as the family that they belong to
    #[arg(long)]
    roll_up: bool,
    /// Sort by this column [default: score]
    #[arg(long, value_name = "COLUMN", value_parser = sort_parser(), hide_possible_values = true)]
    sort: Option<SortColumn>,
    /// Also write one row a pair and sentence
    #[arg(long, value_name = "FILE")]
    with_evidence: Option<PathBuf>,
    /// Also write every concept that was counted
    #[arg(long, value_name = "FILE")]
    nodes: Option<PathBuf>,
}

fn window_parser() -> impl TypedValueParser<Value = Window> {
    PossibleValuesParser::new(Window::ALL.map(Window::as_str))
        .map(|word| Window::parse(&word).unwrap_or_default())
}

fn category_parser() -> impl TypedValueParser<Value = Category> {
    PossibleValuesParser::new(Category::ALL.map(Category::as_str))
        .try_map(|word| Category::parse(&word).ok_or("expected a category"))
}

fn sort_parser() -> impl TypedValueParser<Value = SortColumn> {
    PossibleValuesParser::new(SortColumn::ALL.map(SortColumn::as_str))
        .map(|word| SortColumn::parse(&word).unwrap_or_default())
}

impl PairOptions {
    /// Returns the first option that was given.
    pub(super) fn first_given(&self) -> Option<&'static str> {
        let given = [
            ("--window", self.window.is_some()),
            ("--categories", self.categories.is_some()),
            ("--min-count", self.min_count.is_some()),
            ("--about", self.about.is_some()),
            ("--roll-up", self.roll_up),
            ("--sort", self.sort.is_some()),
            ("--with-evidence", self.with_evidence.is_some()),
            ("--nodes", self.nodes.is_some()),
        ];
        given
            .iter()
            .find(|(_, is_given)| *is_given)
            .map(|(flag, _)| *flag)
    }

    fn options(&self, context: &Context, lexicon: &Lexicon) -> anyhow::Result<Options> {
        let mut options = Options {
            window: self.window.unwrap_or_default(),
            min_count: self.min_count.unwrap_or(1),
            ..Options::default()
        };
        if let Some(categories) = &self.categories {
            options.categories = categories.iter().copied().collect();
        }
        if let Some(name) = &self.about {
            options.about = Some(about(name, context, lexicon)?.id.clone());
        }
        Ok(options)
    }

    /// Refuses to write two tables into one file.
    fn check_files(&self, output: &Path) -> anyhow::Result<()> {
        let others = [self.with_evidence.as_deref(), self.nodes.as_deref()];
        let mut files: Vec<&Path> = others.into_iter().flatten().chain([output]).collect();
        files.sort();
        let twice = files.windows(2).find(|pair| pair[0] == pair[1]);
        match twice {
            Some(pair) => bail!(
                "expected a file for each table, found {} twice",
                pair[0].display()
            ),
            None => Ok(()),
        }
    }
}

/// Returns the concept that an id or a name means; says so where it could mean others.
fn about<'l>(
    name: &str,
    context: &Context,
    lexicon: &'l Lexicon,
) -> anyhow::Result<&'l Arc<Concept>> {
    if let Some(concept) = lexicon.concept(&name.into()) {
        return Ok(concept);
    }
    let named = lexicon.named(name);
    let Some((best, others)) = named.split_first() else {
        bail!("--about: no dictionary has {name} (`litmine lexicon lookup` shows near names)");
    };
    if !others.is_empty() {
        let others: Vec<String> = others
            .iter()
            .map(|other| format!("{} {}", other.id, other.name))
            .collect();
        let others = others.join(", ");
        context.note(&format!(
            "litmine: --about {name}: taken for {} {}; could also mean {others}",
            best.id, best.name
        ));
    }
    Ok(best)
}

/// Exports co-occurrences.
pub(super) fn export(command: &Export, format: Format, context: &Context) -> anyhow::Result<Code> {
    let wanted = &command.pairs;
    wanted.check_files(&command.output)?;
    let reader = context.reader()?;
    let lexicon = context.lexicon_of(&reader)?;
    let options = wanted.options(context, &lexicon)?;
    context.warn_of_outdated(&reader, &lexicon)?;
    let bom = command.bom;
    let open = |path: &PathBuf, columns| Output::open(path, columns, Format::of(path)?, bom);
    let mut rows = Output::open(&command.output, COOCCURRENCE_COLUMNS, format, bom)?;
    let nodes = wanted.nodes.as_ref();
    let mut nodes = nodes.map(|path| open(path, NODE_COLUMNS)).transpose()?;
    let sentences = wanted.with_evidence.as_ref();
    let sentences = sentences.map(|path| open(path, PAIR_SENTENCE_COLUMNS));
    let mut sentences = sentences.transpose()?;

    let mut counter = Counter::new(options);
    let roll_up = match wanted.roll_up {
        true => RollUp::new(lexicon.concepts()),
        false => RollUp::default(),
    };
    for document in reader.documents()? {
        counter.add(&roll_up.apply(document?));
    }
    let mut table = counter.finish();
    table.sort(wanted.sort.unwrap_or_default());
    write_pairs(&mut rows, &table)?;
    if let Some(nodes) = &mut nodes {
        write_nodes(nodes, &table)?;
    }
    if let Some(sentences) = &mut sentences {
        write_sentences(sentences, &table, &reader, &roll_up)?;
    }
    let written = [Some(rows), nodes, sentences];
    written.into_iter().flatten().try_for_each(Output::finish)?;
    Ok(Code::Done)
}

fn write_pairs(output: &mut Output, table: &Table) -> anyhow::Result<()> {
    output.write(|writer| {
        for pair in &table.pairs {
            writer.row(&pairs::cooccurrence(pair))?;
        }
        Ok(())
    })
}

fn write_nodes(output: &mut Output, table: &Table) -> anyhow::Result<()> {
    output.write(|writer| {
        for node in &table.nodes {
            let counts = [node.articles, node.sections, node.sentences, node.degree];
            writer.row(&pairs::node(&node.concept, counts))?;
        }
        Ok(())
    })
}

fn write_sentences(
    output: &mut Output,
    table: &Table,
    reader: &Reader,
    roll_up: &RollUp,
) -> anyhow::Result<()> {
    let sentences = PairSentences::new(&table.pairs);
    output.write(|writer| {
        for document in reader.documents()? {
            let document = roll_up.apply(document?);
            for row in sentences.rows(&document) {
                writer.row(&row)?;
            }
        }
        Ok(())
    })
}
