//! Aside: lines of a text that are no running text: tables of contents, captions, and the names
//! and addresses of authors behind the title.
//!
//! They hold no sentences and no headings. Only whole lines are looked at, so a text that was
//! pasted without its line breaks has none.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::layout::{Line, ends_closed};
use crate::model::Span;
use crate::normalize::is_han;

/// Longer lines are no addresses.
const LONGEST_ADDRESS: usize = 300;

/// The commonest family names of Chinese authors.
const SURNAMES: &str = "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高罗羅郑鄭梁谢謝宋唐许許邓鄧冯馮韩韓曹曾彭萧蕭蔡潘田董袁于余叶葉蒋蔣杜苏蘇魏程吕呂丁沈任姚卢盧傅钟鍾姜崔谭譚廖范汪陆陸金石戴贾賈韦韋夏邱方侯邹鄒熊孟秦白江阎閻薛尹段雷黎史龙龍陶贺賀顾顧毛郝龚龔邵万萬钱錢严嚴武莫孔汤湯";

struct Patterns {
    contents: Regex,
    page: Regex,
    caption: Regex,
    contact: Regex,
    institution: Regex,
    name: Regex,
}

static PATTERNS: LazyLock<Option<Patterns>> = LazyLock::new(|| {
    let new = |pattern: &str| Regex::new(pattern).ok();
    Some(Patterns {
        contents: new(r"(?i)^(?:目\s*[录錄次]|(?:table of )?contents)[:：]?$")?,
        page: new(r"[\s.…·‥．。\-—_]*\s?\d{1,4}$")?,
        caption: new(concat!(
            r"^(?:[续附]?[图圖表]\s*\d+(?:[-–.]\d+)*[A-Za-z]?(?:[.:：．|｜]\s*|[\s\u{3000}]+)[^\s显顯示为為是表中总總列给給和与與、，]",
            r"|(?:Supplement(?:ary|al) )?(?:Fig(?:ure)?\.?|FIG(?:URE)?\.?|Table|TABLE|Scheme|SCHEME)\s*S?\d+[A-Z]?\s*[.:|]?\s+[A-Z“\x22(\d])",
        ))?,
        contact: new(
            r"@|^\s*[*†#]?\s*(?:通[信讯訊]作者|作者[单單]位|作者[简簡]介|收稿日期|基金[项項]目|中图分类号|文献标[志识]码|Correspond|Received|Accepted|Published|E-?mail|(?i:doi)\b)",
        )?,
        institution: new(
            r"大学|大學|医院|醫院|研究所|学院|學院|研究院|实验室|實驗室|\b(?:University|Hospital|Institute|Department|Dept|College|School of|Cent(?:er|re)|Laboratory|Faculty|Division)\b",
        )?,
        name: new(r"^\p{Lu}[\p{L}.'’-]*(?:\s+(?:\p{Lu}[\p{L}.'’-]*|de|van|von|der|la|el)){1,4}$")?,
    })
});

/// Returns the lines that are no running text, in text order; and where the names and addresses
/// behind the title end, if there are any.
pub(super) fn asides(
    text: &str,
    lines: &[Line],
    title: Option<Span>,
) -> (Vec<Span>, Option<usize>) {
    let Some(patterns) = PATTERNS.as_ref() else {
        return (Vec::new(), None);
    };
    let spans: Vec<Span> = lines.iter().map(|line| line.span).collect();
    let behind = title.map(|title| spans.partition_point(|line| line.start < title.end));
    let front: &[Span] = behind.map_or(&[], |behind| {
        let lines = &spans[behind..];
        let is_front = |line: &&Span| is_front(patterns, line.of(text));
        &lines[..lines.iter().take_while(is_front).count()]
    });
    let front_end = front.last().map(|last| last.end as usize);
    let mut found = front.to_vec();
    found.extend(contents(patterns, text, &spans));
    let caption = |line: &&Span| patterns.caption.is_match(line.of(text));
    found.extend(spans.iter().filter(caption));
    found.sort_by_key(|line| line.start);
    found.dedup();
    (found, front_end)
}

/// The lines of a table of contents: its heading, and the lines below that end in a page number
/// behind dots or stand again further down.
fn contents(patterns: &Patterns, text: &str, lines: &[Span]) -> Vec<Span> {
    let is_heading = |line: &Span| patterns.contents.is_match(line.of(text));
    let Some(heading) = lines.iter().position(is_heading) else {
        return Vec::new();
    };
    let mut last_place: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, line) in lines.iter().enumerate() {
        last_place.insert(line.of(text), place);
    }
    let is_entry = |place: usize| {
        let line = lines[place].of(text);
        let page = patterns.page.find(line);
        let name = page.map_or(line, |page| line[..page.start()].trim_end());
        let has_leader =
            page.is_some_and(|page| page.as_str().matches(['.', '…', '·', '‥', '．']).count() >= 2);
        let again = last_place.get(name).or_else(|| last_place.get(line));
        has_leader || again.is_some_and(|&last| last > place)
    };
    let count = (heading + 1..lines.len())
        .take_while(|&place| is_entry(place))
        .count();
    match count {
        0 => Vec::new(),
        _ => lines[heading..=heading + count].to_vec(),
    }
}

