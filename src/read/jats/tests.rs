//! Rows: articles in JATS, and what is read of them.

use super::super::Format;
use super::super::tests::origin;
use super::*;
use crate::model::{Document, Outline};

const REFS: &str = r#"<back><ack><p>We thank all.</p></ack><ref-list><title>References</title>
<ref id="B1"><label>1</label><element-citation><person-group person-group-type="author"><name><surname>Li</surname><given-names>H</given-names></name><name><surname>Le Roux</surname><given-names>AB</given-names></name></person-group><article-title>PTEN loss</article-title><source>Some J</source><year>2019</year><volume>5</volume><fpage>1</fpage><lpage>9</lpage><pub-id pub-id-type="doi">10.1000/a</pub-id></element-citation></ref>
<ref id="B2"><label>2</label><mixed-citation>Wang W. Second. J. 2020;1:2-3.</mixed-citation></ref></ref-list>
<ref-list><ref id="B3"><label>3</label><mixed-citation>Third 2001.</mixed-citation></ref><ref id="B4"><label>4</label><mixed-citation>Fourth 2002.</mixed-citation></ref></ref-list></back>"#;

fn read(front: &str, body: &str) -> (Document, Outline) {
    let text = format!("<article>{front}<body>{body}</body>{REFS}</article>");
    let document = article(&origin("a.xml", Format::Jats), 1, &text).unwrap();
    let Markup::Outline(outline) = document.markup.clone() else {
        panic!("no outline");
    };
    (document, *outline)
}

/// Citations as they stand in the text, with the numbers of their references.
#[track_caller]
fn check(paragraph: &str, text: &str, expected: &[(&str, &[u32])]) {
    let (document, outline) = read("", &format!("<p>{paragraph}</p>"));
    assert_eq!(document.text.split("\n\n").next(), Some(text));
    let found: Vec<(&str, Vec<u32>)> = outline
        .citations
        .iter()
        .map(|citation| {
            let numbers = citation
                .reference_indices
                .iter()
                .map(|&i| outline.references[i].number);
            (
                citation.span.of(&document.text),
                numbers.chain(citation.unresolved.clone()).collect(),
            )
        })
        .collect();
    let expected: Vec<(&str, Vec<u32>)> = expected.iter().map(|(t, n)| (*t, n.to_vec())).collect();
    assert_eq!(found, expected);
}

