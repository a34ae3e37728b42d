//! Small cells in public figures: a number of persons from one to four is hidden, and where only
//! one row of a table is hidden a second goes with it, or the total would give it away
//! (docs/requirements.md B-21). Every room above hides by this file.

use super::fraction::Fraction;

/// A number of persons below this could point at one of them, so no public page shows it
/// (docs/requirements.md B-21).
pub const FEWEST: i64 = 5;

/// Would this number of persons point at somebody? Nobody at all does not.
pub fn is_small(persons: i64) -> bool {
    (1..FEWEST).contains(&persons)
}

/// A number of persons as the public may see it: `None` where it could point at one.
pub fn shown(persons: i64) -> Option<i64> {
    (!is_small(persons)).then_some(persons)
}

/// A share as the public may see it: `None` where it is about fewer than [`FEWEST`] persons, or
/// where its numerator is so small.
pub fn shown_share(share: Fraction) -> Option<Fraction> {
    (share.denominator >= FEWEST && shown(share.numerator).is_some()).then_some(share)
}

/// Which rows of a public table to hide, given the numbers of persons each row shows. The first
/// number of a row is its weight when a second row has to be chosen.
pub fn hidden<R: AsRef<[i64]>>(rows: &[R]) -> Vec<bool> {
    let mut hide: Vec<bool> = rows.iter().map(|row| row.as_ref().iter().any(|cell| is_small(*cell))).collect();
    if hide.iter().filter(|hidden| **hidden).count() == 1 {
        let weight = |at: &usize| rows[*at].as_ref().first().copied().unwrap_or(0);
        let next = (0..rows.len()).filter(|at| !hide[*at] && weight(at) > 0).min_by_key(weight);
        if let Some(next) = next {
            hide[next] = true;
        }
    }
    hide
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_below_five_are_not_shown() {
        for (count, public) in [(0, Some(0)), (1, None), (4, None), (5, Some(5)), (330, Some(330))] {
            assert_eq!(shown(count), public);
        }
        assert_eq!(shown_share(Fraction::new(4, 4)), None);
        assert_eq!(shown_share(Fraction::new(4, 20)), None);
        assert_eq!(shown_share(Fraction::new(19, 20)), Some(Fraction::new(19, 20)));
    }

    #[test]
    fn a_single_small_row_takes_the_next_smallest_with_it() {
        for (rows, expected) in [
            (vec![[40], [3], [12]], vec![false, true, true]),
            (vec![[40], [3], [2]], vec![false, true, true]),
            (vec![[40], [5], [0]], vec![false, false, false]),
            (vec![[3]], vec![true]),
            (vec![[3], [0]], vec![true, false]),
        ] {
            assert_eq!(hidden(&rows), expected, "{rows:?}");
        }
    }

    #[test]
    fn every_number_of_a_row_counts() {
        assert_eq!(hidden(&[vec![120, 80, 76], vec![35, 20, 3], vec![40, 30, 20]]), [false, true, true]);
    }
}
