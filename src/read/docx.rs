//! DOCX: a Word file → its text, headings and notes.
//!
//! Format: ECMA-376. Of `word/document.xml` paragraphs, tables, text boxes and insertions are
//! read; deletions, field codes and the second copy of a text box (`mc:Fallback`) are left out.
//! Headings are known by their style or outline level. Footnotes stand behind the text.

use std::collections::HashMap;
use std::io::Cursor;

use super::Outcome;
use super::origin::Origin;
use super::raised::raised;
use super::sheet::{Block, Sheet};
use super::source::{self, Bounded};
use super::xml::{self, Element, Node};
use crate::model::Markup;

/// Reads one file.
pub(super) fn documents(origin: &Origin, bytes: &[u8]) -> Vec<Outcome> {
    let expected = "a Word file with text";
    vec![match read(bytes) {
        Err(found) => Err(origin.refuse(expected, found)),
        Ok(sheet) => {
            let (text, hints) = sheet.finish();
            if text.is_empty() {
                Err(origin.refuse(expected, "no text"))
            } else {
                let mut document = origin.document(origin.id.clone(), text);
                document.markup = Markup::Hints(hints);
                Ok(document)
            }
        }
    }]
}

fn read(bytes: &[u8]) -> Result<Sheet, String> {
    let mut archive =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut part = |name: &str| -> Result<Element, String> {
        let member = archive.by_name(name).map_err(|_| format!("no {name}"))?;
        let content = source::read_all(Bounded::new(member, bytes.len() as u64, 0))?;
        xml::parse(&String::from_utf8_lossy(&content))
    };
    let document = part("word/document.xml")?;
    let levels = part("word/styles.xml")
        .map(|styles| levels(&styles))
        .unwrap_or_default();
    let notes = part("word/footnotes.xml").ok();
    let mut writer = Writer {
        sheet: Sheet::default(),
        levels,
    };
    if let Some(body) = document.at(&["document", "body"]) {
        writer.blocks(body, Block::Text);
    }
    let notes = notes.iter().flat_map(|notes| notes.all(&["footnote"]));
    for note in notes.filter(|note| note.attribute("type").is_none()) {
        writer.blocks(note, Block::Aside);
    }
    Ok(writer.sheet)
}

/// The level of each style that makes headings; the title's is 0.
fn levels(styles: &Element) -> HashMap<String, u8> {
    let mut levels = HashMap::new();
    for style in styles.all(&["style"]) {
        let name = style.child("name").and_then(|name| name.attribute("val"));
        let name = name.unwrap_or_default().to_lowercase();
        let outline = style
            .at(&["pPr", "outlineLvl"])
            .and_then(|level| level.attribute("val"));
        let level = match name.as_str() {
            "title" | "标题" => Some(0),
            _ => {
                let named = ["heading ", "标题 ", "heading", "标题"];
                let number = named
                    .iter()
                    .find_map(|prefix| name.strip_prefix(prefix)?.parse().ok());
                number.or_else(|| {
                    outline?
                        .parse::<u8>()
                        .ok()
                        .filter(|l| *l < 9)
                        .map(|l| l + 1)
                })
            }
        };
        if let Some((id, level)) = style.attribute("styleId").zip(level) {
            levels.insert(id.to_owned(), level);
        }
    }
    levels
}

struct Writer {
    sheet: Sheet,
    levels: HashMap<String, u8>,
}

impl Writer {
    /// Writes paragraphs and tables.
    fn blocks(&mut self, parent: &Element, block: Block) {
        for child in parent.elements() {
            match child.name.as_str() {
                "p" => self.paragraph(child, block),
                "tbl" => self.table(child),
                "Fallback" | "sectPr" | "del" | "moveFrom" => {}
                _ => self.blocks(child, block),
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Element, block: Block) {
        let style = paragraph
            .at(&["pPr", "pStyle"])
            .and_then(|style| style.attribute("val"));
        let outline = paragraph
            .at(&["pPr", "outlineLvl"])
            .and_then(|level| level.attribute("val"));
        let outline = outline
            .and_then(|level| level.parse::<u8>().ok())
            .filter(|level| *level < 9);
        let level = style
            .and_then(|style| self.levels.get(style).copied())
            .or_else(|| outline.map(|level| level + 1));
        if level == Some(0) {
            let title = texts(paragraph);
            self.sheet.title(&title);
            return;
        }
        if paragraph.at(&["pPr", "numPr"]).is_some() && level.is_none() {
            self.sheet.item();
        }
        let mut boxes = Vec::new();
        self.runs(paragraph, &mut boxes);
        let is_heading = level.filter(|_| block == Block::Text);
        self.sheet.end(is_heading.map_or(block, Block::Heading));
        for inner in boxes {
            self.blocks(inner, Block::Aside);
        }
    }

    /// Writes the runs of a paragraph; text boxes in it are handed back.
    fn runs<'e>(&mut self, parent: &'e Element, boxes: &mut Vec<&'e Element>) {
        for child in parent.elements() {
            match child.name.as_str() {
                "r" => self.run(child, boxes),
                "pPr" | "del" | "moveFrom" | "Fallback" | "instrText" => {}
                "txbxContent" => boxes.push(child),
                "t" => self.sheet.push(&raw(child), false),
                _ => self.runs(child, boxes),
            }
        }
    }

    fn run<'e>(&mut self, run: &'e Element, boxes: &mut Vec<&'e Element>) {
        let has = |name: &str| {
            let property = run.at(&["rPr", name]);
            property.is_some_and(|p| !matches!(p.attribute("val"), Some("0" | "false" | "none")))
        };
        let aligned = run
            .at(&["rPr", "vertAlign"])
            .and_then(|align| align.attribute("val"));
        let is_bold = has("b");
        if has("vanish") {
            return;
        }
        for child in run.elements() {
            match child.name.as_str() {
                "t" if aligned == Some("superscript") => {
                    self.sheet.push(&raised(&raw(child)), is_bold);
                }
                "t" => self.sheet.push(&raw(child), is_bold),
                "tab" => self.sheet.push(" ", is_bold),
                "br" | "cr" => self.sheet.line_break(),
                "noBreakHyphen" => self.sheet.push("-", is_bold),
                "rPr" | "instrText" | "delText" | "Fallback" => {}
                _ => self.runs(child, boxes),
            }
        }
    }

