//! BibTeX: `@article{key, field = {…}}` → one document an entry.
//!
//! Format: <https://ctan.org/pkg/bibtex>. Values stand in braces or quotes, joined by `#`, or are
//! numbers and names of `@string`s. Braces that protect capitals vanish, LaTeX accents and Greek
//! letters become characters.

use std::collections::HashMap;

use super::Outcome;
use super::origin::Origin;
use super::record::{Record, doi, field, pages, parts, year};

/// Braces deeper than this are refused.
const DEEPEST: usize = 64;

/// Reads a whole file.
pub(super) fn documents(origin: &Origin, text: &str) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    let mut strings: HashMap<String, String> = HashMap::new();
    let mut rest = text;
    while let Some(at) = rest.find('@') {
        rest = &rest[at + 1..];
        let name_len = rest
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(rest.len());
        let kind = rest[..name_len].to_ascii_lowercase();
        let Some(inner) = rest[name_len..].trim_start().strip_prefix(['{', '(']) else {
            continue;
        };
        match kind.as_str() {
            "comment" | "preamble" => rest = inner,
            "string" => {
                let (fields, left) = fields(inner, &strings);
                strings.extend(fields);
                rest = left;
            }
            _ => {
                let number = outcomes.len() + 1;
                let key_len = inner.find([',', '}', '\n']).unwrap_or(inner.len());
                let (fields, left) = fields(inner[key_len..].trim_start_matches(','), &strings);
                let key = inner[..key_len].trim();
                let mut record = record(&fields);
                record.id = field(key).map(|key| format!("{}#{key}", origin.id));
                outcomes.push(record.into_document(origin, number));
                rest = left;
            }
        }
    }
    if outcomes.is_empty() {
        outcomes.push(Err(origin.refuse("BibTeX", "no entry")));
    }
    outcomes
}

/// Reads `name = value, …` up to the end of an entry; returns what stands behind it.
fn fields<'t>(
    text: &'t str,
    strings: &HashMap<String, String>,
) -> (Vec<(String, String)>, &'t str) {
    let mut fields = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        let len =
            rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-' | ':' | '+'));
        let len = len.unwrap_or(rest.len());
        let name = rest[..len].to_ascii_lowercase();
        let Some(value) = rest[len..]
            .trim_start()
            .strip_prefix('=')
            .filter(|_| len > 0)
        else {
            return (
                fields,
                rest[len..]
                    .trim_start()
                    .strip_prefix(['}', ')'])
                    .unwrap_or(&rest[len..]),
            );
        };
        let (value, left) = value_of(value, strings);
        fields.push((name, value));
        rest = left;
    }
}

/// Reads one value, pieces joined by `#`.
fn value_of<'t>(text: &'t str, strings: &HashMap<String, String>) -> (String, &'t str) {
    let mut value = String::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let end = match rest.chars().next() {
            Some('{') => braced(rest, '}'),
            Some('"') => braced(rest, '"'),
            _ => {
                let end =
                    rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | '}' | ')' | '#'));
                let word = &rest[..end.unwrap_or(rest.len())];
                let known = strings.get(&word.to_ascii_lowercase());
                value.push_str(known.map_or(word, String::as_str));
                rest = &rest[word.len()..];
                None
            }
        };
        if let Some(end) = end {
            value.push_str(rest.get(1..end).unwrap_or_default());
            rest = rest.get(end + 1..).unwrap_or_default();
        } else if rest.starts_with(['{', '"']) {
            return (value, ""); // never closed
        }
        match rest.trim_start().strip_prefix('#') {
            Some(more) => rest = more,
            None => return (value, rest),
        }
    }
}

/// Where the brace or quote that opens a text is closed.
fn braced(text: &str, closing: char) -> Option<usize> {
    let mut depth = 0usize;
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if depth == 0 && character == closing => return Some(at),
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return None;
        }
    }
    None
}

fn record(fields: &[(String, String)]) -> Record {
    let mut record = Record::default();
    let metadata = &mut record.metadata;
    for (name, value) in fields {
        let value = plain(value);
        match name.as_str() {
            "title" => record.titles.insert(0, value),
            "abstract" => record.abstracts.push((None, value)),
            "author" => {
                let names = value
                    .split(" and ")
                    .map(|name| name.trim().replacen(", ", " ", 1));
                metadata.authors = names
                    .filter(|name| !name.is_empty() && name != "others")
                    .collect();
            }
            "journal" | "journaltitle" => metadata.journal = field(&value),
            "booktitle" => metadata.journal = metadata.journal.take().or_else(|| field(&value)),
            "year" | "date" => metadata.year = metadata.year.or_else(|| year(&value)),
            "volume" => metadata.volume = field(&value),
            "number" => metadata.issue = field(&value),
            "pages" => metadata.pages = pages(&value.replace("--", "-")),
            "doi" => metadata.doi = doi(&value),
            "pmid" => metadata.pmid = field(&value),
            "pmcid" => metadata.pmcid = field(&value),
            "url" => metadata.url = field(&value),
            "keywords" => metadata.keywords = parts(&value.replace(", ", ";")).collect(),
            _ => {}
        }
    }
    record
}

