//! Options: what only co-occurrences have, as the command line gives it.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::bail;
use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use litmine::cooccur::{CategoryPairs, Options, SortColumn, Weights};
use litmine::lexicon::Lexicon;
use litmine::model::{Category, Concept, Window};
use litmine::search::Kind;

use crate::cli::Context;

/// What only co-occurrences have.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Options of cooccurrence")]
pub(super) struct PairOptions {
    /// In what two concepts must stand together [default: sentence]
    #[arg(long, value_name = "WINDOW", value_parser = window_parser())]
    window: Option<Window>,
    /// Within so many sentences of each other, instead of a window
    #[arg(long, value_name = "N", conflicts_with = "window")]
    distance: Option<u32>,
    /// Categories to pair (gene,drug), or pairs of them (gene-drug) [default: gene,family,drug]
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = categories)]
    categories: Option<Vec<CategoryItem>>,
    /// Count only what answers this query
    #[arg(long = "where", value_name = "QUERY")]
    pub(super) query: Option<String>,
    /// What must answer the query [default: article]
    #[arg(long, value_name = "KIND", requires = "query")]
    where_kind: Option<WhereKind>,
    /// Leave out pairs that share fewer windows [default: 1]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    min_count: Option<u64>,
    /// Only pairs with this concept: an id, or a name in any spelling
    #[arg(long, value_name = "CONCEPT")]
    pub(super) about: Option<String>,
    /// Count genes as the family that they belong to
    #[arg(long)]
    pub(super) roll_up: bool,
    /// Count near-duplicates of an article as articles of their own
    #[arg(long)]
    pub(super) count_copies: bool,
    /// Sort by this column [default: score]
    #[arg(long, value_name = "COLUMN", value_parser = sort_parser(), hide_possible_values = true)]
    sort: Option<SortColumn>,
    /// Keep so many pairs of the top
    #[arg(long, value_name = "N")]
    pub(super) top: Option<usize>,
    /// What article, section and sentence add to the score [default: 1,2,0.2, as STRING has it]
    #[arg(long, value_name = "A,S,S", value_parser = weights)]
    weights: Option<Weights>,
    /// Exponent of the score, 0 to 1 [default: 0.6]
    #[arg(long, value_name = "X", value_parser = alpha)]
    alpha: Option<f64>,
    /// Also write one row a pair and sentence
    #[arg(long, value_name = "FILE")]
    pub(super) with_evidence: Option<PathBuf>,
    /// Also write every concept that was counted
    #[arg(long, value_name = "FILE")]
    pub(super) nodes: Option<PathBuf>,
    /// Draw the first pairs (timeline: the years) as SVG; `heatmap*.svg` is a heat map, others a network
    #[arg(long, value_name = "FILE")]
    pub(super) plot: Option<PathBuf>,
    /// Compare with another index: what rose, fell, is new or is gone since
    #[arg(long, value_name = "DIR")]
    pub(super) compare: Option<PathBuf>,
    /// Compare with what answers another query, in the same or the other index
    #[arg(long, value_name = "QUERY")]
    pub(super) compare_where: Option<String>,
    /// Write for one program
    #[arg(long, value_name = "PROGRAM")]
    pub(super) profile: Option<Profile>,
}

/// Whose files to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Profile {
    /// Edges, and nodes in a file beside them
    Gephi,
    /// Network, and map in a file beside it
    Vosviewer,
    /// CX2
    Cytoscape,
    /// A square table of the windows with both
    Matrix,
    /// Windows × concepts, 0 and 1
    Upset,
}

