//! Layout: text → its lines, and whether they are wrapped.

use crate::model::Span;
use crate::normalize::is_han;

/// One line that holds more than white space.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// From the first to the last visible character.
    pub span: Span,
    /// Whether a blank line, or the start of the text, stands before it.
    pub after_blank: bool,
}

/// Returns the lines of a part of the text.
pub(super) fn lines(text: &str, within: Span) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = within.start as usize;
    let mut after_blank = true;
    for raw in within.of(text).split_inclusive('\n') {
        let visible = raw.trim();
        if visible.is_empty() {
            after_blank = true;
        } else {
            let start = at + (raw.len() - raw.trim_start().len());
            let span = Span::new(start, start + visible.len());
            lines.push(Line { span, after_blank });
            after_blank = false;
        }
        at += raw.len();
    }
    lines
}

/// Whether most lines end in mid-sentence, as in text wrapped at a margin.
pub(super) fn is_wrapped(text: &str, lines: &[Line]) -> bool {
    let long = |line: &&Line| line.span.len() > 40;
    let open = |line: &&Line| !ends_closed(line.span.of(text));
    let count = lines.iter().filter(long).count();
    count >= 6 && lines.iter().filter(long).filter(open).count() * 2 > count
}

/// Whether a line ends as a sentence does: with a full stop and whatever may follow it.
pub(super) fn ends_closed(line: &str) -> bool {
    let is_tail = |c: char| {
        c.is_ascii_digit()
            || matches!(
                c,
                '[' | ']'
                    | '［'
                    | '］'
                    | '('
                    | ')'
                    | '）'
                    | '"'
                    | '”'
                    | '’'
                    | '\''
                    | '」'
                    | '-'
                    | '–'
                    | ','
                    | '，'
                    | ' '
            )
    };
    let stem = line.trim_end_matches(is_tail);
    let last = stem.chars().next_back();
    let closes = |c: char| {
        matches!(
            c,
            '。' | '！' | '？' | '.' | '!' | '?' | '；' | ';' | '：' | ':'
        )
    };
    last.is_some_and(closes) || line.ends_with(['，', ',', '、'])
}

/// Length in columns: a Han character counts as two.
pub(super) fn width(text: &str) -> usize {
    text.chars()
        .map(|character| if is_han(character) { 2 } else { 1 })
        .sum()
}