/// LaTeX → plain text.
fn plain(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    while let Some(at) = rest.find(['\\', '{', '}', '$', '~']) {
        out.push_str(&rest[..at]);
        let sign = rest[at..].chars().next();
        rest = &rest[at + 1..];
        match sign {
            Some('~') => out.push(' '),
            Some('\\') => rest = command(rest, &mut out),
            _ => {}
        }
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Writes what a command stands for and returns what follows it.
fn command<'t>(text: &'t str, out: &mut String) -> &'t str {
    let Some(first) = text.chars().next() else {
        return text;
    };
    let after = &text[first.len_utf8()..];
    if let Some(mark) = accent(first) {
        let inner = after.trim_start_matches([' ', '{', '\\']);
        if let Some(letter) = inner.chars().next().filter(|c| c.is_alphabetic()) {
            out.push(letter);
            out.push(mark);
            return &inner[letter.len_utf8()..];
        }
        return after;
    }
    if !first.is_ascii_alphabetic() {
        out.push(first);
        return after;
    }
    let end = text
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(text.len());
    match COMMANDS.iter().find(|(name, _)| *name == &text[..end]) {
        Some((_, character)) => out.push_str(character),
        None => out.push(' '),
    }
    text[end..].strip_prefix(' ').unwrap_or(&text[end..])
}

/// The combining mark of an accent command.
fn accent(sign: char) -> Option<char> {
    Some(match sign {
        '"' => '\u{308}',
        '\'' => '\u{301}',
        '`' => '\u{300}',
        '^' => '\u{302}',
        '~' => '\u{303}',
        '=' => '\u{304}',
        _ => return None,
    })
}

const COMMANDS: [(&str, &str); 20] = [
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("epsilon", "ε"),
    ("zeta", "ζ"),
    ("kappa", "κ"),
    ("lambda", "λ"),
    ("mu", "μ"),
    ("sigma", "σ"),
    ("tau", "τ"),
    ("omega", "ω"),
    ("ss", "ß"),
    ("o", "ø"),
    ("l", "ł"),
    ("ae", "æ"),
    ("aa", "å"),
    ("textendash", "–"),
    ("textemdash", "—"),
    ("textasciitilde", "~"),
];

#[cfg(test)]
mod tests {
    use super::super::tests::origin;
    use super::*;
    use crate::read::Format;

    #[test]
    fn reads_entries_with_strings_and_latex() {
        let text = "@string{jj = \"Some Journal\"}\n@comment{x}\n@article{li2019,\n title = {Loss of {PTEN} and {TGF-$\\beta$}},\n author = \"Li, Hua and M{\\\"u}ller, K\",\n journal = jj # { B}, year = 2019, pages = {1--9},\n doi = {10.1000/a}, abstract = {One 100\\% sure.}\n}\n@article{王2020, title={耐药机制}, keywords={耐药, 基因}}";
        let outcomes = documents(&origin("a.bib", Format::BibTex), text);
        let [first, second] = [0, 1].map(|place| outcomes[place].as_ref().unwrap());
        assert_eq!(first.text, "Loss of PTEN and TGF-β\n\nOne 100% sure.");
        assert_eq!(first.id, "a.bib#li2019");
        assert_eq!(first.metadata.authors, ["Li Hua", "Mu\u{308}ller K"]);
        assert_eq!(first.metadata.journal.as_deref(), Some("Some Journal B"));
        assert_eq!(
            (first.metadata.year, first.metadata.pages.as_deref()),
            (Some(2019), Some("1-9"))
        );
        assert_eq!(
            (second.text.as_str(), second.metadata.keywords.len()),
            ("耐药机制", 2)
        );
    }

    #[test]
    fn ends_whatever_it_is_given() {
        for text in [
            "@article{",
            "@article{a, title={x",
            "@{}",
            "@article{a, title=\"{\", b=}",
            "@a{b,c=#}",
        ] {
            documents(&origin("a.bib", Format::BibTex), text);
        }
    }
}
