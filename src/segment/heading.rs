//! Heading: lines → title and headings.
//!
//! A heading stands on a line of its own (Markdown, numbered, one of the usual
//! names of a part, or simply short and open), or as a label before its text
//! (`摘要：`, `【摘要】`, `METHODS:`), or runs into its paragraph ([`super::glued`]).

use super::glued;
use super::hinted::Layout;
use super::layout::{Line, ends_closed, is_wrapped, width};
use super::numbering::{Style, number};
use crate::model::{SectionKind, Span};
use crate::normalize::is_han;

/// By what a heading is known, and so where it stands in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// `##`: the number of signs.
    Markdown(u8),
    /// A number of this style.
    Numbered(Style),
    /// One of the usual names of a main part, or an unnumbered heading above numbered ones.
    Main,
    /// An unnumbered heading of its own line.
    Plain,
    /// A label before its text.
    Label,
}

/// One heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// Where its number or mark begins.
    pub start: usize,
    /// The heading without number and marks.
    pub text: Span,
    /// Where the text below it begins.
    pub body_start: usize,
    /// By what it is known.
    pub mark: Mark,
    /// The kind of section that its name promises.
    pub kind: SectionKind,
}

/// Names of abstracts and the like, in lower case as all of these lists.
const ABSTRACT: [&str; 14] = [
    "abstract",
    "summary",
    "key points",
    "highlights",
    "摘要",
    "摘 要",
    "内容提要",
    "中文摘要",
    "编者按",
    "編者按",
    "导读",
    "导语",
    "核心提示",
    "要点",
];
/// Names that stand before a part of an abstract as labels, or over a lesser part of an article.
const LABELS: [&str; 47] = [
    "background",
    "objective",
    "objectives",
    "purpose",
    "aim",
    "aims",
    "methods",
    "method",
    "patients and methods",
    "materials and methods",
    "results",
    "findings",
    "conclusion",
    "conclusions",
    "interpretation",
    "significance",
    "supporting information",
    "supplementary material",
    "supplementary materials",
    "supplementary data",
    "additional file",
    "additional files",
    "ethics statement",
    "abbreviations",
    "data availability",
    "introduction",
    "design",
    "setting",
    "measurements",
    "discussion",
    "background and objectives",
    "methods and results",
    "目的",
    "方法",
    "结果",
    "结论",
    "背景",
    "背景与目的",
    "目的与方法",
    "方法与结果",
    "材料与方法",
    "对象与方法",
    "資料與方法",
    "资料与方法",
    "結果",
    "結論",
    "討論",
];
/// Names of the main parts of an article.
const MAIN: [&str; 44] = [
    "introduction",
    "background",
    "methods",
    "materials and methods",
    "material and methods",
    "patients and methods",
    "subjects and methods",
    "methods and materials",
    "experimental procedures",
    "experimental section",
    "results",
    "results and discussion",
    "discussion",
    "conclusion",
    "conclusions",
    "concluding remarks",
    "case report",
    "case presentation",
    "future directions",
    "perspectives",
    "引言",
    "前言",
    "绪论",
    "材料与方法",
    "资料与方法",
    "对象与方法",
    "方法",
    "结果",
    "讨论",
    "结论",
    "小结",
    "总结",
    "展望",
    "总结与展望",
    "结论与展望",
    "小结与展望",
    "讨论与展望",
    "结果与讨论",
    "问题与展望",
    "结语",
    "結語",
    "結論",
    "討論",
    "小結",
];
/// Names of what stands behind an article.
const BACK: [&str; 25] = [
    "acknowledgements",
    "acknowledgments",
    "acknowledgement",
    "acknowledgment",
    "funding",
    "author contributions",
    "authors' contributions",
    "authors’ contributions",
    "competing interests",
    "competing financial interests",
    "conflict of interest",
    "conflicts of interest",
    "declaration of interests",
    "disclosure",
    "disclosures",
    "致谢",
    "致謝",
    "利益冲突",
    "利益冲突声明",
    "作者贡献",
    "基金项目",
    "作者简介",
    "声明",
    "资助",
    "利益衝突",
];