    /// Each row a block of its own, cells parted by a bar.
    fn table(&mut self, table: &Element) {
        self.sheet.end(Block::Text);
        for row in table.named("tr") {
            let cells: Vec<String> = row.named("tc").map(texts).collect();
            self.sheet.push(&cells.join(" | "), false);
            self.sheet.end(Block::Aside);
        }
    }
}

/// The text of an element as it is, spaces included.
fn raw(element: &Element) -> String {
    let texts = element.children.iter().filter_map(|node| match node {
        Node::Text(text) => Some(text.as_str()),
        Node::Element(_) => None,
    });
    texts.collect()
}

/// The text of all runs below an element, paragraphs parted by a space.
fn texts(element: &Element) -> String {
    let paragraphs: Vec<String> = match element.name.as_str() {
        "p" => vec![element.all(&["t"]).into_iter().map(raw).collect()],
        _ => {
            let paragraphs = element.all(&["p"]).into_iter();
            paragraphs
                .map(|p| p.all(&["t"]).into_iter().map(raw).collect())
                .collect()
        }
    };
    paragraphs.join(" ")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::super::Format;
    use super::super::tests::origin;
    use super::*;
    use crate::segment;

    fn word(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            let options = zip::write::SimpleFileOptions::default();
            writer.start_file(*name, options).unwrap();
            writer.write_all(content.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn p(style: &str, runs: &str) -> String {
        format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{runs}</w:p>")
    }

    fn r(text: &str) -> String {
        format!("<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>")
    }

    #[test]
    fn reads_headings_superscripts_tables_boxes_and_notes() {
        let styles = "<w:styles><w:style w:styleId='T'><w:name w:val='Title'/></w:style><w:style w:styleId='1'><w:name w:val='heading 1'/></w:style></w:styles>";
        let raised = "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>[1]</w:t></w:r>";
        let body = [
            p("T", &r("HER2耐药")),
            p("1", &r("旁路激活")),
            p("", &format!("{}{}{raised}{}<w:del><w:r><w:delText>no</w:delText></w:r></w:del><w:ins>{}</w:ins>", r("MET"), r("扩增导致耐药"), r("。"), r("Then."))),
            format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p("", &r("IL6")), p("", &r("up"))),
            p("", &format!("<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{0}</w:txbxContent></mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent></w:r>", p("", &r("Box.")))),
            p("", &r("参考文献")),
            format!("<w:p><w:pPr><w:numPr/></w:pPr>{}</w:p>", r("Li H. PTEN loss. J. 2019;5:1-9.")),
        ]
        .concat();
        let document = format!("<w:document><w:body>{body}</w:body></w:document>");
        let notes = format!(
            "<w:footnotes><w:footnote w:type='separator'>{0}</w:footnote><w:footnote>{1}</w:footnote></w:footnotes>",
            p("", &r("no")),
            p("", &r("Note."))
        );
        let bytes = word(&[
            ("word/document.xml", &document),
            ("word/styles.xml", styles),
            ("word/footnotes.xml", &notes),
        ]);
        let document = documents(&origin("a.docx", Format::Docx), &bytes)
            .remove(0)
            .unwrap();
        assert_eq!(
            document.text,
            "HER2耐药\n\n旁路激活\n\nMET扩增导致耐药[1]。Then.\n\nIL6 | up\n\nBox.\n\n参考文献\n\n1. Li H. PTEN loss. J. 2019;5:1-9.\n\nNote."
        );
        let structure = segment::structure(&document);
        assert_eq!(structure.citations.len(), 1);
        assert_eq!(structure.references[0].year, Some(2019));
        let sentences: Vec<&str> = structure
            .sentences
            .iter()
            .map(|s| s.span.of(&document.text))
            .collect();
        assert_eq!(sentences, ["HER2耐药", "MET扩增导致耐药[1]。", "Then."]);
    }

    #[test]
    fn refuses_what_is_no_word_file() {
        let refuse = |bytes: &[u8]| {
            documents(&origin("a.docx", Format::Docx), bytes)[0]
                .as_ref()
                .unwrap_err()
                .to_string()
        };
        assert!(refuse(&word(&[("ok.txt", "x")])).contains("no word/document.xml"));
        assert!(refuse(b"PK\x03\x04").starts_with("a.docx: expected a Word file"));
    }
}
