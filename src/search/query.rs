//! Query: what the user typed → its syntax, names not yet looked up.
//!
//! ```text
//! any    = all ("OR" all)*
//! all    = not ("AND"? not)*
//! not    = ("NOT" | "-") not | atom
//! atom   = "(" any ")" | "\"" text "\"" | field ":" (word | "\"" text "\"" | "(" any ")") | word
//! ```
//!
//! Quotes, brackets and colons may be full-width. Operators are upper case. Bare
//! words side by side stay together, since a name may have several.
//!
//! Invariant: length, depth and number of clauses are bounded before anything is
//! looked up, so that no query costs more than a few steps per byte.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::Field;
use crate::error::{Error, Result};

/// Longer queries are refused.
pub const MAX_BYTES: usize = 4 << 10;

/// Deeper brackets and negations are refused.
pub const MAX_DEPTH: usize = 8;

/// Queries with more words and phrases are refused.
pub const MAX_CLAUSES: usize = 200;

/// The syntax of a query; ranges are bytes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    /// All must match.
    All(Vec<Syntax>),
    /// One must match.
    Any(Vec<Syntax>),
    /// It must not match.
    Not(Box<Syntax>),
    /// Bare words side by side.
    Words(Vec<Range<usize>>),
    /// A bare word with a colon in it, which ends the range: an id or an unknown field.
    Colon(Range<usize>, usize),
    /// Text between quotes.
    Phrase(Range<usize>),
    /// A field and its value.
    Field(Field, Range<usize>),
}

/// Reads a query.
///
/// # Errors
///
/// [`Error::Query`] with the place for anything that is no query, and for one that is
/// empty, too long, too deep or has too many clauses.
pub(super) fn parse(query: &str) -> Result<Syntax> {
    if query.len() > MAX_BYTES {
        let start: String = query.chars().take(40).collect();
        let message = format!(
            "the query has {} bytes, at most {MAX_BYTES} are allowed",
            query.len()
        );
        return Err(error_at(&start, start.len(), message));
    }
    let mut parser = Parser {
        query,
        at: 0,
        depth: 0,
        clause_count: 0,
        field: None,
    };
    parser.skip_space();
    if parser.peek().is_none() {
        return Err(parser.error("the query is empty, expected a word"));
    }
    let syntax = parser.any()?;
    match parser.peek() {
        None => Ok(syntax),
        Some(_) => Err(parser.error("this bracket closes nothing")),
    }
}

/// Makes an error that marks the byte `at` of a query.
pub(super) fn error_at(query: &str, at: usize, message: impl Into<String>) -> Error {
    let before = query.get(..at).unwrap_or(query).chars();
    Error::Query {
        message: message.into(),
        // A line break or an escape would move the mark.
        query: query.replace(char::is_control, " "),
        column: before.map(|c| c.width().unwrap_or(1)).sum(),
    }
}

struct Parser<'q> {
    query: &'q str,
    at: usize,
    depth: usize,
    clause_count: usize,
    /// The field before the bracket we are in.
    field: Option<Field>,
}

