//! XML: text → text that may stand in an element or an attribute of XML 1.0.

use std::borrow::Cow;

/// Escapes marks; the control characters that XML 1.0 forbids become U+FFFD, so that
/// positions stay.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    let is_plain = |mark: char| !matches!(mark, '&' | '<' | '>' | '"' | '\'') && mark >= ' ';
    if text.chars().all(is_plain) && !text.contains(['\u{FFFE}', '\u{FFFF}']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for mark in text.chars() {
        match mark {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            // As they stand, an attribute would give them back as spaces.
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            mark => out.push(mark),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_what_xml_forbids() {
        let rows = [
            ("HER2阳性", "HER2阳性"),
            ("a<b & \"c\"", "a&lt;b &amp; &quot;c&quot;"),
            ("一\n二\r\t", "一&#10;二&#13;&#9;"),
            ("x\u{1}y\0", "x\u{FFFD}y\u{FFFD}"),
            ("", ""),
        ];
        for (text, expected) in rows {
            assert_eq!(escaped(text), expected);
        }
    }
}
