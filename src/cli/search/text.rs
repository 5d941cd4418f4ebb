//! Text: one hit → a few lines for a reader.

use std::io::{self, Write};

use litmine::lexicon::Lexicon;
use litmine::model::{ConceptId, Hit};
use litmine::normalize;

use crate::cli::terminal::{BOLD, FAINT, HIGHLIGHT, Paint, printable};

/// Prints hits.
pub(super) struct Printer<'p> {
    pub(super) lexicon: &'p Lexicon,
    pub(super) paint: Paint,
    pub(super) has_score: bool,
}

impl Printer<'_> {
    /// Writes a hit: its article, the headings above it, its text, and what that rests on.
    pub(super) fn write(&self, out: &mut impl Write, number: usize, hit: &Hit) -> io::Result<()> {
        let article = self.paint.text(BOLD, &hit.article);
        write!(out, "{number}. {article}")?;
        if let Some(sentence) = hit.sentence {
            write!(out, "{}", self.paint.text(FAINT, &format!("#{sentence}")))?;
        }
        if let Some(title) = &hit.title {
            write!(out, "  {}", printable(title))?;
        }
        if self.has_score {
            write!(out, "  {}", self.paint.text(FAINT, &hit.score.to_string()))?;
        }
        writeln!(out)?;
        let headings = hit.headings.join(" > ");
        if !headings.is_empty() && Some(&headings) != hit.title.as_ref() {
            writeln!(out, "   {}", self.paint.text(FAINT, &headings))?;
        }
        let highlights = hit.highlights.iter();
        let parts: Vec<_> = highlights.map(|span| (*span, HIGHLIGHT)).collect();
        writeln!(out, "   {}", self.paint.parts(&hit.text, &parts))?;
        if let Some(claim) = &hit.claim {
            let claim = super::super::claim::line(claim, |id| self.name(id, hit));
            writeln!(out, "   {}", self.paint.text(BOLD, &printable(&claim)))?;
        }
        let mechanisms: Vec<&str> = hit.mechanisms.iter().map(|id| self.name(id, hit)).collect();
        self.list(out, "mechanisms", &mechanisms.join(", "))?;
        self.list(out, "references", &hit.references.join("; "))?;
        writeln!(out)
    }

    fn list(&self, out: &mut impl Write, title: &str, list: &str) -> io::Result<()> {
        if list.is_empty() {
            return Ok(());
        }
        let title = self.paint.text(FAINT, title);
        writeln!(out, "   {title} {}", printable(list))
    }

    /// The name of a concept in the language of the hit.
    fn name<'n>(&'n self, id: &'n ConceptId, hit: &Hit) -> &'n str {
        let Some(concept) = self.lexicon.concept(id) else {
            return id.as_str();
        };
        match &concept.name_zh {
            Some(name_zh) if hit.text.chars().any(normalize::is_han) => name_zh,
            _ => &concept.name,
        }
    }
}
