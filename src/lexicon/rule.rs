//! Rule: what it takes before an ambiguous spelling is believed.
//!
//! Rule files have the columns `name,rule,context,reason` and are described in
//! `dictionaries/README.md`.

use serde::{Deserialize, Serialize};

use super::list::Fault;
use super::{DictionaryFile, list};
use crate::error::Result;
use crate::normalize;

/// What a spelling needs to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RuleKind {
    /// The letter case of the name, exactly.
    Exact,
    /// A context word in its sentence, or an unambiguous name of the concept in the article.
    Context,
    /// An unambiguous name of the concept in the article.
    Longform,
    /// That no number measures it: `TSH 2.3 mIU/L` is a laboratory value.
    Unmeasured,
    /// It never counts.
    Never,
}

/// One rule for one spelling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// The folded spelling it is about.
    pub folded: Box<str>,
    /// What the spelling needs.
    pub kind: RuleKind,
    /// Folded context words; empty unless the kind is [`RuleKind::Context`].
    pub context: Vec<Box<str>>,
    /// What else the spelling means.
    pub reason: String,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    rule: String,
    #[serde(default)]
    context: String,
    #[serde(default)]
    reason: String,
}

/// Reads a rule file.
///
/// # Errors
///
/// [`crate::error::Error::Dictionary`] at the first line that breaks the format.
pub(super) fn read(file: &DictionaryFile) -> Result<Vec<Rule>> {
    list::read(file, rule)
}

fn rule(row: Row) -> std::result::Result<Rule, Fault> {
    let kind = match row.rule.trim() {
        "exact" => RuleKind::Exact,
        "context" => RuleKind::Context,
        "longform" => RuleKind::Longform,
        "unmeasured" => RuleKind::Unmeasured,
        "never" => RuleKind::Never,
        other => {
            return Err((
                "one of exact, context, longform, unmeasured, never".into(),
                format!("`{other}`"),
            ));
        }
    };
    let folded = normalize::fold_name(&row.name);
    if folded.is_empty() {
        return Err(("a name".into(), "an empty cell".into()));
    }
    let words = row.context.split('|').map(normalize::fold_name);
    let context: Vec<Box<str>> = words
        .filter(|word| !word.is_empty())
        .map(String::into_boxed_str)
        .collect();
    if (kind == RuleKind::Context) == context.is_empty() {
        let expected = "context words with rule `context` and with no other";
        return Err((
            expected.into(),
            format!("`{}` with `{}`", row.rule, row.context),
        ));
    }
    Ok(Rule {
        folded: folded.into(),
        kind,
        context,
        reason: row.reason,
    })
}
