//! Strip: pages that would keep a parser busy → their text without the tags.

use super::super::sheet::{Block, Sheet};

/// Deeper pages are not parsed: browsers stop there too.
const DEEPEST: usize = 512;
/// Longer tags are not parsed, in bytes.
const LONGEST_TAG_BYTES: usize = 64 << 10;

/// Elements that need no end tag, or close each other.
const OPEN_ENDED: [&str; 24] = [
    "p", "li", "td", "th", "tr", "dt", "dd", "option", "br", "hr", "img", "input", "meta", "link",
    "col", "source", "wbr", "area", "base", "embed", "param", "track", "tbody", "thead",
];

/// Whether a page is nested too deeply, or holds a tag too long.
pub(super) fn is_hostile(text: &str) -> bool {
    let mut depth = 0usize;
    for (tag, _) in tags(text) {
        let name = name(tag);
        if tag.len() > LONGEST_TAG_BYTES {
            return true;
        }
        if let Some(name) = name.strip_prefix('/') {
            depth = depth.saturating_sub(usize::from(!OPEN_ENDED.contains(&name)));
        } else if !tag.ends_with('/')
            && !OPEN_ENDED.contains(&name.as_str())
            && !name.starts_with('!')
        {
            depth += 1;
        }
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

/// The text of a page; every tag but those within a line ends a block.
pub(super) fn sheet(text: &str) -> Sheet {
    const INLINE: [&str; 9] = ["a", "b", "i", "em", "span", "strong", "sub", "sup", "font"];
    let mut sheet = Sheet::default();
    let mut hidden: Option<String> = None;
    let lead = text.find('<').unwrap_or(text.len());
    sheet.push(&text[..lead], false);
    for (tag, after) in tags(text) {
        let name = name(tag);
        match &hidden {
            Some(until) if name == *until => hidden = None,
            Some(_) => continue,
            None if matches!(name.as_str(), "script" | "style" | "head" | "template") => {
                hidden = Some(format!("/{name}"));
                continue;
            }
            None => {}
        }
        if !INLINE.contains(&name.trim_start_matches('/')) {
            sheet.end(Block::Text);
        }
        let plain = [
            ("&nbsp;", " "),
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&amp;", "&"),
        ];
        let decoded = plain
            .iter()
            .fold(after.to_owned(), |text, (from, to)| text.replace(from, to));
        sheet.push(&decoded, false);
    }
    sheet
}

/// The tags of a page without their angles, each with the text behind it.
fn tags(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split('<')
        .skip(1)
        .map(|piece| piece.split_once('>').unwrap_or((piece, "")))
}

fn name(tag: &str) -> String {
    let is_name = |&(at, c): &(usize, char)| at < 16 && (c.is_ascii_alphanumeric() || at == 0);
    let name: String = tag
        .char_indices()
        .take_while(is_name)
        .map(|(_, c)| c)
        .collect();
    name.to_ascii_lowercase()
}
