//! Heat map: the windows that concepts share, as shades.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;

use plotters::drawing::DrawingAreaErrorKind;
use plotters::element::{Polygon, Rectangle, Text};
use plotters::style::text_anchor::HPos;
use plotters::style::{Color, RGBColor};

use super::{Canvas, both_names, drawn, mark, text, upward};
use crate::model::{Category, ConceptId, Cooccurrence, Label};

/// More rows or columns than this cannot be read.
const MAX_SIDE: usize = 25;

/// Pixels of a cell, and of the room for labels on the left and above.
const CELL: i32 = 34;
const LEFT: i32 = 260;
const ABOVE: i32 = 300;
const REST: i32 = 20;

struct Drawing<'t> {
    rows: Vec<&'t Label>,
    columns: Vec<&'t Label>,
    counts: HashMap<[&'t ConceptId; 2], u64>,
    most: u64,
}

/// Draws the 25 concepts that share most windows; where every pair joins two categories,
/// one stands in the rows and the other in the columns.
pub fn heatmap(pairs: &[Cooccurrence]) -> io::Result<String> {
    let drawing = Drawing::new(pairs);
    let side = |count: usize| CELL * count as i32 + REST;
    let width = (LEFT + side(drawing.columns.len())) as u32;
    let height = (ABOVE + side(drawing.rows.len())) as u32;
    drawn((width, height), |canvas| {
        drawing.draw_labels(canvas)?;
        drawing.draw_cells(canvas)
    })
}

type Drawn = Result<(), DrawingAreaErrorKind<io::Error>>;

impl<'t> Drawing<'t> {
    fn new(pairs: &'t [Cooccurrence]) -> Self {
        let mut strengths: BTreeMap<&ConceptId, (&Label, u64)> = BTreeMap::new();
        let mut counts = HashMap::new();
        let mut kinds: BTreeSet<[Category; 2]> = BTreeSet::new();
        for pair in pairs {
            for label in [&pair.a, &pair.b] {
                strengths.entry(&label.id).or_insert((label, 0)).1 += pair.count;
            }
            counts.insert([&pair.a.id, &pair.b.id], pair.count);
            counts.insert([&pair.b.id, &pair.a.id], pair.count);
            let [one, other] = [pair.a.category, pair.b.category];
            kinds.insert([one.min(other), one.max(other)]);
        }
        let mut all: Vec<(&Label, u64)> = strengths.into_values().collect();
        all.sort_by_key(|&(label, sum)| (std::cmp::Reverse(sum), &label.id));
        let first = |is_wanted: &dyn Fn(&Label) -> bool| {
            let labels = all.iter().map(|&(label, _)| label);
            let labels = labels.filter(|label| is_wanted(label));
            labels.take(MAX_SIDE).collect::<Vec<&Label>>()
        };
        let two = kinds
            .first()
            .filter(|kind| kinds.len() == 1 && kind[0] != kind[1]);
        let (rows, columns) = match two {
            Some(&[row, column]) => (
                first(&|label| label.category == row),
                first(&|label| label.category == column),
            ),
            None => (first(&|_| true), first(&|_| true)),
        };
        Self {
            rows,
            columns,
            most: counts.values().copied().max().unwrap_or(1),
            counts,
        }
    }

    fn draw_labels(&self, canvas: &Canvas<'_>) -> Drawn {
        for (place, label) in (0..).zip(&self.rows) {
            let y = ABOVE + CELL * place + CELL / 2;
            let name = both_names(label);
            canvas.draw(&Text::new(name, (LEFT - 26, y), text(14.0, HPos::Right)))?;
            draw_mark(canvas, label.category, (LEFT - 13, y))?;
        }
        for (place, label) in (0..).zip(&self.columns) {
            let x = LEFT + CELL * place + CELL / 2;
            canvas.draw(&Text::new(both_names(label), (x, ABOVE - 26), upward(14.0)))?;
            draw_mark(canvas, label.category, (x, ABOVE - 13))?;
        }
        Ok(())
    }

    fn draw_cells(&self, canvas: &Canvas<'_>) -> Drawn {
        for (row, a) in (0..).zip(&self.rows) {
            for (column, b) in (0..).zip(&self.columns) {
                let (x, y) = (LEFT + CELL * column, ABOVE + CELL * row);
                let count = self.counts.get(&[&a.id, &b.id]).copied().unwrap_or(0);
                let share = (1.0 + count as f64).ln() / (1.0 + self.most as f64).ln();
                let corners = [(x + 1, y + 1), (x + CELL - 1, y + CELL - 1)];
                canvas.draw(&Rectangle::new(corners, shade(share, count).filled()))?;
                if count > 0 {
                    let ink = if share > 0.6 {
                        RGBColor(255, 255, 255)
                    } else {
                        super::INK
                    };
                    let ink = ink.mix(1.0);
                    let style = text(12.0, HPos::Center).color(&ink);
                    let middle = (x + CELL / 2, y + CELL / 2);
                    canvas.draw(&Text::new(count.to_string(), middle, style))?;
                }
            }
        }
        Ok(())
    }
}

fn draw_mark(canvas: &Canvas<'_>, category: Category, place: (i32, i32)) -> Drawn {
    let corners = mark::corners(category, place, 7.0);
    canvas.draw(&Polygon::new(corners, mark::colour(category).filled()))
}

/// From nearly white to dark blue.
fn shade(share: f64, count: u64) -> RGBColor {
    if count == 0 {
        return RGBColor(244, 244, 244);
    }
    let between = |light: f64, dark: f64| (light + (dark - light) * share).round() as u8;
    RGBColor(
        between(222.0, 8.0),
        between(235.0, 48.0),
        between(247.0, 107.0),
    )
}
