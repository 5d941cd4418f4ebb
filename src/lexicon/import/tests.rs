//! Rows for every source: a download of a few lines → the dictionary, the counts, the refusals.

use std::fs;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;

use super::*;
use crate::lexicon::{DictionaryFile, Layer};

const SHIPPED: &str = "id,category,name,name_zh,synonyms,xrefs\n\
    hgnc:3430,gene,ERBB2,,HER2,ncbigene:2064\n\
    hgnc:6407,gene,KRAS,,,\n\
    drugbank:DB00072,drug,trastuzumab,曲妥珠单抗,Herceptin,\n\
    litmine.class:tki,drug_class,tyrosine kinase inhibitor,,TKI,mesh:D000092004\n";
const RULES: &str = "name,rule,context,reason\nNAG,never,,a word\n";

/// What an import gives: the rows, without the header; the refusals; the counts.
struct Outcome {
    rows: Vec<String>,
    refused: Vec<String>,
    report: Report,
}

impl Outcome {
    fn dropped(&self, reason: Reason) -> usize {
        self.report
            .dropped
            .get(&reason)
            .copied()
            .unwrap_or_default()
    }
}

fn shipped() -> Lexicon {
    let file = |path: &str, text: &str| DictionaryFile {
        path: path.into(),
        text: text.into(),
    };
    let layer = Layer {
        concepts: vec![file("s.csv", SHIPPED)],
        rules: vec![file("r.csv", RULES)],
        ..Layer::default()
    };
    Lexicon::from_layers(&[layer]).unwrap()
}

/// Imports one file of a name; the rows are without empty cells.
fn run_as(source: Source, name: &str, bytes: &[u8], category: Option<Category>) -> Outcome {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    run_path(source, &path, category, folder.path())
}

fn run_path(source: Source, path: &Path, category: Option<Category>, folder: &Path) -> Outcome {
    let known = shipped();
    let request = Request {
        source,
        path,
        category,
        taxon: 9606,
    };
    let mut refused = Vec::new();
    let mut refuse = |error: &Error| {
        refused.push(
            error
                .to_string()
                .replace(&format!("{}/", folder.display()), ""),
        );
    };
    let imported = import(&request, &known, &mut refuse).unwrap();
    let mut out = Vec::new();
    imported.write(&mut out).unwrap();
    let rows = String::from_utf8(out).unwrap();
    let full = |row: &str| {
        row.split(',')
            .filter(|cell| !cell.is_empty())
            .collect::<Vec<_>>()
            .join(",")
    };
    let rows = rows.lines().skip(1).map(full).collect();
    Outcome {
        rows,
        refused,
        report: imported.report,
    }
}

fn run(source: Source, text: &str) -> Outcome {
    run_as(source, "d.txt", text.as_bytes(), None)
}

const HGNC: &str = "hgnc_id\tsymbol\tname\tlocus_group\tlocus_type\tstatus\talias_symbol\tprev_symbol\tentrez_id\n";

#[test]
fn reads_hgnc_as_table_and_as_json() {
    let rows = "HGNC:901\tXYZ1\txyz one\tprotein-coding gene\tgene with protein product\tApproved\t\"XA1|XB-2\"\tXOLD1\t77\n\
        HGNC:902\tXYZ1P\txyz one pseudogene\tpseudogene\tpseudogene\tApproved\tXP1A\t\t\n\
        HGNC:903\tXGONE\tgone\tprotein-coding gene\tgene with protein product\tEntry Withdrawn\t\t\t\n\
        HGNC:904\tFRA1X\tfragile site\tother\tfragile site\tApproved\t\t\t\n";
    let table = run(Source::Hgnc, &format!("{HGNC}{rows}"));
    let expected = [
        "hgnc:901,gene,XYZ1,xyz one|XA1|XB-2|XOLD1,ncbigene:77,XA1|XB-2,hgnc",
        "hgnc:902,gene,XYZ1P,xyz one pseudogene,hgnc",
    ];
    assert_eq!(table.rows, expected);
    for reason in [Reason::Minor, Reason::Withdrawn, Reason::OtherKind] {
        assert_eq!(table.dropped(reason), 1, "{reason}");
    }
    let json = r#"{"responseHeader":{"status":0},"response":{"numFound":2,"docs":[
        {"hgnc_id":"HGNC:901","symbol":"XYZ1","name":"xyz one","status":"Approved","locus_group":"protein-coding gene",
         "alias_symbol":["XA1","XB-2"],"prev_symbol":["XOLD1"],"entrez_id":"77"},
        {"hgnc_id":"HGNC:902","symbol":"XYZ1P","name":"xyz one pseudogene","status":"Approved","locus_group":"pseudogene"},
        {"hgnc_id":"nine","symbol":"{[\""},
        {"hgnc_id":"HGNC:905" "symbol"}
    ]}}"#;
    let json = run(Source::Hgnc, json);
    assert_eq!(json.rows, expected);
    let refused = [
        "d.txt:5: expected an HGNC id and a symbol, found `nine` and `{[\"`",
        "d.txt:6: expected an HGNC id and a symbol, found no JSON object",
    ];
    assert_eq!(json.refused, refused);
}

