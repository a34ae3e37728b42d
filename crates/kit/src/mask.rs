//! What a person is reached or known by is hidden before a text is published (docs/requirements.md
//! G-23): telephone and national numbers, those of passports and bank accounts, addresses of e-mail and names
//! on LINE and other services; numbers also where their digits are said as words.
//! Better one number of another kind hidden than a person's shown. Every text that strangers read goes
//! through [`masked`].

use std::borrow::Cow;
use std::ops::Range;

use serde::{Serialize, Serializer};
use serde_json::Value;
use thai::{bank_account, contacts, digits, national_id, passport, phone};

/// The text with an `x` for each digit and letter of such a number or address, vowels and tones above and
/// below Thai letters among them, so that it has as many letters as before. What was masked stays as it is when
/// it is masked again.
pub fn masked(text: &str) -> Cow<'_, str> {
    let mut shown = Cow::Borrowed(text);
    // What is hidden may have stood between two groups that are a number of their own.
    while let Some(next) = hiding(&shown) {
        shown = Cow::Owned(next);
    }
    shown
}

/// The text with what it holds hidden; none where nothing is left to hide.
fn hiding(text: &str) -> Option<String> {
    let hidden = found(text);
    if hidden.is_empty() {
        return None;
    }
    let within = |at: usize| hidden.iter().any(|range| range.contains(&at));
    let shown = |(at, letter): (usize, char)| if is_written(letter) && within(at) { 'x' } else { letter };
    Some(text.char_indices().map(shown).collect::<String>()).filter(|shown| shown != text)
}

/// Does it say something? What stands above and below Thai letters is no letter to Unicode.
fn is_written(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}')
}

fn found(text: &str) -> Vec<Range<usize>> {
    // Most texts hold neither numbers nor Latin letters: they cost a glance.
    let numbers = digits::stand_in(text);
    let latin = text.chars().any(|letter| letter.is_ascii_alphabetic() || ('\u{ff01}'..='\u{ff5e}').contains(&letter));
    let numbers = if numbers {
        [phone::find_in(text), national_id::find_in(text), bank_account::find_in(text), passport::find_in(text)]
            .concat()
    } else {
        Vec::new()
    };
    let addresses = if latin || text.contains('@') { contacts::find_in(text) } else { Vec::new() };
    [numbers, addresses].concat()
}

/// A document of which every text is masked.
pub fn masked_document(document: Value) -> Value {
    match document {
        Value::String(text) => Value::String(masked(&text).into_owned()),
        Value::Array(items) => items.into_iter().map(masked_document).collect(),
        Value::Object(fields) => fields.into_iter().map(|(name, value)| (name, masked_document(value))).collect(),
        other => other,
    }
}

/// For a field of an answer of the API that strangers may read:
/// `#[serde(serialize_with = "kit::mask::public")]`.
///
/// # Errors
/// When the serializer fails.
pub fn public<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&masked(text))
}

