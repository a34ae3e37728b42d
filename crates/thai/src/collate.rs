//! Dictionary order, which is not the order of bytes: a leading vowel is sorted after its consonant,
//! so that แพร่ follows เพชรบุรี and both stand under พ (docs/requirements.md C-08).

use icu_collator::{CollatorBorrowed, options::CollatorOptions};
use icu_locale_core::locale;
use std::cmp::Ordering;
use std::sync::LazyLock;

static COLLATOR: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
    CollatorBorrowed::try_new(locale!("th").into(), CollatorOptions::default())
        .expect("Thai collation data are compiled in")
});

/// A key to store beside a text: keys compared byte by byte are in dictionary order. Keep it only
/// as long as this library's version, since newer collation data may order differently.
///
/// ```
/// use thai::collate::sort_key;
/// let mut provinces = ["เลย", "แพร่", "ขอนแก่น", "เพชรบุรี", "ตาก"];
/// provinces.sort_by_cached_key(|name| sort_key(name));
/// assert_eq!(provinces, ["ขอนแก่น", "ตาก", "เพชรบุรี", "แพร่", "เลย"]);
/// ```
pub fn sort_key(text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len());
    // Writing to a vector has no way to fail, and its error type no value.
    let Ok(()) = COLLATOR.write_sort_key_to(text, &mut key);
    key
}

/// Compares two texts in dictionary order, as their [`sort_key`]s would.
pub fn compare(left: &str, right: &str) -> Ordering {
    COLLATOR.compare(left, right)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn keys_order_as_the_collator_does(a in "[ก-๙a-c 0-9]{0,12}|\\PC{0,8}", b in "[ก-๙a-c 0-9]{0,12}|\\PC{0,8}") {
            prop_assert_eq!(sort_key(&a).cmp(&sort_key(&b)), compare(&a, &b));
            prop_assert_eq!(compare(&a, &b), compare(&b, &a).reverse());
        }

        #[test]
        fn order_is_transitive(mut texts in proptest::collection::vec("[ก-๙]{0,6}", 3)) {
            texts.sort_by(|a, b| compare(a, b));
            prop_assert_ne!(compare(&texts[0], &texts[2]), Ordering::Greater);
        }
    }
}
