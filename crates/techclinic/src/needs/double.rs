//! Is it the same need once more? Proposed by the words two needs share; a person decides.

use std::collections::BTreeSet;

/// From this share of common words on, in per cent, two needs of a province are shown to whoever merges.
pub const ALIKE: usize = 40;

/// How much of their words two texts have in common, in per cent.
pub fn alike(one: &str, other: &str) -> usize {
    let of = |text: &str| thai::words::words(text).into_iter().collect::<BTreeSet<_>>();
    let (one, other) = (of(one), of(other));
    let all = one.union(&other).count();
    (one.intersection(&other).count() * 100).checked_div(all).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_trouble_in_other_words_is_found_and_another_is_not() {
        let told = "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นราในหน้าฝน อยากได้วิธีตากที่ไม่ต้องพึ่งแดด";
        assert_eq!(alike(told, told), 100);
        assert!(alike(told, "ตากกล้วยแล้วขึ้นราในหน้าฝน กลุ่มแม่บ้านอยากได้วิธีตาก") >= ALIKE);
        assert!(alike(told, "น้ำบาดาลเค็มจนใช้รดผักไม่ได้ทั้งหมู่บ้าน") < ALIKE);
        assert_eq!(alike("", ""), 0);
    }
}
