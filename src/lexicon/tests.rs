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
            "rules/r.csv:2: expected one of exact, context, longform, never, found `sometimes`",
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
