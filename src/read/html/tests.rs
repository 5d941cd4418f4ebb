//! Rows: pages, and what is read of them.

use super::super::Format;
use super::super::tests::origin;
use super::*;
use crate::segment;

fn read(page: &str) -> Outcome {
    documents(&origin("a.html", Format::Html), page).remove(0)
}

const ZH: &str = "曲妥珠单抗与HER2结合后可抑制其信号，但部分患者在数月内出现耐药<sup>[1]</sup>。";

#[test]
fn reads_pages_of_wechat() {
    let page = format!(
        "<html><head><meta property=og:title content='HER2耐药'><meta property=og:url content='https://a.example/s'></head><body><h1 id=activity-name> HER2耐药 </h1><a id=js_name> 某号 </a><div id=js_content style='visibility:hidden'><p>{ZH}</p><section><strong>一、旁路激活</strong></section><p><span>MET</span><sup>2,3</sup>参与。<img data-src=x></p><p>参考文献</p><ol><li>Li H. 2019.</li><li>王伟. 2020.</li></ol></div><script>var ct = \"1600000000\";</script></body></html>"
    );
    let document = read(&page).unwrap();
    assert_eq!(
        document.text,
        "HER2耐药\n\n曲妥珠单抗与HER2结合后可抑制其信号，但部分患者在数月内出现耐药[1]。\n\n一、旁路激活\n\nMET²,³参与。\n\n参考文献\n\n1. Li H. 2019.\n\n2. 王伟. 2020."
    );
    let metadata = &document.metadata;
    assert_eq!(
        (metadata.journal.as_deref(), metadata.year),
        (Some("某号"), Some(2020))
    );
    assert_eq!(metadata.url.as_deref(), Some("https://a.example/s"));
    let structure = segment::structure(&document);
    assert_eq!(structure.references.len(), 2);
    let headings: Vec<&str> = structure
        .sections
        .iter()
        .filter_map(|s| Some(s.heading?.of(&document.text)))
        .collect();
    assert_eq!(headings, ["旁路激活", "参考文献"]);
}

#[test]
fn refuses_pages_without_an_article() {
    for (page, why) in [
        (
            "<div class=weui-msg><p>该内容已被发布者删除</p></div>",
            "deleted",
        ),
        (
            "<p>环境异常</p><p>当前环境异常，完成验证后即可继续访问。</p>",
            "verification",
        ),
        ("<h1>x</h1><div id=js_content><img></div>", "no text"),
        ("<title>T</title>", "no text"),
    ] {
        let message = read(&format!("<html><body>{page}</body></html>"))
            .unwrap_err()
            .to_string();
        assert!(message.contains(why), "{message}");
    }
}

#[test]
fn finds_the_article_of_any_page() {
    let english =
        "Patients with amplified tumours respond at first, yet most of them relapse within a year.";
    let page = format!(
        "<html><head><title>HER2 | Site</title></head><body><nav><a>Home</a></nav><div class=sidebar>Read more news about other things here today.</div><div id=c><h1>HER2</h1><p>{english}</p><h2>Methods</h2><p>{english}</p><table><tr><td>IL6</td><td>up</td></tr></table><figure><figcaption>Figure 1. x</figcaption></figure></div><footer>© us, all rights reserved by the publisher of this page</footer></body></html>"
    );
    let document = read(&page).unwrap();
    assert_eq!(
        document.text,
        format!("HER2\n\n{english}\n\nMethods\n\n{english}\n\nIL6 | up\n\nFigure 1. x")
    );
    let Markup::Hints(hints) = &document.markup else {
        panic!("no hints")
    };
    assert_eq!((hints.headings.len(), hints.asides.len()), (1, 2));
}

#[test]
fn strips_pages_that_no_parser_should_see() {
    let deep = format!(
        "<html><body>{}TNF &amp; TP53<script>no</script>",
        "<div>".repeat(20_000)
    );
    assert_eq!(read(&deep).unwrap().text, "TNF & TP53");
    let wide = format!("<html><body><div {}>TNF</div>", "a=1 ".repeat(60_000));
    assert_eq!(read(&wide).unwrap().text, "TNF");
}
