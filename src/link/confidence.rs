//! Confidence: what is known of a claim → how sure it is.

use crate::model::Feature;

/// Claims below this are not made.
pub const DEFAULT_CONFIDENCE: f32 = 0.3;

/// What every claim begins with.
const BASE: f32 = 0.3;

/// Returns the confidence that features add up to, from 0 to 1, in hundredths.
pub fn confidence(features: &[Feature]) -> f32 {
    let sum: f32 = features.iter().map(|&feature| weight(feature)).sum();
    ((BASE + sum).clamp(0.0, 1.0) * 100.0).round() / 100.0
}

/// Returns what a feature adds to the confidence.
pub fn weight(feature: Feature) -> f32 {
    match feature {
        Feature::EffectNamed => 0.2,
        Feature::EffectByOutcome => 0.1,
        Feature::InResistantSamples => 0.1,
        Feature::UnderHeading => 0.0,
        Feature::SubjectInClause => 0.15,
        Feature::SubjectInSentence => 0.05,
        Feature::SubjectBefore => -0.1,
        Feature::Altered => 0.1,
        Feature::DrugNamed => 0.15,
        Feature::DrugInSentence => 0.05,
        Feature::DrugBefore => 0.0,
        Feature::NoDrug => -0.05,
        Feature::CauseNamed => 0.1,
        Feature::Ambiguous => -0.1,
        Feature::Hedged => -0.1,
    }
}
