//! What each program is given.

use std::io;

use serde_json::{Value as Json, json};

use super::*;
use crate::export::csv::CsvOptions;
use crate::export::tests::fixture::{cooccurrence, node};

/// trastuzumab and a gene whose name XML would not take, and a lonely drug.
fn parts() -> (Vec<Node>, Vec<Cooccurrence>) {
    let mut pair = cooccurrence();
    pair.b.name = "<ERBB2> & \"x\"\u{1}".to_owned();
    let mut alone = node(&pair.a);
    alone.label.id = "drugbank:DB99".into();
    alone.label.name_zh = None;
    alone.degree = 0;
    (vec![node(&pair.a), alone, node(&pair.b)], vec![pair])
}

fn written(write: impl FnOnce(&mut Vec<u8>, Network<'_>) -> io::Result<()>) -> String {
    let (nodes, edges) = parts();
    let network = Network {
        nodes: &nodes,
        edges: &edges,
    };
    let mut out = Vec::new();
    write(&mut out, network).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn graphml_declares_its_keys_first() {
    let text = written(|out, network| write_graphml(out, network));
    assert!(text.find("<key").unwrap() < text.find("<graph id").unwrap());
    assert_eq!(text.matches("<node ").count(), 3);
    assert!(text.contains("<data key=\"node_name_zh\">曲妥珠单抗</data>"));
    assert!(text.contains("&lt;ERBB2&gt; &amp; &quot;x&quot;\u{FFFD}</data>"));
    let edge =
        "source=\"drugbank:DB00072\" target=\"hgnc:3430\">\n<data key=\"edge_weight\">3</data>";
    assert!(text.contains(edge), "{text}");
    // The measure that is no number is left out.
    assert!(!text.contains("edge_npmi\">"));
}

#[test]
fn gexf_has_nodes_edges_and_weights() {
    let text = written(|out, network| write_gexf(out, network));
    assert!(text.contains("<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">"));
    assert!(text.contains("<node id=\"drugbank:DB00072\" label=\"trastuzumab\">"));
    let edge = "<edge id=\"0\" source=\"drugbank:DB00072\" target=\"hgnc:3430\" weight=\"3\">";
    assert!(text.contains(edge), "{text}");
    assert_eq!(text.matches("<node ").count(), 3);
}

#[test]
fn cx2_parts_stand_in_their_order() {
    let text = written(|out, network| write_cx2(out, network));
    let parts: Vec<Json> = serde_json::from_str(&text).unwrap();
    let names: Vec<&str> = parts
        .iter()
        .map(|part| part.as_object().unwrap().keys().next().unwrap().as_str())
        .collect();
    let expected = [
        "CXVersion",
        "metaData",
        "attributeDeclarations",
        "networkAttributes",
        "nodes",
        "edges",
        "status",
    ];
    assert_eq!(names, expected);
    assert_eq!(parts[4]["nodes"][2]["v"]["represents"], json!("hgnc:3430"));
    assert_eq!(parts[5]["edges"][0]["s"], json!(0));
    assert_eq!(parts[5]["edges"][0]["t"], json!(2));
    assert_eq!(
        parts[6],
        json!({"status": [{"success": true, "error": ""}]})
    );
}

#[test]
fn gephi_knows_its_headers() {
    let edges = written(|out, network| write_gephi_edges(out, network));
    assert!(edges.starts_with("Source,Target,Type,Id,Label,Weight,"));
    assert!(edges.contains("\ndrugbank:DB00072,hgnc:3430,Undirected,"));
    let nodes = written(|out, network| write_gephi_nodes(out, network));
    assert!(nodes.starts_with("Id,Label,name_zh,category,"));
    assert_eq!(nodes.lines().count(), 4);
}

#[test]
fn vosviewer_has_items_and_links() {
    let map = written(|out, network| write_vosviewer_map(out, network));
    let lines: Vec<&str> = map.lines().collect();
    assert!(lines[0].starts_with("id\tlabel\tdescription\tweight<Articles>"));
    assert!(lines.iter().all(|line| line.split('\t').count() == 7));
    assert!(!map.contains('"'));
    let links = written(|out, network| write_vosviewer_links(out, network));
    assert_eq!(links, "1\t3\t3\n");
}

#[test]
fn a_matrix_is_square_and_symmetric() {
    let text = written(|out, network| write_matrix(out, network, &CsvOptions::tsv()));
    let rows: Vec<Vec<&str>> = text
        .lines()
        .map(|line| line.split('\t').collect())
        .collect();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[1], ["trastuzumab", "4", "3"]);
    assert_eq!(rows[2][1..], ["3", "5"]);
}

#[test]
fn upset_tells_what_each_window_holds() {
    let unit = |unit: &str, concepts: &[&str]| Membership {
        unit: unit.to_owned(),
        concepts: concepts.iter().map(|&id| id.into()).collect(),
    };
    let units = [
        unit("a#0", &["drugbank:DB00072", "hgnc:3430"]),
        unit("a#1", &["hgnc:3430"]),
        unit("b#0", &["drugbank:DB99"]),
    ];
    let text = written(|out, network| write_upset(out, network, &units, &CsvOptions::tsv()));
    let rows: Vec<&str> = text.lines().skip(1).collect();
    assert_eq!(rows, ["a#0\t1\t1", "a#1\t0\t1"]);
}
