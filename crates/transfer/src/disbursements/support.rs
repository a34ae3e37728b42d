//! Whose money a project is carried out with: the institute's own, the ministry's, others'
//! (docs/requirements.md A2-08), and whether the ministry supports it in part or as a whole (A1-01).

use kit::words;
use thai::Satang;

use crate::projects::{Budget, FundingSource};

words! {
    /// How much of the cost the ministry bears.
    Support {
        /// All of it.
        Whole = "whole",
        /// A part.
        Part = "part",
        /// Nothing.
        Nothing = "nothing",
        /// The plan does not divide its money by source.
        Unsaid = "unsaid",
    }
}

impl Support {
    /// That of a budget.
    pub fn of(budget: &Budget) -> Self {
        let parts = budget.by_source();
        let is_of = |ministry: bool| parts.iter().any(|(source, _)| (*source == FundingSource::Ministry) == ministry);
        match (is_of(true), is_of(false)) {
            (true, true) => Self::Part,
            (true, false) => Self::Whole,
            (false, true) => Self::Nothing,
            (false, false) => Self::Unsaid,
        }
    }
}

/// What comes from one kind of source.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Whose money.
    pub source: FundingSource,
    /// Their names, where the plan says them.
    pub labels: Vec<String>,
    /// Of the cost of the plan.
    pub amount: Satang,
    /// Hundredths of a percent.
    pub share: i64,
}

impl Source {
    /// Those of a budget, in the order of the sources: each source once, their amounts making the whole.
    pub fn of(budget: &Budget) -> Vec<Self> {
        let of_source = |(source, amount): (FundingSource, Satang)| {
            let of = || budget.shares.iter().filter(|share| share.source == source);
            let told = budget.is_told_by_lines();
            Self {
                source,
                labels: of().map(|share| share.label.clone()).filter(|label| !label.is_empty()).collect(),
                amount,
                share: if told { budget.share_of(amount) } else { of().map(|share| share.share).sum() },
            }
        };
        budget.by_source().into_iter().map(of_source).collect()
    }

    /// Its share in percent: "45", "12.5".
    pub fn percent(&self) -> String {
        let (whole, part) = (self.share / 100, self.share % 100);
        let text = format!("{whole}.{part:02}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::projects::FundingShare;

    /// docs/requirements.md A1-01, G-24.
    #[test]
    fn the_ministry_supports_a_project_in_part_or_as_a_whole() {
        use FundingSource::{Ministry, Other, Own};
        for (shares, support, parts) in [
            (&[(Ministry, 10_000)][..], Support::Whole, &["100"][..]),
            (&[(Ministry, 4_500), (Own, 4_000), (Other, 1_500)], Support::Part, &["40", "45", "15"]),
            (&[(Other, 333), (Own, 8_750), (Other, 917)], Support::Nothing, &["87.5", "12.5"]),
            (&[], Support::Unsaid, &[]),
        ] {
            let share = |(source, share): &(FundingSource, i64)| FundingShare {
                source: *source,
                label: String::new(),
                share: *share,
            };
            let stated_total = Satang(175_000_001);
            let budget = Budget { stated_total, shares: shares.iter().map(share).collect(), ..Budget::default() };
            assert_eq!(Support::of(&budget), support);
            let sources = Source::of(&budget);
            assert_eq!(sources.iter().map(Source::percent).collect::<Vec<_>>(), parts);
            if !sources.is_empty() {
                assert_eq!(Satang::sum(sources.iter().map(|one| one.amount)), Some(stated_total));
            }
        }
    }
}
