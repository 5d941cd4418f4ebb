//! PDF: a file → its text, by `pdftotext` in a process of its own.
//!
//! PDF parsers meet hostile files, so none runs inside this process: poppler's `pdftotext` is
//! started with limits of time and memory and its output read. Running heads and page numbers
//! are marked as no running text; words hyphenated at line ends are left as they are printed.
//!
//! A PDF may hold pictures of text only, or fonts that do not say which characters they show:
//! then the text is judged and refused, for all tools give garbage there without an error.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::Outcome;
use super::origin::Origin;
use crate::model::{Hints, Markup, Span};

/// The longest that the child may run.
const LONGEST: Duration = Duration::from_secs(30);
/// The most text it may write, in bytes.
const MOST_TEXT_BYTES: u64 = 32 << 20;
/// The largest file.
const LARGEST_PDF_BYTES: usize = 64 << 20;
/// Its limits of processor time and of memory, set by the shell that starts it.
const LIMITED: &str =
    "ulimit -t 30; ulimit -v 786432; exec pdftotext -enc UTF-8 -eol unix \"$1\" -";

/// Reads one file.
pub(super) fn documents(origin: &Origin, bytes: &[u8]) -> Vec<Outcome> {
    let expected = "a PDF with text";
    match text(bytes) {
        Err(found) => vec![Err(origin.refuse(expected, found))],
        Ok(text) => match unreadable(&text) {
            Some(found) => vec![Err(origin.refuse(expected, found))],
            None => pages(origin, &text),
        },
    }
}

