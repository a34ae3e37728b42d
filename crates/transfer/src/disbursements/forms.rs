//! What a person typed about the money of a project -> a valid value, or errors beside the fields.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kit::form::{optional, public_text, text_within, version_seen};
use kit::message::msg;
use kit::{FormErrors, Message};
use serde::Deserialize;
use thai::Satang;
use utoipa::ToSchema;

use super::carry_over::{NewCarryOver, amount_field};
use super::disbursement::{CounterEntry, NewPayment};
use super::instalment::{NewInstalment, Release};
use house::layout::date_field::DateField;

/// The longest line, in characters.
pub const LINE_MOST: usize = 200;
/// The longest text, in characters.
pub const TEXT_MOST: usize = 2_000;

house::date_names!(PaidOn, "paid_on");
house::date_names!(DueOn, "due_on");
house::date_names!(ReleasedOn, "released_on");
house::date_names!(Until, "until");

/// Reads an amount in baht: more than nothing, in whole satang.
///
/// # Errors
/// What is wrong with it.
pub fn amount(typed: &str) -> Result<Satang, Message> {
    match kit::form::signed_baht(typed)? {
        amount if amount > Satang::ZERO => Ok(amount),
        _ => Err(msg("disbursements-amount-positive").with("typed", typed.trim().to_owned())),
    }
}

fn line(typed: &str) -> Result<Option<String>, Message> {
    optional(typed).map(|typed| text_within(&typed, LINE_MOST)).transpose()
}

fn line_number(typed: &str) -> Result<usize, Message> {
    let typed = kit::form::required(typed)?;
    thai::digits::to_ascii(&typed).parse().map_err(|_| msg("disbursements-line-unknown"))
}

/// The form by which a payment is written down.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct PaymentForm {
    /// The number of the budget line in the plan, counted from one.
    #[schema(required)]
    pub line: String,
    /// The day of the payment.
    #[serde(flatten)]
    #[schema(value_type = PaidOn)]
    pub paid_on: DateField<PaidOn>,
    /// In baht, such as 1,250.50.
    #[schema(required)]
    pub amount: String,
    /// What for, or to what kind of payee; nobody need be named.
    #[schema(required)]
    pub paid_for: String,
    /// The number of the receipt or voucher.
    pub document_number: String,
    /// Anything to be said about it.
    pub note: String,
    /// `yes`: its writer knows that it goes beyond what the line was granted, or what was released.
    pub knowing: String,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
}

impl PaymentForm {
    /// Reads the form on `today`.
    ///
    /// # Errors
    /// What is wrong, beside its field.
    pub fn check(&self, today: NaiveDate) -> Result<NewPayment, FormErrors> {
        let mut errors = FormErrors::new();
        let number = errors.take("line", line_number(&self.line));
        let paid_on = errors.take("paid_on", self.paid_on.past(today));
        let amount = errors.take("amount", amount(&self.amount));
        let paid_for = errors.take("paid_for", text_within(&self.paid_for, LINE_MOST));
        let document_number = errors.take("document_number", line(&self.document_number));
        let note = errors.take("note", line(&self.note));
        match (number, paid_on, amount, paid_for, document_number, note) {
            (Some(line), Some(paid_on), Some(amount), Some(paid_for), Some(document_number), Some(note)) => {
                let knowing = self.is_knowing();
                Ok(NewPayment { line, paid_on, amount, paid_for, document_number, note, knowing })
            }
            _ => Err(errors),
        }
    }

    /// Does its writer say that they know?
    pub fn is_knowing(&self) -> bool {
        !self.knowing.trim().is_empty()
    }
}

/// The form by which a part of a payment is taken back.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct CounterForm {
    /// In baht: how much of the payment.
    #[schema(required)]
    pub amount: String,
    /// The day it came back.
    #[serde(flatten)]
    #[schema(value_type = PaidOn)]
    pub paid_on: DateField<PaidOn>,
    /// Why.
    #[schema(required)]
    pub because: String,
    /// The number of the paper by which it came back.
    pub document_number: String,
    /// The version of the payment that its writer had before their eyes.
    pub version: String,
}

