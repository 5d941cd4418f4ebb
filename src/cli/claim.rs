//! Claim: a claim → one line for a reader.

use litmine::model::{Claim, ConceptId};

/// Returns `PTEN loss ↓ → resistance to trastuzumab (preclinical, perhaps) 0.85`.
pub(super) fn line<'n>(claim: &'n Claim, name: impl Fn(&'n ConceptId) -> &'n str) -> String {
    let mut line = name(&claim.subject).to_owned();
    if let Some(alteration) = claim.alteration {
        line.push_str(&format!(" {alteration}"));
    }
    if let Some(direction) = claim.direction {
        line.push_str(&format!(" {direction}"));
    }
    let not = if claim.negated { "no " } else { "" };
    line.push_str(&format!(" → {not}{}", claim.effect));
    if let Some(drug) = &claim.drug {
        line.push_str(&format!(" to {}", name(drug)));
    }
    let onset = claim.onset.map(|onset| onset.as_str());
    let hedged = claim.hedged.then_some("perhaps");
    let notes = [Some(claim.evidence_level.as_str()), onset, hedged];
    let notes: Vec<&str> = notes.into_iter().flatten().collect();
    line.push_str(&format!(" ({}) {:.2}", notes.join(", "), claim.confidence));
    line
}
