//! One payment out of the money of a project, and the counter-entry that takes a part of it back. Neither is ever
//! changed: what was found wrong is withdrawn or countered, and both stay to be read.

use chrono::NaiveDate;
use house::attachments::Scan;
use kit::message::msg;
use kit::{FormErrors, Message, Subject, Timestamp};
use thai::Satang;
use uuid::Uuid;

/// A payment as it is told: read, and not yet held against the project's money.
#[derive(Clone, Debug, PartialEq)]
pub struct NewPayment {
    /// The number of the budget line in the plan, counted from one.
    pub line: usize,
    /// The day of the payment.
    pub paid_on: NaiveDate,
    /// How much: more than nothing.
    pub amount: Satang,
    /// What for, or to what kind of payee; nobody need be named.
    pub paid_for: String,
    /// The number of the receipt or voucher.
    pub document_number: Option<String>,
    /// Anything to be said about it.
    pub note: Option<String>,
    /// Its writer knows that it goes beyond what the line was granted or what was released.
    pub knowing: bool,
}

/// What takes back a part of a payment: money that came back (เบิกเกินส่งคืน), or an amount that was too high.
#[derive(Clone, Debug, PartialEq)]
pub struct CounterEntry {
    /// Its day.
    pub on: NaiveDate,
    /// How much of the payment: more than nothing.
    pub amount: Satang,
    /// Why.
    pub because: String,
    /// The number of the paper by which it came back.
    pub document_number: Option<String>,
}

/// Why an entry is in no sum any more.
#[derive(Clone, Debug, PartialEq)]
pub struct Withdrawal {
    /// Since when.
    pub on: NaiveDate,
    /// Why.
    pub because: String,
}

/// A payment, or a counter-entry to one.
#[derive(Clone, Debug, PartialEq)]
pub struct Disbursement {
    /// Inside.
    pub id: Uuid,
    /// The project.
    pub project: Uuid,
    /// Counted from one within the project, and never given twice.
    pub number: i32,
    /// The budget line.
    pub line: Uuid,
    /// The day of the payment, or of the counter-entry.
    pub paid_on: NaiveDate,
    /// How much; below nought for a counter-entry.
    pub amount: Satang,
    /// The payment that a counter-entry takes a part of back.
    pub corrects: Option<Uuid>,
    /// Paid after the year's end, out of what was carried over.
    pub carry_over: Option<Uuid>,
    /// What for; of a counter-entry why.
    pub paid_for: String,
    /// The number of its paper.
    pub document_number: Option<String>,
    /// Anything to be said about it.
    pub note: Option<String>,
    /// The receipt, as it was scanned.
    pub evidence: Option<Scan>,
    /// Found wrong, and in no sum.
    pub withdrawn: Option<Withdrawal>,
    /// When it was written down.
    pub recorded_at: Timestamp,
    /// Counts changes.
    pub version: i64,
}

impl Subject for Disbursement {
    fn id(&self) -> Uuid {
        self.id
    }
}

impl Disbursement {
    /// Does it take a part of another back?
    pub fn is_counter_entry(&self) -> bool {
        self.corrects.is_some()
    }

    /// Is it in the sums?
    pub fn counts(&self) -> bool {
        self.withdrawn.is_none()
    }

    /// May it be changed as it stands?
    ///
    /// # Errors
    /// `disbursements-withdrawn-before`.
    pub fn stands(&self) -> Result<(), Message> {
        if self.counts() { Ok(()) } else { Err(msg("disbursements-withdrawn-before")) }
    }

    /// May there be a counter-entry to it at all?
    ///
    /// # Errors
    /// `disbursements-withdrawn-before`, or `disbursements-counter-of-counter`.
    pub fn may_be_reversed(&self) -> Result<(), Message> {
        self.stands()?;
        if self.is_counter_entry() { Err(msg("disbursements-counter-of-counter")) } else { Ok(()) }
    }

    /// Does a counter-entry hold, where counter-entries before it took `taken` back?
    ///
    /// # Errors
    /// What is wrong with it, beside its field.
    pub fn judge(&self, taken: Satang, entry: &CounterEntry) -> Result<(), FormErrors> {
        let mut errors = FormErrors::new();
        let left = Satang(self.amount.0.saturating_sub(taken.0));
        if entry.amount > left {
            errors.add("amount", msg("disbursements-counter-beyond").with("left", left.to_string()));
        }
        if entry.on < self.paid_on {
            errors.add("paid_on", msg("disbursements-counter-early").with("day", self.paid_on));
        }
        errors.into_result()
    }

    /// In no sum any more from `on`, and why. `taken` is what standing counter-entries took back of it.
    ///
    /// # Errors
    /// `disbursements-withdrawn-before`; `disbursements-withdraw-countered` while counter-entries stand on it.
    pub fn withdrawn(self, because: String, on: NaiveDate, taken: Satang) -> Result<Self, Message> {
        self.stands()?;
        if taken > Satang::ZERO {
            return Err(msg("disbursements-withdraw-countered"));
        }
        Ok(Self { withdrawn: Some(Withdrawal { on, because }), ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::clock::day;

    fn payment(amount: i64) -> Disbursement {
        Disbursement {
            id: Uuid::from_u128(1),
            project: Uuid::from_u128(2),
            number: 1,
            line: Uuid::from_u128(3),
            paid_on: day("2010-05-10"),
            amount: Satang(amount),
            corrects: None,
            carry_over: None,
            paid_for: String::new(),
            document_number: None,
            note: None,
            evidence: None,
            withdrawn: None,
            recorded_at: Timestamp::default(),
            version: 1,
        }
    }

    fn back(amount: i64, on: &str) -> CounterEntry {
        CounterEntry { on: day(on), amount: Satang(amount), because: String::new(), document_number: None }
    }

    #[test]
    fn a_counter_entry_takes_back_no_more_than_is_left_and_never_before_the_payment() {
        for (taken, amount, on, wrong) in [
            (0, 1_000, "2010-05-10", &[][..]),
            (0, 1_001, "2010-05-10", &["amount"]),
            (400, 600, "2010-06-01", &[]),
            (400, 601, "2010-06-01", &["amount"]),
            (0, 1, "2010-05-09", &["paid_on"]),
        ] {
            let judged = payment(1_000).judge(Satang(taken), &back(amount, on));
            let fields =
                judged.err().map(|errors| errors.iter().map(|(field, _)| field.to_owned()).collect::<Vec<_>>());
            assert_eq!(fields.unwrap_or_default(), wrong, "{taken} {amount} {on}");
        }
        let countering = Disbursement { corrects: Some(Uuid::from_u128(9)), ..payment(-5) };
        assert_eq!(countering.may_be_reversed(), Err(msg("disbursements-counter-of-counter")));
    }

    #[test]
    fn what_is_withdrawn_stays_so_and_waits_for_its_counter_entries() {
        let (why, on) = (|| "พิมพ์ผิด".to_owned(), day("2010-05-12"));
        assert_eq!(payment(9).withdrawn(why(), on, Satang(1)), Err(msg("disbursements-withdraw-countered")));
        let gone = payment(9).withdrawn(why(), on, Satang::ZERO).expect("withdrawn");
        assert!(!gone.counts());
        assert_eq!(gone.may_be_reversed(), Err(msg("disbursements-withdrawn-before")));
        assert_eq!(gone.withdrawn(why(), on, Satang::ZERO), Err(msg("disbursements-withdrawn-before")));
    }
}
