//! Morphology: is a Chinese name part of a longer name that we do not know?
//!
//! Chinese drug names are transliterations: syllable characters and then a stem
//! (`-替尼`, `-单抗`). In `德曲妥珠单抗` the known name `曲妥珠单抗` has a syllable
//! before it, so another drug is meant. Which characters are such syllables is
//! learnt from the names of the lexicon itself: those that begin them.

use std::collections::HashSet;

use crate::lexicon::Lexicon;
use crate::model::{Category, Span};
use crate::normalize::is_han;

/// Stems of Chinese drug names (after the WHO's stems of international names).
const STEMS: [&str; 30] = [
    "单抗",
    "替尼",
    "非尼",
    "西利",
    "帕利",
    "拉尼",
    "来昔",
    "佐米",
    "司他",
    "莫司",
    "鲁胺",
    "他滨",
    "曲塞",
    "泊苷",
    "替康",
    "紫杉醇",
    "他赛",
    "比星",
    "铂",
    "沙星",
    "他汀",
    "沙坦",
    "普利",
    "洛尔",
    "地平",
    "列汀",
    "列净",
    "西林",
    "韦",
    "唑",
];

/// Words whose last character is also a syllable; they may stand before a name.
const WORDS: [&str; 34] = [
    "表达", "以来", "近来", "后来", "未来", "有利", "不利", "顺利", "程度", "强度", "浓度", "剂量",
    "印度", "恩度", "本来", "分布", "公布", "特别", "联合", "应用", "口服", "使用", "采用", "给予",
    "单用", "选用", "服用", "静脉", "美国", "国产", "加用", "改用", "停用", "达到",
];

/// What is known of how Chinese drug names begin.
#[derive(Debug)]
pub(super) struct Morphology {
    syllables: HashSet<char>,
}

impl Morphology {
    /// Learns from the Chinese drug names of the lexicon.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        // Function words and verbs that also begin some drug name.
        const EXCEPT: &str =
            "加达来利度安本比非对与和及或在为是有无用给予受经从将以于中后前的等单双多新可两各该此";
        let drugs = lexicon
            .concepts()
            .filter(|concept| concept.category == Category::Drug);
        let mut syllables = HashSet::new();
        for concept in drugs {
            for name in concept.name_zh.iter().chain(&concept.synonyms_zh) {
                let first = name
                    .chars()
                    .next()
                    .filter(|c| is_han(*c) && !EXCEPT.contains(*c));
                if has_stem(name) {
                    syllables.extend(first);
                }
            }
        }
        Self { syllables }
    }

    /// Whether the Chinese name at `span` is part of a longer name that the lexicon does not hold.
    ///
    /// Drug names grow to the left (`德|曲妥珠单抗`), names of proteins to the right: `胶原|酶`,
    /// `纤维蛋白|原`, `组蛋白|质`.
    pub(super) fn is_part_of_other(&self, category: Category, text: &str, span: Span) -> bool {
        match category {
            Category::Drug => {
                self.grows_left(text, span) || names_protein(text, span) || is_residue(text, span)
            }
            Category::Gene | Category::Family => grows_right(text, span) || binds(text, span),
            _ => false,
        }
    }

    fn grows_left(&self, text: &str, span: Span) -> bool {
        let before = &text[..span.start as usize];
        let Some(previous) = before.chars().next_back() else {
            return false;
        };
        self.syllables.contains(&previous)
            && has_stem(span.of(text))
            && !WORDS.iter().any(|word| before.ends_with(word))
    }
}

/// `钙|粘蛋白`, `糖|蛋白`: what a protein binds or carries stands before it.
fn binds(text: &str, span: Span) -> bool {
    let name = span.of(text);
    name.ends_with("蛋白")
        && name.starts_with(is_han)
        && text[..span.start as usize].ends_with(['钙', '糖', '脂', '铁', '铜', '锌', '磷', '硫'])
}

/// `色氨酸|代谢酶`, `多巴胺|转运体`: a protein that is called by what it handles.
fn names_protein(text: &str, span: Span) -> bool {
    const TAILS: [&str; 13] = [
        "代谢酶",
        "合成酶",
        "合酶",
        "脱氢酶",
        "氧化酶",
        "还原酶",
        "激酶",
        "羟化酶",
        "转移酶",
        "转运体",
        "转运蛋白",
        "脱羧酶",
        "水解酶",
    ];
    let rest = &text[span.end as usize..];
    span.of(text).ends_with(is_han) && TAILS.iter().any(|tail| rest.starts_with(tail))
}

/// `半胱氨酸|797`, `serine| 473`, `tyrosine| phosphorylation`: a place in a protein.
fn is_residue(text: &str, span: Span) -> bool {
    const ACIDS: [&str; 18] = [
        "serine",
        "tyrosine",
        "threonine",
        "cysteine",
        "lysine",
        "arginine",
        "alanine",
        "glycine",
        "proline",
        "leucine",
        "isoleucine",
        "valine",
        "methionine",
        "histidine",
        "aspartate",
        "glutamine",
        "asparagine",
        "tryptophan",
    ];
    const BEHIND: [&str; 6] = [
        "phosphorylation",
        "residue",
        "residues",
        "repeat",
        "repeats",
        "kinase",
    ];
    let name = span.of(text);
    let is_acid =
        name.ends_with("氨酸") || ACIDS.iter().any(|acid| name.eq_ignore_ascii_case(acid));
    let rest = text[span.end as usize..].trim_start_matches([' ', '-', '(']);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let word = &rest[..rest
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(rest.len())];
    let measured = rest[digits..]
        .trim_start()
        .starts_with(['m', 'μ', 'µ', 'g', '%', 'n']);
    is_acid
        && ((1..=4).contains(&digits) && !measured
            || BEHIND.contains(&word)
            || rest.starts_with("残基"))
}

fn grows_right(text: &str, span: Span) -> bool {
    const TAILS: [char; 3] = ['酶', '质', '原'];
    const WORDS: [&str; 12] = [
        "原位", "原因", "原发", "原始", "原代", "原有", "原理", "原核", "原癌", "质粒", "质谱",
        "质量",
    ];
    let rest = &text[span.end as usize..];
    rest.starts_with(TAILS)
        && span.of(text).ends_with(is_han)
        && !WORDS.iter().any(|word| rest.starts_with(word))
}

fn has_stem(name: &str) -> bool {
    name.chars().all(is_han)
        && STEMS
            .iter()
            .any(|stem| name.ends_with(stem) && name.len() > stem.len())
}