/// Whether a line behind the title names authors, where they work or how to reach them.
fn is_front(patterns: &Patterns, line: &str) -> bool {
    let is_short = line.chars().count() <= LONGEST_ADDRESS;
    let is_address = patterns.institution.is_match(line)
        && line.contains([',', '，', ' '])
        && !line.contains(['。', '的', '了'])
        && !has_verb(line);
    is_short && (patterns.contact.is_match(line) || is_address || names_authors(patterns, line))
}

fn has_verb(line: &str) -> bool {
    const VERBS: [&str; 10] = [
        " is ", " are ", " was ", " were ", " we ", " has ", " have ", " this ", "We ", "This ",
    ];
    VERBS.iter().any(|verb| line.contains(verb))
}

/// `张三1，李四1,2`, `John Smith1, Karen L. Brown1,2 and Wei Wang2*`.
fn names_authors(patterns: &Patterns, line: &str) -> bool {
    let is_mark = |c: char| c.is_numeric() || "*†‡§¶#()（）✉☆△△".contains(c) || c.is_whitespace();
    let has_han = line.contains(is_han);
    let joined = line.replace(" and ", ",").replace('&', ",");
    let is_break =
        |c: char| matches!(c, ',' | '，' | '、' | ';' | '；') || has_han && c.is_whitespace();
    let pieces = joined
        .split(is_break)
        .map(|piece| piece.trim_matches(is_mark));
    let pieces: Vec<&str> = pieces.filter(|piece| !piece.is_empty()).collect();
    let is_name = |piece: &&str| match has_han {
        true => {
            (2..=4).contains(&piece.chars().count())
                && piece.chars().all(is_han)
                && piece.starts_with(|c| SURNAMES.contains(c))
        }
        false => patterns.name.is_match(piece),
    };
    pieces.len() > 1 && pieces.iter().all(is_name) && !ends_closed(line.trim_end_matches(is_mark))
}

#[cfg(test)]
mod tests {
    use super::super::layout;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let lines = layout::lines(text, Span::new(0, text.len()));
        let (found, _) = asides(text, &lines, Some(lines[0].span));
        let found: Vec<&str> = found.iter().map(|line| line.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn finds_authors_and_where_they_work() {
        check(
            "某药的耐药机制\n张三1，李四1,2，王五2*\n1. 某大学附属医院肿瘤科，北京 100000\n通信作者：王五，E-mail: ww@example.org\n患者多出现耐药。",
            &[
                "张三1，李四1,2，王五2*",
                "1. 某大学附属医院肿瘤科，北京 100000",
                "通信作者：王五，E-mail: ww@example.org",
            ],
        );
        check(
            "Resistance to antibodies\nJohn Smith1, Karen L. Brown1,2 and Wei Wang2*\n1 Department of Oncology, University Hospital, Boston, MA\n*Correspondence: ww@example.org\nPatients relapse.",
            &[
                "John Smith1, Karen L. Brown1,2 and Wei Wang2*",
                "1 Department of Oncology, University Hospital, Boston, MA",
                "*Correspondence: ww@example.org",
            ],
        );
        for text in [
            "某药的耐药机制\n我院肿瘤医院收治的患者，多出现耐药\n一、引言",
            "某药的耐药机制\n乳腺癌，胃癌均可见到耐药\n一、引言",
            "Resistance to antibodies\nPatients of the University Hospital, Boston, were treated\nMET",
            "Resistance to antibodies\nTarget loss\nMET is amplified.",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn finds_tables_of_contents() {
        check(
            "题目\n目录\n一、前言 ........ 1\n二、结语……3\n一、前言\n患者多出现耐药。\n二、结语\n机制复杂。",
            &["目录", "一、前言 ........ 1", "二、结语……3"],
        );
        check(
            "Title\nContents\n1. Introduction\n2. Outlook 7\n1. Introduction\nPatients relapse.\n2. Outlook\nIt is hard.",
            &["Contents", "1. Introduction", "2. Outlook 7"],
        );
        check("题目\n目录\n一、前言\n患者多出现耐药。", &[]);
    }

    #[test]
    fn finds_captions() {
        check(
            "题目\n表1 耐药的机制\n图2：旁路激活示意图。A，正常。\n图1显示耐药。\n表2 为各组的结果。\n表1、2列出结果。",
            &["表1 耐药的机制", "图2：旁路激活示意图。A，正常。"],
        );
        check(
            "Title\nFigure 1. Bypass of MET.\nTable S2 Patients and tumours\nFig. 3: Survival\nFigure 1 shows MET.\nTables 1 and 2 list them.",
            &[
                "Figure 1. Bypass of MET.",
                "Table S2 Patients and tumours",
                "Fig. 3: Survival",
            ],
        );
    }
}
