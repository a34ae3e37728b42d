//! How good an order is: nDCG@10, recall@3 and the reciprocal rank of the first answer, with intervals.

use std::collections::BTreeMap;

/// Orders drawn anew for an interval.
const DRAWN: usize = 2_000;

/// The three measures of one order.
#[derive(Clone, Copy, Default)]
pub struct Measures {
    pub ndcg: f64,
    pub recall: f64,
    pub reciprocal: f64,
}

impl Measures {
    /// Of the places of technologies, the best first, against the answers' grades.
    pub fn of(order: &[&str], answers: &BTreeMap<String, u32>) -> Self {
        let gain = |grade: u32, place: usize| (2_f64.powi(grade.cast_signed()) - 1.0) / (place as f64 + 2.0).log2();
        let grade = |id: &str| answers.get(id).copied().unwrap_or(0);
        let got: f64 = order.iter().take(10).enumerate().map(|(place, id)| gain(grade(id), place)).sum();
        let mut grades: Vec<u32> = answers.values().copied().collect();
        grades.sort_unstable_by(|a, b| b.cmp(a));
        let best: f64 = grades.iter().take(10).enumerate().map(|(place, grade)| gain(*grade, place)).sum();
        // As an answer counts what helps much; when there is none such, what helps in part.
        let least = 2.min(grades.first().copied().unwrap_or(1));
        let right = |id: &&&str| grade(id) >= least;
        let all = grades.iter().filter(|grade| **grade >= least).count();
        let found = order.iter().take(3).filter(right).count();
        Self {
            ndcg: got / best,
            recall: found as f64 / all.min(3) as f64,
            reciprocal: order.iter().position(|id| right(&id)).map_or(0.0, |place| 1.0 / (place as f64 + 1.0)),
        }
    }
}

/// The mean.
pub fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len().max(1) as f64
}

/// The bounds of the mean in nineteen of twenty draws, always the same ones.
pub fn interval(numbers: &[f64]) -> (f64, f64) {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % numbers.len().max(1)
    };
    let draw = |_| (0..numbers.len()).map(|_| numbers[next()]).sum::<f64>() / numbers.len().max(1) as f64;
    let mut means: Vec<f64> = (0..DRAWN).map(draw).collect();
    means.sort_unstable_by(f64::total_cmp);
    (means[DRAWN / 40], means[DRAWN - DRAWN / 40])
}

/// How often one of `yes` is above one of `no`: the area under the curve.
pub fn area(yes: &[f32], no: &[f32]) -> f64 {
    let above = yes.iter().flat_map(|a| {
        no.iter().map(move |b| {
            if a > b {
                1.0
            } else if a == b {
                0.5
            } else {
                0.0
            }
        })
    });
    above.sum::<f64>() / (yes.len() * no.len()).max(1) as f64
}
