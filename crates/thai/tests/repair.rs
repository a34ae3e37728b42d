//! Damage as it occurs in the sources, and correct text, which must come back untouched.

use proptest::prelude::*;
use thai::repair::{Damage, apply, clean, examine};
use unicode_normalization::is_nfc;

/// Correct Thai, as printed by others.
static CORRECT: &str = include_str!("segmentation.txt");

#[test]
fn certain_damage_is_mended() {
    for (damaged, right) in [
        ("ด าเนินการ", "ดำเนินการ"),
        ("มาท าหน้าที่สื่อสาร", "มาทำหน้าที่สื่อสาร"),
        ("ส าคัญ จ านวน ก าหนด", "สำคัญ จำนวน กำหนด"),
        ("น้ าดื่ม ประจ าปี", "น้ำดื่ม ประจำปี"),
        ("ก ารประชุม", "การประชุม"),
        ("กํากับ", "กำกับ"),
        ("นํ้า น้ํา นำ้", "น้ำ น้ำ น้ำ"),
        ("เเม่บ้าน", "แม่บ้าน"),
        ("ก่ีคร้ัง", "กี่ครั้ง"),
        ("พ ุ่มไม้", "พุ่มไม้"),
        ("ที่่นี่", "ที่นี่"),
        ("ปี\u{a0}2553", "ปี 2553"),
        ("คลินิก\u{200b}เทคโนโลยี\u{feff}", "คลินิกเทคโนโลยี"),
        ("ป\u{f70a}า", "ป่า"),
        ("cafe\u{301}", "café"),
    ] {
        assert_eq!(clean(damaged), right, "{damaged:?}");
        let changes = examine(damaged);
        assert_eq!(apply(damaged, &changes), right, "{changes:?}");
        assert!(changes.iter().all(|change| change.damage.is_certain()), "{changes:?}");
    }
}

#[test]
fn a_lost_vowel_is_put_back_only_where_it_can_be_told() {
    for (damaged, right) in [
        ("การท านา", "การทำนา"),
        // A name that is in no dictionary.
        ("นางน \u{e49}ากนมร ใจดี", "นางน้ำกนมร ใจดี"),
        ("ท า", "ทำ"),
        ("น้ า", "น้ำ"),
        ("ก าจัด", "กำจัด"),
        ("จ านวน", "จำนวน"),
        ("การท าสวน ท าไร่", "การทำสวน ทำไร่"),
        ("น าไปใช้ น าข้าว", "นำไปใช้ นำข้าว"),
        ("ให้ค าแนะน า", "ให้คำแนะนำ"),
        ("อ าเภอ ต าบล", "อำเภอ ตำบล"),
        ("ก ารประชุม ต ามแผน", "การประชุม ตามแผน"),
    ] {
        assert_eq!(clean(damaged), right, "{damaged}");
    }
    for either in ["ร าคา", "ราค าถูก", "มา กับ ยา", "ปลา นา ข้าว", "ทา ยา", "ป่า กับ นา", "ฮฮ าฮฮ"]
    {
        assert_eq!(clean(either), either, "{either}");
    }
}

#[test]
fn a_person_sees_what_changes() {
    let text = "เริ่มด าเนินการ";
    let [change] = &examine(text)[..] else { panic!("one change") };
    assert_eq!((change.before.as_str(), change.after.as_str(), change.damage), ("ด า", "ดำ", Damage::SaraAm));
    assert_eq!(&text[change.at.clone()], "ด า");
}

#[test]
fn broken_words_are_guessed_and_left_to_a_person() {
    for (broken, whole) in [
        ("งานด้านวิทยา ศาสตร์ เทคโนโลยี", "งานด้านวิทยาศาสตร์ เทคโนโลยี"),
        ("ที่เข้มแข็งและพึ่งพาตน เองได้", "ที่เข้มแข็งและพึ่งพาตนเองได้"),
        ("ในการถ่ายทอดเทค\nโนโลยีสู่ชุมชน", "ในการถ่ายทอดเทคโนโลยีสู่ชุมชน"),
    ] {
        assert_eq!(clean(broken), broken);
        let changes = examine(broken);
        assert!(changes.iter().all(|change| change.damage == Damage::BrokenWord), "{changes:?}");
        assert_eq!(apply(broken, &changes), whole);
        assert_eq!(apply(broken, &changes[1..]), broken, "what is not accepted stays");
    }
    for correct in ["พ่อ แม่ ลูก", "ข้อเสนอของ ประชาชน", "ได้จาก การประชุม", "กลุ่มแม่บ้าน กลุ่มเกษตรกร ชุมชน"]
    {
        assert_eq!(examine(correct), [], "{correct}");
    }
}

#[test]
fn correct_text_is_left_alone() {
    for line in CORRECT.lines() {
        let sentence = line.replace(['|', '_'], "");
        let spaced = line.replace('_', "").replace('|', " ");
        assert_eq!(examine(&sentence), []);
        assert_eq!(clean(&spaced), spaced);
    }
    for place in thai::places::all() {
        assert_eq!(clean(place.name_th), place.name_th);
    }
}

proptest! {
    #[test]
    fn mending_twice_is_mending_once(text in "[กนดรท่้ํำาิุเ\u{e3a} \u{a0}\u{200b}]{0,16}|[ก-๛ ]{0,24}|\\PC{0,24}") {
        let once = clean(&text).into_owned();
        prop_assert_eq!(clean(&once), once.as_str());
    }

    #[test]
    fn certain_changes_are_what_clean_does(text in "[กนดรท่้ํำาิุเ\u{e3a} \u{a0}\u{200b}]{0,16}|[ก-๛ ]{0,24}|\\PC{0,24}") {
        let changes = examine(&text);
        for change in &changes {
            prop_assert_eq!(&text[change.at.clone()], &change.before);
        }
        if changes.iter().all(|change| change.damage.is_certain()) {
            prop_assert_eq!(apply(&text, &changes), clean(&text));
        }
    }

    #[test]
    fn latin_text_comes_out_composed(text in "[a-zé\u{301}\u{323} ]{0,16}") {
        prop_assert!(is_nfc(&clean(&text)));
    }

    #[test]
    fn words_with_spaces_between_stay(words in proptest::collection::vec("(ประชาชน|ชุมชน|อาชีพ|น้ำ|กำลัง|เกาะ|อำนาจ|ขึ้น|อย่าง)", 1..8)) {
        let text = words.join(" ");
        prop_assert_eq!(clean(&text), text.as_str());
        let text = words.concat();
        prop_assert_eq!(clean(&text), text.as_str());
    }
}
