//! Claims: the claims of many documents → one row for each thing that is claimed.
//!
//! Claims with the same subject, alteration, direction, effect, drug and polarity are
//! one row, with how often it is said, by whom, and how often the opposite is. Each row
//! shows its surest claim and leads back to every sentence that says it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{
    Alteration, AnnotatedDocument, Claim, Concept, ConceptId, Direction, Effect, EvidenceLevel,
};

use super::cell::{Cell, Row};

/// The columns of claims.
pub const CLAIM_COLUMNS: &[&str] = &[
    "subject",
    "subject_name",
    "subject_name_zh",
    "subject_category",
    "alteration",
    "direction",
    "effect",
    "drug",
    "drug_name",
    "drug_name_zh",
    "negated",
    "hedged",
    "mechanism",
    "mechanism_name",
    "evidence_level",
    "onset",
    "disease",
    "disease_name",
    "confidence",
    "articles",
    "sentences",
    "reference_count",
    "contradicting",
    "first_year",
    "last_year",
    "article",
    "sentence",
    "sentence_text",
    "references",
    "reference_scope",
    "sources",
];

/// The columns of the table that follows CIViC's evidence items.
pub const CIVIC_COLUMNS: &[&str] = &[
    "molecular_profile",
    "molecular_profile_id",
    "disease",
    "doid",
    "phenotypes",
    "therapies",
    "therapy_interaction_type",
    "evidence_type",
    "evidence_direction",
    "evidence_level",
    "significance",
    "evidence_statement",
    "citation_id",
    "source_type",
    "asco_abstract_id",
    "citation",
    "nct_ids",
    "rating",
    "evidence_status",
    "evidence_id",
    "variant_origin",
    "last_review_date",
    "evidence_civic_url",
    "molecular_profile_civic_url",
    "is_flagged",
];

/// What makes claims the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    subject: ConceptId,
    alteration: Option<Alteration>,
    direction: Option<Direction>,
    drug: Option<ConceptId>,
    effect: Effect,
    negated: bool,
}

/// What is known of one thing that is claimed.
#[derive(Clone, Debug)]
struct Entry {
    /// The surest claim, of equal ones the first.
    claim: Claim,
    article: String,
    sentence_text: String,
    sources: BTreeSet<(String, usize)>,
    references: BTreeSet<String>,
    first_year: Option<i32>,
    last_year: Option<i32>,
    level: EvidenceLevel,
    /// Of all claims, whether each is doubted.
    hedged: bool,
    citations: Vec<(Option<String>, String)>,
}

/// Gathers claims of documents, one after the other.
#[derive(Debug, Default)]
pub struct ClaimTable {
    min_confidence: f32,
    entries: BTreeMap<Key, Entry>,
    concepts: BTreeMap<ConceptId, Arc<Concept>>,
}

impl ClaimTable {
    /// Starts a table; less sure claims are left out.
    pub fn new(min_confidence: f32) -> Self {
        Self {
            min_confidence,
            ..Self::default()
        }
    }

    /// Takes the claims of a document in.
    pub fn add(&mut self, annotated: &AnnotatedDocument) {
        for claim in &annotated.claims {
            if claim.confidence < self.min_confidence {
                continue;
            }
            let ids = [
                Some(&claim.subject),
                claim.drug.as_ref(),
                claim.mechanism.as_ref(),
                claim.disease.as_ref(),
            ];
            for id in ids.into_iter().flatten() {
                if let Some(concept) = annotated.concepts.get(id) {
                    self.concepts.insert(id.clone(), Arc::clone(concept));
                }
            }
            self.add_claim(annotated, claim);
        }
    }

