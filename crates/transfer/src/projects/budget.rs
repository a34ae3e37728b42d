//! What a project costs, line by line, and who pays. The lines must sum to the stated total; where
//! they may offset one another (ถัวจ่าย) only the total binds (seed 000 §12,
//! docs/requirements.md A0-27 to A0-30).

use serde::{Deserialize, Serialize};
use thai::Satang;
use uuid::Uuid;

use kit::words;

/// The whole, in hundredths of a percent.
pub const WHOLE: i64 = 10_000;

words! {
    /// Who pays a share (docs/requirements.md A2-08).
    FundingSource {
        /// The institute itself.
        Own = "own",
        /// The ministry.
        Ministry = "ministry",
        /// A province, a local government, a company.
        Other = "other",
    }
}

/// Which grants whoever writes a plan may say: the rest stays as it stands, whatever is typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grants {
    /// None: what is granted is the ministry's to say.
    #[default]
    Kept,
    /// What an amendment asks to be granted under the plan; what was granted before it stays.
    Asked,
    /// All of them: the ministry writes.
    Said,
}

/// One line of the budget.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BudgetLine {
    /// Inside; nil until stored.
    pub id: Uuid,
    /// What it pays for.
    pub label: String,
    /// The area it belongs to, if to one.
    pub area: Option<Uuid>,
    /// The class of expense.
    pub expense_class: String,
    /// Whose money it is; not told in plans that divide their money by shares alone.
    #[serde(default)]
    pub source: Option<FundingSource>,
    /// The persons it reaches, if any.
    pub persons: Option<i32>,
    /// Planned.
    pub amount: Satang,
    /// Granted before this plan.
    pub granted_before: Satang,
    /// Granted under this plan.
    pub granted_now: Satang,
    /// Anything to be said about it.
    pub note: Option<String>,
}

/// A part of the money, by where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FundingShare {
    /// Who pays.
    pub source: FundingSource,
    /// Their name.
    pub label: String,
    /// Hundredths of a percent.
    pub share: i64,
}

/// The money of a plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Budget {
    /// The budget it is taken from.
    pub source: String,
    /// What the plan says it costs.
    pub stated_total: Satang,
    /// How many persons the plan says it reaches.
    pub stated_persons: i32,
    /// Lines may offset one another (ถัวจ่าย): then only the total binds.
    pub offsetting: bool,
    /// The lines.
    pub lines: Vec<BudgetLine>,
    /// Where the money comes from; empty where the plan does not divide it.
    pub shares: Vec<FundingShare>,
}

/// The sums of the lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Planned.
    pub planned: Satang,
    /// Granted before this plan.
    pub granted_before: Satang,
    /// Granted under this plan.
    pub granted_now: Satang,
    /// Persons.
    pub persons: i64,
}

impl Totals {
    /// The sums of some lines. A sum beyond what can be counted stays at the edge, and so differs from every stated
    /// total.
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a BudgetLine>) -> Self {
        let mut totals = Self::default();
        let add = |sum: Satang, more: Satang| sum.checked_add(more).unwrap_or(Satang(i64::MAX));
        for line in lines {
            totals.planned = add(totals.planned, line.amount);
            totals.granted_before = add(totals.granted_before, line.granted_before);
            totals.granted_now = add(totals.granted_now, line.granted_now);
            totals.persons += line.persons.map_or(0, i64::from);
        }
        totals
    }
}

impl Budget {
    /// The sums of the lines.
    pub fn totals(&self) -> Totals {
        Totals::of(&self.lines)
    }

    /// The budget as it is approved: a plan for which the ministry has named no grant is granted what the ministry
    /// still bears of each line, and never more than it bears of the whole.
    #[must_use]
    pub fn granted(mut self) -> Self {
        if self.lines.iter().any(|line| line.granted_now != Satang::ZERO) {
            return self;
        }
        let borne = self.borne();
        let whole = Satang::sum(borne.iter().copied()).unwrap_or(Satang(i64::MAX));
        let mut left = whole.0.saturating_sub(self.totals().granted_before.0).max(0);
        for (line, borne) in self.lines.iter_mut().zip(borne) {
            let now = borne.0.saturating_sub(line.granted_before.0).clamp(0, left);
            line.granted_now = Satang(now);
            left -= now;
        }
        self
    }

