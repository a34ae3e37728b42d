//! Sums over long rows of numbers, written so that the compiler takes eight at a time.

/// Sums kept apart, which a processor adds side by side.
const LANES: usize = 8;

/// The sum of products.
pub(crate) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let (a, a_rest) = a.as_chunks::<LANES>();
    let (b, b_rest) = b.as_chunks::<LANES>();
    let mut sums = [0.0_f32; LANES];
    for (a, b) in a.iter().zip(b) {
        for lane in 0..LANES {
            sums[lane] += a[lane] * b[lane];
        }
    }
    sums.iter().sum::<f32>() + a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum::<f32>()
}

/// Makes a row of length one, unless it is all zero.
pub(crate) fn unit(row: &mut [f32]) {
    let length = dot(row, row).sqrt();
    if length > 0.0 {
        row.iter_mut().for_each(|value| *value /= length);
    }
}

/// Brings a row to mean zero and variance one, then scales and shifts it
/// (J. L. Ba et al., "Layer Normalization", 2016).
pub(crate) fn normalise(row: &mut [f32], scale: &[f32], shift: &[f32], epsilon: f32) {
    let count = row.len() as f32;
    let mean = row.iter().sum::<f32>() / count;
    row.iter_mut().for_each(|value| *value -= mean);
    let inverse = 1.0 / (dot(row, row) / count + epsilon).sqrt();
    for ((value, scale), shift) in row.iter_mut().zip(scale).zip(shift) {
        *value = *value * inverse * scale + shift;
    }
}

/// Adds `factor · b` to `a`.
pub(crate) fn add(a: &mut [f32], b: &[f32], factor: f32) {
    for (a, b) in a.iter_mut().zip(b) {
        *a += factor * b;
    }
}

/// The exponential function to within 2·10⁻⁷ of itself, without a call that would stop the lanes.
pub(crate) fn exp(x: f32) -> f32 {
    // 2^x = 2^whole · 2^rest, and the rest by its series about zero.
    let twos = (x * std::f32::consts::LOG2_E).clamp(-126.0, 126.0);
    let shifted = twos + ROUND;
    let rest = (twos - (shifted - ROUND)) * std::f32::consts::LN_2;
    let series = 1.0 / 720.0;
    let series = series * rest + 1.0 / 120.0;
    let series = series * rest + 1.0 / 24.0;
    let series = series * rest + 1.0 / 6.0;
    let series = series * rest + 0.5;
    let series = series * rest + 1.0;
    let series = series * rest + 1.0;
    f32::from_bits(series.to_bits().wrapping_add(shifted.to_bits() << 23))
}

/// Adding this leaves no place for a fraction: the last bits of the sum are the whole number.
const ROUND: f32 = 12_582_912.0;

/// x · Φ(x), the activation of BERT (D. Hendrycks and K. Gimpel, "GELUs", 2016), with the error function
/// by Abramowitz and Stegun 7.1.26.
pub(crate) fn gelu(x: f32) -> f32 {
    let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let series = t * (0.254_829_6 + t * (-0.284_496_72 + t * (1.421_413_8 + t * (-1.453_152_1 + t * 1.061_405_4))));
    let tail = 0.5 * series * exp(-z * z);
    x * if x >= 0.0 { 1.0 - tail } else { tail }
}

/// Likelihoods out of logarithms of odds: all positive, together one.
pub(crate) fn softmax(row: &mut [f32]) {
    let most = row.iter().copied().fold(f32::MIN, f32::max);
    row.iter_mut().for_each(|value| *value = exp(*value - most));
    let inverse = 1.0 / row.iter().sum::<f32>();
    row.iter_mut().for_each(|value| *value *= inverse);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn exponentials_are_near(x in -80.0_f32..80.0) {
            prop_assert!((exp(x) / x.exp() - 1.0).abs() < 1e-5);
        }

        #[test]
        fn likelihoods_add_up_to_one(mut row in proptest::collection::vec(-50.0_f32..50.0, 1..40)) {
            softmax(&mut row);
            prop_assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-4);
        }
    }

    #[test]
    fn the_activation_is_that_of_the_paper() {
        for (x, expected) in [(0.0, 0.0), (1.0, 0.841_344_7), (-1.0, -0.158_655_3), (3.0, 2.995_95), (-9.0, 0.0)] {
            assert!((gelu(x) - expected).abs() < 1e-4, "{x}");
        }
    }
}
