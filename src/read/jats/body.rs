//! Body: sections, paragraphs and callouts of an article → text, headings and citations.

use std::collections::HashMap;

use super::super::composer::Composer;
use super::super::raised::raised;
use super::super::xml::{Element, Node};
use super::reference::Entry;
use super::{ASIDE, is_back_part};
use crate::model::{SectionKind, Span, StatedCitation};

/// The longest range of references that two callouts with a dash between them stand for.
const LONGEST_RANGE: usize = 200;

/// Elements that stand in a paragraph but break it.
const BLOCKS: [&str; 12] = [
    "p",
    "sec",
    "list",
    "def-list",
    "disp-quote",
    "boxed-text",
    "fig",
    "fig-group",
    "table-wrap",
    "table-wrap-group",
    "statement",
    "verse-group",
];

/// Writes the parts of an article.
pub(super) struct Writer<'w> {
    composer: &'w mut Composer,
    /// Places in the reference list by id.
    places: HashMap<&'w str, usize>,
    numbers: Vec<u32>,
    /// Where the group of callouts ends that is being read.
    group_end: Option<usize>,
    /// Figures and tables inside the sections; they are written behind the body.
    asides: Vec<&'w Element>,
}

impl<'w> Writer<'w> {
    pub(super) fn new(composer: &'w mut Composer, entries: &'w [Entry<'w>]) -> Self {
        let mut places = HashMap::new();
        for (place, entry) in entries.iter().enumerate() {
            for id in &entry.ids {
                places.entry(*id).or_insert(place);
            }
        }
        Self {
            composer,
            places,
            numbers: entries.iter().map(Entry::number).collect(),
            group_end: None,
            asides: Vec::new(),
        }
    }

    pub(super) fn title(&mut self, title: &str) {
        self.composer.title(title);
    }

    pub(super) fn paragraph_text(&mut self, text: &str) {
        self.composer.paragraph(text);
    }

    /// Writes the body: its sections, and what stands before the first one.
    pub(super) fn body(&mut self, body: &'w Element) {
        let has_lead = body
            .elements()
            .next()
            .is_some_and(|first| first.name != "sec");
        if has_lead {
            self.composer.section(1, SectionKind::Body);
        }
        self.parts(body, 0, SectionKind::Body);
    }

    /// Writes a section with its heading and those below it.
    pub(super) fn section(&mut self, section: &'w Element, level: u8, kind: SectionKind) {
        self.composer.section(level, kind);
        let number = section.text_of("label").unwrap_or_default();
        let title = section.child("title");
        let title = title
            .map(|title| title.text_without(&["xref", "fn"]))
            .unwrap_or_default();
        self.composer.heading(&number, &title);
        self.parts(section, level, kind);
    }

    /// Writes what stands in a section.
    fn parts(&mut self, parent: &'w Element, level: u8, kind: SectionKind) {
        for child in parent.elements() {
            match child.name.as_str() {
                "title" | "label" | "sec-meta" | "ref-list" => {}
                "sec" => self.section(child, level.saturating_add(1), kind),
                _ => self.block(child, level, kind),
            }
        }
    }

    /// Writes a paragraph or whatever stands like one.
    fn block(&mut self, element: &'w Element, level: u8, kind: SectionKind) {
        match element.name.as_str() {
            "fig" | "fig-group" | "table-wrap" | "table-wrap-group" => self.asides.push(element),
            "sec" => self.section(element, level.saturating_add(1), kind),
            "boxed-text" if element.first(&["title"]).is_some() && kind == SectionKind::Body => {
                let holder = element
                    .child("sec")
                    .filter(|_| element.elements().count() == 1);
                self.section(holder.unwrap_or(element), level.saturating_add(1), kind);
            }
            "supplementary-material" | "graphic" | "media" | "ref-list" => {}
            "list" | "def-list" | "disp-quote" | "boxed-text" | "list-item" | "def-item"
            | "def" | "caption" | "fn" | "fn-group" | "app" | "statement"
            | "disp-formula-group" => {
                self.parts(element, level, kind);
            }
            _ => {
                self.composer.block();
                self.inline(element, level, kind);
                self.end_paragraph();
            }
        }
    }

    fn end_paragraph(&mut self) {
        self.end_group();
        self.composer.block();
    }

    /// Writes running text; blocks inside it part it.
    fn inline(&mut self, element: &'w Element, level: u8, kind: SectionKind) {
        for node in &element.children {
            match node {
                Node::Text(text) => self.text(text),
                Node::Element(child) if BLOCKS.contains(&child.name.as_str()) => {
                    self.end_paragraph();
                    self.block(child, level, kind);
                    self.end_paragraph();
                }
                Node::Element(child) => self.phrase(child, level, kind),
            }
        }
    }

    fn phrase(&mut self, child: &'w Element, level: u8, kind: SectionKind) {
        match child.name.as_str() {
            "xref" if child.attribute("ref-type") == Some("bibr") => self.callout(child),
            "sup" => self.superscript(child, level, kind),
            "tex-math"
            | "graphic"
            | "inline-graphic"
            | "fn"
            | "supplementary-material"
            | "media" => {}
            "inline-formula" | "disp-formula" | "math" | "alternatives" | "break" => {
                self.text(" ");
                let formula = child.text_without(&["tex-math", "annotation"]);
                self.text(&formula);
                self.text(" ");
            }
            _ => self.inline(child, level, kind),
        }
    }

    /// Raised callouts are put in brackets, raised digits stay raised.
    fn superscript(&mut self, element: &'w Element, level: u8, kind: SectionKind) {
        let callouts = element.all(&["xref"]);
        let is_callout = |xref: &&&Element| xref.attribute("ref-type") == Some("bibr");
        let count = callouts.iter().filter(is_callout).count();
        if count == 0 {
            self.text(&raised(&element.text()));
            return;
        }
        let is_bracketed = element.text().starts_with(['[', '(']);
        self.text(if is_bracketed { "" } else { "[" });
        self.inline(element, level, kind);
        self.text(if is_bracketed { "" } else { "]" });
    }

    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.composer.push(text);
        let joins = self
            .group_end
            .is_some_and(|end| self.composer.since(end).chars().all(is_joint));
        if !joins {
            self.end_group();
        }
    }

