//! The product of two rows of small numbers: what finding the nearest of a hundred thousand vectors does a
//! hundred thousand times. There it is the memory that is waited for, so that fewer instructions for each
//! row let the processor ask for more of the next ones.

/// The product of two rows of as many numbers; zero of others, as what nobody has understood yet has no
/// numbers and is near nothing.
pub(crate) fn product(a: &[i8], b: &[i8]) -> i32 {
    if a.len() != b.len() {
        return 0;
    }
    #[cfg(target_arch = "x86_64")]
    if vnni::present() {
        // SAFETY: the processor has just been asked whether it knows these instructions.
        #[expect(unsafe_code, reason = "instructions beyond the oldest 64-bit processors need it")]
        return unsafe { vnni::product(a, b) };
    }
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has just been asked whether it knows AVX2.
        #[expect(unsafe_code, reason = "the same loop, compiled for wider registers")]
        return unsafe { wide(a, b) };
    }
    plain(a, b)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn wide(a: &[i8], b: &[i8]) -> i32 {
    plain(a, b)
}

#[inline]
fn plain(a: &[i8], b: &[i8]) -> i32 {
    a.iter().zip(b).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum()
}

#[cfg(target_arch = "x86_64")]
mod vnni;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_is_near_what_has_no_numbers() {
        assert_eq!((product(&[1; 64], &[]), product(&[], &[1; 64])), (0, 0));
    }

    proptest! {
        #[test]
        fn every_way_gives_the_plain_product(pairs in proptest::collection::vec(any::<(i8, i8)>(), 0..400)) {
            let (a, b): (Vec<i8>, Vec<i8>) = pairs.into_iter().unzip();
            prop_assert_eq!(product(&a, &b), plain(&a, &b));
            #[cfg(target_arch = "x86_64")]
            if is_x86_feature_detected!("avx2") {
                // SAFETY: the processor has just been asked.
                #[expect(unsafe_code, reason = "the narrower instructions are tried on wider processors too")]
                let narrower = unsafe { wide(&a, &b) };
                prop_assert_eq!(narrower, plain(&a, &b));
            }
        }
    }
}
