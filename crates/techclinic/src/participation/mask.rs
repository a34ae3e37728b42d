//! Numbers by which a person is known are hidden before a text is published (docs/requirements.md
//! G-23). Better one number of another kind hidden than a person's shown.

use thai::{national_id, phone};

/// The text with an `x` for each digit of a national or telephone number.
pub fn masked(text: &str) -> String {
    let hidden = [phone::find_in(text), national_id::find_in(text)].concat();
    let shown = |(at, letter): (usize, char)| {
        let digit = letter.is_numeric();
        if digit && hidden.iter().any(|number| number.contains(&at)) { 'x' } else { letter }
    };
    text.char_indices().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn numbers_of_persons_are_hidden_and_others_stay() {
        let cases = [
            ("บัตร 1103702071811 โทร 081-234-5678 ครับ", "บัตร xxxxxxxxxxxxx โทร xxx-xxx-xxxx ครับ"),
            ("1-1037-02071-81-1 0812345678", "x-xxxx-xxxxx-xx-x xxxxxxxxxx"),
            ("โทร ๐๘๑ ๒๓๔ ๕๖๗๘,(02) 354 4466", "โทร xxx xxx xxxx,(xx) xxx xxxx"),
            ("วัว 2 0812345678 ตัว", "วัว 2 xxxxxxxxxx ตัว"),
            ("+66 81 234 5678 หรือ +66 (0)2 354 4466", "+xx xx xxx xxxx หรือ +xx (x)x xxx xxxx"),
            ("งบ 1,750,000.00 บาท ปี 2553 2554 2555", "งบ 1,750,000.00 บาท ปี 2553 2554 2555"),
            ("ก.ค. 2553-ก.ย. 2553 ราคา 12 บาท", "ก.ค. 2553-ก.ย. 2553 ราคา 12 บาท"),
            ("เลขที่พิมพ์ผิด 1234567890123", "เลขที่พิมพ์ผิด xxxxxxxxxxxxx"),
        ];
        for (text, shown) in cases {
            assert_eq!(masked(text), shown, "{text}");
        }
    }
}
