//! Language: text → the language that most of it is written in.

use crate::model::Language;
use crate::normalize::is_han;

/// Decides between Chinese and English by the share of Han characters.
///
/// One Han character carries about as much as three Latin letters; a Chinese
/// article keeps its English symbols and reference list and is still Chinese.
pub(super) fn detect(text: &str) -> Language {
    let mut han = 0usize;
    let mut latin = 0usize;
    for character in text.chars() {
        han += usize::from(is_han(character));
        latin += usize::from(character.is_ascii_alphabetic());
    }
    if han * 3 > latin {
        Language::Zh
    } else {
        Language::En
    }
}
