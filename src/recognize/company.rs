//! Company: what stands around a hit, and does it speak for a name of its kind?

use std::collections::HashSet;

use super::Hit;
use crate::lexicon::Lexicon;
use crate::model::{Category, Span, Structure};
use crate::normalize::{Folded, is_han};

/// The folded text of a sentence before and behind a hit; outside of sentences, of its line.
#[derive(Clone, Copy)]
pub(super) struct Company<'t> {
    pub before: &'t str,
    pub after: &'t str,
}

impl<'t> Company<'t> {
    pub(super) fn of(text: &str, folded: &'t Folded, structure: &Structure, span: Span) -> Self {
        let around = around(text, structure, span);
        let part = |start: u32, end: u32| {
            let range = folded.folded(start as usize..end as usize);
            folded.text.get(range).unwrap_or_default()
        };
        Self {
            before: part(around.start, span.start),
            after: part(span.end, around.end),
        }
    }

    /// Whether a folded word stands there: anywhere for Chinese, else between word boundaries.
    pub(super) fn has(&self, word: &str) -> bool {
        has_word(self.before, word) || has_word(self.after, word)
    }

    /// Whether a word right before or behind says that a gene or its product is meant:
    /// `the X gene`, `expression of X`, `X基因`, `抗X抗体`.
    pub(super) fn says_gene(&self) -> bool {
        const BEHIND: [&str; 44] = [
            "gene",
            "genes",
            "protein",
            "proteins",
            "mrna",
            "mrnas",
            "expression",
            "receptor",
            "receptors",
            "promoter",
            "mutation",
            "mutations",
            "mutant",
            "mutants",
            "variant",
            "variants",
            "allele",
            "alleles",
            "polymorphism",
            "polymorphisms",
            "genotype",
            "locus",
            "knockout",
            "knockdown",
            "deficient",
            "null",
            "overexpression",
            "signaling",
            "signalling",
            "pathway",
            "activation",
            "phosphorylation",
            "transcript",
            "transcripts",
            "isoform",
            "isoforms",
            "antibody",
            "antibodies",
            "sirna",
            "shrna",
            "cdna",
            "positive",
            "negative",
            "kinase",
        ];
        const BEHIND_ZH: [&str; 18] = [
            "基因",
            "蛋白",
            "表达",
            "突变",
            "抗体",
            "受体",
            "信号",
            "通路",
            "启动子",
            "多态",
            "扩增",
            "缺失",
            "敲除",
            "过表达",
            "磷酸化",
            "阳性",
            "阴性",
            "抑制剂",
        ];
        const BEFORE: [&str; 15] = [
            "gene",
            "protein",
            "proteins",
            "anti",
            "expression of",
            "phospho",
            "phosphorylated",
            "overexpression of",
            "mutations in",
            "mutation of",
            "levels of",
            "activation of",
            "cytokine",
            "kinase",
            "factor",
        ];
        const BEFORE_ZH: [&str; 6] = ["基因", "蛋白", "因子", "抗", "激酶", "受体"];
        let after = self.after.trim_start_matches([' ', '-', ',', '(', ')']);
        let before = self.before.trim_end_matches([' ', '-', ',', '(']);
        let next: &str = after
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default();
        let ends = |word: &&&str| {
            let rest = before.strip_suffix(**word);
            rest.is_some_and(|rest| !rest.ends_with(|c: char| c.is_ascii_alphanumeric()))
        };
        BEHIND.contains(&next)
            || BEHIND_ZH.iter().any(|word| after.starts_with(word))
            || BEFORE.iter().any(|word| ends(&word))
            || BEFORE_ZH.iter().any(|word| before.ends_with(word))
    }

    /// Whether a word right before or behind says that something is given: `X treatment`,
    /// `treated with X`, `X 10 mg`, `口服X`, `X注射液`.
    pub(super) fn says_drug(&self) -> bool {
        const BEHIND: [&str; 20] = [
            "treatment",
            "therapy",
            "treated",
            "administration",
            "injection",
            "infusion",
            "dose",
            "doses",
            "dosage",
            "tablets",
            "tablet",
            "capsules",
            "monotherapy",
            "mg",
            "mug",
            "ug",
            "microg",
            "induced",
            "exposure",
            "supplementation",
        ];
        const BEHIND_ZH: [&str; 9] = [
            "治疗", "注射", "片", "胶囊", "化疗", "联合", "剂量", "制剂", "给药",
        ];
        const BEFORE: [&str; 18] = [
            "treated with",
            "treatment with",
            "administration of",
            "received",
            "receiving",
            "therapy with",
            "dose of",
            "doses of",
            "mg of",
            "injection of",
            "infusion of",
            "injected with",
            "administered",
            "exposure to",
            "oral",
            "intravenous",
            "subcutaneous",
            "exposed to",
        ];
        const BEFORE_ZH: [&str; 12] = [
            "口服",
            "注射",
            "静滴",
            "静脉滴注",
            "给予",
            "予",
            "服用",
            "联合",
            "应用",
            "使用",
            "皮下注射",
            "外用",
        ];
        let after = self.after.trim_start_matches([' ', '-', ',', '(', ')']);
        let before = self.before.trim_end_matches([' ', '-', ',', '(']);
        let is_measure = |c: char| c.is_ascii_digit() || c == '.' || c == '/' || c == ' ';
        let next: &str = after
            .trim_start_matches(is_measure)
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default();
        let ends = |word: &&str| {
            let rest = before.strip_suffix(*word);
            rest.is_some_and(|rest| !rest.ends_with(|c: char| c.is_ascii_alphanumeric()))
        };
        BEHIND.contains(&next)
            || BEHIND_ZH.iter().any(|word| after.starts_with(word))
            || BEFORE.iter().any(ends)
            || BEFORE_ZH.iter().any(|word| before.ends_with(word))
    }

