//! Claim: frames, groups and what went before → claims.
//!
//! First what the sentence says of an effect; then what it found in resistant samples, or
//! below a heading about resistance, without saying the effect again.

use crate::model::{
    Alteration, Category, Claim, ClaimCue, CueKind, Direction, DrugSource, Effect, Feature,
    Mention, Span,
};

use super::argument::argument;
use super::article::Article;
use super::confidence::{DEFAULT_CONFIDENCE, confidence};
use super::cue::CueFinder;
use super::discourse::{Discourse, points_back};
use super::effect::{Frame, frames};
use super::role;
use super::scene::{Altered, Group, Role, Scene};
use super::{alteration, support};

/// Returns the claims of an article, by sentence.
pub(super) fn claims(article: &Article<'_>, finder: &CueFinder) -> Vec<Claim> {
    let topic = Topic::new(article, finder);
    let mut discourse = Discourse::default();
    let mut claims = Vec::new();
    for (sentence_index, sentence) in article.structure.sentences.iter().enumerate() {
        discourse.enter(sentence.section_index);
        let own = article.by_sentence[sentence_index].iter();
        let lent = article.genes_of_variants(sentence_index);
        let mut mentions: Vec<(usize, &Mention)> = own
            .map(|&index| (index, &article.mentions[index]))
            .chain(lent.iter().map(|(index, mention)| (*index, mention)))
            .collect();
        mentions.sort_by_key(|(_, mention)| mention.span.start);
        let names = mentions
            .iter()
            .any(|(_, mention)| super::scene::role(mention).is_some());
        if !names
            && (!discourse.may_go_on(sentence_index)
                || topic.of(sentence.section_index) != About::Nothing)
        {
            continue;
        }
        let mut scene = Scene::new(article.text, sentence.span, &mentions, finder);
        alteration::mark(&mut scene);
        let frames = frames(&scene);
        let reader = Reader {
            article,
            scene: &scene,
            frames: &frames,
            discourse: &discourse,
            topic: topic.of(sentence.section_index),
            sentence_index,
        };
        claims.extend(reader.claims());
        discourse.note(article, &scene, &frames, sentence_index);
    }
    claims
}

/// An article without a title says in its first sentences what it is about.
const OPENING_SENTENCES: usize = 5;

/// Whether sections are about resistance.
struct Topic {
    by_heading: Vec<bool>,
    by_title: bool,
    /// Whether the own heading only sets the scene or looks back.
    is_background: Vec<bool>,
    has_heading: Vec<bool>,
}

/// How a section is about resistance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    /// Its heading, or one above it, says so or names a mechanism.
    Heading,
    /// The title says so.
    Title,
    Nothing,
}

impl Topic {
    fn new(article: &Article<'_>, finder: &CueFinder) -> Self {
        let says = |span: Span| {
            let cues = finder.find(article.text, span);
            cues.iter()
                .any(|found| found.has(CueKind::Effect, "resistance"))
        };
        let sections = &article.structure.sections;
        let mut by_heading: Vec<bool> = Vec::with_capacity(sections.len());
        for (index, section) in sections.iter().enumerate() {
            let above = section
                .parent
                .is_some_and(|parent| by_heading.get(parent) == Some(&true));
            let own = section.heading.is_some_and(says);
            by_heading.push(above || own || !article.mechanisms[index].is_empty());
        }
        let title = article.structure.title.is_some_and(says);
        let is_named = title
            || sections
                .iter()
                .filter_map(|section| section.heading)
                .any(says);
        let mechanisms = by_heading.iter().filter(|about| **about).count();
        let opening = article.structure.sentences.iter().take(OPENING_SENTENCES);
        let is_of_resistance = is_named || mechanisms >= 2 && opening.map(|one| one.span).any(says);
        if !is_of_resistance {
            by_heading.fill(false);
        }
        let is_background = |span: Span| {
            let cues = finder.find(article.text, span);
            cues.iter().any(|found| found.is(CueKind::Background))
        };
        Self {
            by_title: is_of_resistance,
            by_heading,
            is_background: sections
                .iter()
                .map(|section| section.heading.is_some_and(is_background))
                .collect(),
            has_heading: sections
                .iter()
                .map(|section| section.heading.is_some())
                .collect(),
        }
    }

