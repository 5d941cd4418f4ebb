//! Tokens: what was cut elsewhere → one text, and the tokenizer that only takes it apart again.
//!
//! The index library writes tokens that were cut before as JSON and reads that again, which
//! costs more than cutting them; so they travel as a text, one token a line. An empty line
//! parts two values of a field.

use tantivy::Index;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Name of the tokenizer in the schema.
pub(super) const NAME: &str = "lines";

/// Positions between two values of one field, so that no phrase spans both.
const VALUE_GAP: usize = 100;

/// Makes the tokenizer known to an index that is to be written to.
pub(super) fn register(index: &Index) {
    index.tokenizers().register(NAME, Lines::default());
}

/// Joins the tokens of some values.
pub(super) fn join(values: impl Iterator<Item = impl Iterator<Item = String>>) -> String {
    let mut text = String::new();
    for value in values {
        let before = text.len();
        for token in value {
            if text.len() == before && before > 0 {
                text.push('\n');
            }
            text.push_str(&token);
            text.push('\n');
        }
    }
    text
}

/// Takes lines for tokens.
#[derive(Clone, Default)]
struct Lines {
    token: Token,
}

impl Tokenizer for Lines {
    type TokenStream<'a> = LinesStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> LinesStream<'a> {
        self.token.reset();
        LinesStream {
            lines: text.lines(),
            token: &mut self.token,
        }
    }
}

struct LinesStream<'a> {
    lines: std::str::Lines<'a>,
    token: &'a mut Token,
}

impl TokenStream for LinesStream<'_> {
    fn advance(&mut self) -> bool {
        for line in self.lines.by_ref() {
            if line.is_empty() {
                self.token.position = self.token.position.wrapping_add(VALUE_GAP - 1);
                continue;
            }
            self.token.position = self.token.position.wrapping_add(1);
            self.token.text.clear();
            self.token.text.push_str(line);
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(values: &[&[&str]], expected: &[(&str, usize)]) {
        let values = values.iter().copied();
        let text = join(values.map(|value| value.iter().map(|&token| token.to_owned())));
        let mut lines = Lines::default();
        let mut stream = lines.token_stream(&text);
        let mut found = Vec::new();
        while stream.advance() {
            found.push((stream.token().text.clone(), stream.token().position));
        }
        let found: Vec<(&str, usize)> = found.iter().map(|(t, at)| (t.as_str(), *at)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn come_out_as_they_went_in() {
        check(&[], &[]);
        check(&[&[]], &[]);
        check(&[&["her2", "阳性"]], &[("her2", 0), ("阳性", 1)]);
    }

    #[test]
    fn of_two_values_stand_far_apart() {
        check(
            &[&["旁路", "激活"], &[], &["met"]],
            &[("旁路", 0), ("激活", 1), ("met", 101)],
        );
    }
}
