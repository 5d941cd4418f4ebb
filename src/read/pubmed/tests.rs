//! Rows: PubMed records, and what is read of them.

use super::super::Format;
use super::super::tests::origin;
use super::*;

fn read(inner: &str) -> Outcome {
    let text = format!("<PubmedArticle>{inner}</PubmedArticle>");
    article(&origin("set.xml", Format::PubMed), 3, &text)
}

#[test]
fn reads_labels_translations_and_references() {
    let document = read(
        "<MedlineCitation><PMID Version=\"1\">31</PMID><Article><Journal><JournalIssue><Volume>2</Volume><PubDate><MedlineDate>2019 Jan-Feb</MedlineDate></PubDate></JournalIssue><Title>Some journal</Title></Journal><ArticleTitle>[Loss of CO<sub>2</sub>].</ArticleTitle><VernacularTitle>耐药机制</VernacularTitle><Abstract><AbstractText Label=\"METHODS\">T<b>P5</b>3.</AbstractText><AbstractText Label=\"RESULTS\">Lost.</AbstractText></Abstract><AuthorList><Author><LastName>Li</LastName><ForeName>Hua</ForeName></Author></AuthorList></Article><OtherAbstract Language=\"chi\"><AbstractText>目的 研究。</AbstractText></OtherAbstract><KeywordList><Keyword>耐药</Keyword></KeywordList></MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType=\"doi\">10.1000/a</ArticleId></ArticleIdList><ReferenceList><Reference><Citation>Wang W. Second. J. 2020;1:2-3.</Citation><ArticleIdList><ArticleId IdType=\"pubmed\">30</ArticleId></ArticleIdList></Reference></ReferenceList></PubmedData>",
    )
    .unwrap();
    assert_eq!(
        document.text,
        "Loss of CO2\n\n耐药机制\n\nMETHODS: TP53.\n\nRESULTS: Lost.\n\n目的 研究。\n\nReferences\n\n1. Wang W. Second. J. 2020;1:2-3."
    );
    let metadata = &document.metadata;
    assert_eq!((document.id.as_str(), metadata.year), ("31", Some(2019)));
    assert_eq!(
        (metadata.doi.as_deref(), metadata.volume.as_deref()),
        (Some("10.1000/a"), Some("2"))
    );
    assert_eq!(
        (&metadata.authors[0][..], &metadata.keywords[0][..]),
        ("Li Hua", "耐药")
    );
    let structure = crate::segment::structure(&document);
    let headings: Vec<&str> = structure
        .sections
        .iter()
        .filter_map(|s| Some(s.heading?.of(&document.text)))
        .collect();
    assert_eq!(headings, ["METHODS", "RESULTS", "References"]);
    assert_eq!(structure.references[0].authors, ["Wang W"]);
    assert_eq!(structure.references[0].pmid.as_deref(), Some("30"));
}

#[test]
fn refuses_one_record_by_its_place() {
    for pmid in ["", "-1", "../x", "９３", "99999999999999999999"] {
        let refused = read(&format!(
            "<MedlineCitation><PMID>{pmid}</PMID><Article><ArticleTitle>T</ArticleTitle></Article></MedlineCitation>"
        ));
        let message = refused.unwrap_err().to_string();
        assert!(
            message.starts_with("set.xml, record 3: expected a PubMed record with a PMID"),
            "{message}"
        );
    }
    assert!(
        read("<MedlineCitation><PMID>1</PMID><Article><ArticleTitle>T</MedlineCitation>").is_err()
    );
    assert!(read("<MedlineCitation><PMID>1</PMID><Article/></MedlineCitation>").is_err());
}