    fn of(&self, section: usize) -> About {
        let is = |list: &[bool]| list.get(section) == Some(&true);
        let is_own = is(&self.has_heading) && !is(&self.is_background);
        match is(&self.by_heading) && !is(&self.is_background) || self.by_title && is_own {
            true => About::Heading,
            false if self.by_title || is(&self.by_heading) => About::Title,
            false => About::Nothing,
        }
    }
}

/// Reads one sentence.
struct Reader<'r> {
    article: &'r Article<'r>,
    scene: &'r Scene<'r>,
    frames: &'r [Frame],
    discourse: &'r Discourse,
    topic: About,
    sentence_index: usize,
}

/// A subject on its way to a claim.
#[derive(Clone, Debug)]
struct Draft {
    mention_index: usize,
    altered: Option<Altered>,
    effect: Effect,
    negated: bool,
    clause: usize,
    /// Up to where the sentence must be read to have read the claim.
    until: u32,
    drugs: Vec<usize>,
    source: Option<DrugSource>,
    features: Vec<Feature>,
    cues: Vec<usize>,
    /// Nothing was done to the noun that says the effect.
    is_weak: bool,
    /// Samples are said to have the gene: `ROS1-positive`.
    is_positive: bool,
}

impl Reader<'_> {
    fn claims(&self) -> Vec<Claim> {
        let mut drafts: Vec<Draft> = Vec::new();
        for frame in self.frames.iter().filter(|frame| !frame.is_state) {
            drafts.extend(self.of_frame(frame));
        }
        let found = self.found_in_resistance(&drafts);
        drafts.extend(found);
        let mut claims: Vec<Claim> = Vec::new();
        for draft in drafts.iter().filter(|draft| self.is_credible(draft)) {
            for claim in self.finished(draft) {
                push(&mut claims, claim);
            }
        }
        claims.retain(|claim| claim.confidence >= DEFAULT_CONFIDENCE);
        without_contradictions(claims)
    }

    /// What the sentence says of one effect.
    fn of_frame(&self, frame: &Frame) -> Vec<Draft> {
        let argument = argument(self.scene, frame.cue_index);
        let acts = |index: usize| self.acts(frame, index, argument);
        let subjects = role::subjects(self.scene, frame, argument, acts);
        let is_drug = |index: &usize| self.scene.groups[*index].role == Role::Drug;
        let taken: Vec<usize> = subjects
            .iter()
            .map(|(index, _)| *index)
            .filter(is_drug)
            .collect();
        let mut drafts = Vec::new();
        for &(index, feature) in &subjects {
            let group = &self.scene.groups[index];
            let (mut drugs, source) = self.drugs(frame, &taken, group);
            if group.role == Role::Drug && drugs.is_empty() {
                drugs.extend(
                    group
                        .members
                        .iter()
                        .copied()
                        .filter(|&member| self.has_new(group) && !self.is_new(member)),
                );
            }
            drafts.extend(self.drafts(group, frame, feature, &drugs, source));
        }
        if drafts.is_empty() {
            drafts = self.of_earlier_genes(frame);
        }
        drafts
    }

    /// Whether a drug can be what makes others work again: no class, no drug that was there before
    /// where the sentence brings a new one, and resistance is spoken of.
    fn acts(&self, frame: &Frame, index: usize, argument: Option<usize>) -> bool {
        let group = &self.scene.groups[index];
        let category = |&member: &usize| self.article.mentions[member].category;
        let is_class = group
            .members
            .iter()
            .all(|member| category(member) == Category::DrugClass);
        if group.is_reference || is_class || role::is_compared(self.scene, group) {
            return false;
        }
        let speaks_of_it = self
            .frames
            .iter()
            .any(|other| other.effect != Effect::Sensitivity);
        if frame.effect == Effect::Sensitivity
            && !(speaks_of_it && self.topic != About::Nothing)
            && !self.is_beside_inhibited(group)
        {
            return false;
        }
        let brings_new = self.scene.groups.iter().enumerate().any(|(other, group)| {
            group.role == Role::Drug && Some(other) != argument && self.has_new(group)
        });
        !brings_new || self.has_new(group)
    }

    fn has_new(&self, group: &Group) -> bool {
        group.members.iter().any(|&member| self.is_new(member))
    }

    /// Whether a drug is named for the first time in the article.
    fn is_new(&self, member: usize) -> bool {
        let mention = &self.article.mentions[member];
        mention.category == Category::Drug && !self.discourse.known_drugs.contains(&mention.concept)
    }

    /// Whether a drug stands beside the gene that it inhibits: `SRC抑制剂塞卡替尼`.
    fn is_beside_inhibited(&self, group: &Group) -> bool {
        self.scene.groups.iter().any(|gene| {
            let (first, second) = match gene.span.start < group.span.start {
                true => (gene.span, group.span),
                false => (group.span, gene.span),
            };
            let gap = self.scene.between(first.end, second.start);
            role::is_inhibited(gene)
                && gap.chars().count() <= 20
                && !gap.contains(['，', '；', ';'])
        })
    }

    /// The drugs that a frame is about, by mention.
    fn drugs(
        &self,
        frame: &Frame,
        taken: &[usize],
        subject: &Group,
    ) -> (Vec<usize>, Option<DrugSource>) {
        let own_class = |index: usize| {
            let members = &self.scene.groups[index].members;
            subject.in_drug.is_some_and(|drug| members.contains(&drug))
        };
        let mut taken = taken.to_vec();
        taken.extend((0..self.scene.groups.len()).filter(|&index| own_class(index)));
        if let Some(object) = role::object(self.scene, frame, &taken, true) {
            let group = &self.scene.groups[object.group];
            if group.role == Role::Gene {
                return (Vec::new(), None);
            }
            if !group.is_reference {
                return (group.members.clone(), Some(object.source));
            }
            return match self.last_named() {
                (drugs, Some(_)) => (drugs, Some(DrugSource::Reference)),
                none => none,
            };
        }
        self.last_named()
    }

    /// The drug last named before the sentence; else that of a heading, else the only one.
    fn last_named(&self) -> (Vec<usize>, Option<DrugSource>) {
        if !self.discourse.drugs.is_empty() {
            return (self.discourse.drugs.clone(), Some(DrugSource::Section));
        }
        let section = self.article.structure.sentences[self.sentence_index].section_index;
        let heading = self
            .article
            .heading_drugs
            .get(section)
            .and_then(|list| list.first());
        match (heading, self.article.only_drug) {
            (Some(&drug), _) => (vec![drug], Some(DrugSource::Heading)),
            (None, Some(drug)) => (vec![drug], Some(DrugSource::Section)),
            (None, None) => (Vec::new(), None),
        }
    }

    fn drafts(
        &self,
        group: &Group,
        frame: &Frame,
        feature: Feature,
        drugs: &[usize],
        source: Option<DrugSource>,
    ) -> Vec<Draft> {
        let mut features = vec![effect_feature(frame), feature];
        if frame.has_cause {
            features.push(Feature::CauseNamed);
        }
        let effect = match frame.effect {
            Effect::Sensitivity if role::is_inhibited(group) && self.is_of_resistance() => {
                Effect::Overcomes
            }
            Effect::Sensitivity if group.role == Role::Drug => Effect::Overcomes,
            effect => effect,
        };
        let cues: Vec<usize> = std::iter::once(frame.cue_index)
            .chain(frame.operator_index)
            .collect();
        let draft = |mention_index: usize, altered: Option<Altered>| Draft {
            mention_index,
            altered,
            effect,
            negated: frame.negated,
            clause: frame.clause,
            until: frame.span.end.max(group.span.end),
            drugs: drugs.to_vec(),
            source,
            features: features.clone(),
            cues: cues.clone(),
            is_weak: frame.is_weak,
            is_positive: group.is_positive,
        };
        self.each(group, draft)
    }

    /// One draft for each member of a group and each thing that happened to it.
    fn each(&self, group: &Group, draft: impl Fn(usize, Option<Altered>) -> Draft) -> Vec<Draft> {
        let altered: Vec<Option<Altered>> =
            match group.role == Role::Gene && !group.altered.is_empty() {
                true => group.altered.iter().copied().map(Some).collect(),
                false => vec![None],
            };
        let any_new = group.role == Role::Drug && self.has_new(group);
        let members = group
            .members
            .iter()
            .filter(|&&member| !any_new || self.is_new(member));
        members
            .flat_map(|&member| altered.iter().map(move |&one| (member, one)))
            .map(|(member, one)| draft(member, one))
            .collect()
    }

    /// Whether resistance is what the sentence is about.
    fn is_of_resistance(&self) -> bool {
        self.topic != About::Nothing
            || self
                .frames
                .iter()
                .any(|frame| frame.effect != Effect::Sensitivity && !frame.by_outcome)
            || self.discourse.is_of_resistance(self.sentence_index)
    }

    /// An effect whose subject was named before: `The patient then responded to crizotinib`.
    fn of_earlier_genes(&self, frame: &Frame) -> Vec<Draft> {
        let has_gene = self.scene.groups.iter().any(|group| {
            group.role == Role::Gene
                && group.in_drug.is_none()
                && !group.is_modifier
                && !group.is_wildtype
                && !group.is_pathway
        });
        let has_drug = self
            .scene
            .groups
            .iter()
            .any(|group| group.role == Role::Drug && !group.is_reference);
        let follows = has_drug
            || points_back(self.scene)
            || self.discourse.has_fresh_drug(self.sentence_index);
        if has_gene || !follows || self.topic != About::Nothing {
            return Vec::new();
        }
        let taken = Vec::new();
        let (drugs, source) = match role::object(self.scene, frame, &taken, true) {
            Some(object) if is_named_drug(&self.scene.groups[object.group]) => (
                self.scene.groups[object.group].members.clone(),
                Some(object.source),
            ),
            _ => self.last_named(),
        };
        let cues: Vec<usize> = std::iter::once(frame.cue_index)
            .chain(frame.operator_index)
            .collect();
        let earlier = self.discourse.genes(self.sentence_index).iter();
        earlier
            .map(|gene| Draft {
                mention_index: gene.mention_index,
                altered: gene.altered,
                effect: frame.effect,
                negated: frame.negated,
                clause: frame.clause,
                until: frame.span.end,
                drugs: drugs.clone(),
                source,
                features: vec![effect_feature(frame), Feature::SubjectBefore],
                cues: cues.clone(),
                is_weak: frame.is_weak,
                is_positive: gene.is_positive,
            })
            .collect()
    }

    /// What was found in resistant samples, or below a heading about resistance.
    fn found_in_resistance(&self, drafts: &[Draft]) -> Vec<Draft> {
        let discovered = self
            .scene
            .cues
            .iter()
            .any(|found| found.is(CueKind::Discovery));
        let state = self.frames.iter().find(|frame| {
            frame.is_state
                && frame.effect == Effect::Resistance
                && (!frame.by_outcome || discovered)
        });
        let named = self
            .frames
            .iter()
            .find(|frame| frame.effect == Effect::Resistance && !frame.negated);
        let feature = match (state.or(named), self.topic) {
            (Some(_), _) => Feature::InResistantSamples,
            (None, About::Heading) => Feature::UnderHeading,
            (None, About::Title) if discovered => Feature::UnderHeading,
            _ if discovered && self.discourse.is_of_resistance(self.sentence_index) => {
                Feature::UnderHeading
            }
            _ => return Vec::new(),
        };
        let (drugs, source) = self.resisted(state.or(named));
        let mut found = Vec::new();
        for group in &self.scene.groups {
            let is_said = drafts.iter().any(|draft| {
                let is_same = draft.effect == Effect::Resistance || draft.clause == group.clause;
                is_same && group.members.contains(&draft.mention_index)
            });
            if is_said || !is_finding(group) || support::is_denied(self.scene, group.span) {
                continue;
            }
            found.extend(self.each(group, |mention_index, altered| {
                Draft {
                    mention_index,
                    altered,
                    effect: Effect::Resistance,
                    negated: false,
                    clause: group.clause,
                    until: group.span.end,
                    drugs: drugs.clone(),
                    source,
                    is_weak: false,
                    is_positive: false,
                    features: vec![feature, Feature::SubjectInClause],
                    cues: state
                        .or(named)
                        .map(|frame| frame.cue_index)
                        .into_iter()
                        .collect(),
                }
            }));
        }
        found
    }

    /// The drugs that samples are said to resist: `拉帕替尼耐药和曲妥珠单抗耐药的细胞系`.
    fn resisted(&self, frame: Option<&Frame>) -> (Vec<usize>, Option<DrugSource>) {
        let Some(frame) = frame else {
            return self.last_named();
        };
        let states = self
            .frames
            .iter()
            .filter(|other| other.is_state == frame.is_state && other.effect == Effect::Resistance);
        let mut drugs: Vec<usize> = Vec::new();
        let arguments = states.filter_map(|state| argument(self.scene, state.cue_index));
        for index in arguments.filter(|&index| self.scene.groups[index].role == Role::Drug) {
            drugs.extend(
                self.scene.groups[index]
                    .members
                    .iter()
                    .copied()
                    .filter(|member| !drugs.contains(member))
                    .collect::<Vec<_>>(),
            );
        }
        if !drugs.is_empty() {
            return (drugs, Some(DrugSource::Argument));
        }
        match role::object(self.scene, frame, &[], true) {
            Some(object) if is_named_drug(&self.scene.groups[object.group]) => (
                self.scene.groups[object.group].members.clone(),
                Some(object.source),
            ),
            _ => self.last_named(),
        }
    }

    /// Whether enough is said. Where resistance is not the topic, a gene of which nothing is said
    /// needs a word that ties it to the effect, and a drug must be near.
    fn is_credible(&self, draft: &Draft) -> bool {
        let is_drug = matches!(
            self.article.mentions[draft.mention_index].category,
            Category::Drug | Category::DrugClass
        );
        let is_vague = match draft.altered {
            None => !is_drug && !draft.is_positive,
            Some(one) => one.alteration == Alteration::Expression && one.direction.is_none(),
        };
        let has_cause = draft.negated || draft.features.contains(&Feature::CauseNamed);
        let in_clause = draft.features.contains(&Feature::SubjectInClause);
        let in_sentence = matches!(
            draft.source,
            Some(
                DrugSource::Argument
                    | DrugSource::Clause
                    | DrugSource::Sentence
                    | DrugSource::Reference
            )
        );
        if self.topic != About::Nothing {
            return !is_vague || in_clause && !draft.is_weak;
        }
        if is_vague && !(has_cause && in_clause && in_sentence && !draft.is_weak) {
            return false;
        }
        let is_named = draft.source == Some(DrugSource::Argument);
        if is_drug && !is_named {
            return false;
        }
        let is_short = self.article.is_short();
        // An amount that changes is of an effect only where the sentence ties the two.
        let is_amount = draft.altered.is_some_and(|one| {
            matches!(
                one.alteration,
                Alteration::Expression | Alteration::Activation
            )
        });
        if is_amount && !(in_clause && (has_cause || is_named || is_short)) {
            return false;
        }
        let must_be_near = draft.is_weak && !is_named && !is_short;
        if must_be_near && !(in_clause && in_sentence) {
            return false;
        }
        // That the drugs of a class work says nothing of resistance.
        let group = self
            .scene
            .groups
            .iter()
            .find(|group| group.members.contains(&draft.mention_index));
        let is_class = group.is_some_and(|group| group.in_drug.is_some());
        if is_class && draft.effect != Effect::Resistance && !is_named {
            return false;
        }
        in_sentence || draft.source.is_some() && is_short
    }

    /// A draft with all that is known of it; one claim for each drug.
    fn finished(&self, draft: &Draft) -> Vec<Claim> {
        let mention = &self.article.mentions[draft.mention_index];
        let altered = draft.altered.map(|one| held_back(one, draft.effect));
        let hedged = support::is_hedged(self.scene, draft.clause);
        let mut features = draft.features.clone();
        features.extend(draft.altered.map(|_| Feature::Altered));
        features.push(match draft.source {
            Some(DrugSource::Argument) => Feature::DrugNamed,
            Some(DrugSource::Clause | DrugSource::Sentence) => Feature::DrugInSentence,
            Some(_) => Feature::DrugBefore,
            None => Feature::NoDrug,
        });
        if hedged {
            features.push(Feature::Hedged);
        }
        if !mention.candidates.is_empty() {
            features.push(Feature::Ambiguous);
        }
        let (mechanism, mechanism_source, heading_mechanism) =
            self.article.mechanism(self.sentence_index);
        let (reference_scope, reference_indices) =
            support::references(self.article, self.sentence_index, draft.until);
        let claim = |drug: Option<usize>| Claim {
            subject: mention.concept.clone(),
            mention_index: draft.mention_index,
            alteration: altered.map(|one| one.alteration),
            direction: altered.and_then(|one| one.direction.or(implied(one.alteration))),
            effect: draft.effect,
            drug: drug.map(|index| self.article.mentions[index].concept.clone()),
            drug_source: draft.source.filter(|_| drug.is_some()),
            mechanism: mechanism.clone(),
            mechanism_source,
            heading_mechanism: heading_mechanism.clone(),
            evidence_level: support::level(self.scene, draft.clause),
            onset: support::onset(self.scene),
            negated: draft.negated,
            hedged,
            disease: self.article.disease(self.sentence_index),
            sentence_index: self.sentence_index,
            reference_indices: reference_indices.clone(),
            reference_scope,
            confidence: confidence(&features),
            features: features.clone(),
            cues: self.cues(draft),
        };
        match draft.drugs.is_empty() {
            true => vec![claim(None)],
            false => draft.drugs.iter().map(|&drug| claim(Some(drug))).collect(),
        }
    }

    fn cues(&self, draft: &Draft) -> Vec<ClaimCue> {
        let mut places: Vec<usize> = draft.cues.clone();
        places.extend(draft.altered.and_then(|one| one.cue_index));
        places.sort_unstable();
        places.dedup();
        let cue = |place: usize| {
            let found = &self.scene.cues[place];
            let parts = [
                found.cue.kind.as_str(),
                &found.cue.value,
                found.cue.direction.map_or("", Direction::as_str),
            ];
            ClaimCue {
                span: found.span,
                meaning: parts
                    .iter()
                    .filter(|part| !part.is_empty())
                    .copied()
                    .collect::<Vec<_>>()
                    .join(" "),
            }
        };
        places.into_iter().map(cue).collect()
    }
}

