//! Numbers of passports in texts that are about to be published (docs/requirements.md G-23). Letters and
//! digits are also how models are named: only beside the word is one taken for a passport's.

use crate::contacts::letters::Letters;
use crate::digits;
use std::ops::Range;

/// What such a number is called, in small letters.
const NAMED: [&str; 5] = ["หนังสือเดินทาง", "พาสปอร์ต", "พาสปอต", "พาสพอร์ต", "passport"];
/// So far from the number the word may stand, in characters.
const NEAR: usize = 30;

/// Where such numbers stand, in bytes: one or two Latin letters and six or seven digits, as Thailand and its
/// neighbours number them, soon after the word for a passport or just before it.
///
/// ```
/// # use thai::passport::find_in;
/// assert_eq!(find_in("passport AA1234567"), [9..18]);
/// assert!(find_in("model AA1234567").is_empty());
/// ```
pub fn find_in(text: &str) -> Vec<Range<usize>> {
    let letters = Letters::of(text);
    let named: Vec<Range<usize>> =
        (0..letters.plain.len()).filter_map(|at| Some(at..letters.after_any(at, &NAMED)?)).collect();
    if named.is_empty() {
        return Vec::new();
    }
    let near = |number: &Range<usize>| {
        named.iter().any(|word| {
            (word.end..=word.end + NEAR).contains(&number.start)
                || (number.end..=number.end + NEAR / 2).contains(&word.start)
        })
    };
    let numbers = (0..letters.plain.len()).filter_map(|at| number(&letters, at)).filter(near);
    numbers.map(|number| letters.bytes(number)).collect()
}

/// The number that begins at `at`.
fn number(letters: &Letters, at: usize) -> Option<Range<usize>> {
    let written = |letter: char| letter.is_ascii_alphanumeric() || digits::value(letter).is_some();
    if at.checked_sub(1).is_some_and(|before| written(letters.plain[before])) {
        return None;
    }
    let heads = letters.end_of(at, |letter| letter.is_ascii_alphabetic());
    let from = letters.end_of(heads, |letter| matches!(letter, ' ' | '-' | '.'));
    let end = letters.end_of(from, |letter| digits::value(letter).is_some());
    let whole = (1..=2).contains(&(heads - at)) && from - heads <= 1 && (6..=7).contains(&(end - from));
    (whole && !letters.plain.get(end).is_some_and(|next| written(*next))).then_some(at..end)
}

#[cfg(test)]
mod tests {
    use super::find_in;
    use crate::must_find;

    #[test]
    fn numbers_are_found_beside_the_word_alone() {
        let cases: &[(&str, &[&str])] = &[
            ("หนังสือเดินทางเลขที่ AA1234567 ค่ะ", &["AA1234567"]),
            ("พาสปอร์ต aa 1234567", &["aa 1234567"]),
            ("Passport no. P123456", &["P123456"]),
            ("พาสปอร์ต ＡＡ๑๒๓๔๕๖๗", &["ＡＡ๑๒๓๔๕๖๗"]),
            ("AA1234567 (พาสปอร์ต)", &["AA1234567"]),
            ("เครื่องสีข้าวรุ่น AA1234567", &[]),
            ("พาสปอร์ตหาย เรื่อง N69-3XY75-EYK", &[]),
            ("ทำหนังสือเดินทาง 1500 บาท", &[]),
            ("passport ABC1234567", &[]),
        ];
        must_find(find_in, cases);
    }
}
