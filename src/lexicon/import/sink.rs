//! Sink: entries as they come from a source → judged rows and their counts.

use std::collections::BTreeMap;

use super::entry::{Entry, Trust, push};
use super::judge::{Role, Verdict, abbreviates, judge};
use super::known::Known;
use super::rows::{Row, Rows};
use super::vocabulary::Vocabulary;
use super::{Reason, Report, Source, rivals};
use crate::error::{Error, Result};
use crate::lexicon::Lexicon;
use crate::model::{Category, Concept};

/// Takes entries and keeps what is worth a row.
pub(super) struct Sink<'a> {
    source: Source,
    known: Known<'a>,
    vocabulary: Vocabulary,
    refuse: &'a mut dyn FnMut(&Error),
    rows: BTreeMap<String, Entry>,
    report: Report,
}

impl<'a> Sink<'a> {
    pub(super) fn new(
        source: Source,
        known: &'a Lexicon,
        refuse: &'a mut dyn FnMut(&Error),
    ) -> Self {
        Self {
            source,
            known: Known::new(known),
            vocabulary: Vocabulary::new(),
            refuse,
            rows: BTreeMap::new(),
            report: Report::default(),
        }
    }

    /// Returns the next sound row of a table; broken ones are reported and left out.
    pub(super) fn next(&mut self, rows: &mut Rows) -> Result<Option<Row>> {
        loop {
            match rows.next() {
                None => return Ok(None),
                Some(Ok(row)) => return Ok(Some(row)),
                Some(Err(error)) => self.broken(error)?,
            }
        }
    }

    /// Reports a broken row; an error that is not about a row ends the import.
    pub(super) fn broken(&mut self, error: Error) -> Result<()> {
        if matches!(error, Error::Io { .. }) {
            return Err(error);
        }
        self.report.broken += 1;
        (self.refuse)(&error);
        Ok(())
    }

    /// Counts something that was left out.
    pub(super) fn drop(&mut self, reason: Reason) {
        *self.report.dropped.entry(reason).or_default() += 1;
    }

    /// Judges an entry and keeps what is left of it.
    pub(super) fn entry(&mut self, mut entry: Entry) {
        let same = self.known.same(&entry).filter(|concept| {
            concept.category == entry.category
                || entry.trust == Trust::Blanket
                || concept.id.as_str() == entry.id
        });
        if let Some(concept) = same {
            self.meet(&mut entry, concept);
        }
        if entry.sources.is_empty() {
            entry.sources.push(self.source.as_str().to_owned());
        }
        self.judge_synonyms(&mut entry, same.map(|concept| &**concept));
        let is_named = same.is_some() || self.judge_preferred(&mut entry);
        entry.drop_repeats();
        if !is_named || !entry.says_something() {
            return self.drop(Reason::NoName);
        }
        match self.rows.get_mut(&entry.id) {
            Some(row) => row.add(entry),
            None => {
                self.rows.insert(entry.id.clone(), entry);
            }
        }
    }

    /// Gives an entry the names of the concept that it is about. The category of a whole table
    /// yields to the one that the dictionaries know.
    fn meet(&self, entry: &mut Entry, concept: &Concept) {
        if concept.category != entry.category {
            entry.category = concept.category;
            let former = std::mem::replace(&mut entry.id, concept.id.to_string());
            push(&mut entry.xrefs, [former]);
            entry.xrefs.retain(|xref| *xref != entry.id);
        }
        if !entry.name.is_empty() {
            entry.join(concept);
        }
    }

    fn judge_synonyms(&mut self, entry: &mut Entry, same: Option<&Concept>) {
        let synonyms = std::mem::take(&mut entry.synonyms);
        let synonyms_zh = std::mem::take(&mut entry.synonyms_zh);
        let left = self.judge_list(synonyms, entry, same);
        entry.synonyms = left;
        let left = self.judge_list(synonyms_zh, entry, same);
        entry.synonyms_zh = left;
    }

