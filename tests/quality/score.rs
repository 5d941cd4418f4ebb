//! Score: what was marked and what was found → precision, recall, and the table of all articles.

use std::fmt::Write as _;

use super::FLOORS;

/// One thing that was marked or found: what must agree, and how it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) key: String,
    pub(crate) shown: String,
}

/// What agrees, what was marked and not found, what was found and not marked.
#[derive(Default)]
pub(crate) struct Score {
    right: usize,
    misses: Vec<Item>,
    extras: Vec<Item>,
}

pub(crate) fn compare(gold: Vec<Item>, found: Vec<Item>) -> Score {
    let mut score = Score {
        extras: found,
        ..Score::default()
    };
    for item in gold {
        match score.extras.iter().position(|extra| extra.key == item.key) {
            Some(place) => {
                score.extras.remove(place);
                score.right += 1;
            }
            None => score.misses.push(item),
        }
    }
    score
}

impl Score {
    fn add(&mut self, other: &Score) {
        self.right += other.right;
        self.misses.extend(other.misses.iter().cloned());
        self.extras.extend(other.extras.iter().cloned());
    }

    /// Precision, recall and F1 in percent; 100 where there is nothing to find.
    fn percents(&self) -> [f64; 3] {
        let share = |part: usize, whole: usize| {
            if whole == 0 {
                100.0
            } else {
                100.0 * part as f64 / whole as f64
            }
        };
        let (found, gold) = (
            self.right + self.extras.len(),
            self.right + self.misses.len(),
        );
        [
            share(self.right, found),
            share(self.right, gold),
            share(2 * self.right, found + gold),
        ]
    }
}

#[derive(Default)]
pub(crate) struct Table {
    pub(crate) articles: Vec<(String, Vec<(&'static str, Score)>)>,
}

impl Table {
    fn overall(&self, row: &str) -> Score {
        let mut overall = Score::default();
        let scores = self.articles.iter().flat_map(|(_, scores)| scores);
        scores
            .filter(|(name, _)| *name == row)
            .for_each(|(_, score)| overall.add(score));
        overall
    }

    /// One line an article and one for all; precision, recall and F1 of each row.
    pub(crate) fn summary(&self) -> String {
        let mut out = format!("{:32}", "");
        for (row, ..) in FLOORS {
            write!(out, "{row:>17} ").unwrap();
        }
        write!(out, "\n{:32}", "").unwrap();
        FLOORS
            .iter()
            .for_each(|_| out.push_str("    P     R    F1 "));
        for (name, scores) in &self.articles {
            write!(out, "\n{name:32}").unwrap();
            for (row, ..) in FLOORS {
                let score = scores.iter().find(|(name, _)| *name == row);
                out.push_str(&score.map_or(" ".repeat(18), |(_, score)| cells(score)));
            }
        }
        write!(out, "\n{:32}", "all").unwrap();
        FLOORS
            .iter()
            .for_each(|(row, ..)| out.push_str(&cells(&self.overall(row))));
        out
    }

    pub(crate) fn differences(&self) -> String {
        let mut out = String::new();
        for (name, scores) in &self.articles {
            for (row, score) in scores {
                for (what, items) in [("miss", &score.misses), ("extra", &score.extras)] {
                    for item in items {
                        writeln!(out, "{name} {row} {what}: {}", item.shown).unwrap();
                    }
                }
            }
        }
        out
    }

    pub(crate) fn broken_floors(&self) -> Vec<String> {
        let mut broken = Vec::new();
        for (row, precision_floor, recall_floor) in FLOORS {
            let [precision, recall, _] = self.overall(row).percents();
            if precision < precision_floor || recall < recall_floor {
                broken.push(format!(
                    "{row}: precision {precision:.1} (floor {precision_floor}), recall {recall:.1} (floor {recall_floor})"
                ));
            }
        }
        broken
    }
}

fn cells(score: &Score) -> String {
    score
        .percents()
        .map(|percent| format!("{percent:5.1} "))
        .concat()
}
