//! Field: what may stand before a colon in a query.

use crate::model::Category;

/// A field of the query language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Any concept, by name or id.
    Concept,
    /// A gene, or a gene family where no gene has the name.
    Gene,
    /// A gene family or complex, and its members.
    Family,
    /// A drug, or a drug class with the drugs in it.
    Drug,
    /// A disease and those below it.
    Disease,
    /// A pathway and its members.
    Pathway,
    /// A sequence variant.
    Variant,
    /// A mechanism and those below it, named by the sentence or by the headings above.
    Mechanism,
    /// An effect on a drug.
    Effect,
    /// A name as it is written, without the other names of its concept.
    Name,
    /// A reference that the sentence rests on.
    Reference,
    /// A heading above the sentence, or a kind of section.
    Section,
    /// A year of publication, or a range of years.
    Year,
    /// The language of the article.
    Language,
    /// The file, journal or account of the article.
    Source,
    /// An author of the article.
    Author,
    /// A keyword of the article.
    Keyword,
    /// The journal or account of the article.
    Journal,
    /// The DOI of the article.
    Doi,
    /// The PubMed id of the article.
    Pmid,
    /// The PubMed Central id of the article.
    Pmcid,
}

impl Field {
    /// Every field.
    pub const ALL: [Field; 21] = [
        Field::Gene,
        Field::Drug,
        Field::Mechanism,
        Field::Effect,
        Field::Disease,
        Field::Family,
        Field::Pathway,
        Field::Variant,
        Field::Concept,
        Field::Name,
        Field::Reference,
        Field::Section,
        Field::Year,
        Field::Language,
        Field::Source,
        Field::Author,
        Field::Keyword,
        Field::Journal,
        Field::Doi,
        Field::Pmid,
        Field::Pmcid,
    ];

    /// Returns the word that stands in queries.
    pub fn as_str(self) -> &'static str {
        match self {
            Field::Concept => "concept",
            Field::Gene => "gene",
            Field::Family => "family",
            Field::Drug => "drug",
            Field::Disease => "disease",
            Field::Pathway => "pathway",
            Field::Variant => "variant",
            Field::Mechanism => "mechanism",
            Field::Effect => "effect",
            Field::Name => "name",
            Field::Reference => "reference",
            Field::Section => "section",
            Field::Year => "year",
            Field::Language => "lang",
            Field::Source => "source",
            Field::Author => "author",
            Field::Keyword => "keyword",
            Field::Journal => "journal",
            Field::Doi => "doi",
            Field::Pmid => "pmid",
            Field::Pmcid => "pmcid",
        }
    }

    /// Reads a field in any letter case; `None` for an unknown one.
    pub fn parse(word: &str) -> Option<Self> {
        let is_it = |field: &Field| field.as_str().eq_ignore_ascii_case(word);
        Self::ALL.into_iter().find(is_it)
    }

    /// Returns the categories that a name in this field may have: the first group that
    /// has the name counts. Empty for a field that takes no concept.
    pub(super) fn categories(self) -> &'static [&'static [Category]] {
        match self {
            Field::Concept => &[&Category::ALL],
            Field::Gene => &[&[Category::Gene], &[Category::Family]],
            Field::Family => &[&[Category::Family]],
            Field::Drug => &[&[Category::Drug, Category::DrugClass]],
            Field::Disease => &[&[Category::Disease]],
            Field::Pathway => &[&[Category::Pathway]],
            Field::Variant => &[&[Category::Variant]],
            Field::Mechanism => &[&[Category::Mechanism], &[Category::Pathway]],
            Field::Effect
            | Field::Name
            | Field::Reference
            | Field::Section
            | Field::Year
            | Field::Language
            | Field::Source
            | Field::Author
            | Field::Keyword
            | Field::Journal
            | Field::Doi
            | Field::Pmid
            | Field::Pmcid => &[],
        }
    }
}
