//! Facet: query → how often which gene, drug, year … stands in what answers it.
//!
//! Counted from columns alone: articles where articles are asked for, sentences otherwise,
//! each once however often it names a thing.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::DocId;
use tantivy::SegmentReader;
use tantivy::columnar::{Column, StrColumn};
use tantivy::query::{BooleanQuery, Query};

use super::ask::narrow;
use super::clause::Clause;
use super::rank::{ArticleKey, SentenceColumns};
use super::walk::{Run, each_segment};
use super::{Kind, Searcher};
use crate::error::Result;
use crate::index::{self, schema};
use crate::lexicon::Lexicon;
use crate::model::{Category, ConceptId, variant};

/// By what answers are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// Genes.
    Gene,
    /// Gene families and complexes.
    Family,
    /// Drugs and drug classes.
    Drug,
    /// Mechanisms of the evidence in the sentence.
    Mechanism,
    /// Effects that are claimed; denied ones as `not_resistance`.
    Effect,
    /// Diseases.
    Disease,
    /// Pathways.
    Pathway,
    /// Sequence variants.
    Variant,
    /// Years of publication.
    Year,
    /// Journals and accounts.
    Journal,
    /// Languages of the articles.
    Language,
}

impl Facet {
    /// Every facet.
    pub const ALL: [Facet; 11] = [
        Facet::Gene,
        Facet::Family,
        Facet::Drug,
        Facet::Mechanism,
        Facet::Effect,
        Facet::Disease,
        Facet::Pathway,
        Facet::Variant,
        Facet::Year,
        Facet::Journal,
        Facet::Language,
    ];

    /// Returns the facet that a word stands for.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| facet.as_str() == word)
    }

    /// Returns the word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Facet::Gene => "gene",
            Facet::Family => "family",
            Facet::Drug => "drug",
            Facet::Mechanism => "mechanism",
            Facet::Effect => "effect",
            Facet::Disease => "disease",
            Facet::Pathway => "pathway",
            Facet::Variant => "variant",
            Facet::Year => "year",
            Facet::Journal => "journal",
            Facet::Language => "lang",
        }
    }

    /// Returns the column that is counted.
    fn column(self) -> &'static str {
        match self {
            Facet::Mechanism => "mechanism",
            Facet::Effect => "effect",
            Facet::Journal => "journal_name",
            Facet::Language => "language",
            Facet::Year => "year",
            _ => "concept",
        }
    }

    /// Whether a value of that column counts here.
    fn takes(self, value: &str, lexicon: &Lexicon) -> bool {
        let categories: &[Category] = match self {
            Facet::Gene => &[Category::Gene],
            Facet::Family => &[Category::Family],
            Facet::Drug => &[Category::Drug, Category::DrugClass],
            Facet::Disease => &[Category::Disease],
            Facet::Pathway => &[Category::Pathway],
            Facet::Variant => &[Category::Variant],
            _ => return true,
        };
        let id = ConceptId::from(value);
        let known = lexicon.concept(&id).map(|concept| concept.category);
        let category = known.or_else(|| variant::parts(&id).map(|_| Category::Variant));
        category.is_some_and(|category| categories.contains(&category))
    }
}

/// How often the values of one facet stand in what answers a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCounts {
    /// By what was counted.
    pub facet: Facet,
    /// Number of different values.
    pub distinct: usize,
    /// The most frequent values with their counts, most frequent first, equal ones by value:
    /// ids of concepts, effects, years, journals, languages.
    pub values: Vec<(String, u64)>,
}

/// Counts by column and value.
type Counts = BTreeMap<&'static str, BTreeMap<String, u64>>;