impl Parser<'_> {
    fn any(&mut self) -> Result<Syntax> {
        let mut items = vec![self.all()?];
        while self.take_operator("OR") {
            items.push(self.all()?);
        }
        Ok(one_or(items, Syntax::Any))
    }

    fn all(&mut self) -> Result<Syntax> {
        let mut items: Vec<Syntax> = Vec::new();
        loop {
            let is_joined = self.take_operator("AND");
            if is_joined && items.is_empty() {
                return Err(self.error("expected a word before AND"));
            }
            self.skip_space();
            if self.ends_here() {
                if is_joined || items.is_empty() {
                    return Err(self.error("expected a word"));
                }
                return Ok(one_or(items, Syntax::All));
            }
            let item = self.not()?;
            match (items.last_mut(), item) {
                (Some(Syntax::Words(words)), Syntax::Words(more)) if !is_joined => {
                    words.extend(more);
                }
                (_, item) => items.push(item),
            }
        }
    }

    /// Whether an `all` ends here: at the end, a closing bracket or an OR.
    fn ends_here(&self) -> bool {
        self.peek().is_none_or(is_close) || self.is_operator("OR")
    }

    fn not(&mut self) -> Result<Syntax> {
        self.skip_space();
        let next = self.rest().chars().nth(1);
        let is_minus =
            self.peek() == Some('-') && next.is_some_and(|c| !c.is_whitespace() && c != '-');
        if is_minus {
            self.at += 1;
        } else if !self.take_operator("NOT") {
            return self.atom();
        }
        self.skip_space();
        if self.ends_here() {
            return Err(self.error("expected a word after NOT"));
        }
        self.deeper(|parser| Ok(Syntax::Not(Box::new(parser.not()?))))
    }

    fn atom(&mut self) -> Result<Syntax> {
        if self.peek().is_some_and(is_open) {
            return self.bracket();
        }
        self.clause_count += 1;
        if self.clause_count > MAX_CLAUSES {
            return Err(self.error(format!("more than {MAX_CLAUSES} words")));
        }
        if let Some(text) = self.quoted()? {
            return Ok(match self.field {
                Some(field) => Syntax::Field(field, text),
                None => Syntax::Phrase(text),
            });
        }
        self.word()
    }

    fn bracket(&mut self) -> Result<Syntax> {
        let open = self.at;
        self.bump();
        self.deeper(|parser| {
            let inner = parser.any()?;
            if !parser.peek().is_some_and(is_close) {
                return Err(error_at(parser.query, open, "this bracket is not closed"));
            }
            parser.bump();
            Ok(inner)
        })
    }

    fn deeper(&mut self, inner: impl FnOnce(&mut Self) -> Result<Syntax>) -> Result<Syntax> {
        if self.depth == MAX_DEPTH {
            return Err(self.error(format!("nested more than {MAX_DEPTH} deep")));
        }
        self.depth += 1;
        let syntax = inner(self);
        self.depth -= 1;
        syntax
    }

    /// Reads a word, or a field and its value.
    fn word(&mut self) -> Result<Syntax> {
        let start = self.at;
        let mut colon = None;
        while let Some(c) = self.peek().filter(|&c| !is_delimiter(c)) {
            if matches!(c, ':' | '：') && self.field.is_none() && colon.is_none() && self.at > start
            {
                let name = &self.query[start..self.at];
                if let Some(field) = Field::parse(name) {
                    self.bump();
                    return self.value(field);
                }
                colon = (c == ':').then_some(self.at);
            }
            self.bump();
        }
        let range = start..self.at;
        Ok(match (self.field, colon) {
            (Some(field), _) => Syntax::Field(field, range),
            (None, Some(colon)) => Syntax::Colon(range, colon),
            (None, None) => Syntax::Words(vec![range]),
        })
    }

    fn value(&mut self, field: Field) -> Result<Syntax> {
        self.skip_space();
        if self.ends_here() {
            return Err(self.error(format!("expected a value after {}:", field.as_str())));
        }
        let outer = self.field.replace(field);
        let value = if self.peek().is_some_and(is_open) {
            self.bracket()
        } else if let Some(text) = self.quoted()? {
            Ok(Syntax::Field(field, text))
        } else {
            self.word()
        };
        self.field = outer;
        value
    }

    /// Reads text between quotes; `None` where no quote stands.
    fn quoted(&mut self) -> Result<Option<Range<usize>>> {
        let open = self.at;
        let Some(quote) = self.peek().filter(|&c| is_quote(c)) else {
            return Ok(None);
        };
        self.bump();
        let start = self.at;
        while let Some(c) = self.peek() {
            let end = self.at;
            self.bump();
            if closes(quote, c) {
                return Ok(Some(start..end));
            }
        }
        Err(error_at(self.query, open, "this quote is not closed"))
    }

    fn take_operator(&mut self, operator: &str) -> bool {
        self.skip_space();
        let stands = self.is_operator(operator);
        if stands {
            self.at += operator.len();
        }
        stands
    }

    fn is_operator(&self, operator: &str) -> bool {
        let after = self.rest().strip_prefix(operator);
        after.is_some_and(|after| after.chars().next().is_none_or(is_delimiter))
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.bump();
        }
    }

    fn rest(&self) -> &str {
        &self.query[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    fn error(&self, message: impl Into<String>) -> Error {
        error_at(self.query, self.at, message)
    }
}

fn one_or(mut items: Vec<Syntax>, many: impl FnOnce(Vec<Syntax>) -> Syntax) -> Syntax {
    if items.len() == 1 {
        items.remove(0)
    } else {
        many(items)
    }
}

fn is_open(c: char) -> bool {
    matches!(c, '(' | '（')
}

fn is_close(c: char) -> bool {
    matches!(c, ')' | '）')
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '＂' | '“' | '”' | '„' | '「' | '『' | '」' | '』')
}

