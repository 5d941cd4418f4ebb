use super::*;

fn layer(concepts: &str, rules: &str) -> Layer {
    let file = |path: &str, text: &str| DictionaryFile {
        path: path.into(),
        text: text.into(),
    };
    let rules = if rules.is_empty() {
        Vec::new()
    } else {
        vec![file("rules/r.csv", rules)]
    };
    Layer {
        concepts: vec![file("d/genes.csv", concepts)],
        rules,
        ..Layer::default()
    }
}

const HEADER: &str = "id,category,name,name_zh,synonyms,synonyms_zh,parents,members\n";

fn lexicon(rows: &str) -> Lexicon {
    Lexicon::from_layers(&[layer(&format!("{HEADER}{rows}"), "")]).unwrap()
}

#[track_caller]
fn error(concepts: &str, rules: &str) -> String {
    Lexicon::from_layers(&[layer(concepts, rules)])
        .unwrap_err()
        .to_string()
}

#[test]
fn finds_a_concept_by_any_spelling_in_either_language() {
    let lexicon = lexicon(
        "hgnc:3430,gene,ERBB2,人表皮生长因子受体2,HER2|HER-2/neu,,,\n\
         drugbank:DB00072,drug,trastuzumab,曲妥珠单抗,Herceptin,赫赛汀,,\n",
    );
    for (name, expected) in [
        ("HER-2", "hgnc:3430"),
        ("her 2", "hgnc:3430"),
        ("Her2/neu", "hgnc:3430"),
        ("ＥＲＢＢ２", "hgnc:3430"),
        ("赫賽汀", "drugbank:DB00072"),
        ("HERCEPTIN", "drugbank:DB00072"),
    ] {
        let found: Vec<&str> = lexicon.named(name).iter().map(|c| c.id.as_str()).collect();
        assert_eq!(found, [expected], "{name}");
    }
    assert!(lexicon.named("HER3").is_empty());
    assert!(lexicon.named("").is_empty());
}

#[test]
fn puts_the_preferred_name_before_a_synonym() {
    let lexicon =
        lexicon("hgnc:1,gene,ADAM17,,TACE,,,\nhgnc:2,gene,TACE,,,,,\nmech:x,mechanism,tace,,,,,\n");
    let found: Vec<&str> = lexicon
        .named("TACE")
        .iter()
        .map(|c| c.id.as_str())
        .collect();
    assert_eq!(found, ["hgnc:2", "mech:x", "hgnc:1"]);
}

#[test]
fn lists_members_and_narrower_concepts() {
    let lexicon = lexicon(
        "fplx:RAS,family,RAS,,,,,hgnc:6407|hgnc:7989\n\
         fplx:KIN,family,KIN,,,,fplx:RAS,\nhgnc:6407,gene,KRAS,,,,,\n",
    );
    let ids: Vec<String> = lexicon
        .children(&"fplx:RAS".into())
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(ids, ["fplx:KIN", "hgnc:6407", "hgnc:7989"]);
}

#[test]
fn a_later_layer_adds_names_and_overrides_preferred_ones() {
    let first = layer(
        &format!("{HEADER}hgnc:3430,gene,ERBB2,甲名称,HER2,,,\n"),
        "",
    );
    let second = layer(
        "id,category,name,name_zh\nhgnc:3430,gene,ERBB2,乙名称\n",
        "",
    );
    let lexicon = Lexicon::from_layers(&[first, second]).unwrap();
    let concept = lexicon.concept(&"hgnc:3430".into()).unwrap();
    assert_eq!(concept.name_zh.as_deref(), Some("乙名称"));
    assert_eq!(concept.synonyms, ["HER2"]);
    assert_eq!(concept.synonyms_zh, ["甲名称"]);
}

