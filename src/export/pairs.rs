//! Pairs: co-occurrences → rows; their nodes; and the sentences they rest on.

use crate::model::{Comparison, ConceptId, Cooccurrence, Label, Node, Window, YearCount};

use super::cell::{Cell, Row};

/// The columns of co-occurrences.
pub const COOCCURRENCE_COLUMNS: &[&str] = &[
    "id_a",
    "name_a",
    "name_zh_a",
    "category_a",
    "id_b",
    "name_b",
    "name_zh_b",
    "category_b",
    "articles",
    "sections",
    "sentences",
    "count_a",
    "count_b",
    "total",
    "expected",
    "pmi",
    "npmi",
    "g2",
    "p_value",
    "q_value",
    "jaccard",
    "score",
    "mechanisms",
    "references",
    "first_year",
    "last_year",
    "example_article",
    "example_sentence",
    "pair_id",
    "window",
    "count",
    "lift",
    "chi2",
    "chi2_valid",
    "salton",
    "association",
    "negated_sentences",
];

/// The columns of the concepts that were counted.
pub const NODE_COLUMNS: &[&str] = &[
    "id",
    "name",
    "name_zh",
    "category",
    "articles",
    "sections",
    "sentences",
    "degree",
    "mentions",
    "strength",
];

/// The columns of the sentences that pairs rest on.
pub const PAIR_SENTENCE_COLUMNS: &[&str] = &[
    "id_a",
    "name_a",
    "id_b",
    "name_b",
    "article",
    "year",
    "sentence",
    "section",
    "mechanisms",
    "references",
    "sentence_text",
    "pair_id",
    "holds",
    "text_a",
    "text_b",
];

/// Returns the row of one pair; `text` is its example sentence.
pub fn cooccurrence<'d>(pair: &'d Cooccurrence, window: Window, text: &'d str) -> Row<'d> {
    let mut row = names(pair);
    row.extend([pair.articles, pair.sections, pair.sentences].map(Cell::count));
    row.extend([pair.count_a, pair.count_b, pair.total].map(Cell::count));
    let measures = [pair.expected, pair.pmi, pair.npmi, pair.g2, pair.p_value];
    row.extend(measures.map(Cell::Real));
    row.extend([pair.q_value, pair.jaccard, pair.score].map(Cell::Real));
    row.extend([
        Cell::list(pair.mechanisms.iter().map(ConceptId::as_str)),
        Cell::list(pair.references.iter().map(String::as_str)),
        Cell::year(pair.first_year),
        Cell::year(pair.last_year),
        Cell::text(&pair.example.article),
        Cell::text(text),
        Cell::owned(pair.id()),
        Cell::text(window.as_str()),
        Cell::count(pair.count),
        Cell::Real(pair.lift),
        Cell::Real(pair.chi2),
        Cell::Flag(pair.is_chi2_valid),
        Cell::Real(pair.salton),
        Cell::Real(pair.association),
        Cell::count(pair.negated_sentences),
    ]);
    row
}

/// The ids, names and categories of both.
fn names(pair: &Cooccurrence) -> Row<'_> {
    [&pair.a, &pair.b].into_iter().flat_map(label).collect()
}

fn label(label: &Label) -> [Cell<'_>; 4] {
    [
        Cell::text(label.id.as_str()),
        Cell::text(&label.name),
        Cell::optional(label.name_zh.as_deref()),
        Cell::text(label.category.as_str()),
    ]
}

/// The columns of two counts compared.
pub const COMPARISON_COLUMNS: &[&str] = &[
    "id_a",
    "name_a",
    "name_zh_a",
    "category_a",
    "id_b",
    "name_b",
    "name_zh_b",
    "category_b",
    "change",
    "count_before",
    "count",
    "total_before",
    "total",
    "ratio",
    "p_value",
    "q_value",
];

/// The columns of the years of a concept.
pub const TIMELINE_COLUMNS: &[&str] = &[
    "concept",
    "name",
    "name_zh",
    "category",
    "year",
    "articles",
    "sentences",
    "mentions",
];

/// Returns the row of one pair in two counts.
pub fn comparison(found: &Comparison) -> Row<'_> {
    let mut row: Row<'_> = [&found.a, &found.b].into_iter().flat_map(label).collect();
    row.push(Cell::text(found.change.as_str()));
    row.extend(found.counts.map(Cell::count));
    row.extend(found.totals.map(Cell::count));
    row.extend([found.ratio, found.p_value, found.q_value].map(Cell::Real));
    row
}

/// Returns the row of one year of a concept.
pub fn year<'d>(concept: &'d Label, found: &YearCount) -> Row<'d> {
    let mut row: Row<'d> = label(concept).into();
    row.push(Cell::year(Some(found.year)));
    row.extend([found.articles, found.sentences, found.mentions].map(Cell::count));
    row
}

/// Returns the row of one concept that was counted.
pub fn node(node: &Node) -> Row<'_> {
    let mut row: Row<'_> = label(&node.label).into();
    row.extend([node.articles, node.sections, node.sentences].map(Cell::count));
    row.extend([node.degree, node.mentions, node.strength].map(Cell::count));
    row
}

/// A sentence that a pair rests on, as its row shows it.
#[derive(Clone, Copy, Debug)]
pub struct PairSentence<'d> {
    /// The pair.
    pub pair: &'d Cooccurrence,
    /// Id of the article.
    pub article: &'d str,
    /// Its year.
    pub year: Option<i32>,
    /// Place of the sentence in the article.
    pub sentence: u32,
    /// Which of the two stand in it: `both`, `a` or `b`.
    pub holds: &'static str,
    /// Headings above it, outermost first.
    pub headings: &'d [String],
    /// Its mechanisms.
    pub mechanisms: &'d [ConceptId],
    /// Its references, readable.
    pub references: &'d [String],
    /// Its text.
    pub text: &'d str,
    /// The two names as they are written in it, where they are.
    pub names: [Option<&'d str>; 2],
}

/// Returns the row of one sentence of a pair.
pub fn pair_sentence(found: PairSentence<'_>) -> Row<'_> {
    let pair = found.pair;
    vec![
        Cell::text(pair.a.id.as_str()),
        Cell::text(&pair.a.name),
        Cell::text(pair.b.id.as_str()),
        Cell::text(&pair.b.name),
        Cell::text(found.article),
        Cell::year(found.year),
        Cell::count(found.sentence.into()),
        Cell::owned(found.headings.join(" > ")),
        Cell::list(found.mechanisms.iter().map(ConceptId::as_str)),
        Cell::list(found.references.iter().map(String::as_str)),
        Cell::text(found.text),
        Cell::owned(pair.id()),
        Cell::text(found.holds),
        Cell::optional(found.names[0]),
        Cell::optional(found.names[1]),
    ]
}