/// The same for a text that may be missing.
///
/// # Errors
/// When the serializer fails.
pub fn public_if_any<S: Serializer>(text: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
    text.as_deref().map(masked).serialize(serializer)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::masked;

    #[test]
    fn numbers_of_persons_are_hidden_however_they_are_written() {
        let cases = [
            ("บัตร 1103702071811 โทร 081-234-5678 ครับ", "บัตร xxxxxxxxxxxxx โทร xxx-xxx-xxxx ครับ"),
            ("1-1037-02071-81-1 0812345678", "x-xxxx-xxxxx-xx-x xxxxxxxxxx"),
            ("โทร ๐๘๑ ๒๓๔ ๕๖๗๘,(02) 354 4466", "โทร xxx xxx xxxx,(xx) xxx xxxx"),
            ("วัว 2 0812345678 ตัว", "วัว 2 xxxxxxxxxx ตัว"),
            ("+66 81 234 5678 หรือ +66 (0)2 354 4466", "+xx xx xxx xxxx หรือ +xx (x)x xxx xxxx"),
            ("เลขที่พิมพ์ผิด 1234567890123", "เลขที่พิมพ์ผิด xxxxxxxxxxxxx"),
            ("081-\n234-5678 และ 081\r\n2345678", "xxx-\nxxx-xxxx และ xxx\r\nxxxxxxx"),
            ("1-1037-\n02071-81-1", "x-xxxx-\nxxxxx-xx-x"),
            ("081_234_5678 081/234/5678 081.234.5678", "xxx_xxx_xxxx xxx/xxx/xxxx xxx.xxx.xxxx"),
            ("081·234·5678 081•234•5678 081—234–5678", "xxx·xxx·xxxx xxx•xxx•xxxx xxx—xxx–xxxx"),
            (
                "081\u{a0}234\u{202f}5678 08\u{200b}12\u{2060}345678",
                "xxx\u{a0}xxx\u{202f}xxxx xx\u{200b}xx\u{2060}xxxxxx",
            ),
            ("０８１-２３４-５６７８ ໐໘໑໒໓໔໕໖໗໘", "xxx-xxx-xxxx xxxxxxxxxx"),
            ("០៨១២៣៤៥៦៧៨ ๐8๑ 2៣໔ 5678", "xxxxxxxxxx xxx xxx xxxx"),
            ("8️⃣ ตัว 0️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣", "8️⃣ ตัว x️⃣x️⃣x️⃣x️⃣x️⃣x️⃣x️⃣x️⃣x️⃣x️⃣"),
            ("โทรo81-234-5678 หรือ O8l 234 567I", "โทรxxx-xxx-xxxx หรือ xxx xxx xxxx"),
            ("66812345678 6681 234 5678 0066812345678", "xxxxxxxxxxx xxxx xxx xxxx xxxxxxxxxxxxx"),
            ("66-2-354-4466 (+66) 81-234-5678", "xx-x-xxx-xxxx (+xx) xx-xxx-xxxx"),
            ("081,234,5678", "xxx,xxx,xxxx"),
            ("เปิด 08.30-16.30 02-345-6789", "เปิด 08.30-16.30 xx-xxx-xxxx"),
            ("12/05/2569 081-234-5678", "12/05/2569 xxx-xxx-xxxx"),
            ("ศูนย์แปดหนึ่งสองสามสี่ห้าหกเจ็ดแปด", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"),
            ("โทร 081 สองสามสี่ ห้าหกเจ็ดแปด", "โทร xxx xxxxxxxxx xxxxxxxxxxxx"),
            ("พาสปอร์ต AA1234567", "พาสปอร์ต xxxxxxxxx"),
            ("โอน 123-4-56789-0 บัญชี 1234567890", "โอน xxx-x-xxxxx-x บัญชี xxxxxxxxxx"),
        ];
        for (text, shown) in cases {
            assert_eq!(masked(text), shown, "{text}");
        }
    }

    #[test]
    fn ordinary_figures_stay() {
        for text in [
            "งบ 1,750,000.00 บาท ปี 2553 2554 2555",
            "ก.ค. 2553-ก.ย. 2553 ราคา 12 บาท",
            "ราคา 1,250,000 บาท และ 2,050,123,456 บาท",
            "ที่ดิน 12 ไร่ 3 งาน 50 ตารางวา, 0.25 0.30 0.35 ไร่",
            "ปี 2569 pH 6.5 ความเค็ม 0.5-1.2",
            "วันที่ 12/05/2569 9 โมง, 05/12/2569 10.30 น.",
            "06/12/2569 – 07/12/2569 และ 2026-03-03 02.30",
            "ระยะ 100-200 ปี 2560-2569 ครั้งที่ 1-2/2569",
            "เปิด 08.30-16.30 25 คน",
            "พิกัด 7.0512, 99.61234 13.7563,100.5018",
            "ถังละ 100l 20l CO2 500 H2O",
            "บ้านเลขที่ 99/1 หมู่ 3 รหัสไปรษณีย์ 92000",
            "ทำบัญชีรายรับ 1,250,000 บาท ปี 2568 2569",
            "ปี 66 2,345,678 บาท ปี 66 25 500 000 บาท",
            "N69-7K3M9QPX I-7K3M9 0190a1b2-c3d4",
            "10 20 30 40 50 60 ลิตร 1:10:100",
            "ราคา\n0\n250\n300\n45",
            "สองพันห้าร้อยบาท หนึ่งสองสามสี่",
            "เครื่องรุ่น AA1234567 ไฟ 3 เฟส M2.5",
        ] {
            assert_eq!(masked(text), text);
        }
    }

    #[test]
    fn addresses_are_hidden_and_other_signs_stay() {
        let cases = [
            ("เขียนถึงsomchai.k@example.co.thได้", "เขียนถึงxxxxxxx.x@xxxxxxx.xx.xxได้"),
            ("a@b.org, c_d+e@f.org.", "x@x.xxx, x_x+x@x.xxx."),
            ("name (at) example.org", "xxxx (xx) xxxxxxx.xxx"),
            ("name [at] example [dot] org", "xxxx [xx] xxxxxxx [xxx] xxx"),
            ("name@example . org", "xxxx@xxxxxxx . xxx"),
            ("ไลน์ไอดี abc123 LINE: abc_123", "ไลน์ไอดี xxxxxx LINE: xxx_xxx"),
            ("ไลน์ @praphai", "ไลน์ @xxxxxxx"),
            ("แอดไลน์มาที่ somchai_99", "แอดไลน์มาที่ xxxxxxx_xx"),
            ("facebook.com/somchai", "facebook.com/xxxxxxx"),
            ("เฟซบุ๊ก somchai.jaidee", "เฟซบุ๊ก xxxxxxx.xxxxxx"),
            ("ราคา 5 บาท @ตลาด ๑@", "ราคา 5 บาท @ตลาด ๑@"),
            ("production line: banana", "production line: banana"),
        ];
        for (text, shown) in cases {
            assert_eq!(masked(text), shown, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_masked_stays_and_has_as_many_letters(
            text in "[-+0-9 .,/_\n๐๙oO]{0,30}|[a-d@. ]{0,20}|(ไลน์|line|LINE|id|ไอดี|บัญชี|เฟซบุ๊ก|fb|ศูนย์|แปด|สอง|passport|[ :@ab1_0-9]){0,12}|\\PC{0,20}"
        ) {
            let once = masked(&text).into_owned();
            prop_assert_eq!(masked(&once), once.as_str());
            prop_assert_eq!(once.chars().count(), text.chars().count());
        }
    }
}
