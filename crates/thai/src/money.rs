//! Baht and satang as whole satang, so that sums are exact; read in either digit set, written with
//! grouped thousands, in million baht, and in words for official papers (docs/requirements.md C-05).

mod english;

use crate::digits;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// An amount of money in satang (hundredths of a baht). Arithmetic that could overflow says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Satang(pub i64);

/// Why an amount could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MoneyError {
    /// Nothing was typed.
    Missing,
    /// Something other than digits, commas and one decimal point.
    NotANumber {
        /// What was typed.
        typed: String,
    },
    /// Commas that do not stand before groups of three digits, as in `1,75,000`.
    MisplacedComma {
        /// What was typed.
        typed: String,
    },
    /// Parts of a satang.
    FinerThanSatang {
        /// What was typed.
        typed: String,
    },
    /// More than 92 thousand million million baht.
    TooLarge {
        /// What was typed.
        typed: String,
    },
}

impl fmt::Display for MoneyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => write!(f, "no amount"),
            Self::NotANumber { typed } => write!(f, "not an amount: {typed:?}"),
            Self::MisplacedComma { typed } => write!(f, "misplaced comma: {typed:?}"),
            Self::FinerThanSatang { typed } => write!(f, "finer than a satang: {typed:?}"),
            Self::TooLarge { typed } => write!(f, "too large: {typed:?}"),
        }
    }
}

impl std::error::Error for MoneyError {}

impl Satang {
    /// No money.
    pub const ZERO: Self = Self(0);

    /// Whole baht; `None` on overflow.
    pub fn from_baht(baht: i64) -> Option<Self> {
        baht.checked_mul(100).map(Self)
    }

    /// The sum, `None` on overflow.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, `None` on overflow.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// This many times the amount, `None` on overflow.
    pub fn checked_mul(self, times: i64) -> Option<Self> {
        self.0.checked_mul(times).map(Self)
    }

    /// The sum of many amounts, `None` on overflow.
    ///
    /// ```
    /// # use thai::Satang;
    /// let lines = [607_200, 250_000, 118_700, 443_000, 120_600, 210_500];
    /// let total = Satang::sum(lines.into_iter().filter_map(Satang::from_baht));
    /// assert_eq!(total.unwrap().to_string(), "1,750,000.00");
    /// ```
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// In million baht with three decimals, halves away from zero, without the unit.
    ///
    /// ```
    /// assert_eq!(thai::Satang(56_735_900_000).in_millions(), "567.359");
    /// ```
    pub fn in_millions(self) -> String {
        let thousands = (self.0.unsigned_abs() + 50_000) / 100_000;
        let sign = if self.0 < 0 && thousands > 0 { "-" } else { "" };
        format!("{sign}{}.{:03}", digits::group((thousands / 1000).cast_signed()), thousands % 1000)
    }

    /// In Thai words as official papers write it.
    ///
    /// ```
    /// # use thai::Satang;
    /// assert_eq!(Satang(175_000_000).in_words(), "หนึ่งล้านเจ็ดแสนห้าหมื่นบาทถ้วน");
    /// assert_eq!(Satang(2_125).in_words(), "ยี่สิบเอ็ดบาทยี่สิบห้าสตางค์");
    /// ```
    pub fn in_words(self) -> String {
        let (baht, satang) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        let mut out = String::new();
        if self.0 < 0 {
            out.push_str("ลบ");
        }
        if baht > 0 || satang == 0 {
            spell(baht, &mut out);
            out.push_str("บาท");
        }
        if satang == 0 {
            out.push_str("ถ้วน");
        } else {
            spell(satang, &mut out);
            out.push_str("สตางค์");
        }
        out
    }
}

impl fmt::Display for Satang {
    /// Baht with grouped thousands and always two decimals, without the unit: `1,750,000.00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (baht, satang) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        let sign = if self.0 < 0 { "-" } else { "" };
        f.pad(&format!("{sign}{}.{satang:02}", digits::group(baht.cast_signed())))
    }
}