impl CounterForm {
    /// Reads the form on `today`.
    ///
    /// # Errors
    /// What is wrong, beside its field.
    pub fn check(&self, today: NaiveDate) -> Result<CounterEntry, FormErrors> {
        let mut errors = FormErrors::new();
        let amount = errors.take("amount", amount(&self.amount));
        let on = errors.take("paid_on", self.paid_on.past(today));
        let because = errors.take("because", text_within(&self.because, LINE_MOST));
        let document_number = errors.take("document_number", line(&self.document_number));
        match (amount, on, because, document_number) {
            (Some(amount), Some(on), Some(because), Some(document_number)) => {
                Ok(CounterEntry { on, amount, because, document_number })
            }
            _ => Err(errors),
        }
    }

    /// The version its writer saw.
    pub fn seen(&self) -> Option<i64> {
        version_seen(&self.version)
    }
}

/// The form by which an instalment is planned.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct InstalmentForm {
    /// In baht.
    #[schema(required)]
    pub amount: String,
    /// What must be there before it is released.
    #[schema(required)]
    pub terms: String,
    /// The day by which it is due.
    #[serde(flatten)]
    #[schema(value_type = DueOn)]
    pub due_on: DateField<DueOn>,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
}

impl InstalmentForm {
    /// Reads the form; years are meant near `today`.
    ///
    /// # Errors
    /// What is wrong, beside its field.
    pub fn check(&self, today: NaiveDate) -> Result<NewInstalment, FormErrors> {
        let mut errors = FormErrors::new();
        let amount = errors.take("amount", amount(&self.amount));
        let terms = errors.take("terms", text_within(&self.terms, LINE_MOST * 2));
        let due_on = errors.take("due_on", self.due_on.date(today));
        match (amount, terms, due_on) {
            (Some(amount), Some(terms), Some(due_on)) => Ok(NewInstalment { amount, terms, due_on }),
            _ => Err(errors),
        }
    }
}

/// The form by which an instalment is released.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ReleaseForm {
    /// The day.
    #[serde(flatten)]
    #[schema(value_type = ReleasedOn)]
    pub released_on: DateField<ReleasedOn>,
    /// The number of the letter.
    #[schema(required)]
    pub document_number: String,
    /// The version of the instalment that its writer had before their eyes.
    pub version: String,
}

impl ReleaseForm {
    /// Reads the form on `today`.
    ///
    /// # Errors
    /// What is wrong, beside its field.
    pub fn check(&self, today: NaiveDate) -> Result<Release, FormErrors> {
        let mut errors = FormErrors::new();
        let on = errors.take("released_on", self.released_on.past(today));
        let document_number = errors.take("document_number", text_within(&self.document_number, LINE_MOST));
        match (on, document_number) {
            (Some(on), Some(document_number)) => Ok(Release { on, document_number }),
            _ => Err(errors),
        }
    }

    /// The version its writer saw.
    pub fn seen(&self) -> Option<i64> {
        version_seen(&self.version)
    }
}

/// The form by which the lead asks to carry money over the year's end.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct CarryOverForm {
    /// Why it could not be paid in its year; everybody reads it.
    #[schema(required)]
    pub reason: String,
    /// The last day on which it is to be spent.
    #[serde(flatten)]
    #[schema(value_type = Until)]
    pub until: DateField<Until>,
    /// In baht, by the number of the budget line, counted from one.
    #[schema(required)]
    pub amounts: BTreeMap<String, String>,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
}

impl From<Vec<(String, String)>> for CarryOverForm {
    fn from(fields: Vec<(String, String)>) -> Self {
        let mut form = Self::default();
        for (name, text) in fields {
            match name.as_str() {
                "reason" => form.reason = text,
                "until_day" => form.until.day = text,
                "until_month" => form.until.month = text,
                "until_year" => form.until.year = text,
                "once" => form.once = text,
                _ => {
                    let row = name.strip_prefix("line.").and_then(|rest| rest.strip_suffix(".amount"));
                    let number = row.and_then(|row| row.parse::<usize>().ok()?.checked_add(1));
                    form.amounts.extend(number.map(|number| (number.to_string(), text)));
                }
            }
        }
        form
    }
}