/// Runs the child on a copy of the file.
fn text(bytes: &[u8]) -> Result<String, String> {
    if bytes.len() > LARGEST_PDF_BYTES {
        return Err("more than 64 MiB".into());
    }
    let io = |error: std::io::Error| error.to_string();
    let mut copy = tempfile::NamedTempFile::new().map_err(io)?;
    copy.write_all(bytes).map_err(io)?;
    let mut child = Command::new("sh")
        .args(["-c", LIMITED, "sh"])
        .arg(copy.path())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(io)?;
    let (out, errors) = (child.stdout.take(), child.stderr.take());
    let reader = std::thread::spawn(move || drained(out, MOST_TEXT_BYTES));
    let complaint = std::thread::spawn(move || drained(errors, 4096));
    let start = Instant::now();
    let status = loop {
        match child.try_wait().map_err(io)? {
            Some(status) => break Some(status),
            None if start.elapsed() > LONGEST => {
                let _ = child.kill();
                let _ = child.wait();
                break None;
            }
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    let text = reader.join().unwrap_or_default();
    let complaint = complaint.join().unwrap_or_default();
    match status {
        None => Err("one that takes more than 30 s".into()),
        Some(status) if status.code() == Some(127) => Err(
            "no program pdftotext to read it with; it comes with poppler (poppler-utils)".into(),
        ),
        Some(status) if !status.success() => {
            let line = complaint
                .lines()
                .last()
                .unwrap_or("one over the limits of time and memory");
            Err(line.trim().to_owned())
        }
        Some(_) if text.len() as u64 > MOST_TEXT_BYTES => Err("more than 32 MiB of text".into()),
        Some(_) => Ok(text),
    }
}

/// Reads a pipe to its end, one byte more than `limit` at most.
fn drained(pipe: Option<impl Read>, limit: u64) -> String {
    let mut bytes = Vec::new();
    if let Some(pipe) = pipe {
        let mut pipe = pipe.take(limit + 1);
        let _ = pipe.read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Why a text is no text, if it is none.
fn unreadable(text: &str) -> Option<String> {
    let visible = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{c}');
    let (mut count, mut strange) = (0usize, 0usize);
    for character in visible {
        count += 1;
        let is_private = matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
        strange += usize::from(is_private || character == '\u{fffd}' || character.is_control());
    }
    if count < 20 {
        Some("none: pages without text need character recognition first".into())
    } else {
        (strange * 10 > count).then(|| {
            format!(
                "text in fonts that do not say what they show ({strange} of {count} characters)"
            )
        })
    }
}

/// Joins the pages; what stands at the head or foot of several of them is an aside.
fn pages(origin: &Origin, text: &str) -> Vec<Outcome> {
    let pages: Vec<&str> = text.split('\u{c}').collect();
    let empty: Vec<usize> = pages[..pages.len().saturating_sub(1)]
        .iter()
        .enumerate()
        .filter(|(_, page)| page.trim().is_empty())
        .map(|(place, _)| place + 1)
        .collect();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for page in &pages {
        for line in edges(page) {
            *seen.entry(pattern(line)).or_default() += 1;
        }
    }
    let mut hints = Hints::default();
    let mut whole = String::new();
    for page in &pages {
        let at = whole.len();
        let heads: Vec<Span> = edges(page)
            .filter(|line| seen.get(&pattern(line)).is_some_and(|count| *count > 1))
            .map(|line| {
                let start = at + (line.as_ptr() as usize - page.as_ptr() as usize);
                Span::new(start, start + line.len())
            })
            .collect();
        hints.asides.extend(heads);
        whole.push_str(page);
        if !page.ends_with('\n') && !page.is_empty() {
            whole.push('\n');
        }
    }
    hints.asides.sort();
    hints.asides.dedup();
    let mut document = origin.document(origin.id.clone(), whole.trim_end().to_owned());
    document.markup = Markup::Hints(hints);
    let mut outcomes = vec![Ok(document)];
    if !empty.is_empty() {
        let list: Vec<String> = empty.iter().map(usize::to_string).collect();
        let found = format!("none on page {}; the rest was read", list.join(", "));
        outcomes.push(Err(origin.refuse("text on every page", found)));
    }
    outcomes
}

/// The first and last two visible lines of a page.
fn edges(page: &str) -> impl Iterator<Item = &str> {
    let lines: Vec<&str> = page
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let tail = lines.len().saturating_sub(2).max(2.min(lines.len()));
    let (head, foot) = (lines[..2.min(lines.len())].to_vec(), lines[tail..].to_vec());
    head.into_iter().chain(foot)
}

/// A line with its numbers left open: `第 3 页`, `J. 2019, 12`.
fn pattern(line: &str) -> String {
    line.chars()
        .map(|c| if c.is_numeric() { '#' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::tests::origin;
    use super::*;

    #[test]
    fn judges_what_is_no_text() {
        assert!(unreadable("  \u{c}").is_some_and(|why| why.contains("recognition")));
        assert!(
            unreadable(&"\u{e001}\u{e002}x".repeat(20)).is_some_and(|why| why.contains("fonts"))
        );
        assert_eq!(
            unreadable("曲妥珠单抗与HER2结合后可抑制其信号。耐药机制尚未阐明。"),
            None
        );
    }

    #[test]
    fn marks_running_heads() {
        let text = "某杂志 2020年 第1期\n正文一。\n更多。\n更多。\n1\n\u{c}某杂志 2020年 第2期\n正文二。\n更多。\n别的。\n2\n\u{c}";
        let outcomes = pages(&origin("a.pdf", Format::Pdf), text);
        let document = outcomes[0].as_ref().unwrap();
        let Markup::Hints(hints) = &document.markup else {
            panic!("no hints");
        };
        let asides: Vec<&str> = hints
            .asides
            .iter()
            .map(|span| span.of(&document.text))
            .collect();
        assert_eq!(
            asides,
            ["某杂志 2020年 第1期", "1", "某杂志 2020年 第2期", "2"]
        );
        assert_eq!(outcomes.len(), 1);
    }

    #[test]
    fn refuses_what_is_no_pdf() {
        let outcomes = documents(&origin("a.pdf", Format::Pdf), b"%PDF-1.7 nothing");
        assert!(outcomes[0].is_err());
    }
}