fn x(rid: &str, label: &str) -> String {
    format!(r#"<xref ref-type="bibr" rid="{rid}">{label}</xref>"#)
}

#[test]
fn reads_callouts_in_every_dress() {
    let (a, b, c, d) = (x("B1", "1"), x("B2", "2"), x("B3", "3"), x("B4", "4"));
    check(
        &format!("TNF [{a}]. 耐药"),
        "TNF [1]. 耐药",
        &[("[1]", &[1])],
    );
    check(
        &format!("TNF [{a},{b}]."),
        "TNF [1,2].",
        &[("[1,2]", &[1, 2])],
    );
    check(
        &format!("TNF [{a}–{d}]."),
        "TNF [1–4].",
        &[("[1–4]", &[1, 2, 3, 4])],
    );
    check(
        &format!("TNF [{a}]–[{c}]."),
        "TNF [1]–[3].",
        &[("[1]–[3]", &[1, 2, 3])],
    );
    check(
        &format!("TNF [{a}], [{c}]."),
        "TNF [1], [3].",
        &[("[1]", &[1]), ("[3]", &[3])],
    );
    check(
        &format!("TNF.<sup>{a},{b}</sup> Then"),
        "TNF.[1,2] Then",
        &[("[1,2]", &[1, 2])],
    );
    check(
        r#"TNF.<xref ref-type="bibr" rid="B1"><sup>1</sup></xref>"#,
        "TNF.[1]",
        &[("[1]", &[1])],
    );
    check(
        &format!(
            "TNF ({}; {}) in",
            x("B1", "Li, 2019"),
            x("B2", "Wang, 2020")
        ),
        "TNF (Li, 2019; Wang, 2020) in",
        &[("(Li, 2019; Wang, 2020)", &[1, 2])],
    );
    check(
        &format!("By {} in", x("B1", "Li (2019)")),
        "By Li (2019) in",
        &[("Li (2019)", &[1])],
    );
    check(
        &format!("TNF [{}].", x("B1 B2 B9", "1,2,9")),
        "TNF [1,2,9].",
        &[("[1,2,9]", &[1, 2, 9])],
    );
    check(
        r#"See <xref ref-type="fig" rid="F1">Figure 1</xref>, 10<sup>5</sup> H<sub>2</sub>O"#,
        "See Figure 1, 10⁵ H2O",
        &[],
    );
}

#[test]
fn reads_sections_and_leaves_captions_behind() {
    let body = "<p>Lead.</p><sec><label>1.</label><title>Intro <xref ref-type='fn'>*</xref></title><p>One<fig><label>Figure 1</label><caption><p>Cap.</p></caption></fig> two.</p><sec><title>深处</title><list><list-item><p>甲</p></list-item><list-item><p>乙</p></list-item></list></sec></sec><sec><title>Last</title><p>T<b>P5</b>3.</p></sec>";
    let (document, outline) = read("", body);
    let rows: Vec<(u8, Option<usize>, &str, &str)> = outline
        .sections
        .iter()
        .map(|s| {
            (
                s.level,
                s.parent,
                s.kind.as_str(),
                s.heading.map_or("", |h| h.of(&document.text)),
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            (1, None, "body", ""),
            (1, None, "body", "Intro"),
            (2, Some(1), "body", "深处"),
            (1, None, "body", "Last"),
            (1, None, "back", "Figure 1"),
            (1, None, "back", ""),
            (1, None, "references", "References"),
        ]
    );
    assert!(
        document
            .text
            .contains("1. Intro\n\nOne\n\ntwo.\n\n深处\n\n甲\n\n乙\n\nLast\n\nTP53."),
        "{}",
        document.text
    );
}

#[test]
fn reads_front_matter_and_entries() {
    let front = r#"<front><journal-meta><journal-title-group><journal-title>Some Journal</journal-title></journal-title-group></journal-meta><article-meta><article-id pub-id-type="pmid">7</article-id><article-id pub-id-type="pmc">88</article-id><title-group><article-title>HER2 &amp; <italic>TP53</italic></article-title></title-group><contrib-group><contrib contrib-type="author"><name><surname>王</surname><given-names>伟</given-names></name></contrib><contrib contrib-type="editor"><name><surname>X</surname></name></contrib></contrib-group><pub-date><year>2021</year></pub-date><pub-date><year>2020</year></pub-date><abstract><sec><title>Methods</title><p>M.</p></sec></abstract><kwd-group><kwd>耐药</kwd></kwd-group></article-meta></front>"#;
    let (document, outline) = read(front, "<sec><title>A</title><p>B.</p></sec>");
    let metadata = &document.metadata;
    assert_eq!(outline.title.unwrap().of(&document.text), "HER2 & TP53");
    assert_eq!(
        (
            metadata.year,
            metadata.pmid.as_deref(),
            metadata.pmcid.as_deref()
        ),
        (Some(2020), Some("7"), Some("PMC88"))
    );
    assert_eq!(metadata.authors, ["王 伟"]);
    assert_eq!(metadata.keywords, ["耐药"]);
    assert_eq!(metadata.journal.as_deref(), Some("Some Journal"));
    let first = &outline.references[0];
    assert_eq!(
        first.span.of(&document.text),
        "1. Li H, Le Roux AB. PTEN loss. Some J. 2019;5:1-9. doi:10.1000/a"
    );
    assert_eq!(first.authors, ["Li H", "Le Roux AB"]);
    assert_eq!(
        (
            first.title.as_deref(),
            first.pages.as_deref(),
            first.doi.as_deref()
        ),
        (Some("PTEN loss"), Some("1-9"), Some("10.1000/a"))
    );
    assert_eq!(first.title_span.unwrap().of(&document.text), "PTEN loss");
    assert_eq!(outline.references.len(), 4);
}
