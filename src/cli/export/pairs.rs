//! Pairs: `litmine export cooccurrence`, with its nodes, its sentences and its sidecar.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{bail, ensure};
use litmine::cooccur::{self, Options, PairSentence, Table};
use litmine::export::pairs::{self, COOCCURRENCE_COLUMNS, NODE_COLUMNS, PAIR_SENTENCE_COLUMNS};
use litmine::export::plot;
use litmine::index::Reader;
use litmine::index::schema::Record;
use litmine::lexicon::Lexicon;
use litmine::model::{ConceptId, Occurrences};
use litmine::search::Searcher;

use super::Export;
use super::networks::Network;
use super::output::{Format, Output, write_file};
use super::sidecar;
use crate::cli::Context;
use crate::cli::exit::Code;
use crate::cli::target::Target;

/// What was counted, with the index it was counted in.
pub(super) struct Counted<'l> {
    pub(super) searcher: Searcher<'l>,
    pub(super) occurrences: Occurrences,
    pub(super) options: Options,
    pub(super) table: Table,
    /// Articles that are copies of others and were not counted.
    pub(super) copies_left_out: usize,
}

impl<'l> Counted<'l> {
    /// Counts what a command asks for.
    pub(super) fn new(
        command: &Export,
        context: &Context,
        reader: Reader,
        lexicon: &'l Lexicon,
        options: Options,
        query: Option<&str>,
    ) -> anyhow::Result<Self> {
        let wanted = &command.pairs;
        context.warn_of_outdated(&reader, lexicon)?;
        let searcher = Searcher::open(reader, lexicon);
        let mut occurrences = searcher.reader().occurrences()?;
        if let Some(query) = query {
            let keys = searcher.keys(query, wanted.query_kind())?;
            occurrences.retain(|sentence| keys.contains(&sentence.key));
        }
        let copies_left_out = match wanted.count_copies {
            true => 0,
            false => occurrences.leave_copies(),
        };
        if wanted.roll_up {
            cooccur::roll_up(&mut occurrences, lexicon.concepts());
        }
        let table = cooccur::count(&occurrences, &options);
        Ok(Self {
            searcher,
            occurrences,
            options,
            table,
            copies_left_out,
        })
    }

    /// The example sentences of the pairs, by key, read in the order of the index.
    fn examples(&self) -> anyhow::Result<BTreeMap<u64, String>> {
        let pairs = self.table.pairs.iter();
        let mut texts: BTreeMap<u64, String> = pairs
            .map(|pair| (pair.example.key, String::new()))
            .collect();
        for (&key, text) in &mut texts {
            *text = self.searcher.reader().sentence(key)?.text;
        }
        Ok(texts)
    }

    fn write_pairs(&self, output: &mut Output) -> anyhow::Result<()> {
        let examples = self.examples()?;
        output.write(|writer| {
            for pair in &self.table.pairs {
                let text = examples.get(&pair.example.key);
                let text = text.map_or("", String::as_str);
                writer.row(&pairs::cooccurrence(pair, self.options.window, text))?;
            }
            Ok(())
        })
    }

    fn write_nodes(&self, output: &mut Output) -> anyhow::Result<()> {
        output.write(|writer| {
            for node in &self.table.nodes {
                writer.row(&pairs::node(node))?;
            }
            Ok(())
        })
    }

    fn write_sentences(&self, output: &mut Output) -> anyhow::Result<()> {
        let found = cooccur::sentences(&self.occurrences, &self.table.pairs, &self.options);
        output.write(|writer| {
            for same in found.chunk_by(|one, other| place(one) == place(other)) {
                let (article_index, sentence_index) = place(&same[0]);
                let article = &self.occurrences.articles[article_index];
                let sentence = &article.sentences[sentence_index];
                let record = self.searcher.reader().sentence(sentence.key)?;
                for row in same {
                    let pair = &self.table.pairs[row.pair_index];
                    writer.row(&pairs::pair_sentence(pairs::PairSentence {
                        pair,
                        article: &article.id,
                        year: article.year,
                        sentence: sentence.index,
                        holds: row.holds.as_str(),
                        headings: &record.headings,
                        mechanisms: &record.mechanisms,
                        references: &record.references,
                        text: &record.text,
                        names: [&pair.a.id, &pair.b.id].map(|id| written(&record, id)),
                    }))?;
                }
            }
            Ok(())
        })
    }
}

