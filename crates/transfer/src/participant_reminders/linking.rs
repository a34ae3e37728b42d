//! What LINE tells us: somebody wrote to the house's account, or left it.

use hmac::{Hmac, KeyInit, Mac};
use serde::Deserialize;
use sha2::Sha256;

use crate::responses::SLIP_CODE;

/// A notice of LINE; it may hold events of kinds that do not concern us.
#[derive(Debug, Deserialize)]
pub struct Notice {
    /// What happened.
    #[serde(default)]
    pub events: Vec<Event>,
}

/// One event.
#[derive(Debug, Deserialize)]
pub struct Event {
    /// "message", "follow", "unfollow" and others.
    #[serde(rename = "type")]
    pub kind: String,
    /// Who.
    #[serde(default)]
    pub source: Source,
    /// What they wrote.
    #[serde(default)]
    pub message: Written,
}

/// Who an event is about.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Source {
    /// LINE's name for them, which only this account's messages can be sent to.
    pub user_id: String,
}

/// What somebody wrote.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Written {
    /// Empty where it is a picture, or anything else that is no text.
    pub text: String,
}

/// Is a notice LINE's own? Its signature is the digest of the body with the channel's secret.
pub fn is_signed(secret: &str, body: &[u8], signature: &[u8]) -> bool {
    let Ok(signature) = data_encoding::BASE64.decode(signature) else { return false };
    let Ok(mut digest) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { return false };
    digest.update(body);
    !secret.is_empty() && digest.verify_slice(&signature).is_ok()
}

/// As many as are looked for in one message.
const MOST: usize = 5;

/// What may be the code of a slip in what somebody wrote: the code itself, with or without what stands between its halves,
/// or the address that its square code opens.
pub fn slips_in(text: &str) -> Vec<String> {
    let words: Vec<&str> =
        text.split(|letter: char| letter.is_whitespace() || letter == '/' || letter == '?').collect();
    let halves = words.windows(2).map(|pair| format!("{}{}", pair[0], pair[1]));
    let candidates = words.iter().map(|word| (*word).to_owned()).chain(halves);
    let codes = candidates.map(|word| kit::chance::normalise_code(&word));
    codes.filter(|code| code.chars().filter(char::is_ascii_alphanumeric).count() == SLIP_CODE).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_found_in_what_somebody_writes() {
        for (text, code) in [
            ("abcde-23456", Some("ABCDE-23456")),
            ("abcde 23456", Some("ABCDE-23456")),
            ("รหัส abcde-๒๓๔๕๖ ค่ะ", Some("ABCDE-23456")),
            ("https://clinic.example.org/fill/ABCDE-23456", Some("ABCDE-23456")),
            ("เบอร์ 0812345678 รหัส ABCDE 23456 นะ 1", Some("ABCDE-23456")),
            ("สวัสดีค่ะ", None),
            ("ABCDE-2345", None),
            ("", None),
        ] {
            assert_eq!(slips_in(text).last().map(String::as_str), code, "{text}");
        }
    }

    #[test]
    fn only_line_signs_a_notice() {
        // The example is RFC 4231, test case 2.
        let signature = data_encoding::BASE64.encode(
            &data_encoding::HEXLOWER
                .decode(b"5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
                .expect("hexadecimal"),
        );
        let body = b"what do ya want for nothing?";
        assert!(is_signed("Jefe", body, signature.as_bytes()));
        assert!(!is_signed("Jeff", body, signature.as_bytes()));
        assert!(!is_signed("Jefe", b"what", signature.as_bytes()));
        assert!(!is_signed("Jefe", body, b"?"));
        assert!(!is_signed("", b"", b""), "where no secret is set nobody is believed");
    }
}
