//! Report: what an import kept, and why it dropped the rest.

use std::collections::BTreeMap;
use std::fmt;

/// Why a name or a whole entry was dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A name that is empty or one character long.
    TooShort,
    /// A name of digits and punctuation only.
    NoLetters,
    /// A name of two Latin letters or digits.
    TwoLetters,
    /// A common word, or a short word in lower case.
    CommonWord,
    /// A name of more than 120 bytes or 10 words.
    TooLong,
    /// A systematic chemical name of 60 bytes or more.
    Systematic,
    /// A name with a control character or a `|`.
    Unprintable,
    /// A description that fits many: `hypothetical protein`.
    Generic,
    /// A disease, or what abbreviates it, as a name of a gene.
    Disease,
    /// The name of a locus or a clone: `LOC123`, `RP11-34P13.7`.
    Locus,
    /// A rule of the dictionaries says never.
    RuleNever,
    /// The name of another concept in the dictionaries in use.
    Curated,
    /// The preferred name of another entry of the download, or a synonym of three or more.
    OfAnother,
    /// Another name of a pseudogene or of a gene of non-coding RNA.
    Minor,
    /// A protein, in a table of drugs.
    Protein,
    /// A class, in a table of drugs.
    Class,
    /// An entry that was withdrawn.
    Withdrawn,
    /// An entry that is something else: another species, a region, an enzyme.
    OtherKind,
    /// An entry with no name left.
    NoName,
    /// A member that no dictionary in use has.
    UnknownMember,
}

impl Reason {
    /// Says it in a few words.
    pub fn as_str(self) -> &'static str {
        match self {
            Reason::TooShort => "names empty or of one character",
            Reason::NoLetters => "names without a letter",
            Reason::TwoLetters => "names of two letters",
            Reason::CommonWord => "common words",
            Reason::TooLong => "names over 120 bytes or 10 words",
            Reason::Systematic => "systematic chemical names of 60 bytes or more",
            Reason::Unprintable => "names with a control character or `|`",
            Reason::Generic => "generic descriptions",
            Reason::Disease => "names of diseases and their abbreviations",
            Reason::Locus => "locus and clone names",
            Reason::RuleNever => "names with the rule `never`",
            Reason::Curated => "names of another concept in the dictionaries",
            Reason::OfAnother => "names of another entry",
            Reason::Minor => "other names of pseudogenes and non-coding RNA",
            Reason::Protein => "proteins in a table of drugs",
            Reason::Class => "classes in a table of drugs",
            Reason::Withdrawn => "withdrawn entries",
            Reason::OtherKind => "entries of another kind",
            Reason::NoName => "entries with no name left",
            Reason::UnknownMember => "members that no dictionary has",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Counts of one import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Rows written.
    pub concepts: usize,
    /// Names written.
    pub names: usize,
    /// Names among them that count only beside another name of their concept.
    pub ambiguous: usize,
    /// Rows that are concepts of the dictionaries in use.
    pub merged: usize,
    /// Names and entries left out.
    pub dropped: BTreeMap<Reason, usize>,
    /// Broken rows.
    pub broken: usize,
}
