//! Claim: what one sentence says that a gene or drug does to a drug's effect.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{ConceptId, MechanismSource, ReferenceScope, Span};

/// An enum of words: the word in JSON, CSV and dictionaries, and the way back.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_doc])* $variant),* }

        impl $name {
            /// Every value, in declaration order.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// Returns the word used in JSON, CSV and dictionaries.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),* }
            }

            /// Reads that word; `None` for any other.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == word)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

words! {
    /// What happened to a gene.
    Alteration {
        /// Its sequence changed.
        Mutation = "mutation",
        /// It has more copies.
        Amplification = "amplification",
        /// It, or its function, is gone.
        Loss = "loss",
        /// It is joined to another gene.
        Fusion = "fusion",
        /// How much of its product there is.
        Expression = "expression",
        /// Its product works more.
        Activation = "activation",
        /// Its product is held back from outside.
        Inhibition = "inhibition",
        /// Sugars are bound to its product.
        Glycosylation = "glycosylation",
        /// Phosphate is bound to its product.
        Phosphorylation = "phosphorylation",
        /// The gene is methylated.
        Methylation = "methylation",
        /// It differs within one tumour.
        Heterogeneity = "heterogeneity",
    }
}

words! {
    /// Which way an alteration goes.
    Direction {
        /// More, or more active.
        Increased = "increased",
        /// Less, or less active.
        Decreased = "decreased",
    }
}

words! {
    /// What the subject does to the effect of a drug.
    Effect {
        /// The drug works less, or not at all.
        Resistance = "resistance",
        /// The drug works.
        Sensitivity = "sensitivity",
        /// The subject makes the drug work again, or works where others do not.
        Overcomes = "overcomes",
    }
}

impl Effect {
    /// Whether two effects say the opposite of each other.
    pub fn is_opposite(self, other: Effect) -> bool {
        (self == Effect::Resistance) != (other == Effect::Resistance)
    }
}

words! {
    /// What a claim rests on, weakest first.
    EvidenceLevel {
        /// The sentence does not say.
        Review = "review",
        /// Cells or animals.
        Preclinical = "preclinical",
        /// Patients.
        Clinical = "clinical",
    }
}

words! {
    /// When resistance was there.
    Onset {
        /// Before treatment.
        Primary = "primary",
        /// Since treatment.
        Acquired = "acquired",
    }
}

words! {
    /// How the drug of a claim was found.
    DrugSource {
        /// Beside the word that says the effect.
        Argument = "argument",
        /// In the same clause.
        Clause = "clause",
        /// Elsewhere in the sentence.
        Sentence = "sentence",
        /// A general reference such as `these inhibitors`: the drug last named.
        Reference = "reference",
        /// An earlier sentence of the section.
        Section = "section",
        /// A heading or the title.
        Heading = "heading",
    }
}

words! {
    /// Why a claim was made or how sure it is; see `link::confidence`.
    Feature {
        /// A word of the clause says the effect.
        EffectNamed = "effect_named",
        /// An outcome such as a remission implies it.
        EffectByOutcome = "effect_by_outcome",
        /// The alteration was found in resistant or progressing samples.
        InResistantSamples = "in_resistant_samples",
        /// The section or the article is about resistance.
        UnderHeading = "under_heading",
        /// The subject stands in the clause of the effect.
        SubjectInClause = "subject_in_clause",
        /// The subject stands in another clause of the sentence.
        SubjectInSentence = "subject_in_sentence",
        /// The subject stands in an earlier sentence.
        SubjectBefore = "subject_before",
        /// The sentence says what happened to the subject.
        Altered = "altered",
        /// The drug stands beside the effect.
        DrugNamed = "drug_named",
        /// The drug stands elsewhere in the sentence.
        DrugInSentence = "drug_in_sentence",
        /// The drug was taken from before the sentence.
        DrugBefore = "drug_before",
        /// No drug was found.
        NoDrug = "no_drug",
        /// A word such as `confers` ties subject and effect.
        CauseNamed = "cause_named",
        /// The subject's name could mean something else.
        Ambiguous = "ambiguous",
        /// The sentence doubts.
        Hedged = "hedged",
    }
}

