//! Digits written as words, one by one, as people say a telephone number: "ศูนย์แปดหนึ่ง". Words for tens
//! and thousands are none of these: an amount is no number that somebody is known by.

/// What is said for each digit, with what is often typed for it; of two that begin alike the longer first.
const WORDS: [(&str, u8); 30] = [
    ("ศูนย์", 0),
    ("ศูนย", 0),
    ("สูนย์", 0),
    ("ศูน", 0),
    ("สูน", 0),
    ("หนึ่ง", 1),
    ("หนึง", 1),
    ("นึง", 1),
    ("สอง", 2),
    ("สาม", 3),
    ("สี่", 4),
    ("สี", 4),
    ("ห้า", 5),
    ("หก", 6),
    ("เจ็ด", 7),
    ("เจด", 7),
    ("แปด", 8),
    ("เเปด", 8),
    ("เก้า", 9),
    ("เกา", 9),
    ("zero", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
];

/// Does a text hold words for digits? They may be parts of other words.
pub(crate) fn stand_in(text: &str) -> bool {
    text.char_indices().filter(|(at, letter)| may_begin(*letter) && self::at(text, *at).is_some()).nth(1).is_some()
}

fn may_begin(letter: char) -> bool {
    matches!(letter, 'ศ' | 'ส' | 'ห' | 'น' | 'เ' | 'แ') || "zotfsen".contains(letter.to_ascii_lowercase())
}

/// The word for a digit that begins at this byte: how long it is, and which digit it says.
pub(crate) fn at(text: &str, at: usize) -> Option<(usize, u8)> {
    let rest = &text[at..];
    if !rest.starts_with(may_begin) {
        return None;
    }
    WORDS.iter().find_map(|(word, value)| {
        let found = rest.get(..word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word));
        let (before, after) = (text[..at].chars().next_back(), rest.get(word.len()..)?.chars().next());
        let latin = |letter: char| letter.is_ascii_alphabetic();
        // A Latin word stands alone or beside others of these; a vowel or tone makes another word of a Thai one.
        let alone = if word.is_ascii() {
            !before.is_some_and(latin) && !after.is_some_and(latin)
        } else {
            !after.is_some_and(|next| matches!(next, 'ะ'..='ู' | 'ๅ' | '็'..='๎'))
        };
        (found && alone).then_some((word.len(), *value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_digits_where_they_are_whole() {
        for (text, is) in [
            ("ศูนย์แปด", Some(0)),
            ("หนึ่ง", Some(1)),
            ("สามี", None),
            ("สี่", Some(4)),
            ("Two three", Some(2)),
            ("twofold", None),
            ("สิบ", None),
            ("", None),
        ] {
            assert_eq!(at(text, 0).map(|(_, value)| value), is, "{text}");
        }
        assert_eq!(at("phone", 2), None);
    }
}
