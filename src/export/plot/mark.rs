//! Mark: a category → its colour and shape. The colours are Okabe and Ito's, which
//! readers with colour blindness tell apart.

use std::f64::consts::{PI, TAU};

use plotters::style::RGBColor;

use crate::model::Category;

/// Returns the colour of a category.
pub(super) fn colour(category: Category) -> RGBColor {
    match category {
        Category::Gene => RGBColor(0, 114, 178),
        Category::Family => RGBColor(86, 180, 233),
        Category::Drug => RGBColor(213, 94, 0),
        Category::DrugClass => RGBColor(230, 159, 0),
        Category::Disease => RGBColor(204, 121, 167),
        Category::Pathway => RGBColor(0, 158, 115),
        Category::Variant => RGBColor(120, 94, 240),
        Category::Mechanism => RGBColor(90, 90, 90),
    }
}

/// Returns the corners of the shape of a category around a point; a gene is round.
pub(super) fn corners(category: Category, (x, y): (i32, i32), radius: f64) -> Vec<(i32, i32)> {
    let (count, turn) = match category {
        Category::Gene => (36, 0.0),
        Category::Family => (6, 0.0),
        Category::Drug => (4, PI / 4.0),
        Category::DrugClass => (4, 0.0),
        Category::Disease => (3, -PI / 2.0),
        Category::Pathway => (3, PI / 2.0),
        Category::Variant => (5, PI / 2.0),
        Category::Mechanism => (5, -PI / 2.0),
    };
    let corner = |place: u32| {
        let angle = turn + TAU * f64::from(place) / f64::from(count);
        let across = |part: f64| (radius * part).round() as i32;
        (x + across(angle.cos()), y + across(angle.sin()))
    };
    (0..count).map(corner).collect()
}