impl FromStr for Satang {
    type Err = MoneyError;

    /// Reads baht, in either digit set, with or without grouped thousands, `฿` before or `บาท`
    /// after: `1,750,000.00`, `๒๕๐,๐๐๐ บาท`, `-12.5`.
    fn from_str(typed: &str) -> Result<Self, MoneyError> {
        let ascii = digits::to_ascii(typed).replace('\u{a0}', " ");
        let bare = ascii.trim().trim_start_matches('฿').trim_end_matches("บาท").trim();
        let (negative, bare) = match bare.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest.trim_start()),
            None => (false, bare),
        };
        if bare.is_empty() {
            return Err(MoneyError::Missing);
        }
        let (whole, fraction) = bare.split_once('.').unwrap_or((bare, ""));
        let hundredths = read_fraction(fraction, typed)?;
        let baht = read_whole(whole, typed)?;
        let too_large = || MoneyError::TooLarge { typed: typed.to_owned() };
        let signed = (baht * 100 + hundredths) * if negative { -1 } else { 1 };
        i64::try_from(signed).map(Self).map_err(|_| too_large())
    }
}

fn read_fraction(fraction: &str, typed: &str) -> Result<i128, MoneyError> {
    if !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Err(MoneyError::NotANumber { typed: typed.to_owned() });
    }
    let exact = fraction.trim_end_matches('0');
    if exact.len() > 2 {
        return Err(MoneyError::FinerThanSatang { typed: typed.to_owned() });
    }
    Ok(format!("{exact:0<2}").parse().unwrap_or(0))
}

fn read_whole(whole: &str, typed: &str) -> Result<i128, MoneyError> {
    let not_a_number = || MoneyError::NotANumber { typed: typed.to_owned() };
    if !whole.bytes().all(|b| b.is_ascii_digit() || b == b',') {
        return Err(not_a_number());
    }
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let grouped = whole.contains(',');
    if first.is_empty() || (grouped && (first.len() > 3 || groups.any(|group| group.len() != 3))) {
        let misplaced = MoneyError::MisplacedComma { typed: typed.to_owned() };
        return Err(if grouped { misplaced } else { not_a_number() });
    }
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    if digits.trim_start_matches('0').len() > 18 {
        return Err(MoneyError::TooLarge { typed: typed.to_owned() });
    }
    digits.parse().map_err(|_| not_a_number())
}

const DIGITS: [&str; 10] = ["ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า"];
const PLACES: [(u64, &str); 6] = [(100_000, "แสน"), (10_000, "หมื่น"), (1_000, "พัน"), (100, "ร้อย"), (10, "สิบ"), (1, "")];

