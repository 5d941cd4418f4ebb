//! Blocks: an element of a page → the blocks of text in it.

use scraper::ElementRef;

use super::super::raised::raised;
use super::super::sheet::{Block, Sheet};
use super::text_of;

/// Elements that are no article wherever they stand.
const LEFT_OUT: [&str; 25] = [
    "script", "style", "title", "nav", "footer", "aside", "form", "button", "template", "svg",
    "iframe", "object", "select", "textarea", "input", "head", "video", "audio", "canvas", "embed",
    "map", "noscript", "link", "meta", "dialog",
];
/// Words in a class or id that tell of what stands beside an article.
const BESIDE: [&str; 12] = [
    "comment",
    "share",
    "social",
    "related",
    "recommend",
    "sidebar",
    "breadcrumb",
    "footer",
    "advert",
    "cookie",
    "popup",
    "qrcode",
];
/// Elements that stand in a line.
const INLINE: [&str; 33] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "q", "ruby", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr",
];
/// Longer cells belong to a table that only lays out a page, in characters.
const LONGEST_CELL_CHARS: usize = 400;

/// Whether an element is left out with all that stands in it.
pub(super) fn is_left_out(element: &ElementRef<'_>) -> bool {
    let value = element.value();
    let is_beside = |name: &str| {
        let name = name.to_ascii_lowercase();
        BESIDE.iter().any(|word| name.contains(word))
    };
    let is_block = !INLINE.contains(&value.name())
        && !matches!(value.name(), "body" | "html" | "article" | "main");
    LEFT_OUT.contains(&value.name())
        || is_block
            && (value.classes().any(is_beside) || value.id().is_some_and(is_beside))
            && text_of(*element).chars().count() < 1500
}

/// Writes the blocks of an element; a heading that repeats the title is left out.
pub(super) fn write(content: ElementRef<'_>, title: Option<&str>, sheet: &mut Sheet) {
    Writer { title, sheet }.children(content, false);
}

struct Writer<'w> {
    title: Option<&'w str>,
    sheet: &'w mut Sheet,
}

impl Writer<'_> {
    fn children(&mut self, element: ElementRef<'_>, is_bold: bool) {
        for child in element.children() {
            if let Some(text) = child.value().as_text() {
                self.sheet.push(text, is_bold);
            } else if let Some(child) = ElementRef::wrap(child).filter(|child| !is_left_out(child))
            {
                self.element(child, is_bold);
            }
        }
    }

    fn element(&mut self, element: ElementRef<'_>, is_bold: bool) {
        let name = element.value().name();
        let is_bold = is_bold || has_bold(&element);
        match name {
            "br" => self.sheet.line_break(),
            "sup" => self.sheet.push(&raised(&text_of(element)), is_bold),
            "rt" | "rp" => {}
            _ if INLINE.contains(&name) => self.children(element, is_bold),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(element, name),
            "table" if is_data(&element) => self.table(element),
            "figcaption" | "caption" => {
                self.sheet.end(Block::Text);
                self.children(element, false);
                self.sheet.end(Block::Aside);
            }
            _ => {
                self.sheet.end(Block::Text);
                let is_item = name == "li" && is_numbered(&element);
                if is_item {
                    self.sheet.item();
                }
                self.children(element, is_bold);
                self.sheet.end(Block::Text);
            }
        }
    }

    fn heading(&mut self, element: ElementRef<'_>, name: &str) {
        self.sheet.end(Block::Text);
        let text = text_of(element);
        if self.title != Some(text.as_str()) {
            self.sheet.push(&text, false);
            let level = name[1..].parse().unwrap_or(1);
            self.sheet.end(Block::Heading(level));
        }
    }

    /// Each row a block of its own, cells parted by a bar.
    fn table(&mut self, table: ElementRef<'_>) {
        self.sheet.end(Block::Text);
        for row in table
            .descendent_elements()
            .filter(|e| e.value().name() == "tr")
        {
            let is_cell = |e: &ElementRef<'_>| matches!(e.value().name(), "td" | "th");
            let cells: Vec<String> = row.child_elements().filter(is_cell).map(text_of).collect();
            self.sheet.push(&cells.join(" | "), false);
            self.sheet.end(Block::Aside);
        }
    }
}

/// Whether a table holds data, and does not only lay out a page.
fn is_data(table: &ElementRef<'_>) -> bool {
    let mut cells = table
        .descendent_elements()
        .filter(|e| matches!(e.value().name(), "td" | "th"));
    cells.all(|cell| {
        cell.text().map(|text| text.chars().count()).sum::<usize>() <= LONGEST_CELL_CHARS
    })
}

fn is_numbered(item: &ElementRef<'_>) -> bool {
    item.parent()
        .and_then(ElementRef::wrap)
        .is_some_and(|list| list.value().name() == "ol")
}

fn has_bold(element: &ElementRef<'_>) -> bool {
    let style = element
        .attr("style")
        .unwrap_or_default()
        .to_ascii_lowercase();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    let is_heavy = ["bold", "600", "700", "800", "900"]
        .iter()
        .any(|weight| style.contains(&format!("font-weight:{weight}")));
    is_heavy || matches!(element.value().name(), "b" | "strong")
}
