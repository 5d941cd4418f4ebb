//! `litmine search`: a query → ranked hits, as text for people or as JSON lines.

mod columns;
mod concordance;
mod facets;
mod json;
mod text;

use std::io::{BufWriter, Write, stdout};
use std::time::Duration;

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use litmine::lexicon::Lexicon;
use litmine::search::{self, Answer, Facet, FacetCounts, MAX_LIMIT, MAX_OFFSET, Options, Searcher};

use super::exit::Code;
use super::terminal::printable;
use super::{Context, counted};

/// Search the index: names in either language, phrases, fields
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  litmine search 赫赛汀                     also finds trastuzumab and 曲妥珠单抗
  litmine search HER2耐药机制有哪些         a question, unspaced
  litmine search 'gene:MET drug:gefitinib mechanism:bypass'
  litmine search '\"MET扩增\" (EGFR OR ALK) -brigatinib year:2018..2021'
  litmine search --kind mention T-DXd       every place, one below the other
  litmine search --kind claim 'drug:曲妥珠单抗 effect:resistance'
  litmine search --facets gene,year --limit 0 耐药
  litmine search --json 'reference:\"Shaw 2016\"' | jq .text

A bare name finds its concept by any of its names; words must all match; \"quoted\" text and
name:HER2 are taken as written. Operators: AND OR NOT ( ) -word.

Fields: gene drug mechanism effect disease family pathway variant concept, in which a name also
stands for what is below it; name reference section year lang journal author keyword doi pmid
pmcid source. Years are 2019, 2019..2023, 2019.. or ..2020. Effects are resistance, sensitivity,
overcomes, response, in either language, and \"not resistance\" where a sentence denies it.")]
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
    /// Count what answers by these, after the hits; sentences, or articles with --kind article
    #[arg(long, value_name = "FACET", value_delimiter = ',', value_parser = facet())]
    facets: Vec<Facet>,
    /// How many values of each facet to print
    #[arg(long, value_name = "N", default_value_t = 10)]
    facet_limit: usize,
    /// Columns of text on each side of a mention
    #[arg(long, value_name = "N", default_value_t = 36)]
    context: usize,
    /// Print one JSON object a hit, and one for all facets
    #[arg(long)]
    json: bool,
    /// Say how the query was understood, and what makes the score of each hit
    #[arg(long)]
    explain: bool,
    /// Give up after so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 10.0, value_parser = seconds)]
    timeout: f64,
}

/// Takes the words for facets.
fn facet() -> impl TypedValueParser<Value = Facet> {
    let words = PossibleValuesParser::new(Facet::ALL.map(Facet::as_str));
    words.try_map(|word| Facet::parse(&word).ok_or("no facet"))
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

/// Reads a time that is more than nothing and at most a day.
fn seconds(text: &str) -> Result<f64, String> {
    let seconds: f64 = text.parse().map_err(|_| "expected seconds, such as 2.5")?;
    match seconds {
        0.001..=86_400.0 => Ok(seconds),
        _ => Err("expected 0.001 to 86400 seconds".into()),
    }
}

impl Search {
    pub(super) fn run(self, context: &Context) -> anyhow::Result<Code> {
        let query = self.query.join(" ");
        // What is no query at all is refused before anything is loaded.
        search::check(&query)?;
        let reader = context.reader()?;
        let lexicon = context.lexicon_of(&reader)?;
        context.warn_of_outdated(&reader, &lexicon)?;
        let timeout = Duration::from_secs_f64(self.timeout);
        let searcher = Searcher::open(reader, &lexicon).with_timeout(Some(timeout));
        let options = Options {
            kind: self.kind.into(),
            limit: usize::try_from(self.limit)?,
            offset: usize::try_from(self.offset)?,
            is_explained: self.explain,
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
        let counts = searcher.facets(&query, self.kind.into(), &self.facets, self.facet_limit)?;
        let mut out = BufWriter::new(stdout().lock());
        match self.json {
            true => self.write_json(&mut out, &answer, &counts, &lexicon)?,
            false => self.write_text(&mut out, &answer, &counts, &lexicon, context)?,
        }
        out.flush()?;
        Ok(Code::Done)
    }

    fn write_json(
        &self,
        out: &mut impl Write,
        answer: &Answer,
        counts: &[FacetCounts],
        lexicon: &Lexicon,
    ) -> anyhow::Result<()> {
        for hit in &answer.hits {
            json::write(out, hit, lexicon)?;
        }
        if !counts.is_empty() {
            facets::write_json(out, answer.total, counts, lexicon)?;
        }
        Ok(())
    }

    fn write_text(
        &self,
        out: &mut impl Write,
        answer: &Answer,
        counts: &[FacetCounts],
        lexicon: &Lexicon,
        context: &Context,
    ) -> anyhow::Result<()> {
        let paint = context.paint();
        let printer = text::Printer { lexicon, paint };
        match self.kind {
            Kind::Mention => concordance::write(out, &answer.hits, self.context, paint)?,
            _ => printer.write(out, usize::try_from(self.offset)? + 1, &answer.hits)?,
        }
        Ok(facets::write_text(out, counts, lexicon, paint)?)
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
            ..Options::default()
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
