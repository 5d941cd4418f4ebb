//! Sort: the column that orders the pairs.

use std::cmp::Ordering;

use crate::model::Cooccurrence;

/// A column of the co-occurrence table to sort by.
///
/// Counts, measures and years go down, ids, names and categories up, `p_value`
/// and `q_value` up; empty cells come last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the column of its name")]
pub enum SortColumn {
    IdA,
    NameA,
    NameZhA,
    CategoryA,
    IdB,
    NameB,
    NameZhB,
    CategoryB,
    Articles,
    Sections,
    Sentences,
    CountA,
    CountB,
    Total,
    Expected,
    Pmi,
    Npmi,
    G2,
    PValue,
    QValue,
    Jaccard,
    #[default]
    Score,
    FirstYear,
    LastYear,
    ExampleArticle,
    Lift,
    Chi2,
    Salton,
    Association,
}

use SortColumn::*;

impl SortColumn {
    /// Every column that sorts, in the order of the table.
    pub const ALL: [SortColumn; 29] = [
        IdA,
        NameA,
        NameZhA,
        CategoryA,
        IdB,
        NameB,
        NameZhB,
        CategoryB,
        Articles,
        Sections,
        Sentences,
        CountA,
        CountB,
        Total,
        Expected,
        Pmi,
        Npmi,
        G2,
        PValue,
        QValue,
        Jaccard,
        Score,
        FirstYear,
        LastYear,
        ExampleArticle,
        Lift,
        Chi2,
        Salton,
        Association,
    ];

    /// Returns the name of the column.
    pub fn as_str(self) -> &'static str {
        match self {
            IdA => "id_a",
            NameA => "name_a",
            NameZhA => "name_zh_a",
            CategoryA => "category_a",
            IdB => "id_b",
            NameB => "name_b",
            NameZhB => "name_zh_b",
            CategoryB => "category_b",
            Articles => "articles",
            Sections => "sections",
            Sentences => "sentences",
            CountA => "count_a",
            CountB => "count_b",
            Total => "total",
            Expected => "expected",
            Pmi => "pmi",
            Npmi => "npmi",
            G2 => "g2",
            PValue => "p_value",
            QValue => "q_value",
            Jaccard => "jaccard",
            Score => "score",
            FirstYear => "first_year",
            LastYear => "last_year",
            ExampleArticle => "example_article",
            Lift => "lift",
            Chi2 => "chi2",
            Salton => "salton",
            Association => "association",
        }
    }

    /// Reads the name of a column; `None` for a column that does not sort.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.as_str() == name)
    }

    fn compare(self, one: &Cooccurrence, other: &Cooccurrence) -> Ordering {
        match self {
            IdA => one.a.id.cmp(&other.a.id),
            NameA => one.a.name.cmp(&other.a.name),
            NameZhA => empty_last(&one.a.name_zh, &other.a.name_zh),
            CategoryA => one.a.category.as_str().cmp(other.a.category.as_str()),
            IdB => one.b.id.cmp(&other.b.id),
            NameB => one.b.name.cmp(&other.b.name),
            NameZhB => empty_last(&one.b.name_zh, &other.b.name_zh),
            CategoryB => one.b.category.as_str().cmp(other.b.category.as_str()),
            Articles => other.articles.cmp(&one.articles),
            Sections => other.sections.cmp(&one.sections),
            Sentences => other.sentences.cmp(&one.sentences),
            CountA => other.count_a.cmp(&one.count_a),
            CountB => other.count_b.cmp(&one.count_b),
            Total => other.total.cmp(&one.total),
            Expected => other.expected.total_cmp(&one.expected),
            Pmi => other.pmi.total_cmp(&one.pmi),
            Npmi => other.npmi.total_cmp(&one.npmi),
            G2 => other.g2.total_cmp(&one.g2),
            PValue => one.p_value.total_cmp(&other.p_value),
            QValue => one.q_value.total_cmp(&other.q_value),
            Jaccard => other.jaccard.total_cmp(&one.jaccard),
            Score => other.score.total_cmp(&one.score),
            FirstYear => other.first_year.cmp(&one.first_year),
            LastYear => other.last_year.cmp(&one.last_year),
            ExampleArticle => one.example.article.cmp(&other.example.article),
            Lift => other.lift.total_cmp(&one.lift),
            Chi2 => other.chi2.total_cmp(&one.chi2),
            Salton => other.salton.total_cmp(&one.salton),
            Association => other.association.total_cmp(&one.association),
        }
    }
}

/// Sorts pairs by a column, then by score descending, then by ids.
pub(super) fn sort(pairs: &mut [Cooccurrence], column: SortColumn) {
    pairs.sort_by(|one, other| {
        column
            .compare(one, other)
            .then_with(|| Score.compare(one, other))
            .then_with(|| one.a.id.cmp(&other.a.id))
            .then_with(|| one.b.id.cmp(&other.b.id))
    });
}

fn empty_last(one: &Option<String>, other: &Option<String>) -> Ordering {
    let key = |name: &Option<String>| name.is_none();
    key(one).cmp(&key(other)).then_with(|| one.cmp(other))
}
