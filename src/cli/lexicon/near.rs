//! Near: an unknown name → the names that are almost written like it.

use litmine::lexicon::Lexicon;
use litmine::normalize;

/// So many are given at most.
const MAX_NEAR: usize = 10;

/// Longer names have no near ones: comparing costs the square of the length.
const MAX_CHARS: usize = 64;

/// Returns names as the dictionaries write them, nearest first.
///
/// One slip is forgiven in a name of up to five characters, two in a longer one.
pub(super) fn names<'l>(lexicon: &'l Lexicon, name: &str) -> Vec<&'l str> {
    let asked: Vec<char> = normalize::fold_name(name).chars().collect();
    let most = match asked.len() {
        0 | 1 => return Vec::new(),
        2..=5 => 1,
        6..=MAX_CHARS => 2,
        _ => return Vec::new(),
    };
    let mut found: Vec<(usize, &str)> = Vec::new();
    for spelling in lexicon.spellings() {
        let other: Vec<char> = spelling.folded.chars().take(MAX_CHARS + 3).collect();
        if asked.len().abs_diff(other.len()) > most {
            continue;
        }
        let distance = distance(&asked, &other);
        if distance <= most
            && let Some(&name_index) = spelling.name_indices.first()
        {
            found.push((distance, lexicon.name_at(name_index).text));
        }
    }
    found.sort_unstable();
    let mut names: Vec<&str> = Vec::new();
    for (_, name) in found {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.truncate(MAX_NEAR);
    names
}

/// Number of characters to insert, delete, replace or swap with their neighbour.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let mut least = (last[j + 1] + 1).min(row[j] + 1);
            least = least.min(last[j] + usize::from(a != b));
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_slips() {
        let rows = [
            ("", "", 0),
            ("her2", "her2", 0),
            ("her2", "hre2", 1),
            ("osimertinb", "osimertinib", 1),
            ("曲妥珠单抗", "曲妥单抗", 1),
            ("egfr", "kras", 4),
        ];
        for (one, other, expected) in rows {
            let chars = |text: &str| text.chars().collect::<Vec<char>>();
            assert_eq!(
                distance(&chars(one), &chars(other)),
                expected,
                "{one} {other}"
            );
            assert_eq!(
                distance(&chars(other), &chars(one)),
                expected,
                "{other} {one}"
            );
        }
    }
}
