//! `litmine status`: what is in the index, and does it fit the dictionaries in use?

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use litmine::index;
use litmine::lexicon::Lexicon;
use serde::Serialize;

use super::Context;
use super::exit::Code;

/// Tell what is in the index
#[derive(Debug, clap::Args)]
pub(crate) struct Status {
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

/// What `--json` prints.
#[derive(Serialize)]
struct View<'s> {
    schema_version: u32,
    index: String,
    articles: u64,
    sentences: u64,
    segments: usize,
    size_bytes: u64,
    format: u32,
    /// Version of the program that wrote it last.
    written_by: &'s str,
    litmine: &'static str,
    commit: u64,
    /// Number of articles by fingerprint of their dictionaries.
    dictionaries: &'s BTreeMap<String, u64>,
    dictionaries_in_use: &'s str,
    outdated_articles: u64,
    /// For each article that is a copy of another, that other one.
    copies: BTreeMap<String, String>,
}

impl Status {
    pub(super) fn run(self, context: &Context) -> anyhow::Result<Code> {
        let reader = context.reader()?;
        let status = reader.status()?;
        let lexicon = context.lexicon()?;
        let view = View {
            copies: reader.copies()?,
            ..View::new(context, &status, &lexicon)
        };
        let mut out = io::stdout().lock();
        if self.json {
            serde_json::to_writer(&mut out, &view).map_err(io::Error::from)?;
            writeln!(out)?;
        } else {
            view.print(&mut out)?;
        }
        Ok(Code::Done)
    }
}

impl<'s> View<'s> {
    fn new(context: &Context, status: &'s index::Status, lexicon: &'s Lexicon) -> Self {
        let manifest = &status.manifest;
        let others = status
            .dictionaries
            .iter()
            .filter(|(fingerprint, _)| *fingerprint != lexicon.fingerprint());
        Self {
            schema_version: 1,
            index: context.index.display().to_string(),
            articles: manifest.articles,
            sentences: manifest.sentences,
            segments: status.segments,
            size_bytes: status.size_bytes,
            format: manifest.format,
            written_by: &manifest.litmine,
            litmine: env!("CARGO_PKG_VERSION"),
            commit: manifest.commit,
            dictionaries: &status.dictionaries,
            dictionaries_in_use: lexicon.fingerprint(),
            outdated_articles: others.map(|(_, count)| count).sum(),
            copies: BTreeMap::new(),
        }
    }

    fn print(&self, out: &mut impl Write) -> io::Result<()> {
        let size = indicatif::HumanBytes(self.size_bytes);
        let fingerprint: String = self.dictionaries_in_use.chars().take(12).collect();
        writeln!(out, "index         {}", self.index)?;
        writeln!(out, "articles      {}", self.articles)?;
        if !self.copies.is_empty() {
            let originals: BTreeSet<&String> = self.copies.values().collect();
            writeln!(
                out,
                "copies        {} of {} articles: co-occurrences count each article once, \
                 `litmine export articles` names them",
                self.copies.len(),
                originals.len()
            )?;
        }
        writeln!(out, "sentences     {}", self.sentences)?;
        writeln!(out, "segments      {}", self.segments)?;
        writeln!(out, "size          {size}")?;
        writeln!(
            out,
            "format        {}, written by litmine {}; this is litmine {}",
            self.format, self.written_by, self.litmine
        )?;
        match self.outdated_articles {
            0 => writeln!(out, "dictionaries  {fingerprint}, those in use"),
            outdated => writeln!(
                out,
                "dictionaries  {fingerprint} in use, others in {outdated} of {} articles: \
                 `litmine index --reannotate` brings them up to date",
                self.articles
            ),
        }
    }
}
