//! Sound: what do the words of a long form say of the thing that it names?

use crate::model::Concept;

/// Words that say what something is, not which.
const GENERIC: [&str; 40] = [
    "protein",
    "proteins",
    "receptor",
    "receptors",
    "factor",
    "factors",
    "gene",
    "genes",
    "human",
    "type",
    "like",
    "associated",
    "related",
    "dependent",
    "specific",
    "member",
    "family",
    "subunit",
    "chain",
    "domain",
    "containing",
    "binding",
    "homolog",
    "activated",
    "the",
    "and",
    "for",
    "with",
    "from",
    "cell",
    "cells",
    "acid",
    "alpha",
    "beta",
    "gamma",
    "group",
    "class",
    "novel",
    "putative",
    "complex",
];

/// Nouns that genes and their products are called by.
const GENE_NOUNS: [&str; 34] = [
    "protein",
    "receptor",
    "kinase",
    "factor",
    "gene",
    "antigen",
    "ligand",
    "subunit",
    "homolog",
    "homologue",
    "channel",
    "transporter",
    "cotransporter",
    "exchanger",
    "enzyme",
    "peptide",
    "polypeptide",
    "hormone",
    "chain",
    "molecule",
    "globulin",
    "integrin",
    "cadherin",
    "cyclin",
    "interleukin",
    "chemokine",
    "cytokine",
    "mucin",
    "collagen",
    "oncogene",
    "coactivator",
    "corepressor",
    "isoform",
    "locus",
];

/// The same in Chinese.
const GENE_NOUNS_ZH: [&str; 15] = [
    "基因", "蛋白", "受体", "激酶", "因子", "抗原", "配体", "酶", "通道", "肽", "激素", "抗体",
    "亚基", "素", "家族",
];

/// Words before a name that are no part of it: `human leptin`, `recombinant erythropoietin`.
const MODIFIERS: [&str; 30] = [
    "the",
    "a",
    "an",
    "human",
    "mouse",
    "murine",
    "rat",
    "bovine",
    "porcine",
    "rabbit",
    "chicken",
    "yeast",
    "recombinant",
    "total",
    "serum",
    "plasma",
    "urinary",
    "soluble",
    "secreted",
    "membrane",
    "activated",
    "phosphorylated",
    "endogenous",
    "novel",
    "new",
    "and",
    "or",
    "of",
    "anti",
    "oral",
];

/// Whether the text before a name adds nothing to it.
pub(super) fn is_modifier(skipped: &str) -> bool {
    let mut words = skipped.split([' ', '-']).filter(|word| !word.is_empty());
    words.all(|word| MODIFIERS.contains(&word.to_ascii_lowercase().as_str()))
}

/// How much of a long form belongs to its name: nothing is cut off, or its last noun where that
/// says only that it is a gene. In bytes.
pub(super) fn ends_without_noun(long: &str) -> impl Iterator<Item = u32> + use<> {
    const TAILS: [&str; 8] = [
        " gene",
        " genes",
        " protein",
        " proteins",
        " mRNA",
        " receptor gene",
        "基因",
        "蛋白",
    ];
    let cuts: Vec<u32> = TAILS
        .iter()
        .filter(|tail| long.ends_with(**tail))
        .filter_map(|tail| u32::try_from(tail.len()).ok())
        .collect();
    std::iter::once(0).chain(cuts)
}

/// Whether the last word of a long form says that it is a gene or a gene product.
pub(super) fn is_of_gene(long: &str) -> bool {
    let last = long
        .split(|c: char| c.is_whitespace() || c == '-')
        .rev()
        .map(|word| {
            word.trim_matches(|c: char| !c.is_alphabetic())
                .to_ascii_lowercase()
        })
        .find(|word| word.len() > 2);
    let is_noun = last.is_some_and(|word| {
        let singular = word.strip_suffix('s').unwrap_or(&word);
        GENE_NOUNS.contains(&singular) || singular.ends_with("ase")
    });
    is_noun || GENE_NOUNS_ZH.iter().any(|noun| long.ends_with(noun))
}

/// The share of the telling words of a long form that names of the concept are written with.
pub(super) fn likeness(concept: &Concept, long: &str) -> f64 {
    let telling: Vec<String> = words(long)
        .filter(|word| !GENERIC.contains(&word.as_str()))
        .collect();
    if telling.is_empty() {
        return 0.0;
    }
    let names: Vec<String> = concept.names().flat_map(words).collect();
    let is_said = |word: &&String| names.iter().any(|other| is_alike(word, other));
    telling.iter().filter(is_said).count() as f64 / telling.len() as f64
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() > 2)
        .map(str::to_lowercase)
}

/// Whether two words are one but for their endings.
fn is_alike(one: &str, other: &str) -> bool {
    const STEM: usize = 5;
    one == other || matches!((one.get(..STEM), other.get(..STEM)), (Some(a), Some(b)) if a == b)
}
