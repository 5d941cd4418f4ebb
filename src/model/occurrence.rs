//! Occurrence: which concepts stand in which sentence, in numbers: what is counted, without its text.

use std::collections::{BTreeMap, BTreeSet};

use super::{Category, ConceptId};

/// What a table says of a concept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// Its id.
    pub id: ConceptId,
    /// Its category.
    pub category: Category,
    /// Its preferred name; its id where no dictionary described it.
    pub name: String,
    /// Its Chinese name.
    pub name_zh: Option<String>,
}

/// Everything that articles are counted by.
///
/// Concepts and mechanisms are numbers: places in `labels`. References are places in
/// `references`. Invariant: labels are in the order of their ids and articles in the
/// order of theirs, so that smaller numbers mean smaller ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Occurrences {
    /// Every concept, by id.
    pub labels: Vec<Label>,
    /// Readable references, each text once.
    pub references: Vec<String>,
    /// The articles, by id.
    pub articles: Vec<ArticleOccurrences>,
}

/// One article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleOccurrences {
    /// Its id.
    pub id: String,
    /// Year of publication.
    pub year: Option<i32>,
    /// The id of the article that it is a copy of.
    pub copy_of: Option<String>,
    /// All its sentences in order, those without a concept too.
    pub sentences: Vec<SentenceOccurrences>,
}

/// One sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentenceOccurrences {
    /// Its place in the article.
    pub index: u32,
    /// Place of its section in the article.
    pub section: u32,
    /// Concepts, one a mention.
    pub concepts: Vec<u32>,
    /// Mechanisms that it or a heading above it names, each once.
    pub mechanisms: Vec<u32>,
    /// References that it rests on, in the order of the list.
    pub references: Vec<u32>,
    /// Whether it denies a claim.
    pub is_negated: bool,
    /// Where the index keeps it; means nothing elsewhere.
    pub key: u64,
}

impl Occurrences {
    /// Returns the number of a concept.
    pub fn number_of(&self, id: &ConceptId) -> Option<u32> {
        let place = self.labels.binary_search_by(|label| label.id.cmp(id));
        place.ok().map(|place| place as u32)
    }

    /// Keeps the sentences that `keep` wants, and the articles that still have one.
    pub fn retain(&mut self, mut keep: impl FnMut(&SentenceOccurrences) -> bool) {
        for article in &mut self.articles {
            article.sentences.retain(&mut keep);
        }
        self.articles
            .retain(|article| !article.sentences.is_empty());
    }

    /// Keeps one of the articles that are copies of each other: the original, or where that is
    /// not there the first copy. Returns how many were left out.
    pub fn leave_copies(&mut self) -> usize {
        let count = self.articles.len();
        let originals = self.articles.iter().filter(|one| one.copy_of.is_none());
        let mut kept: BTreeSet<String> = originals.map(|one| one.id.clone()).collect();
        self.articles.retain(|article| match &article.copy_of {
            None => true,
            Some(original) => kept.insert(original.clone()),
        });
        count - self.articles.len()
    }

    /// Gives every concept the label that `instead` names for its id; others stay.
    pub fn relabel(&mut self, instead: &BTreeMap<ConceptId, Label>) {
        let label_of = |label: &Label| instead.get(&label.id).unwrap_or(label).clone();
        let mut labels: Vec<Label> = self.labels.iter().map(label_of).collect();
        // A mechanism that is named by its old number keeps its label.
        labels.extend(self.labels.iter().cloned());
        labels.sort();
        labels.dedup_by(|later, first| later.id == first.id);
        let place = |id: &ConceptId| {
            let place = labels.binary_search_by(|label| label.id.cmp(id));
            place.unwrap_or_default() as u32
        };
        let new: Vec<u32> = self
            .labels
            .iter()
            .map(|old| place(&label_of(old).id))
            .collect();
        let same: Vec<u32> = self.labels.iter().map(|old| place(&old.id)).collect();
        let sentences = self
            .articles
            .iter_mut()
            .flat_map(|article| &mut article.sentences);
        for sentence in sentences {
            for number in &mut sentence.concepts {
                *number = new[*number as usize];
            }
            for number in &mut sentence.mechanisms {
                *number = same[*number as usize];
            }
        }
        self.labels = labels;
    }
}
