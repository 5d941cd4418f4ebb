//! `litmine show`: one article as litmine reads it.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write, stdout};

use anyhow::bail;
use litmine::export::article;
use litmine::index::Reader;
use litmine::link;
use litmine::model::{
    AnnotatedDocument, Category, Claim, ConceptId, MechanismSource, Section, SectionKind, Span,
};

use super::Context;
use super::claim;
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
    /// Explain one claim: the words and rules that made it; N is its place, from 0
    #[arg(long, value_name = "N", conflicts_with = "json")]
    claim: Option<usize>,
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
        if let Some(number) = self.claim {
            let Some(claim) = annotated.claims.get(number) else {
                bail!(
                    "--claim {number}: expected a number below {}, the claims of {}",
                    annotated.claims.len(),
                    self.id
                );
            };
            explain(&mut out, &annotated, claim)?;
        } else if self.json {
            article::write(&mut out, &annotated)?;
        } else {
            let page = Page {
                annotated: &annotated,
                copy_of: reader.copies()?.remove(&self.id),
                paint: context.paint(),
            };
            page.write(&mut out)?;
        }
        out.flush()?;
        Ok(Code::Done)
    }
}

/// Tells what made a claim: its sentence, its words, its features, what it rests on.
fn explain(out: &mut impl Write, annotated: &AnnotatedDocument, claim: &Claim) -> io::Result<()> {
    let text = &annotated.document.text;
    let structure = &annotated.structure;
    writeln!(
        out,
        "{}",
        printable(&claim::line(claim, |id| name_of(annotated, id)))
    )?;
    if let Some(sentence) = structure.sentences.get(claim.sentence_index) {
        writeln!(
            out,
            "sentence    #{} {}",
            claim.sentence_index,
            printable(sentence.span.of(text))
        )?;
        let headings = structure.heading_path(sentence.section_index, text);
        writeln!(out, "headings    {}", printable(&headings.join(" > ")))?;
    }
    if let Some(mention) = annotated.mentions.get(claim.mention_index) {
        writeln!(
            out,
            "subject     {} ({})",
            printable(mention.span.of(text)),
            claim.subject
        )?;
    }
    for cue in &claim.cues {
        writeln!(
            out,
            "cue         {}: {}",
            printable(cue.span.of(text)),
            cue.meaning
        )?;
    }
    let source = claim
        .drug_source
        .map_or("none found", |source| source.as_str());
    writeln!(out, "drug from   {source}")?;
    if let Some(mechanism) = &claim.mechanism {
        let from = match claim.mechanism_source {
            Some(MechanismSource::Sentence) => "sentence",
            _ => "heading",
        };
        writeln!(
            out,
            "mechanism   {} (from the {from})",
            name_of(annotated, mechanism)
        )?;
    }
    if let Some(disease) = &claim.disease {
        writeln!(out, "disease     {}", name_of(annotated, disease))?;
    }
    let references = claim.reference_indices.iter();
    let references = references.filter_map(|&index| Some(structure.references.get(index)?.short()));
    let references: Vec<String> = references.collect();
    writeln!(
        out,
        "references  {} ({})",
        printable(&references.join("; ")),
        claim.reference_scope.as_str()
    )?;
    for feature in &claim.features {
        writeln!(out, "feature     {feature} {:+.2}", link::weight(*feature))?;
    }
    writeln!(out, "confidence  {:.2}", claim.confidence)
}

/// The preferred name of a concept; its id where the article holds no concept of it.
fn name_of<'a>(annotated: &'a AnnotatedDocument, id: &'a ConceptId) -> &'a str {
    annotated
        .concepts
        .get(id)
        .map_or(id.as_str(), |concept| &concept.name)
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
    /// The article that it is a copy of.
    copy_of: Option<String>,
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
        self.write_claims(out)?;
        self.write_references(out)?;
        self.write_concepts(out)
    }

    /// Id, journal and year; the article that it is a copy of.
    fn about(&self) -> String {
        let document = &self.annotated.document;
        let year = document.metadata.year.map(|year| year.to_string());
        let parts = [
            Some(document.id.clone()),
            document.metadata.journal.clone(),
            year,
            self.copy_of.as_ref().map(|id| format!("copy of {id}")),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join("  ")
    }

    fn write_claims(&self, out: &mut impl Write) -> io::Result<()> {
        if self.annotated.claims.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{}", self.paint.text(BOLD, "Claims"))?;
        for (number, claim) in self.annotated.claims.iter().enumerate() {
            let line = claim::line(claim, |id| name_of(self.annotated, id));
            let sentence = self
                .paint
                .text(FAINT, &format!("#{}", claim.sentence_index));
            writeln!(out, "{number:>4}  {}  {sentence}", printable(&line))?;
        }
        Ok(())
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
