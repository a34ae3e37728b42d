//! Thai telephone numbers as people print them, to the international form and their extensions
//! (docs/requirements.md B-19).

use crate::{digits, numbers, numbers::Number};
use std::fmt;
use std::ops::Range;

/// A Thai telephone number with the extensions printed after it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Phone {
    /// Without the leading zero: eight digits for a fixed line, nine for a mobile.
    national: String,
    /// Internal numbers (ต่อ), in the order printed.
    pub extensions: Vec<String>,
}

/// Why a text is not a Thai telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneError {
    /// Nothing was typed.
    Missing,
    /// Something other than digits, spaces, hyphens, dots, brackets and a leading +.
    NotANumber,
    /// A fixed line has 9 digits and a mobile number 10, with the leading 0.
    WrongLength {
        /// How many there are, with the leading 0.
        digits: usize,
    },
    /// It begins as no Thai number does.
    NotThai,
    /// What follows ต่อ is no list of numbers.
    WrongExtension,
}

impl fmt::Display for PhoneError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => write!(f, "no telephone number"),
            Self::NotANumber => write!(f, "not a telephone number"),
            Self::WrongLength { digits } => write!(f, "{digits} digits instead of 9 or 10"),
            Self::NotThai => write!(f, "not a Thai telephone number"),
            Self::WrongExtension => write!(f, "not an extension"),
        }
    }
}

impl std::error::Error for PhoneError {}

impl Phone {
    /// Reads a number in any of the printed forms, in either digit set.
    ///
    /// ```
    /// # use thai::phone::Phone;
    /// let office = Phone::parse("0-2354-4466 ต่อ 118 , 120").unwrap();
    /// assert_eq!((office.e164().as_str(), office.extensions.join(" ").as_str()), ("+6623544466", "118 120"));
    /// assert_eq!(office.to_string(), "02 354 4466 ต่อ 118, 120");
    /// assert_eq!(Phone::parse("0 7520 1708").unwrap().to_string(), "075 201 708");
    /// assert_eq!(Phone::parse("+66 81 234 5678").unwrap().masked(), "xxx xxx 5678");
    /// ```
    ///
    /// # Errors
    /// [`PhoneError`] says what is wrong without repeating the number.
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let text = digits::to_ascii(text).to_lowercase();
        let (number, extensions) = ["ต่อ", "extension", "ext.", "ext", "#"]
            .iter()
            .find_map(|mark| text.split_once(mark))
            .map_or((text.as_str(), None), |(number, extensions)| (number, Some(extensions)));
        let national = national(number.trim())?;
        let extensions = extensions.map_or(Ok(Vec::new()), read_extensions)?;
        Ok(Self { national, extensions })
    }

    /// The international form without extensions: `+6623544466`.
    pub fn e164(&self) -> String {
        format!("+66{}", self.national)
    }

    /// Whether it is a mobile number.
    pub fn is_mobile(&self) -> bool {
        self.national.len() == 9
    }

    /// The last four digits only, for lists and logs: `xxx xxx 5678`.
    pub fn masked(&self) -> String {
        let head = if self.is_mobile() { "xxx xxx" } else { "xx xxx" };
        format!("{head} {}", &self.national[self.national.len() - 4..])
    }
}

impl fmt::Display for Phone {
    /// The national form with extensions, as people read it out: `02 354 4466 ต่อ 118, 120` in Bangkok,
    /// `075 201 708` in the provinces, `081 234 5678` for a mobile.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let provincial = self.national.len() == 8 && !self.national.starts_with('2');
        let (head, last) = self.national.split_at(self.national.len() - if provincial { 3 } else { 4 });
        let (area, middle) = head.split_at(head.len() - 3);
        write!(f, "0{area} {middle} {last}")?;
        if !self.extensions.is_empty() {
            write!(f, " ต่อ {}", self.extensions.join(", "))?;
        }
        Ok(())
    }
}

