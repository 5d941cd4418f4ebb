//! Network: the first pairs of a table as nodes and edges.

use std::collections::BTreeMap;
use std::io;

use plotters::drawing::DrawingAreaErrorKind;
use plotters::element::{PathElement, Polygon, Text};
use plotters::style::text_anchor::HPos;
use plotters::style::{Color, RGBColor};

use super::layout::{Cover, layout, part};
use super::{Canvas, drawn, mark, name_zh, text};
use crate::model::{Category, ConceptId, Cooccurrence, Label};

/// More pairs than this make a ball of wool.
const MAX_EDGES: usize = 60;

const SIZE: (u32, u32) = (1200, 900);
/// Room for labels at the edges, and for the legend at the foot.
const MARGIN: (f64, f64) = (110.0, 60.0);
const FOOT: f64 = 40.0;

struct Drawing<'t> {
    /// Each concept, its radius, and where it stands.
    nodes: Vec<(&'t Label, f64, (i32, i32))>,
    edges: Vec<(usize, usize, u64)>,
}

/// Draws the first 60 pairs of a table: the width of an edge is the number of windows
/// with both, the size of a node their sum.
pub fn network(pairs: &[Cooccurrence]) -> io::Result<String> {
    let drawing = Drawing::new(&pairs[..pairs.len().min(MAX_EDGES)]);
    drawn(SIZE, |canvas| {
        drawing.draw_edges(canvas)?;
        drawing.draw_nodes(canvas)?;
        drawing.draw_legend(canvas)
    })
}

/// The radius of a concept that shares `sum` windows, where the largest shares `most`.
fn radius(sum: u64, most: u64) -> f64 {
    8.0 + 14.0 * (sum as f64 / most as f64).sqrt()
}

/// What a node and the names below it cover.
fn cover(label: &Label, radius: f64) -> Cover {
    let latin = 7.2 * label.name.chars().count() as f64;
    let han = name_zh(label).map_or(0.0, |name| 12.0 * name.chars().count() as f64);
    let lines = if han > 0.0 { 33.0 } else { 18.0 };
    Cover {
        side: (latin.max(han) / 2.0).max(radius) + 4.0,
        above: radius + 4.0,
        below: radius + lines,
    }
}

type Drawn = Result<(), DrawingAreaErrorKind<io::Error>>;

impl<'t> Drawing<'t> {
    fn new(pairs: &'t [Cooccurrence]) -> Self {
        let mut strengths: BTreeMap<&ConceptId, (&Label, u64)> = BTreeMap::new();
        for pair in pairs {
            for label in [&pair.a, &pair.b] {
                strengths.entry(&label.id).or_insert((label, 0)).1 += pair.count;
            }
        }
        let numbers: BTreeMap<&ConceptId, usize> = strengths.keys().copied().zip(0..).collect();
        let edges: Vec<(usize, usize, u64)> = pairs
            .iter()
            .map(|pair| (numbers[&pair.a.id], numbers[&pair.b.id], pair.count))
            .collect();
        let most = edges.iter().map(|edge| edge.2).max().unwrap_or(1).max(1) as f64;
        let weighted: Vec<(usize, usize, f64)> = edges
            .iter()
            .map(|&(a, b, count)| (a, b, count as f64 / most))
            .collect();
        let (width, height) = (f64::from(SIZE.0), f64::from(SIZE.1) - FOOT);
        let place = |(x, y): (f64, f64)| {
            let x = MARGIN.0 + x * (width - 2.0 * MARGIN.0);
            let y = MARGIN.1 + y * (height - 2.0 * MARGIN.1);
            (x, y)
        };
        let mut places: Vec<(f64, f64)> = layout(strengths.len(), &weighted)
            .into_iter()
            .map(place)
            .collect();
        let most = strengths.values().map(|(_, sum)| *sum).max().unwrap_or(1);
        let nodes: Vec<(&Label, f64)> = strengths
            .into_values()
            .map(|(label, sum)| (label, radius(sum, most)))
            .collect();
        let covers: Vec<Cover> = nodes
            .iter()
            .map(|(label, size)| cover(label, *size))
            .collect();
        part(&mut places, &covers, (width, height));
        let nodes = nodes.into_iter().zip(places);
        Self {
            nodes: nodes
                .map(|((label, size), (x, y))| (label, size, (x.round() as i32, y.round() as i32)))
                .collect(),
            edges,
        }
    }

    fn draw_edges(&self, canvas: &Canvas<'_>) -> Drawn {
        let most = self.edges.iter().map(|edge| edge.2).max().unwrap_or(1);
        for &(a, b, count) in &self.edges {
            let width = 1.0 + 7.0 * (count as f64 / most as f64).sqrt();
            let style = RGBColor(150, 150, 150).mix(0.55).stroke_width(width as u32);
            canvas.draw(&PathElement::new(
                vec![self.nodes[a].2, self.nodes[b].2],
                style,
            ))?;
        }
        Ok(())
    }

    fn draw_nodes(&self, canvas: &Canvas<'_>) -> Drawn {
        for &(label, radius, (x, y)) in &self.nodes {
            let corners = mark::corners(label.category, (x, y), radius);
            let colour = mark::colour(label.category);
            canvas.draw(&Polygon::new(corners, colour.filled()))?;
            let below = y + radius as i32 + 9;
            let name = Text::new(label.name.clone(), (x, below), text(14.0, HPos::Center));
            canvas.draw(&name)?;
            if let Some(name_zh) = name_zh(label) {
                let place = (x, below + 15);
                canvas.draw(&Text::new(
                    name_zh.to_owned(),
                    place,
                    text(12.0, HPos::Center),
                ))?;
            }
        }
        Ok(())
    }

    fn draw_legend(&self, canvas: &Canvas<'_>) -> Drawn {
        let has = |category: &Category| self.nodes.iter().any(|node| node.0.category == *category);
        let (mut x, y) = (30, SIZE.1 as i32 - 22);
        for category in Category::ALL.into_iter().filter(has) {
            let corners = mark::corners(category, (x, y), 9.0);
            canvas.draw(&Polygon::new(corners, mark::colour(category).filled()))?;
            let name = category.as_str().replace('_', " ");
            x += 16;
            let width = 9 * name.len() as i32 + 30;
            canvas.draw(&Text::new(name, (x, y), text(14.0, HPos::Left)))?;
            x += width;
        }
        Ok(())
    }
}