#[test]
fn reads_human_genes_of_ncbi_with_their_hgnc_ids() {
    let rows = "#tax_id\tGeneID\tSymbol\tSynonyms\tdbXrefs\tdescription\ttype_of_gene\tOther_designations\n\
        9606\t77\tXYZ1\tXA1|XB\"2\tHGNC:HGNC:901|Ensembl:ENSG07\txyz one\tprotein-coding\tkinase XYZ1|protein\n\
        9606\t78\tLOC7800\t-\t-\tuncharacterized LOC7800\tncRNA\t-\n\
        9606\t79\tXYZ9\t-\t-\txyz nine\tprotein-coding\t-\n\
        9606\t80\tXREG\t-\t-\txyz enhancer\tbiological-region\t-\n\
        10090\t81\tXyz1\t-\t-\txyz one\tprotein-coding\t-\n\
        9606\tno\tXyz2\t-\t-\txyz two\tprotein-coding\t-\n";
    let outcome = run(Source::NcbiGene, rows);
    let expected = [
        "hgnc:901,gene,XYZ1,\"xyz one|XA1|XB\"\"2|kinase XYZ1\",ncbigene:77|ensembl:ENSG07,\"XA1|XB\"\"2\",ncbi-gene",
        "ncbigene:79,gene,XYZ9,xyz nine,ncbi-gene",
    ];
    assert_eq!(outcome.rows, expected);
    assert_eq!(
        outcome.refused,
        ["d.txt:7: expected two numbers, of the taxon and of the gene, found `no`"]
    );
    assert_eq!(outcome.dropped(Reason::OtherKind), 2);
    assert_eq!(outcome.dropped(Reason::NoName), 1);
}

#[test]
fn reads_a_folder_of_famplex() {
    let folder = TempDir::new().unwrap();
    let files = [
        ("entities.csv", "XRAS\nX_GTPase\n"),
        (
            "relations.csv",
            "HGNC,KRAS,isa,FPLX,XRAS\nHGNC,NRAZ,isa,FPLX,XRAS\nFPLX,XRAS,isa,FPLX,X_GTPase\nHGNC,KRAS,likes,FPLX,XRAS\n",
        ),
        (
            "grounding_map.csv",
            "\"xras, total\",FPLX,XRAS,,,,\nxkras,HGNC,KRAS,,,,\nxras,FPLX\n",
        ),
        ("equivalences.csv", "MESH,D01,XRAS\nBEL,XRAS family,XRAS\n"),
    ];
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let outcome = run_path(Source::Famplex, folder.path(), None, folder.path());
    let expected = [
        "fplx:XRAS,family,XRAS,\"xras, total\",mesh:D01,fplx:X_GTPase,hgnc:6407,famplex",
        "fplx:X_GTPase,family,X GTPase,famplex",
    ];
    assert_eq!(outcome.rows, expected);
    let refused = [
        "relations.csv:4: expected one of isa, partof, found `likes`",
        "grounding_map.csv:3: expected 7 columns, found 2",
    ];
    assert_eq!(outcome.refused, refused);
    assert_eq!(outcome.dropped(Reason::UnknownMember), 1);
}

