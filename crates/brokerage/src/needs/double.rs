//! Is it the same need once more? Proposed by the words two needs share, or by what they mean; a person decides.

use std::collections::BTreeSet;

/// From this share of common words on, in per cent, two needs of a province are shown to whoever merges.
const ALIKE: usize = 40;

/// From this nearness of meaning on, two needs of a subdistrict or village are. Of the 44 483 pairs of needs in
/// the public test collection which no technology answers alike, 99.9 % lie below 0.36, all but eight below
/// 0.45, and some of these eight are one trouble; of the 1 891 pairs of the demonstration the nearest lie at
/// 0.41. Twelve troubles written down twice in quite other words lay at 0.34 to 0.71, nine of them above.
const NEAR: f32 = 0.45;

/// How two needs look beside each other.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Likeness {
    /// The words they have in common, in per cent.
    pub share: usize,
    /// How near they mean, where they are of one subdistrict or village and were understood: one for the same.
    pub near: Option<f32>,
}

impl Likeness {
    /// Do they say it in the same words?
    pub fn by_words(&self) -> bool {
        self.share >= ALIKE
    }

    /// Do they mean much the same?
    pub fn by_meaning(&self) -> bool {
        self.near.is_some_and(|near| near >= NEAR)
    }

    /// May they be one, so that somebody should look?
    pub fn tells(&self) -> bool {
        self.by_words() || self.by_meaning()
    }

    /// How much speaks for it, to order by.
    pub fn per_cent(&self) -> usize {
        let near = self.near.filter(|_| self.by_meaning()).unwrap_or_default();
        self.share.max((100.0 * near) as usize)
    }
}

/// Letters of a text that are compared: what a need is about is said at its beginning, and cutting a long
/// text into words takes seconds.
const COMPARED: usize = 1_000;

/// The words by which a text is compared, cut once for all others.
pub struct Words(BTreeSet<String>);

impl Words {
    /// Those of the beginning of a text.
    pub fn of(text: &str) -> Self {
        let end = text.char_indices().nth(COMPARED).map_or(text.len(), |(at, _)| at);
        Self(thai::words::words(&text[..end]).into_iter().collect())
    }

    /// How many of their words both have in common, in per cent.
    pub fn shared_with(&self, other: &Self) -> usize {
        let all = self.0.union(&other.0).count();
        (self.0.intersection(&other.0).count() * 100).checked_div(all).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, other: &str) -> usize {
        Words::of(one).shared_with(&Words::of(other))
    }

    #[test]
    fn a_long_text_is_compared_by_its_beginning() {
        let told = "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นราในหน้าฝน ".repeat(40);
        let longer = format!("{told} {}", "x".repeat(9_000));
        assert_eq!(alike(&told, &longer), 100);
    }

    #[test]
    fn the_same_trouble_in_other_words_is_found_and_another_is_not() {
        let told = "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นราในหน้าฝน อยากได้วิธีตากที่ไม่ต้องพึ่งแดด";
        assert_eq!(alike(told, told), 100);
        assert!(alike(told, "ตากกล้วยแล้วขึ้นราในหน้าฝน กลุ่มแม่บ้านอยากได้วิธีตาก") >= ALIKE);
        assert!(alike(told, "น้ำบาดาลเค็มจนใช้รดผักไม่ได้ทั้งหมู่บ้าน") < ALIKE);
        assert_eq!(alike("", ""), 0);
    }

    #[test]
    fn words_or_meaning_tell_and_the_stronger_orders() {
        for (share, near, words, meaning, per_cent) in [
            (0, None, false, false, 0),
            (45, None, true, false, 45),
            (10, Some(0.3), false, false, 10),
            (10, Some(0.75), false, true, 75),
            (80, Some(0.75), true, true, 80),
        ] {
            let likeness = Likeness { share, near };
            assert_eq!((likeness.by_words(), likeness.by_meaning()), (words, meaning), "{likeness:?}");
            assert_eq!((likeness.tells(), likeness.per_cent()), (words || meaning, per_cent), "{likeness:?}");
        }
    }
}