#[test]
fn names_file_line_and_cause_of_a_broken_row() {
    for (text, expected) in [
        (
            "id,category\nhgnc:1,gene\n",
            "d/genes.csv:1: expected a column `name`, found `id,category`",
        ),
        (
            "",
            "d/genes.csv:1: expected a column `id`, found an empty header",
        ),
        (
            "id,category,name\nhgnc:1,gene\n",
            "d/genes.csv:2: expected 3 columns, found 2",
        ),
        (
            "id,category,name\nhgnc:1,gen,A\n",
            "d/genes.csv:2: expected one of gene, family, drug, drug_class, disease, pathway, variant, mechanism, found `gen`",
        ),
        (
            "id,category,name\n3430,gene,A\n",
            "d/genes.csv:2: expected an id such as hgnc:3430, found `3430`",
        ),
        (
            "id,category,name\nhgnc:1,gene,\n",
            "d/genes.csv:2: expected a name, found an empty cell",
        ),
        (
            "id,category,name,synonyms\nhgnc:1,gene,A,B||C\n",
            "d/genes.csv:2: expected values separated by single `|`, found `B||C`",
        ),
        (
            "id,category,name\nhgnc:1,gene,A\nhgnc:1,gene,B\n",
            "d/genes.csv:3: expected an id that stands once, found hgnc:1, which d/genes.csv:2 has already",
        ),
    ] {
        assert_eq!(error(text, ""), expected);
    }
    let concepts = "id,category,name\nhgnc:1,gene,A\n";
    for (rules, expected) in [
        (
            "name,rule,context,reason\nMET,sometimes,,\n",
            "rules/r.csv:2: expected one of exact, context, longform, unmeasured, never, found `sometimes`",
        ),
        (
            "name,rule,context,reason\nER,context,,\n",
            "rules/r.csv:2: expected context words with rule `context` and with no other, found `context` with ``",
        ),
    ] {
        assert_eq!(error(concepts, rules), expected);
    }
}

#[test]
fn the_shipped_dictionaries_load() {
    let lexicon = Lexicon::load(&[]).unwrap();
    assert_eq!(lexicon.fingerprint().len(), 64);
}

const FULL: &str = "id,category,name,synonyms,xrefs,parents,ambiguous\n";

/// Layers of files of rows → every concept, as `id name/synonyms xrefs`.
fn united(layers: &[&[&str]]) -> Vec<String> {
    let file = |(place, rows): (usize, &&str)| DictionaryFile {
        path: format!("d/{place}.csv"),
        text: format!("{FULL}{rows}"),
    };
    let layers: Vec<Layer> = layers
        .iter()
        .map(|files| Layer {
            concepts: files.iter().enumerate().map(file).collect(),
            rules: Vec::new(),
            ..Layer::default()
        })
        .collect();
    let lexicon = Lexicon::from_layers(&layers).unwrap();
    let line = |concept: &Arc<Concept>| {
        let names: Vec<&str> = concept.names().collect();
        format!(
            "{} {} {}",
            concept.id,
            names.join("/"),
            concept.xrefs.join("|")
        )
    };
    lexicon
        .concepts()
        .map(line)
        .map(|line| line.trim_end().to_owned())
        .collect()
}

