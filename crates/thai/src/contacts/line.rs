//! Where names on LINE stand: what follows "ไลน์ไอดี", "LINE:" and their like, and official accounts
//! (`@name`) beside the word.

use super::letters::Letters;
use std::ops::Range;

/// The service in Thai; in English it is a common word, and told apart by how it is written.
const THAI: [&str; 2] = ["ไลน์", "ไลน"];
const ENGLISH: &str = "line";
/// Addresses of the service, of which the rest is the name.
const ADDRESSES: [&str; 3] = ["line.me/", "lin.ee/", "line://"];
/// Words that say a name follows.
pub(super) const NAMES: [&str; 4] = ["ไอดี", "ไอดี.", "id", "i.d."];
/// Words that stand between and say nothing.
pub(super) const FILLING: [&str; 24] = [
    "คือ",
    "ชื่อ",
    "ได้ที่",
    "มาที่",
    "มาได้",
    "มาเลย",
    "มานะ",
    "ไปที่",
    "ได้เลย",
    "เลยที่",
    "ที่",
    "แอด",
    "นี้",
    "ของผม",
    "ของฉัน",
    "ของหนู",
    "ว่า",
    "ครับ",
    "ค่ะ",
    "นะคะ",
    "มา",
    "เลย",
    "official",
    "account",
];
/// Words that ask to be written to, and stand before the service.
const ASKING: [&str; 5] = ["แอด", "ทัก", "ติดต่อ", "ทาง", "add"];
/// What follows the service and is nobody's name.
pub(super) const KNOWN: [&str; 26] = [
    "app",
    "application",
    "bot",
    "chat",
    "code",
    "email",
    "facebook",
    "fanpage",
    "gmail",
    "group",
    "http",
    "https",
    "instagram",
    "man",
    "messenger",
    "notify",
    "open",
    "openchat",
    "page",
    "phone",
    "sticker",
    "tel",
    "telegram",
    "tiktok",
    "today",
    "whatsapp",
];
/// The shortest name.
const NAME_LEAST: usize = 3;
/// So far from the word an official account is taken for one, in letters.
const NEAR: usize = 24;

pub(super) fn find(letters: &Letters) -> Vec<Range<usize>> {
    let services: Vec<Range<usize>> = (0..letters.plain.len()).filter_map(|at| service(letters, at)).collect();
    let named = services.iter().filter_map(|service| name_after(letters, service));
    let within = (0..letters.plain.len()).filter_map(|at| rest_of_address(letters, at));
    named.chain(within).chain(officials(letters, &services)).collect()
}

/// The word for the service that begins at `at`.
fn service(letters: &Letters, at: usize) -> Option<Range<usize>> {
    if let Some(end) = letters.after_any(at, &THAI) {
        return Some(at..end);
    }
    let end = at + ENGLISH.len();
    let alone = at == 0 || !letters.plain[at - 1].is_ascii_alphanumeric();
    let ended = letters.plain.get(end).is_none_or(|next| !next.is_ascii_alphanumeric()) || letters.holds(end, "id");
    (alone && ended && letters.holds(at, ENGLISH)).then_some(at..end)
}

/// What was said of a name before it came.
#[derive(Default)]
struct Said {
    name: bool,
    sign: bool,
}

/// The name that follows the word for the service.
fn name_after(letters: &Letters, service: &Range<usize>) -> Option<Range<usize>> {
    let mut said = Said { name: is_named_before(letters, service.start), sign: false };
    let mut here = service.end;
    loop {
        let next = letters.end_of(here, |letter| letter.is_whitespace() || "-–—(\"“'".contains(letter));
        here = match letters.plain.get(next) {
            Some(':' | '=') => {
                said.sign = true;
                next + 1
            }
            _ => match (whole_word(letters, next, &NAMES), whole_word(letters, next, &FILLING)) {
                (Some(end), _) => {
                    said.name = true;
                    end
                }
                (_, Some(end)) => end,
                _ => return name(letters, next).filter(|name| is_name(letters, service, &said, name)),
            },
        };
    }
}

/// A word of the list that stands there; one in Latin letters ends where it ends.
pub(super) fn whole_word(letters: &Letters, at: usize, words: &[&str]) -> Option<usize> {
    let end = letters.after_any(at, words)?;
    let latin = letters.plain[end - 1].is_ascii_alphabetic();
    let goes_on = letters.plain.get(end).is_some_and(|next| next.is_ascii_alphanumeric() || "_-".contains(*next));
    (!(latin && goes_on)).then_some(end)
}