#[test]
fn reads_the_vocabulary_of_drugbank() {
    let long = format!("{}yl)xanine", "(2R,3S)-methyl".repeat(5));
    let rows = format!(
        "DrugBank ID,Accession Numbers,Common name,CAS,UNII,Synonyms,Standard InChI Key\n\
         DB90001,X1,Xanomab,1-2-3,U9,\"Xanomab | Xa, human | {long} | HER2\",\n\
         DB00072,X2,Trastuzumab,,,Trastuzumab | Xherce,\n\
         DB90002,X3,\"Open,,,,\n\
         DB90003,X4,Water,,,,\n"
    );
    let outcome = run(Source::Drugbank, &rows);
    let expected = [
        "drugbank:DB00072,drug,trastuzumab,Xherce,drugbank",
        "drugbank:DB90001,drug,Xanomab,\"Xa, human\",cas:1-2-3|unii:U9,drugbank",
    ];
    assert_eq!(outcome.rows, expected);
    assert_eq!(
        outcome.refused,
        ["d.txt:4: expected a closing quote, found none"]
    );
    assert_eq!(outcome.report.merged, 1);
    for reason in [
        Reason::Systematic,
        Reason::Curated,
        Reason::CommonWord,
        Reason::NoName,
    ] {
        assert_eq!(outcome.dropped(reason), 1, "{reason}");
    }
}

#[test]
fn reads_molecules_and_synonyms_of_chembl_in_any_table() {
    let molecules = "\"ChEMBL ID\";\"Name\";\"Synonyms\"\n\"CHEMBL9\";\"XANOMAB\";\"XA-9|XANOLIN\"\n\"X\";\"Y\";\"\"\n";
    let outcome = run(Source::Chembl, molecules);
    assert_eq!(
        outcome.rows,
        ["chembl:CHEMBL9,drug,xanomab,XA-9|xanolin,chembl"]
    );
    assert_eq!(
        outcome.refused,
        ["d.txt:3: expected an id such as CHEMBL25, found `X`"]
    );
    let synonyms = "molecule_chembl_id\tmolecule_synonym\tsyn_type\nCHEMBL9\tXANOMAB\tINN\nCHEMBL9\tXA-9\tRESEARCH_CODE\n";
    assert_eq!(
        run(Source::Chembl, synonyms).rows,
        ["chembl:CHEMBL9,drug,xanomab,XA-9,chembl"]
    );
}

const MESH: &str = r#"<?xml version="1.0"?>
<DescriptorRecordSet LanguageCode="eng">
<DescriptorRecord DescriptorClass="1"><DescriptorUI>D900001</DescriptorUI>
 <DescriptorName><String>Xanol &amp; Co</String></DescriptorName>
 <PharmacologicalActionList><PharmacologicalAction><DescriptorReferredTo><DescriptorUI>D1</DescriptorUI>
  <DescriptorName><String>Other</String></DescriptorName></DescriptorReferredTo></PharmacologicalAction></PharmacologicalActionList>
 <TreeNumberList><TreeNumber>D02.033</TreeNumber></TreeNumberList>
 <ConceptList><Concept PreferredConceptYN="Y"><TermList>
  <Term ConceptPreferredTermYN="Y" IsPermutedTermYN="N"><TermUI>T1</TermUI><String>Xanol &amp; Co</String></Term>
  <Term ConceptPreferredTermYN="N" IsPermutedTermYN="Y"><TermUI>T1</TermUI><String>Co, Xanol</String></Term>
  <Term ConceptPreferredTermYN="N" IsPermutedTermYN="N"><TermUI>T2</TermUI><String>Xanolum&#8211;B</String></Term>
 </TermList></Concept></ConceptList></DescriptorRecord>
<DescriptorRecord DescriptorClass="1"><DescriptorUI>D900002</DescriptorUI><oops></DescriptorRecord>
<DescriptorRecord DescriptorClass="1"><DescriptorUI>D900003</DescriptorUI>
 <DescriptorName><String>Xanitis</String></DescriptorName>
 <TreeNumberList><TreeNumber>C04.1</TreeNumber></TreeNumberList></DescriptorRecord>
