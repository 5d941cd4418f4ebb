//! Claim: frames, groups and what went before → claims.
//!
//! First what the sentence says of an effect; then what it found in resistant samples, or
//! below a heading about resistance, without saying the effect again.

use crate::model::{Alteration, Category, Claim, CueKind, DrugSource, Effect, Feature, Mention};

use super::argument::argument;
use super::article::Article;
use super::confidence::DEFAULT_CONFIDENCE;
use super::cue::CueFinder;
use super::discourse::{Discourse, points_back};
use super::draft::Draft;
use super::effect::{Frame, frames};
use super::finish::{push, without_contradictions};
use super::role;
use super::scene::{Altered, Group, Role, Scene};
use super::topic::{About, Topic};
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

/// Reads one sentence.
pub(super) struct Reader<'r> {
    pub(super) article: &'r Article<'r>,
    pub(super) scene: &'r Scene<'r>,
    frames: &'r [Frame],
    discourse: &'r Discourse,
    pub(super) topic: About,
    pub(super) sentence_index: usize,
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
        let cues = frame.cue_indices();
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
        let cues = frame.cue_indices();
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
            // A bad outcome elsewhere in the sentence is of the gene only where that is the topic.
            let is_far = self.topic == About::Nothing
                && state.or(named).is_some_and(|frame| {
                    frame.clause != group.clause
                        && !self.scene.cues[frame.cue_index].is(CueKind::Effect)
                });
            let is_denied = support::is_denied(self.scene, group.span);
            if is_said || is_far || is_denied || !is_finding(group) {
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