/// A word of the sentence that made the claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimCue {
    /// Where it stands in the text.
    pub span: Span,
    /// What it stands for, such as `effect resistance`.
    pub meaning: String,
}

/// What one sentence says that a gene or drug does to the effect of a drug.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// A gene, family, pathway or drug.
    pub subject: ConceptId,
    /// Place of the subject in the mentions.
    pub mention_index: usize,
    /// What happened to it.
    pub alteration: Option<Alteration>,
    /// Which way.
    pub direction: Option<Direction>,
    /// What it does.
    pub effect: Effect,
    /// The drug or class of drugs to which it does it.
    pub drug: Option<ConceptId>,
    /// How that drug was found.
    pub drug_source: Option<DrugSource>,
    /// The mechanism: the sentence's own, else that of the innermost heading that names one.
    pub mechanism: Option<ConceptId>,
    /// Where the mechanism was read.
    pub mechanism_source: Option<MechanismSource>,
    /// Mechanism of the heading, also where the sentence has its own.
    pub heading_mechanism: Option<ConceptId>,
    /// What it rests on.
    pub evidence_level: EvidenceLevel,
    /// When the resistance was there, where the sentence says.
    pub onset: Option<Onset>,
    /// Whether the sentence denies it.
    pub negated: bool,
    /// Whether the sentence doubts it.
    pub hedged: bool,
    /// The disease: of the sentence, else of a heading or the title.
    pub disease: Option<ConceptId>,
    /// The sentence.
    pub sentence_index: usize,
    /// Places in the reference list.
    pub reference_indices: Vec<usize>,
    /// How near those references stand.
    pub reference_scope: ReferenceScope,
    /// From 0 to 1; made of `features`.
    pub confidence: f32,
    /// Why it was made and how sure it is.
    pub features: Vec<Feature>,
    /// The words that made it.
    pub cues: Vec<ClaimCue>,
}

words! {
    /// What a cue word is for; see `dictionaries/README.md`.
    CueKind {
        /// What happened to a gene; the value is an [`Alteration`].
        Alteration = "alteration",
        /// What a drug does or not; the value is an [`Effect`].
        Effect = "effect",
        /// A result of treatment: `good` or `bad`.
        Outcome = "outcome",
        /// A measured quantity; its value is what more of it means: `sensitivity`, `resistance` or `growth`.
        Measure = "measure",
        /// More or less; the value is a [`Direction`].
        Change = "change",
        /// What is done to an effect: `overcome`, `undo`, `restore` or `cause`.
        Operator = "operator",
        /// No; the value `alike` for words that say that nothing differs.
        Negation = "negation",
        /// Perhaps.
        Hedge = "hedge",
        /// The value is an [`Onset`].
        Onset = "onset",
        /// The value is an [`EvidenceLevel`].
        Level = "level",
        /// Cells, patients, tumours.
        Sample = "sample",
        /// Behind a gene: names a drug or patients by it (`HER2-positive`).
        Modifier = "modifier",
        /// Before a gene: the same (`anti-HER2`).
        ModifierBefore = "modifier_before",
        /// Behind a gene: samples that have it (`ROS1-positive`).
        Positive = "positive",
        /// How something was measured, or what for.
        Method = "method",
        /// The gene is as it should be.
        Wildtype = "wildtype",
        /// A drug that was named before.
        Reference = "reference",
        /// Drugs are given.
        Treatment = "treatment",
        /// What follows is compared with.
        Compare = "compare",
        /// In a heading: what stands below it sets the scene or looks back.
        Background = "background",
        /// A fixed term; it hides the cues in it and says nothing itself.
        Term = "term",
        /// A new clause begins.
        Break = "break",
        /// Something that was named before.
        Anaphora = "anaphora",
        /// Something was found.
        Discovery = "discovery",
    }
}

/// A word or phrase by which sentences say what [`CueKind`] lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// The folded phrase.
    pub folded: Box<str>,
    /// Whether a Latin word may go on behind it.
    pub is_stem: bool,
    /// Whether it counts in capitals only: `PR`.
    pub is_capital: bool,
    /// What it is for.
    pub kind: CueKind,
    /// The value; which ones a kind has is checked when the dictionary is read.
    pub value: Box<str>,
    /// Which way, of alterations.
    pub direction: Option<Direction>,
}
