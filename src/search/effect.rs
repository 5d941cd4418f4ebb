//! Effect: the words for an effect in a query → the effects, and what texts call them.

use super::clause::{Clause, Literal};
use crate::model::Effect;

/// One effect, or several with one name.
struct Row {
    /// What a query calls it; each also alone among bare words.
    asked: &'static [&'static str],
    /// What sentences in both languages call it.
    said: &'static [&'static str],
    effects: &'static [Effect],
}

const ROWS: &[Row] = &[
    Row {
        asked: &[
            "resistance",
            "resistant",
            "耐药",
            "抗药",
            "耐药性",
            "抗药性",
            "耐药机制",
            "抗药机制",
            "耐药机理",
            "耐药原因",
        ],
        said: &["resistance", "耐药", "抗药"],
        effects: &[Effect::Resistance],
    },
    Row {
        asked: &["sensitivity", "sensitive", "敏感", "敏感性"],
        said: &["sensitivity", "sensitive", "敏感"],
        effects: &[Effect::Sensitivity],
    },
    Row {
        asked: &["overcomes", "overcome", "逆转", "克服"],
        said: &["overcome", "逆转", "克服"],
        effects: &[Effect::Overcomes],
    },
];

/// Words that `effect:` takes and that mean too much else to be read so by themselves.
const IN_FIELD: &[(&str, &[Effect])] = &[
    ("抵抗", &[Effect::Resistance]),
    ("获益", &[Effect::Sensitivity]),
    ("response", &[Effect::Sensitivity, Effect::Overcomes]),
    ("有效", &[Effect::Sensitivity, Effect::Overcomes]),
    ("疗效", &[Effect::Sensitivity, Effect::Overcomes]),
];

/// Reads the value of `effect:`; `not` in front asks for denied ones. `None` for an unknown word.
pub(super) fn of_field(value: &str) -> Option<Clause> {
    let lower = value.to_lowercase();
    let denied = lower.strip_prefix("not ").or(lower.strip_prefix("not_"));
    let word = denied.unwrap_or(&lower).trim();
    let row = ROWS.iter().find(|row| row.asked.contains(&word));
    let in_field = || IN_FIELD.iter().find(|(asked, _)| *asked == word);
    let effects = row
        .map(|row| row.effects)
        .or_else(|| in_field().map(|(_, effects)| *effects))?;
    let prefix = if denied.is_some() { "not_" } else { "" };
    let values = effects.iter().map(|effect| format!("{prefix}{effect}"));
    Some(Clause::Effect(values.collect()))
}

/// Reads a bare word, folded: sentences in either language that say it, or claim it in other
/// words. `None` for a word that is no effect.
pub(super) fn of_word(word: &str) -> Option<Clause> {
    let row = ROWS.iter().find(|row| row.asked.contains(&word))?;
    let said = row.said.iter();
    let said = said.filter_map(|said| Literal::new(said, true).map(Clause::Text));
    let claimed = row.effects.iter().map(Effect::to_string).collect();
    Some(Clause::Any(said.chain([Clause::Effect(claimed)]).collect()))
}