<SupplementalRecord SCRClass="1"><SupplementalRecordUI>C900001</SupplementalRecordUI>
 <SupplementalRecordName><String>xanostat</String></SupplementalRecordName></SupplementalRecord>
<SupplementalRecord SCRClass="1"><SupplementalRecordUI>C900002</SupplementalRecordUI>
 <SupplementalRecordName><String>xanol receptor, human</String></SupplementalRecordName></SupplementalRecord>
<DescriptorRecord DescriptorClass="1"><DescriptorUI>D9
"#;

#[test]
fn reads_the_drugs_or_the_diseases_of_mesh() {
    let outcome = run(Source::Mesh, MESH);
    let drugs = [
        "mesh:C900001,drug,xanostat,mesh",
        "mesh:D900001,drug,Xanol & Co,Xanolum–B,mesh",
    ];
    assert_eq!(outcome.rows, drugs);
    let lines: Vec<&str> = outcome
        .refused
        .iter()
        .filter_map(|line| line.split(": ").next())
        .collect();
    assert_eq!(lines, ["d.txt:13", "d.txt:21"]);
    assert_eq!(outcome.dropped(Reason::Protein), 1);
    let outcome = run_as(
        Source::Mesh,
        "d.xml",
        MESH.as_bytes(),
        Some(Category::Disease),
    );
    assert_eq!(outcome.rows, ["mesh:D900003,disease,Xanitis,mesh"]);
}

#[test]
fn reads_terms_of_the_disease_ontology() {
    let text = "format-version: 1.2\n\n[Term]\nid: DOID:0009\nname: xanoma\n\
        synonym: \"benign \\\"xanoma\\\"\" EXACT []\nsynonym: \"lump of xan\" RELATED []\nxref: MESH:D09\nxref: ICD10CM:C1\n\
        is_a: DOID:0001 ! tumour\n\n[Term]\nid: DOID:0010\nname: obsolete xan\nis_obsolete: true\n\n\
        [Term]\nname: nameless\n\n[Typedef]\nid: part_of\nname: part of\n";
    let outcome = run(Source::Doid, text);
    let expected = ["doid:0009,disease,xanoma,\"benign \"\"xanoma\"\"\",mesh:D09,doid:0001,doid"];
    assert_eq!(outcome.rows, expected);
    assert_eq!(
        outcome.refused,
        ["d.txt:17: expected a term with id and name, found `` and `nameless`"]
    );
    assert_eq!(outcome.dropped(Reason::Withdrawn), 1);
}

#[test]
fn reads_products_of_the_cancer_drugs_database() {
    let text = "Product\tDrugBank ID\tATC\tChEMBL\tIndications\r\n\
        Xanomab\t<a href=\"https://go.drugbank.com/dr\r\nugs/DB90001\">DB90001</a>\tL01\t<a href=\"c/CHEMBL9\">CHEMBL9</a>\tx\r\n\
        Xano Vaccine\t\t\t\tx\r\nshort\tx\r\n";
    let outcome = run(Source::Cancerdrugsdb, text);
    let expected = [
        "drugbank:DB90001,drug,xanomab,chembl:CHEMBL9|atc:L01,cancerdrugsdb",
        "litmine.drug:xano-vaccine,drug,xano vaccine,cancerdrugsdb",
    ];
    assert_eq!(outcome.rows, expected);
    assert_eq!(outcome.refused, ["d.txt:5: expected 5 columns, found 2"]);
}

