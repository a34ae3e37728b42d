//! The proposals of a call in the order of their scores, with what the money reaches.

use std::collections::HashMap;

use thai::Satang;
use uuid::Uuid;

use super::review::Review;
use super::score::{Tally, places, points};
use crate::calls::Call;
use crate::projects::{Outcome, Proposed};

/// A proposal in its order.
#[derive(Clone, Debug)]
pub struct Ranked {
    /// Which.
    pub proposal: Proposed,
    /// Its place; none before somebody handed in a review.
    pub place: Option<usize>,
    /// Its scores.
    pub tally: Tally,
    /// Reviews that were asked for and wait.
    pub waiting: usize,
    /// Are there as many reviews as the call asks for?
    pub complete: bool,
    /// What the ministry bears of it and of those before it together, but for those that were not selected.
    pub until_here: Satang,
}

/// The proposals of a call, the highest mean first; those without a review last.
pub fn ranked(call: &Call, proposals: Vec<Proposed>, mut reviews: HashMap<Uuid, Vec<Review>>) -> Vec<Ranked> {
    let criteria = &call.told.criteria;
    let of = |reviews: &[Review], plan_version: i32| {
        let sealed = reviews.iter().filter(|one| one.counts(plan_version));
        Tally::of(sealed.map(|one| points(criteria, &one.judgement.scores)))
    };
    let judged: Vec<(Proposed, Vec<Review>)> = proposals
        .into_iter()
        .map(|proposal| {
            let reviews = reviews.remove(&proposal.id).unwrap_or_default();
            (proposal, reviews)
        })
        .collect();
    let tallies: Vec<Tally> = judged.iter().map(|(proposal, reviews)| of(reviews, proposal.plan_version)).collect();
    // A place is given once as many have judged as the call asks for.
    let needed = i64::from(call.told.reviewers);
    let whole = |tally: &Tally| if tally.reviews < needed { Tally::default() } else { *tally };
    let places = places(&tallies.iter().map(whole).collect::<Vec<_>>());
    let mut found: Vec<Ranked> = judged
        .into_iter()
        .zip(tallies.into_iter().zip(places))
        .map(|((proposal, reviews), (tally, place))| Ranked {
            proposal,
            place,
            tally,
            waiting: reviews.iter().filter(|one| one.waits()).count(),
            complete: tally.reviews >= needed,
            until_here: Satang::ZERO,
        })
        .collect();
    found.sort_by_key(|one| one.place.unwrap_or(usize::MAX));
    let mut sum = Satang::ZERO;
    for one in &mut found {
        if one.proposal.outcome() != Some(Outcome::Rejected) {
            sum = sum.checked_add(one.proposal.bears).unwrap_or(Satang(i64::MAX));
        }
        one.until_here = sum;
    }
    found
}

/// What the ministry bears of all that is selected.
pub fn selected(ranked: &[Ranked]) -> Satang {
    let selected = ranked.iter().filter(|one| one.proposal.outcome() == Some(Outcome::Selected));
    Satang::sum(selected.map(|one| one.proposal.bears)).unwrap_or(Satang(i64::MAX))
}