fn closes(open: char, c: char) -> bool {
    match open {
        '「' | '」' => c == '」',
        '『' | '』' => c == '』',
        _ => matches!(c, '"' | '＂' | '“' | '”'),
    }
}

fn is_delimiter(c: char) -> bool {
    c.is_whitespace() || is_open(c) || is_close(c) || is_quote(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes a syntax so that rows can be read.
    fn show(query: &str, syntax: &Syntax) -> String {
        let list =
            |items: &[Syntax]| -> Vec<String> { items.iter().map(|i| show(query, i)).collect() };
        match syntax {
            Syntax::All(items) => format!("({})", list(items).join(" & ")),
            Syntax::Any(items) => format!("({})", list(items).join(" | ")),
            Syntax::Not(item) => format!("!{}", show(query, item)),
            Syntax::Words(words) => {
                let words: Vec<&str> = words.iter().map(|word| &query[word.clone()]).collect();
                words.join("+")
            }
            Syntax::Colon(range, _) => format!("?{}", &query[range.clone()]),
            Syntax::Phrase(text) => format!("\"{}\"", &query[text.clone()]),
            Syntax::Field(field, value) => format!("{}={}", field.as_str(), &query[value.clone()]),
        }
    }

    #[test]
    fn reads_words_phrases_fields_and_operators() {
        for (query, expected) in [
            ("HER2 耐药", "HER2+耐药"),
            ("HER2 AND 耐药", "(HER2 & 耐药)"),
            ("a b OR c -d", "(a+b | (c & !d))"),
            ("NOT a", "!a"),
            ("a NOT NOT b", "(a & !!b)"),
            ("(a OR b) c", "((a | b) & c)"),
            ("（赫赛汀 OR “旁路 激活”）", "(赫赛汀 | \"旁路 激活\")"),
            ("gene:HER2 drug:赫赛汀", "(gene=HER2 & drug=赫赛汀)"),
            (
                "gene：HER2 reference:\"Modi 2022\"",
                "(gene=HER2 & reference=Modi 2022)",
            ),
            ("Gene: HER2", "gene=HER2"),
            (
                "gene:(HER2 OR \"c MET\") x",
                "((gene=HER2 | gene=c MET) & x)",
            ),
            ("-gene:HER2", "!gene=HER2"),
            ("T-DXd - x ORAL", "T-DXd+-+x+ORAL"),
            ("hgnc:3430 3:1", "(?hgnc:3430 & ?3:1)"),
            ("结论：耐药", "结论：耐药"),
            ("concept:hgnc:3430", "concept=hgnc:3430"),
            ("「旁路」", "\"旁路\""),
        ] {
            assert_eq!(show(query, &parse(query).unwrap()), expected, "{query}");
        }
    }

    #[test]
    fn marks_the_place_of_an_error() {
        for (query, place) in [
            ("", 0),
            ("  ", 2),
            ("a )", 2),
            ("耐药 (b", 5),
            ("()", 1),
            ("耐药 \"b", 5),
            ("a OR", 4),
            ("a AND OR b", 6),
            ("AND a", 3),
            ("gene:", 5),
            ("gene: )", 6),
            ("NOT", 3),
        ] {
            let Error::Query { column, .. } = parse(query).unwrap_err() else {
                panic!("{query}");
            };
            assert_eq!(column, place, "{query}");
        }
    }

    #[test]
    fn refuses_what_would_cost_too_much() {
        let many = |part: &str, count: usize| part.repeat(count);
        for query in [
            many("(", 24),
            many("(", 4_000),
            many("NOT ", 1_000),
            many("a ", MAX_CLAUSES + 1),
            many("药", MAX_BYTES),
            many("-(", 2_000),
            many("gene:(", 600),
        ] {
            assert!(matches!(parse(&query), Err(Error::Query { .. })));
        }
        assert!(parse(&(many("(", MAX_DEPTH) + "a" + &many(")", MAX_DEPTH))).is_ok());
        assert!(parse(&many("a ", MAX_CLAUSES)).is_ok());
    }

    #[test]
    fn error_shows_no_control_characters() {
        let error = parse("a\u{1b}[31m\n(b").unwrap_err().to_string();
        assert!(!error.contains('\u{1b}'), "{error}");
    }
}
