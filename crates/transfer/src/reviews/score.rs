//! What scores make together: whole numbers from a reviewer's mark to the order of a call, so that nothing is
//! rounded before it is shown.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::calls::Criterion;

/// The scores of a proposal, added up: each review is so many weighted points, of `whole` at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Weighted points of all reviews: score times weight in hundredths of a percent.
    pub points: i64,
    /// Reviews that count.
    pub reviews: i64,
    /// The least and the most of one review.
    pub span: Option<(i64, i64)>,
}

/// The weighted points of one review.
pub fn points(criteria: &[Criterion], scores: &BTreeMap<Uuid, i64>) -> i64 {
    criteria.iter().map(|one| one.weight * scores.get(&one.id).copied().unwrap_or(0)).sum()
}

impl Tally {
    /// Of the points of each review.
    pub fn of(points: impl IntoIterator<Item = i64>) -> Self {
        points.into_iter().fold(Self::default(), |tally, points| Self {
            points: tally.points + points,
            reviews: tally.reviews + 1,
            span: Some(tally.span.map_or((points, points), |(least, most)| (least.min(points), most.max(points)))),
        })
    }

    /// The mean of the reviews, in hundredths of a percent of the highest score, rounded half up: for display.
    /// `None` without a review.
    pub fn mean(&self, score_most: u32) -> Option<i64> {
        let whole = i128::from(score_most) * i128::from(self.reviews);
        // Points are score times weight, so a full score of every criterion is `score_most` times 10,000.
        let mean = (2 * i128::from(self.points) + whole).checked_div(2 * whole)?;
        i64::try_from(mean).ok()
    }

    /// Is this one's mean higher? Compared as fractions.
    pub fn is_above(&self, other: &Self) -> bool {
        i128::from(self.points) * i128::from(other.reviews.max(1))
            > i128::from(other.points) * i128::from(self.reviews.max(1))
            || (other.reviews == 0 && self.reviews > 0)
    }

    /// How far the reviews lie apart, in hundredths of a percent of the highest score.
    pub fn apart(&self, score_most: u32) -> i64 {
        self.span.map_or(0, |(least, most)| (most - least) / i64::from(score_most.max(1)))
    }
}

/// The place of each among all, the highest first: equal means share a place, and those without a review have none.
pub fn places(tallies: &[Tally]) -> Vec<Option<usize>> {
    let place = |one: &Tally| (one.reviews > 0).then(|| 1 + tallies.iter().filter(|other| other.is_above(one)).count());
    tallies.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use kit::show::Bilingual;
    use proptest::prelude::*;

    use super::*;

    fn criterion(id: u128, weight: i64) -> Criterion {
        Criterion { id: Uuid::from_u128(id), name: Bilingual::default(), about: String::new(), weight }
    }

    #[test]
    fn a_mean_is_weighted_and_shown_in_percent() {
        let criteria = [criterion(1, 6_000), criterion(2, 4_000)];
        let scores = |first, second| BTreeMap::from([(Uuid::from_u128(1), first), (Uuid::from_u128(2), second)]);
        let of = |all: &[(i64, i64)]| Tally::of(all.iter().map(|(a, b)| points(&criteria, &scores(*a, *b))));
        for (reviews, mean, apart) in [
            (&[(10, 10), (10, 10)][..], Some(10_000), 0),
            (&[(8, 5), (6, 5)], Some(6_200), 1_200),
            (&[(10, 0), (0, 10), (5, 5)], Some(5_000), 2_000),
            (&[(0, 0)], Some(0), 0),
            (&[], None, 0),
        ] {
            let tally = of(reviews);
            assert_eq!((tally.mean(10), tally.apart(10)), (mean, apart), "{reviews:?}");
        }
    }

    #[test]
    fn equal_means_share_a_place_whatever_the_number_of_reviews() {
        let tallies =
            [Tally::of([50, 50]), Tally::of([50, 50, 50]), Tally::of([60]), Tally::default(), Tally::of([10])];
        assert_eq!(places(&tallies), [Some(2), Some(2), Some(1), None, Some(4)]);
    }

    proptest! {
        #[test]
        fn the_order_does_not_depend_on_who_reviewed_first(mut all in prop::collection::vec(prop::collection::vec(0i64..100_000, 0..5), 1..8), turn in 0usize..8) {
            let of = |all: &[Vec<i64>]| places(&all.iter().map(|points| Tally::of(points.iter().copied())).collect::<Vec<_>>());
            let before = of(&all);
            for points in &mut all {
                let by = turn % points.len().max(1);
                points.rotate_left(by);
            }
            prop_assert_eq!(&before, &of(&all));
            let by = turn % all.len();
            all.rotate_left(by);
            let mut after = of(&all);
            after.rotate_right(by);
            prop_assert_eq!(before, after);
        }
    }
}
