//! Names of persons: the title before a given name, and the letter a name is known by where it must
//! not be said; and names of things that are written in several ways.

/// Titles before a given name, the longer before what it begins with.
const TITLES: [&str; 14] =
    ["นางสาว", "น.ส.", "นาง", "นาย", "เด็กชาย", "เด็กหญิง", "ด.ช.", "ด.ญ.", "ศาสตราจารย์", "ดร.", "ผศ.", "รศ.", "ศ.", "คุณ"];

/// Names that are written in several ways, as their words, and the word that stands for all of them; the longer
/// first.
const WRITTEN: [(&[&str], &str); 4] = [
    (&["หนึ่ง", "ตำบล", "หนึ่ง", "ผลิตภัณฑ์", "otop"], "otop"),
    (&["หนึ่ง", "ตำบล", "หนึ่ง", "ผลิตภัณฑ์"], "otop"),
    (&["โอทอป"], "otop"),
    (&["โอท็อป"], "otop"),
];

/// Words in order, a name that is written in several ways always by the same one.
///
/// ```
/// let one = |text: &str| thai::names::as_one(&thai::words::words(text));
/// assert_eq!(one("สินค้าโอทอป"), one("สินค้า OTOP"));
/// assert_eq!(one("หนึ่งตำบลหนึ่งผลิตภัณฑ์"), ["otop"]);
/// ```
pub fn as_one(words: &[String]) -> Vec<String> {
    let mut named = Vec::with_capacity(words.len());
    let mut rest = words;
    while let Some(first) = rest.first() {
        let begins = |name: &[&str]| rest.len() >= name.len() && rest.iter().zip(name).all(|(one, other)| one == other);
        let name = WRITTEN.iter().find(|(name, _)| begins(name));
        named.push(name.map_or_else(|| first.clone(), |(_, name)| (*name).to_owned()));
        rest = &rest[name.map_or(1, |(name, _)| name.len())..];
    }
    named
}

/// A name without the titles before it; a title alone is left as it is.
///
/// ```
/// assert_eq!(thai::names::without_titles("ผศ. ดร. ไพลิน มณี"), "ไพลิน มณี");
/// ```
pub fn without_titles(name: &str) -> &str {
    let mut rest = name.trim();
    while let Some(after) =
        TITLES.iter().find_map(|title| rest.strip_prefix(title)).map(str::trim_start).filter(|after| !after.is_empty())
    {
        rest = after;
    }
    rest
}

/// The first consonant of a given name, or the first letter of one in another script; `None` of no
/// name. A vowel written before its consonant is passed over, as in a dictionary.
///
/// ```
/// assert_eq!(thai::names::initial("นางสาวเสาวนีย์ ดี"), Some('ส'));
/// assert_eq!(thai::names::initial(""), None);
/// ```
pub fn initial(name: &str) -> Option<char> {
    let vowel = |letter: &char| ('เ'..='ไ').contains(letter);
    without_titles(name).chars().find(|letter| letter.is_alphabetic() && !vowel(letter))
}

/// What only says that the name of a place follows.
const BEFORE_PLACES: [&str; 6] = ["จังหวัด", "จ", "อำเภอ", "อ", "ตำบล", "ต"];
/// What, before such a word, makes it part of another name: องค์การบริหารส่วนตำบล.
const WITHIN_NAMES: [&str; 2] = ["ส่วน", "ประจำ"];

/// Do these words end with one that only says what kind of place follows? A text mostly has the bare name.
///
/// ```
/// let words = |text| thai::words::words(text);
/// assert!(thai::names::say_place(&words("ปลา จังหวัด")));
/// assert!(!thai::names::say_place(&words("องค์การบริหารส่วนตำบล")));
/// ```
pub fn say_place(words: &[String]) -> bool {
    let Some((last, before)) = words.split_last() else { return false };
    let within = before.last().is_some_and(|word| WITHIN_NAMES.contains(&word.as_str()));
    BEFORE_PLACES.contains(&last.as_str()) && !within
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_taken_off_one_after_the_other() {
        for (name, bare) in [
            ("นางสมหญิง ใจดี", "สมหญิง ใจดี"),
            ("น.ส. มะลิ", "มะลิ"),
            ("รศ.ดร.แก้ว ตา", "แก้ว ตา"),
            ("นาย", "นาย"),
            ("Somchai D", "Somchai D"),
        ] {
            assert_eq!(without_titles(name), bare, "{name}");
        }
    }
}
