//! Numbers by which a person is known are hidden before a text is published (docs/requirements.md
//! G-23). Better one number of another kind hidden than a person's shown: numbers that stand side by
//! side are tried apart, and thirteen digits count as a national number even where their check digit
//! is mistyped.

use std::ops::Range;

use thai::national_id::NationalId;
use thai::phone::Phone;

/// Digits of a national number.
const NATIONAL: usize = 13;
/// What may stand between the digits of one number.
const JOINTS: [char; 9] = [' ', '-', '–', '‑', '.', '(', ')', '/', '\u{a0}'];
/// So many of them at most: "081) - 234".
const JOINT_MOST: usize = 3;

/// The text with an `x` for each digit of a national or telephone number.
pub fn masked(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut at = 0;
    for number in numbers(text) {
        shown.push_str(&text[at..number.start]);
        shown.extend(text[number.clone()].chars().map(|letter| if is_digit(letter) { 'x' } else { letter }));
        at = number.end;
    }
    shown.push_str(&text[at..]);
    shown
}

/// Where numbers of persons stand, from left to right.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for stretch in stretches(text) {
        let mut first = 0;
        while first < stretch.len() {
            let longest = (first..stretch.len()).rev().map(|last| (last, stretch[first].start..stretch[last].end));
            match longest.into_iter().find(|(_, range)| is_personal(&text[range.clone()])) {
                Some((last, range)) => {
                    found.push(range);
                    first = last + 1;
                }
                None => first += 1,
            }
        }
    }
    found
}

fn is_personal(text: &str) -> bool {
    let shape: Vec<usize> =
        text.split(|letter| !is_digit(letter)).map(|group| group.chars().count()).filter(|count| *count > 0).collect();
    let national = shape == [NATIONAL] || shape == [1, 4, 5, 2, 1] || NationalId::parse(text).is_ok();
    // Only joints a telephone number is written with.
    let dialled = text.replace(['/', '‑'], "-");
    national || Phone::parse(&dialled).is_ok()
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit() || ('๐'..='๙').contains(&letter)
}

/// Groups of digits that stand close enough to be one number; the plus of a country code belongs
/// to its group.
fn stretches(text: &str) -> Vec<Vec<Range<usize>>> {
    let mut all: Vec<Vec<Range<usize>>> = Vec::new();
    for group in groups(text) {
        match all.last_mut() {
            Some(stretch) if stretch.last().is_some_and(|before| joins(&text[before.end..group.start])) => {
                stretch.push(group);
            }
            _ => all.push(vec![group]),
        }
    }
    all
}

fn joins(between: &str) -> bool {
    between.chars().count() <= JOINT_MOST && between.chars().all(|letter| JOINTS.contains(&letter))
}

fn groups(text: &str) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    let mut plus = None;
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        match all.last_mut() {
            Some(group) if is_digit(letter) && group.end == at => group.end = end,
            _ if is_digit(letter) => all.push(if plus == Some(at) { at - 1..end } else { at..end }),
            _ => {}
        }
        plus = (letter == '+').then_some(end);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn numbers_of_persons_are_hidden_and_others_stay() {
        let cases = [
            ("บัตร 1103702071811 โทร 081-234-5678 ครับ", "บัตร xxxxxxxxxxxxx โทร xxx-xxx-xxxx ครับ"),
            ("1-1037-02071-81-1 0812345678", "x-xxxx-xxxxx-xx-x xxxxxxxxxx"),
            ("โทร ๐๘๑ ๒๓๔ ๕๖๗๘,(02) 354 4466", "โทร xxx xxx xxxx,(xx) xxx xxxx"),
            ("วัว 2 0812345678 ตัว", "วัว 2 xxxxxxxxxx ตัว"),
            ("+66 81 234 5678 หรือ +66 (0)2 354 4466", "+xx xx xxx xxxx หรือ +xx (x)x xxx xxxx"),
            ("งบ 1,750,000.00 บาท ปี 2553 2554 2555", "งบ 1,750,000.00 บาท ปี 2553 2554 2555"),
            ("ก.ค. 2553-ก.ย. 2553 ราคา 12 บาท", "ก.ค. 2553-ก.ย. 2553 ราคา 12 บาท"),
            ("เลขที่พิมพ์ผิด 1234567890123", "เลขที่พิมพ์ผิด xxxxxxxxxxxxx"),
        ];
        for (text, shown) in cases {
            assert_eq!(masked(text), shown, "{text}");
        }
    }
}
