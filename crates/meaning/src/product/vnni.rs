//! Products in 512-bit registers: sixty-four at once, of numbers from 0 to 255 with others from -128 to 127.
//! So a row is moved up by 128, and what that adds is taken away at the end.

use super::Factor;
use std::arch::x86_64::{
    __m512i, _mm512_dpbusd_epi32, _mm512_loadu_si512, _mm512_reduce_add_epi32, _mm512_set1_epi8, _mm512_setzero_si512,
    _mm512_xor_si512,
};

/// Numbers of one register.
const WIDTH: usize = 64;
/// How far a row is moved up.
const UP: i32 = 128;

/// Does this processor know these instructions? The answer is kept by the standard library.
pub(super) fn present() -> bool {
    is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("avx512vnni")
}

/// The product of a row with a factor of as many numbers.
#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
pub(super) fn product(row: &[i8], factor: &Factor<'_>) -> i32 {
    let ((row, row_rest), (steps, rest)) = (row.as_chunks::<WIDTH>(), factor.steps.as_chunks::<WIDTH>());
    // Its uppermost bit turned over, a number from -128 to 127 is one from 0 to 255.
    let upper = _mm512_set1_epi8(i8::MIN);
    let mut sums = _mm512_setzero_si512();
    for (row, steps) in row.iter().zip(steps) {
        sums = _mm512_dpbusd_epi32(sums, _mm512_xor_si512(load(row), upper), load(steps));
    }
    let moved: i32 = rest.iter().map(|step| i32::from(*step)).sum();
    _mm512_reduce_add_epi32(sums) - UP * (factor.sum - moved) + super::plain(row_rest, rest)
}

/// Sixty-four numbers as one register.
#[target_feature(enable = "avx512f")]
fn load(numbers: &[i8; WIDTH]) -> __m512i {
    // SAFETY: the reference is to sixty-four bytes, and this load asks for no alignment.
    #[expect(unsafe_code, reason = "no safe load of a register this wide exists")]
    unsafe {
        _mm512_loadu_si512(numbers.as_ptr().cast())
    }
}
