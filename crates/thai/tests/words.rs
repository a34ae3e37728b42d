//! Words against sentences cut by hand, and searches that must find each other.

use proptest::prelude::*;
use std::collections::BTreeSet;
use thai::words::{search_key, segment, words};

/// `|` a border that must be found, `_` one that may be (inside a compound).
static BY_HAND: &str = include_str!("segmentation.txt");

fn borders(pieces: impl Iterator<Item = usize>) -> BTreeSet<usize> {
    pieces
        .scan(0, |end, length| {
            *end += length;
            Some(*end)
        })
        .collect()
}

#[test]
fn words_are_cut_as_by_hand() {
    let (mut wrong, mut missed) = (Vec::new(), Vec::new());
    for line in BY_HAND.lines() {
        let sentence = line.replace(['|', '_'], "");
        let must = borders(line.split('|').map(|word| word.replace('_', "").len()));
        let may = borders(line.split(['|', '_']).map(str::len));
        let found = borders(segment(&sentence).iter().map(String::len));
        wrong.extend(found.difference(&may).map(|at| format!("{}|{}", &sentence[..*at], &sentence[*at..])));
        missed.extend(must.difference(&found).map(|at| format!("{}|{}", &sentence[..*at], &sentence[*at..])));
    }
    assert!(wrong.len() <= 2 && missed.len() <= 1, "wrong {wrong:#?} missed {missed:#?}");
}

#[test]
fn damage_digits_and_slips_do_not_hide_words() {
    let wanted = words("ดำเนินการ 2553");
    let text = words("เริ่มด าเนินการเมื่อปี ๒๕๕๓");
    assert!(wanted.iter().all(|word| text.contains(word)), "{wanted:?} in {text:?}");
    assert_eq!(words("ท าหน้าที่"), words("ทำหน้าที่"));
    assert_eq!(words("แผนปฎิบัติการ"), words("แผนปฏิบัติการ"));
    assert_eq!(words("เวบบอร์ด"), words("เว็บบอร์ด"));
}

#[test]
fn abbreviations_are_the_words_they_stand_for() {
    let ministry = "กระทรวงวิทยาศาสตร์และเทคโนโลยี";
    assert_eq!(words("วท."), words(ministry));
    assert_eq!(words("(วท)"), words(ministry));
    assert_eq!(words("สส.สป.วท."), words("สำนักส่งเสริมและถ่ายทอดเทคโนโลยี สำนักงานปลัดกระทรวงวิทยาศาสตร์และเทคโนโลยี"));
    assert_eq!(words("ส.ส./สป.วท.").last(), words("สป.วท.").last());
    assert_eq!(words("การนำ วทน.สู่ชุมชน"), words("การนำวิทยาศาสตร์ เทคโนโลยี และนวัตกรรมสู่ชุมชน"));
    assert_eq!(words("ศวภ.๑"), words("ศูนย์ประสานงานของกระทรวงวิทยาศาสตร์และเทคโนโลยีประจำภูมิภาค 1"));
    assert_eq!(words("เช่น อบต .อบจ. เทศบาล"), words("องค์การบริหารส่วนตำบล องค์การบริหารส่วนจังหวัด เทศบาล"));
    assert_eq!(words("อสวท. ๕๑ แห่ง"), words("อาสาสมัครวิทยาศาสตร์และเทคโนโลยี 51 แห่ง"));
    assert_eq!(words("PCSO"), words("ผู้บริหารวิทยาศาสตร์จังหวัดระดับสูง"));
    assert_eq!(words("ปี พ.ศ. 2553"), ["ปี", "2553"]);
    assert_eq!(words("ปรวทน"), words("ปรวทน "), "letters inside another word are no abbreviation");
}

#[test]
fn signs_and_common_words_are_left_out() {
    assert_eq!(words("หน่วยงานต่างๆ (ในสังกัด) ฯ"), ["หน่วย", "งาน", "สังกัด"]);
    assert_eq!(words("The drying of BANANAS"), ["drying", "bananas"]);
    assert!(words(" ,.-ฯ ๆ").is_empty());
}

#[test]
fn keys_hold_nothing_but_letters_and_digits() {
    assert_eq!(search_key("  “คลินิกเทคโนโลยี”\u{a0}ปี๒๕๕๓ "), "คลินิกเทคโนโลยี ปี2553");
    assert_eq!(search_key("ก.า"), "ก", "a vowel that stands on nothing is no letter");
}

proptest! {
    #[test]
    fn nothing_is_lost_in_cutting(text in "[ก-๛a-z0-9 .]{0,40}|\\PC{0,30}") {
        prop_assert_eq!(segment(&text).concat(), text);
    }

    #[test]
    fn words_are_stable(text in "[ก-๛a-zA-Z0-9 .]{0,40}|\\PC{0,30}") {
        for word in words(&text) {
            prop_assert!(!word.is_empty() && !word.contains(' '));
        }
        let key = search_key(&text);
        prop_assert_eq!(search_key(&key), key);
    }
}