    /// Ends a group of callouts: the citation holds the bracket that closes it.
    fn end_group(&mut self) {
        let Some(end) = self.group_end.take() else {
            return;
        };
        let closing = self.composer.since(end).chars().next();
        let closing = closing.filter(|c| matches!(c, ']' | ')' | '］' | '）'));
        let bracket = closing.map_or(0, char::len_utf8);
        if let Some(citation) = self.composer.last_citation()
            && citation.span.end as usize == end
            && bracket > 0
        {
            citation.span.end = Span::new(end, end + bracket).end;
        }
    }

    /// Reads a callout: a citation of its own, or one more of the group before it.
    fn callout(&mut self, xref: &'w Element) {
        let between = self
            .group_end
            .map(|end| self.composer.since(end).to_owned());
        let joined = between.filter(|between| joins(between));
        if joined.is_none() {
            self.end_group();
        }
        let opening = self
            .composer
            .last_char()
            .filter(|c| matches!(c, '[' | '(' | '［' | '（'));
        let is_raised = xref
            .children
            .iter()
            .all(|node| matches!(node, Node::Element(e) if e.name == "sup"));
        let is_bare =
            is_raised && !xref.children.is_empty() && opening.is_none() && joined.is_none();
        let before = self.composer.position() - opening.map_or(0, char::len_utf8);
        let label = xref.text();
        let written = if is_bare {
            format!("[{label}]")
        } else {
            label.clone()
        };
        let Some(span) = self.composer.piece(&written) else {
            return;
        };
        let start = if opening.is_some() {
            before
        } else {
            span.start as usize
        };
        let (indices, unresolved) = self.resolve(xref, &label);
        match (joined, self.composer.last_citation()) {
            (Some(between), Some(citation)) => {
                let is_range = between.chars().any(is_dash);
                join(citation, &indices, is_range);
                citation.unresolved.extend(unresolved);
                citation.span.end = span.end;
            }
            _ => self.composer.cite(StatedCitation {
                span: Span::new(start, span.end as usize),
                reference_indices: indices,
                unresolved,
            }),
        }
        self.group_end = Some(span.end as usize);
    }