    fn add_claim(&mut self, annotated: &AnnotatedDocument, claim: &Claim) {
        let structure = &annotated.structure;
        let document = &annotated.document;
        let references = claim.reference_indices.iter();
        let references: Vec<_> = references
            .filter_map(|&index| structure.references.get(index))
            .collect();
        let citations = references
            .iter()
            .map(|reference| (reference.pmid.clone(), reference.short()));
        let years: Vec<i32> = match references
            .iter()
            .filter_map(|reference| reference.year)
            .collect::<Vec<_>>()
        {
            years if years.is_empty() => document.metadata.year.into_iter().collect(),
            years => years,
        };
        let sentence = structure.sentences.get(claim.sentence_index);
        let new = Entry {
            claim: claim.clone(),
            article: document.id.clone(),
            sentence_text: sentence
                .map_or("", |one| one.span.of(&document.text))
                .to_owned(),
            sources: BTreeSet::from([(document.id.clone(), claim.sentence_index)]),
            references: references
                .iter()
                .map(|reference| reference.short())
                .collect(),
            first_year: years.iter().min().copied(),
            last_year: years.iter().max().copied(),
            level: claim.evidence_level,
            hedged: claim.hedged,
            citations: citations.collect(),
        };
        let key = Key {
            subject: claim.subject.clone(),
            alteration: claim.alteration,
            direction: claim.direction,
            drug: claim.drug.clone(),
            effect: claim.effect,
            negated: claim.negated,
        };
        match self.entries.get_mut(&key) {
            Some(entry) => entry.merge(new),
            None => {
                self.entries.insert(key, new);
            }
        }
    }

    /// Returns the rows of the claims, by subject, alteration, drug and effect.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.entries.iter().map(|(key, entry)| self.row(key, entry))
    }

    /// Returns the rows as CIViC writes evidence items; cells that litmine cannot know are empty.
    pub fn civic_rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.entries
            .iter()
            .map(|(key, entry)| self.civic_row(key, entry))
    }

    /// How many sentences say the opposite: deny it, or claim the opposite effect on the same drug.
    fn contradicting(&self, key: &Key) -> u64 {
        let opposes = |other: &Key| {
            other.subject == key.subject
                && other.alteration == key.alteration
                && other.direction == key.direction
                && other.drug == key.drug
                && (other.effect.is_opposite(key.effect) != (other.negated != key.negated))
        };
        let others = self.entries.iter().filter(|(other, _)| opposes(other));
        others.map(|(_, entry)| entry.sources.len() as u64).sum()
    }

    fn named(&self, id: Option<&ConceptId>) -> [Cell<'_>; 3] {
        let concept = id.and_then(|id| self.concepts.get(id));
        [
            Cell::optional(concept.map(|concept| concept.id.as_str())),
            Cell::optional(concept.map(|concept| concept.name.as_str())),
            Cell::optional(concept.and_then(|concept| concept.name_zh.as_deref())),
        ]
    }

    fn row<'t>(&'t self, key: &'t Key, entry: &'t Entry) -> Row<'t> {
        let claim = &entry.claim;
        let [subject, subject_name, subject_name_zh] = self.named(Some(&key.subject));
        let [drug, drug_name, drug_name_zh] = self.named(key.drug.as_ref());
        let [mechanism, mechanism_name, _] = self.named(claim.mechanism.as_ref());
        let [disease, disease_name, _] = self.named(claim.disease.as_ref());
        let category = self
            .concepts
            .get(&key.subject)
            .map(|concept| concept.category.as_str());
        let articles: BTreeSet<&str> = entry
            .sources
            .iter()
            .map(|(article, _)| article.as_str())
            .collect();
        let sources = entry
            .sources
            .iter()
            .map(|(article, sentence)| Cow::Owned(format!("{article}#{sentence}")));
        vec![
            subject,
            subject_name,
            subject_name_zh,
            Cell::optional(category),
            Cell::optional(key.alteration.map(Alteration::as_str)),
            Cell::optional(key.direction.map(Direction::as_str)),
            Cell::text(key.effect.as_str()),
            drug,
            drug_name,
            drug_name_zh,
            Cell::text(yes(key.negated)),
            Cell::text(yes(entry.hedged)),
            mechanism,
            mechanism_name,
            Cell::text(entry.level.as_str()),
            Cell::optional(claim.onset.map(|onset| onset.as_str())),
            disease,
            disease_name,
            Cell::Real((f64::from(claim.confidence) * 100.0).round() / 100.0),
            Cell::count(articles.len() as u64),
            Cell::count(entry.sources.len() as u64),
            Cell::count(entry.references.len() as u64),
            Cell::count(self.contradicting(key)),
            Cell::year(entry.first_year),
            Cell::year(entry.last_year),
            Cell::text(&entry.article),
            Cell::count(claim.sentence_index as u64),
            Cell::text(&entry.sentence_text),
            Cell::list(entry.references.iter().map(String::as_str)),
            Cell::text(claim.reference_scope.as_str()),
            Cell::List(sources.collect()),
        ]
    }

    fn civic_row<'t>(&'t self, key: &'t Key, entry: &'t Entry) -> Row<'t> {
        let claim = &entry.claim;
        let name = |id: &ConceptId| {
            self.concepts
                .get(id)
                .map_or("", |concept| concept.name.as_str())
        };
        let alteration = key.alteration.map_or(String::new(), |one| {
            format!(" {}", civic_alteration(one, key.direction))
        });
        let disease = claim.disease.as_ref();
        let doid = disease.and_then(|id| id.as_str().strip_prefix("doid:"));
        let level = match entry.level {
            EvidenceLevel::Clinical => "B",
            EvidenceLevel::Preclinical => "D",
            EvidenceLevel::Review => "",
        };
        let significance = match key.effect {
            Effect::Resistance => "Resistance",
            Effect::Sensitivity | Effect::Overcomes => "Sensitivity/Response",
        };
        let direction = if key.negated {
            "Does Not Support"
        } else {
            "Supports"
        };
        let pmid = entry.citations.iter().find_map(|(pmid, _)| pmid.as_deref());
        let mut row = vec![Cell::Empty; CIVIC_COLUMNS.len()];
        row[0] = Cell::Text(Cow::Owned(format!("{}{alteration}", name(&key.subject))));
        row[2] = Cell::optional(disease.map(name));
        row[3] = Cell::optional(doid);
        row[5] = Cell::optional(key.drug.as_ref().map(name));
        row[7] = Cell::text("Predictive");
        row[8] = Cell::text(direction);
        row[9] = Cell::text(level);
        row[10] = Cell::text(significance);
        row[11] = Cell::text(&entry.sentence_text);
        row[12] = Cell::optional(pmid);
        row[13] = Cell::optional(pmid.map(|_| "PubMed"));
        row[15] = Cell::list(entry.references.iter().map(String::as_str));
        row[18] = Cell::text("submitted");
        row
    }
}

