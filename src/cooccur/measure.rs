//! Measure: a 2×2 table of counts → how far two concepts occur together beyond chance.
//!
//! Invariant: no measure is NaN; `pmi` alone may be infinite, when no unit holds both.

use super::fisher;

/// How many units hold both concepts, each of them, and how many there are.
///
/// Invariant: `both <= count_a, count_b` and `count_a + count_b - both <= total`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Contingency {
    pub(super) both: u64,
    pub(super) count_a: u64,
    pub(super) count_b: u64,
    pub(super) total: u64,
}

impl Contingency {
    /// Makes a table; counts that contradict each other are raised until they do not.
    pub(super) fn new(both: u64, count_a: u64, count_b: u64, total: u64) -> Self {
        let (count_a, count_b) = (count_a.max(both), count_b.max(both));
        let either = count_a.saturating_add(count_b - both);
        Self {
            both,
            count_a,
            count_b,
            total: total.max(either),
        }
    }

    /// Units with both, only the first, only the second, neither.
    pub(super) fn cells(&self) -> [f64; 4] {
        let only_a = self.count_a - self.both;
        let only_b = self.count_b - self.both;
        let neither = (self.total - self.count_a).saturating_sub(only_b);
        [self.both, only_a, only_b, neither].map(|count| count as f64)
    }

    /// Units with both, were the two independent.
    pub(super) fn expected(&self) -> f64 {
        if self.total == 0 {
            return 0.0;
        }
        self.count_a as f64 * (self.count_b as f64 / self.total as f64)
    }

    /// Log of observed over expected, base 2.
    pub(super) fn pmi(&self) -> f64 {
        if self.both == 0 {
            return f64::NEG_INFINITY;
        }
        (self.both as f64 / self.expected()).log2()
    }

    /// PMI over its largest value: 1 if neither occurs without the other, -1 if never together.
    pub(super) fn npmi(&self) -> f64 {
        if self.both == 0 {
            return -1.0;
        }
        if self.both == self.total {
            return 1.0;
        }
        let largest = (self.total as f64 / self.both as f64).log2();
        (self.pmi() / largest).clamp(-1.0, 1.0)
    }

    /// Dunning's log-likelihood ratio; negative when the two avoid each other.
    ///
    /// Twice the sum of the deviances of the four cells, which is the usual
    /// formula without its cancellation.
    pub(super) fn g2(&self) -> f64 {
        let wide = |count: u64| u128::from(count);
        let observed = wide(self.both) * wide(self.total);
        let expected = wide(self.count_a) * wide(self.count_b);
        if observed == expected {
            return 0.0;
        }
        let [total, a, b] = [self.total, self.count_a, self.count_b].map(|count| count as f64);
        let not_a = (self.total - self.count_a) as f64;
        let not_b = (self.total - self.count_b) as f64;
        let by_chance = [(a, b), (a, not_b), (not_a, b), (not_a, not_b)];
        let sum: f64 = self
            .cells()
            .into_iter()
            .zip(by_chance)
            .map(|(cell, (row, column))| fisher::deviance(cell, row * (column / total)))
            .sum();
        let ratio = (2.0 * sum).max(0.0);
        if observed > expected { ratio } else { -ratio }
    }

    /// Observed over expected.
    pub(super) fn lift(&self) -> f64 {
        ratio(self.both as f64, self.expected())
    }

    /// Pearson's chi-square, without a correction; 0 where a concept is in no unit or in all.
    pub(super) fn chi2(&self) -> f64 {
        let wide = |count: u64| i128::from(count);
        let beyond = wide(self.both) * wide(self.total) - wide(self.count_a) * wide(self.count_b);
        let [total, a, b] = [self.total, self.count_a, self.count_b].map(|count| count as f64);
        let product = |x: f64, y: f64| ratio(beyond as f64, x * y);
        product(a, b) * product(total - a, total - b) * total
    }

    /// Whether every cell is expected to hold 5 or more, below which chi-square misleads.
    pub(super) fn is_chi2_valid(&self) -> bool {
        let smaller = |count: u64| count.min(self.total - count) as f64;
        let least = smaller(self.count_a) * smaller(self.count_b);
        least >= 5.0 * self.total as f64
    }

    /// Salton's cosine of counts.
    pub(super) fn salton(&self) -> f64 {
        let [a, b] = [self.count_a as f64, self.count_b as f64];
        ratio(self.both as f64, (a * b).sqrt())
    }

