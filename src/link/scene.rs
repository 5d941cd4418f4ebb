//! Scene: a sentence with its names and cues → lists of names that stand together.
//!
//! Names that only *and*, *or*, commas or brackets part are one group, and what is
//! said of one is said of all: `CCNE1和CDK6扩增` is two amplifications.

use crate::model::{Alteration, Category, CueKind, Direction, Mention, Span};

use super::clause;
use super::cue::{CueFinder, Found};

/// Whether a name can be what changes, or what is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Gene,
    Drug,
}

/// What happened to the genes of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Altered {
    pub(super) alteration: Alteration,
    pub(super) direction: Option<Direction>,
    /// Place of the cue in the scene; `None` for a variant written behind the gene.
    pub(super) cue_index: Option<usize>,
}

/// Names that stand together.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) role: Role,
    /// Places in the mentions of the document.
    pub(super) members: Vec<usize>,
    pub(super) span: Span,
    pub(super) clause: usize,
    pub(super) altered: Vec<Altered>,
    /// It only names patients or a drug: `HER2-positive`, `anti-HER2`.
    pub(super) is_modifier: bool,
    /// Samples are said to have it: `ROS1-positive`.
    pub(super) is_positive: bool,
    /// It is as it should be: `KRAS wild-type`.
    pub(super) is_wildtype: bool,
    /// It is a pathway that no gene names.
    pub(super) is_pathway: bool,
    /// Altered, but what is spoken of are the samples that are: `PIK3CA突变细胞`.
    pub(super) is_population: bool,
    /// The class of drugs that is named for it: `PARP` in `PARP抑制剂`.
    pub(super) in_drug: Option<usize>,
    /// A general reference instead of a name: `these inhibitors`.
    pub(super) is_reference: bool,
}

/// One sentence, made ready to be understood.
pub(super) struct Scene<'a> {
    pub(super) text: &'a str,
    pub(super) sentence: Span,
    pub(super) clauses: Vec<Span>,
    pub(super) cues: Vec<Found<'a>>,
    /// By place, genes before drugs from one place.
    pub(super) groups: Vec<Group>,
    /// Of each cue, whether it says what happened to a gene.
    pub(super) used: Vec<bool>,
}

