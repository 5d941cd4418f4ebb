//! Document: one article, and the structure that a reader sees in it.

use serde::{Deserialize, Serialize};

use super::{Markup, Span};

/// The language that most of an article is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Chinese, simplified or traditional.
    Zh,
    /// English, and whatever else is written in Latin letters.
    En,
}

impl Language {
    /// Returns the code used in JSON: `zh` or `en`.
    pub fn as_str(self) -> &'static str {
        match self {
            Language::Zh => "zh",
            Language::En => "en",
        }
    }
}

/// What is known of an article beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// Year of publication.
    pub year: Option<i32>,
    /// Digital object identifier, without a resolver in front.
    pub doi: Option<String>,
    /// PubMed id.
    pub pmid: Option<String>,
    /// Journal or account.
    pub journal: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// PubMed Central id, with its `PMC`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pmcid: Option<String>,
    /// Authors in order, `Surname Given names` or as they were given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// Keywords in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// Volume.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume: Option<String>,
    /// Issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue: Option<String>,
    /// Pages `first-last`, or an article number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<String>,
    /// The format that it was read from, such as `jats`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// The encoding that it was decoded from, such as `GB18030`; `None` for UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
}

/// One article as it was read: its text, untouched, and its metadata.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Unique in an index: the path as it was given, or the id that came with the text.
    pub id: String,
    /// The file it came from.
    pub source: Option<String>,
    /// The language it was said to be in; `segment` decides where nobody said.
    pub language: Option<Language>,
    /// The title that came beside the text; `segment` looks for one in the text otherwise.
    pub title: Option<String>,
    /// The decoded text without its byte-order mark.
    pub text: String,
    /// What is known beside the text.
    pub metadata: Metadata,
    /// What its format says of its structure.
    #[serde(default, skip_serializing_if = "Markup::is_none")]
    pub markup: Markup,
}

/// Which part of an article a section is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SectionKind {
    /// What stands before the article: banners, account names, authors.
    Front,
    /// Abstract, key points or an editor's note.
    Abstract,
    /// The article itself.
    Body,
    /// The reference list.
    References,
    /// What stands after the article: sources, disclaimers, acknowledgements.
    Back,
}

impl SectionKind {
    /// Returns the word used in JSON and CSV.
    pub fn as_str(self) -> &'static str {
        match self {
            SectionKind::Front => "front",
            SectionKind::Abstract => "abstract",
            SectionKind::Body => "body",
            SectionKind::References => "references",
            SectionKind::Back => "back",
        }
    }

    /// Whether its text is cut into sentences.
    pub fn has_sentences(self) -> bool {
        matches!(self, SectionKind::Abstract | SectionKind::Body)
    }
}

/// One part of an article with its heading.
///
/// Sections partition the text in order: each begins where the last ends, and a
/// section's span holds its own text only, not that of the sections below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Depth of the heading, from 1.
    pub level: u8,
    /// Which part of the article it is.
    pub kind: SectionKind,
    /// The heading without its number (`1.`, `一、`, `##`).
    pub heading: Option<Span>,
    /// From its number or heading to the next section.
    pub span: Span,
    /// Where the text below the heading begins.
    pub body_start: u32,
    /// The section above it in the tree.
    pub parent: Option<usize>,
}

/// One sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// From its first to its last visible character, closing marks and citations included.
    pub span: Span,
    /// The section it stands in.
    pub section_index: usize,
}

/// One entry of the reference list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// Its number in the list; its place when the list is not numbered.
    pub number: u32,
    /// The whole entry, number included.
    pub span: Span,
    /// Authors as printed, in order.
    pub authors: Vec<String>,
    /// Title as printed.
    pub title: Option<String>,
    /// Where the title stands, when it stands there in one piece.
    pub title_span: Option<Span>,
    /// Journal as printed.
    pub journal: Option<String>,
    /// Volume.
    pub volume: Option<String>,
    /// Issue.
    pub issue: Option<String>,
    /// Pages `first-last` with a plain hyphen, or an article number.
    pub pages: Option<String>,
    /// Year of publication.
    pub year: Option<i32>,
    /// Digital object identifier.
    pub doi: Option<String>,
    /// PubMed id.
    pub pmid: Option<String>,
    /// PubMed Central id, with its `PMC`.
    #[serde(default)]
    pub pmcid: Option<String>,
    /// arXiv id, such as `2001.01234`.
    #[serde(default)]
    pub arxiv: Option<String>,
}

impl Reference {
    /// Returns an entry of which only the number is known; its span is still to be set.
    pub fn numbered(number: u32) -> Self {
        Self {
            number,
            span: Span::new(0, 0),
            authors: Vec::new(),
            title: None,
            title_span: None,
            journal: None,
            volume: None,
            issue: None,
            pages: None,
            year: None,
            doi: None,
            pmid: None,
            pmcid: None,
            arxiv: None,
        }
    }

