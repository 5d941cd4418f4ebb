//! Format: how an input is written, by its content first and its name second.

use std::path::Path;

use super::encoding;

/// How an input is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Plain text, one article.
    Text,
    /// Markdown, one article.
    Markdown,
    /// A web page, one article; pages of WeChat public accounts by their own structure.
    Html,
    /// JATS, the XML of PubMed Central and publishers.
    Jats,
    /// PubMed XML, many records.
    PubMed,
    /// BioC XML, many documents.
    BiocXml,
    /// BioC JSON, many documents.
    BiocJson,
    /// PubTator, many documents.
    PubTator,
    /// MEDLINE tagged (`.nbib`), many records.
    Nbib,
    /// RIS, many records.
    Ris,
    /// EndNote tagged (`%0`), many records.
    EndNote,
    /// BibTeX, many records.
    BibTex,
    /// Exports of CNKI and Wanfang: NoteExpress, RefWorks, E-Study, custom.
    Cnki,
    /// A Word file, one article.
    Docx,
    /// A PDF, one article.
    Pdf,
    /// JSON lines, one article a line.
    Jsonl,
    /// A zip archive of the others.
    Zip,
    /// A tar archive of the others.
    Tar,
}

/// Extensions of files that are read inside folders, and what they promise.
const EXTENSIONS: [(&str, Format); 28] = [
    ("txt", Format::Text),
    ("text", Format::Text),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
    ("xml", Format::Jats),
    ("nxml", Format::Jats),
    ("jats", Format::Jats),
    ("json", Format::BiocJson),
    ("pubtator", Format::PubTator),
    ("nbib", Format::Nbib),
    ("medline", Format::Nbib),
    ("ris", Format::Ris),
    ("enw", Format::EndNote),
    ("bib", Format::BibTex),
    ("bibtex", Format::BibTex),
    ("net", Format::Cnki),
    ("elearning", Format::Cnki),
    ("refworks", Format::Cnki),
    ("docx", Format::Docx),
    ("pdf", Format::Pdf),
    ("jsonl", Format::Jsonl),
    ("ndjson", Format::Jsonl),
    ("zip", Format::Zip),
    ("tar", Format::Tar),
    ("tgz", Format::Tar),
];

impl Format {
    /// Every format, in the order of the documentation.
    pub const ALL: [Format; 18] = [
        Format::Text,
        Format::Markdown,
        Format::Html,
        Format::Jats,
        Format::PubMed,
        Format::BiocXml,
        Format::BiocJson,
        Format::PubTator,
        Format::Nbib,
        Format::Ris,
        Format::EndNote,
        Format::BibTex,
        Format::Cnki,
        Format::Docx,
        Format::Pdf,
        Format::Jsonl,
        Format::Zip,
        Format::Tar,
    ];

    /// Returns its name on the command line and in the metadata of an article.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Jats => "jats",
            Format::PubMed => "pubmed",
            Format::BiocXml => "bioc-xml",
            Format::BiocJson => "bioc-json",
            Format::PubTator => "pubtator",
            Format::Nbib => "nbib",
            Format::Ris => "ris",
            Format::EndNote => "endnote",
            Format::BibTex => "bibtex",
            Format::Cnki => "cnki",
            Format::Docx => "docx",
            Format::Pdf => "pdf",
            Format::Jsonl => "jsonl",
            Format::Zip => "zip",
            Format::Tar => "tar",
        }
    }

    /// Returns the format that a file name promises, `.gz` at its end left aside; `None` for one
    /// that litmine does not read.
    pub fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        let (_, extension) = name.rsplit_once('.')?;
        EXTENSIONS
            .iter()
            .find(|(known, _)| *known == extension)
            .map(|(_, format)| *format)
    }

    /// Returns the format of an input that begins with `head`.
    ///
    /// # Errors
    ///
    /// What was found instead of anything that litmine reads.
    pub(super) fn detect(head: &[u8], path: &Path) -> Result<Self, String> {
        let promised = Self::of(path);
        if let Some(format) = by_magic(head) {
            return Ok(format);
        }
        let text = encoding::glimpse(head);
        let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n', '\u{3000}']);
        if text.starts_with('<') {
            return by_element(text, promised);
        }
        if let Some(format) = by_first_line(text, promised) {
            return Ok(format);
        }
        match promised {
            Some(Format::Jats) => Err("no XML".into()),
            Some(Format::Pdf) => Err("no PDF".into()),
            Some(Format::Docx | Format::Zip | Format::Tar) => Err("no archive".into()),
            Some(Format::BiocJson) => Err("JSON of another kind".into()),
            Some(format @ (Format::Markdown | Format::Html | Format::Jsonl)) => Ok(format),
            _ => Ok(Format::Text),
        }
    }
}

