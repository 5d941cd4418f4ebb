//! Section: headings → the tree of sections, which partitions the text.

use super::heading::{Heading, Mark};
use super::numbering::Style;
use super::reference_list::ReferenceList;
use crate::model::{Section, SectionKind, Span};

/// Makes the sections of a text.
///
/// What stands before the first heading is front matter where an abstract follows it,
/// else abstract-less body; what stands behind the reference list is back matter.
pub(super) fn sections(
    text: &str,
    article: Span,
    headings: &[Heading],
    title: Option<Span>,
    list: Option<&ReferenceList>,
) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut tree = Tree::new(headings);
    let first = headings
        .first()
        .map_or(article.end as usize, |heading| heading.start);
    let title_end = title.map_or(0, |title| title.end as usize);
    if first > 0 {
        let leads_to_abstract = headings
            .first()
            .is_some_and(|heading| heading.kind == SectionKind::Abstract);
        let between = text.get(title_end..first).unwrap_or_default().trim();
        if title.is_some() && (between.is_empty() || leads_to_abstract) {
            sections.push(bare(SectionKind::Front, 0, first, first));
        } else if title.is_some() {
            sections.push(bare(SectionKind::Front, 0, title_end, title_end));
            sections.push(bare(SectionKind::Body, title_end, first, title_end));
        } else {
            let kind = if leads_to_abstract {
                SectionKind::Front
            } else {
                SectionKind::Body
            };
            sections.push(bare(kind, 0, first, 0));
        }
    }
    let ends = headings
        .iter()
        .skip(1)
        .map(|heading| heading.start)
        .chain([article.end as usize]);
    let offset = sections.len();
    for (heading, end) in headings.iter().zip(ends) {
        let (level, parent) = tree.place(heading, offset);
        let kind = match (heading.kind, parent) {
            (SectionKind::Body, Some(parent)) => sections[parent].kind,
            (kind, _) => kind,
        };
        sections.push(Section {
            level,
            kind,
            heading: Some(heading.text),
            span: Span::new(heading.start, end),
            body_start: Span::new(heading.body_start, heading.body_start).start,
            parent,
        });
    }
    if let Some(list) = list {
        let (start, end) = (list.span.start as usize, list.span.end as usize);
        let body_start = list.heading.map_or(start, |heading| heading.end as usize);
        let mut references = bare(SectionKind::References, start, end, body_start);
        references.heading = list.heading;
        if text[end..].trim().is_empty() {
            references.span = Span::new(start, text.len());
            sections.push(references);
        } else {
            sections.push(references);
            sections.push(bare(SectionKind::Back, end, text.len(), end));
        }
    }
    mark_label_abstract(&mut sections, headings, offset);
    if sections.is_empty() {
        sections.push(bare(SectionKind::Body, 0, text.len(), 0));
    }
    sections
}

fn bare(kind: SectionKind, start: usize, end: usize, body_start: usize) -> Section {
    let span = Span::new(start, end);
    let body_start = Span::new(body_start, body_start).start;
    Section {
        level: 1,
        kind,
        heading: None,
        span,
        body_start,
        parent: None,
    }
}

/// Labels such as `METHODS:` before the first heading proper make up the abstract.
fn mark_label_abstract(sections: &mut [Section], headings: &[Heading], offset: usize) {
    let labels = headings
        .iter()
        .take_while(|heading| heading.mark == Mark::Label);
    for (section, heading) in sections.iter_mut().skip(offset).zip(labels) {
        if heading.kind == SectionKind::Body {
            section.kind = SectionKind::Abstract;
        }
    }
}

/// A heading that stands open.
#[derive(Clone, Copy)]
struct Open {
    mark: Mark,
    kind: SectionKind,
    index: usize,
}

/// The headings above the place where we are, outermost first.
struct Tree {
    stack: Vec<Open>,
    placed: usize,
    top_signs: u8,
    has_main: bool,
}

impl Tree {
    fn new(headings: &[Heading]) -> Self {
        let signs = headings.iter().filter_map(|heading| match heading.mark {
            Mark::Markdown(signs) => Some(signs),
            _ => None,
        });
        Self {
            stack: Vec::new(),
            placed: 0,
            top_signs: signs.min().unwrap_or(1),
            has_main: false,
        }
    }

    /// Returns level and parent of the next heading.
    fn place(&mut self, heading: &Heading, offset: usize) -> (u8, Option<usize>) {
        let here = offset + self.placed;
        self.placed += 1;
        let depth = match heading.mark {
            Mark::Markdown(signs) => self.markdown_depth(signs - self.top_signs),
            Mark::Main => 0,
            Mark::Label => self.label_depth(heading),
            mark => self.depth_of(mark),
        };
        self.has_main |= heading.mark == Mark::Main;
        self.stack.truncate(depth);
        let parent = self.stack.last().map(|above| above.index);
        self.stack.push(Open {
            mark: heading.mark,
            kind: heading.kind,
            index: here,
        });
        (u8::try_from(depth + 1).unwrap_or(u8::MAX), parent)
    }

    /// Markdown says its level; a level that is left out does not count.
    fn markdown_depth(&self, signs: u8) -> usize {
        let is_above = |open: &&Open| match open.mark {
            Mark::Markdown(other) => other - self.top_signs < signs,
            _ => false,
        };
        self.stack.iter().take_while(is_above).count()
    }

    /// A label of the abstract (`目的：`) stands below the label of the whole abstract (`【摘要】`).
    fn label_depth(&self, heading: &Heading) -> usize {
        let below = self
            .stack
            .first()
            .is_some_and(|above| above.mark == Mark::Label && above.kind == SectionKind::Abstract);
        usize::from(below && heading.kind == SectionKind::Body)
    }

    /// A mark that stands open goes back to its depth; a new one goes below, but never below labels.
    fn depth_of(&self, mark: Mark) -> usize {
        if let Some(depth) = self.stack.iter().position(|open| open.mark == mark) {
            return depth;
        }
        let is_above = |open: &&Open| match (open.mark, mark) {
            (Mark::Label, _) => false,
            (Mark::Numbered(Style::Decimal(a)), Mark::Numbered(Style::Decimal(b))) => a < b,
            _ => true,
        };
        let depth = self.stack.iter().take_while(is_above).count();
        match mark {
            Mark::Plain if !self.has_main => 0,
            Mark::Plain => depth.min(1),
            _ => depth,
        }
    }
}
