//! Sums in 512-bit registers: thirty-two products at once, added in pairs to what was there by the same
//! instruction.

use super::ROWS;
use std::arch::x86_64::{
    __m512i, _mm512_dpwssd_epi32, _mm512_loadu_si512, _mm512_reduce_add_epi32, _mm512_setzero_si512,
};

/// Numbers of one register.
const WIDTH: usize = 32;

/// Does this processor know these instructions? The answer is kept by the standard library.
pub(super) fn present() -> bool {
    is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512vnni")
}

/// The products of rows of weights and of values.
#[target_feature(enable = "avx512f,avx512vnni")]
pub(super) fn sums<const TOKENS: usize>(weights: &[i16], values: &[i16], columns: usize) -> [[i32; ROWS]; TOKENS] {
    let mut totals = [[_mm512_setzero_si512(); ROWS]; TOKENS];
    let rows: [&[[i16; WIDTH]]; ROWS] =
        std::array::from_fn(|row| weights[row * columns..(row + 1) * columns].as_chunks().0);
    let tokens: [&[[i16; WIDTH]]; TOKENS] =
        std::array::from_fn(|token| values[token * columns..(token + 1) * columns].as_chunks().0);
    let steps = columns / WIDTH;
    let rows = rows.map(|row| &row[..steps]);
    let tokens = tokens.map(|token| &token[..steps]);
    for step in 0..steps {
        let weights = rows.map(|row| load(&row[step]));
        for (token, totals) in tokens.iter().zip(&mut totals) {
            let values = load(&token[step]);
            for (weights, total) in weights.iter().zip(totals) {
                *total = _mm512_dpwssd_epi32(*total, *weights, values);
            }
        }
    }
    totals.map(|totals| totals.map(|total| _mm512_reduce_add_epi32(total)))
}

/// Thirty-two numbers as one register.
#[target_feature(enable = "avx512f")]
fn load(numbers: &[i16; WIDTH]) -> __m512i {
    // SAFETY: the reference is to sixty-four bytes, and this load asks for no alignment.
    #[expect(unsafe_code, reason = "no safe load of a register this wide exists")]
    unsafe {
        _mm512_loadu_si512(numbers.as_ptr().cast())
    }
}
