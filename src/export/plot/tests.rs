//! Pictures hold what they should, twice the same, and break on nothing.

use super::*;
use crate::export::tests::fixture::cooccurrence;
use crate::model::{Category, Cooccurrence, YearCount};

fn pairs(count: usize) -> Vec<Cooccurrence> {
    let pair = |number: usize| {
        let mut pair = cooccurrence();
        pair.b.id = format!("hgnc:{number}").as_str().into();
        pair.b.name = format!("GENE{number}");
        pair.count = number as u64 + 1;
        pair
    };
    (0..count).map(pair).collect()
}

#[test]
fn draws_every_node_with_both_names() {
    let svg = network(&pairs(3)).unwrap();
    assert!(svg.starts_with("<svg"));
    assert!(svg.contains("曲妥珠单抗") && svg.contains("GENE2"), "{svg}");
    assert!(svg.contains("Noto Sans CJK SC"));
    // Three genes, a drug, and two marks of the legend.
    assert_eq!(svg.matches("<polygon").count(), 6);
    assert_eq!(svg, network(&pairs(3)).unwrap());
}

#[test]
fn a_heat_map_of_two_categories_has_one_on_each_side() {
    let svg = heatmap(&pairs(3)).unwrap();
    // Three cells, the ground, and no cell of a gene with a gene.
    assert_eq!(svg.matches("<rect").count(), 4);
    assert!(svg.contains("trastuzumab 曲妥珠单抗"));
    let mut mixed = pairs(3);
    mixed[0].b.category = Category::Drug;
    let svg = heatmap(&mixed).unwrap();
    assert_eq!(svg.matches("<rect").count(), 17);
}

#[test]
fn draws_years_between_too() {
    let year = |year, mentions| YearCount {
        year,
        articles: 1,
        sentences: 1,
        mentions,
    };
    let label = cooccurrence().a;
    let svg = timeline(&label, &[year(2019, 3), year(2022, 7)]).unwrap();
    assert!(svg.contains("2019") && svg.contains("2022"));
    assert_eq!(svg.matches("<rect").count(), 3);
    for years in [
        vec![],
        vec![year(-5, 0)],
        vec![year(0, 1), year(i32::MAX, 1)],
    ] {
        timeline(&label, &years).unwrap();
    }
}

#[test]
fn no_table_breaks_a_picture() {
    for count in [0, 1, 200] {
        network(&pairs(count)).unwrap();
        heatmap(&pairs(count)).unwrap();
    }
}