    /// Without any grant: as whoever proposes writes it, since what is granted is the ministry's to say.
    #[must_use]
    pub fn ungranted(mut self) -> Self {
        for line in &mut self.lines {
            (line.granted_before, line.granted_now) = (Satang::ZERO, Satang::ZERO);
        }
        self
    }

    /// With no other grants than whoever writes it may say: the rest stays as it stood before, line by line.
    #[must_use]
    pub fn with_grants_of(mut self, before: &Self, grants: Grants) -> Self {
        for line in &mut self.lines {
            let old = before.lines.iter().find(|old| old.id == line.id && !old.id.is_nil());
            let (granted, now) = old.map_or_else(Default::default, |old| (old.granted_before, old.granted_now));
            match grants {
                Grants::Said => {}
                Grants::Asked => line.granted_before = granted,
                Grants::Kept => (line.granted_before, line.granted_now) = (granted, now),
            }
        }
        self
    }

    /// Does every line say whose money it is? Then the shares follow from the lines.
    pub fn is_told_by_lines(&self) -> bool {
        !self.lines.is_empty() && self.lines.iter().all(|line| line.source.is_some())
    }

    /// Whose the money is, in the order of the sources, and how much of it: by the lines where they say it, else by the
    /// shares. Together the whole; nothing where the plan does not divide its money.
    pub fn by_source(&self) -> Vec<(FundingSource, Satang)> {
        let edge = |sum: Option<Satang>| sum.unwrap_or(Satang(i64::MAX));
        let of_lines = |source: FundingSource| {
            edge(Satang::sum(self.lines.iter().filter(|line| line.source == Some(source)).map(|line| line.amount)))
        };
        let of_shares = |source: FundingSource| {
            let own = self.shares.iter().enumerate().filter(|(_, share)| share.source == source);
            edge(Satang::sum(own.map(|(at, _)| self.part(at))))
        };
        let told = self.is_told_by_lines();
        let of = |source: &FundingSource| (*source, if told { of_lines(*source) } else { of_shares(*source) });
        FundingSource::ALL.iter().map(of).filter(|(_, amount)| *amount != Satang::ZERO).collect()
    }

    /// Where the lines say whose the money is: of each source its share in hundredths of a percent, and its sum.
    pub fn told_by_lines(&self) -> Vec<(FundingSource, i64, Satang)> {
        let told = if self.is_told_by_lines() { self.by_source() } else { Vec::new() };
        told.into_iter().map(|(source, amount)| (source, self.share_of(amount), amount)).collect()
    }

    /// What the ministry bears of it: all, where the plan does not divide its money.
    pub fn ministry(&self) -> Satang {
        if !self.is_told_by_lines() && self.shares.is_empty() {
            return self.stated_total;
        }
        let parts = self.by_source();
        parts.into_iter().find(|(source, _)| *source == FundingSource::Ministry).map_or(Satang::ZERO, |(_, part)| part)
    }

    /// What is still to be granted of what the ministry bears. Negative when more was granted.
    pub fn to_grant(&self) -> Satang {
        let totals = self.totals();
        Satang(self.ministry().0.saturating_sub(totals.granted_before.0).saturating_sub(totals.granted_now.0))
    }

    /// What the ministry bears of each line: the whole of its own where lines say whose they are, else its share of
    /// every line, to the satang what it bears of the whole.
    fn borne(&self) -> Vec<Satang> {
        if self.is_told_by_lines() {
            let own = |line: &BudgetLine| {
                if line.source == Some(FundingSource::Ministry) { line.amount } else { Satang::ZERO }
            };
            return self.lines.iter().map(own).collect();
        }
        if self.shares.is_empty() {
            return self.lines.iter().map(|line| line.amount).collect();
        }
        let (part, whole) = (i128::from(self.ministry().0), i128::from(self.totals().planned.0).max(1));
        let (mut before, mut so_far) = (0, 0);
        let of = |line: &BudgetLine| {
            so_far += i128::from(line.amount.0);
            let until = so_far * part / whole;
            let own = until - before;
            before = until;
            Satang(i64::try_from(own).unwrap_or(0))
        };
        self.lines.iter().map(of).collect()
    }

