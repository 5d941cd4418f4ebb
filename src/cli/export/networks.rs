//! Networks: pairs as the files of network programs.

use std::path::PathBuf;

use anyhow::ensure;
use litmine::cooccur;
use litmine::export::CsvOptions;
use litmine::export::network::{self, MIN_ITEMS, Membership};

use super::Export;
use super::options::Profile;
use super::output::{Format, write_file};
use super::pairs::Counted;
use crate::cli::target::Target;

/// More concepts make no readable plot, and a table of gigabytes.
const MAX_UPSET_CONCEPTS: usize = 200;

/// A network and the program it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Network {
    Graphml,
    Gexf,
    Cx2,
    Gephi,
    Vosviewer,
    Matrix(u8),
    Upset(u8),
}

impl Network {
    /// Returns what a profile or a format asks for; `None` for a plain table.
    pub(super) fn of(profile: Option<Profile>, format: Format) -> anyhow::Result<Option<Self>> {
        let delimiter = match format {
            Format::Tsv => b'\t',
            _ => b',',
        };
        let is_table = matches!(format, Format::Csv | Format::Tsv);
        Ok(match (profile, format) {
            (None | Some(Profile::Cytoscape), Format::Cx2) => Some(Network::Cx2),
            (None, Format::Graphml) => Some(Network::Graphml),
            (None, Format::Gexf) => Some(Network::Gexf),
            (None, _) => None,
            (Some(Profile::Cytoscape), _) => Some(Network::Cx2),
            (Some(Profile::Vosviewer), _) => Some(Network::Vosviewer),
            (Some(profile), _) => {
                ensure!(is_table, "expected a .csv or .tsv file for this --profile");
                Some(match profile {
                    Profile::Gephi => Network::Gephi,
                    Profile::Upset => Network::Upset(delimiter),
                    _ => Network::Matrix(delimiter),
                })
            }
        })
    }

    /// Returns the second file of those that have two, unless `--nodes` names it.
    pub(super) fn beside(self, command: &Export) -> Option<PathBuf> {
        let extension = match self {
            Network::Gephi => "nodes.csv",
            Network::Vosviewer => "map.txt",
            _ => return None,
        };
        let nodes = command.pairs.nodes.clone();
        nodes.or_else(|| Some(command.output.with_extension(extension)))
    }

    /// Writes the files of a network; they are not yet in their places.
    pub(super) fn write(
        self,
        command: &Export,
        counted: &Counted<'_>,
    ) -> anyhow::Result<Vec<Target>> {
        let table = &counted.table;
        let all = network::Network {
            nodes: &table.nodes,
            edges: &table.pairs,
        };
        let output = &command.output;
        let mut written = vec![match self {
            Network::Graphml => write_file(output, |out| network::write_graphml(out, all)),
            Network::Gexf => write_file(output, |out| network::write_gexf(out, all)),
            Network::Cx2 => write_file(output, |out| network::write_cx2(out, all)),
            Network::Gephi => write_file(output, |out| network::write_gephi_edges(out, all)),
            Network::Vosviewer => {
                let count = table.nodes.len();
                ensure!(
                    count >= MIN_ITEMS,
                    "VOSviewer opens no map with fewer than {MIN_ITEMS} concepts, found {count}"
                );
                write_file(output, |out| network::write_vosviewer_links(out, all))
            }
            Network::Matrix(delimiter) => write_file(output, |out| {
                network::write_matrix(out, all, &options(delimiter))
            }),
            Network::Upset(delimiter) => {
                let units = memberships(counted)?;
                write_file(output, |out| {
                    network::write_upset(out, all, &units, &options(delimiter))
                })
            }
        }?];
        if let Some(path) = self.beside(command) {
            written.push(write_file(&path, |out| match self {
                Network::Gephi => network::write_gephi_nodes(out, all),
                _ => network::write_vosviewer_map(out, all),
            })?);
        }
        Ok(written)
    }
}

fn options(delimiter: u8) -> CsvOptions {
    CsvOptions {
        delimiter,
        ..CsvOptions::default()
    }
}

fn memberships(counted: &Counted<'_>) -> anyhow::Result<Vec<Membership>> {
    let nodes = counted.table.nodes.iter();
    let count = nodes.filter(|node| node.degree > 0).count();
    ensure!(
        count <= MAX_UPSET_CONCEPTS,
        "expected at most {MAX_UPSET_CONCEPTS} concepts, found {count}; --top keeps fewer pairs"
    );
    let occurrences = &counted.occurrences;
    let windows = cooccur::windows(occurrences, &counted.options).into_iter();
    let membership = |(article, first, concepts): (usize, Option<usize>, Vec<u32>)| {
        let article = &occurrences.articles[article];
        let id = |number: u32| occurrences.labels[number as usize].id.clone();
        Membership {
            unit: match first {
                Some(first) => format!("{}#{}", article.id, article.sentences[first].index),
                None => article.id.clone(),
            },
            concepts: concepts.into_iter().map(id).collect(),
        }
    };
    Ok(windows.map(membership).collect())
}