fn by_magic(head: &[u8]) -> Option<Format> {
    let contains = |what: &[u8]| head.windows(what.len()).any(|window| window == what);
    let near = &head[..head.len().min(1024)];
    if near.windows(5).any(|window| window == b"%PDF-") {
        Some(Format::Pdf)
    } else if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        let is_word = contains(b"[Content_Types].xml") || contains(b"word/");
        Some(if is_word { Format::Docx } else { Format::Zip })
    } else {
        (head.get(257..262) == Some(b"ustar")).then_some(Format::Tar)
    }
}

/// By the first element of a page or of XML.
fn by_element(text: &str, promised: Option<Format>) -> Result<Format, String> {
    const PAGE: [&str; 14] = [
        "head", "body", "meta", "title", "div", "p", "section", "main", "h1", "h2", "table",
        "span", "link", "script",
    ];
    let is_text = matches!(promised, Some(Format::Text | Format::Markdown));
    let name = first_element(text);
    let local = name.rsplit(':').next().unwrap_or_default();
    match local {
        "html" | "HTML" => Ok(Format::Html),
        "article" if promised == Some(Format::Html) => Ok(Format::Html),
        "article" | "pmc-articleset" | "OAI-PMH" => Ok(Format::Jats),
        "PubmedArticleSet" | "PubmedArticle" | "PubmedBookArticle" | "MedlineCitationSet" => {
            Ok(Format::PubMed)
        }
        "collection" => Ok(Format::BiocXml),
        _ if is_text => Ok(promised.unwrap_or(Format::Text)),
        name if PAGE.contains(&name.to_ascii_lowercase().as_str()) => Ok(Format::Html),
        _ if promised == Some(Format::Html) => Ok(Format::Html),
        "" => Err("no element".into()),
        _ => Err(format!("XML of another kind, <{name}>")),
    }
}

/// The name of the first element behind declarations, comments and a document type.
fn first_element(text: &str) -> &str {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let skip = if rest.starts_with("<?") {
            rest.find("?>").map(|at| at + 2)
        } else if rest.starts_with("<!--") {
            rest.find("-->").map(|at| at + 3)
        } else if let Some(inner) = rest.strip_prefix("<!") {
            let word = inner.trim_start().get(..12);
            if word.is_some_and(|word| word.eq_ignore_ascii_case("doctype html")) {
                return "html";
            }
            end_of_doctype(rest)
        } else {
            None
        };
        match skip {
            Some(skip) => rest = &rest[skip..],
            None => break,
        }
    }
    let name = rest.strip_prefix('<').unwrap_or_default();
    let end = name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'));
    &name[..end.unwrap_or(name.len())]
}

/// Where a document type ends, its internal subset in brackets included.
fn end_of_doctype(text: &str) -> Option<usize> {
    let close = text.find('>')?;
    match text[..close].find('[') {
        None => Some(close + 1),
        Some(open) => {
            let inner = text[open..]
                .find("]>")
                .or_else(|| text[open..].find("] >"))?;
            text[open + inner..]
                .find('>')
                .map(|at| open + inner + at + 1)
        }
    }
}

