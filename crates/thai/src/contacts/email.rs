//! Where addresses of e-mail stand: a name, `@`, and a domain with a dot; with blanks around the signs or
//! words in their place where the domain ends as domains do.

use super::letters::Letters;
use std::ops::Range;

/// Words in the place of `@`; beside a bare "at" the dots must be words too.
const AT: [&str; 11] = ["@", "(at)", "[at]", "{at}", "<at>", "( at )", "[ at ]", "แอท", "แอต", "แอ็ท", "(แอท)"];
const BARE_AT: &str = "at ";
/// Words in the place of a dot.
const DOT: [&str; 11] = [".", "(dot)", "[dot]", "{dot}", "<dot>", "( dot )", "[ dot ]", "dot ", "ดอท", "ดอต", "จุด"];
/// How domains end that are written with blanks or words: none of these is a word of a sentence.
const ENDS: [&str; 9] = ["com", "org", "net", "edu", "gov", "info", "biz", "th", "asia"];
/// So many blanks around a sign.
const BLANKS: usize = 2;

pub(super) fn find(letters: &Letters) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in 0..letters.plain.len() {
        if found.last().is_none_or(|one| one.end <= at) {
            found.extend(address(letters, at));
        }
    }
    found
}

/// The address of which the sign stands at `at`.
fn address(letters: &Letters, at: usize) -> Option<Range<usize>> {
    let spaced = letters.start_of(at, char::is_whitespace);
    let bare = at > spaced && letters.holds(at, BARE_AT);
    let end = if bare { at + BARE_AT.len() } else { letters.after_any(at, &AT)? };
    if at - spaced > BLANKS {
        return None;
    }
    let start = letters.start_of(spaced, |letter| letter.is_ascii_alphanumeric() || "._%+-".contains(letter));
    let direct = letters.plain[at] == '@' && spaced == at;
    let end = domain(letters, end, direct, bare)?;
    (start < spaced).then_some(start..end)
}

/// Where the domain ends that begins at `at`. Written `direct`ly it may end in anything; else as domains do.
fn domain(letters: &Letters, at: usize, direct: bool, bare: bool) -> Option<usize> {
    let blanks = letters.end_of(at, char::is_whitespace);
    let mut direct = direct && blanks == at;
    let (mut here, mut dots, mut worded, mut found) = (blanks, 0, false, None);
    if blanks - at > BLANKS {
        return None;
    }
    loop {
        let end = letters.end_of(here, |letter| letter.is_ascii_alphanumeric() || letter == '-');
        let end = letters.start_of(end, |letter| letter == '-').max(here);
        if end == here {
            return found;
        }
        let ends = ENDS.contains(&letters.text(here..end).as_str());
        if dots > 0 && (direct || ends && (worded || !bare)) {
            found = Some(end);
        }
        let before = letters.end_of(end, char::is_whitespace);
        let Some(after) = letters.after_any(before, &DOT).filter(|_| before - end <= BLANKS) else { return found };
        worded |= letters.plain[before] != '.';
        let next = letters.end_of(after, char::is_whitespace);
        direct &= before == end && next == after && letters.plain[before] == '.';
        if next - after > BLANKS {
            return found;
        }
        (here, dots) = (next, dots + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contacts::must_find;

    #[test]
    fn addresses_are_found_however_they_are_hidden_and_sentences_are_not() {
        let cases: &[(&str, &[&str])] = &[
            ("เขียนถึงsomchai.k@example.co.thได้", &["somchai.k@example.co.th"]),
            ("a@b.org, c_d+e@f.org.", &["a@b.org", "c_d+e@f.org"]),
            ("name (at) example.org", &["name (at) example.org"]),
            ("name[at]example[dot]org", &["name[at]example[dot]org"]),
            ("name [at] example [dot] co [dot] th ครับ", &["name [at] example [dot] co [dot] th"]),
            ("name at example dot org now", &["name at example dot org"]),
            ("name@example . org ค่ะ", &["name@example . org"]),
            ("name @ example.org. Then", &["name @ example.org"]),
            ("name@\nexample.org", &["name@\nexample.org"]),
            ("somchai แอท gmail ดอท com", &["somchai แอท gmail ดอท com"]),
            ("ｎａｍｅ＠ｅｘａｍｐｌｅ．ｏｒｇ", &["ｎａｍｅ＠ｅｘａｍｐｌｅ．ｏｒｇ"]),
            ("somchai\u{200b}@example.org", &["somchai\u{200b}@example.org"]),
            ("NAME@EXAMPLE.ORG", &["NAME@EXAMPLE.ORG"]),
            ("look at example.org today", &[]),
            ("ราคา 5 บาท @ตลาด ๑@", &[]),
            ("5 kg @ 20. 30 kg", &[]),
            ("we met at noon. Then", &[]),
            ("dry at 60 . 70 degrees", &[]),
            ("@", &[]),
            ("a@", &[]),
        ];
        must_find(find, cases);
    }
}
