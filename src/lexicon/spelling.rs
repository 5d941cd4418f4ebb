//! Spelling: the folded forms in which texts write one name.
//!
//! Folding makes most spellings one ([`crate::normalize`]). What is left differs
//! by whether two letters are held apart: `T-DM1` and `TDM1`, `TGF-beta` and
//! `TGF-β` (which folds to `tgfbeta`). Each name gets those forms here, once, so
//! that the scan over texts stays a plain one.

use crate::normalize::{GREEK_NAMES, fold, fold_name, is_dash};

/// So many bytes of names are folded at once.
const BATCH_BYTES: usize = 1 << 16;

/// Hands on every spelling of every name, with the place of the name; a name may give one twice.
///
/// As [`spellings`], but many names are folded as one text, a blank line between them, which
/// folding never lets anything reach across.
pub(super) fn each_spelling<'n>(
    names: impl IntoIterator<Item = &'n str>,
    mut each: impl FnMut(u32, &str),
) {
    let mut batch = Batch::default();
    for (place, name) in (0..).zip(names) {
        if !is_plain(name) {
            spellings(name)
                .iter()
                .for_each(|spelling| each(place, spelling));
            continue;
        }
        batch.push(place, name.chars());
        if name.contains(is_dash) {
            batch.push(place, name.chars().filter(|&character| !is_dash(character)));
        }
        if batch.text.len() > BATCH_BYTES {
            batch.flush(&mut each);
        }
    }
    batch.flush(&mut each);
}

/// Names that wait to be folded.
#[derive(Default)]
struct Batch {
    text: String,
    places: Vec<u32>,
}

impl Batch {
    fn push(&mut self, place: u32, name: impl Iterator<Item = char>) {
        self.text.extend(name);
        self.text.push_str("\n\n");
        self.places.push(place);
    }

    fn flush(&mut self, each: &mut impl FnMut(u32, &str)) {
        let folded = fold(&self.text).text;
        for (spelling, &place) in folded.split('\n').zip(&self.places) {
            each(place, spelling);
            if spelling.contains(' ') && GREEK_NAMES.iter().any(|letter| spelling.contains(letter))
            {
                each(place, &join_greek(spelling));
            }
        }
        self.text.clear();
        self.places.clear();
    }
}

/// Whether a name folds alike in a text and alone: it neither begins nor ends with what may
/// vanish, and no Greek letter in it has to be spelt out.
fn is_plain(name: &str) -> bool {
    let stays = |end: Option<char>| {
        end.is_some_and(|c| c.is_alphanumeric() || c.is_ascii_punctuation() && !is_dash(c))
    };
    let is_greek = |c: char| matches!(c, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' | 'µ');
    let mut characters = name.chars();
    stays(characters.next())
        && stays(name.chars().next_back())
        && (name.is_ascii() || !name.contains(is_greek))
        && !name.contains('\n')
}

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
    fn many_names_at_once_give_what_each_gives_alone() {
        let names = [
            "HER2",
            "T-DM1",
            "TGF-β1",
            "beta-catenin",
            "interferon gamma 2",
            "-",
            "-x",
            "x-",
            "(+)-x",
            "曲妥珠單抗",
            "肿瘤坏死因子-α",
            "\u{200b}",
            "x\u{200b}",
            "ＨＥＲ２",
            "5'-x",
            "μ-opioid",
            "a – b",
            "é-1",
        ];
        let mut found: Vec<Vec<String>> = vec![Vec::new(); names.len()];
        each_spelling(names, |place, spelling| {
            let list = &mut found[place as usize];
            if !list.iter().any(|other| other == spelling) {
                list.push(spelling.to_owned());
            }
        });
        for (name, mut found) in names.into_iter().zip(found) {
            let mut expected = spellings(name);
            expected.sort();
            found.sort();
            assert_eq!(found, expected, "{name}");
        }
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