impl Entry {
    fn merge(&mut self, new: Entry) {
        self.sources.extend(new.sources);
        self.references.extend(new.references);
        self.citations.extend(new.citations);
        self.first_year = [self.first_year, new.first_year]
            .into_iter()
            .flatten()
            .min();
        self.last_year = self.last_year.max(new.last_year);
        self.level = self.level.max(new.level);
        self.hedged &= new.hedged;
        if new.claim.confidence > self.claim.confidence {
            self.claim = new.claim;
            self.article = new.article;
            self.sentence_text = new.sentence_text;
        }
    }
}

fn yes(is: bool) -> &'static str {
    match is {
        true => "true",
        false => "false",
    }
}

/// An alteration in CIViC's words.
fn civic_alteration(alteration: Alteration, direction: Option<Direction>) -> &'static str {
    match (alteration, direction) {
        (Alteration::Mutation, _) => "Mutation",
        (Alteration::Amplification, _) => "Amplification",
        (Alteration::Loss, _) => "Loss",
        (Alteration::Fusion, _) => "Fusion",
        (Alteration::Expression, Some(Direction::Increased)) => "Overexpression",
        (Alteration::Expression, Some(Direction::Decreased)) => "Underexpression",
        (Alteration::Expression, None) => "Expression",
        (Alteration::Activation, _) => "Activation",
        (Alteration::Inhibition, _) => "Inhibition",
        (Alteration::Glycosylation, _) => "Glycosylation",
        (Alteration::Phosphorylation, _) => "Phosphorylation",
        (Alteration::Methylation, _) => "Methylation",
        (Alteration::Heterogeneity, _) => "Heterogeneity",
    }
}
