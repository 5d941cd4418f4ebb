//! `litmine search`: a query → ranked hits, as text for people or as JSON lines.

mod json;
mod text;

use std::io::{BufWriter, Write, stdout};

use clap::ValueEnum;
use litmine::lexicon::Lexicon;
use litmine::search::{self, Answer, MAX_LIMIT, MAX_OFFSET, Options, Searcher};

use super::exit::Code;
use super::terminal::printable;
use super::{Context, counted};

/// Search the index: names in either language, phrases, fields
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  litmine search 赫赛汀                     also finds trastuzumab and 曲妥珠单抗
  litmine search 'gene:MET drug:gefitinib mechanism:bypass'
  litmine search '\"MET扩增\" (EGFR OR ALK) -brigatinib'
  litmine search --kind claim 'drug:曲妥珠单抗 effect:resistance'
  litmine search --json 'reference:\"Shaw 2016\"' | jq .text

Fields: gene drug mechanism effect disease family pathway variant concept name reference section
year source. Years are 2019, 2019..2023, 2019.. or ..2020. Operators: AND OR NOT ( ) -word.")]
pub(crate) struct Search {
    /// What to look for; several words must all match
    #[arg(value_name = "QUERY", required = true)]
    query: Vec<String>,
    /// What a hit is
    #[arg(long, value_name = "KIND", default_value = "sentence")]
    kind: Kind,
    /// How many hits to print
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = at_most(MAX_LIMIT))]
    limit: u64,
    /// How many of the best hits to pass over
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = at_most(MAX_OFFSET))]
    offset: u64,
    /// Print one JSON object a hit
    #[arg(long)]
    json: bool,
    /// Say how the query was understood, and the score of each hit
    #[arg(long)]
    explain: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    /// Articles, shown by their best sentence
    Article,
    /// Sentences
    Sentence,
    /// Mentions of what the query names
    Mention,
    /// What sentences claim: which gene does what to which drug
    Claim,
}

impl From<Kind> for search::Kind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Article => search::Kind::Article,
            Kind::Sentence => search::Kind::Sentence,
            Kind::Mention => search::Kind::Mention,
            Kind::Claim => search::Kind::Claim,
        }
    }
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Kind::Article => "article",
            Kind::Sentence => "sentence",
            Kind::Mention => "mention",
            Kind::Claim => "claim",
        }
    }
}

fn at_most(most: usize) -> clap::builder::RangedU64ValueParser<u64> {
    clap::value_parser!(u64).range(0..=most as u64)
}

impl Search {
    pub(super) fn run(self, context: &Context) -> anyhow::Result<Code> {
        let reader = context.reader()?;
        let lexicon = context.lexicon_of(&reader)?;
        context.warn_of_outdated(&reader, &lexicon)?;
        let searcher = Searcher::open(reader, &lexicon);
        let query = self.query.join(" ");
        let options = Options {
            kind: self.kind.into(),
            limit: usize::try_from(self.limit)?,
            offset: usize::try_from(self.offset)?,
        };
        let answer = searcher.search(&query, options)?;
        if self.explain {
            super::say(&printable_lines(&searcher.explain(&query)?));
        }
        if answer.total == 0 {
            context.note(&self.why_nothing(&query, &searcher, &lexicon)?);
        } else {
            context.note(&self.header(&query, &answer));
        }
        let printer = text::Printer {
            lexicon: &lexicon,
            paint: context.paint(),
            has_score: self.explain,
        };
        let mut out = BufWriter::new(stdout().lock());
        for (number, hit) in (options.offset + 1..).zip(&answer.hits) {
            match self.json {
                true => json::write(&mut out, hit, &lexicon)?,
                false => printer.write(&mut out, number, hit)?,
            }
        }
        out.flush()?;
        Ok(Code::Done)
    }

    /// Says which hits are shown.
    fn header(&self, query: &str, answer: &Answer) -> String {
        let query = printable(query.trim());
        let total = counted(answer.total, self.kind.as_str());
        match answer.hits.len() as u64 {
            0 => format!("Showing none of {total} for “{query}”"),
            shown => {
                let (first, last) = (self.offset + 1, self.offset + shown);
                format!("Showing {first}–{last} of {total} for “{query}”")
            }
        }
    }

    /// Says why there is no hit.
    fn why_nothing(
        &self,
        query: &str,
        searcher: &Searcher,
        lexicon: &Lexicon,
    ) -> anyhow::Result<String> {
        let kind = self.kind.as_str();
        let shown = printable(query.trim());
        let understood = searcher.explain(query)?;
        if is_plain(query) && understood.len() == 1 && lexicon.named(query).is_empty() {
            return Ok(format!(
                "No {kind} has “{shown}”, and no dictionary has such a name"
            ));
        }
        let mut why = format!("No {kind} answers “{shown}”");
        if !self.explain {
            why.push_str(", understood as\n");
            why.push_str(&printable_lines(&understood));
        }
        let articles = Options {
            kind: search::Kind::Article,
            limit: 0,
            offset: 0,
        };
        let articles = searcher.search(query, articles)?.total;
        if articles > 0 {
            let articles = counted(articles, "article");
            why.push_str(&format!(
                "\nOver several sentences {articles} may: --kind article"
            ));
        }
        Ok(why)
    }
}

fn printable_lines(lines: &[String]) -> String {
    let lines = lines.iter().map(|line| format!("  {}", printable(line)));
    lines.collect::<Vec<String>>().join("\n")
}

/// Whether a query is words only, so that the whole could be a name.
fn is_plain(query: &str) -> bool {
    !query.contains([':', '：', '"', '(', ')', '“', '（'])
}
