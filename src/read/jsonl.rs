//! JSONL: `{"id", "text", "title"?, "language"?, "metadata"?}`, one article a line → documents.
//!
//! Unknown fields are left alone, so that the output of `annotate` is an input too.

use std::io::BufRead;

use serde::Deserialize;

use super::{LARGEST_BYTES, Outcome, Refused};
use crate::error::Error;
use crate::model::{Document, Language, Markup, Metadata};

#[derive(Deserialize)]
struct Line {
    id: Id,
    text: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    metadata: Option<Metadata>,
}

/// An id may be written as a number.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(u64),
}

impl Id {
    fn into_string(self) -> String {
        match self {
            Id::Text(text) => text,
            Id::Number(number) => number.to_string(),
        }
    }
}

#[derive(Deserialize)]
struct OnlyId {
    id: Id,
}

/// Reads the lines of a stream; `place` names it in errors. Blank lines are left out.
pub(super) fn documents(
    input: impl BufRead + Send + 'static,
    place: String,
    source: Option<String>,
) -> impl Iterator<Item = Outcome> + Send {
    let mut input = input;
    let mut number = 0u64;
    let mut bytes = Vec::new();
    std::iter::from_fn(move || {
        loop {
            bytes.clear();
            number += 1;
            let at = format!("{place}:{number}");
            match input.read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(_) if bytes.trim_ascii().is_empty() => {}
                Ok(_) => return Some(document(&bytes, &at, source.as_deref())),
                Err(error) => {
                    let error = Error::io(&at)(error);
                    return Some(Err(Refused {
                        id: None,
                        is_line: true,
                        error,
                    }));
                }
            }
        }
    })
}

/// Reads one line.
fn document(bytes: &[u8], place: &str, source: Option<&str>) -> Outcome {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let refuse = |id, found| {
        let error = Error::Input {
            place: place.to_owned(),
            expected: r#"a line {"id": "...", "text": "..."}"#,
            found,
        };
        Err(Refused {
            id,
            is_line: true,
            error,
        })
    };
    if bytes.len() as u64 > LARGEST_BYTES {
        return refuse(None, "a line over 256 MiB".into());
    }
    let line: Line = match serde_json::from_slice(bytes) {
        Ok(line) => line,
        Err(error) => {
            let id = serde_json::from_slice::<OnlyId>(bytes)
                .ok()
                .map(|line| line.id.into_string());
            return refuse(id, error.to_string());
        }
    };
    let id = line.id.into_string();
    let language = match line.language.as_deref() {
        Some("zh") => Some(Language::Zh),
        Some("en") => Some(Language::En),
        _ => None,
    };
    Ok(Document {
        id,
        source: source.map(str::to_owned),
        language,
        title: line.title,
        text: line.text,
        metadata: line.metadata.unwrap_or_default(),
        markup: Markup::None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &'static str) -> Vec<Outcome> {
        documents(lines.as_bytes(), "-".into(), None).collect()
    }

    #[test]
    fn reads_one_article_a_line() {
        let outcomes = read(
            "{\"id\":\"a\",\"text\":\"HER2阳性\"}\n\n{\"id\":7,\"text\":\"x\",\"language\":\"en\",\"title\":\"T\"}\n",
        );
        let documents: Vec<Document> = outcomes.into_iter().map(Result::unwrap).collect();
        assert_eq!(documents[0].text, "HER2阳性");
        assert_eq!(documents[1].id, "7");
        assert_eq!(documents[1].language, Some(Language::En));
        assert_eq!(documents[1].title.as_deref(), Some("T"));
    }

    #[test]
    fn names_the_line_that_it_cannot_read_and_goes_on() {
        let outcomes =
            read("{\"id\":\"a\",\"text\":1}\nnot json\n{\"id\":\"c\",\"text\":\"ok\"}\n");
        let first = outcomes[0].as_ref().unwrap_err();
        assert_eq!(first.id.as_deref(), Some("a"));
        assert!(
            first.to_string().starts_with("-:1: expected a line"),
            "{first}"
        );
        let second = outcomes[1].as_ref().unwrap_err();
        assert!(
            second.id.is_none() && second.to_string().starts_with("-:2: "),
            "{second}"
        );
        assert!(outcomes[2].is_ok());
    }
}
