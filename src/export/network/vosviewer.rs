//! VOSviewer: a map (the items) and a network (the links), both tab-separated; see
//! <https://app.vosviewer.com/docs/file-types/map-and-network-file-type/>.
//!
//! Items have whole numbers from 1 as ids, since the network file takes nothing else
//! for sure. VOSviewer opens no map with fewer than three items.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use super::Network;

/// VOSviewer opens no map with fewer items.
pub const MIN_ITEMS: usize = 3;

/// Writes the items: `id`, `label`, `description` and weights by articles, sentences and links.
pub fn write_vosviewer_map(mut out: impl Write, network: Network<'_>) -> io::Result<()> {
    writeln!(
        out,
        "id\tlabel\tdescription\tweight<Articles>\tweight<Sentences>\tweight<Links>\tweight<Total link strength>"
    )?;
    for (number, node) in (1..).zip(network.nodes) {
        let label = &node.label;
        let name_zh = label.name_zh.as_deref().unwrap_or_default();
        let about = [label.category.as_str(), label.id.as_str(), name_zh].join(" ");
        writeln!(
            out,
            "{number}\t{}\t{}\t{}\t{}\t{}\t{}",
            plain(&label.name),
            plain(about.trim_end()),
            node.articles,
            node.sentences,
            node.degree,
            node.strength
        )?;
    }
    out.flush()
}

/// Writes the links: two items and the number of windows with both; no header.
pub fn write_vosviewer_links(mut out: impl Write, network: Network<'_>) -> io::Result<()> {
    let ids = network.nodes.iter().map(|node| &node.label.id);
    let numbers: BTreeMap<_, usize> = ids.zip(1..).collect();
    for pair in network.edges {
        if let (Some(a), Some(b)) = (numbers.get(&pair.a.id), numbers.get(&pair.b.id)) {
            writeln!(out, "{a}\t{b}\t{}", pair.count)?;
        }
    }
    out.flush()
}

/// A quote by itself is an error there, a tab or line break the end of a cell.
fn plain(text: &str) -> Cow<'_, str> {
    let is_hard = |mark: char| mark == '"' || mark.is_control();
    match text.contains(is_hard) {
        true => Cow::Owned(text.replace('"', "''").replace(is_hard, " ")),
        false => Cow::Borrowed(text),
    }
}