/// What is shown, the files of a layer with their rows, and the concepts that come of them.
type Union<'a> = (&'a str, &'a [&'a [&'a str]], &'a [&'a str]);

#[test]
fn unites_rows_that_are_about_one_thing() {
    let rows: &[Union<'_>] = &[
        (
            "one id in two files of a layer",
            &[&["hgnc:1,gene,A1,A-one,,,", "hgnc:1,gene,A1,A.1,,,"]],
            &["hgnc:1 A1/A-one/A.1"],
        ),
        (
            "an id that an earlier row refers to",
            &[
                &["hgnc:1,gene,A1,,ncbigene:7,,"],
                &["ncbigene:7,gene,A1L,a one,,,"],
            ],
            &["hgnc:1 A1/A1L/a one ncbigene:7"],
        ),
        (
            "an id that a later row refers to: the better id is kept",
            &[
                &["litmine.drug:x,drug,xomab,,,,"],
                &["drugbank:DB1,drug,Xomab,X-1,litmine.drug:x,,"],
            ],
            &["drugbank:DB1 xomab/Xomab/X-1 litmine.drug:x"],
        ),
        (
            "a record that both refer to",
            &[
                &["drugbank:DB1,drug,xomab,,mesh:C1,,"],
                &["chembl:CHEMBL2,drug,X-1,,mesh:C1,,"],
            ],
            &["drugbank:DB1 xomab/X-1 mesh:C1|chembl:CHEMBL2"],
        ),
        (
            "drugs of one preferred name, however it is written",
            &[
                &["drugbank:DB1,drug,5-xouracil,,,,"],
                &["mesh:D1,drug,5 Xouracil,5-XU,,,"],
            ],
            &["drugbank:DB1 5-xouracil/5 Xouracil/5-XU mesh:D1"],
        ),
        (
            "never by a synonym",
            &[
                &["drugbank:DB1,drug,xomab,X-1,,,"],
                &["mesh:D1,drug,X-1,,,,"],
            ],
            &["drugbank:DB1 xomab/X-1", "mesh:D1 X-1"],
        ),
        (
            "genes never by name",
            &[&["hgnc:1,gene,A1,,,,"], &["ncbigene:7,gene,A1,,,,"]],
            &["hgnc:1 A1", "ncbigene:7 A1"],
        ),
        (
            "never across categories",
            &[&["hgnc:1,gene,A1,,mesh:D1,,"], &["mesh:D1,drug,A1,,,,"]],
            &["hgnc:1 A1 mesh:D1", "mesh:D1 A1"],
        ),
        (
            "two ids of one namespace are two things: what both refer to says nothing",
            &[
                &[
                    "drugbank:DB1,drug,xone,,mesh:C1,,",
                    "drugbank:DB2,drug,xtwo,,mesh:C1,,",
                ],
                &["mesh:C1,drug,xthree,,,,"],
            ],
            &[
                "drugbank:DB1 xone mesh:C1",
                "drugbank:DB2 xtwo mesh:C1",
                "mesh:C1 xthree",
            ],
        ),
        (
            "but a name decides",
            &[
                &[
                    "drugbank:DB1,drug,xone,,mesh:C1,,",
                    "drugbank:DB2,drug,xtwo,,mesh:C1,,",
                ],
                &["mesh:C1,drug,Xtwo,,,,"],
            ],
            &[
                "drugbank:DB1 xone mesh:C1",
                "drugbank:DB2 xtwo/Xtwo mesh:C1",
            ],
        ),
        (
            "of several records that a row refers to, the one of its name",
            &[
                &["drugbank:DB1,drug,xone,,mesh:C1|mesh:D2,,"],
                &["mesh:C1,drug,xone phosphate,,,,\nmesh:D2,drug,xone,,,,"],
            ],
            &[
                "drugbank:DB1 xone mesh:C1|mesh:D2",
                "mesh:C1 xone phosphate",
            ],
        ),
        (
            "a row without a name adds to the one that has it, and is nothing alone",
            &[&[
                "drugbank:DB1,drug,xone,,,,",
                "drugbank:DB1,drug,,,mesh:D2,,\ndrugbank:DB9,drug,,,mesh:D9,,",
            ]],
            &["drugbank:DB1 xone mesh:D2"],
        ),
        (
            "a namespace of records that are no things does not unite",
            &[
                &["drugbank:DB1,drug,xone,,atc:L01,,"],
                &["chembl:CHEMBL2,drug,xtwo,,atc:L01,,"],
            ],
            &["chembl:CHEMBL2 xtwo atc:L01", "drugbank:DB1 xone atc:L01"],
        ),
    ];
    for (case, layers, expected) in rows {
        assert_eq!(united(layers), *expected, "{case}");
    }
}

#[test]
fn unites_alike_whatever_the_order_within_a_layer() {
    let rows = [
        "drugbank:DB1,drug,xone,a|b,mesh:C1,,",
        "drugbank:DB2,drug,xtwo,b,mesh:C1|chembl:CHEMBL3,,",
        "mesh:C1,drug,Xtwo,c,,,",
        "chembl:CHEMBL3,drug,XTWO,d,,,",
        "litmine.drug:x,drug,xone,e,chembl:CHEMBL4,,",
        "chembl:CHEMBL4,drug,x four,f,,,",
    ];
    let first = united(&[&[&rows.join("\n")]]);
    assert_eq!(
        first,
        [
            "drugbank:DB1 xone/a/b/x four/f/e mesh:C1|chembl:CHEMBL4|litmine.drug:x",
            "drugbank:DB2 xtwo/b/XTWO/d/Xtwo/c mesh:C1|chembl:CHEMBL3",
        ]
    );
    for turn in 1..rows.len() {
        let mut turned = rows;
        turned.rotate_left(turn);
        assert_eq!(united(&[&[&turned.join("\n")]]), first);
        turned.reverse();
        assert_eq!(united(&[&[&turned.join("\n")]]), first);
    }
}

#[test]
fn points_to_the_id_that_is_kept() {
    let curated =
        format!("{FULL}litmine.drug:x,drug,xone,,,,\ndrugbank:DB2,drug,xtwo,,,litmine.drug:x,\n");
    let imported = format!("{FULL}drugbank:DB1,drug,xone,,,,\n");
    let lexicon = Lexicon::from_layers(&[layer(&curated, ""), layer(&imported, "")]).unwrap();
    let parents = &lexicon.concept(&"drugbank:DB2".into()).unwrap().parents;
    assert_eq!(parents, &["drugbank:DB1".into()]);
}

#[test]
fn a_name_that_its_rows_call_ambiguous_counts_beside_another_one_only() {
    let curated = format!("{FULL}hgnc:1,gene,SPIN,,,,\nhgnc:2,gene,CUTE,CUT,,,CUT|CUTE\n");
    let imported = format!("{FULL}hgnc:1,gene,SPIN,WHIRL,,,SPIN|WHIRL\n");
    let ruled = "name,rule,context,reason\nCUTE,exact,,a word\n";
    let lexicon = Lexicon::from_layers(&[layer(&curated, ruled), layer(&imported, "")]).unwrap();
    for (name, expected) in [
        ("SPIN", None),
        ("WHIRL", Some(RuleKind::Longform)),
        ("CUT", Some(RuleKind::Longform)),
        ("CUTE", Some(RuleKind::Exact)),
    ] {
        let spelling = lexicon.spelling(name).unwrap();
        let rule = spelling.rule_index.map(|index| lexicon.rule_at(index).kind);
        assert_eq!(rule, expected, "{name}");
    }
}

#[test]
fn comes_back_from_its_snapshot() {
    let rules = "name,rule,context,reason\nMET,exact,,a word\nPR,context,激素|hormone,response\n";
    let rows = format!(
        "{HEADER}hgnc:3430,gene,ERBB2,人表皮生长因子受体2,HER2|T-X,,,\nhgnc:7029,gene,MET,,c-Met,,,\n\
         hgnc:8910,gene,PGR,,PR,,,\nfplx:ERBB,family,ERBB,,HER,,,hgnc:3430\n"
    );
    let before = Lexicon::from_layers(&[layer(&rows, rules)]).unwrap();
    let bytes = before.to_snapshot().unwrap();
    assert!(bytes.starts_with(before.snapshot_head().as_bytes()));
    let after = Lexicon::from_snapshot(&bytes).unwrap().unwrap();
    assert_eq!(format!("{before:?}"), format!("{after:?}"));
    assert_eq!(after.named("人表皮生长因子受体2").len(), 1);
}

#[test]
fn refuses_a_damaged_snapshot_and_passes_over_another_version() {
    let bytes = lexicon("hgnc:3430,gene,ERBB2,,HER2|赫尔,,,\n")
        .to_snapshot()
        .unwrap();
    assert!(Lexicon::from_snapshot(b"").unwrap().is_none());
    assert!(
        Lexicon::from_snapshot(b"litmine lexicon 0 x\n")
            .unwrap()
            .is_none()
    );
    let head = bytes.iter().position(|&byte| byte == b'\n').unwrap();
    for length in 18..bytes.len() {
        let cut = Lexicon::from_snapshot(&bytes[..length]);
        assert!(!matches!(cut, Ok(Some(_))), "{length} bytes");
    }
    for place in head + 1..bytes.len() {
        for bit in 0..8 {
            let mut damaged = bytes.clone();
            damaged[place] ^= 1 << bit;
            if let Ok(Some(lexicon)) = Lexicon::from_snapshot(&damaged) {
                let names = |index| lexicon.name_at(index).text.len();
                let found = lexicon
                    .spellings()
                    .flat_map(|spelling| spelling.name_indices);
                found.for_each(|&index| assert!(names(index) < bytes.len()));
            }
        }
    }
}

/// Audits one file, and a rule file if there are rules; a line for each finding.
#[track_caller]
fn check_audit(rows: &str, rules: &str, expected: &[&str]) {
    let header = "id,category,name,name_zh,synonyms,xrefs,parents,members,ambiguous\n";
    let layers = [layer(&format!("{header}{rows}"), rules)];
    let found: Vec<String> = audit::audit_layers(&layers)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "{found}, not {expected}");
    }
}