#[test]
fn reads_any_table_with_our_column_names() {
    let text = "id\tname\txrefs\nmesh:D1\tXanol\t\nmesh:D2\tXanol Dehydrogenase\t\nmesh:D3\tXanoids\t\n\
        D4\tXane\t\nmesh:D5\nmesh:D6\t\t\nmesh:D000092004\tProtein-Tyrosine Kinase Blocker X\t\nmesh:D7\t\tchembl:CHEMBL7\n\
        mesh:D8\tTRASTUZUMAB\t\nmesh:D9\tHerceptin\t\n";
    let outcome = run_as(
        Source::Table,
        "xan.v1.tsv",
        text.as_bytes(),
        Some(Category::Drug),
    );
    let expected = [
        "litmine.class:tki,drug_class,tyrosine kinase inhibitor,Protein-Tyrosine Kinase Blocker X,mesh:D000092004,xan",
        "mesh:D1,drug,Xanol,xan",
        "mesh:D7,drug,chembl:CHEMBL7,xan",
        "mesh:D8,drug,trastuzumab,xan",
        "mesh:D9,drug,trastuzumab,Herceptin,xan",
    ];
    assert_eq!(outcome.rows, expected);
    let refused = [
        "xan.v1.tsv:5: expected an id such as hgnc:3430, found `D4`",
        "xan.v1.tsv:6: expected 3 columns, found 1",
        "xan.v1.tsv:7: expected something besides an id, found `mesh:D6`",
    ];
    assert_eq!(outcome.refused, refused);
    assert_eq!(
        (
            outcome.dropped(Reason::Protein),
            outcome.dropped(Reason::Class)
        ),
        (1, 1)
    );
    let known = shipped();
    let path = Path::new("nowhere.csv");
    let request = Request {
        source: Source::Table,
        path,
        category: None,
        taxon: 0,
    };
    assert!(matches!(
        import(&request, &known, &mut |_| {}),
        Err(Error::Io { .. })
    ));
}

#[test]
fn drops_names_that_are_no_names() {
    let rows = [
        ("X", Some(Reason::TooShort)),
        ("12-3", Some(Reason::NoLetters)),
        ("P1", Some(Reason::TwoLetters)),
        ("xed", Some(Reason::CommonWord)),
        ("Impact", Some(Reason::CommonWord)),
        ("IMPACT", Some(Reason::CommonWord)),
        (
            "a name of a protein that goes on for far too long indeed",
            Some(Reason::TooLong),
        ),
        ("growth factor receptor", Some(Reason::Generic)),
        ("hypothetical protein XZ91", Some(Reason::Generic)),
        ("alpha-1", Some(Reason::CommonWord)),
        ("Cryptical", Some(Reason::CommonWord)),
        ("spastic xanoplegia 4", Some(Reason::Disease)),
        ("mental retardation, X-linked 4", Some(Reason::Disease)),
        ("LOC100129", Some(Reason::Locus)),
        ("RP11-34P13.7", Some(Reason::Locus)),
        ("bA371L19.3", Some(Reason::Locus)),
        ("DKFZp564O0523", Some(Reason::Locus)),
        ("NAG", Some(Reason::RuleNever)),
        ("HER-2", Some(Reason::Curated)),
        ("xed1", None),
        ("deleted in xan cancer", None),
        ("xan dystrophy kinase", None),
        ("C9orf972", None),
        ("KIAA9549", None),
        ("growth factor receptor 9", None),
    ];
    for (name, expected) in rows {
        let line = format!("HGNC:901\tXYZ1\txyz one\t\t\t\t{name}\t\t\n");
        let outcome = run(Source::Hgnc, &format!("{HGNC}{line}"));
        let reasons: Vec<Reason> = outcome.report.dropped.keys().copied().collect();
        assert_eq!(reasons, expected.into_iter().collect::<Vec<_>>(), "{name}");
        let names = outcome.rows[0].split([',', '|']).any(|cell| cell == name);
        assert_eq!(names, expected.is_none(), "{name}");
    }
}

#[test]
fn drops_what_abbreviates_a_disease() {
    for (alias, disease, expected) in [
        ("PXE", "pseudoxanthoma elasticum", true),
        ("VWS", "Van der Woude syndrome", true),
        ("HypoPP", "hypokalemic periodic paralysis", true),
        ("MRP6", "pseudoxanthoma elasticum", false),
        ("ALX", "pseudoxanthoma elasticum", false),
        ("X", "X-linked ataxia", false),
        ("", "", false),
    ] {
        assert_eq!(
            judge::abbreviates(alias, disease),
            expected,
            "{alias} {disease}"
        );
    }
    let row = "HGNC:901\tXYZ1\txyz one\t\t\t\tXDS|KAP7\tXan Dwarf syndrome\t\n";
    let outcome = run(Source::Hgnc, &format!("{HGNC}{row}"));
    assert_eq!(outcome.rows, ["hgnc:901,gene,XYZ1,xyz one|KAP7,hgnc"]);
    assert_eq!(outcome.dropped(Reason::Disease), 2);
}