fn is_named_before(letters: &Letters, at: usize) -> bool {
    let at = letters.start_of(at, char::is_whitespace);
    NAMES.iter().any(|word| at.checked_sub(word.chars().count()).is_some_and(|from| letters.holds(from, word)))
}

/// Letters that a name is made of, from `at` on, with the sign of an official account.
pub(super) fn name(letters: &Letters, at: usize) -> Option<Range<usize>> {
    let from = letters.end_of(at, |letter| "@~".contains(letter));
    let end = letters.end_of(from, |letter| letter.is_ascii_alphanumeric() || "._-".contains(letter));
    let end = letters.start_of(end, |letter| "._-".contains(letter)).max(from);
    (end - from >= NAME_LEAST).then_some(at..end)
}

fn is_name(letters: &Letters, service: &Range<usize>, said: &Said, name: &Range<usize>) -> bool {
    let text = letters.text(name.clone());
    let thai = !letters.plain[service.start].is_ascii();
    let proper = letters.written[service.clone()].iter().all(|letter| letter.is_uppercase());
    let letter = text.contains(|letter: char| letter.is_ascii_alphabetic());
    let mixed = letter && text.contains(|letter: char| letter.is_ascii_digit() || "_.".contains(letter));
    match () {
        () if KNOWN.contains(&text.as_str()) => false,
        () if text.starts_with('@') || said.name => true,
        () if said.sign => thai || proper || mixed,
        () if thai => mixed || letter && is_asked_before(letters, service.start, &ASKING),
        () => proper && mixed,
    }
}

pub(super) fn is_asked_before(letters: &Letters, at: usize, asking: &[&str]) -> bool {
    let before = letters.text(at.saturating_sub(NEAR)..at);
    asking.iter().any(|word| before.contains(word))
}

/// The rest of an address of the service that begins at `at`.
fn rest_of_address(letters: &Letters, at: usize) -> Option<Range<usize>> {
    let from = letters.after_any(at, &ADDRESSES)?;
    let end = letters.end_of(from, |letter| letter.is_ascii_graphic());
    (end > from).then_some(from..end)
}

/// Official accounts near the word.
fn officials<'a>(letters: &'a Letters, services: &'a [Range<usize>]) -> impl Iterator<Item = Range<usize>> + 'a {
    let signs = (0..letters.plain.len()).filter(|at| letters.plain[*at] == '@');
    let accounts = signs.filter_map(|at| name(letters, at));
    accounts.filter(|account| {
        let near = |service: &Range<usize>| service.start <= account.end + NEAR && account.start <= service.end + NEAR;
        let letter = letters.plain[account.clone()].iter().any(char::is_ascii_alphabetic);
        letter && services.iter().any(near)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contacts::must_find;

    #[test]
    fn names_are_found_and_lines_of_other_kinds_are_not() {
        let cases: &[(&str, &[&str])] = &[
            ("ไลน์ไอดี abc123", &["abc123"]),
            ("LINE: abc_123", &["abc_123"]),
            ("ไอดีไลน์: somchai.k ค่ะ", &["somchai.k"]),
            ("ไอดี line somchai", &["somchai"]),
            ("line id = Somchai-99.", &["Somchai-99"]),
            ("LineID:somchai", &["somchai"]),
            ("ไลน์ ไอดี : somchai", &["somchai"]),
            ("แอดไลน์ได้ที่ @praphai", &["@praphai", "@praphai"]),
            ("ไลน์ @praphai", &["@praphai", "@praphai"]),
            ("@abc123x ในไลน์", &["@abc123x"]),
            ("ติดต่อทางไลน์ somchai", &["somchai"]),
            ("ไลน์ somchai99", &["somchai99"]),
            ("ไลน์: somchai", &["somchai"]),
            ("แอดไลน์มาที่ somchai_99", &["somchai_99"]),
            ("ไลน์มาเลยที่ somchai99 นะคะ", &["somchai99"]),
            ("https://line.me/ti/p/~abc123 นะ", &["ti/p/~abc123"]),
            ("ไลน์กลุ่ม LINE Official", &[]),
            ("ส่งทางไลน์ facebook", &[]),
            ("production line: banana chips", &[]),
            ("the line id is long", &[]),
            ("a line of 12 pumps, pipeline: A12", &[]),
            ("ไลน์การผลิต 3 สาย", &[]),
            ("ไลน์ผลิต packing", &[]),
            ("สายไลน์ 2569", &[]),
            ("ราคา 5 บาท @ตลาด", &[]),
            ("prices @market", &[]),
            ("on line 12 of @3 kg", &[]),
            ("online: abc_123", &[]),
        ];
        must_find(find, cases);
    }
}
