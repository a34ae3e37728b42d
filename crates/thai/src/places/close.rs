//! Which places somebody may have meant who spelled a name wrongly.

use super::code::{Code, Level};
use super::names;
use super::table::{self, Place};
use crate::sound;
use std::sync::LazyLock;

/// The names of places as they are heard, letter by letter.
static HEARD: LazyLock<Vec<(&'static Place, Vec<char>)>> = LazyLock::new(|| {
    let names = |place: &'static Place| place.keys.iter().map(move |key| (place, heard(key)));
    table::all().iter().flat_map(names).collect()
});

/// The places of a level, within another one where it is known, whose names are written most like what
/// was typed: one, or several that are equally like it, by code; none where nothing is near. Letters that
/// sound alike count as one, and tone marks do not count.
///
/// ```
/// # use thai::places::{close, find, Level};
/// let kalasin = find("46").unwrap().code;
/// assert_eq!(close("กมลาสัย", Level::District, Some(kalasin)), [find("4603").unwrap().code]);
/// assert!(close("โตเกียว", Level::District, Some(kalasin)).is_empty());
/// ```
pub fn close(typed: &str, level: Level, within: Option<Code>) -> Vec<Code> {
    let typed = heard(&names::key(names::without_level(typed)));
    // A third of the letters may be wrong: a name of two letters would else be like any other.
    let mut best = typed.len() / 3;
    let mut found: Vec<Code> = Vec::new();
    for (place, name) in HEARD.iter() {
        let asked = place.level() == level && within.is_none_or(|parent| place.code.is_within(parent));
        if !asked || name.len().abs_diff(typed.len()) > best {
            continue;
        }
        let far = distance(&typed, name);
        if far < best {
            found.clear();
        }
        if far <= best {
            best = far;
            found.push(place.code);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// A name by its sounds. A vowel that is written before its consonant is heard after it, so that ไสย and
/// สัย differ by a letter and not by all three.
fn heard(name: &str) -> Vec<char> {
    let mut heard = Vec::with_capacity(name.len() / 3);
    let mut before = None;
    for letter in name.chars().filter_map(sound::letter) {
        if matches!(letter, 'เ' | 'แ' | 'โ' | 'ไ') {
            before = Some(letter);
            continue;
        }
        heard.push(letter);
        heard.extend(before.take());
    }
    heard.extend(before);
    heard
}

/// How many letters must be put in, left out, changed or turned round to make one of the other.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut above: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut line = Vec::with_capacity(last.len());
        line.push(row + 1);
        for (at, against) in other.iter().enumerate() {
            let changed = last[at] + usize::from(letter != against);
            let mut least = changed.min(last[at + 1] + 1).min(line[at] + 1);
            if row > 0 && at > 0 && *letter == other[at - 1] && one[row - 1] == *against {
                least = least.min(above[at - 1] + 1);
            }
            line.push(least);
        }
        above = std::mem::replace(&mut last, line);
    }
    last[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(typed: &str, level: Level, within: Option<&str>) -> Vec<&'static str> {
        let within = within.and_then(Code::parse);
        close(typed, level, within).into_iter().filter_map(table::get).map(|place| place.name_th).collect()
    }

    #[test]
    fn a_misspelt_name_leads_to_the_one_that_was_meant() {
        for (typed, level, within, meant) in [
            ("กมลาสัย", Level::District, Some("46"), &["กมลาไสย"][..]),
            ("อ.กมลาสัย", Level::District, None, &["กมลาไสย"]),
            ("กาลสิน", Level::Province, None, &["กาฬสินธุ์"]),
            ("ตรัก", Level::Province, None, &["ตรัง"]),
            ("สิเก่า", Level::District, Some("92"), &["สิเกา"]),
            ("Kamalasia", Level::District, Some("46"), &["กมลาไสย"]),
            ("แมนฮัตตัน", Level::District, Some("46"), &[]),
            ("ก", Level::District, None, &[]),
        ] {
            assert_eq!(named(typed, level, within), meant, "{typed}");
        }
    }

    #[test]
    fn names_that_are_equally_near_are_all_named() {
        assert!(named("ท่าคาม", Level::Subdistrict, None).len() > 3, "ท่าข้าม is used in many provinces");
    }

    #[test]
    fn letters_turned_round_are_one_mistake() {
        for (one, other, far) in
            [("กขค", "กขค", 0), ("กขค", "กคข", 1), ("กขค", "กค", 1), ("กขค", "งจฉ", 3), ("", "ก", 1)]
        {
            let letters = |text: &str| text.chars().collect::<Vec<_>>();
            assert_eq!(distance(&letters(one), &letters(other)), far, "{one} {other}");
        }
    }
}