/// The number that is meant by one whose leading zero a spreadsheet has taken away; none where a zero makes
/// no number of it.
///
/// ```
/// # use thai::phone::zero_lost;
/// assert_eq!(zero_lost("812345678").as_deref(), Some("0812345678"));
/// assert_eq!(zero_lost("23544466").as_deref(), Some("023544466"));
/// assert_eq!((zero_lost("0812345678"), zero_lost("81234567")), (None, None));
/// ```
pub fn zero_lost(text: &str) -> Option<String> {
    let text = digits::to_ascii(text.trim());
    let whole = format!("0{text}");
    (text.starts_with(|first: char| ('2'..='9').contains(&first)) && Phone::parse(&whole).is_ok()).then_some(whole)
}

fn national(text: &str) -> Result<String, PhoneError> {
    if text.is_empty() {
        return Err(PhoneError::Missing);
    }
    let (abroad, rest) = match text.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    if !rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '–' | '.' | '(' | ')' | '\u{a0}')) {
        return Err(PhoneError::NotANumber);
    }
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    let national =
        if abroad { digits.strip_prefix("66") } else { digits.strip_prefix("0066").or(digits.strip_prefix('0')) };
    let national = national.ok_or(PhoneError::NotThai)?;
    // "+66 (0)2 354 4466" carries the zero that has no place there.
    let national = national.strip_prefix('0').unwrap_or(national);
    match (national.as_bytes().first(), national.len()) {
        (Some(b'2'..=b'5' | b'7'), 8) | (Some(b'6' | b'8' | b'9'), 9) => Ok(national.to_owned()),
        (Some(b'2'..=b'9'), digits) => Err(PhoneError::WrongLength { digits: digits + 1 }),
        _ => Err(PhoneError::NotThai),
    }
}

fn read_extensions(text: &str) -> Result<Vec<String>, PhoneError> {
    let parts = text.split([',', '/', ';', ' ', '\u{a0}']).map(str::trim).filter(|part| !part.is_empty());
    let extensions: Vec<String> = parts.map(str::to_owned).collect();
    let sound = |part: &String| part.len() <= 6 && part.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if extensions.is_empty() || !extensions.iter().all(sound) {
        return Err(PhoneError::WrongExtension);
    }
    Ok(extensions)
}

/// Where telephone numbers stand in a text that is about to be published, in bytes: each of several
/// that stand side by side, however its digits are written and joined.
///
/// ```
/// # use thai::phone::find_in;
/// assert_eq!(find_in("call 081-234-5678 now"), [5..17]);
/// assert_eq!(find_in("0812345678 0823456789"), [0..10, 11..21]);
/// assert_eq!(find_in("call o81_234\n5678"), [5..17]);
/// ```
pub fn find_in(text: &str) -> Vec<Range<usize>> {
    numbers::find(text, meant).into_iter().map(|(range, _)| range).collect()
}

/// The telephone numbers of a text, as they were meant.
///
/// ```
/// # use thai::phone::all_in;
/// assert_eq!(all_in("call 66 81 234 5678 now").iter().map(|phone| phone.e164()).collect::<Vec<_>>(), ["+66812345678"]);
/// ```
pub fn all_in(text: &str) -> Vec<Phone> {
    numbers::find(text, meant).into_iter().map(|(_, phone)| phone).collect()
}

