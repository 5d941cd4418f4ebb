//! `litmine show`: one article as litmine reads it.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write, stdout};

use anyhow::bail;
use litmine::export::article;
use litmine::index::Reader;
use litmine::model::{AnnotatedDocument, Category, ConceptId, Section, SectionKind, Span};

use super::Context;
use super::exit::Code;
use super::terminal::{BOLD, FAINT, Paint, printable, style_of};

/// Near ids shown for an unknown one.
const MAX_NEAR: usize = 5;

/// Show one article: headings, sentences with their mentions, citations, references
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  litmine show corpus/alk-resistance.zh.md | less -R

Sentences are numbered as in the exported tables; below the article every concept is
counted. Colours mark genes, drugs, diseases, pathways, variants and mechanisms.")]
pub(crate) struct Show {
    /// Id of the article
    #[arg(value_name = "ID")]
    id: String,
    /// Print the annotated article as one JSON object
    #[arg(long)]
    json: bool,
}

impl Show {
    pub(super) fn run(self, context: &Context) -> anyhow::Result<Code> {
        let reader = context.reader()?;
        let Some(annotated) = reader.document(&self.id)? else {
            bail!(
                "{}: no such article in the index{}",
                self.id,
                near(&self.id, &reader)?
            );
        };
        let mut out = BufWriter::new(stdout().lock());
        if self.json {
            article::write(&mut out, &annotated)?;
        } else {
            let page = Page {
                annotated: &annotated,
                paint: context.paint(),
            };
            page.write(&mut out)?;
        }
        out.flush()?;
        Ok(Code::Done)
    }
}

/// Suggests ids that hold what was asked for, in any letter case.
fn near(id: &str, reader: &Reader) -> anyhow::Result<String> {
    let asked = id.to_lowercase();
    let mut ids = reader.ids()?;
    ids.retain(|id| id.to_lowercase().contains(&asked));
    let more = match ids.len().saturating_sub(MAX_NEAR) {
        0 => String::new(),
        more => format!(" or one of {more} more"),
    };
    ids.truncate(MAX_NEAR);
    Ok(match ids.is_empty() {
        true => String::new(),
        false => format!("; did you mean {}{more}?", ids.join(", ")),
    })
}

/// An article on its way to a terminal.
struct Page<'a> {
    annotated: &'a AnnotatedDocument,
    paint: Paint,
}

impl Page<'_> {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let structure = &self.annotated.structure;
        if let Some(title) = self.annotated.title() {
            writeln!(out, "{}", self.paint.text(BOLD, title))?;
        }
        writeln!(out, "{}", self.paint.text(FAINT, &self.about()))?;
        for (index, section) in structure.sections.iter().enumerate() {
            if section.kind != SectionKind::References {
                self.write_section(out, index, section)?;
            }
        }
        self.write_references(out)?;
        self.write_concepts(out)
    }

    /// Id, journal and year.
    fn about(&self) -> String {
        let document = &self.annotated.document;
        let year = document.metadata.year.map(|year| year.to_string());
        let parts = [
            Some(document.id.clone()),
            document.metadata.journal.clone(),
            year,
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join("  ")
    }

    fn write_section(
        &self,
        out: &mut impl Write,
        index: usize,
        section: &Section,
    ) -> io::Result<()> {
        let structure = &self.annotated.structure;
        let text = &self.annotated.document.text;
        let first = structure
            .sentences
            .partition_point(|s| s.section_index < index);
        let sentences = structure.sentences.iter().enumerate().skip(first);
        let sentences = sentences.take_while(|(_, s)| s.section_index == index);
        let mut sentences = sentences.peekable();
        if let Some(heading) = section.heading {
            let mark = self
                .paint
                .text(FAINT, &"#".repeat(usize::from(section.level)));
            let heading = self.paint.text(BOLD, heading.of(text));
            writeln!(out, "\n{mark} {heading}")?;
        } else if sentences.peek().is_some() {
            writeln!(out)?;
        }
        for (number, sentence) in sentences {
            let number = self.paint.text(FAINT, &format!("{number:>4}"));
            writeln!(out, "{number}  {}", self.painted(sentence.span))?;
        }
        Ok(())
    }

    /// A sentence with its mentions and citations in their colours.
    fn painted(&self, sentence: Span) -> String {
        let inside = |span: Span| sentence.contains(span);
        let moved = |span: Span| Span {
            start: span.start - sentence.start,
            end: span.end - sentence.start,
        };
        let mentions = self.annotated.mentions.iter();
        let mentions = mentions.map(|mention| (mention.span, style_of(mention.category)));
        let citations = self.annotated.structure.citations.iter();
        let citations = citations.map(|citation| (citation.span, FAINT));
        let parts = mentions.chain(citations).filter(|(span, _)| inside(*span));
        let parts: Vec<_> = parts.map(|(span, style)| (moved(span), style)).collect();
        self.paint
            .parts(sentence.of(&self.annotated.document.text), &parts)
    }

    fn write_references(&self, out: &mut impl Write) -> io::Result<()> {
        let text = &self.annotated.document.text;
        let structure = &self.annotated.structure;
        if structure.references.is_empty() {
            return Ok(());
        }
        let mut lists = structure.sections.iter();
        let list = lists.find(|section| section.kind == SectionKind::References);
        let heading = list.and_then(|list| list.heading);
        let heading = heading.map_or("References", |span| span.of(text));
        writeln!(out, "\n{}", self.paint.text(BOLD, heading))?;
        for reference in &structure.references {
            let raw = reference.span.of(text);
            writeln!(out, "{}", printable(raw.trim()))?;
        }
        Ok(())
    }

    /// Every concept with its number of mentions, most frequent first.
    fn write_concepts(&self, out: &mut impl Write) -> io::Result<()> {
        let mut counts: BTreeMap<(Category, &ConceptId), usize> = BTreeMap::new();
        for mention in &self.annotated.mentions {
            *counts
                .entry((mention.category, &mention.concept))
                .or_default() += 1;
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|((category, _), count)| (*category, std::cmp::Reverse(*count)));
        if counts.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{}", self.paint.text(BOLD, "Mentions"))?;
        for ((category, id), count) in counts {
            let concept = self.annotated.concepts.get(id);
            let name = concept.map_or("", |concept| &concept.name);
            let name_zh = concept.and_then(|concept| concept.name_zh.as_deref());
            let category = self
                .paint
                .text(style_of(category), &format!("{:<10}", category.as_str()));
            let name = printable(name);
            let name_zh = printable(name_zh.unwrap_or_default());
            writeln!(out, "{count:>4}  {category}  {name}  {name_zh}  {id}")?;
        }
        Ok(())
    }
}