#[test]
fn doubts_what_several_entries_are_called() {
    let rows = "HGNC:901\tXONE\txyz one\t\t\t\tXTWO|SHARED9|THRICE9\t\t\n\
        HGNC:902\tXTWO\txyz two\t\t\t\tSHARED9|THRICE9|QQQ\t\t\n\
        HGNC:903\tSPIN\txyz three\t\t\t\tTHRICE9\t\t\n";
    let outcome = run(Source::Hgnc, &format!("{HGNC}{rows}"));
    let expected = [
        "hgnc:901,gene,XONE,xyz one|SHARED9,SHARED9,hgnc",
        "hgnc:902,gene,XTWO,xyz two|SHARED9|QQQ,QQQ|SHARED9,hgnc",
        "hgnc:903,gene,SPIN,xyz three,SPIN,hgnc",
    ];
    assert_eq!(outcome.rows, expected);
    assert_eq!(outcome.dropped(Reason::OfAnother), 4);
    assert_eq!(
        (
            outcome.report.concepts,
            outcome.report.names,
            outcome.report.ambiguous
        ),
        (3, 9, 4)
    );
}

#[test]
fn reads_gzip_by_its_content_and_gives_the_same_bytes() {
    let text =
        format!("{HGNC}HGNC:901\tXYZ1\txyz one\t\t\t\t\t\t\nHGNC:90\tXAB1\txab one\t\t\t\t\t\t\n");
    let plain = run(Source::Hgnc, &text);
    let mut zipped = Vec::new();
    // Two members, as tools that compress in parallel write them.
    for part in [&text[..20], &text[20..]] {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(part.as_bytes()).unwrap();
        zipped.extend(encoder.finish().unwrap());
    }
    let unzipped = run_as(Source::Hgnc, "no-gz-in-its-name", &zipped, None);
    assert_eq!(unzipped.rows, plain.rows);
    assert_eq!(
        plain.rows,
        [
            "hgnc:90,gene,XAB1,xab one,hgnc",
            "hgnc:901,gene,XYZ1,xyz one,hgnc"
        ]
    );
    let cut = &zipped[..zipped.len() - 9];
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("cut");
    fs::write(&path, cut).unwrap();
    let request = Request {
        source: Source::Hgnc,
        path: &path,
        category: None,
        taxon: 9606,
    };
    assert!(matches!(
        import(&request, &shipped(), &mut |_| {}),
        Err(Error::Io { .. })
    ));
}

#[test]
fn names_a_broken_row_and_goes_on_with_the_next_line() {
    let mut bytes =
        b"id,name\nmesh:D1,\"Xone\nmesh:D2,\"Xan, two\"\nmesh:D3,\xff\nmesh:D4,Xan four\n".to_vec();
    bytes.extend(std::iter::repeat_n(b'x', 2 << 20));
    bytes.extend(b"\nmesh:D5,\"Xan\nfive\"\nmesh:D6,Xan six");
    let outcome = run_as(Source::Table, "d.csv", &bytes, Some(Category::Drug));
    assert_eq!(
        outcome.rows,
        [
            "mesh:D2,drug,\"Xan, two\",d",
            "mesh:D4,drug,Xan four,d",
            "mesh:D6,drug,Xan six,d"
        ]
    );
    let refused = [
        "d.csv:2: expected a closing quote, found none",
        "d.csv:4: expected UTF-8, found bytes of another encoding",
        "d.csv:6: expected a row under 1048576 bytes, found a longer one",
    ];
    assert_eq!(outcome.refused, refused);
    assert_eq!(outcome.report.broken, 3);
}
