//! Small cells in public figures: a number of persons from one to four is hidden, and where only
//! one row of a table is hidden a second goes with it, or the total would give it away
//! (design of public figures; docs/requirements.md F7).

/// Fewer persons than this are not shown to the public.
pub const LEAST: i64 = 5;

/// Would this number of persons point at somebody?
pub fn is_small(persons: i64) -> bool {
    (1..LEAST).contains(&persons)
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