impl CarryOverForm {
    /// What was typed for a line, counted from one.
    pub fn amount_of(&self, number: usize) -> &str {
        self.amounts.get(&number.to_string()).map_or("", String::as_str)
    }

    /// Reads the form; years are meant near `today`. A line without an amount is left out.
    ///
    /// # Errors
    /// What is wrong, beside its field.
    pub fn check(&self, today: NaiveDate) -> Result<NewCarryOver, FormErrors> {
        let mut errors = FormErrors::new();
        let reason = errors.take("reason", public_text(&self.reason, TEXT_MOST));
        let until = errors.take("until", self.until.date(today));
        let mut amounts = Vec::new();
        for (line, typed) in self.amounts.iter().filter(|(_, typed)| !is_nothing(typed)) {
            let Some(number) = errors.take("amounts", line_number(line)) else { continue };
            let amount = errors.take(&amount_field(number), amount(typed));
            amounts.extend(amount.map(|amount| (number, amount)));
        }
        amounts.sort_by_key(|(number, _)| *number);
        if amounts.windows(2).any(|pair| pair[0].0 == pair[1].0) {
            errors.add("amounts", msg("disbursements-line-unknown"));
        }
        match (reason, until, errors.is_empty()) {
            (Some(reason), Some(until), true) => Ok(NewCarryOver { amounts, reason, until }),
            _ => Err(errors),
        }
    }
}

/// Is no amount typed, or nought?
fn is_nothing(typed: &str) -> bool {
    optional(typed).is_none() || typed.parse::<Satang>() == Ok(Satang::ZERO)
}

/// A decision that needs no words.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct DecisionForm {
    /// The version of the record that its writer had before their eyes.
    pub version: String,
}

impl DecisionForm {
    /// The version its writer saw.
    pub fn seen(&self) -> Option<i64> {
        version_seen(&self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_more_than_nothing_in_whole_satang() {
        for (typed, read) in [
            ("1,250.50", Ok(125_050)),
            ("๑,๒๕๐ บาท", Ok(125_000)),
            ("0.01", Ok(1)),
            ("", Err("kit-field-required")),
            ("0", Err("disbursements-amount-positive")),
            ("-1", Err("disbursements-amount-positive")),
            ("0.005", Err("kit-money-finer")),
            ("1000000000000000000", Err("kit-money-large")),
            ("1,00", Err("kit-money-unreadable")),
            ("สองพัน", Err("kit-money-unreadable")),
        ] {
            let found = amount(typed).map(|amount| amount.0).map_err(|message| message.id().to_owned());
            assert_eq!(found, read.map_err(str::to_owned), "{typed}");
        }
    }

    #[test]
    fn a_line_of_nothing_is_not_carried_over_and_a_wrong_one_is_named() {
        let pairs = [
            ("reason", "น้ำท่วมพื้นที่ จ่ายไม่ทัน"),
            ("until_day", "31"),
            ("until_month", "3"),
            ("until_year", "2554"),
            ("line.0.amount", "0"),
            ("line.1.amount", "1,000"),
            ("line.2.amount", ""),
        ];
        let typed = |pairs: &[(&str, &str)]| {
            CarryOverForm::from(
                pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect::<Vec<_>>(),
            )
        };
        let today = kit::clock::day("2010-09-01");
        let read = typed(&pairs).check(today).expect("read");
        assert_eq!((read.amounts, read.until), (vec![(2, Satang(100_000))], kit::clock::day("2011-03-31")));
        let wrong = typed(&[&pairs[..], &[("line.2.amount", "-5")]].concat()).check(today).expect_err("wrong");
        assert_eq!(wrong.iter().map(|(field, _)| field).collect::<Vec<_>>(), ["line.2.amount"]);
    }
}