    /// Units with both over the product of the units with each.
    pub(super) fn association(&self) -> f64 {
        let [a, b] = [self.count_a as f64, self.count_b as f64];
        ratio(self.both as f64, a * b)
    }

    /// Fisher's exact test, greater.
    pub(super) fn p_value(&self) -> f64 {
        fisher::greater(self)
    }

    /// Units with both over units with either.
    pub(super) fn jaccard(&self) -> f64 {
        let [both, only_a, only_b, _] = self.cells();
        ratio(both, both + only_a + only_b)
    }
}

/// A ratio; 0 where nothing is divided by nothing.
fn ratio(above: f64, below: f64) -> f64 {
    if below == 0.0 { 0.0 } else { above / below }
}

/// Corrects p-values for their number; the answers stand in the order of the input.
pub(super) fn benjamini_hochberg(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|&one, &other| p_values[one].total_cmp(&p_values[other]));
    let mut q_values = vec![1.0; p_values.len()];
    let mut smallest: f64 = 1.0;
    for (place, &index) in order.iter().enumerate().rev() {
        let corrected = p_values[index] * p_values.len() as f64 / (place + 1) as f64;
        smallest = smallest.min(corrected);
        q_values[index] = smallest;
    }
    q_values
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn close(found: f64, expected: f64, relative: f64) {
        let error = (found - expected).abs();
        assert!(
            error <= relative * expected.abs(),
            "{found:e} is not {expected:e}"
        );
    }

    #[test]
    fn measures_the_golden_tables() {
        let table = Contingency::new(12, 30, 40, 200);
        close(table.expected(), 6.0, 1e-12);
        close(table.pmi(), 1.0, 1e-12);
        close(table.npmi(), 0.246373, 1e-5);
        close(table.g2(), 7.667138, 1e-7);
        close(table.p_value(), 0.005017999300851879, 1e-13);
        close(table.jaccard(), 0.206897, 1e-5);
        close(table.lift(), 2.0, 1e-12);
        close(table.chi2(), 8.823529, 1e-7);
        close(table.salton(), 0.346410, 1e-5);
        close(table.association(), 0.01, 1e-12);
        assert!(table.is_chi2_valid());
        let once = Contingency::new(1, 1, 1, 200);
        close(once.pmi(), 7.643856, 1e-7);
        close(once.npmi(), 1.0, 1e-12);
        close(once.g2(), 12.591626, 1e-7);
        close(once.p_value(), 0.005, 1e-12);
        close(once.jaccard(), 1.0, 1e-12);
        close(once.chi2(), 200.0, 1e-12);
        assert!(!once.is_chi2_valid());
    }

    /// Counts, p-value and g2; summed with 60 digits elsewhere.
    #[test]
    fn measures_stay_exact_for_large_totals() {
        let million = 1_000_000;
        let billion = 1_000_000_000;
        let rows = [
            (
                1_100,
                million,
                million,
                billion,
                0.000952326446465742,
                9.70242627759986,
            ),
            (
                1_001,
                million,
                million,
                billion,
                0.491590624413335,
                0.00100166983790641,
            ),
            (
                995,
                million,
                million,
                billion,
                0.567101237344699,
                -0.0250918461635039,
            ),
            (
                3,
                5_000,
                20_000,
                billion,
                0.00015454564123906,
                14.6092871797462,
            ),
            (25, 25, 30, 100, 5.87606915377619e-19, 85.4333563917834),
            (2, 30, 40, 200, 0.99318347237425, -4.80995491251525),
            (2, 15, 20, 60, 0.990518421322551, -4.03041614771789),
            (0, 10, 10, 30, 1.0, -10.464962875291),
        ];
        for (both, a, b, total, p_value, g2) in rows {
            let table = Contingency::new(both, a, b, total);
            close(table.p_value(), p_value, 1e-10);
            close(table.g2(), g2, 1e-10);
        }
    }

    /// 1,000 random tables; see `scripts/make-reference-tables`.
    #[test]
    #[allow(
        clippy::print_stdout,
        reason = "the largest difference is what one wants to know"
    )]
    fn measures_agree_with_scipy() {
        let text = include_str!("tests/scipy.csv");
        let mut worst = [0.0_f64; 4];
        for line in text.lines().skip(1) {
            let cells: Vec<f64> = line.split(',').map(|cell| cell.parse().unwrap()).collect();
            let [both, a, b, total] = [0, 1, 2, 3].map(|place| cells[place] as u64);
            let table = Contingency::new(both, a, b, total);
            let p_value = table.p_value();
            let found = [p_value, p_value, table.chi2(), table.g2().abs()];
            for (place, found) in found.into_iter().enumerate() {
                let expected = cells[4 + place];
                // SciPy's sum of logarithms leaves no more of a small G2 at a large total.
                let size = if place < 2 {
                    expected
                } else {
                    expected.max(1.0)
                };
                worst[place] = worst[place].max((found - expected).abs() / size);
            }
        }
        let [scipy, exact, chi2, g2] = worst;
        println!(
            "largest relative difference: Fisher {scipy:e}, to exact sums {exact:e}, chi-square {chi2:e}, G2 {g2:e}"
        );
        assert!(scipy < 2e-7 && exact < 1e-10, "fisher {scipy:e} {exact:e}");
        assert!(chi2 < 1e-9 && g2 < 1e-6, "chi2 {chi2:e}, g2 {g2:e}");
    }

    #[test]
    fn corrects_for_many_tests() {
        let q_values = benjamini_hochberg(&[0.04, 0.01, 0.03, 0.9]);
        let expected = [0.16 / 3.0, 0.04, 0.16 / 3.0, 0.9];
        for (found, expected) in q_values.into_iter().zip(expected) {
            close(found, expected, 1e-12);
        }
        assert!(benjamini_hochberg(&[]).is_empty());
    }

    #[test]
    fn degenerate_tables_have_measures() {
        for table in [
            Contingency::new(0, 0, 0, 0),
            Contingency::new(0, 3, 4, 7),
            Contingency::new(5, 5, 5, 5),
            Contingency::new(9, 1, 1, 1),
            Contingency::new(0, 0, 5, 9),
        ] {
            check_bounds(&table);
        }
    }

    fn check_bounds(table: &Contingency) {
        let (p_value, jaccard, npmi) = (table.p_value(), table.jaccard(), table.npmi());
        assert!((0.0..=1.0).contains(&p_value), "{table:?} {p_value}");
        assert!((0.0..=1.0).contains(&jaccard), "{table:?} {jaccard}");
        assert!((-1.0..=1.0).contains(&npmi), "{table:?} {npmi}");
        assert!(table.expected() >= 0.0 && !table.pmi().is_nan());
        let beyond = table.both as f64 - table.expected();
        assert!(table.g2() * beyond >= 0.0, "{table:?} {}", table.g2());
    }

    /// Any table, whatever its size.
    fn tables(largest: u64) -> impl Strategy<Value = Contingency> {
        (1..=largest)
            .prop_flat_map(|total| (Just(total), 0..=total, 0..=total))
            .prop_flat_map(|(total, a, b)| {
                let smallest = a.saturating_sub(total - b);
                (Just((total, a, b)), smallest..=a.min(b))
            })
            .prop_map(|((total, a, b), both)| Contingency::new(both, a, b, total))
    }

    /// The sum of the hypergeometric terms, for small tables.
    fn summed(table: &Contingency) -> f64 {
        let choose = |n: u64, k: u64| {
            (0..k).fold(1.0, |product, i| product * (n - i) as f64 / (i + 1) as f64)
        };
        let (a, b, total) = (table.count_a, table.count_b, table.total);
        (table.both..=a.min(b))
            .map(|both| choose(a, both) * choose(total - a, b - both) / choose(total, b))
            .sum()
    }

    proptest! {
        #[test]
        fn measures_keep_their_bounds(table in prop_oneof![tables(60), tables(100_000), tables(1_000_000_000)]) {
            check_bounds(&table);
        }

        #[test]
        fn measures_are_symmetric(table in tables(10_000)) {
            let turned = Contingency::new(table.both, table.count_b, table.count_a, table.total);
            prop_assert!((table.g2() - turned.g2()).abs() <= 1e-9 * table.g2().abs().max(1.0));
            prop_assert!((table.p_value() - turned.p_value()).abs() <= 1e-9);
            prop_assert_eq!(table.jaccard(), turned.jaccard());
        }

        #[test]
        fn p_values_are_sums_of_terms(table in tables(60)) {
            let expected = summed(&table);
            prop_assert!((table.p_value() - expected).abs() <= 1e-10 * expected, "{} {}", table.p_value(), expected);
        }

        #[test]
        fn no_counts_panic(counts in any::<[u32; 4]>()) {
            let [both, a, b, total] = counts.map(u64::from);
            check_bounds(&Contingency::new(both, a, b, total));
        }
    }
}
