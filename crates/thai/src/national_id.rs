//! The thirteen digits of a Thai national identity number and their check digit
//! (docs/requirements.md C-13).

use crate::{digits, numbers};
use std::fmt;
use std::ops::Range;

/// A number whose check digit is right. It prints masked, so that it cannot reach a log by
/// accident; [`NationalId::digits`] says it in full.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct NationalId([u8; 13]);

/// Why a text is not a national identity number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NationalIdError {
    /// Something other than digits, spaces and hyphens.
    NotANumber,
    /// Not thirteen digits.
    WrongLength {
        /// How many there are.
        digits: usize,
    },
    /// The last digit does not follow from the others: something was mistyped.
    WrongCheckDigit,
}

impl fmt::Display for NationalIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotANumber => write!(f, "not a number"),
            Self::WrongLength { digits } => write!(f, "{digits} digits instead of 13"),
            Self::WrongCheckDigit => write!(f, "the check digit is wrong"),
        }
    }
}

impl std::error::Error for NationalIdError {}

impl NationalId {
    /// Reads a number in either digit set, with or without spaces and hyphens.
    ///
    /// ```
    /// # use thai::national_id::{NationalId, NationalIdError};
    /// assert!(NationalId::parse("๑-๒๓๔๕-๖๗๘๙๐-๑๒-๑").is_ok());
    /// assert_eq!(NationalId::parse("1234567890123"), Err(NationalIdError::WrongCheckDigit));
    /// ```
    ///
    /// # Errors
    /// [`NationalIdError`] says what is wrong without repeating the number.
    pub fn parse(text: &str) -> Result<Self, NationalIdError> {
        let mut digits = Vec::with_capacity(13);
        for c in text.trim().chars().map(digits::ascii) {
            match c {
                '0'..='9' => digits.push(c as u8 - b'0'),
                '-' | ' ' => {}
                _ => return Err(NationalIdError::NotANumber),
            }
        }
        let number =
            digits.try_into().map_err(|digits: Vec<u8>| NationalIdError::WrongLength { digits: digits.len() })?;
        if check_digit(&number) == number[12] { Ok(Self(number)) } else { Err(NationalIdError::WrongCheckDigit) }
    }

    /// All thirteen digits.
    pub fn digits(&self) -> String {
        self.0.iter().map(|digit| char::from(b'0' + digit)).collect()
    }
}

impl fmt::Display for NationalId {
    /// `x-xxxx-xxxxx-12-1`: the last three digits only.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "x-xxxx-xxxxx-{}{}-{}", self.0[10], self.0[11], self.0[12])
    }
}

impl fmt::Debug for NationalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NationalId({self})")
    }
}

/// (11 − Σ dᵢ × (14 − i) mod 11) mod 10 over the first twelve digits.
fn check_digit(number: &[u8; 13]) -> u8 {
    let weighted: u32 = number.iter().zip((2..=13).rev()).map(|(digit, weight)| u32::from(*digit) * weight).sum();
    ((11 - weighted % 11) % 10) as u8
}

/// Where numbers stand in a text that is about to be published, in bytes. Thirteen digits written
/// together, or in the five groups of the card, count even where the check digit is wrong: a
/// mistyped number still gives its person away.
///
/// ```
/// # use thai::national_id::find_in;
/// assert_eq!(find_in("เลข 1-2345-67890-12-1 ครับ"), [10..27]);
/// ```
pub fn find_in(text: &str) -> Vec<Range<usize>> {
    numbers::places(text, |number| {
        let groups: Vec<usize> = number.groups.iter().map(String::len).collect();
        let grouped = groups == [13] || groups == [1, 4, 5, 2, 1];
        let figures = number.has_commas() || number.has_year() || number.is_figure();
        grouped || !figures && NationalId::parse(&number.plain).is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::must_find;
    use proptest::prelude::*;

    #[test]
    fn vectors_of_the_requirements() {
        assert!(NationalId::parse("1234567890121").is_ok());
        assert_eq!(NationalId::parse("1234567890123"), Err(NationalIdError::WrongCheckDigit));
        assert_eq!(NationalId::parse("12345"), Err(NationalIdError::WrongLength { digits: 5 }));
        assert_eq!(NationalId::parse("ไม่มี"), Err(NationalIdError::NotANumber));
        let shown = format!("{:?}", NationalId::parse("1234567890121"));
        assert_eq!(shown, "Ok(NationalId(x-xxxx-xxxxx-12-1))");
    }

    #[test]
    fn numbers_in_a_text_are_found_mistyped_ones_too() {
        let cases: &[(&str, &[&str])] = &[
            ("1-1037-02071-81-1 0812345678", &["1-1037-02071-81-1"]),
            ("1234567890121 1103702071811", &["1234567890121", "1103702071811"]),
            ("พิมพ์ผิด 1234567890123", &["1234567890123"]),
            ("๑.๒๓๔๕.๖๗๘๙๐.๑๒.๓", &["๑.๒๓๔๕.๖๗๘๙๐.๑๒.๓"]),
            ("ปี 2553 2554 2555 งบ 1,750,000.00 บาท", &[]),
        ];
        must_find(find_in, cases);
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_noticed_but_where_eleven_and_ten_meet(number: [u8; 12], at in 0usize..12, other in 0u8..10) {
            let mut right = [0; 13];
            for (digit, random) in right.iter_mut().zip(number) {
                *digit = random % 10;
            }
            right[12] = check_digit(&right);
            let text = |digits: [u8; 13]| digits.map(|digit| char::from(b'0' + digit)).iter().collect::<String>();
            prop_assert!(NationalId::parse(&text(right)).is_ok());
            let mut wrong = right;
            wrong[at] = other;
            // Remainders 0 and 10 share the check digit 1, and 1 and 0 share 0: the rule's own gap.
            if wrong != right && check_digit(&wrong) != right[12] {
                prop_assert!(NationalId::parse(&text(wrong)).is_err());
            }
        }
    }
}
