//! `litmine lexicon candidates`: headings that name no known mechanism, most telling first.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufWriter, Write, stdout};

use litmine::model::{AnnotatedDocument, Category, SectionKind};
use litmine::normalize;

use crate::cli::Context;
use crate::cli::exit::Code;
use crate::cli::terminal::printable;

/// List headings of the index that could be mechanisms: none that is known stands in them
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Columns: claims below the heading, sections, articles, proposed id, heading.
Add what is a mechanism to a mechanisms.csv, and index again with --reannotate."
)]
pub(crate) struct Candidates {
    /// How many to print
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
}

/// How often a heading was found.
#[derive(Default)]
struct Found {
    claims: usize,
    sections: usize,
    articles: BTreeSet<String>,
    heading: String,
}

impl Candidates {
    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Code> {
        let reader = context.reader()?;
        let mut found: BTreeMap<String, Found> = BTreeMap::new();
        for document in reader.documents()? {
            count(&document?, &mut found);
        }
        let mut found: Vec<Found> = found.into_values().collect();
        found.sort_by(|a, b| {
            let key = |one: &Found| (one.claims, one.sections);
            key(b).cmp(&key(a)).then_with(|| a.heading.cmp(&b.heading))
        });
        let mut out = BufWriter::new(stdout().lock());
        writeln!(out, "claims\tsections\tarticles\tid\theading")?;
        for one in found.iter().take(self.limit) {
            let (claims, sections, articles) = (one.claims, one.sections, one.articles.len());
            let heading = printable(&one.heading);
            writeln!(
                out,
                "{claims}\t{sections}\t{articles}\t{}\t{heading}",
                slug(&one.heading)
            )?;
        }
        out.flush()?;
        Ok(Code::Done)
    }
}

fn count(annotated: &AnnotatedDocument, found: &mut BTreeMap<String, Found>) {
    let text = &annotated.document.text;
    let structure = &annotated.structure;
    for (index, section) in structure.sections.iter().enumerate() {
        let Some(heading) = section
            .heading
            .filter(|_| section.kind == SectionKind::Body)
        else {
            continue;
        };
        let is_known = annotated.mentions.iter().any(|mention| {
            mention.category == Category::Mechanism && heading.contains(mention.span)
        });
        if is_known {
            continue;
        }
        let heading = heading.of(text);
        let entry = found.entry(normalize::fold_name(heading)).or_default();
        entry.claims += annotated
            .claims
            .iter()
            .filter(|claim| structure.sentences[claim.sentence_index].section_index == index)
            .count();
        entry.sections += 1;
        entry.articles.insert(annotated.document.id.clone());
        entry.heading = heading.to_owned();
    }
}

/// The id that a mechanism of this name could have; Han headings keep their characters.
fn slug(heading: &str) -> String {
    let folded = normalize::fold_name(heading);
    let words = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    format!("mech:{}", words.collect::<Vec<_>>().join("-"))
}
