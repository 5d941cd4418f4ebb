//! Fisher: a 2×2 table → the probability of an overlap at least as large by chance.
//!
//! The hypergeometric terms follow Loader, "Fast and accurate computation of
//! binomial probabilities" (2000): deviances and the error of Stirling's formula
//! instead of differences of huge log-gammas, which would leave three digits at
//! a total of 10^9.

use std::f64::consts::TAU;

use statrs::function::gamma::ln_gamma;

use super::measure::Contingency;

/// Returns P(overlap ≥ both), 0 to 1; 0 when it is too small for a double.
///
/// Time grows with the square root of the total.
pub(super) fn greater(table: &Contingency) -> f64 {
    let (a, b, total) = (table.count_a, table.count_b, table.total);
    let smallest = a.saturating_sub(total.saturating_sub(b));
    if table.both <= smallest {
        return 1.0;
    }
    let probability = if table.both as f64 > table.expected() {
        (ln_term(table, table.both) + upward(table).ln()).exp()
    } else {
        1.0 - (ln_term(table, table.both - 1) + downward(table).ln()).exp()
    };
    probability.clamp(0.0, 1.0)
}

/// More terms than any total up to 10^12 needs.
const TERM_LIMIT: u32 = 10_000_000;

/// The sum of the terms from `both` upwards, as a multiple of the first.
fn upward(table: &Contingency) -> f64 {
    let [mut both, mut only_a, mut only_b, mut neither] = table.cells();
    let (mut term, mut sum) = (1.0, 1.0);
    for _ in 0..TERM_LIMIT {
        if term <= sum * 1e-17 {
            break;
        }
        term *= only_a * only_b / ((both + 1.0) * (neither + 1.0));
        sum += term;
        both += 1.0;
        only_a -= 1.0;
        only_b -= 1.0;
        neither += 1.0;
    }
    sum
}

/// The sum of the terms from `both - 1` downwards, as a multiple of the first.
fn downward(table: &Contingency) -> f64 {
    let [both, only_a, only_b, neither] = table.cells();
    let (mut both, mut only_a) = (both - 1.0, only_a + 1.0);
    let (mut only_b, mut neither) = (only_b + 1.0, neither - 1.0);
    let (mut term, mut sum) = (1.0, 1.0);
    for _ in 0..TERM_LIMIT {
        if term <= sum * 1e-17 {
            break;
        }
        term *= both * neither / ((only_a + 1.0) * (only_b + 1.0));
        sum += term;
        both -= 1.0;
        only_a += 1.0;
        only_b += 1.0;
        neither -= 1.0;
    }
    sum
}

/// Log of the hypergeometric probability of an overlap of exactly `both`.
fn ln_term(table: &Contingency, both: u64) -> f64 {
    let [a, b, total] = [table.count_a, table.count_b, table.total].map(|count| count as f64);
    let both = both as f64;
    let (share, rest) = (b / total, (total - b) / total);
    ln_binomial(both, a, share, rest) + ln_binomial(b - both, total - a, share, rest)
        - ln_binomial(b, total, share, rest)
}

/// Log of the binomial probability of `hits` in `trials`; `rest` is 1 − `share`.
fn ln_binomial(hits: f64, trials: f64, share: f64, rest: f64) -> f64 {
    let misses = trials - hits;
    if hits == 0.0 {
        return all(trials, rest, share);
    }
    if misses == 0.0 {
        return all(trials, share, rest);
    }
    let errors = stirling_error(trials) - stirling_error(hits) - stirling_error(misses);
    let deviances = deviance(hits, trials * share) + deviance(misses, trials * rest);
    errors - deviances - 0.5 * (TAU * hits * (misses / trials)).ln()
}

/// Log of `share` to the power of `trials`.
fn all(trials: f64, share: f64, rest: f64) -> f64 {
    if trials == 0.0 {
        0.0
    } else if rest < 0.5 {
        trials * (-rest).ln_1p()
    } else {
        trials * share.ln()
    }
}

/// ln(n!) minus Stirling's formula, for n > 0.
fn stirling_error(n: f64) -> f64 {
    if n <= 15.0 {
        return ln_gamma(n + 1.0) - (n + 0.5) * n.ln() + n - 0.5 * TAU.ln();
    }
    let square = n * n;
    let tail = 1.0 / 1260.0 - (1.0 / 1680.0 - 1.0 / 1188.0 / square) / square;
    (1.0 / 12.0 - (1.0 / 360.0 - tail / square) / square) / n
}

/// `observed·ln(observed/expected) + expected − observed`: never negative, exact where the two are close.
pub(super) fn deviance(observed: f64, expected: f64) -> f64 {
    if observed == 0.0 {
        return expected;
    }
    let difference = observed - expected;
    let sum = observed + expected;
    if difference.abs() >= 0.1 * sum {
        return observed * (observed / expected).ln() - difference;
    }
    let ratio = difference / sum;
    let mut total = difference * ratio;
    let mut power = 2.0 * observed * ratio;
    for step in 1..1000 {
        power *= ratio * ratio;
        let next = total + power / f64::from(2 * step + 1);
        if next == total {
            break;
        }
        total = next;
    }
    total
}
