//! Plot: pairs and years → pictures in SVG.
//!
//! Categories are told apart by colour and by shape. Labels are text, not outlines, so
//! that they can be searched and edited; the fonts asked for have Chinese characters on
//! every common system. Same table, same picture.

mod heatmap;
mod layout;
mod mark;
mod network;
#[cfg(test)]
mod tests;
mod timeline;

use std::io;

use plotters::backend::SVGBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontTransform, IntoFont, RGBColor, TextStyle, WHITE};

use crate::model::{Category, Label};

pub use heatmap::heatmap;
pub use network::network;
pub use timeline::timeline;

/// Fonts with Chinese characters, on one system or another.
const FONTS: &str = "'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', \
                     'WenQuanYi Micro Hei', 'Noto Sans', sans-serif";

const INK: RGBColor = RGBColor(34, 34, 34);

type Canvas<'p> = DrawingArea<SVGBackend<'p>, Shift>;

/// Draws on a white canvas and returns the SVG.
fn drawn(
    size: (u32, u32),
    draw: impl FnOnce(&Canvas<'_>) -> Result<(), DrawingAreaErrorKind<io::Error>>,
) -> io::Result<String> {
    let mut svg = String::new();
    {
        let canvas = SVGBackend::with_string(&mut svg, size).into_drawing_area();
        let done = canvas
            .fill(&WHITE)
            .and_then(|()| draw(&canvas))
            .and_then(|()| canvas.present());
        done.map_err(|error| io::Error::other(error.to_string()))?;
    }
    Ok(svg)
}

/// A style of text; sizes are those of the picture in pixels.
fn text(size: f64, horizontal: HPos) -> TextStyle<'static> {
    // The backend divides by this what it is given.
    let font = (FONTS, size * 1.24).into_font();
    let style = TextStyle::from(font).color(&INK);
    style.pos(Pos::new(horizontal, VPos::Center))
}

/// The same, read from below to above.
fn upward(size: f64) -> TextStyle<'static> {
    let font = (FONTS, size * 1.24).into_font();
    let style = TextStyle::from(font.transform(FontTransform::Rotate270));
    style.color(&INK).pos(Pos::new(HPos::Left, VPos::Center))
}

/// The Chinese name of a concept, where readers of Chinese use it: genes go by their symbol.
fn name_zh(label: &Label) -> Option<&str> {
    let is_symbol = matches!(label.category, Category::Gene | Category::Family);
    label.name_zh.as_deref().filter(|_| !is_symbol)
}

/// Both names of a concept, as far as it has two.
fn both_names(label: &Label) -> String {
    match name_zh(label) {
        Some(name_zh) => format!("{} {name_zh}", label.name),
        None => label.name.clone(),
    }
}
