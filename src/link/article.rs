//! Article: structure and mentions → what the claims of every sentence look up.

use crate::model::{
    Category, ConceptId, Document, EvidenceMechanism, MechanismSource, Mention, Structure,
};

use super::evidence;
use super::scene::{self, Role};

/// The most sentences of a text that is about one thing.
const SHORT_SENTENCES: usize = 12;

/// One article, made ready once.
pub(super) struct Article<'a> {
    pub(super) text: &'a str,
    pub(super) structure: &'a Structure,
    pub(super) mentions: &'a [Mention],
    /// Of each sentence, the places of its mentions.
    pub(super) by_sentence: Vec<Vec<usize>>,
    /// Of each section, the mechanisms of its heading and those above, innermost first.
    pub(super) mechanisms: Vec<Vec<EvidenceMechanism>>,
    /// References of each sentence, with how near they stand.
    pub(super) references: Vec<(crate::model::ReferenceScope, Vec<usize>)>,
    /// Of each section, the drugs that its headings or the title name, innermost first.
    pub(super) heading_drugs: Vec<Vec<usize>>,
    /// Of each section, the disease that a heading or the title names.
    pub(super) diseases: Vec<Option<ConceptId>>,
    /// The drug of an article that names but one.
    pub(super) only_drug: Option<usize>,
}

impl<'a> Article<'a> {
    pub(super) fn new(
        document: &'a Document,
        structure: &'a Structure,
        mentions: &'a [Mention],
    ) -> Self {
        let mut by_sentence = vec![Vec::new(); structure.sentences.len()];
        for (index, mention) in mentions.iter().enumerate() {
            if let Some(list) = mention
                .sentence_index
                .and_then(|sentence| by_sentence.get_mut(sentence))
            {
                list.push(index);
            }
        }
        let mut article = Self {
            text: &document.text,
            structure,
            mentions,
            by_sentence,
            mechanisms: evidence::mechanisms_by_section(structure, mentions),
            references: evidence::references_by_sentence(structure),
            heading_drugs: Vec::new(),
            diseases: Vec::new(),
            only_drug: only_drug(mentions),
        };
        article.heading_drugs = article.of_headings(|mention| {
            matches!(mention.category, Category::Drug | Category::DrugClass)
        });
        let diseases = article.of_headings(|mention| mention.category == Category::Disease);
        let first = |list: Vec<usize>| list.first().map(|&index| mentions[index].concept.clone());
        article.diseases = diseases.into_iter().map(first).collect();
        article
    }

    /// For each section the mentions of its heading, of those above it and of the title.
    fn of_headings(&self, wanted: impl Fn(&Mention) -> bool) -> Vec<Vec<usize>> {
        let sections = &self.structure.sections;
        let chosen: Vec<usize> = (0..self.mentions.len())
            .filter(|&index| wanted(&self.mentions[index]))
            .collect();
        let inside = |span: crate::model::Span| {
            chosen
                .iter()
                .copied()
                .filter(move |&index| span.contains(self.mentions[index].span))
        };
        let of_section = |section: usize| {
            let mut found = Vec::new();
            let mut next = Some(section);
            while let Some(index) = next {
                found.extend(sections[index].heading.into_iter().flat_map(&inside));
                next = sections[index].parent;
            }
            found.extend(self.structure.title.into_iter().flat_map(&inside));
            found
        };
        (0..sections.len()).map(of_section).collect()
    }

    /// Whether a gene, family or pathway is named within a span.
    pub(super) fn names_gene(&self, span: crate::model::Span) -> bool {
        self.mentions
            .iter()
            .any(|mention| scene::role(mention) == Some(Role::Gene) && span.contains(mention.span))
    }

    /// A gene in the place of each variant whose gene the sentence does not name: `检出T790M`.
    ///
    /// Each has the place of a mention of that gene elsewhere in the article.
    pub(super) fn genes_of_variants(&self, sentence_index: usize) -> Vec<(usize, Mention)> {
        let own = &self.by_sentence[sentence_index];
        let mentions = || own.iter().map(|&index| &self.mentions[index]);
        let lent = |variant: &Mention| {
            let symbol = variant.concept.as_str().split(':').nth(1)?;
            let index = self.mentions.iter().position(|mention| {
                mention.category == Category::Gene
                    && mention.span.of(self.text).eq_ignore_ascii_case(symbol)
            })?;
            let gene = &self.mentions[index];
            let is_named = mentions().any(|mention| mention.concept == gene.concept);
            let span = variant.span;
            (!is_named).then(|| {
                (
                    index,
                    Mention {
                        span,
                        ..gene.clone()
                    },
                )
            })
        };
        let variants = mentions().filter(|mention| mention.category == Category::Variant);
        variants.filter_map(lent).collect()
    }

    /// Whether the text is so short that it is about one thing, and what was named holds to its end.
    pub(super) fn is_short(&self) -> bool {
        self.structure.sentences.len() <= SHORT_SENTENCES
    }

    /// The mechanism of a sentence, where it was read, and that of the innermost heading.
    pub(super) fn mechanism(
        &self,
        sentence_index: usize,
    ) -> (
        Option<ConceptId>,
        Option<MechanismSource>,
        Option<ConceptId>,
    ) {
        let section = self.structure.sentences[sentence_index].section_index;
        let heading = self.mechanisms.get(section).and_then(|list| list.first());
        let heading = heading.map(|mechanism| mechanism.concept.clone());
        let own = self.by_sentence[sentence_index]
            .iter()
            .map(|&index| &self.mentions[index])
            .find(|mention| mention.category == Category::Mechanism);
        match own {
            Some(mention) => (
                Some(mention.concept.clone()),
                Some(MechanismSource::Sentence),
                heading,
            ),
            None => {
                let from = heading.as_ref().map(|_| MechanismSource::Heading);
                (heading.clone(), from, heading)
            }
        }
    }

    /// The disease of a sentence, else of its headings or the title.
    pub(super) fn disease(&self, sentence_index: usize) -> Option<ConceptId> {
        let own = self.by_sentence[sentence_index]
            .iter()
            .map(|&index| &self.mentions[index])
            .find(|mention| mention.category == Category::Disease);
        let section = self.structure.sentences[sentence_index].section_index;
        own.map(|mention| mention.concept.clone())
            .or_else(|| self.diseases.get(section).cloned().flatten())
    }
}

fn only_drug(mentions: &[Mention]) -> Option<usize> {
    let mut drugs = mentions.iter().enumerate().filter(|(_, mention)| {
        mention.category == Category::Drug && mention.sentence_index.is_some()
    });
    let (first, drug) = drugs.next()?;
    drugs
        .all(|(_, other)| other.concept == drug.concept)
        .then_some(first)
}
