//! Contracts: what holds of every annotated document, whatever its text.
//!
//! Checked over the articles of `corpus/`, the texts of `tests/golden/` and random
//! mixtures of all that makes an article hard to read.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod texts;

use std::convert::Infallible;

use litmine::export::article;
use litmine::model::{AnnotatedDocument, Span};
use litmine::pipeline;
use proptest::prelude::*;
use rayon::ThreadPoolBuilder;
use serde_json::Value;
use texts::Text;

#[test]
fn hold_for_every_article_and_golden_text() {
    for text in all_texts() {
        if let Err(broken) = contracts(&text.annotated()) {
            panic!("{}: {broken}", text.name);
        }
    }
}

/// Texts that once broke a contract; the random ones find theirs anew each time.
#[test]
fn hold_for_texts_that_once_broke_them() {
    let broke = [
        "switch between ARAF and BRAF, and that survival then depends on IGF-1R and PI3K,",
        "耐药[1]。机制不明。\n\n[1] Li A. Title. Nature. 2020;1(2):3-4.\n[2] Li B. Title.\n[3] Li C. Title.\n",
        "1. ?1.1 摘要：",
        "HER2一、1.1 HER2摘要：1.1 ",
        "参考文献TGF-β1.1摘要：",
    ];
    for text in broke {
        let text = Text {
            name: text.into(),
            text: text.into(),
        };
        if let Err(broken) = contracts(&text.annotated()) {
            panic!("{}: {broken}", text.name);
        }
    }
}

#[test]
fn every_thread_count_gives_the_same_bytes() {
    let on = |threads: usize| {
        let pool = ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        let texts = (0..3).flat_map(|_| all_texts());
        let mut out = Vec::new();
        let Ok(()) = pipeline::annotate_all(
            texts.map(|text| Ok(text.document())),
            texts::annotator(),
            &pool,
            |outcome| {
                article::write(&mut out, &outcome.unwrap()).unwrap();
                Ok::<(), Infallible>(())
            },
        );
        out
    };
    assert!(
        on(1) == on(4),
        "the output depends on the number of threads"
    );
}