/// The number that groups of digits make, the country's without its plus as well. A fixed line of which the
/// country's number stands apart is left out: "66 25 500 000" is as well a year and a sum.
fn meant(number: &Number<'_>) -> Option<Phone> {
    if number.is_figure() {
        return None;
    }
    if let Ok(phone) = Phone::parse(&number.plain) {
        return Some(phone);
    }
    let abroad = number.plain.starts_with("66") && !number.has_commas();
    let phone = Phone::parse(&format!("+{}", number.plain)).ok().filter(|_| abroad)?;
    let apart = number.groups[0] == "66" && number.joints.iter().any(|joint| joint.contains(char::is_whitespace));
    (phone.is_mobile() || !apart).then_some(phone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::must_find;
    use proptest::prelude::*;

    #[test]
    fn printed_forms() {
        for (typed, e164) in [
            ("0-2354-4466 ต่อ 118 , 120", "+6623544466"),
            ("02-354-3763", "+6623543763"),
            ("๐๘๑ ๒๓๔ ๕๖๗๘", "+66812345678"),
            ("+66 (0)2 354 4466", "+6623544466"),
            ("0066812345678", "+66812345678"),
            ("(075) 212345", "+6675212345"),
        ] {
            assert_eq!(Phone::parse(typed).map(|phone| phone.e164()), Ok(e164.to_owned()), "{typed}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert_eq!(Phone::parse(" "), Err(PhoneError::Missing));
        assert_eq!(Phone::parse("ไม่มี"), Err(PhoneError::NotANumber));
        assert_eq!(Phone::parse("0812345"), Err(PhoneError::WrongLength { digits: 7 }));
        assert_eq!(Phone::parse("+1 212 555 0100"), Err(PhoneError::NotThai));
        assert_eq!(Phone::parse("0112345678"), Err(PhoneError::NotThai));
        assert_eq!(Phone::parse("02-354-3763 ต่อ"), Err(PhoneError::WrongExtension));
    }

    #[test]
    fn numbers_in_a_text_are_found_one_by_one() {
        let cases: &[(&str, &[&str])] = &[
            ("0812345678 0823456789", &["0812345678", "0823456789"]),
            ("081-234-5678,0823456789", &["081-234-5678", "0823456789"]),
            ("081 234 5678 082 345 6789", &["081 234 5678", "082 345 6789"]),
            ("0812345678/0823456789", &["0812345678", "0823456789"]),
            ("๐๘๑ ๒๓๔ ๕๖๗๘ ๐๒-๓๕๔-๔๔๖๖", &["๐๘๑ ๒๓๔ ๕๖๗๘", "๐๒-๓๕๔-๔๔๖๖"]),
            ("โทร.(02) 354 4466หรือ0823456789ค่ะ", &["02) 354 4466", "0823456789"]),
            ("+66 81 234 5678 หรือ +66 (0)2 354 4466", &["+66 81 234 5678", "+66 (0)2 354 4466"]),
            ("วัว 2 0812345678 3 ตัว", &["0812345678"]),
            ("(081) -234 5678", &["081) -234 5678"]),
            ("081\u{a0}234\u{2011}5678", &["081\u{a0}234\u{2011}5678"]),
            ("ปี 2553 2554 2555 งบ 1,750,000.00 บาท วันที่ 10/5/2553", &[]),
            ("08123456780823456789", &[]),
        ];
        must_find(find_in, cases);
    }

    #[test]
    fn digits_said_as_words_are_digits_and_amounts_are_none() {
        let cases: &[(&str, &[&str])] = &[
            ("โทรศูนย์แปดหนึ่งสองสามสี่ห้าหกเจ็ดแปดนะ", &["ศูนย์แปดหนึ่งสองสามสี่ห้าหกเจ็ดแปด"]),
            ("ศูนย์ แปด หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด", &["ศูนย์ แปด หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด"]),
            ("081 สองสามสี่ ห้าหกเจ็ดแปด", &["081 สองสามสี่ ห้าหกเจ็ดแปด"]),
            ("ศูนย์แปดหนึ่ง-234-5678", &["ศูนย์แปดหนึ่ง-234-5678"]),
            ("๐๘๑ สองสามสี่ ๕๖๗๘", &["๐๘๑ สองสามสี่ ๕๖๗๘"]),
            (
                "zero eight one two three four five six seven eight",
                &["zero eight one two three four five six seven eight"],
            ),
            ("0812345678 ศูนย์สองสามห้าสี่สี่สี่หกหก", &["0812345678", "ศูนย์สองสามห้าสี่สี่สี่หกหก"]),
            ("สองพันห้าร้อยบาท", &[]),
            ("นับหนึ่งสองสามสี่", &[]),
            ("ศูนย์หนึ่งสองสามสี่ห้าหกเจ็ดแปดเก้า", &[]),
            ("ศูนย์เรียนรู้ 3 แห่ง สองหมู่บ้าน ห้ามเผา", &[]),
            ("ศูนย์ 2-345-6789", &[]),
            ("หนึ่งล้านสองแสนสามหมื่นสี่พันห้าร้อยหกสิบเจ็ดบาท", &[]),
            ("วันที่สองถึงห้า เดือนแปด ปีสองห้าหกเก้า", &[]),
            ("รุ่น SM-245 สองสามสี่ห้าเครื่อง", &[]),
            ("one or two of the three phones, four to nine", &[]),
        ];
        must_find(find_in, cases);
    }

    #[test]
    fn a_long_row_of_digits_takes_no_long_time() {
        assert!(find_in(&"1 ".repeat(5_000)).is_empty());
    }

    /// A number as somebody may write it.
    fn written() -> impl Strategy<Value = String> {
        let mobile = ("0[689][0-9]", "[0-9]{3}", "[0-9]{4}");
        let fixed = ("0[23457]", "[0-9]{3}", "[0-9]{4}");
        let abroad = ("\\+66 ?[689][0-9]", "[0-9]{3}", "[0-9]{4}");
        let joint = prop_oneof![Just(""), Just(" "), Just("-"), Just("."), Just("–")];
        (prop_oneof![mobile, fixed, abroad], joint, any::<bool>()).prop_map(|((head, middle, last), joint, thai)| {
            let number = [head, middle, last].join(joint);
            if thai { digits::to_thai(&number) } else { number }
        })
    }

    /// The number with some of its digits said as words.
    fn said(number: &str, which: u16) -> String {
        const SAID: [&str; 10] = ["ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า"];
        let word = |(at, letter): (usize, char)| match letter.to_digit(10) {
            Some(digit) if which >> at & 1 == 1 => SAID[digit as usize].to_owned(),
            _ => letter.to_string(),
        };
        number.chars().enumerate().map(word).collect()
    }

    proptest! {
        #[test]
        fn each_of_numbers_side_by_side_is_found(
            numbers in prop::collection::vec(written(), 1..5),
            between in prop_oneof![Just(" "), Just(", "), Just(","), Just("/"), Just("  "), Just(" หรือ "), Just(" - "), Just("\n")],
        ) {
            let text = format!("โทร {} ครับ", numbers.join(between));
            let found: Vec<_> = find_in(&text).into_iter().map(|range| text[range].to_owned()).collect();
            prop_assert_eq!(found, numbers, "{}", text);
        }

        #[test]
        fn a_number_is_found_whichever_digits_are_said(number in "0[689][0-9] ?[0-9]{3}[ -]?[0-9]{4}", which: u16) {
            prop_assume!(number.chars().enumerate().filter(|(at, letter)| which >> at & 1 == 1 && letter.is_ascii_digit()).count() != 1);
            let number = said(&number, which);
            let text = format!("ติดต่อ {number} ครับ");
            let found: Vec<_> = find_in(&text).into_iter().map(|range| text[range].to_owned()).collect();
            prop_assert_eq!(found, [number], "{}", text);
        }

        #[test]
        fn what_is_shown_reads_back(mobile in "0[689][0-9]{8}", fixed in "0[23457][0-9]{7}", ext in "[0-9]{1,4}") {
            for number in [mobile, fixed, ] {
                let phone = Phone::parse(&format!("{number} ต่อ {ext}")).expect("a well-formed number");
                prop_assert_eq!(Phone::parse(&phone.to_string()), Ok(phone.clone()));
                prop_assert_eq!(phone.e164(), format!("+66{}", &number[1..]));
            }
        }

        #[test]
        fn any_text_is_answered(text in "[-+0-9 .ต่อ๐๙]{0,20}|\\PC{0,20}") {
            let _ = (Phone::parse(&text), find_in(&text), crate::national_id::find_in(&text));
        }
    }
}