fn is_named_drug(group: &Group) -> bool {
    group.role == Role::Drug && !group.is_reference
}

fn effect_feature(frame: &Frame) -> Feature {
    match frame.by_outcome || frame.is_weak {
        true => Feature::EffectByOutcome,
        false => Feature::EffectNamed,
    }
}

/// The direction that an alteration has without a word for it.
fn implied(alteration: Alteration) -> Option<Direction> {
    match alteration {
        Alteration::Amplification | Alteration::Activation => Some(Direction::Increased),
        Alteration::Loss | Alteration::Inhibition => Some(Direction::Decreased),
        _ => None,
    }
}

/// What is lowered so that a drug works again was held back: `下调FGFR可恢复敏感性`.
fn held_back(altered: Altered, effect: Effect) -> Altered {
    let is_lowered = altered.alteration == Alteration::Expression
        && altered.direction == Some(Direction::Decreased);
    match effect == Effect::Overcomes && is_lowered {
        true => Altered {
            alteration: Alteration::Inhibition,
            ..altered
        },
        false => altered,
    }
}

/// Whether a group of genes was found changed.
fn is_finding(group: &Group) -> bool {
    group.role == Role::Gene
        && !group.is_modifier
        && !group.is_wildtype
        && !group.is_population
        && group.in_drug.is_none()
        && !role::is_inhibited(group)
        && group
            .altered
            .iter()
            .any(|one| one.alteration != Alteration::Expression || one.direction.is_some())
}

