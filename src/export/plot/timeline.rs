//! Timeline: mentions of a concept by year, as bars.

use std::io;

use plotters::drawing::DrawingAreaErrorKind;
use plotters::element::{PathElement, Rectangle, Text};
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

use super::{Canvas, INK, both_names, drawn, mark, text};
use crate::model::{Label, YearCount};

const HEIGHT: i32 = 420;
const LEFT: i32 = 50;
const TOP: i32 = 70;
const FOOT: i32 = 50;
/// Pixels of a year.
const STEP: i32 = 46;
/// More years are drawn closer.
const MAX_WIDTH: i32 = 1400;

/// Draws the mentions by year, years between the first and the last without one too.
/// `years` are in order.
pub fn timeline(label: &Label, years: &[YearCount]) -> io::Result<String> {
    let first = years.first().map_or(0, |found| found.year);
    let last = years.last().map_or(0, |found| found.year);
    let count = last.saturating_sub(first).clamp(0, 400) + 1;
    let step = STEP.min((MAX_WIDTH - 2 * LEFT) / count).max(3);
    let width = (2 * LEFT + step * count).max(480);
    drawn((width as u32, HEIGHT as u32), |canvas| {
        let title = format!("{}: mentions by year", both_names(label));
        canvas.draw(&Text::new(title, (width / 2, 28), text(18.0, HPos::Center)))?;
        let foot = HEIGHT - FOOT;
        let line = PathElement::new(vec![(LEFT, foot), (width - LEFT, foot)], INK);
        canvas.draw(&line)?;
        draw_bars(canvas, label, years, first, step)
    })
}

fn draw_bars(
    canvas: &Canvas<'_>,
    label: &Label,
    years: &[YearCount],
    first: i32,
    step: i32,
) -> Result<(), DrawingAreaErrorKind<io::Error>> {
    let most = years.iter().map(|found| found.mentions).max().unwrap_or(1);
    let foot = HEIGHT - FOOT;
    let colour = mark::colour(label.category);
    for found in years {
        let left = LEFT + step * found.year.saturating_sub(first).min(400);
        let share = found.mentions as f64 / most.max(1) as f64;
        let top = foot - (share * f64::from(foot - TOP)).round() as i32;
        let gap = step / 6;
        let corners = [(left + gap, top), (left + step - gap, foot)];
        canvas.draw(&Rectangle::new(corners, colour.filled()))?;
        let middle = left + step / 2;
        if step >= 30 || found.year % 5 == 0 {
            let year = found.year.to_string();
            canvas.draw(&Text::new(
                year,
                (middle, foot + 16),
                text(13.0, HPos::Center),
            ))?;
        }
        if step >= 30 {
            let mentions = found.mentions.to_string();
            canvas.draw(&Text::new(
                mentions,
                (middle, top - 10),
                text(13.0, HPos::Center),
            ))?;
        }
    }
    Ok(())
}