    /// Returns an id that the same reference has in every article: `doi:10.1000/a`, `pmid:7`, `pmcid:PMC7`, `arxiv:2001.01234`, else
    /// `ref:` with the first author's family name, year and title in small letters; `None` where
    /// neither title nor author and journal are known.
    pub fn id(&self) -> Option<String> {
        if let Some(doi) = &self.doi {
            return Some(format!("doi:{}", doi.to_lowercase()));
        }
        if let Some(pmid) = &self.pmid {
            return Some(format!("pmid:{pmid}"));
        }
        if let Some(pmcid) = &self.pmcid {
            return Some(format!("pmcid:{pmcid}"));
        }
        if let Some(arxiv) = &self.arxiv {
            return Some(format!("arxiv:{}", arxiv.to_lowercase()));
        }
        let first = self.authors.first();
        let name = first.map_or("", |author| family_name(author));
        let title = match (&self.title, &self.journal) {
            (Some(title), _) => title.clone(),
            (None, Some(journal)) if first.is_some() => {
                let pages = self.pages.as_deref().unwrap_or_default();
                format!("{journal} {pages}")
            }
            _ => return None,
        };
        let year = self.year.map_or(String::new(), |year| year.to_string());
        Some(format!("ref:{}-{year}-{}", plain(name), plain(&title)))
    }

    /// Returns `First author year, journal volume, pages`, as far as they are known.
    pub fn short(&self) -> String {
        let mut out = self
            .authors
            .first()
            .cloned()
            .unwrap_or_else(|| format!("[{}]", self.number));
        if let Some(year) = self.year {
            out.push_str(&format!(" {year}"));
        }
        if let Some(journal) = &self.journal {
            out.push_str(&format!(", {journal}"));
        }
        if let Some(volume) = &self.volume {
            out.push_str(&format!(" {volume}"));
        }
        if let Some(pages) = &self.pages {
            out.push_str(&format!(", {pages}"));
        }
        out
    }
}

/// The family name of an author as printed: `Le Joncour, V.`, `Scaltriti M`, `王伟`.
fn family_name(author: &str) -> &str {
    let name = author.split([',', '，']).next().unwrap_or_default().trim();
    let is_initials = |word: &str| {
        word.chars().count() <= 4
            && word
                .chars()
                .all(|c| c.is_uppercase() || c == '.' || c == '-')
    };
    let words: Vec<&str> = name.split_whitespace().collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() && is_initials(last) => {
            let mut name = rest.to_vec();
            while name.len() > 1 && is_initials(name[name.len() - 1]) {
                name.pop();
            }
            name[name.len() - 1]
        }
        _ => words.last().copied().unwrap_or_default(),
    }
}

/// The first letters and digits of a text, in small letters.
fn plain(text: &str) -> String {
    let lower = text.chars().flat_map(char::to_lowercase);
    lower.filter(|c| c.is_alphanumeric()).take(80).collect()
}

/// A pointer in the text to one or more references: `[1,2]`, `[3-5]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// The marker with its brackets.
    pub span: Span,
    /// The sentence it closes or stands in.
    pub sentence_index: usize,
    /// The references it names, in the order in which it names them.
    pub reference_indices: Vec<usize>,
    /// Numbers that the list does not hold.
    pub unresolved: Vec<u32>,
}

/// The structure of one document: the layer that `segment` adds.
///
/// Invariant: all lists are in text order; sentences lie inside their section
/// and never overlap; indices point into the lists of the same structure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Structure {
    /// The language of most of the text.
    pub language: Language,
    /// Where the title stands in the text.
    pub title: Option<Span>,
    /// The sections.
    pub sections: Vec<Section>,
    /// The sentences of title, abstract and body.
    pub sentences: Vec<Sentence>,
    /// The reference list.
    pub references: Vec<Reference>,
    /// The citation markers.
    pub citations: Vec<Citation>,
}

impl Structure {
    /// Returns the headings above and of a section, outermost first.
    pub fn heading_path<'t>(&self, section_index: usize, text: &'t str) -> Vec<&'t str> {
        let mut path = Vec::new();
        let mut next = Some(section_index);
        while let Some(section) = next.and_then(|index| self.sections.get(index)) {
            path.extend(section.heading.map(|heading| heading.of(text)));
            next = section.parent;
        }
        path.reverse();
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(author: &str, title: &str, expected: &str) {
        let reference = Reference {
            authors: vec![author.into()],
            title: Some(title.into()),
            year: Some(2019),
            ..Reference::numbered(1)
        };
        assert_eq!(reference.id().as_deref(), Some(expected));
    }

    #[test]
    fn the_same_reference_has_the_same_id_however_it_is_set() {
        let id = "ref:joncour-2019-lossofptenincancer";
        check("Le Joncour, V.", "Loss of PTEN in cancer", id);
        check("Le Joncour V", "Loss of PTEN in Cancer.", id);
        check("LE JONCOUR V A", "Loss of PTEN in cancer", id);
        check("王伟", "耐药机制研究", "ref:王伟-2019-耐药机制研究");
        let doi = Reference {
            doi: Some("10.1000/AB".into()),
            pmid: Some("7".into()),
            ..Reference::numbered(1)
        };
        assert_eq!(doi.id().as_deref(), Some("doi:10.1000/ab"));
        assert_eq!(Reference::numbered(1).id(), None);
    }
}