/// Of claims of one sentence that say the opposite of each other, keeps the surer.
fn without_contradictions(claims: Vec<Claim>) -> Vec<Claim> {
    let contradicts = |claim: &Claim, other: &Claim| {
        claim.subject == other.subject
            && claim.alteration == other.alteration
            && claim.drug == other.drug
            && claim.effect.is_opposite(other.effect)
            && claim.negated == other.negated
            && claim.confidence < other.confidence
    };
    let keep: Vec<bool> = claims
        .iter()
        .map(|claim| !claims.iter().any(|other| contradicts(claim, other)))
        .collect();
    claims
        .into_iter()
        .zip(keep)
        .filter_map(|(claim, keep)| keep.then_some(claim))
        .collect()
}

/// Adds a claim, unless the sentence has said it already; the surer one stays.
fn push(claims: &mut Vec<Claim>, claim: Claim) {
    let same = claims.iter_mut().find(|known| {
        known.subject == claim.subject
            && known.alteration == claim.alteration
            && known.direction == claim.direction
            && known.effect == claim.effect
            && known.drug == claim.drug
            && known.negated == claim.negated
    });
    match same {
        Some(known) if known.confidence < claim.confidence => *known = claim,
        Some(_) => {}
        None if claim.drug.as_ref() == Some(&claim.subject) => {}
        None => claims.push(claim),
    }
}
