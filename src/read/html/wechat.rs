//! WeChat: pages of public accounts.
//!
//! Title in `og:title` or `#activity-name`, account in `#js_name`, date in `#publish_time` or the
//! script's `ct`, the article in `#js_content`, which is hidden until its script runs.

use scraper::{ElementRef, Html};

use super::super::record::year;
use super::{first, text_of};
use crate::model::Metadata;

/// What pages say that stand where an article was.
const NOTICES: [(&str, &str); 7] = [
    (
        "该内容已被发布者删除",
        "an article that its publisher deleted",
    ),
    ("此内容因违规无法查看", "an article that was taken down"),
    ("此帐号已被屏蔽", "an account that was blocked"),
    ("该公众号已迁移", "an account that moved"),
    (
        "完成验证后即可继续访问",
        "a page that asks for verification",
    ),
    ("仅对关注者可见", "an article for followers only"),
    ("已停止访问该网页", "a page that was stopped"),
];

/// Why a page of WeChat holds no article, if it holds none.
pub(super) fn refusal(page: &Html, text: &str) -> Option<String> {
    let content = first(page, "#js_content");
    match content {
        Some(content) if text_of(content).is_empty() => {
            Some("no text, only pictures or what a script would show".into())
        }
        Some(_) => None,
        None => {
            let shown = text_of(page.root_element());
            let is_short = shown.chars().count() < 400;
            let notice = NOTICES
                .iter()
                .find(|(words, _)| is_short && shown.contains(words));
            let is_message = text.contains("weui-msg") && is_short;
            notice
                .map(|(_, what)| (*what).to_owned())
                .or_else(|| is_message.then(|| "a message in its place".to_owned()))
        }
    }
}

/// The article of a page of WeChat; what the page says of it goes into the metadata.
pub(super) fn content<'p>(
    page: &'p Html,
    text: &str,
    metadata: &mut Metadata,
) -> Option<ElementRef<'p>> {
    let content = first(page, "#js_content")?;
    let account = first(page, "#js_name")
        .map(text_of)
        .filter(|name| !name.is_empty());
    metadata.journal = account.or(metadata.journal.take());
    let shown = first(page, "#publish_time").map(text_of);
    let shown = shown.and_then(|date| year(&date));
    metadata.year = shown.or_else(|| created(text)).or(metadata.year);
    Some(content)
}

/// The year in `var ct = "1600000000"`, seconds since 1970.
fn created(text: &str) -> Option<i32> {
    const SECONDS_OF_A_YEAR: i64 = 31_556_952;
    let at = text.find("var ct")?;
    let rest = text
        .get(at + 6..)?
        .trim_start_matches([' ', '=', '"', '\'']);
    let end = rest.find(|c: char| !c.is_ascii_digit())?;
    let seconds: i64 = rest[..end].parse().ok()?;
    i32::try_from(1970 + seconds / SECONDS_OF_A_YEAR).ok()
}