    fn resolve(&self, xref: &Element, label: &str) -> (Vec<usize>, Vec<u32>) {
        let mut indices = Vec::new();
        let mut unresolved = Vec::new();
        let digits = |text: &str| {
            let digits: String = text.chars().filter(char::is_ascii_digit).take(6).collect();
            digits.parse().ok()
        };
        for id in xref.attribute("rid").unwrap_or_default().split_whitespace() {
            match self.places.get(id) {
                Some(&place) if !indices.contains(&place) => indices.push(place),
                Some(_) => {}
                None => unresolved.extend(digits(id).or_else(|| digits(label))),
            }
        }
        if xref.attribute("rid").is_none() {
            let number: Option<u32> = digits(label);
            let place = self.numbers.iter().position(|other| Some(*other) == number);
            indices.extend(place);
            unresolved.extend(number.filter(|_| place.is_none()));
        }
        (indices, unresolved)
    }

    /// Writes figures and tables behind the body, each in a section of its own.
    pub(super) fn floats(&mut self, article: &'w Element) {
        let mut asides = std::mem::take(&mut self.asides);
        if let Some(group) = article.child("floats-group") {
            asides.extend(group.all(&["fig", "table-wrap"]));
        }
        for aside in asides {
            let parts = match aside.name.as_str() {
                "fig-group" | "table-wrap-group" => aside.all(&["fig", "table-wrap"]),
                _ => vec![aside],
            };
            for part in parts {
                self.aside(part);
            }
        }
    }

    fn aside(&mut self, aside: &'w Element) {
        self.composer.section(1, ASIDE);
        let label = aside.text_of("label").unwrap_or_default();
        self.composer.heading("", &label);
        for caption in aside.named("caption") {
            for part in caption.elements() {
                self.composer.paragraph(&part.text_without(&["tex-math"]));
            }
        }
        for row in aside.all(&["tr"]) {
            let cells: Vec<String> = row.elements().map(Element::text).collect();
            self.composer.paragraph(&cells.join(" | "));
        }
    }

    /// Writes acknowledgements, notes and appendices.
    pub(super) fn back(&mut self, back: &'w Element) {
        for part in back.elements().filter(|part| is_back_part(part)) {
            self.section(part, 1, SectionKind::Back);
        }
        self.asides.clear();
    }
}

/// Adds the references of one more callout; behind a dash, those between the ends too.
fn join(citation: &mut StatedCitation, indices: &[usize], is_range: bool) {
    if let (true, Some(&first), [last]) = (is_range, citation.reference_indices.last(), indices)
        && first < *last
        && last - first <= LONGEST_RANGE
    {
        citation.reference_indices.extend(first + 1..=*last);
        return;
    }
    for index in indices {
        if !citation.reference_indices.contains(index) {
            citation.reference_indices.push(*index);
        }
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–' | '—' | '−')
}

fn is_joint(c: char) -> bool {
    c.is_whitespace()
        || is_dash(c)
        || matches!(c, ',' | ';' | '，' | '、' | '；' | ']' | '[' | ')' | '(')
}

/// Whether callouts with this text between them are one marker: `1,2`, `[4]–[7]`, not `[4] [7]`.
fn joins(between: &str) -> bool {
    let is_bracketed = between.contains([']', ')', '[', '(']);
    between.chars().all(is_joint) && (!is_bracketed || between.chars().any(is_dash))
}
