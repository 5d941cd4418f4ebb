//! Text: one hit → a few lines for a reader.

use std::io::{self, Write};

use litmine::lexicon::Lexicon;
use litmine::model::{ConceptId, Hit, Span};
use litmine::normalize;
use unicode_width::UnicodeWidthStr;

use super::columns::{first, last};
use crate::cli::terminal::{BOLD, FAINT, HIGHLIGHT, Paint, printable};

/// Longer texts are cut.
const MAX_COLUMNS: usize = 600;

/// What is left before the first mark of such a text.
const COLUMNS_BEFORE: usize = 120;

/// Prints hits.
pub(super) struct Printer<'p> {
    pub(super) lexicon: &'p Lexicon,
    pub(super) paint: Paint,
}

impl Printer<'_> {
    /// Writes hits in their order, those of one article below its best one; numbers count from
    /// `first`, and every hit has the one of its place in the order.
    pub(super) fn write(&self, out: &mut impl Write, first: usize, hits: &[Hit]) -> io::Result<()> {
        let mut articles: Vec<(&str, Vec<(usize, &Hit)>)> = Vec::new();
        for (number, hit) in (first..).zip(hits) {
            match articles
                .iter_mut()
                .find(|(article, _)| *article == hit.article)
            {
                Some((_, hits)) => hits.push((number, hit)),
                None => articles.push((&hit.article, vec![(number, hit)])),
            }
        }
        for (article, hits) in articles {
            write!(out, "{}", self.paint.text(BOLD, article))?;
            if let Some(title) = hits.iter().find_map(|(_, hit)| hit.title.as_deref()) {
                write!(out, "  {}", printable(title))?;
            }
            writeln!(out)?;
            for (number, hit) in hits {
                self.hit(out, number, hit)?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    /// Writes a hit: the headings above it, its text, and what that rests on.
    fn hit(&self, out: &mut impl Write, number: usize, hit: &Hit) -> io::Result<()> {
        let place = hit.sentence.map(|sentence| format!("#{sentence}  "));
        let mut above = place.unwrap_or_default();
        let headings = hit.headings.join(" > ");
        if Some(&headings) != hit.title.as_ref() {
            above.push_str(&headings);
        }
        let above = self.paint.text(FAINT, above.trim_end());
        writeln!(out, "{:>4} {above}", format!("{number}."))?;
        writeln!(out, "     {}", self.snippet(hit))?;
        if let Some(claim) = &hit.claim {
            let claim = super::super::claim::line(claim, |id| self.name(id, hit));
            writeln!(out, "     {}", self.paint.text(BOLD, &printable(&claim)))?;
        }
        let mechanisms: Vec<&str> = hit.mechanisms.iter().map(|id| self.name(id, hit)).collect();
        self.list(out, "mechanisms", &mechanisms.join(", "))?;
        self.list(out, "references", &hit.references.join("; "))?;
        let parts = hit.parts.iter();
        let parts: Vec<String> = parts
            .map(|part| format!("{} {}", part.score, part.what))
            .collect();
        if !parts.is_empty() {
            self.list(
                out,
                "score",
                &format!("{} = {}", hit.score, parts.join(" + ")),
            )?;
        }
        Ok(())
    }

    /// The text of a hit with what answers the query marked; of a long one what stands around
    /// the first mark.
    fn snippet(&self, hit: &Hit) -> String {
        let marks = hit.highlights.iter();
        let first_mark = hit.highlights.first().map_or(0, |span| span.start as usize);
        let before = hit.text.get(..first_mark).unwrap_or_default();
        let (start, shown) = match hit.text.width() {
            0..=MAX_COLUMNS => (0, hit.text.as_str()),
            _ => {
                let start = before.len() - last(before, COLUMNS_BEFORE).len();
                (start, first(&hit.text[start..], MAX_COLUMNS))
            }
        };
        let moved = |at: u32| (at as usize).saturating_sub(start).min(shown.len());
        let marks = marks.map(|span| (Span::new(moved(span.start), moved(span.end)), HIGHLIGHT));
        let painted = self.paint.parts(shown, &marks.collect::<Vec<_>>());
        let is_cut_behind = start + shown.len() < hit.text.len();
        let cut = |is_cut: bool| if is_cut { "…" } else { "" };
        format!("{}{painted}{}", cut(start > 0), cut(is_cut_behind))
    }

    fn list(&self, out: &mut impl Write, title: &str, list: &str) -> io::Result<()> {
        if list.is_empty() {
            return Ok(());
        }
        let title = self.paint.text(FAINT, title);
        writeln!(out, "     {title} {}", printable(list))
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
