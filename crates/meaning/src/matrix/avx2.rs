//! Sums in 256-bit registers: sixteen products at once, added in pairs.

use super::ROWS;
use std::arch::x86_64::{__m256i, _mm256_add_epi32, _mm256_madd_epi16, _mm256_setr_epi16, _mm256_setzero_si256};

/// Numbers of one register.
const WIDTH: usize = 16;
/// Tokens for which there are registers.
const TOKENS: usize = 3;

/// Does this processor know these instructions? The answer is kept by the standard library.
pub(super) fn present() -> bool {
    is_x86_feature_detected!("avx2")
}

/// The products of rows of weights and of values, as many tokens together as there are registers for.
#[target_feature(enable = "avx2")]
pub(super) fn sums<const ALL: usize>(weights: &[i16], values: &[i16], columns: usize) -> [[i32; ROWS]; ALL] {
    let mut found = [[0; ROWS]; ALL];
    for (found, values) in found.chunks_mut(TOKENS).zip(values.chunks(TOKENS * columns)) {
        match found.len() {
            1 => found.copy_from_slice(&few::<1>(weights, values, columns)),
            2 => found.copy_from_slice(&few::<2>(weights, values, columns)),
            _ => found.copy_from_slice(&few::<TOKENS>(weights, values, columns)),
        }
    }
    found
}

#[target_feature(enable = "avx2")]
fn few<const TOKENS: usize>(weights: &[i16], values: &[i16], columns: usize) -> [[i32; ROWS]; TOKENS] {
    let mut totals = [[_mm256_setzero_si256(); ROWS]; TOKENS];
    let rows: [&[[i16; WIDTH]]; ROWS] =
        std::array::from_fn(|row| weights[row * columns..(row + 1) * columns].as_chunks().0);
    let tokens: [&[[i16; WIDTH]]; TOKENS] =
        std::array::from_fn(|token| values[token * columns..(token + 1) * columns].as_chunks().0);
    let steps = columns / WIDTH;
    let rows = rows.map(|row| &row[..steps]);
    let tokens = tokens.map(|token| &token[..steps]);
    for step in 0..steps {
        let values = tokens.map(|token| load(&token[step]));
        for (at, row) in rows.iter().enumerate() {
            let weights = load(&row[step]);
            for (values, totals) in values.iter().zip(&mut totals) {
                totals[at] = _mm256_add_epi32(totals[at], _mm256_madd_epi16(weights, *values));
            }
        }
    }
    totals.map(|totals| totals.map(|total| add_up(total)))
}

/// Sixteen numbers as one register: one instruction once compiled.
#[target_feature(enable = "avx2")]
fn load(n: &[i16; WIDTH]) -> __m256i {
    _mm256_setr_epi16(
        n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10], n[11], n[12], n[13], n[14], n[15],
    )
}

#[target_feature(enable = "avx2")]
fn add_up(total: __m256i) -> i32 {
    use std::arch::x86_64::{
        _mm_add_epi32, _mm_cvtsi128_si32, _mm_shuffle_epi32, _mm256_castsi256_si128, _mm256_extracti128_si256,
    };
    let half = _mm_add_epi32(_mm256_castsi256_si128(total), _mm256_extracti128_si256::<1>(total));
    let quarter = _mm_add_epi32(half, _mm_shuffle_epi32::<0b0100_1110>(half));
    _mm_cvtsi128_si32(_mm_add_epi32(quarter, _mm_shuffle_epi32::<0b1011_0001>(quarter)))
}
