//! Kind: what the cells of a column hold, for formats that must say so beforehand.

/// What the cells of a column hold, where they are not empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    List,
    Whole,
    Real,
    Flag,
}

const LISTS: &[&str] = &["authors", "mechanisms", "mechanism_sources"];

const WHOLE: &[&str] = &[
    "cited",
    "count",
    "count_a",
    "count_b",
    "count_before",
    "degree",
    "end",
    "first_year",
    "last_year",
    "mentions",
    "negated_sentences",
    "number",
    "sentence",
    "sentences",
    "start",
    "strength",
    "total",
    "total_before",
    "year",
];

const REAL: &[&str] = &[
    "association",
    "chi2",
    "expected",
    "g2",
    "jaccard",
    "lift",
    "npmi",
    "p_value",
    "pmi",
    "q_value",
    "ratio",
    "salton",
    "score",
];

/// Columns of the table of articles and of pairs that count what others list.
const COUNTS: &[&str] = &["articles", "citations", "references", "sections"];

/// Returns the kind of each column of a table. One name means one kind within a table.
pub(super) fn kinds(columns: &[&str]) -> Vec<Kind> {
    let counts_references = columns.contains(&"citations");
    let kind = |column: &&str| match *column {
        "references" if !counts_references => Kind::List,
        "chi2_valid" => Kind::Flag,
        column if LISTS.contains(&column) => Kind::List,
        column if WHOLE.contains(&column) || COUNTS.contains(&column) => Kind::Whole,
        column if REAL.contains(&column) => Kind::Real,
        _ => Kind::Text,
    };
    columns.iter().map(kind).collect()
}
