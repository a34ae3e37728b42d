//! Products in 512-bit registers: sixty-four at once, of numbers from 0 to 255 with others from -128 to 127.
//! So one row is moved up by 128, and what that adds is counted beside and taken away at the end.

use std::arch::x86_64::{
    __m512i, _mm512_dpbusd_epi32, _mm512_loadu_si512, _mm512_reduce_add_epi32, _mm512_set1_epi8, _mm512_setzero_si512,
    _mm512_sub_epi32, _mm512_xor_si512,
};

/// Numbers of one register.
const WIDTH: usize = 64;

/// Does this processor know these instructions? The answer is kept by the standard library.
pub(super) fn present() -> bool {
    is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("avx512vnni")
}

/// The product of two rows of as many numbers.
#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
pub(super) fn product(a: &[i8], b: &[i8]) -> i32 {
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<WIDTH>(), b.as_chunks::<WIDTH>());
    // Its uppermost bit turned over, a number from -128 to 127 is one from 0 to 255; and that bit alone is 128.
    let upper = _mm512_set1_epi8(i8::MIN);
    let (mut sums, mut moved) = (_mm512_setzero_si512(), _mm512_setzero_si512());
    for (a, b) in a.iter().zip(b) {
        let b = load(b);
        sums = _mm512_dpbusd_epi32(sums, _mm512_xor_si512(load(a), upper), b);
        moved = _mm512_dpbusd_epi32(moved, upper, b);
    }
    _mm512_reduce_add_epi32(_mm512_sub_epi32(sums, moved)) + super::plain(a_rest, b_rest)
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