    /// The share of a source of which a part is known, in hundredths of a percent: rounded, as people read it.
    pub fn share_of(&self, part: Satang) -> i64 {
        let whole = i128::from(self.totals().planned.0).max(1);
        let hundredths = (i128::from(part.0) * i128::from(WHOLE) * 2 + whole) / (whole * 2);
        i64::try_from(hundredths).unwrap_or(WHOLE)
    }

    /// The sum of the shares, in hundredths of a percent.
    pub fn shared(&self) -> i64 {
        self.shares.iter().map(|share| share.share).fold(0, i64::saturating_add)
    }

    /// How much of the total a share is; the last one takes what rounding leaves, so that the
    /// parts always make the whole.
    pub fn part(&self, index: usize) -> Satang {
        let whole = i128::from(self.stated_total.0);
        let until = |count: usize| {
            let hundredths: i128 = self.shares.iter().take(count).map(|share| i128::from(share.share)).sum();
            whole * hundredths / i128::from(WHOLE)
        };
        Satang(i64::try_from(until(index + 1) - until(index)).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(baht: i64, persons: Option<i32>, granted: i64) -> BudgetLine {
        let amount = |baht| Satang::from_baht(baht).expect("small");
        BudgetLine { persons, amount: amount(baht), granted_before: amount(granted), ..BudgetLine::default() }
    }

    /// docs/requirements.md G-01, with the lines of seed 000 §12.
    #[test]
    fn the_six_lines_of_2553_add_up() {
        let lines = vec![
            line(607_200, Some(120), 0),
            line(250_000, Some(35), 250_000),
            line(118_700, Some(80), 0),
            line(443_000, Some(40), 443_000),
            line(120_600, Some(55), 0),
            line(210_500, None, 0),
        ];
        let stated_total = Satang::from_baht(1_750_000).expect("small");
        let budget = Budget { stated_total, lines, ..Budget::default() };
        let totals = budget.totals();
        assert_eq!(totals.planned.to_string(), "1,750,000.00");
        assert_eq!(totals.granted_before.to_string(), "693,000.00");
        assert_eq!(budget.to_grant().to_string(), "1,057,000.00");
        assert_eq!(totals.persons, 330);
    }

    fn share(source: FundingSource, share: i64) -> FundingShare {
        FundingShare { source, label: String::new(), share }
    }

    #[test]
    fn what_is_granted_is_what_the_ministry_bears() {
        use FundingSource::{Ministry, Other, Own};
        let stated_total = Satang(100_001);
        let line = |amount, source| BudgetLine { amount: Satang(amount), source, ..BudgetLine::default() };
        let now =
            |budget: Budget| -> Vec<i64> { budget.granted().lines.iter().map(|line| line.granted_now.0).collect() };
        let lines = vec![line(33_333, None), line(33_333, None), line(33_335, None)];
        let shares = vec![share(Own, 4_000), share(Ministry, 6_000)];
        let divided = Budget { stated_total, lines, shares, ..Budget::default() };
        assert_eq!(divided.ministry(), Satang(60_001), "what rounding leaves is the last share's");
        assert_eq!(now(divided.clone()), [19_999, 20_000, 20_002]);
        let whole = Budget { shares: Vec::new(), ..divided.clone() };
        assert_eq!((whole.ministry(), now(whole)), (stated_total, vec![33_333, 33_333, 33_335]));
        let told = vec![line(33_333, Some(Own)), line(33_333, Some(Ministry)), line(33_335, Some(Other))];
        let told = Budget { lines: told, ..divided.clone() };
        assert_eq!((told.ministry(), now(told.clone())), (Satang(33_333), vec![0, 33_333, 0]), "lines say it first");
        assert_eq!(told.by_source(), [(Own, Satang(33_333)), (Ministry, Satang(33_333)), (Other, Satang(33_335))]);
        let mut before = divided.clone();
        before.lines[0].granted_before = Satang(33_333);
        assert_eq!(now(before), [0, 20_000, 6_668], "what was granted before counts against the whole");
        let none = Budget { shares: vec![share(Own, WHOLE)], ..divided };
        assert_eq!((none.ministry(), now(none)), (Satang::ZERO, vec![0, 0, 0]));
    }

    #[test]
    fn an_approval_grants_what_is_still_asked_for_unless_the_plan_names_its_grant() {
        let stated_total = Satang::from_baht(850).expect("small");
        let lines = vec![line(600, None, 0), line(250, None, 250)];
        let asked = Budget { stated_total, lines, ..Budget::default() };
        let granted = asked.clone().granted();
        assert_eq!(granted.totals().granted_now.to_string(), "600.00");
        assert_eq!(granted.to_grant(), Satang(0));
        let mut named = asked;
        named.lines[0].granted_now = Satang(10_000);
        assert_eq!(named.clone().granted(), named);
    }

    proptest! {
        /// However the money is divided, the lines are granted to the satang what the ministry bears of the whole.
        #[test]
        fn a_grant_is_the_ministrys_part_and_no_satang_more(
            amounts in prop::collection::vec(0i64..1_000_000_000, 1..12),
            own in 0i64..=WHOLE,
            told in prop::collection::vec(prop::option::of(prop::sample::select(FundingSource::ALL.to_vec())), 12),
        ) {
            let lines = amounts.iter().zip(told).map(|(amount, source)| BudgetLine {
                amount: Satang(*amount), source, ..BudgetLine::default()
            });
            let budget = Budget {
                stated_total: Satang(amounts.iter().sum()),
                lines: lines.collect(),
                shares: vec![share(FundingSource::Own, own), share(FundingSource::Ministry, WHOLE - own)],
                ..Budget::default()
            };
            let granted = budget.clone().granted();
            prop_assert_eq!(granted.totals().granted_now, budget.ministry());
            prop_assert!(granted.lines.iter().all(|line| line.granted_now <= line.amount));
            let parts = budget.by_source().into_iter().map(|(_, part)| part);
            prop_assert_eq!(Satang::sum(parts), Some(budget.stated_total));
        }

        #[test]
        fn a_sum_does_not_depend_on_the_order_of_lines(mut amounts in prop::collection::vec(0i64..1_000_000_000, 0..20), turn in 0usize..20) {
            let budget = |amounts: &[i64]| Budget {
                lines: amounts.iter().map(|amount| BudgetLine { amount: Satang(*amount), granted_before: Satang(*amount / 3), ..BudgetLine::default() }).collect(),
                ..Budget::default()
            };
            let before = budget(&amounts).totals();
            let by = turn % amounts.len().max(1);
            amounts.rotate_left(by);
            let after = budget(&amounts).totals();
            prop_assert_eq!(before, after);
            prop_assert_eq!(before.planned.0, amounts.iter().sum::<i64>());
        }

        #[test]
        fn shares_of_a_hundred_per_cent_make_the_whole(total in 0i64..1_000_000_000_000, cuts in prop::collection::vec(0i64..=10_000, 0..5)) {
            let mut cuts = cuts;
            cuts.extend([0, WHOLE]);
            cuts.sort_unstable();
            let shares = cuts.windows(2).map(|pair| FundingShare { source: FundingSource::Own, label: String::new(), share: pair[1] - pair[0] }).collect();
            let budget = Budget { stated_total: Satang(total), shares, ..Budget::default() };
            prop_assert_eq!(budget.shared(), WHOLE);
            let parts = (0..budget.shares.len()).map(|index| budget.part(index));
            prop_assert_eq!(Satang::sum(parts), Some(Satang(total)));
        }
    }
}
