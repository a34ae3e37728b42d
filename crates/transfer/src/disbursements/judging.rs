//! What of a project's money can still be paid, planned and carried over. Where lines may offset one another (ถัวจ่าย,
//! docs/requirements.md A0-30) only the total binds, and the overrun of a line is warned of; nothing is ever paid
//! beyond what the project was granted.

use kit::message::msg;
use kit::{FormErrors, Message};
use thai::Satang;
use uuid::Uuid;

use super::availability::Availability;
use super::carry_over::{NewCarryOver, amount_field};
use super::disbursement::NewPayment;
use super::money::{LineMoney, Money, less, sum};

/// Where a payment that holds goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The budget line.
    pub line: Uuid,
    /// What was carried over, where it is paid out of that.
    pub carry_over: Option<Uuid>,
}

/// What warns once, and is done by whoever says that they know.
const WARNINGS: [&str; 2] = ["disbursements-over-line", "disbursements-over-released"];

/// Is this said to somebody who may go on nevertheless?
pub fn is_warning(message: &Message) -> bool {
    WARNINGS.contains(&message.id())
}

impl Money {
    /// Where a payment goes, if it holds against the days and the sums.
    ///
    /// # Errors
    /// What stands against it, beside its field; [`is_warning`] says after what it may be told again by whoever knows.
    pub fn judge(&self, days: &Availability, told: &NewPayment) -> Result<Place, FormErrors> {
        let mut errors = FormErrors::new();
        let line = told.line.checked_sub(1).and_then(|at| self.lines.get(at));
        let line = errors.take("line", line.ok_or_else(|| msg("disbursements-line-unknown")));
        let before = line.is_some_and(|line| line.line.granted_before > Satang::ZERO);
        let carry_over = errors.take("paid_on", days.hold(told.paid_on, before));
        let (Some(line), Some(carry_over)) = (line, carry_over) else { return Err(errors) };
        let stands_against = self.refusal(line, told.amount, carry_over.is_some());
        let stands_against = stands_against.or_else(|| self.warning(line, told.amount).filter(|_| !told.knowing));
        match stands_against {
            Some(message) => Err(FormErrors::one("amount", message)),
            None => Ok(Place { line: line.line.id, carry_over }),
        }
    }