/// One item of `--categories`.
#[derive(Clone, Copy, Debug)]
enum CategoryItem {
    One(Category),
    Pair([Category; 2]),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum WhereKind {
    /// The article, by any of its sentences
    Article,
    /// The sentence by itself
    Sentence,
}

fn window_parser() -> impl TypedValueParser<Value = Window> {
    PossibleValuesParser::new(Window::NAMED.map(Window::as_str))
        .map(|word| Window::parse(&word).unwrap_or_default())
}

fn categories(item: &str) -> Result<CategoryItem, String> {
    let category = |word: &str| {
        let words = Category::ALL.map(Category::as_str).join(", ");
        Category::parse(word).ok_or_else(|| format!("expected one of {words}, found {word}"))
    };
    match item.split_once('-') {
        None => Ok(CategoryItem::One(category(item)?)),
        Some((one, other)) => Ok(CategoryItem::Pair([category(one)?, category(other)?])),
    }
}

fn weights(text: &str) -> Result<Weights, String> {
    let numbers: Vec<f64> = text
        .split(',')
        .map(|number| number.trim().parse())
        .collect::<Result<_, _>>()
        .map_err(|_| "expected three numbers, as in 1,2,0.2")?;
    match numbers[..] {
        [article, section, sentence] if numbers.iter().all(|&n| n >= 0.0 && n.is_finite()) => {
            Ok(Weights {
                article,
                section,
                sentence,
            })
        }
        _ => Err("expected three numbers from 0, as in 1,2,0.2".into()),
    }
}

fn alpha(text: &str) -> Result<f64, String> {
    let alpha = text
        .parse()
        .ok()
        .filter(|alpha| (0.0..=1.0).contains(alpha));
    alpha.ok_or_else(|| "expected a number from 0 to 1".into())
}

fn sort_parser() -> impl TypedValueParser<Value = SortColumn> {
    PossibleValuesParser::new(SortColumn::ALL.map(SortColumn::as_str))
        .map(|word| SortColumn::parse(&word).unwrap_or_default())
}

impl PairOptions {
    /// Returns the first option that was given and is none of `allowed`.
    pub(super) fn first_given(&self, allowed: &[&str]) -> Option<&'static str> {
        let given = [
            ("--window", self.window.is_some()),
            ("--distance", self.distance.is_some()),
            ("--categories", self.categories.is_some()),
            ("--where", self.query.is_some()),
            ("--min-count", self.min_count.is_some()),
            ("--about", self.about.is_some()),
            ("--roll-up", self.roll_up),
            ("--count-copies", self.count_copies),
            ("--sort", self.sort.is_some()),
            ("--top", self.top.is_some()),
            ("--weights", self.weights.is_some()),
            ("--alpha", self.alpha.is_some()),
            ("--with-evidence", self.with_evidence.is_some()),
            ("--nodes", self.nodes.is_some()),
            ("--profile", self.profile.is_some()),
            ("--plot", self.plot.is_some()),
            ("--compare", self.compare.is_some()),
            ("--compare-where", self.compare_where.is_some()),
        ];
        given
            .iter()
            .find(|(flag, is_given)| *is_given && !allowed.contains(flag))
            .map(|(flag, _)| *flag)
    }

    /// Returns what to count.
    pub(super) fn counting(&self, context: &Context, lexicon: &Lexicon) -> anyhow::Result<Options> {
        let defaults = Options::default();
        let distance = self.distance.map(Window::Distance);
        let concept = |name: &String| about(name, context, lexicon);
        let about = self.about.as_ref().map(concept).transpose()?;
        Ok(Options {
            window: distance.or(self.window).unwrap_or_default(),
            pairs: self.categories.as_deref().map_or(defaults.pairs, pairs),
            min_count: self.min_count.unwrap_or(1),
            about: about.map(|concept| concept.id.clone()),
            weights: self.weights.unwrap_or_default(),
            alpha: self.alpha.unwrap_or(defaults.alpha),
        })
    }

    /// Whether the program written for has a format of its own, whatever the file's name.
    pub(super) fn has_own_format(&self) -> bool {
        matches!(self.profile, Some(Profile::Vosviewer | Profile::Cytoscape))
    }

    /// Whether two counts are asked for.
    pub(super) fn is_comparison(&self) -> bool {
        self.compare.is_some() || self.compare_where.is_some()
    }

    /// Returns the column to sort by.
    pub(super) fn sort(&self) -> SortColumn {
        self.sort.unwrap_or_default()
    }

    /// Returns what must answer the query.
    pub(super) fn query_kind(&self) -> Kind {
        match self.where_kind {
            None | Some(WhereKind::Article) => Kind::Article,
            Some(WhereKind::Sentence) => Kind::Sentence,
        }
    }
}

fn pairs(items: &[CategoryItem]) -> CategoryPairs {
    let single = items.iter().filter_map(|item| match item {
        CategoryItem::One(category) => Some(*category),
        CategoryItem::Pair(_) => None,
    });
    let single: Vec<Category> = single.collect();
    let mut pairs = CategoryPairs::among(&single);
    for item in items {
        if let CategoryItem::Pair(pair) = item {
            pairs.add(*pair);
        }
    }
    pairs
}

/// Returns the concept that an id or a name means; says so where it could mean others.
pub(super) fn about<'l>(
    name: &str,
    context: &Context,
    lexicon: &'l Lexicon,
) -> anyhow::Result<&'l Arc<Concept>> {
    if let Some(concept) = lexicon.concept(&name.into()) {
        return Ok(concept);
    }
    let named = lexicon.named(name);
    let Some((best, others)) = named.split_first() else {
        bail!("--about: no dictionary has {name} (`litmine lexicon lookup` shows near names)");
    };
    if !others.is_empty() {
        let others: Vec<String> = others
            .iter()
            .map(|other| format!("{} {}", other.id, other.name))
            .collect();
        let others = others.join(", ");
        context.note(&format!(
            "litmine: --about {name}: taken for {} {}; could also mean {others}",
            best.id, best.name
        ));
    }
    Ok(best)
}
