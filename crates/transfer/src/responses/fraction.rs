//! A figure as what it is, so many of so many: never a bare percentage
//! (docs/requirements.md B-13). Targets are compared exactly; rounding is for the eye alone. The one
//! such type of the house: monitoring, which stands above, reckons with it too.

use serde::Serialize;

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Fraction {
    /// How many.
    pub numerator: i64,
    /// Of how many.
    pub denominator: i64,
}

impl Fraction {
    /// So many of so many.
    pub fn new(numerator: i64, denominator: i64) -> Self {
        Self { numerator, denominator }
    }

    /// Is there anything to take a part of?
    pub fn is_known(self) -> bool {
        self.denominator > 0
    }

    /// Does it reach a target in hundredths of a percent (8500 is 85 %)? Compared as whole
    /// numbers: 281 of 330 reaches 85 %, 280 does not (docs/requirements.md G-09). `None` of nobody.
    pub fn meets(self, target: i64) -> Option<bool> {
        let (part, whole) = (i128::from(self.numerator), i128::from(self.denominator));
        self.is_known().then(|| part * 10_000 >= i128::from(target) * whole)
    }

    /// Hundredths of a percent, half rounded up: what is shown and never compared. `None` of nobody.
    pub fn hundredths(self) -> Option<i64> {
        self.rounded(10_000)
    }

    /// The percentage with one decimal, "60.6", half rounded up; "–" of nobody.
    pub fn percent(self) -> String {
        self.rounded(1_000).map_or_else(|| "–".to_owned(), |tenths| format!("{}.{}", tenths / 10, tenths % 10))
    }

    /// The percentage with two decimals, "84.85", for reading beside a target; "–" of nobody.
    pub fn percent_exactly(self) -> String {
        self.hundredths().map_or_else(|| "–".to_owned(), |parts| format!("{}.{:02}", parts / 100, parts % 100))
    }

    fn rounded(self, scale: i128) -> Option<i64> {
        let (part, whole) = (i128::from(self.numerator), i128::from(self.denominator));
        let rounded = || i64::try_from((part * scale * 2 + whole) / (whole * 2)).unwrap_or(i64::MAX);
        self.is_known().then(rounded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// docs/requirements.md G-09.
    #[test]
    fn of_330_the_281st_reaches_85_percent_and_the_280th_does_not() {
        for (part, whole, meets, said) in [
            (281, 330, Some(true), "85.15"),
            (280, 330, Some(false), "84.85"),
            (0, 330, Some(false), "0.00"),
            (330, 330, Some(true), "100.00"),
            (84_999, 100_000, Some(false), "85.00"),
            (17, 20, Some(true), "85.00"),
            (0, 0, None, "–"),
        ] {
            let fraction = Fraction::new(part, whole);
            assert_eq!((fraction.meets(8_500), fraction.percent_exactly().as_str()), (meets, said), "{part}/{whole}");
        }
        assert_eq!(Fraction::new(200, 330).percent(), "60.6");
    }

    #[test]
    fn of_nobody_nothing_is_said() {
        let nobody = Fraction::new(0, 0);
        assert_eq!((nobody.meets(0), nobody.hundredths(), nobody.percent().as_str()), (None, None, "–"));
    }

    proptest! {
        #[test]
        fn rounding_is_at_most_half_a_hundredth_away(whole in 1i64..5_000_000, part in 0i64..5_000_000) {
            let part = part % (whole + 1);
            let shown = Fraction::new(part, whole).hundredths().expect("known");
            let away = (i128::from(shown) * i128::from(whole) - i128::from(part) * 10_000).abs();
            prop_assert!(away * 2 <= i128::from(whole));
        }

        /// The exact comparison agrees with the shown number, except where rounding would flatter.
        #[test]
        fn a_target_met_is_never_shown_below_it(part in 0i64..2_000, whole in 1i64..2_000, target in 0i64..=10_000) {
            let share = Fraction::new(part, whole);
            if share.meets(target) == Some(true) {
                prop_assert!(share.hundredths() >= Some(target));
            }
        }
    }
}
