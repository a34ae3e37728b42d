//! The product of two rows of small numbers: what finding the nearest of a hundred thousand vectors does a
//! hundred thousand times. There it is the memory that is waited for, so that fewer instructions for each
//! row let the processor ask for more of the next ones.

/// A row that many others are multiplied by.
pub(crate) struct Factor<'a> {
    steps: &'a [i8],
    /// The sum of its numbers, which the widest instructions take from every product.
    sum: i32,
}

impl<'a> Factor<'a> {
    pub(crate) fn of(steps: &'a [i8]) -> Self {
        Self { steps, sum: steps.iter().map(|step| i32::from(*step)).sum() }
    }

    /// The product with a row of as many numbers; zero with any other, as what nobody has understood yet has
    /// no numbers and is near nothing.
    pub(crate) fn times(&self, row: &[i8]) -> i32 {
        if row.len() != self.steps.len() {
            return 0;
        }
        #[cfg(target_arch = "x86_64")]
        if vnni::present() {
            // SAFETY: the processor has just been asked whether it knows these instructions.
            #[expect(unsafe_code, reason = "instructions beyond the oldest 64-bit processors need it")]
            return unsafe { vnni::product(row, self) };
        }
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2") {
            // SAFETY: the processor has just been asked whether it knows AVX2.
            #[expect(unsafe_code, reason = "the same loop, compiled for wider registers")]
            return unsafe { wide(row, self.steps) };
        }
        plain(row, self.steps)
    }
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
        assert_eq!((Factor::of(&[1; 64]).times(&[]), Factor::of(&[]).times(&[1; 64])), (0, 0));
    }

    proptest! {
        #[test]
        fn every_way_gives_the_plain_product(pairs in proptest::collection::vec(any::<(i8, i8)>(), 0..400)) {
            let (row, steps): (Vec<i8>, Vec<i8>) = pairs.into_iter().unzip();
            let product = plain(&row, &steps);
            prop_assert_eq!(Factor::of(&steps).times(&row), product);
            #[cfg(target_arch = "x86_64")]
            if is_x86_feature_detected!("avx2") {
                // SAFETY: the processor has just been asked.
                #[expect(unsafe_code, reason = "the narrower instructions are tried on wider processors too")]
                let narrower = unsafe { wide(&row, &steps) };
                prop_assert_eq!(narrower, product);
            }
        }
    }
}
