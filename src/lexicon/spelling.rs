//! Spelling: the folded forms in which texts write one name.
//!
//! Folding makes most spellings one ([`crate::normalize`]). What is left differs
//! by whether two letters are held apart: `T-DM1` and `TDM1`, `TGF-beta` and
//! `TGF-β` (which folds to `tgfbeta`). Each name gets those forms here, once, so
//! that the scan over texts stays a plain one.

use crate::normalize::{GREEK_NAMES, fold_name, is_dash};

/// Returns the folded spellings of a name: never empty strings, no doubles, the plain fold first.
pub(super) fn spellings(name: &str) -> Vec<String> {
    let mut forms = vec![fold_name(name)];
    if name.contains(is_dash) {
        let closed: String = name
            .chars()
            .filter(|&character| !is_dash(character))
            .collect();
        forms.push(fold_name(&closed));
    }
    forms.push(join_greek(&forms[0]));
    forms.push(part_greek(name));
    let mut unique: Vec<String> = Vec::with_capacity(forms.len());
    for form in forms {
        if !form.is_empty() && !unique.contains(&form) {
            unique.push(form);
        }
    }
    unique
}

/// `tgf beta1` → `tgfbeta1`: a spelt-out Greek letter, written as the letter itself would fold.
fn join_greek(folded: &str) -> String {
    let words: Vec<&str> = folded.split(' ').collect();
    let is_greek = |word: &str| {
        GREEK_NAMES.contains(&word.trim_end_matches(|character: char| character.is_ascii_digit()))
    };
    let mut joined = String::with_capacity(folded.len());
    for (place, word) in words.iter().enumerate() {
        let apart = place > 0 && !is_greek(word) && !is_greek(words[place - 1]);
        if apart {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

/// `TGF-β1` → `tgf beta1`: a Greek letter, as texts without Greek letters spell it.
fn part_greek(name: &str) -> String {
    let mut parted = String::with_capacity(name.len() + 8);
    for character in name.chars() {
        let spelt = fold_name(character.encode_utf8(&mut [0; 4]));
        if !character.is_ascii() && GREEK_NAMES.contains(&spelt.as_str()) {
            parted.push(' ');
            parted.push_str(&spelt);
            parted.push(' ');
        } else {
            parted.push(character);
        }
    }
    fold_name(&parted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: &[&str]) {
        assert_eq!(spellings(name), expected, "spellings of {name}");
    }

    #[test]
    fn writes_a_name_with_and_without_what_holds_letters_apart() {
        check("HER2", &["her2"]);
        check("T-DM1", &["t dm1", "tdm1"]);
        check("TGF-β1", &["tgfbeta1", "tgf beta1"]);
        check("beta-catenin", &["beta catenin", "betacatenin"]);
        check("interferon gamma", &["interferon gamma", "interferongamma"]);
        check("曲妥珠单抗", &["曲妥珠单抗"]);
        check("肿瘤坏死因子-α", &["肿瘤坏死因子alpha"]);
        check("-", &["-"]);
    }
}