/// Returns what kind of section a name promises, and whether it is a main part.
fn known(name: &str) -> Option<(SectionKind, bool)> {
    let name = name
        .trim()
        .trim_end_matches([':', '：', '.'])
        .to_lowercase();
    let is = |list: &[&str]| list.contains(&name.as_str());
    if is(&ABSTRACT) {
        Some((SectionKind::Abstract, true))
    } else if is(&BACK) {
        Some((SectionKind::Back, true))
    } else if is(&MAIN) {
        Some((SectionKind::Body, true))
    } else {
        is(&LABELS).then_some((SectionKind::Body, false))
    }
}

/// The kind of section that a name promises.
pub(super) fn kind_of(name: &str) -> SectionKind {
    known(name).map_or(SectionKind::Body, |(kind, _)| kind)
}

/// Whether a name is that of a main part of an article.
pub(super) fn is_main(name: &str) -> bool {
    known(name).is_some_and(|(_, is_main)| is_main)
}

/// Returns the title: a Markdown heading of its own, or a short open first line.
pub(super) fn title(text: &str, lines: &[Line]) -> Option<Span> {
    let (first, rest) = lines.split_first()?;
    let line = first.span.of(text);
    if let Some((signs, heading)) = markdown(text, first.span) {
        let alone = rest.iter().all(|other| {
            markdown(text, other.span).is_none_or(|(other_signs, _)| other_signs > signs)
        });
        return alone.then_some(heading);
    }
    let is_short = width(line) <= 320 && line.chars().filter(|c| is_han(*c)).count() <= 80;
    let is_title = !rest.is_empty()
        && is_short
        && (!ends_closed(line) || line.ends_with(['?', '？']))
        && number(line).is_none()
        && known(line).is_none()
        && label(text, first.span, true).is_none();
    is_title.then_some(first.span)
}

/// Returns every heading of the article, in text order.
pub(super) fn headings(
    text: &str,
    lines: &[Line],
    title: Option<Span>,
    layout: &Layout<'_>,
) -> Vec<Heading> {
    let wrapped = is_wrapped(text, lines);
    let mut headings = Vec::new();
    let mut open: Vec<Line> = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        if Some(line.span) == title || title.is_some_and(|title| line.span.contains(title)) {
            continue;
        }
        let found = layout
            .heading(text, line.span)
            .or_else(|| on_its_own(text, *line, &lines[place + 1..], wrapped))
            .filter(|heading| {
                let is_plain =
                    heading.mark == Mark::Plain && known(heading.text.of(text)).is_none();
                !is_plain || !layout.marks_headings() || layout.is_heading(line.span)
            });
        match found {
            Some(heading) => headings.push(heading),
            None => {
                headings.extend(labels(text, line.span, headings.is_empty()));
                open.push(*line);
            }
        }
    }
    if !wrapped && !layout.marks_headings() {
        headings.extend(glued::headings(text, &open, &headings));
    }
    headings.sort_by_key(|heading| heading.start);
    let mut free_from = 0;
    headings.retain(|heading| {
        let is_free = heading.start >= free_from;
        free_from = if is_free {
            heading.body_start
        } else {
            free_from
        };
        is_free
    });
    drop_lists(text, &mut headings);
    headings
}

/// A line that is a heading as a whole.
fn on_its_own(text: &str, line: Line, rest: &[Line], wrapped: bool) -> Option<Heading> {
    let start = line.span.start as usize;
    let end = line.span.end as usize;
    let make = |text_span: Span, mark, kind| Heading {
        start,
        text: text_span,
        body_start: end,
        mark,
        kind,
    };
    if let Some((signs, inner)) = markdown(text, line.span) {
        let skip = number(inner.of(text)).map_or(0, |number| number.len);
        let inner = Span::new(inner.start as usize + skip, inner.end as usize);
        let kind = known(inner.of(text)).map_or(SectionKind::Body, |(kind, _)| kind);
        return Some(make(inner, Mark::Markdown(signs), kind));
    }
    let bare = strip_marks(text, line.span);
    let found = number(bare.of(text));
    let inner = Span::new(
        bare.start as usize + found.map_or(0, |n| n.len),
        bare.end as usize,
    );
    let name = inner.of(text);
    if let Some((kind, is_main)) = known(name) {
        let mark = found.map_or(if is_main { Mark::Main } else { Mark::Plain }, |n| {
            Mark::Numbered(n.style)
        });
        return Some(make(inner, mark, kind));
    }
    if rest.is_empty() {
        return None;
    }
    let is_open = !ends_closed(name) || name.ends_with(['?', '？']);
    let has_word = name.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    if !is_open
        || !has_word
        || is_front_line(name)
        || width(name) > 240
        || name.chars().filter(|c| is_han(*c)).count() > 45
    {
        return None;
    }
    match found {
        Some(number) if number.style != Style::Bracket => {
            Some(make(inner, Mark::Numbered(number.style), SectionKind::Body))
        }
        _ if is_plain(text, line, bare, rest, wrapped) => {
            Some(make(bare, Mark::Plain, SectionKind::Body))
        }
        _ => None,
    }
}

