//! Thai and ASCII digits, and the grouping of thousands. Both digit sets are accepted wherever a
//! number is read; ASCII is what is stored (docs/requirements.md C-05). The digits of other writings are
//! known where a number must not be overlooked.

use crate::digit_words;

/// Rewrites every Thai digit ๐–๙ (U+0E50–U+0E59) as 0–9 and leaves all else alone.
///
/// ```
/// assert_eq!(thai::digits::to_ascii("ปี ๒๕๕๓"), "ปี 2553");
/// ```
pub fn to_ascii(text: &str) -> String {
    text.chars().map(ascii).collect()
}

/// Rewrites every ASCII digit as a Thai one, for documents that want them.
///
/// ```
/// assert_eq!(thai::digits::to_thai("21 พ.ย. 2569"), "๒๑ พ.ย. ๒๕๖๙");
/// ```
pub fn to_thai(text: &str) -> String {
    text.chars().map(thai).collect()
}

/// A whole number with its thousands grouped: `1,234,567`.
///
/// ```
/// assert_eq!(thai::digits::group(-1234567), "-1,234,567");
/// assert_eq!(thai::digits::group(330), "330");
/// ```
pub fn group(number: i64) -> String {
    let plain = number.unsigned_abs().to_string();
    let mut out = String::with_capacity(plain.len() + plain.len() / 3 + 1);
    if number < 0 {
        out.push('-');
    }
    for (index, digit) in plain.chars().enumerate() {
        if index > 0 && (plain.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Where the ten digits of each writing begin, as Unicode orders them (general category Nd): Latin, Arabic,
/// the writings of India, Thai, Lao, Tibetan, Burmese, Khmer and their neighbours, full width, and the
/// letters of mathematics.
const ZEROS: [u32; 48] = [
    0x30, 0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0,
    0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620,
    0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x104A0, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x114D0,
    0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6,
];

/// Which digit it is, in whichever writing.
///
/// ```
/// use thai::digits::value;
/// assert_eq!(['7', '๗', '໗', '៧', '７', 'ก'].map(value), [Some(7), Some(7), Some(7), Some(7), Some(7), None]);
/// ```
pub fn value(letter: char) -> Option<u8> {
    let letter = letter as u32;
    let before = ZEROS.partition_point(|zero| *zero <= letter).checked_sub(1)?;
    u8::try_from(letter - ZEROS[before]).ok().filter(|digit| *digit < 10)
}

/// Does a text hold digits of any writing, or several words for such? Else no number stands in it.
///
/// ```
/// use thai::digits::stand_in;
/// assert!(stand_in("๑๒") && stand_in("ศูนย์แปดหนึ่ง") && !stand_in("ปลูกกล้วย"));
/// ```
pub fn stand_in(text: &str) -> bool {
    text.chars().any(char::is_numeric) || digit_words::stand_in(text)
}

/// The ASCII form of one character.
pub fn ascii(c: char) -> char {
    match c {
        '๐'..='๙' => char::from(b'0' + (c as u32 - '๐' as u32) as u8),
        _ => c,
    }
}

fn thai(c: char) -> char {
    match c {
        '0'..='9' => char::from_u32('๐' as u32 + (c as u32 - '0' as u32)).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn digit_sets_are_inverse(text in "\\PC*") {
            let ascii = to_ascii(&text);
            prop_assert_eq!(to_ascii(&to_thai(&ascii)), ascii);
        }

        #[test]
        fn grouping_only_adds_commas(number: i64) {
            prop_assert_eq!(group(number).replace(',', ""), number.to_string());
        }
    }
}