/// By the way in which records of text formats begin.
fn by_first_line(text: &str, promised: Option<Format>) -> Option<Format> {
    let line = text.lines().next().unwrap_or_default();
    let begins = |tags: &[&str]| tags.iter().any(|tag| line.starts_with(tag));
    if line.starts_with('{') && begins(&["{Reference Type}:"]) {
        return Some(Format::Cnki);
    }
    if line.starts_with(['{', '[']) && !matches!(promised, Some(Format::Text | Format::Markdown)) {
        return json(text, promised);
    }
    if is_pubtator(line) {
        Some(Format::PubTator)
    } else if begins(&["PMID- "]) {
        Some(Format::Nbib)
    } else if begins(&["TY  - ", "TY - "]) {
        Some(Format::Ris)
    } else if begins(&["%0 "]) {
        Some(Format::EndNote)
    } else if begins(&[
        "DataType: ",
        "SrcDatabase-",
        "RT Journal",
        "RT Dissertation",
        "RT Conference",
    ]) {
        Some(Format::Cnki)
    } else if is_bibtex(line) || promised == Some(Format::BibTex) {
        Some(Format::BibTex)
    } else {
        None
    }
}

fn json(text: &str, promised: Option<Format>) -> Option<Format> {
    if promised == Some(Format::Jsonl) {
        return Some(Format::Jsonl);
    }
    let is_bioc = text.contains("\"passages\"") || text.contains("\"documents\"");
    let is_line = text.starts_with('{') && text.contains("\"text\"");
    if is_bioc {
        Some(Format::BiocJson)
    } else {
        is_line.then_some(Format::Jsonl)
    }
}

/// `123|t|Title`
fn is_pubtator(line: &str) -> bool {
    let mut parts = line.splitn(3, '|');
    let id = parts.next().unwrap_or_default();
    let is_id = !id.is_empty() && id.len() <= 512 && !id.contains(char::is_whitespace);
    is_id && matches!(parts.next(), Some("t" | "a")) && parts.next().is_some()
}

/// `@article{key,`
fn is_bibtex(line: &str) -> bool {
    line.strip_prefix('@').is_some_and(|rest| {
        let name = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        name.len() < rest.len() && name.trim_start().starts_with('{')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, head: &str, expected: Result<Format, &str>) {
        let found = Format::detect(head.as_bytes(), Path::new(name));
        assert_eq!(found, expected.map_err(str::to_owned), "{name}: {head}");
    }

    #[test]
    fn believes_the_content_before_the_name() {
        check("a.txt", "曲妥珠单抗", Ok(Format::Text));
        check("a.md", "# HER2", Ok(Format::Markdown));
        check("a.txt", "<!DOCTYPE html><p>", Ok(Format::Html));
        check("a.md", "<div align=center>", Ok(Format::Markdown));
        check(
            "a.xml",
            "<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY x \"y\">]><article>",
            Ok(Format::Jats),
        );
        check("a.xml", "<PubmedArticleSet>", Ok(Format::PubMed));
        check("a.xml.gz", "<collection><source/>", Ok(Format::BiocXml));
        check("a.xml", "<svg>", Err("XML of another kind, <svg>"));
        check("a.xml", "text", Err("no XML"));
        check("a.json", "{\"documents\": [", Ok(Format::BiocJson));
        check("a.json", "{\"id\": 1, \"text\": \"x\"}", Ok(Format::Jsonl));
        check("a", "12|t|Title", Ok(Format::PubTator));
        check("a.txt", "PMID- 12", Ok(Format::Nbib));
        check("a.txt", "TY  - JOUR", Ok(Format::Ris));
        check("a.txt", "%0 Journal Article", Ok(Format::EndNote));
        check("a.txt", "@article{key,", Ok(Format::BibTex));
        check("a.txt", "SrcDatabase-来源库: 期刊", Ok(Format::Cnki));
        check(
            "a.txt",
            "{Reference Type}: Journal Article",
            Ok(Format::Cnki),
        );
        check(
            "a.docx",
            "PK\u{3}\u{4}..[Content_Types].xml",
            Ok(Format::Docx),
        );
        check("a.html", "%PDF-1.7", Ok(Format::Pdf));
        check("a.txt", "", Ok(Format::Text));
    }

    #[test]
    fn looks_past_gz_in_a_name() {
        assert_eq!(Format::of(Path::new("x/A.XML.GZ")), Some(Format::Jats));
        assert_eq!(Format::of(Path::new("notes.doc")), None);
        assert_eq!(Format::of(Path::new("noext")), None);
    }
}