/// Whether an unnumbered open line is a heading: it begins as one, and a paragraph follows,
/// at once or below one more heading.
fn is_plain(text: &str, line: Line, bare: Span, rest: &[Line], wrapped: bool) -> bool {
    let name = bare.of(text);
    let is_bold = bare != line.span;
    let opens = name.starts_with(|c: char| {
        c.is_uppercase() || is_han(c) || c.is_numeric() || c.is_lowercase() && !wrapped
    });
    let is_item = name.starts_with(['-', '*', '•', '·', '|', '>', '=', '+']);
    let has_comma_list = name.matches([',', '，', '；', ';']).count() > 3;
    let is_paragraph = |line: &Line| {
        let following = line.span.of(text);
        width(following) > 2 * width(name).min(60) || ends_closed(following)
    };
    let is_short = !wrapped || width(name) <= 60 && line.after_blank;
    let reads_as_heading = !is_item && !has_comma_list && !is_caption(name) && !has_sentence(name);
    let runs_on = width(name) > 60 && !glued::junction::headings(text, line.span).is_empty();
    let leads = rest.iter().take(2).any(is_paragraph);
    is_bold || opens && reads_as_heading && is_short && leads && !runs_on
}

/// `关键词：耐药`, `DOI: …`: lines of the front matter, whose label is no heading.
fn is_front_line(line: &str) -> bool {
    const LABELS: [&str; 18] = [
        "关键词",
        "關鍵詞",
        "关键字",
        "keywords",
        "key words",
        "doi",
        "作者",
        "单位",
        "通讯作者",
        "通信作者",
        "收稿日期",
        "基金",
        "中图分类号",
        "文献标识码",
        "引用格式",
        "来源",
        "received",
        "correspondence",
    ];
    let line = line.trim_start_matches(['【', '[', '*']).to_lowercase();
    LABELS.iter().any(|label| {
        line.strip_prefix(label).is_some_and(|rest| {
            rest.trim_start_matches(['】', ']', '*', ' '])
                .starts_with([':', '：'])
                || rest.starts_with(['】', ']'])
        })
    })
}

/// `Figure 4`, `表1`: what stands under a picture or over a table.
fn is_caption(line: &str) -> bool {
    let rest = [
        "Figure", "Fig.", "FIGURE", "Table", "TABLE", "Scheme", "图", "表", "圖",
    ]
    .iter()
    .find_map(|name| line.strip_prefix(name));
    rest.is_some_and(|rest| {
        let number = rest.trim_start();
        number.starts_with(|c: char| c.is_ascii_digit() || c == 'S')
            && number.len() < rest.len() + 1
    })
}

/// Whether a line holds a whole sentence and more.
fn has_sentence(line: &str) -> bool {
    line.contains('。')
        || line.contains(". ")
            && line
                .split(". ")
                .any(|part| part.split_whitespace().count() > 8)
}

/// `## Heading` → (2, the heading).
fn markdown(text: &str, line: Span) -> Option<(u8, Span)> {
    let raw = line.of(text);
    let rest = raw.trim_start_matches('#');
    let signs = raw.len() - rest.len();
    let heading = rest.trim().trim_end_matches('#').trim_end();
    if signs == 0 || signs > 6 || heading.is_empty() || rest.len() == rest.trim_start().len() {
        return None;
    }
    let start = line.start as usize + signs + (rest.len() - rest.trim_start().len());
    Some((
        u8::try_from(signs).ok()?,
        Span::new(start, start + heading.len()),
    ))
}