    /// Returns the names that are kept; those in doubt are noted in the entry.
    fn judge_list(
        &mut self,
        names: Vec<String>,
        entry: &mut Entry,
        same: Option<&Concept>,
    ) -> Vec<String> {
        let most = if entry.trust == Trust::Minor {
            1
        } else {
            usize::MAX
        };
        let (mut left, mut diseases) = (Vec::with_capacity(names.len()), Vec::new());
        for name in names {
            if left.len() >= most {
                self.drop(Reason::Minor);
                continue;
            }
            match self.verdict(&name, entry, same) {
                Verdict::Drop(reason) => {
                    self.drop(reason);
                    if reason == Reason::Disease {
                        diseases.push(name);
                    }
                }
                verdict => {
                    if verdict == Verdict::Doubt {
                        push(&mut entry.ambiguous, [name.clone()]);
                    }
                    push(&mut left, [name]);
                }
            }
        }
        let kept = left.len();
        left.retain(|name| {
            let is_known = same.is_some_and(|same| self.known.is_name_of(name, same));
            is_known || !diseases.iter().any(|disease| abbreviates(name, disease))
        });
        (left.len()..kept).for_each(|_| self.drop(Reason::Disease));
        left
    }

    /// A symbol that is a common word stays, in doubt; any other bad name gives its place to the
    /// first synonym that nobody doubts. `false` when there is none.
    fn judge_preferred(&mut self, entry: &mut Entry) -> bool {
        if entry.name.is_empty() {
            return true;
        }
        let is_symbol = matches!(entry.category, Category::Gene | Category::Family);
        match self.verdict(&entry.name, entry, None) {
            Verdict::Keep => true,
            Verdict::Doubt => {
                push(&mut entry.ambiguous, [entry.name.clone()]);
                true
            }
            Verdict::Drop(Reason::CommonWord | Reason::TwoLetters) if is_symbol => {
                push(&mut entry.ambiguous, [entry.name.clone()]);
                true
            }
            Verdict::Drop(reason) => {
                self.drop(reason);
                let certain = entry
                    .synonyms
                    .iter()
                    .position(|name| !entry.ambiguous.contains(name));
                let Some(place) = certain else { return false };
                entry.name = entry.synonyms.remove(place);
                true
            }
        }
    }

    fn verdict(&self, name: &str, entry: &Entry, same: Option<&Concept>) -> Verdict {
        if same.is_some_and(|same| self.known.is_name_of(name, same)) {
            return Verdict::Keep;
        }
        if self.known.is_never(name) {
            return Verdict::Drop(Reason::RuleNever);
        }
        let spelling = self.known.spelling(name);
        if spelling.is_some_and(|spelling| self.known.is_of_another(spelling, same)) {
            return Verdict::Drop(Reason::Curated);
        }
        let role = Role {
            category: entry.category,
            trust: entry.trust,
            is_preferred: name == entry.name,
        };
        judge(name, role, &self.vocabulary)
    }

    /// Compares the entries with each other and returns them by id, with the counts.
    pub(super) fn finish(mut self) -> (Vec<Entry>, Report) {
        let mut rows: Vec<Entry> = std::mem::take(&mut self.rows).into_values().collect();
        for reason in rivals::settle(&mut rows) {
            self.drop(reason);
        }
        rows.retain_mut(|row| {
            if row.name.is_empty() && !row.synonyms.is_empty() {
                row.name = row.synonyms.remove(0);
            }
            row.says_something()
        });
        self.report.concepts = rows.len();
        self.report.names = rows.iter().map(|row| row.names().count()).sum();
        self.report.ambiguous = rows.iter().map(|row| row.ambiguous.len()).sum();
        self.report.merged = rows
            .iter()
            .filter(|row| self.known.same(row).is_some())
            .count();
        (rows, self.report)
    }
}
