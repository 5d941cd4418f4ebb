//! Numbering: what stands before a heading or list item, such as `1.1`, `一、` or `（二）`.

use crate::normalize::is_han;

/// The way in which a number is written; each way is one depth of a heading tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `一、`
    Han,
    /// `壹、`
    HanFormal,
    /// `（一）`
    HanBracket,
    /// `1.`, `1.1`, `1.1.1`: depth 1, 2, 3.
    Decimal(u8),
    /// `I.`, `II.`
    Roman,
    /// `（1）`, `(1)`, `1)`
    Bracket,
}

/// A number at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub style: Style,
    /// The last part: 2 in `1.2`.
    pub value: u32,
    /// Length in bytes, with the mark and the space behind it.
    pub len: usize,
    /// Whether a mark stands behind it (`1.`, `一、`), and not a mere space or nothing.
    pub is_marked: bool,
}

/// Reads a number at the start of `text`.
pub(super) fn number(text: &str) -> Option<Number> {
    decimal(text)
        .or_else(|| han(text))
        .or_else(|| bracketed(text))
        .or_else(|| roman(text))
}

fn spaces(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t', '\u{3000}']).len()
}

fn decimal(text: &str) -> Option<Number> {
    let mut len = 0;
    let mut depth = 0u8;
    let mut value = 0;
    loop {
        let rest = &text[len..];
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if digits == 0 || digits > 2 {
            break;
        }
        value = rest[..digits].parse().ok()?;
        depth += 1;
        len += digits;
        let dot = text[len..]
            .chars()
            .next()
            .filter(|c| matches!(c, '.' | '．'));
        match dot {
            Some(dot) if text[len + dot.len_utf8()..].starts_with(|c: char| c.is_ascii_digit()) => {
                len += dot.len_utf8();
            }
            _ => break,
        }
    }
    if depth == 0 || value == 0 || depth > 4 {
        return None;
    }
    let mark = text[len..]
        .chars()
        .next()
        .filter(|c| matches!(c, '.' | '．' | '、'));
    len += mark.map_or(0, char::len_utf8);
    let gap = spaces(&text[len..]);
    len += gap;
    let next = text[len..].chars().next()?;
    let names_digit = depth > 1 && gap > 0 && next.is_ascii_digit();
    let plausible =
        next.is_alphabetic() || names_digit || matches!(next, '“' | '"' | '《' | '(' | '（');
    // `1.1EGFR-TKI在`, but not `1.5倍`.
    let counts = "倍年月天日岁歲例个個次种種项項名万萬亿億元克点點米小周週％".contains(next);
    let tight = depth > 1 && next.is_alphabetic() && !counts;
    (plausible && (mark.is_some() || gap > 0 || tight)).then_some(Number {
        style: Style::Decimal(depth),
        value,
        len,
        is_marked: mark.is_some(),
    })
}

fn han_value(digits: &str) -> Option<u32> {
    const PLAIN: &str = "一二三四五六七八九";
    const FORMAL: &str = "壹贰叁肆伍陆柒捌玖";
    const TRADITIONAL: &str = "壹貳參肆伍陸柒捌玖";
    let one = |c: char| {
        [PLAIN, FORMAL, TRADITIONAL]
            .iter()
            .find_map(|row| row.chars().position(|digit| digit == c))
            .and_then(|place| u32::try_from(place + 1).ok())
    };
    let is_ten = |c: &char| matches!(c, '十' | '拾');
    let characters: Vec<char> = digits.chars().collect();
    match characters.as_slice() {
        [ten] if is_ten(ten) => Some(10),
        [ten, unit] if is_ten(ten) => Some(10 + one(*unit)?),
        [unit] => one(*unit),
        [tens, ten] if is_ten(ten) => Some(10 * one(*tens)?),
        [tens, ten, unit] if is_ten(ten) => Some(10 * one(*tens)? + one(*unit)?),
        _ => None,
    }
}

fn han(text: &str) -> Option<Number> {
    let mark = text.char_indices().take(4).find(|(_, c)| !is_han(*c))?;
    let value = han_value(&text[..mark.0])?;
    let mark_len = matches!(mark.1, '、' | '.' | '．').then(|| mark.1.len_utf8())?;
    let len = mark.0 + mark_len + spaces(&text[mark.0 + mark_len..]);
    let is_plain = text.starts_with(|c| "一二三四五六七八九十".contains(c));
    let style = if is_plain {
        Style::Han
    } else {
        Style::HanFormal
    };
    Some(Number {
        style,
        value,
        len,
        is_marked: true,
    })
}

fn bracketed(text: &str) -> Option<Number> {
    let inner = text.strip_prefix(['(', '（']);
    let opening = text.len() - inner.map_or(text.len(), str::len);
    let inner = inner.unwrap_or(text);
    let close = inner
        .char_indices()
        .take(5)
        .find(|(_, c)| matches!(c, ')' | '）'))?;
    let digits = &inner[..close.0];
    let after = opening + close.0 + close.1.len_utf8();
    let len = after + spaces(&text[after..]);
    if let Some(value) = han_value(digits).filter(|_| opening > 0) {
        return Some(Number {
            style: Style::HanBracket,
            value,
            len,
            is_marked: true,
        });
    }
    let value = digits
        .parse()
        .ok()
        .filter(|value| (1..100).contains(value))?;
    Some(Number {
        style: Style::Bracket,
        value,
        len,
        is_marked: true,
    })
}

fn roman(text: &str) -> Option<Number> {
    const ROMAN: [&str; 12] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
    ];
    let end = text.find(|c: char| !matches!(c, 'I' | 'V' | 'X'))?;
    let value = ROMAN.iter().position(|roman| *roman == &text[..end])? + 1;
    let rest = text[end..].strip_prefix(['.', '、'])?;
    let gap = spaces(rest);
    let len = text.len() - rest.len() + gap;
    (gap > 0).then_some(Number {
        style: Style::Roman,
        value: u32::try_from(value).ok()?,
        len,
        is_marked: true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(Style, u32, &str)>) {
        let got = number(text).map(|n| (n.style, n.value, &text[n.len..]));
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn reads_the_numbers_people_write() {
        check("1. HER家族", Some((Style::Decimal(1), 1, "HER家族")));
        check("1.2 Results", Some((Style::Decimal(2), 2, "Results")));
        check("1.1EGFR-TKI在", Some((Style::Decimal(2), 1, "EGFR-TKI在")));
        check("1 引言", Some((Style::Decimal(1), 1, "引言")));
        check("十二、展望", Some((Style::Han, 12, "展望")));
        check("貳、方法", Some((Style::HanFormal, 2, "方法")));
        check("（二）旁路", Some((Style::HanBracket, 2, "旁路")));
        check("(3) item", Some((Style::Bracket, 3, "item")));
        check("IV. Methods", Some((Style::Roman, 4, "Methods")));
    }

    #[test]
    fn leaves_other_digits_alone() {
        for text in [
            "1.5倍",
            "2019年",
            "12%",
            "一项研究",
            "3D culture",
            "In vivo",
            "",
            "0. x",
            "十分、重要",
        ] {
            check(text, None);
        }
    }
}
