//! Money that a clinic gave back to the ministry: of what it was given, what it did not spend. It is never changed; what
//! was found wrong is withdrawn, and stays to be read.

use chrono::NaiveDate;
use kit::message::msg;
use kit::{Message, Subject};
use thai::Satang;
use uuid::Uuid;

use super::disbursement::Withdrawal;
use super::money::{Money, less, sum};

/// What was given back, as it is told.
#[derive(Clone, Debug, PartialEq)]
pub struct NewRepayment {
    /// The day.
    pub on: NaiveDate,
    /// How much: more than nothing.
    pub amount: Satang,
    /// The number of the receipt, or of the letter by which it went.
    pub document_number: String,
}

/// Money that was given back.
#[derive(Clone, Debug, PartialEq)]
pub struct Repayment {
    /// Inside.
    pub id: Uuid,
    /// The project.
    pub project: Uuid,
    /// Counted from one within the project, and never given twice.
    pub number: i32,
    /// What was told.
    pub told: NewRepayment,
    /// Found wrong, and in no sum.
    pub withdrawn: Option<Withdrawal>,
    /// Counts changes.
    pub version: i64,
}

impl Subject for Repayment {
    fn id(&self) -> Uuid {
        self.id
    }
}

impl Repayment {
    /// Is it in the sums?
    pub fn counts(&self) -> bool {
        self.withdrawn.is_none()
    }

    /// In no sum any more from `on`, and why.
    ///
    /// # Errors
    /// `disbursements-withdrawn-before`.
    pub fn withdrawn(self, because: String, on: NaiveDate) -> Result<Self, Message> {
        if !self.counts() {
            return Err(msg("disbursements-withdrawn-before"));
        }
        Ok(Self { withdrawn: Some(Withdrawal { on, because }), ..self })
    }
}

impl Money {
    /// Given back so far.
    pub fn repaid(&self) -> Satang {
        sum(self.repayments.iter().filter(|one| one.counts()).map(|one| one.told.amount))
    }

    /// May so much be given back, as the money stands on `today`?
    ///
    /// # Errors
    /// `disbursements-repay-nothing`, or `disbursements-repay-beyond` with what is left to give back.
    pub fn may_repay(&self, amount: Satang, today: NaiveDate) -> Result<(), Message> {
        let left = self.to_return(today);
        if left <= Satang::ZERO {
            return Err(msg("disbursements-repay-nothing"));
        }
        if amount > left { Err(msg("disbursements-repay-beyond").with("left", left.to_string())) } else { Ok(()) }
    }

    /// What is to go back of an amount once what went back already is taken off.
    pub(super) fn after_repaid(&self, amount: Satang) -> Satang {
        less(amount, self.repaid()).max(Satang::ZERO)
    }
}
