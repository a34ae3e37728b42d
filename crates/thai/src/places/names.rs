//! What people write for a place, brought to one form: without the word for its level, spaces,
//! dots and capitals, with known misspellings and nicknames put right.

use super::code::Level;
use super::table::{self, Place};
use crate::digits;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Words for a level as they stand before a name. Those with a dot need it: อ is also the first
/// letter of อ่างทอง.
pub(super) const LEVEL_WORDS: [(&str, Level); 11] = [
    ("จังหวัด", Level::Province),
    ("กิ่งอำเภอ", Level::District),
    ("อำเภอ", Level::District),
    ("ตำบล", Level::Subdistrict),
    ("แขวง", Level::Subdistrict),
    ("เขต", Level::District),
    ("กิ่ง อ.", Level::District),
    ("จ.", Level::Province),
    ("อ.", Level::District),
    ("ต.", Level::Subdistrict),
    ("ข.", Level::District),
];

/// A village or place as it is spoken of: without the word for what it is, and without spaces.
///
/// ```
/// assert_eq!(thai::places::spoken("บ้าน นาโต๊ะหมิง"), thai::places::spoken("ต. นาโต๊ะหมิง"));
/// ```
pub fn spoken(text: &str) -> String {
    let key = crate::words::search_key(text);
    let words = ["บ้าน", "ตำบล", "ต "];
    let bare = words.iter().fold(key.as_str(), |key, word| key.trim_start_matches(word));
    bare.split(' ').collect()
}

/// Names that are written for another, by level: nicknames, and misspellings of printed sources
/// (docs/requirements.md B-09).
const ALIASES: [(&str, &str); 10] = [
    ("กมลไสย", "กมลาไสย"),
    ("กมลาใสย", "กมลาไสย"),
    ("กทม", "กรุงเทพมหานคร"),
    ("กรุงเทพ", "กรุงเทพมหานคร"),
    ("กรุงเทพฯ", "กรุงเทพมหานคร"),
    ("อยุธยา", "พระนครศรีอยุธยา"),
    ("โคราช", "นครราชสีมา"),
    ("แปดริ้ว", "ฉะเชิงเทรา"),
    ("ayutthaya", "phranakhonsiayutthaya"),
    ("krungthepmahanakhon", "bangkok"),
];

/// The form in which two names are compared. Most Thai names are their own.
pub(super) fn key(name: &str) -> Cow<'_, str> {
    let plain_thai = |c: char| matches!(c, 'ก'..='๎');
    if name.chars().all(plain_thai) {
        return Cow::Borrowed(name);
    }
    let ignored = |c: char| c.is_whitespace() || matches!(c, '.' | '\'' | '-' | '’' | '\u{200b}');
    let mut key = String::with_capacity(name.len());
    for c in name.chars().filter(|c| !ignored(*c)) {
        if c.is_ascii() {
            key.push(c.to_ascii_lowercase());
        } else {
            key.extend(digits::ascii(c).to_lowercase());
        }
    }
    Cow::Owned(key)
}

/// The keys a typed name may stand for: its own first, then the one it is an alias of.
pub(super) fn keys_of(typed: &str) -> Vec<String> {
    let own = key(without_level(typed)).into_owned();
    let alias = ALIASES.iter().find(|(alias, _)| *alias == own).map(|(_, name)| (*name).to_owned());
    std::iter::once(own).chain(alias).collect()
}

/// A name without the word for its level: "อ. สิเกา" and "Sikao District" are both the bare name.
pub(super) fn without_level(typed: &str) -> &str {
    let typed = typed.trim();
    let bare = LEVEL_WORDS.iter().find_map(|(word, _)| typed.strip_prefix(word)).unwrap_or(typed).trim();
    let english = [" sub-district", " subdistrict", " district", " province"];
    english.iter().find_map(|word| strip_suffix_ignoring_case(bare, word)).unwrap_or(bare)
}

fn strip_suffix_ignoring_case<'a>(text: &'a str, suffix: &str) -> Option<&'a str> {
    let at = text.len().checked_sub(suffix.len())?;
    text.get(at..)?.eq_ignore_ascii_case(suffix).then(|| &text[..at])
}

/// The capital district of a province, for "อ.เมือง".
pub(super) fn capital(province: &Place) -> Option<&'static Place> {
    province.children().first().filter(|first| first.name_th.starts_with("เมือง") || first.name_th == province.name_th)
}

/// Every place by each of its keys: a register of a hundred thousand rows asks for several in each.
static BY_KEY: LazyLock<HashMap<&'static str, Vec<&'static Place>>> = LazyLock::new(|| {
    let mut by_key: HashMap<&'static str, Vec<&'static Place>> = HashMap::new();
    for place in table::all() {
        place.keys.iter().for_each(|key| by_key.entry(key).or_default().push(place));
    }
    by_key
});

/// The places of a level that bear one of these keys, by code.
pub(super) fn bearing(keys: &[String], level: Level) -> Vec<&'static Place> {
    let named = keys.iter().filter_map(|key| BY_KEY.get(key.as_str())).flatten().copied();
    let mut found: Vec<_> = named.filter(|place| place.level() == level).collect();
    found.sort_unstable_by_key(|place| place.code);
    found.dedup_by_key(|place| place.code);
    found
}
