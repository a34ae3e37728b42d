//! Thai and ASCII digits, and the grouping of thousands. Both digit sets are accepted wherever a
//! number is read; ASCII is what is stored (docs/requirements.md C-05).

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

/// The ASCII form of one character.
pub(crate) fn ascii(c: char) -> char {
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