    /// Why so much more cannot be paid under a line.
    pub fn refusal(&self, line: &LineMoney, amount: Satang, carried: bool) -> Option<Message> {
        let beyond = |id: &'static str, whole: Satang, paid: Satang| {
            (amount > less(whole, paid)).then(|| {
                let left = less(whole, paid).max(Satang::ZERO);
                msg(id).with("whole", whole.to_string()).with("paid", paid.to_string()).with("left", left.to_string())
            })
        };
        let whole = beyond("disbursements-beyond-grant", self.granted(), self.paid());
        let of_line = || match self.offsetting {
            true => None,
            false => beyond("disbursements-beyond-line", line.granted(), line.paid),
        };
        let of_carried = || {
            let sums = (self.total(|line| line.carried), self.total(|line| line.paid_carried));
            let (whole, paid) = if self.offsetting { sums } else { (line.carried, line.paid_carried) };
            if carried { beyond("disbursements-beyond-carried", whole, paid) } else { None }
        };
        whole.or_else(of_line).or_else(of_carried)
    }

    /// What somebody should know before so much more is paid under a line.
    fn warning(&self, line: &LineMoney, amount: Satang) -> Option<Message> {
        let over = |id: &'static str, whole: Satang, paid: Satang| {
            (amount > less(whole, paid))
                .then(|| msg(id).with("whole", whole.to_string()).with("paid", paid.to_string()))
        };
        let released = || over("disbursements-over-released", self.released(), self.paid());
        over("disbursements-over-line", line.granted(), line.paid)
            .or_else(|| if self.has_instalments() { released() } else { None })
    }

    /// May an instalment of so much be planned?
    ///
    /// # Errors
    /// `disbursements-instalments-beyond`, with what is left to plan.
    pub fn may_plan(&self, amount: Satang) -> Result<(), Message> {
        let left = self.unplanned();
        if amount <= left {
            return Ok(());
        }
        let said = msg("disbursements-instalments-beyond").with("whole", self.granted().to_string());
        Err(said.with("left", left.max(Satang::ZERO).to_string()))
    }

    /// The amounts that are asked to be carried over, by budget line.
    ///
    /// # Errors
    /// What is wrong, beside the line's field or beside the day.
    pub fn judge_carrying(&self, told: &NewCarryOver) -> Result<Vec<(Uuid, Satang)>, FormErrors> {
        let mut errors = FormErrors::new();
        errors.take("until", Availability::may_carry_until(self.year, told.until));
        let mut lines = Vec::new();
        for (number, amount) in &told.amounts {
            let field = amount_field(*number);
            match number.checked_sub(1).and_then(|at| self.lines.get(at)) {
                None => errors.add(field, msg("disbursements-line-unknown")),
                Some(line) if !self.offsetting && *amount > line.remaining() => {
                    let left = line.remaining().max(Satang::ZERO);
                    errors.add(field, msg("disbursements-carry-beyond-line").with("left", left.to_string()));
                }
                Some(line) => lines.push((line.line.id, *amount)),
            }
        }
        if let Err(message) = self.may_carry(sum(told.amounts.iter().map(|(_, amount)| *amount))) {
            errors.add("reason", message);
        }
        errors.into_result().map(|()| lines)
    }

    /// May so much be carried over, as the money stands now?
    ///
    /// # Errors
    /// `disbursements-carry-nothing`, or `disbursements-carry-beyond` with what is left.
    pub fn may_carry(&self, amount: Satang) -> Result<(), Message> {
        if amount <= Satang::ZERO {
            return Err(msg("disbursements-carry-nothing"));
        }
        let left = self.remaining().max(Satang::ZERO);
        if amount > left { Err(msg("disbursements-carry-beyond").with("left", left.to_string())) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::carry_over::{CarryOver, CarryOverStatus};
    use super::super::instalment::{Instalment, InstalmentStatus, NewInstalment};
    use super::super::money::Paid;
    use super::*;
    use crate::projects::{Budget, BudgetLine};
    use kit::clock::day;
    use proptest::prelude::*;
    use thai::FiscalYear;

    const YEAR: FiscalYear = FiscalYear(2553);

    fn line(id: u128, granted: i64) -> BudgetLine {
        BudgetLine {
            id: Uuid::from_u128(id),
            amount: Satang(granted),
            granted_now: Satang(granted),
            ..BudgetLine::default()
        }
    }

    fn paid(line: u128, on: &str, carried: bool, amount: i64) -> Paid {
        Paid { line: Uuid::from_u128(line), on: day(on), carried, amount: Satang(amount) }
    }

    fn instalment(number: i32, amount: i64, due_on: &str, status: InstalmentStatus) -> Instalment {
        let told = NewInstalment { amount: Satang(amount), terms: String::new(), due_on: day(due_on) };
        let (id, project) = (Uuid::nil(), Uuid::nil());
        Instalment { id, project, number, told, status, release: None, reason: None, version: 1 }
    }

    fn carried(status: CarryOverStatus, lines: &[(u128, i64)]) -> CarryOver {
        CarryOver {
            id: Uuid::from_u128(77),
            project: Uuid::nil(),
            number: 1,
            lines: lines.iter().map(|(id, amount)| (Uuid::from_u128(*id), Satang(*amount))).collect(),
            reason: String::new(),
            until: day("2011-03-31"),
            status,
            asked_on: day("2010-09-01"),
            asked_by: None,
            decided_on: None,
            declined_because: None,
            extensions: Vec::new(),
            version: 1,
        }
    }

    /// Two lines of 600 and 400 baht.
    fn money(offsetting: bool, days: Vec<Paid>, instalments: Vec<Instalment>, carry_overs: Vec<CarryOver>) -> Money {
        let lines = vec![line(1, 60_000), line(2, 40_000)];
        Money::of(&Budget { lines, offsetting, ..Budget::default() }, YEAR, days, instalments, carry_overs)
    }

    fn told(line: usize, on: &str, amount: i64, knowing: bool) -> NewPayment {
        let (paid_for, document_number, note) = (String::new(), None, None);
        NewPayment { line, paid_on: day(on), amount: Satang(amount), paid_for, document_number, note, knowing }
    }

    fn wrong(money: &Money, told: &NewPayment) -> Vec<(String, String)> {
        let days = Availability::of(YEAR, Some(day("2010-04-01")), money.carry_over());
        let errors = money.judge(&days, told).err().unwrap_or_default();
        errors.iter().map(|(field, message)| (field.to_owned(), message.id().to_owned())).collect()
    }

    fn amount(id: &str) -> Vec<(String, String)> {
        vec![("amount".to_owned(), id.to_owned())]
    }

    /// docs/requirements.md A0-30: an overrun of a line is warned of where lines offset one another, refused where
    /// they do not, and nothing goes beyond the whole.
    #[test]
    fn a_line_binds_unless_lines_offset_one_another_and_the_grant_always_does() {
        let begun = |offsetting| money(offsetting, vec![paid(1, "2010-05-01", false, 50_000)], vec![], vec![]);
        let on = "2010-05-10";
        for (offsetting, line, how_much, knowing, said) in [
            (false, 1, 10_000, false, vec![]),
            (false, 1, 10_001, true, amount("disbursements-beyond-line")),
            (true, 1, 10_001, false, amount("disbursements-over-line")),
            (true, 1, 10_001, true, vec![]),
            (true, 1, 50_000, true, vec![]),
            (true, 1, 50_001, true, amount("disbursements-beyond-grant")),
            (true, 2, i64::MAX, true, amount("disbursements-beyond-grant")),
            (false, 3, 1, false, vec![("line".to_owned(), "disbursements-line-unknown".to_owned())]),
            (false, 0, 1, false, vec![("line".to_owned(), "disbursements-line-unknown".to_owned())]),
        ] {
            assert_eq!(wrong(&begun(offsetting), &told(line, on, how_much, knowing)), said, "{offsetting} {how_much}");
        }
    }

    #[test]
    fn beyond_what_was_released_is_warned_of_where_there_are_instalments() {
        let released = instalment(1, 30_000, "2010-04-15", InstalmentStatus::Released);
        let planned = instalment(2, 70_000, "2010-07-15", InstalmentStatus::Planned);
        let with = money(false, vec![paid(1, "2010-05-01", false, 20_000)], vec![released, planned], vec![]);
        let on = "2010-05-10";
        assert_eq!(wrong(&with, &told(1, on, 10_000, false)), []);
        assert_eq!(wrong(&with, &told(1, on, 10_001, false)), amount("disbursements-over-released"));
        assert_eq!(wrong(&with, &told(1, on, 10_001, true)), []);
        assert_eq!(with.may_plan(Satang(1)).expect_err("nothing left").id(), "disbursements-instalments-beyond");
        let withdrawn = instalment(2, 70_000, "2010-07-15", InstalmentStatus::Withdrawn);
        let with = money(false, vec![], vec![withdrawn], vec![]);
        assert!(!with.has_instalments() && with.may_plan(Satang(100_000)).is_ok());
        assert_eq!(wrong(&with, &told(1, on, 10_001, false)), []);
    }

    #[test]
    fn what_is_carried_over_is_paid_in_the_next_year_and_the_rest_goes_back() {
        let approved = || vec![carried(CarryOverStatus::Approved, &[(1, 5_000), (2, 10_000)])];
        let before = paid(1, "2010-09-01", false, 50_000);
        let with = money(false, vec![before, paid(1, "2010-10-05", true, 2_000)], vec![], approved());
        assert_eq!(
            (with.paid(), with.remaining(), with.carried_left()),
            (Satang(52_000), Satang(48_000), Satang(13_000))
        );
        assert_eq!(wrong(&with, &told(1, "2010-10-06", 3_000, false)), []);
        assert_eq!(wrong(&with, &told(1, "2010-10-06", 3_001, false)), amount("disbursements-beyond-carried"));
        // Where lines offset one another the sum of what was carried over binds.
        let mut offsetting = with.clone();
        offsetting.offsetting = true;
        assert_eq!(wrong(&offsetting, &told(1, "2010-10-06", 8_000, false)), []);
        assert_eq!(wrong(&offsetting, &told(1, "2010-10-06", 13_001, true)), amount("disbursements-beyond-carried"));
        for (today, back) in [("2010-09-30", 0), ("2010-10-01", 35_000), ("2011-03-31", 35_000), ("2011-04-01", 48_000)]
        {
            assert_eq!(with.to_return(day(today)), Satang(back), "{today}");
        }
        let asked = money(false, vec![before], vec![], vec![carried(CarryOverStatus::Asked, &[(2, 10_000)])]);
        assert_eq!(asked.to_return(day("2010-10-01")), Satang(40_000));
        let declined = money(false, vec![before], vec![], vec![carried(CarryOverStatus::Declined, &[(2, 10_000)])]);
        assert_eq!(declined.to_return(day("2010-10-01")), Satang(50_000));
    }

    #[test]
    fn only_what_is_left_is_carried_over_and_a_line_only_its_own() {
        let with = |offsetting| money(offsetting, vec![paid(1, "2010-09-01", false, 59_000)], vec![], vec![]);
        let asked = |amounts: &[(usize, i64)], until: &str| NewCarryOver {
            amounts: amounts.iter().map(|(line, amount)| (*line, Satang(*amount))).collect(),
            reason: "น้ำท่วม".to_owned(),
            until: day(until),
        };
        for (offsetting, amounts, until, fields) in [
            (false, &[(1, 1_000), (2, 40_000)][..], "2011-03-31", &[][..]),
            (false, &[(1, 1_001)], "2011-03-31", &["line.0.amount"]),
            (true, &[(1, 41_000)], "2011-03-31", &[]),
            (true, &[(1, 41_001)], "2011-03-31", &["reason"]),
            (false, &[], "2011-03-31", &["reason"]),
            (false, &[(3, 1)], "2010-09-30", &["until", "line.2.amount"]),
        ] {
            let errors = with(offsetting).judge_carrying(&asked(amounts, until)).err().unwrap_or_default();
            let found: Vec<_> = errors.iter().map(|(field, _)| field.to_owned()).collect();
            assert_eq!(found, fields, "{offsetting} {amounts:?} {until}");
        }
    }

    proptest! {
        /// Nothing that holds ever leads beyond the grant, and where lines do not offset beyond none of them.
        #[test]
        fn no_row_of_payments_leads_beyond_the_grant(
            offsetting: bool,
            paying in prop::collection::vec((1usize..=2, 1i64..60_000), 0..30),
        ) {
            let mut with = money(offsetting, Vec::new(), Vec::new(), Vec::new());
            let days = Availability::of(YEAR, Some(day("2010-04-01")), None);
            for (line, amount) in paying {
                let told = told(line, "2010-05-10", amount, true);
                if let Ok(place) = with.judge(&days, &told) {
                    with.pay(place, told.paid_on, told.amount);
                }
                prop_assert!(with.paid() <= with.granted());
                prop_assert!(offsetting || with.lines.iter().all(|line| !line.is_overrun()));
                prop_assert!(with.to_return(day("2010-10-01")) == with.remaining());
            }
        }
    }
}