#[test]
fn an_audit_names_every_fault_and_its_place() {
    check_audit(
        "hgnc:1,gene,ABC1,甲基因,ABC-2,ncbigene:1,,,ABC-2\n",
        "",
        &[],
    );
    check_audit(
        "hgnc:1,gene,ABC1,,,,,,\nhgnc:2,gene\nx,gene,ABC3,,,,,,\nhgnc:1,gene,ABC4,,,,,,\n",
        "",
        &[
            "d/genes.csv:3: expected 9 columns, found 2; mend",
            "d/genes.csv:4: expected an id such as hgnc:3430, found `x`; mend",
            "d/genes.csv:5: expected an id that stands once, found hgnc:1, which line 2 has; make",
        ],
    );
    check_audit(
        "hgnc:1,gene,ABC1,铁,ABC2|ABC2,ncbi 1,,,ABC9\n",
        "",
        &[
            "d/genes.csv:2: `ABC2` stands twice",
            "d/genes.csv:2: `ABC9` is called ambiguous and is no name",
            "d/genes.csv:2: `ncbi 1` is no cross-reference",
            "d/genes.csv:2: `铁` is a name of one character; take it out",
        ],
    );
    let rule = "name,rule,context,reason\n铁,never,,iron\n";
    check_audit("hgnc:1,gene,ABC1,铁,,,,,\n", rule, &[]);
    check_audit(
        "mech:a,mechanism,one,,,,mech:b,,\nmech:b,mechanism,two,,,,mech:a,,\nmech:c,mechanism,six,,,,mech:d,,\n\
         fplx:A,family,AFAM,,,,,fplx:A|hgnc:7,\n",
        "",
        &[
            "d/genes.csv:2: mech:a is above itself",
            "d/genes.csv:3: mech:b is above itself",
            "d/genes.csv:4: no dictionary has mech:d, a parent of `six`",
            "d/genes.csv:5: fplx:A is above itself",
        ],
    );
}

#[test]
fn an_audit_finds_names_of_two_concepts_without_a_rule() {
    let rows = "hgnc:1,gene,ADAM17,,TACE,,,,\nhgnc:2,gene,ABC1,,tace,,,,\n";
    let found = ["d/genes.csv:3: `tace` is a name of hgnc:2 and of hgnc:1; take it out"];
    check_audit(rows, "", &found);
    let rule = "name,rule,context,reason\nTACE,longform,,embolization\n";
    check_audit(rows, rule, &[]);
}
