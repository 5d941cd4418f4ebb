use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::model::*;
use crate::words::Words;

/// Names that [`article`] finds: surface, concept, category.
pub(crate) const NAMES: [(&str, &str, Category); 9] = [
    ("HER2", "hgnc:3430", Category::Gene),
    ("ERBB2", "hgnc:3430", Category::Gene),
    ("MET", "hgnc:7029", Category::Gene),
    ("EGFR", "hgnc:3236", Category::Gene),
    ("曲妥珠单抗", "drugbank:DB00072", Category::Drug),
    ("trastuzumab", "drugbank:DB00072", Category::Drug),
    ("奥希替尼", "drugbank:DB09330", Category::Drug),
    ("旁路激活", "mech:bypass-activation", Category::Mechanism),
    ("T790M", "litmine.variant:EGFR:T790M", Category::Variant),
];

/// Makes an annotated article from lines: `# ` begins a heading, `[n] ` an entry of the
/// reference list, every other line is a sentence; `[n]` at the end of one cites.
pub(crate) fn article(id: &str, year: i32, text: &str) -> AnnotatedDocument {
    let mut maker = Maker::new(text);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        maker.line(at, line.trim_end());
        at += line.len();
    }
    let mut article = AnnotatedDocument {
        document: Document {
            id: id.into(),
            source: Some(format!("corpus/{id}.md")),
            language: Some(Language::Zh),
            title: Some(format!("{id} 综述")),
            text: text.into(),
            metadata: Metadata {
                year: Some(year),
                ..Metadata::default()
            },
            markup: Default::default(),
        },
        structure: maker.structure,
        mentions: maker.mentions,
        evidence: Vec::new(),
        claims: Vec::new(),
        concepts: BTreeMap::new(),
    };
    add_evidence(&mut article);
    article
}

struct Maker<'t> {
    text: &'t str,
    structure: Structure,
    mentions: Vec<Mention>,
}

impl<'t> Maker<'t> {
    fn new(text: &'t str) -> Self {
        let structure = Structure {
            language: Language::Zh,
            title: None,
            sections: vec![section(None, 0)],
            sentences: Vec::new(),
            references: Vec::new(),
            citations: Vec::new(),
        };
        Self {
            text,
            structure,
            mentions: Vec::new(),
        }
    }

    fn line(&mut self, at: usize, line: &str) {
        let span = Span::new(at, at + line.len());
        let structure = &mut self.structure;
        if line.starts_with("# ") {
            let heading = Span::new(at + 2, at + line.len());
            structure.sections.push(section(Some(heading), at));
        } else if let Some((number, rest)) = line.strip_prefix('[').and_then(|l| l.split_once("] "))
        {
            let mut words = rest.split(' ');
            structure.references.push(Reference {
                number: number.parse().unwrap(),
                span,
                authors: words.next().map(str::to_owned).into_iter().collect(),
                year: words.next().and_then(|year| year.parse().ok()),
                title: None,
                title_span: None,
                journal: None,
                volume: None,
                issue: None,
                pages: None,
                doi: None,
                pmid: None,
                pmcid: None,
                arxiv: None,
            });
        } else if !line.is_empty() {
            self.sentence(span);
        }
    }

    fn sentence(&mut self, span: Span) {
        let structure = &mut self.structure;
        let sentence_index = structure.sentences.len();
        let section_index = structure.sections.len() - 1;
        structure.sentences.push(Sentence {
            span,
            section_index,
        });
        let line = span.of(self.text);
        if let Some(open) = line.rfind('[') {
            let number: usize = line[open + 1..line.len() - 1].parse().unwrap();
            structure.citations.push(Citation {
                span: Span::new(span.start as usize + open, span.end as usize),
                sentence_index,
                reference_indices: vec![number - 1],
                unresolved: Vec::new(),
            });
        }
        let mut found = Vec::new();
        for (name, concept, category) in NAMES {
            for (place, _) in line.match_indices(name) {
                let start = span.start as usize + place;
                found.push(Mention {
                    span: Span::new(start, start + name.len()),
                    concept: concept.into(),
                    category,
                    sentence_index: Some(sentence_index),
                    section_index: Some(section_index),
                    reference_index: None,
                    origin: Origin::Dictionary,
                    candidates: Vec::new(),
                });
            }
        }
        found.sort_by_key(|mention| mention.span);
        self.mentions.extend(found);
    }
}

fn section(heading: Option<Span>, start: usize) -> Section {
    Section {
        level: 1,
        kind: SectionKind::Body,
        heading,
        span: Span::new(start, start),
        body_start: 0,
        parent: None,
    }
}