impl<'a> Scene<'a> {
    /// `mentions` are those of the sentence with their places, in text order.
    pub(super) fn new(
        text: &'a str,
        sentence: Span,
        mentions: &[(usize, &Mention)],
        finder: &'a CueFinder,
    ) -> Self {
        let mut cues = finder.find(text, sentence);
        let clauses = clause::clauses(text, sentence, &cues);
        let inside = |found: &Found<'_>| {
            let names = mentions.iter().map(|(_, mention)| *mention);
            names
                .filter(|mention| role(mention).is_some() && mention.category != Category::Pathway)
                .any(|mention| mention.span.contains(found.span))
        };
        let hidden: Vec<Found<'_>> = cues.iter().copied().filter(|found| inside(found)).collect();
        cues.retain(|found| !inside(found));
        let mut scene = Self {
            text,
            sentence,
            clauses,
            cues,
            groups: Vec::new(),
            used: Vec::new(),
        };
        scene.used = vec![false; scene.cues.len()];
        let mut groups = scene.grouped(mentions, Role::Gene);
        let drugs = scene.grouped(mentions, Role::Drug);
        groups.extend(scene.references(&drugs));
        groups.extend(drugs);
        groups.sort_by_key(|group| (group.span.start, group.role == Role::Drug));
        scene.groups = groups;
        scene.mark_classes(mentions, &hidden);
        scene
    }

    /// The clause that a place of the text belongs to.
    pub(super) fn clause_of(&self, at: u32) -> usize {
        let clause = self.clauses.partition_point(|clause| clause.end <= at);
        clause.min(self.clauses.len().saturating_sub(1))
    }

    /// The text between two places; empty when they are the wrong way round.
    pub(super) fn between(&self, from: u32, to: u32) -> &'a str {
        self.text.get(from as usize..to as usize).unwrap_or("")
    }

    fn grouped(&self, mentions: &[(usize, &Mention)], wanted: Role) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for &(index, mention) in mentions {
            if role(mention) != Some(wanted)
                || wanted == Role::Gene && holds_gene(mention, mentions)
            {
                continue;
            }
            if let Some(last) = groups.last_mut() {
                let same_place = mention.span.start < last.span.end;
                let gap = self.between(last.span.end, mention.span.start);
                let is_example =
                    gap.contains(['(', '（']) || gap.contains("such as") || gap.contains('如');
                let is_class = |index: usize| {
                    let other = mentions.iter().find(|(place, _)| *place == index);
                    other.is_some_and(|(_, other)| other.category == Category::DrugClass)
                };
                // `the MET inhibitor crizotinib` is one drug and the class that it is of.
                let is_title = gap.trim().is_empty() && mention.category == Category::Drug;
                let is_mixed = !is_example
                    && !is_title
                    && last.members.last().is_some_and(|&index| {
                        is_class(index) != (mention.category == Category::DrugClass)
                    });
                if same_place || !is_mixed && joins(gap) && self.is_listed(last, mention) {
                    last.members.push(index);
                    last.span.end = last.span.end.max(mention.span.end);
                    continue;
                }
            }
            groups.push(Group {
                role: wanted,
                members: vec![index],
                span: mention.span,
                clause: self.clause_of(mention.span.start),
                altered: Vec::new(),
                is_modifier: false,
                is_positive: false,
                is_wildtype: false,
                is_population: false,
                is_pathway: mention.category == Category::Pathway,
                in_drug: None,
                is_reference: false,
            });
        }
        groups
    }

    /// Whether a name goes on a list that its neighbour has begun: both lie in one clause.
    fn is_listed(&self, last: &Group, mention: &Mention) -> bool {
        self.clause_of(mention.span.start) == self.clause_of(last.span.end.saturating_sub(1))
    }

    /// General references as drugs without a name.
    fn references(&self, named: &[Group]) -> Vec<Group> {
        // `the treatment with crizotinib` is named at once.
        let is_named = |found: &Found<'_>| {
            named.iter().any(|group| {
                let gap = self.between(found.span.end, group.span.start);
                group.span.start > found.span.end && ["of", "with"].contains(&gap.trim())
            })
        };
        let references = self
            .cues
            .iter()
            .filter(|found| found.is(CueKind::Reference) && !is_named(found));
        let group = |found: &Found<'_>| Group {
            role: Role::Drug,
            members: Vec::new(),
            span: found.span,
            clause: self.clause_of(found.span.start),
            altered: Vec::new(),
            is_modifier: false,
            is_positive: false,
            is_wildtype: false,
            is_population: false,
            is_pathway: false,
            in_drug: None,
            is_reference: true,
        };
        references.map(group).collect()
    }

    /// Genes that stand inside the name of a drug class; those of an inhibitor are inhibited.
    fn mark_classes(&mut self, mentions: &[(usize, &Mention)], hidden: &[Found<'_>]) {
        let classes: Vec<(usize, Span)> = mentions
            .iter()
            .filter(|(_, mention)| role(mention) == Some(Role::Drug))
            .map(|(index, mention)| (*index, mention.span))
            .collect();
        for group in self
            .groups
            .iter_mut()
            .filter(|group| group.role == Role::Gene)
        {
            let class = classes.iter().find(|(_, span)| span.contains(group.span));
            let Some((index, span)) = class else {
                continue;
            };
            group.in_drug = Some(*index);
            let inhibits = hidden.iter().any(|found| {
                span.contains(found.span) && found.has(CueKind::Alteration, "inhibition")
            });
            let is_inhibitor =
                span.of(self.text).ends_with("TKI") || span.of(self.text).ends_with("TKIs");
            if inhibits || is_inhibitor {
                group.altered.push(Altered {
                    alteration: Alteration::Inhibition,
                    direction: Some(Direction::Decreased),
                    cue_index: None,
                });
            } else {
                group.is_modifier = true;
            }
        }
    }
}

/// The role that a name can play.
pub(super) fn role(mention: &Mention) -> Option<Role> {
    match mention.category {
        Category::Gene | Category::Family | Category::Pathway => Some(Role::Gene),
        Category::Drug | Category::DrugClass => Some(Role::Drug),
        Category::Disease | Category::Mechanism | Category::Variant => None,
    }
}

/// Whether a pathway is named by a gene or family that is a mention of its own.
fn holds_gene(mention: &Mention, mentions: &[(usize, &Mention)]) -> bool {
    mention.category == Category::Pathway
        && mentions.iter().any(|(_, other)| {
            matches!(other.category, Category::Gene | Category::Family)
                && mention.span.contains(other.span)
        })
}

/// Whether a text between two names only strings them together.
fn joins(gap: &str) -> bool {
    const WORDS: [&str; 28] = [
        "and",
        "such",
        "as",
        "well",
        "or",
        "and/or",
        "plus",
        "either",
        "both",
        "the",
        "its",
        "基因",
        "蛋白",
        "和",
        "与",
        "及",
        "或",
        "和/或",
        "以及",
        "及其",
        "同",
        "并",
        "gene",
        "genes",
        "配体",
        "包括",
        "如",
        "including",
    ];
    let gap = gap.strip_prefix('s').unwrap_or(gap);
    if gap.len() > 24 {
        return false;
    }
    let marks = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '、' | ','
                    | '/'
                    | '('
                    | ')'
                    | '（'
                    | '）'
                    | '-'
                    | '–'
                    | '—'
                    | '‐'
                    | '&'
                    | '+'
                    | '"'
                    | '“'
                    | '”'
                    | ':'
            )
    };
    gap.split(marks)
        .all(|word| word.is_empty() || WORDS.contains(&word) || is_chained(word, &WORDS))
}

/// Whether a run of Han characters is made of two of the words: `基因和`.
fn is_chained(run: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        run.strip_prefix(word)
            .is_some_and(|rest| words.contains(&rest))
    })
}
