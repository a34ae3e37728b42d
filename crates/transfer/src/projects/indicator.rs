//! What a project promises to reach, and how that is measured: a percentage never stands without
//! its instrument and its formula (docs/requirements.md B-12 to B-14).

use kit::Message;
use kit::message::msg;
use kit::show::{Bilingual, hundredths};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use kit::words;

use super::formula::Formula;

/// The code of the indicator that counts recipients.
pub const RECIPIENTS: &str = "recipients";

words! {
    /// What a target is counted in.
    Unit {
        /// คน
        Persons = "persons",
        /// ร้อยละ
        Percent = "percent",
    }
}

impl Unit {
    /// A target without its unit: `330`, `85`, `82.5`.
    pub fn text(self, target: i64) -> String {
        match self {
            Self::Persons => thai::digits::group(target),
            Self::Percent => hundredths(target),
        }
    }
}

words! {
    /// The questionnaire a result comes from (seed 000 §11).
    Instrument {
        /// แบบใบสมัคร
        Application = "application",
        /// แบบประเมินผล, on the day
        Evaluation = "evaluation",
        /// แบบติดตามผล, one to three months after
        FollowUp = "follow_up",
    }
}

/// One indicator of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProjectIndicator {
    /// Inside; nil until stored.
    pub id: Uuid,
    /// Short name: `recipients`, `satisfaction_benefit`, `application`.
    pub code: String,
    /// What it is called.
    pub name: Bilingual,
    /// What it is counted in.
    pub unit: Unit,
    /// Persons, or hundredths of a percent: 85 % is 8,500.
    pub target: i64,
    /// Where the answers come from.
    pub instrument: Option<Instrument>,
    /// Name and version of the formula.
    pub formula: String,
}

impl ProjectIndicator {
    /// Is the target a percentage?
    pub fn is_percent(&self) -> bool {
        self.unit == Unit::Percent
    }

    /// The formula's name and version, as the end of a message's id; none of one that came in a file and that the
    /// system does not reckon by.
    pub fn formula_word(&self) -> Option<String> {
        Formula::from_word(self.formula.trim()).map(Formula::message_word)
    }

    /// The target without its unit: `330`, `85`, `82.5`.
    pub fn target_text(&self) -> String {
        self.unit.text(self.target)
    }
}

/// Reads a percentage between 0 and 100 with up to two decimals, in either digit set, as
/// hundredths.
///
/// # Errors
/// `projects-percent-number`.
pub fn read_hundredths(typed: &str) -> Result<i64, Message> {
    let wrong = || msg("projects-percent-number");
    let ascii = thai::digits::to_ascii(typed);
    let (whole, decimals) = ascii
        .trim()
        .trim_end_matches('%')
        .trim_end()
        .split_once('.')
        .unwrap_or((ascii.trim().trim_end_matches('%').trim_end(), ""));
    let only_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || decimals.len() > 2 || !only_digits(whole) || !only_digits(decimals) {
        return Err(wrong());
    }
    let read: i64 = format!("{whole}{decimals:0<2}").parse().map_err(|_| wrong())?;
    if read > 10_000 { Err(wrong()) } else { Ok(read) }
}

/// Reads a count of persons, in either digit set, with or without grouped thousands.
///
/// # Errors
/// `projects-persons-number`.
pub fn read_persons(typed: &str) -> Result<i32, Message> {
    let digits = thai::digits::to_ascii(typed.trim()).replace(',', "");
    let in_range = |count: &i32| (0..=10_000_000).contains(count);
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let read = plain.then(|| digits.parse().ok()).flatten();
    read.filter(in_range).ok_or_else(|| msg("projects-persons-number"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_read_and_written_to_the_hundredth() {
        for (typed, hundredths, shown) in [
            ("85", 8_500, "85"),
            ("๘๒.๕ %", 8_250, "82.5"),
            ("0", 0, "0"),
            ("100.00", 10_000, "100"),
            ("33.33", 3_333, "33.33"),
        ] {
            assert_eq!(read_hundredths(typed), Ok(hundredths), "{typed}");
            assert_eq!(kit::show::hundredths(hundredths), shown);
        }
        for typed in ["", "100.01", "-1", "1.234", "x", "."] {
            assert!(read_hundredths(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn persons_are_whole_and_not_negative() {
        assert_eq!(read_persons("๑,๒๐๐"), Ok(1_200));
        for typed in ["", "-1", "1.5", "99999999999"] {
            assert!(read_persons(typed).is_err(), "{typed}");
        }
    }
}
