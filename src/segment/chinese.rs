//! Chinese: does this mark end a Chinese sentence?

use crate::normalize::is_han;

/// Whether a Chinese mark ends a sentence, given what follows it.
///
/// `……` ends none, nor does a mark before a closing bracket or a comma: `“为什么？”，`.
pub(super) fn is_stop(mark: char, after: &str) -> bool {
    let closers = ['”', '’', '」', '』', '"'];
    let next = after.trim_start_matches(closers).chars().next();
    let goes_on =
        next.is_some_and(|c| matches!(c, '，' | ',' | '、' | '；' | ';' | '的' | '）' | ')'));
    mark != '…' && !goes_on
}

/// Whether a text writes its full stops half width: `效果明显.结果表明`.
pub(super) fn uses_half_width_stops(text: &str) -> bool {
    let wide = text.matches('。').count();
    let mut narrow = 0;
    let mut previous = ' ';
    for character in text.chars() {
        narrow += usize::from(is_han(previous) && matches!(character, '.' | '．'));
        previous = character;
    }
    narrow > wide
}

/// Whether a half-width full stop ends a Chinese sentence.
///
/// Behind a Han character it does. Behind anything else it does when Chinese goes
/// on after it and the text writes its full stops half width.
pub(super) fn is_half_width_stop(before: &str, after: &str, half_width_stops: bool) -> bool {
    let Some(previous) = before.chars().next_back() else {
        return false;
    };
    let next = after.trim_start().chars().next();
    let closes = is_han(previous) || matches!(previous, '）' | '％' | '”' | '］');
    let digit_follows = after.starts_with(|c: char| c.is_ascii_digit());
    if closes {
        return is_han(previous) && !digit_follows || next.is_none_or(is_han);
    }
    half_width_stops && next.is_some_and(is_han)
}
