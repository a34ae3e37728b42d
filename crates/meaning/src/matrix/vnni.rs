//! Sums in 512-bit registers: thirty-two products at once, added in pairs to what was there by the same
//! instruction.

use super::ROWS;
use std::arch::x86_64::{
    __m512i, _mm_add_epi32, _mm_cvtsi128_si32, _mm_extract_epi32, _mm256_add_epi32, _mm256_castsi256_si128,
    _mm256_extracti128_si256, _mm512_add_epi32, _mm512_castsi512_si256, _mm512_dpwssd_epi32, _mm512_extracti64x4_epi64,
    _mm512_loadu_si512, _mm512_setzero_si512, _mm512_unpackhi_epi32, _mm512_unpackhi_epi64, _mm512_unpacklo_epi32,
    _mm512_unpacklo_epi64,
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
        let weights = [load(&rows[0][step]), load(&rows[1][step]), load(&rows[2][step]), load(&rows[3][step])];
        for (token, totals) in tokens.iter().zip(&mut totals) {
            let values = load(&token[step]);
            for (weights, total) in weights.iter().zip(totals) {
                *total = _mm512_dpwssd_epi32(*total, *weights, values);
            }
        }
    }
    let mut sums = [[0; ROWS]; TOKENS];
    for (sums, totals) in sums.iter_mut().zip(totals) {
        *sums = added(totals);
    }
    sums
}

/// The sums of four registers: all four are folded together, since folding one after the other took as long as
/// the products of a short row.
#[target_feature(enable = "avx512f")]
fn added([a, b, c, d]: [__m512i; ROWS]) -> [i32; ROWS] {
    let ab = _mm512_add_epi32(_mm512_unpacklo_epi32(a, b), _mm512_unpackhi_epi32(a, b));
    let cd = _mm512_add_epi32(_mm512_unpacklo_epi32(c, d), _mm512_unpackhi_epi32(c, d));
    let all = _mm512_add_epi32(_mm512_unpacklo_epi64(ab, cd), _mm512_unpackhi_epi64(ab, cd));
    let half = _mm256_add_epi32(_mm512_castsi512_si256(all), _mm512_extracti64x4_epi64::<1>(all));
    let sums = _mm_add_epi32(_mm256_castsi256_si128(half), _mm256_extracti128_si256::<1>(half));
    [_mm_cvtsi128_si32(sums), _mm_extract_epi32::<1>(sums), _mm_extract_epi32::<2>(sums), _mm_extract_epi32::<3>(sums)]
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
