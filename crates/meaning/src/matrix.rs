//! A matrix of 8-bit weights times the activations of some tokens: where an encoder spends its time.
//!
//! Each row of weights has one scale, and so has each token, whose values are rounded to 12 bits. A
//! product of the two fits 32 bits over any row used here, so that the inner loop is whole numbers, and
//! the sums are the same on every processor: thirty-two at a time where it can (AVX-512 VNNI), sixteen
//! (AVX2), or one by one.

/// Values are rounded to this at most; 127 · 2047 · [`LONGEST`] still fits an `i32`.
const LARGEST: f32 = 2047.0;
/// The longest row allowed.
const LONGEST: usize = 4096;
/// Numbers that one step of the widest inner loop takes.
const STEP: usize = 32;
/// Rows and tokens multiplied together, so that each number read serves several sums: as many as there
/// are registers for.
const ROWS: usize = 4;
const TOKENS: usize = 6;

/// Weights, one row for each output.
pub(crate) struct Matrix {
    /// Inputs; a multiple of [`STEP`].
    columns: usize,
    weights: Vec<i8>,
    scales: Vec<f32>,
    bias: Vec<f32>,
}

/// What is multiplied: one row of rounded values for each token.
#[derive(Default)]
pub(crate) struct Rounded {
    columns: usize,
    values: Vec<i16>,
    scales: Vec<f32>,
}

impl Rounded {
    /// Rounds rows of `columns` values each, reusing the memory.
    pub(crate) fn set(&mut self, rows: &[f32], columns: usize) {
        self.columns = columns;
        self.values.resize(rows.len(), 0);
        self.scales.clear();
        for (row, values) in rows.chunks_exact(columns).zip(self.values.chunks_exact_mut(columns)) {
            let largest = row.iter().fold(0.0_f32, |most, value| most.max(value.abs()));
            let (scale, inverse) = if largest > 0.0 { (largest / LARGEST, LARGEST / largest) } else { (0.0, 0.0) };
            for (value, rounded) in row.iter().zip(values) {
                // Half away from zero by truncation: `round` is a call on older processors.
                let whole = (value * inverse + 0.5_f32.copysign(*value)) as i16;
                *rounded = whole;
            }
            self.scales.push(scale);
        }
    }
}

impl Matrix {
    /// From rows of exact weights, `bias.len()` of them.
    pub(crate) fn new(rows: &[f32], bias: Vec<f32>) -> Self {
        let columns = rows.len() / bias.len().max(1);
        assert!(columns > 0 && columns.is_multiple_of(STEP) && columns <= LONGEST, "a row of {columns} weights");
        let mut weights = Vec::with_capacity(rows.len());
        let mut scales = Vec::with_capacity(bias.len());
        for row in rows.chunks_exact(columns) {
            let largest = row.iter().fold(f32::MIN_POSITIVE, |most, value| most.max(value.abs()));
            weights.extend(row.iter().map(|value| (value * 127.0 / largest).round() as i8));
            scales.push(largest / 127.0);
        }
        Self { columns, weights, scales, bias }
    }

    /// Outputs for each token.
    pub(crate) fn outputs(&self) -> usize {
        self.bias.len()
    }

    /// `out[token][output] = bias + weights · values`, for every token of `from`.
    pub(crate) fn multiply(&self, from: &Rounded, out: &mut Vec<f32>) {
        assert_eq!(from.columns, self.columns, "values for another matrix");
        out.resize(from.scales.len() * self.outputs(), 0.0);
        let mut wide = vec![0_i16; ROWS * self.columns];
        for first in (0..self.outputs()).step_by(ROWS) {
            let rows = ROWS.min(self.outputs() - first);
            let from_here = &self.weights[first * self.columns..(first + rows) * self.columns];
            for (wide, narrow) in wide.iter_mut().zip(from_here) {
                *wide = i16::from(*narrow);
            }
            self.multiply_rows(first, rows, &wide, from, out);
        }
    }

