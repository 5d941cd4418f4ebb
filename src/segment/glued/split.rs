//! Split: where a heading ends and its paragraph begins, in Chinese text.

use crate::normalize::{is_han, is_word, simplify};
use crate::segment::heading::is_main;

/// How far around the heading recurring strings are counted, in bytes.
const NEIGHBOURHOOD: usize = 30_000;
/// The longest heading tried, in characters.
const LONGEST: usize = 36;

/// Words that open a sentence, not a heading's last word.
const OPENERS: [&str; 68] = [
    "事实上",
    "此外",
    "然而",
    "目前",
    "近年来",
    "近年",
    "随着",
    "为了",
    "由于",
    "虽然",
    "尽管",
    "研究",
    "有研究",
    "临床前",
    "临床",
    "多项",
    "一项",
    "除了",
    "除",
    "通过",
    "对于",
    "根据",
    "作为",
    "众所周知",
    "大量",
    "越来越多",
    "针对",
    "与此同时",
    "首先",
    "其次",
    "另外",
    "一般",
    "据",
    "已有",
    "最近",
    "早期",
    "大约",
    "大多数",
    "多数",
    "部分",
    "许多",
    "不同",
    "不仅",
    "同样",
    "尤其",
    "综上",
    "总之",
    "未来",
    "因此",
    "如果",
    "当",
    "在",
    "对",
    "从",
    "该",
    "这",
    "其",
    "本",
    "我们",
    "人们",
    "上述",
    "并非",
    "不少",
    "即使",
    "值得",
    "鉴于",
    "现有",
    "之所以",
];
/// Endings of names of things: what headings end with.
const NOMINAL: [&str; 104] = [
    "旁路",
    "机制",
    "机理",
    "突变",
    "激活",
    "活化",
    "通路",
    "途径",
    "扩增",
    "差异",
    "掩蔽",
    "遮蔽",
    "丢失",
    "缺失",
    "表达",
    "治疗",
    "疗法",
    "作用",
    "研究",
    "进展",
    "耐药",
    "意义",
    "策略",
    "展望",
    "现状",
    "特点",
    "特征",
    "关系",
    "影响",
    "方法",
    "结果",
    "讨论",
    "信号",
    "转导",
    "异常",
    "改变",
    "转化",
    "转换",
    "重编程",
    "逃逸",
    "微环境",
    "代谢",
    "调控",
    "修复",
    "融合",
    "重排",
    "抵抗",
    "受体",
    "蛋白",
    "基因",
    "细胞",
    "因子",
    "抑制剂",
    "药物",
    "免疫",
    "失活",
    "抑制",
    "上调",
    "下调",
    "沉默",
    "降解",
    "外排",
    "转移",
    "应用",
    "问题",
    "前景",
    "结语",
    "小结",
    "总结",
    "结论",
    "引言",
    "前言",
    "背景",
    "概述",
    "疗效",
    "检测",
    "评估",
    "选择",
    "方案",
    "功能",
    "结合",
    "位点",
    "耗竭",
    "浸润",
    "凋亡",
    "局限",
    "瓶颈",
    "挑战",
    "优势",
    "基础",
    "需求",
    "障碍",
    "发现",
    "证据",
    "人群",
    "共识",
    "原则",
    "分类",
    "分型",
    "类型",
    "靶点",
    "标志物",
    "预后",
    "诊断",
];
/// Single characters that names of things end with.
const NOMINAL_LAST: &str = "性化率型症学物剂体病癌瘤";
/// What no heading ends with and no paragraph begins behind.
const OPEN_END: &str = "的和与及或在对为是而以由被可会将不并从向于有能其该这所使让把如等之仍也均都更最很较各每第约一二三两几";
/// What no paragraph begins with.
const TAIL: &str = "的和及或等性化率者了们、，。；：！？,.;:)）]】”’";
/// What few paragraphs begin with, unless as part of an opening word.
const SOFT_TAIL: &str = "与中上下后前内外间时地得型样剂体物";
/// Words that make a clause, not a heading.
const PREDICATES: [&str; 22] = [
    "是",
    "会",
    "可以",
    "能够",
    "我们",
    "发现",
    "表明",
    "显示",
    "认为",
    "具有",
    "决定",
    "观察到",
    "证实",
    "报道",
    "指出",
    "提示",
    "存在",
    "属于",
    "往往",
    "通常",
    "已经",
    "仍然",
];

/// Returns the length in bytes of the heading at the start of `rest`, which begins at `start` of `text`.
///
/// `None` when no place can end it.
pub(super) fn heading_len(text: &str, start: usize, rest: &str) -> Option<usize> {
    heading(text, start, rest).map(|(len, _)| len)
}

