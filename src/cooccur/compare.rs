//! Compare: two tables of pairs → what rose, fell, is new or is gone.
//!
//! For each pair the windows with both among all windows, before and now, make a 2×2
//! table; Fisher's exact test of it, two-sided as twice the smaller tail, is corrected
//! by Benjamini-Hochberg over all pairs of either table.

use std::collections::BTreeMap;

use crate::model::{Change, Comparison, Cooccurrence, Label};

use super::Table;
use super::measure::{self, Contingency};

/// Compares the pairs of two tables that were counted with the same options.
///
/// Pairs come by q-value, then by how much their share changed, then by ids. A pair whose
/// share went up or down is told as such whatever its q-value.
pub fn compare(before: &Table, now: &Table) -> Vec<Comparison> {
    let totals = [before.windows, now.windows];
    let mut counts: BTreeMap<(&Label, &Label), [u64; 2]> = BTreeMap::new();
    for (place, table) in [before, now].into_iter().enumerate() {
        for pair in &table.pairs {
            counts.entry(ends(pair)).or_default()[place] = pair.count;
        }
    }
    let p_values: Vec<f64> = counts
        .values()
        .map(|&counts| p_value(counts, totals))
        .collect();
    let q_values = measure::benjamini_hochberg(&p_values);
    let measured = p_values.into_iter().zip(q_values);
    let mut rows: Vec<Comparison> = counts
        .into_iter()
        .zip(measured)
        .map(|(((a, b), counts), (p_value, q_value))| Comparison {
            a: a.clone(),
            b: b.clone(),
            change: change(counts, totals),
            counts,
            totals,
            ratio: share(counts[1], totals[1]) / share(counts[0], totals[0]),
            p_value,
            q_value,
        })
        .collect();
    rows.sort_by(|one, other| {
        let distance = |row: &Comparison| row.ratio.ln().abs();
        one.q_value
            .total_cmp(&other.q_value)
            .then_with(|| distance(other).total_cmp(&distance(one)))
            .then_with(|| (&one.a.id, &one.b.id).cmp(&(&other.a.id, &other.b.id)))
    });
    rows
}

fn ends(pair: &Cooccurrence) -> (&Label, &Label) {
    (&pair.a, &pair.b)
}

fn change([before, now]: [u64; 2], totals: [u64; 2]) -> Change {
    // Shares compared as products, which are whole.
    let wide = |count: u64, total: u64| u128::from(count) * u128::from(total);
    let (then, since) = (wide(before, totals[1]), wide(now, totals[0]));
    match (before, now) {
        (0, _) => Change::New,
        (_, 0) => Change::Gone,
        _ if since > then => Change::Rose,
        _ if since < then => Change::Fell,
        _ => Change::Same,
    }
}

fn share(count: u64, total: u64) -> f64 {
    count as f64 / total.max(1) as f64
}

/// Fisher's exact test, two-sided: twice the smaller of the two tails, at most 1.
fn p_value([before, now]: [u64; 2], totals: [u64; 2]) -> f64 {
    let all = before + now;
    let total = totals[0] + totals[1];
    let tail = |count: u64, of: u64| Contingency::new(count, of, all, total).p_value();
    (2.0 * tail(now, totals[1]).min(tail(before, totals[0]))).min(1.0)
}