    /// The same for up to [`ROWS`] rows, already widened.
    fn multiply_rows(&self, first: usize, rows: usize, wide: &[i16], from: &Rounded, out: &mut [f32]) {
        let outputs = self.outputs();
        let mut token = 0;
        let mut write = |token: usize, sums: &[[i32; ROWS]]| {
            for (token, sums) in (token..).zip(sums) {
                let scale = from.scales[token];
                let out = &mut out[token * outputs + first..][..rows];
                for (at, out) in out.iter_mut().enumerate() {
                    *out = self.bias[first + at] + sums[at] as f32 * scale * self.scales[first + at];
                }
            }
        };
        while token < from.scales.len() {
            let together = (from.scales.len() - token).min(TOKENS);
            let values = &from.values[token * self.columns..][..together * self.columns];
            match together {
                1 => write(token, &sums::<1>(wide, values, self.columns)),
                2 => write(token, &sums::<2>(wide, values, self.columns)),
                3..TOKENS => write(token, &sums::<3>(wide, values, self.columns)),
                _ => write(token, &sums::<TOKENS>(wide, values, self.columns)),
            }
            token += if (3..TOKENS).contains(&together) { 3 } else { together };
        }
    }
}

/// The products of [`ROWS`] rows of weights and `TOKENS` rows of values.
#[inline]
fn sums<const TOKENS: usize>(weights: &[i16], values: &[i16], columns: usize) -> [[i32; ROWS]; TOKENS] {
    #[cfg(target_arch = "x86_64")]
    if vnni::present() {
        // SAFETY: the processor has just been asked whether it knows AVX-512 and its VNNI.
        #[expect(unsafe_code, reason = "as below")]
        return unsafe { vnni::sums(weights, values, columns) };
    }
    #[cfg(target_arch = "x86_64")]
    if avx2::present() {
        // SAFETY: the processor has just been asked whether it knows AVX2.
        #[expect(
            unsafe_code,
            reason = "instructions beyond the oldest 64-bit processors need it; the bounds are checked"
        )]
        return unsafe { avx2::sums(weights, values, columns) };
    }
    plain_sums(weights, values, columns)
}

/// What `sums` is, said plainly: for other processors, and for the test of the quick one.
fn plain_sums<const TOKENS: usize>(weights: &[i16], values: &[i16], columns: usize) -> [[i32; ROWS]; TOKENS] {
    let mut sums = [[0; ROWS]; TOKENS];
    for (values, sums) in values.chunks_exact(columns).zip(&mut sums) {
        for (weights, sum) in weights.chunks_exact(columns).zip(sums) {
            *sum = weights.iter().zip(values).map(|(weight, value)| i32::from(*weight) * i32::from(*value)).sum();
        }
    }
    sums
}

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod vnni;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn quick_sums_are_the_plain_ones(steps in 1_usize..20, seed in any::<u64>()) {
            let columns = steps * STEP;
            let mut state = seed | 1;
            let mut next = |limit: i64| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                i16::try_from((state >> 33).cast_signed() % (2 * limit + 1) - limit).unwrap()
            };
            let weights: Vec<i16> = (0..ROWS * columns).map(|_| next(127)).collect();
            let values: Vec<i16> = (0..TOKENS * columns).map(|_| next(2047)).collect();
            let plain = plain_sums::<TOKENS>(&weights, &values, columns);
            prop_assert_eq!(sums::<TOKENS>(&weights, &values, columns), plain);
            prop_assert_eq!(&sums::<3>(&weights, &values[..3 * columns], columns), &plain[..3]);
            prop_assert_eq!(&sums::<1>(&weights, &values[..columns], columns), &plain[..1]);
            #[cfg(target_arch = "x86_64")]
            if avx2::present() {
                // SAFETY: the processor has just been asked.
                #[expect(unsafe_code, reason = "the narrower instructions are tried on wider processors too")]
                let narrower = unsafe { avx2::sums::<TOKENS>(&weights, &values, columns) };
                prop_assert_eq!(narrower, plain);
            }
        }

        #[test]
        fn a_product_is_near_the_exact_one(
            rows in proptest::collection::vec(proptest::collection::vec(-2.0_f32..2.0, 32), 1..7),
            values in proptest::collection::vec(proptest::collection::vec(-9.0_f32..9.0, 32), 1..8),
        ) {
            let matrix = Matrix::new(&rows.concat(), vec![0.5; rows.len()]);
            let (mut rounded, mut out) = (Rounded::default(), Vec::new());
            rounded.set(&values.concat(), 32);
            matrix.multiply(&rounded, &mut out);
            for (token, values) in values.iter().enumerate() {
                for (at, row) in rows.iter().enumerate() {
                    let exact: f32 = 0.5 + row.iter().zip(values).map(|(a, b)| a * b).sum::<f32>();
                    prop_assert!((out[token * rows.len() + at] - exact).abs() < 2.0, "{exact}");
                }
            }
        }
    }
}