/// Gives every participant the mechanisms of its sentence and heading, and its references.
fn add_evidence(article: &mut AnnotatedDocument) {
    let text = &article.document.text;
    for (mention_index, mention) in article.mentions.iter().enumerate() {
        let sentence_index = mention.sentence_index.unwrap();
        let sentence = article.structure.sentences[sentence_index];
        let headings = article.structure.heading_path(sentence.section_index, text);
        let mechanisms = NAMES
            .iter()
            .filter(|(name, _, category)| {
                *category == Category::Mechanism && headings.iter().any(|h| h.contains(name))
            })
            .map(|(_, concept, _)| EvidenceMechanism {
                concept: (*concept).into(),
                from: MechanismSource::Heading,
            });
        let citations = article.structure.citations.iter();
        let citations = citations.filter(|c| c.sentence_index == sentence_index);
        article.evidence.push(Evidence {
            mention_index,
            sentence_index,
            mechanisms: mechanisms.collect(),
            reference_indices: citations
                .flat_map(|c| c.reference_indices.clone())
                .collect(),
            reference_scope: ReferenceScope::Sentence,
        });
        let concept = Concept {
            id: mention.concept.clone(),
            category: mention.category,
            name: mention.concept.to_string(),
            name_zh: None,
            synonyms: Vec::new(),
            synonyms_zh: Vec::new(),
            xrefs: Vec::new(),
            parents: Vec::new(),
            members: Vec::new(),
            targets: Vec::new(),
        };
        article
            .concepts
            .insert(mention.concept.clone(), Arc::new(concept));
    }
}

pub(crate) fn words() -> Words {
    Words::new(NAMES.map(|(name, ..)| name))
}

fn writer(folder: &tempfile::TempDir, fingerprint: &str) -> crate::error::Result<Writer> {
    Writer::open(folder.path(), Settings::new(fingerprint, words()))
}

/// Makes an index of articles in a fresh folder.
pub(crate) fn index(articles: &[AnnotatedDocument]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = self::writer(&folder, "f1").unwrap();
    for article in articles {
        writer.put(article, "h1").unwrap();
    }
    writer.finish().unwrap();
    folder
}

fn two() -> [AnnotatedDocument; 2] {
    [
        article(
            "b",
            2022,
            "# 旁路激活\nHER2阳性。[1]\nMET扩增。\n[1] Modi 2022",
        ),
        article("a", 2020, "曲妥珠单抗耐药。"),
    ]
}

fn counts(path: &Path) -> (u64, u64) {
    let check = Reader::open(path).unwrap().check().unwrap();
    assert_eq!(check.problems, [""; 0]);
    (check.articles, check.sentences)
}

#[track_caller]
fn unusable<T: std::fmt::Debug>(result: crate::error::Result<T>, expected: &str) {
    let error = result.unwrap_err();
    assert!(matches!(error, Error::IndexUnusable { .. }), "{error:?}");
    assert!(error.to_string().contains(expected), "{error}");
}

#[test]
fn gives_articles_back_in_the_order_of_their_ids() {
    let [b, a] = two();
    let folder = index(&[b.clone(), a.clone()]);
    let reader = Reader::open(folder.path()).unwrap();
    let found: Vec<_> = reader.documents().unwrap().map(Result::unwrap).collect();
    assert_eq!(found, [a.clone(), b]);
    assert_eq!(reader.document("a").unwrap(), Some(a));
    assert_eq!(reader.document("c").unwrap(), None);
    assert_eq!(counts(folder.path()), (2, 3));
    let status = reader.status().unwrap();
    assert_eq!(
        (status.manifest.articles, status.manifest.sentences),
        (2, 3)
    );
    assert_eq!(status.dictionaries, BTreeMap::from([("f1".into(), 2)]));
    assert!(status.size_bytes > 0 && status.segments == 1);
}

#[test]
fn replaces_and_removes_articles() {
    let folder = index(&two());
    let mut writer = self::writer(&folder, "f2").unwrap();
    assert_eq!(writer.known("b"), Some("h1"));
    assert!(!writer.is_current("b", "h1"), "other dictionaries");
    let new = article("b", 2023, "一句。");
    writer.put(&new, "h2").unwrap();
    writer.put(&new, "h3").unwrap();
    assert!(writer.is_current("b", "h3"));
    assert!(writer.remove("a").unwrap());
    assert!(!writer.remove("a").unwrap());
    assert_eq!(writer.ids().collect::<Vec<_>>(), ["b"]);
    writer.commit().unwrap();
    assert_eq!(counts(folder.path()), (1, 1));
    writer.put(&two()[1], "h1").unwrap();
    writer.finish().unwrap();
    let reader = Reader::open(folder.path()).unwrap();
    assert_eq!(reader.ids().unwrap(), ["a", "b"]);
    assert_eq!(reader.document("b").unwrap(), Some(new));
    assert_eq!(counts(folder.path()), (2, 2));
}

#[test]
fn a_commit_not_made_leaves_the_last_one() {
    let folder = index(&two());
    let mut writer = self::writer(&folder, "f1").unwrap();
    writer.put(&article("c", 2023, "一句。"), "h1").unwrap();
    drop(writer);
    assert_eq!(counts(folder.path()), (2, 3));
}