    /// Whether a word beside it says that it is a cell line: `HT1080 cells`, `cell line THP-1`.
    pub(super) fn says_cells(&self) -> bool {
        let after = self.after.trim_start_matches([' ', '-']);
        let before = self.before.trim_end_matches([' ', '(', ',']);
        let is_behind = ["cell ", "cells", "cell line", "细胞"]
            .iter()
            .any(|word| after.starts_with(word));
        let is_before = ["cell line", "cell lines", "cells", "细胞系", "细胞株"]
            .iter()
            .any(|word| before.ends_with(word));
        is_behind && !self.after.starts_with('+') || is_before
    }

    /// Whether a number follows that measures the name: `TSH 2.3 mIU/L`, `OR = 1.5`.
    pub(super) fn is_measured(&self) -> bool {
        let after = self.after.trim_start();
        let rest = after
            .strip_prefix([':', '=', '<', '>', '≥', '≤', '为'])
            .map_or(after, str::trim_start);
        let is_glued = self.after.starts_with(|c: char| c.is_ascii_digit());
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        digits > 0 && !is_glued && (rest.len() < after.len() || rest[digits..].starts_with('.'))
    }
}

/// The sentence around a span; outside of sentences, its line.
fn around(text: &str, structure: &Structure, span: Span) -> Span {
    let sentences = &structure.sentences;
    let place = sentences.partition_point(|sentence| sentence.span.start <= span.start);
    let sentence = place
        .checked_sub(1)
        .map(|index| sentences[index].span)
        .filter(|s| s.contains(span));
    sentence.unwrap_or_else(|| {
        let start = text[..span.start as usize]
            .rfind('\n')
            .map_or(0, |at| at + 1);
        let end = text[span.end as usize..]
            .find('\n')
            .map_or(text.len(), |at| span.end as usize + at);
        Span::new(start, end)
    })
}

/// Whether a folded text holds a folded word: anywhere for Chinese, else between word boundaries.
fn has_word(text: &str, word: &str) -> bool {
    if word.chars().any(is_han) {
        return text.contains(word);
    }
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        let plural = text[at + word.len()..]
            .strip_prefix('s')
            .map(|rest| rest.chars().next());
        !is_letter(before) && (!is_letter(after) || plural.is_some_and(|next| !is_letter(next)))
    })
}

/// The spans of open hits that stand in a list beside a certain name of the same kind:
/// `PI3K或MEK`, `EGFR/MET`, `cisplatin and CTX`.
pub(super) fn listed(lexicon: &Lexicon, text: &str, hits: &[Hit]) -> HashSet<Span> {
    let mut sorted: Vec<(Category, &Hit)> = hits
        .iter()
        .filter_map(|hit| kind(lexicon, hit).map(|kind| (kind, hit)))
        .collect();
    sorted.sort_by_key(|(_, hit)| (hit.span.start, hit.span.end));
    let mut found = HashSet::new();
    for (place, (kind, hit)) in sorted.iter().enumerate() {
        for (other_kind, other) in &sorted[place + 1..] {
            if other.span.start as usize > hit.span.end as usize + LONGEST_JOINT {
                break;
            }
            let gap = text.get(hit.span.end as usize..other.span.start as usize);
            if kind != other_kind || hit.is_open == other.is_open || !gap.is_some_and(is_joint) {
                continue;
            }
            found.insert(if hit.is_open { hit.span } else { other.span });
        }
    }
    found
}

/// Genes and families are one kind, drugs another; nothing else stands in lists with either.
pub(super) fn kind(lexicon: &Lexicon, hit: &Hit) -> Option<Category> {
    kind_of(lexicon, hit.concept_index)
}

/// As [`kind`], of a concept.
pub(super) fn kind_of(lexicon: &Lexicon, concept_index: u32) -> Option<Category> {
    match lexicon.concept_at(concept_index).category {
        Category::Gene | Category::Family => Some(Category::Gene),
        Category::Drug => Some(Category::Drug),
        _ => None,
    }
}

/// The longest text that joins two items of a list, in bytes.
const LONGEST_JOINT: usize = 12;

/// Whether a text between two names makes them items of one list.
pub(super) fn is_joint(gap: &str) -> bool {
    let words = [
        "和", "或", "与", "及", "、", "以及", "和/或", "/", ",", "，", "and", "or", "&", "+",
        "and/or", ", and", ", or",
    ];
    !gap.is_empty() && words.contains(&gap.trim())
}
