//! Finding places as a person types, in Thai or English, at every level at once.

use super::names;
use super::table::{self, Place};

/// The places that best fit what was typed, at most `limit`: whole names first, then names that
/// begin with it, then names that contain it; higher places before lower. Further words name the
/// places above: "บ่อหิน สิเกา".
///
/// ```
/// # use thai::places::search;
/// let found: Vec<_> = search("วังวน", 5).iter().map(|place| place.full_name()).collect();
/// assert_eq!(found, ["ต.วังวน อ.พรหมพิราม จ.พิษณุโลก", "ต.วังวน อ.กันตัง จ.ตรัง"]);
/// assert_eq!(search("bo hin sikao", 1)[0].code.to_string(), "920501");
/// ```
pub fn search(typed: &str, limit: usize) -> Vec<&'static Place> {
    let whole = names::keys_of(typed);
    if whole[0].is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(u8, &Place)> =
        table::all().iter().filter_map(|place| Some((rank(place, &whole)?, place))).collect();
    if found.is_empty() {
        found = by_path(typed);
    }
    found.sort_by_key(|(rank, place)| (*rank, place.code));
    found.into_iter().map(|(_, place)| place).take(limit).collect()
}

/// The first words name the place, the rest the places above it, wherever the border lies.
fn by_path(typed: &str) -> Vec<(u8, &'static Place)> {
    let words: Vec<&str> = typed.split([' ', ',', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    let splits = (1..words.len()).rev().map(|at| words.split_at(at));
    for (own, above) in splits {
        let own = names::keys_of(&own.concat());
        let above: Vec<Vec<String>> = above.iter().map(|word| names::keys_of(word)).collect();
        let found: Vec<(u8, &Place)> = table::all()
            .iter()
            .filter_map(|place| Some((rank(place, &own)?, place)))
            .filter(|(_, place)| {
                above.iter().all(|keys| place.path().skip(1).any(|higher| rank(higher, keys).is_some()))
            })
            .collect();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// 0 the whole name, 1 its beginning, 2 a part of it.
fn rank(place: &Place, keys: &[String]) -> Option<u8> {
    let pairs = || keys.iter().flat_map(|key| place.keys.iter().map(move |own| (&**own, key.as_str())));
    if pairs().any(|(own, key)| own == key) {
        Some(0)
    } else if pairs().any(|(own, key)| own.starts_with(key)) {
        Some(1)
    } else {
        pairs().any(|(own, key)| own.contains(key)).then_some(2)
    }
}