/// As [`heading_len`], with how well the cut parts the two; higher is better.
pub(super) fn heading(text: &str, start: usize, rest: &str) -> Option<(usize, f64)> {
    let stop = rest
        .char_indices()
        .find(|(_, c)| {
            matches!(
                c,
                '。' | '，' | ',' | '；' | ';' | '！' | '？' | '!' | '?' | '\n'
            )
        })
        .map_or(rest.len(), |(at, _)| at);
    let near = simplify(neighbourhood(text, start));
    let simple = simplify(rest.get(..stop).unwrap_or(rest));
    let mut best: Option<(f64, usize)> = None;
    let places = rest
        .char_indices()
        .map(|(at, _)| at)
        .take(LONGEST * 2)
        .skip(2);
    for at in places.take_while(|&at| at < stop) {
        let (heading, paragraph) = simple.split_at(at);
        if !can_part(heading, paragraph) {
            continue;
        }
        let score = score(heading, paragraph, &near);
        if best.is_none_or(|(highest, _)| score > highest) {
            best = Some((score, at));
        }
    }
    best.map(|(score, at)| (at, score))
}

fn neighbourhood(text: &str, at: usize) -> &str {
    let boundary = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let from = boundary(at.saturating_sub(NEIGHBOURHOOD));
    &text[from..boundary((at + NEIGHBOURHOOD).min(text.len()))]
}

/// Whether the text may be cut here at all: not inside a Latin word, not before a tail, not with a bracket open.
fn can_part(heading: &str, paragraph: &str) -> bool {
    let (Some(last), Some(first)) = (heading.chars().next_back(), paragraph.chars().next()) else {
        return false;
    };
    let inside_word = is_joint(last) && is_joint(first) && !names_author(paragraph);
    let open = |opening: [char; 2], closing: [char; 2]| {
        heading.matches(opening).count() > heading.matches(closing).count()
    };
    !inside_word
        && !open(['(', '（'], [')', '）'])
        && !open(['“', '《'], ['”', '》'])
        && !OPEN_END.contains(last)
        && !TAIL.contains(first)
        && !is_dashlike(last)
        && !is_dashlike(first)
        && first != ' '
        && heading.chars().count() <= LONGEST
}

fn is_joint(character: char) -> bool {
    is_word(character) || matches!(character, '/' | '+' | '.')
}

fn is_dashlike(character: char) -> bool {
    matches!(character, '-' | '–' | '—' | '/' | '‐' | '・' | '·')
}

/// How well a cut parts a heading from its paragraph; higher is better.
fn score(heading: &str, paragraph: &str, near: &str) -> f64 {
    let known = if is_main(heading) { 6.0 } else { 0.0 };
    known
        + restatement(heading, paragraph)
        + opening(paragraph)
        + ending(heading)
        + cohesion(heading, paragraph, near)
        + length(heading)
        - clause(heading)
        - torn(heading, paragraph)
}

/// The paragraph begins with the words the heading begins with, perhaps behind an opening word.
fn restatement(heading: &str, paragraph: &str) -> f64 {
    let plain = |text: &str| -> Vec<char> { text.chars().filter(|c| *c != '的').collect() };
    let (heading, paragraph) = (plain(heading), plain(paragraph));
    let behind = (1..=5).filter_map(|skip| paragraph.get(skip..));
    let later = behind
        .map(|rest| 0.8 * common_start(&heading, rest))
        .fold(0.0, f64::max);
    let at_once = common_start(&heading, &paragraph);
    let whole = if at_once > 0.0 && paragraph.starts_with(&heading) {
        2.0
    } else {
        0.0
    };
    (at_once + whole).max(later)
}

/// How much two texts have in common from their start, in whole words.
fn common_start(heading: &[char], paragraph: &[char]) -> f64 {
    let mut common = heading
        .iter()
        .zip(paragraph)
        .take_while(|(a, b)| a == b)
        .count();
    let goes_on = |side: &[char]| side.get(common).is_some_and(|c| is_word(*c));
    if common > 0 && is_word(heading[common - 1]) && (goes_on(heading) || goes_on(paragraph)) {
        common = heading[..common]
            .iter()
            .rposition(|c| !is_word(*c))
            .map_or(0, |at| at + 1);
    }
    let weight: f64 = heading[..common]
        .iter()
        .map(|c| if is_han(*c) { 1.0 } else { 0.5 })
        .sum();
    if weight < 1.5 { 0.0 } else { weight.min(6.0) }
}

/// The paragraph opens as sentences do.
///
/// Who found it opens many a sentence of a review: `Awad等`; so does when: `2013年`.
fn opening(paragraph: &str) -> f64 {
    let digits = paragraph.trim_start_matches(|c: char| c.is_ascii_digit());
    let names_year = paragraph.len() - digits.len() == 4 && digits.starts_with('年');
    if names_author(paragraph) || names_year {
        return 4.0;
    }
    let longest = OPENERS
        .iter()
        .filter(|opener| paragraph.starts_with(**opener))
        .map(|opener| opener.chars().count());
    match longest.max() {
        None => 0.0,
        Some(1) => 1.5,
        Some(_) => 3.0,
    }
}

/// `Awad等`, `Price-Schiavi等`: a capital, small letters, and 等.
pub(super) fn names_author(paragraph: &str) -> bool {
    let mut characters = paragraph.chars();
    let is_name =
        |c: char| c.is_alphabetic() && !is_han(c) || matches!(c, '-' | '\'' | '’' | ' ' | '.');
    characters.next().is_some_and(char::is_uppercase)
        && characters.next().is_some_and(char::is_lowercase)
        && paragraph.trim_start_matches(is_name).starts_with('等')
}

