//! What a text is found by: its words in order, and the short runs of letters by which it is found
//! where a word is misspelt, cut wrongly or unknown to the dictionary.

use std::collections::HashSet;

/// Letters of one run.
const RUN: usize = 3;
/// Runs of one text that are kept; a page has about two thousand.
const RUNS_MOST: usize = 6_000;

/// Years that records may be of.
const YEARS: std::ops::Range<u32> = 2480..2680;
/// The words of a text, in order, a word as often as it stands.
pub(crate) fn words(text: &str) -> Vec<String> {
    thai::names::as_one(&thai::words::words(text))
}

/// Is there anything in a text by which something could be found? Signs alone ask for nothing.
#[must_use]
pub fn asks(text: &str) -> bool {
    !runs(text).is_empty()
}

/// The words of a question: those of the text, but before a year or a place what only says that it is one.
pub(crate) fn asked(text: &str) -> Vec<String> {
    let mut asked: Vec<String> = Vec::new();
    for word in words(text) {
        if thai::names::say_place(&asked) {
            asked.pop();
        }
        if is_year(&word) {
            let said = asked.iter().rev().take_while(|before| thai::fiscal::says_year(before)).count();
            asked.truncate(asked.len() - said);
        }
        asked.push(word);
    }
    asked
}

/// Is it a year of the Buddhist era in which records may be?
pub(crate) fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse().is_ok_and(|year| YEARS.contains(&year))
}

/// A text as it sounds, spaces left out.
pub(crate) fn sounding(text: &str) -> String {
    let mut sounding = thai::sound::romanised(&thai::sound::skeleton(&thai::words::search_key(text)));
    sounding.retain(|letter| letter != ' ');
    sounding
}

/// The runs of letters of a text as it sounds, each once, in order. Spaces do not count: people set
/// them as they please.
pub(crate) fn runs(text: &str) -> Vec<String> {
    let letters: Vec<char> = sounding(text).chars().collect();
    if letters.is_empty() {
        return Vec::new();
    }
    if letters.len() < RUN {
        return vec![letters.iter().collect()];
    }
    let mut seen = HashSet::new();
    let runs = letters.windows(RUN).filter(|run| seen.insert(*run));
    runs.take(RUNS_MOST).map(|run| run.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_says_that_a_year_follows_is_not_asked_for() {
        for (typed, asked_for) in [
            ("ปีงบประมาณ พ.ศ. ๒๕๖๙", &["2569"][..]),
            ("fiscal year 2569", &["2569"]),
            ("กล้วย ปี 2569", &["กล้วย", "2569"]),
            ("ปี 12", &["ปี", "12"]),
            ("ปีนี้", &["ปี"]),
        ] {
            assert_eq!(asked(typed), asked_for, "{typed}");
        }
        assert!(is_year("2569") && !is_year("1234") && !is_year("25690"));
    }

    #[test]
    fn what_only_says_that_a_place_follows_is_not_asked_for() {
        for (typed, asked_for) in [
            ("จ.ตรัง", &["ตรัง"][..]),
            ("จังหวัดตรัง เห็ด", &["ตรัง", "เห็ด"]),
            ("อำเภอสิเกา", &["สิเกา"]),
            ("องค์การบริหารส่วนตำบลบ่อหิน", &["องค์การ", "บริหาร", "ส่วน", "ตำบล", "บ่อ", "หิน"]),
            ("จังหวัด", &["จังหวัด"]),
        ] {
            assert_eq!(asked(typed), asked_for, "{typed}");
        }
    }

    #[test]
    fn runs_do_not_mind_spaces_and_tones() {
        assert_eq!(runs("เครื่อง อบแห้ง"), runs("เครืองอบ แหง"));
        assert_eq!(runs("น้ำ"), ["นัม"]);
        assert!(runs(" – ").is_empty());
    }
}