#[test]
fn annotating_twice_gives_the_same_document() {
    for text in all_texts() {
        assert!(text.annotated() == text.annotated(), "{}", text.name);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hold_for_random_mixtures(pieces in prop::collection::vec(piece(), 0..60)) {
        let text = Text { name: "mixture".into(), text: pieces.concat() };
        if let Err(broken) = contracts(&text.annotated()) {
            return Err(TestCaseError::fail(format!("{broken}\nin {:?}", text.text)));
        }
    }

    #[test]
    fn hold_for_random_characters(text: String) {
        let text = Text { name: "characters".into(), text };
        if let Err(broken) = contracts(&text.annotated()) {
            return Err(TestCaseError::fail(format!("{broken}\nin {:?}", text.text)));
        }
    }

    #[test]
    fn hold_for_an_article_cut_anywhere(article in 0_usize..9, from: prop::sample::Index, to: prop::sample::Index) {
        let texts = texts::texts("corpus");
        let text = &texts[article % texts.len()].text;
        let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (from, to) = (*from.get(&boundaries), *to.get(&boundaries));
        let text = Text { name: "cut".into(), text: text[from.min(to)..from.max(to)].to_owned() };
        if let Err(broken) = contracts(&text.annotated()) {
            return Err(TestCaseError::fail(format!("{broken}\nin {:?}", text.text)));
        }
    }
}

fn all_texts() -> Vec<Text> {
    let mut all = texts::texts("corpus");
    all.extend(texts::texts("tests/golden"));
    all
}

/// A piece of an article: what stages look for, and what they stumble over.
fn piece() -> impl Strategy<Value = String> {
    const FIXED: &[&str] = &[
        "1. ",
        "2. ",
        "3. ",
        "1.1 ",
        "一、",
        "二、",
        "（一）",
        "(1)",
        "1、",
        "I. ",
        "## ",
        "# ",
        "**",
        "[1]",
        "[2]",
        "[1,2]",
        "［3］",
        "[4]–[7]",
        "〔1〕",
        "[1-9999]",
        "[",
        "]",
        "（",
        "）",
        "(",
        ")",
        "“",
        "”",
        "「",
        "」",
        "【摘要】",
        "摘要：",
        "METHODS: ",
        "参考文献",
        "References\n",
        "REFERENCES",
        "[1] Li A. Title[J]. Nature, 2020, 1(2): 3-4.",
        "1. Li, A. et al. Title. Nature 1, 2–3 (2020).",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "\u{3000}",
        " ",
        "。",
        "，",
        "；",
        ".",
        ",",
        "…",
        "！",
        "?",
        "HER2",
        "ＥＧＦＲ",
        "TGF-β1",
        "KRASG12C",
        "曲妥珠单抗",
        "賀癌平",
        "PTEN缺失",
        "et al.",
        "Fig. 2",
        "e.g.",
        "\u{200b}",
        "\u{feff}",
        "𠮷",
        "é",
        "e\u{301}",
        "İ",
        "ß",
        "ﬁ",
        "👩‍🔬",
        "\u{0}",
        "-",
        "–",
        "/",
        "0.5",
        "2019",
        "10.1038/x",
    ];
    prop_oneof![
        4 => prop::sample::select(FIXED).prop_map(str::to_owned),
        2 => "[一-龥]{1,12}",
        1 => "[A-Z]?[a-z]{1,8} ?",
        1 => "[A-Z0-9]{1,6}",
        1 => "[0-9]{1,3}",
    ]
}

type Holds = Result<(), String>;

fn holds(condition: bool, contract: impl FnOnce() -> String) -> Holds {
    if condition { Ok(()) } else { Err(contract()) }
}

fn contracts(annotated: &AnnotatedDocument) -> Holds {
    sections_partition_the_text(annotated)?;
    sentences_are_in_order_inside_their_section(annotated)?;
    references_and_citations_fit(annotated)?;
    mentions_and_evidence_fit(annotated)?;
    json_counts_code_points(annotated)
}

/// Whether a span lies inside another, on character boundaries of the text.
fn stands_in(annotated: &AnnotatedDocument, span: Span, within: Span, what: &str) -> Holds {
    let is_whole = annotated.document.text.get(span.range()).is_some();
    holds(is_whole && within.contains(span), || {
        format!("{what} {span:?} does not stand in {within:?}")
    })
}

fn whole(annotated: &AnnotatedDocument) -> Span {
    Span::new(0, annotated.document.text.len())
}

fn sections_partition_the_text(annotated: &AnnotatedDocument) -> Holds {
    let mut end = 0;
    for (section_index, section) in annotated.structure.sections.iter().enumerate() {
        stands_in(annotated, section.span, whole(annotated), "section")?;
        let begins_at = section.span.start;
        holds(begins_at == end, || {
            format!("section {section_index} begins at {begins_at}, not {end}")
        })?;
        end = section.span.end;
        if let Some(heading) = section.heading {
            stands_in(annotated, heading, section.span, "heading")?;
            let is_before_body = heading.end <= section.body_start;
            holds(is_before_body, || {
                format!("heading {heading:?} reaches into its text")
            })?;
        }
        let body = Span::new(section.body_start as usize, section.body_start as usize);
        stands_in(
            annotated,
            body,
            section.span,
            "start of the text below a heading",
        )?;
        let is_below = section.parent.is_none_or(|parent| {
            parent < section_index && annotated.structure.sections[parent].level < section.level
        });
        holds(is_below, || {
            format!("section {section_index} is not below its parent")
        })?;
    }
    let text_end = whole(annotated).end;
    holds(end == text_end, || {
        format!("the sections end at {end}, the text at {text_end}")
    })
}

fn sentences_are_in_order_inside_their_section(annotated: &AnnotatedDocument) -> Holds {
    let mut end = 0;
    for sentence in &annotated.structure.sentences {
        let span = sentence.span;
        let section = annotated.structure.sections[sentence.section_index].span;
        stands_in(annotated, span, section, "sentence")?;
        holds(!span.is_empty(), || format!("sentence {span:?} is empty"))?;
        holds(span.start >= end, || {
            format!("sentence {span:?} overlaps the one before")
        })?;
        let visible = span.of(&annotated.document.text).trim().len();
        holds(visible == span.len(), || {
            format!("sentence {span:?} has white space around it")
        })?;
        end = span.end;
    }
    Ok(())
}

fn references_and_citations_fit(annotated: &AnnotatedDocument) -> Holds {
    let structure = &annotated.structure;
    let mut end = 0;
    for reference in &structure.references {
        stands_in(annotated, reference.span, whole(annotated), "reference")?;
        holds(reference.span.start >= end, || {
            format!("{:?} overlaps the one before", reference.span)
        })?;
        end = reference.span.end;
        if let Some(title) = reference.title_span {
            stands_in(annotated, title, reference.span, "title of a reference")?;
        }
    }
    let mut end = 0;
    for citation in &structure.citations {
        let sentence = structure.sentences[citation.sentence_index].span;
        stands_in(annotated, citation.span, sentence, "citation")?;
        holds(citation.span.start >= end, || {
            format!("{:?} overlaps the one before", citation.span)
        })?;
        end = citation.span.end;
        let count = structure.references.len();
        let in_range = citation
            .reference_indices
            .iter()
            .all(|&index| index < count);
        holds(in_range, || {
            format!("{:?} points behind the last reference", citation.span)
        })?;
    }
    Ok(())
}

fn mentions_and_evidence_fit(annotated: &AnnotatedDocument) -> Holds {
    let structure = &annotated.structure;
    let mut previous = Span::new(0, usize::MAX);
    for mention in &annotated.mentions {
        let span = mention.span;
        stands_in(annotated, span, whole(annotated), "mention")?;
        holds(!span.is_empty(), || format!("mention {span:?} is empty"))?;
        let in_order =
            (previous.start, u32::MAX - previous.end) <= (span.start, u32::MAX - span.end);
        holds(in_order, || {
            format!("mention {span:?} stands behind {previous:?}")
        })?;
        previous = span;
        if let Some(index) = mention.sentence_index {
            stands_in(annotated, span, structure.sentences[index].span, "mention")?;
        }
        if let Some(index) = mention.section_index {
            stands_in(annotated, span, structure.sections[index].span, "mention")?;
        }
        if let Some(index) = mention.reference_index {
            stands_in(annotated, span, structure.references[index].span, "mention")?;
        }
        let is_known = annotated.concepts.contains_key(&mention.concept);
        holds(is_known, || format!("no concept {}", mention.concept))?;
    }
    let mut previous = None;
    for evidence in &annotated.evidence {
        let mention = &annotated.mentions[evidence.mention_index];
        let agrees = mention.sentence_index == Some(evidence.sentence_index);
        holds(agrees, || {
            format!("evidence of {:?} names another sentence", mention.span)
        })?;
        holds(previous < Some(evidence.mention_index), || {
            "evidence is out of order".into()
        })?;
        previous = Some(evidence.mention_index);
        let count = structure.references.len();
        let in_range = evidence
            .reference_indices
            .iter()
            .all(|&index| index < count);
        holds(in_range, || {
            "evidence points behind the last reference".into()
        })?;
        let known = |concept| annotated.concepts.contains_key(concept);
        let all_known = evidence
            .mechanisms
            .iter()
            .all(|mechanism| known(&mechanism.concept));
        holds(all_known, || "evidence names an unknown mechanism".into())?;
    }
    Ok(())
}

/// The JSON says the same as the document, in code points.
fn json_counts_code_points(annotated: &AnnotatedDocument) -> Holds {
    let mut line = Vec::new();
    article::write(&mut line, annotated).unwrap();
    let json: Value = serde_json::from_slice(&line).unwrap();
    let text: Vec<char> = json["text"].as_str().unwrap().chars().collect();
    let slice = |span: &Value| -> String {
        let at = |place: usize| usize::try_from(span[place].as_u64().unwrap()).unwrap();
        text[at(0)..at(1)].iter().collect()
    };
    let is_line = line.iter().filter(|&&byte| byte == b'\n').count() == 1 && line.ends_with(b"\n");
    holds(is_line, || "an article is not one line".into())?;
    for (list, span, field) in [
        ("mentions", "span", "text"),
        ("references", "span", "raw"),
        ("sections", "heading_span", "heading"),
    ] {
        for item in json[list]
            .as_array()
            .unwrap()
            .iter()
            .filter(|item| !item[span].is_null())
        {
            let stands = slice(&item[span]);
            holds(item[field] == stands, || {
                format!("{list}: {item} stands at {stands:?}")
            })?;
        }
    }
    let sentences = json["sentences"].as_array().unwrap();
    for (item, sentence) in sentences.iter().zip(&annotated.structure.sentences) {
        let stands = slice(&item["span"]);
        let expected = sentence.span.of(&annotated.document.text);
        holds(stands == expected, || {
            format!("sentences: {item} stands at {stands:?}")
        })?;
    }
    holds(
        sentences.len() == annotated.structure.sentences.len(),
        || "sentences are missing".into(),
    )
}