/// The heading ends as names of things do.
fn ending(heading: &str) -> f64 {
    if NOMINAL.iter().any(|ending| heading.ends_with(ending)) {
        2.5
    } else if heading.ends_with(|c| NOMINAL_LAST.contains(c)) {
        2.0
    } else if heading.ends_with(|c: char| is_word(c) || matches!(c, ')' | '）')) {
        1.0
    } else {
        0.0
    }
}

/// Strings that recur are not torn apart; what begins the paragraph begins something elsewhere too.
fn cohesion(heading: &str, paragraph: &str, near: &str) -> f64 {
    let last: Vec<char> = heading.chars().rev().take(2).collect();
    let first: Vec<char> = paragraph.chars().take(3).collect();
    // Between Han and Latin there is a boundary anyway.
    let is_one_script = last
        .first()
        .zip(first.first())
        .is_some_and(|(a, b)| is_han(*a) && is_han(*b));
    let crossing = |before: usize, after: usize| {
        let has_both = is_one_script && last.len() >= before && first.len() >= after;
        let joined: String = last[..before.min(last.len())]
            .iter()
            .rev()
            .chain(&first[..after.min(first.len())])
            .collect();
        has_both && near.matches(joined.as_str()).count() > 1
    };
    let mut value = 0.0;
    if crossing(1, 1) {
        value -= 0.7;
    }
    if crossing(2, 1) {
        value -= 0.8;
    }
    if crossing(1, 2) {
        value -= 0.8;
    }
    if crossing(2, 2) {
        value -= 1.5;
    }
    if recurs(near, &first_word(paragraph)) {
        value += 0.75;
    }
    let word: String = first.iter().take(2).collect();
    let begins_elsewhere = ["，", ",", "。", "；", "、"]
        .iter()
        .any(|mark| near.contains(&format!("{mark}{word}")));
    let recurs = near.matches(word.as_str()).count() > 1;
    value
        + if begins_elsewhere {
            1.0
        } else if recurs {
            0.5
        } else {
            0.0
        }
}

/// The first Latin word with the two characters behind it, or the first four characters.
fn first_word(paragraph: &str) -> String {
    let latin = paragraph.chars().take_while(|c| is_joint(*c)).count();
    let count = if latin > 0 { latin + 2 } else { 4 };
    paragraph.chars().take(count).collect()
}

fn recurs(near: &str, word: &str) -> bool {
    near.match_indices(word).nth(1).is_some()
}

/// Headings are short, but seldom very short.
fn length(heading: &str) -> f64 {
    let units: f64 = heading
        .chars()
        .map(|c| if is_han(c) { 1.0 } else { 0.4 })
        .sum();
    match units {
        u if u < 3.0 => -2.5,
        u if u < 4.0 => -1.0,
        u if u > 14.0 => -0.3 * (u - 14.0),
        _ => 0.0,
    }
}

/// How much of a clause the heading holds.
fn clause(heading: &str) -> f64 {
    let is_noun = |word: &str| {
        heading
            .strip_suffix(word)
            .is_some_and(|rest| rest.ends_with('的'))
    };
    let has_verb = PREDICATES
        .iter()
        .any(|word| heading.contains(word) && !is_noun(word));
    if has_verb { 3.0 } else { 0.0 }
}

/// How much heading and paragraph lack each other: a verb its subject or its object, a compound its
/// head (`基因|突变`).
fn torn(heading: &str, paragraph: &str) -> f64 {
    const TRANSITIVE: [&str; 18] = [
        "产生", "导致", "引起", "促进", "介导", "涉及", "包括", "增加", "降低", "形成", "成为",
        "获得", "激发", "诱发", "造成", "伴有", "依赖", "需要",
    ];
    const HEADS: [&str; 26] = [
        "突变",
        "激活",
        "活化",
        "失活",
        "丢失",
        "缺失",
        "转化",
        "扩增",
        "上调",
        "下调",
        "表达",
        "抑制",
        "融合",
        "重排",
        "排斥",
        "逃逸",
        "重编程",
        "保护",
        "恢复",
        "改变",
        "检测",
        "通路",
        "机制",
        "信号",
        "抵抗",
        "耐药",
    ];
    let lacks_subject = PREDICATES.iter().any(|verb| paragraph.starts_with(verb));
    let restated = restatement(heading, paragraph) > 0.0;
    let compound = HEADS.iter().any(|head| paragraph.starts_with(head)) && !restated;
    let soft = paragraph.starts_with(|c| SOFT_TAIL.contains(c))
        && !OPENERS.iter().any(|opener| paragraph.starts_with(opener));
    let lacks_object = TRANSITIVE.iter().any(|verb| heading.ends_with(verb));
    let weigh = |is_so: bool, weight: f64| if is_so { weight } else { 0.0 };
    weigh(lacks_subject, 3.0) + weigh(lacks_object, 2.0) + weigh(compound, 2.5) + weigh(soft, 2.0)
}
