//! Raised: superscripts of pages and files → characters that show them.

/// Writes the digits of a superscript as superscript digits, if it is made of digits and the
/// signs between them: `10⁵`, `耐药¹,²`. Anything else stays as it is.
pub(super) fn raised(text: &str) -> String {
    let is_sign = |c: char| {
        c.is_ascii_digit()
            || c.is_whitespace()
            || matches!(
                c,
                ',' | '，' | '、' | ';' | '-' | '–' | '—' | '−' | '+' | '[' | ']' | '(' | ')'
            )
    };
    let is_bracketed = text.trim_start().starts_with(['[', '［', '〔']);
    if is_bracketed || !text.chars().all(is_sign) {
        return text.to_owned();
    }
    text.chars().map(|c| superscript(c).unwrap_or(c)).collect()
}

fn superscript(digit: char) -> Option<char> {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    DIGITS.get(digit.to_digit(10)? as usize).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raises_numbers_only() {
        assert_eq!(raised("12"), "¹²");
        assert_eq!(raised("1,3-5"), "¹,³-⁵");
        assert_eq!(raised("2+"), "²+");
        assert_eq!(raised("[3]"), "[3]");
        assert_eq!(raised("G12C"), "G12C");
        assert_eq!(raised("a"), "a");
    }
}