#[test]
fn names_the_process_that_is_writing() {
    let folder = index(&[]);
    let writer = self::writer(&folder, "f1").unwrap();
    let error = self::writer(&folder, "f1").unwrap_err();
    assert!(matches!(error, Error::IndexBusy { .. }), "{error:?}");
    let process = format!("process {}", std::process::id());
    assert!(error.to_string().contains(&process), "{error}");
    drop(writer);
    self::writer(&folder, "f1").unwrap();
}

#[test]
fn leaves_a_wrong_folder_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("thesis.txt"), "words").unwrap();
    unusable(writer(&folder, "f1"), "thesis.txt");
    unusable(Reader::open(folder.path()), "thesis.txt");
    assert_eq!(folder.path().read_dir().unwrap().count(), 1);
    let missing = folder.path().join("missing");
    unusable(Reader::open(&missing), "found nothing");
    assert!(!missing.exists());
}

#[test]
fn does_not_make_a_damaged_index_anew() {
    let folder = index(&two());
    let meta = folder.path().join("meta.json");
    let content = fs::read_to_string(&meta).unwrap();
    let files = || folder.path().read_dir().unwrap().count();
    let before = files();
    fs::write(&meta, &content[..content.len() / 2]).unwrap();
    unusable(writer(&folder, "f1"), "damaged");
    unusable(Reader::open(folder.path()), "damaged");
    fs::remove_file(&meta).unwrap();
    unusable(writer(&folder, "f1"), "no meta.json");
    unusable(Reader::open(folder.path()), "no meta.json");
    assert_eq!(files(), before - 1);
    fs::write(&meta, content).unwrap();
    assert_eq!(counts(folder.path()), (2, 3));
}

#[test]
fn refuses_another_format() {
    let folder = index(&two());
    let file = folder.path().join("litmine.json");
    let content = fs::read_to_string(&file).unwrap();
    let own = format!("\"format\": {}", schema::FORMAT);
    fs::write(&file, content.replace(&own, "\"format\": 999")).unwrap();
    unusable(writer(&folder, "f1"), "format 999");
    unusable(Reader::open(folder.path()), "format 999");
}

#[test]
fn recovers_a_lost_manifest_from_the_commit() {
    let folder = index(&two());
    let file = folder.path().join("litmine.json");
    for content in [None, Some("{\"format\": 2, \"lit")] {
        match content {
            None => fs::remove_file(&file).unwrap(),
            Some(content) => fs::write(&file, content).unwrap(),
        }
        let check = Reader::open(folder.path()).unwrap().check().unwrap();
        assert_eq!(check.problems.len(), 1);
        assert!(check.problems[0].contains("litmine.json"));
    }
    let mut writer = self::writer(&folder, "f1").unwrap();
    assert_eq!(writer.known("b"), Some("h1"));
    writer.remove("a").unwrap();
    writer.finish().unwrap();
    assert_eq!(counts(folder.path()), (1, 2));
}

#[test]
fn opens_what_a_first_writer_left_unfinished() {
    let folder = tempfile::tempdir().unwrap();
    Manifest::new("f1", "").write(folder.path()).unwrap();
    assert_eq!(counts(folder.path()), (0, 0));
    writer(&folder, "f1").unwrap().finish().unwrap();
    assert_eq!(counts(folder.path()), (0, 0));
}

#[test]
fn finds_damaged_files() {
    let folder = index(&two());
    let files = folder
        .path()
        .read_dir()
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let store = files
        .into_iter()
        .find(|path| path.extension().is_some_and(|e| e == "store"));
    let store = store.unwrap();
    let mut bytes = fs::read(&store).unwrap();
    bytes[10] ^= 1;
    fs::write(&store, bytes).unwrap();
    let check = Reader::open(folder.path()).unwrap().check().unwrap();
    let name = store.file_name().unwrap().to_str().unwrap();
    assert_eq!(check.problems, [format!("{name}: damaged")]);
}

#[test]
fn refuses_an_endless_id() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = self::writer(&folder, "f1").unwrap();
    let error = writer
        .put(&article(&"x".repeat(600), 2020, "一句。"), "h1")
        .unwrap_err();
    assert!(error.to_string().contains("512 bytes"), "{error}");
}

#[test]
fn writes_every_file_with_the_same_permissions() {
    let folder = index(&two());
    let entries = folder.path().read_dir().unwrap();
    let permissions = |name: &str| {
        fs::metadata(folder.path().join(name))
            .unwrap()
            .permissions()
    };
    for entry in entries.map(|entry| entry.unwrap()) {
        let found = entry.metadata().unwrap().permissions();
        assert_eq!(
            found,
            permissions("litmine.lock"),
            "{:?}",
            entry.file_name()
        );
    }
}