/// Leaves out `**…**` or `【…】` around a whole line.
fn strip_marks(text: &str, line: Span) -> Span {
    let raw = line.of(text);
    for (opening, closing) in [
        ("**", "**"),
        ("__", "__"),
        ("【", "】"),
        ("■", ""),
        ("▶", ""),
        ("◆", ""),
    ] {
        let inner = raw
            .strip_prefix(opening)
            .and_then(|rest| rest.strip_suffix(closing));
        if let Some(inner) = inner
            .filter(|inner| !inner.is_empty() && (closing.is_empty() || !inner.contains(closing)))
        {
            let start =
                line.start as usize + opening.len() + (inner.len() - inner.trim_start().len());
            return Span::new(start, start + inner.trim().len());
        }
    }
    line
}

/// A label at the start of a line or paragraph: `摘要：`, `【摘要】`, `METHODS:`.
///
/// At the start of an article, a short run without punctuation may stand before the label of an
/// abstract: the banner of an account.
fn label(text: &str, part: Span, at_start: bool) -> Option<Heading> {
    let raw = part.of(text);
    let start = part.start as usize;
    if let Some(rest) = raw.strip_prefix(['【', '[']) {
        let closing = rest.find(['】', ']']).filter(|&at| at <= 40)?;
        let mark = raw.len() - rest.len();
        let (kind, _) = known(&rest[..closing])?;
        let text_span = Span::new(start + mark, start + mark + closing);
        let tail = rest[closing..].chars().next().map_or(1, char::len_utf8);
        let body_start = start + mark + closing + tail;
        return Some(Heading {
            start,
            text: text_span,
            body_start,
            mark: Mark::Label,
            kind,
        });
    }
    let reach = raw
        .char_indices()
        .map(|(at, _)| at)
        .nth(120)
        .unwrap_or(raw.len());
    let colon = raw[..reach].find([':', '：'])?;
    let before = &raw[..colon];
    let name = std::iter::once(before)
        .chain(ABSTRACT.iter().filter(|_| at_start).filter_map(|name| {
            let head = before.strip_suffix(name)?;
            (!head.contains(['。', '；', '!', '！'])).then_some(&before[head.len()..])
        }))
        .find(|name| known(name).is_some())?;
    let (kind, _) = known(name)?;
    let name_start = start + colon - name.len();
    let lead = name.len() - name.trim_start().len();
    let text_span = Span::new(name_start + lead, name_start + lead + name.trim().len());
    let after = raw[colon..].chars().next().map_or(1, char::len_utf8);
    Some(Heading {
        start: name_start,
        text: text_span,
        body_start: start + colon + after,
        mark: Mark::Label,
        kind,
    })
}

/// The label that a line begins with, and those that follow in the same line after a full stop.
fn labels(text: &str, line: Span, at_start: bool) -> Vec<Heading> {
    let mut labels = Vec::new();
    let Some(first) = label(text, line, at_start) else {
        return labels;
    };
    let mut from = first.body_start;
    labels.push(first);
    let end = line.end as usize;
    while from < end {
        let rest = text.get(from..end).unwrap_or_default();
        let skipped = rest.len() - rest.trim_start().len();
        if let Some(next) = label(text, Span::new(from + skipped, end), false) {
            from = next.body_start;
            labels.push(next);
            continue;
        }
        let stop = rest
            .char_indices()
            .find(|(_, c)| matches!(c, '。' | '.' | '；' | ';'));
        let Some((at, mark)) = stop else { break };
        from += at + mark.len_utf8();
    }
    labels
}

/// Drops numbered lines that are items of a list: the next number follows at once, without a text
/// between, or each item is part of one sentence.
fn drop_lists(text: &str, headings: &mut Vec<Heading>) {
    let is_item = |place: usize, headings: &[Heading]| {
        let here = headings[place];
        let next = headings.get(place + 1);
        let empty = next.is_some_and(|next| {
            next.mark == here.mark
                && text
                    .get(here.body_start..next.start)
                    .is_some_and(|gap| gap.trim().is_empty())
        });
        matches!(here.mark, Mark::Numbered(_)) && empty
    };
    let items: Vec<bool> = (0..headings.len())
        .map(|place| is_item(place, headings))
        .collect();
    let mut place = 0;
    headings.retain(|heading| {
        let after_item = place > 0 && items[place - 1] && matches!(heading.mark, Mark::Numbered(_));
        let keep = !items[place] && !after_item;
        place += 1;
        keep
    });
}
