//! What a person is reached or known by is hidden before a text is published (docs/requirements.md
//! G-23): telephone and national numbers, and addresses of e-mail. Better one number of another kind
//! hidden than a person's shown. Every text that strangers read goes through [`masked`].

use std::borrow::Cow;
use std::ops::Range;

use serde::{Serialize, Serializer};
use serde_json::Value;
use thai::{national_id, phone};

/// The text with an `x` for each digit of a national or telephone number, and for each letter of an
/// address of e-mail.
pub fn masked(text: &str) -> Cow<'_, str> {
    // Most texts hold neither: they cost a glance.
    let numbers = text.chars().any(char::is_numeric);
    let addresses = text.contains('@');
    if !numbers && !addresses {
        return Cow::Borrowed(text);
    }
    let numbers = if numbers { [phone::find_in(text), national_id::find_in(text)].concat() } else { Vec::new() };
    let addresses = if addresses { emails(text) } else { Vec::new() };
    if numbers.is_empty() && addresses.is_empty() {
        return Cow::Borrowed(text);
    }
    let within = |hidden: &[Range<usize>], at: usize| hidden.iter().any(|range| range.contains(&at));
    let shown = |(at, letter): (usize, char)| {
        let number = letter.is_numeric() && within(&numbers, at);
        let address = letter.is_alphanumeric() && within(&addresses, at);
        if number || address { 'x' } else { letter }
    };
    text.char_indices().map(shown).collect()
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

/// Where addresses of e-mail stand: a name, `@`, and a domain with a dot.
fn emails(text: &str) -> Vec<Range<usize>> {
    let name = |letter: char| letter.is_ascii_alphanumeric() || "._%+-".contains(letter);
    let domain = |letter: char| letter.is_ascii_alphanumeric() || ".-".contains(letter);
    let found = text.match_indices('@').filter_map(|(at, _)| {
        let start = at - text[..at].chars().rev().take_while(|letter| name(*letter)).count();
        let rest = &text[at + 1..];
        let host: String = rest.chars().take_while(|letter| domain(*letter)).collect();
        let host = host.trim_end_matches(['.', '-']);
        (start < at && host.contains('.')).then(|| start..at + 1 + host.len())
    });
    found.collect()
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

    #[test]
    fn addresses_of_email_are_hidden_and_other_signs_stay() {
        let cases = [
            ("เขียนถึงsomchai.k@example.co.thได้", "เขียนถึงxxxxxxx.x@xxxxxxx.xx.xxได้"),
            ("a@b.org, c_d+e@f.org.", "x@x.xxx, x_x+x@x.xxx."),
            ("ราคา 5 บาท @ตลาด ๑@", "ราคา 5 บาท @ตลาด ๑@"),
            ("ไลน์ @praphai", "ไลน์ @praphai"),
        ];
        for (text, shown) in cases {
            assert_eq!(masked(text), shown, "{text}");
        }
    }
}