/// Whole numbers are read in sixes of digits: what stands above the million is a number of its own
/// followed by ล้าน, so that a million million is ล้านล้าน.
fn spell(number: u64, out: &mut String) {
    if number == 0 {
        out.push_str(DIGITS[0]);
        return;
    }
    if number >= 1_000_000 {
        spell(number / 1_000_000, out);
        out.push_str("ล้าน");
    }
    let rest = number % 1_000_000;
    for (value, name) in PLACES {
        match (rest / value % 10, value) {
            (0, _) => {}
            (1, 10) => out.push_str("สิบ"),
            (2, 10) => out.push_str("ยี่สิบ"),
            (1, 1) if number > 1 => out.push_str("เอ็ด"),
            (digit, _) => {
                out.push_str(DIGITS[digit as usize]);
                out.push_str(name);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(typed: &str) -> Result<Satang, MoneyError> {
        typed.parse()
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (typed, satang) in [
            ("1,750,000.00", 175_000_000),
            ("๑,๗๕๐,๐๐๐", 175_000_000),
            ("๒๕๐,๐๐๐ บาท", 25_000_000),
            ("฿ 12.5", 1_250),
            ("-0.01", -1),
            ("7.5000", 750),
        ] {
            assert_eq!(read(typed), Ok(Satang(satang)), "{typed}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert_eq!(read("  "), Err(MoneyError::Missing));
        assert_eq!(read("บาท"), Err(MoneyError::Missing));
        assert!(matches!(read("1,75,000"), Err(MoneyError::MisplacedComma { .. })));
        assert!(matches!(read("1750,000"), Err(MoneyError::MisplacedComma { .. })));
        assert!(matches!(read("1.234"), Err(MoneyError::FinerThanSatang { .. })));
        assert!(matches!(read("ฟรี"), Err(MoneyError::NotANumber { .. })));
        assert!(matches!(read(".5"), Err(MoneyError::NotANumber { .. })));
        assert!(matches!(read(&"9".repeat(40)), Err(MoneyError::TooLarge { .. })));
        assert!(matches!(read("92233720368547758.08"), Err(MoneyError::TooLarge { .. })));
    }

    #[test]
    fn amounts_in_words() {
        for (satang, words) in [
            (0, "ศูนย์บาทถ้วน"),
            (50, "ห้าสิบสตางค์"),
            (100, "หนึ่งบาทถ้วน"),
            (1_001, "สิบบาทหนึ่งสตางค์"),
            (1_100, "สิบเอ็ดบาทถ้วน"),
            (10_100, "หนึ่งร้อยเอ็ดบาทถ้วน"),
            (100_000_100, "หนึ่งล้านเอ็ดบาทถ้วน"),
            (-2_100_000_000, "ลบยี่สิบเอ็ดล้านบาทถ้วน"),
            (100_000_000_000_000, "หนึ่งล้านล้านบาทถ้วน"),
            (60_720_000, "หกแสนเจ็ดพันสองร้อยบาทถ้วน"),
        ] {
            assert_eq!(Satang(satang).in_words(), words);
        }
    }

    #[test]
    fn millions_are_rounded_for_show_only() {
        assert_eq!(Satang(49_999).in_millions(), "0.000");
        assert_eq!(Satang(-50_000).in_millions(), "-0.001");
        assert_eq!(Satang(123_456_789_000_000).in_millions(), "1,234,567.890");
    }

    /// Reads words back, knowing only how numbers are said.
    fn unspell(words: &str) -> u64 {
        let (mut millions, mut rest, mut digit, mut text) = (0, 0, 0, words);
        while !text.is_empty() {
            if let Some(after) = text.strip_prefix("ล้าน") {
                (millions, rest, digit, text) = ((millions + rest + digit) * 1_000_000, 0, 0, after);
            } else if let Some(after) = text.strip_prefix("ยี่สิบ") {
                (rest, digit, text) = (rest + 20, 0, after);
            } else if let Some(after) = text.strip_prefix("เอ็ด") {
                (digit, text) = (1, after);
            } else if let Some((value, name)) = PLACES[..5].iter().find(|(_, name)| text.starts_with(name)) {
                (rest, digit, text) = (rest + value * digit.max(1), 0, &text[name.len()..]);
            } else {
                let said = DIGITS.iter().position(|name| text.starts_with(name)).expect("a digit");
                (digit, text) = (said as u64, &text[DIGITS[said].len()..]);
            }
        }
        millions + rest + digit
    }

    proptest! {
        #[test]
        fn shown_amounts_read_back(satang: i64) {
            prop_assert_eq!(read(&Satang(satang).to_string()), Ok(Satang(satang)));
            prop_assert_eq!(read(&digits::to_thai(&Satang(satang).to_string())), Ok(Satang(satang)));
            let _ = Satang(satang).in_millions();
        }

        #[test]
        fn words_read_back(satang: i64) {
            let words = Satang(satang).in_words();
            let words = words.trim_start_matches("ลบ").trim_end_matches("ถ้วน").trim_end_matches("สตางค์");
            let (baht, rest) = words.split_once("บาท").unwrap_or(("", words));
            prop_assert_eq!(unspell(baht) * 100 + unspell(rest), satang.unsigned_abs());
        }

        #[test]
        fn any_text_is_answered(typed in "\\PC*") {
            let _ = read(&typed);
        }
    }
}