impl Searcher<'_> {
    /// Counts what answers a query by facets, in the order they are given; of each the
    /// `limit` most frequent values.
    ///
    /// Articles count for [`Kind::Article`], with all their sentences; sentences with claims for
    /// [`Kind::Claim`]; sentences otherwise. Errs as [`Searcher::search`] does.
    pub fn facets(
        &self,
        query: &str,
        kind: Kind,
        facets: &[Facet],
        limit: usize,
    ) -> Result<Vec<FacetCounts>> {
        let clause = self.understand(query)?;
        let columns: BTreeSet<&'static str> = facets.iter().map(|facet| facet.column()).collect();
        let counts = self.within_time(|run| {
            self.counts(&clause, kind, run, &columns)
                .map_err(index::failed(self.reader.path()))
        })?;
        let of_facet = |&facet: &Facet| {
            let counts = counts.get(facet.column()).into_iter().flatten();
            let taken = counts.filter(|(value, _)| facet.takes(value, self.lexicon));
            let mut values: Vec<(String, u64)> = taken.map(|(v, n)| (v.clone(), *n)).collect();
            values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            let distinct = values.len();
            values.truncate(limit);
            FacetCounts {
                facet,
                distinct,
                values,
            }
        };
        Ok(facets.iter().map(of_facet).collect())
    }

    fn counts(
        &self,
        clause: &Clause,
        kind: Kind,
        run: &Run,
        columns: &BTreeSet<&'static str>,
    ) -> tantivy::Result<Counts> {
        let asker = self.asker(run);
        let (query, articles): (Box<dyn Query>, _) = match kind {
            Kind::Article => (self.everything(), Some(self.article_keys(clause, run)?)),
            Kind::Claim => (asker.claims(clause)?, None),
            Kind::Sentence | Kind::Mention => (asker.sentences(clause)?, None),
        };
        let mut counts = Counts::new();
        each_segment(run, &*narrow(query), |segment_index, segment, walk| {
            let units = SentenceColumns::open(segment)?;
            let mut tallies: Vec<Tally> = columns
                .iter()
                .map(|column| Tally::open(segment, column))
                .collect::<tantivy::Result<_>>()?;
            let found = articles.as_ref().map(|keys| within(keys, segment_index));
            walk(&mut |doc_id, _| {
                let unit = match &found {
                    None => u64::from(doc_id),
                    Some(found) => {
                        let article = units.article_number(doc_id);
                        if !found.get(article as usize).copied().unwrap_or_default() {
                            return;
                        }
                        article
                    }
                };
                for tally in &mut tallies {
                    tally.add(doc_id, unit);
                }
            })?;
            for tally in tallies {
                let counts = counts.entry(tally.name).or_default();
                tally.give(&mut |value, count| {
                    *counts.entry(value).or_default() += count;
                })?;
            }
            Ok(())
        })?;
        Ok(counts)
    }

    /// Every article and sentence.
    fn everything(&self) -> Box<dyn Query> {
        let kinds = [schema::ARTICLE, schema::SENTENCE];
        Box::new(BooleanQuery::union(
            kinds.map(|kind| self.reader.of_kind(kind)).into(),
        ))
    }
}

/// Which articles of a segment are among some, by their number there.
fn within(keys: &BTreeSet<ArticleKey>, segment_index: u32) -> Vec<bool> {
    let mut found = Vec::new();
    for &(_, article) in keys.range((segment_index, 0)..=(segment_index, u64::MAX)) {
        found.resize(article as usize + 1, false);
        found[article as usize] = true;
    }
    found
}

/// Counts the values of one column of one segment. The documents of an article follow each
/// other, so that it is enough to know which article was counted last.
struct Tally {
    name: &'static str,
    column: TallyColumn,
}

enum TallyColumn {
    /// A column of texts; count and last unit by the number of the text.
    Text(StrColumn, Vec<(u32, Option<u64>)>),
    /// A column of numbers.
    Number(Column<i64>, BTreeMap<i64, (u64, Option<u64>)>),
    /// No document of the segment has a value.
    Empty,
}

impl Tally {
    fn open(segment: &SegmentReader, name: &'static str) -> tantivy::Result<Self> {
        let fast = segment.fast_fields();
        let column = if name == Facet::Year.column() {
            TallyColumn::Number(fast.i64(name)?, BTreeMap::new())
        } else {
            fast.str(name)?.map_or(TallyColumn::Empty, |column| {
                let counts = vec![(0, None); column.num_terms()];
                TallyColumn::Text(column, counts)
            })
        };
        Ok(Self { name, column })
    }

    fn add(&mut self, doc_id: DocId, unit: u64) {
        match &mut self.column {
            TallyColumn::Text(column, counts) => {
                for number in column.term_ords(doc_id) {
                    if let Some((count, last)) = counts.get_mut(number as usize)
                        && last.replace(unit) != Some(unit)
                    {
                        *count += 1;
                    }
                }
            }
            TallyColumn::Number(column, counts) => {
                for number in column.values_for_doc(doc_id) {
                    let (count, last) = counts.entry(number).or_default();
                    if last.replace(unit) != Some(unit) {
                        *count += 1;
                    }
                }
            }
            TallyColumn::Empty => {}
        }
    }

    fn give(self, to: &mut dyn FnMut(String, u64)) -> tantivy::Result<()> {
        match self.column {
            TallyColumn::Text(column, counts) => {
                let used: Vec<(u64, u32)> = (0..)
                    .zip(counts)
                    .filter(|(_, (count, _))| *count > 0)
                    .map(|(number, (count, _))| (number, count))
                    .collect();
                let numbers: Vec<u64> = used.iter().map(|(number, _)| *number).collect();
                let mut counts = used.iter().map(|(_, count)| u64::from(*count));
                column
                    .dictionary()
                    .sorted_ords_to_term_cb(&numbers, |text| {
                        let text = String::from_utf8_lossy(text).into_owned();
                        to(text, counts.next().unwrap_or_default());
                    })?;
            }
            TallyColumn::Number(_, counts) => {
                for (number, (count, _)) in counts {
                    to(number.to_string(), count);
                }
            }
            TallyColumn::Empty => {}
        }
        Ok(())
    }
}