fn place(row: &PairSentence) -> (usize, usize) {
    (row.article_index, row.sentence_index)
}

/// How a sentence writes a concept first.
fn written<'r>(record: &'r Record, id: &ConceptId) -> Option<&'r str> {
    let mut mentions = record.mentions.iter();
    let (span, _) = mentions.find(|(_, concept)| concept == id)?;
    Some(span.of(&record.text))
}

/// Exports co-occurrences.
pub(super) fn export(command: &Export, format: Format, context: &Context) -> anyhow::Result<Code> {
    let wanted = &command.pairs;
    let shape = Shape::of(command, format)?;
    let reader = context.reader()?;
    let lexicon = context.lexicon_of(&reader)?;
    let options = wanted.counting(context, &lexicon)?;
    let query = wanted.query.as_deref();
    let mut counted = Counted::new(command, context, reader, &lexicon, options, query)?;
    counted.table.sort(wanted.sort());
    counted.table.keep(wanted.top.unwrap_or(usize::MAX));
    let mut written = match shape {
        Shape::Table(format) => {
            let bom = command.bom;
            let mut rows = Output::open(&command.output, COOCCURRENCE_COLUMNS, format, bom)?;
            counted.write_pairs(&mut rows)?;
            let mut written = vec![rows.into_target()];
            if let Some(path) = &wanted.nodes {
                let mut nodes = Output::open(path, NODE_COLUMNS, Format::of(path)?, bom)?;
                counted.write_nodes(&mut nodes)?;
                written.push(nodes.into_target());
            }
            written
        }
        Shape::Network(shape) => shape.write(command, &counted)?,
    };
    if let Some(path) = &wanted.with_evidence {
        let format = Format::of(path)?;
        let mut sentences = Output::open(path, PAIR_SENTENCE_COLUMNS, format, command.bom)?;
        counted.write_sentences(&mut sentences)?;
        written.push(sentences.into_target());
    }
    if let Some(path) = &wanted.plot {
        let pairs = &counted.table.pairs;
        let svg = match is_heatmap(path) {
            true => plot::heatmap(pairs)?,
            false => plot::network(pairs)?,
        };
        written.push(write_file(path, |out| out.write_all(svg.as_bytes()))?);
    }
    written.extend(sidecar::written(command, &counted)?);
    written.into_iter().try_for_each(Target::finish)?;
    Ok(Code::Done)
}

/// Whether a picture is a heat map: its name says so.
fn is_heatmap(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.to_lowercase().contains("heatmap")
}

/// A table, or a network for some program.
enum Shape {
    Table(Format),
    Network(Network),
}

impl Shape {
    /// Returns what a command asks for; refuses to write two files in one.
    fn of(command: &Export, format: Format) -> anyhow::Result<Self> {
        let wanted = &command.pairs;
        let network = Network::of(wanted.profile, format)?;
        let beside = network.and_then(|network| network.beside(command));
        let nodes = wanted.nodes.clone().or(beside);
        let sidecar = sidecar::path(&command.output);
        let plot = wanted.plot.clone();
        let others = [wanted.with_evidence.clone(), nodes, plot, sidecar];
        let mut files: Vec<PathBuf> = others.into_iter().flatten().collect();
        files.push(command.output.clone());
        files.sort();
        if let Some(twice) = files.windows(2).find(|pair| pair[0] == pair[1]) {
            let name = twice[0].display();
            bail!("expected a file for each table, found {name} twice");
        }
        ensure!(
            network.is_none() || !command.bom,
            "--bom goes with csv and tsv"
        );
        Ok(network.map_or(Shape::Table(format), Shape::Network))
    }
}
