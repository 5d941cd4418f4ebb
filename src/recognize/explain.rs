//! Explain: why a name was, or was not, recognized at each place where it stands.

use std::ops::Range;

use super::{Hit, Recognizer, select};
use crate::model::{ConceptId, Document, Span, Structure};
use crate::normalize::fold;

/// What became of a name at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It became a mention.
    Mention,
    /// It begins or ends inside a longer word, or counts something: `AKT 1 h`.
    CutsWord,
    /// Its letter case is not that of the name.
    LetterCase,
    /// Its rule says never.
    RuleNever,
    /// It is part of a longer Chinese name.
    PartOfOther,
    /// Its rule wants company that it does not have.
    NoCompany,
    /// A longer mention, at this place, stands over it.
    Hidden(Span),
    /// It stands in the reference list outside of a title.
    OutsideTitle,
}

/// One place where a spelling of a name stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    /// Where it stands in the original text.
    pub span: Span,
    /// The concept that it would name; `None` where no name fits.
    pub concept: Option<ConceptId>,
    /// What became of it.
    pub verdict: Verdict,
}

impl Recognizer {
    /// Tells for each place where a name stands in a document what became of it, in text order.
    ///
    /// Empty when no dictionary has the name, or the text does not hold it in any spelling.
    pub fn explain(&self, document: &Document, structure: &Structure, name: &str) -> Vec<Trial> {
        let text = document.text.as_str();
        let folded = fold(text);
        let (Some(automaton), Some(wanted)) = (&self.automaton, self.lexicon.spelling(name)) else {
            return Vec::new();
        };
        let meant: Vec<u32> = wanted
            .name_indices
            .iter()
            .map(|&i| self.lexicon.name_at(i).concept_index)
            .collect();
        let is_meant = |spelling_index: u32| {
            // A screen, which is no spelling of the lexicon, means nothing.
            if spelling_index as usize >= self.lexicon.spellings().len() {
                return false;
            }
            let names = self.lexicon.spelling_at(spelling_index).name_indices;
            names
                .iter()
                .any(|&index| meant.contains(&self.lexicon.name_at(index).concept_index))
        };
        let settled = self.believed(text, &folded, structure);
        let kept = select::longest(&self.lexicon, text, settled.clone());
        let mentions = self.mentions(document, structure);
        let verdict = |place: Range<usize>, spelling_index: u32| {
            let original = folded.original(place.clone());
            let hit = match self.judge(text, &folded, place, spelling_index) {
                Ok(hit) => hit,
                Err(verdict) => {
                    let span = Span::new(original.start, original.end);
                    return Trial {
                        span,
                        concept: None,
                        verdict,
                    };
                }
            };
            let same =
                |other: &&Hit| other.span == hit.span && other.spelling_index == hit.spelling_index;
            let verdict = if !settled.iter().any(|other| same(&other)) {
                Verdict::NoCompany
            } else if !kept.iter().any(|other| same(&other)) {
                let over = kept.iter().find(|other| other.span.overlaps(hit.span));
                Verdict::Hidden(over.map_or(hit.span, |other| other.span))
            } else if mentions.iter().any(|mention| mention.span == hit.span) {
                Verdict::Mention
            } else {
                Verdict::OutsideTitle
            };
            Trial {
                span: hit.span,
                concept: Some(self.lexicon.concept_at(hit.concept_index).id.clone()),
                verdict,
            }
        };
        let mut trials: Vec<Trial> = automaton
            .find_overlapping_iter(&folded.text)
            .filter(|found| is_meant(found.pattern().as_u32()))
            .map(|found| verdict(found.range(), found.pattern().as_u32()))
            .collect();
        trials.sort_by_key(|trial| (trial.span, trial.concept.clone()));
        trials.dedup();
        trials
    }
}
