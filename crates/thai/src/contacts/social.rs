//! Where names on Facebook, Instagram, TikTok and their like stand: the rest of an address of theirs, and what
//! follows the word for the service.

use super::letters::Letters;
use super::line::{FILLING, KNOWN, NAMES, is_asked_before, name, whole_word};
use std::ops::Range;

/// Addresses of the services, of which the rest is the name.
const ADDRESSES: [&str; 12] = [
    "facebook.com/",
    "fb.com/",
    "fb.me/",
    "m.me/",
    "instagram.com/",
    "tiktok.com/",
    "twitter.com/",
    "x.com/",
    "t.me/",
    "wa.me/",
    "threads.net/",
    "youtube.com/@",
];
/// The services as they are called; none of these is another word.
const SERVICES: [&str; 20] = [
    "เฟซบุ๊ก",
    "เฟซบุ๊ค",
    "เฟสบุ๊ก",
    "เฟสบุ๊ค",
    "เฟสบุค",
    "เฟซบุค",
    "เฟสบุ๊ส",
    "อินสตาแกรม",
    "ติ๊กต็อก",
    "ติ๊กต๊อก",
    "ติกตอก",
    "ทวิตเตอร์",
    "เทเลแกรม",
    "วอตส์แอป",
    "facebook",
    "instagram",
    "tiktok",
    "telegram",
    "whatsapp",
    "twitter",
];
/// The services said shortly: some of these are other words, as in "ไฟ 3 เฟส".
const SHORT: [&str; 5] = ["เฟส", "เฟซ", "ไอจี", "fb", "ig"];

/// Words that ask to be written to, and stand before the service.
const ASKING: [&str; 4] = ["แอด", "ทัก", "ติดต่อ", "add"];

pub(super) fn find(letters: &Letters) -> Vec<Range<usize>> {
    let places = || 0..letters.plain.len();
    let named = places().filter_map(|at| name_after(letters, at));
    named.chain(places().filter_map(|at| rest_of_address(letters, at))).collect()
}

/// The rest of an address of a service that begins at `at`.
fn rest_of_address(letters: &Letters, at: usize) -> Option<Range<usize>> {
    let from = letters.after_any(at, &ADDRESSES).filter(|_| letters.begins(at))?;
    let end = letters.end_of(from, |letter| letter.is_ascii_graphic());
    (end > from).then_some(from..end)
}

/// The name that follows the word for a service that begins at `at`.
fn name_after(letters: &Letters, at: usize) -> Option<Range<usize>> {
    let long = whole_word(letters, at, &SERVICES);
    let in_address = |end: &usize| letters.plain.get(*end) == Some(&'.');
    let mut here =
        long.or_else(|| whole_word(letters, at, &SHORT)).filter(|end| letters.begins(at) && !in_address(end))?;
    let mut told = false;
    loop {
        let next = letters.end_of(here, |letter| letter.is_whitespace() || "-–—(\"“'".contains(letter));
        here = match letters.plain.get(next) {
            Some(':' | '=') => {
                told = true;
                next + 1
            }
            _ => match (whole_word(letters, next, &NAMES), whole_word(letters, next, &FILLING)) {
                (Some(end), _) => {
                    told = true;
                    end
                }
                (_, Some(end)) => end,
                _ => return name(letters, next).filter(|name| is_name(letters, at, long.is_some(), told, name)),
            },
        };
    }
}

fn is_name(letters: &Letters, service: usize, long: bool, told: bool, name: &Range<usize>) -> bool {
    let text = letters.text(name.clone());
    let letter = text.contains(|letter: char| letter.is_ascii_alphabetic());
    let mixed = letter && text.contains(|letter: char| letter.is_ascii_digit() || "_.".contains(letter));
    let asked = letter && is_asked_before(letters, service, &ASKING);
    !KNOWN.contains(&text.as_str()) && (text.starts_with('@') || asked || letter && long && (told || mixed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contacts::must_find;

    #[test]
    fn names_are_found_and_phases_are_not() {
        let cases: &[(&str, &[&str])] = &[
            ("facebook.com/somchai", &["somchai"]),
            ("https://www.facebook.com/somchai.j?x=1 ค่ะ", &["somchai.j?x=1"]),
            ("m.facebook.com/somchai", &["somchai"]),
            ("wa.me/66812345678", &["66812345678"]),
            ("ig instagram.com/som_chai", &["som_chai"]),
            ("เฟซบุ๊ก somchai.jaidee", &["somchai.jaidee"]),
            ("เฟสบุ๊ค: somchai", &["somchai"]),
            ("ทักเฟส somchai", &["somchai"]),
            ("ติดต่อทาง fb somchai_99", &["somchai_99"]),
            ("ติ๊กต็อก @somchai", &["@somchai"]),
            ("Facebook: Somchai99", &["Somchai99"]),
            ("มอเตอร์ไฟฟ้า 3 เฟส M2.5", &[]),
            ("ไฟ 3 เฟส: ABB100", &[]),
            ("ขายทางเฟซบุ๊ก และ tiktok shop", &[]),
            ("เพจเฟซบุ๊กของกลุ่ม", &[]),
            ("dropbox.com/file big 5 config: abc_1", &[]),
            ("Facebook Live 2569", &[]),
            ("เฟซบุ๊ก 25 ครั้ง", &[]),
        ];
        must_find(find, cases);
    }
}
