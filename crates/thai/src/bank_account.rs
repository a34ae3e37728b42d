//! Numbers of bank accounts and of PromptPay in texts that are about to be published
//! (docs/requirements.md G-23).

use crate::numbers::{self, Number};
use std::ops::Range;

/// What is written before such a number, in small letters.
const NAMED: [&str; 9] =
    ["บัญชี", "พร้อมเพย์", "พร้อมเพ", "โอนเงิน", "ธนาคาร", "promptpay", "bank account", "account no", "account number"];
/// So far before the number the word may stand, in characters: a bank and its branch lie between.
const NEAR: usize = 40;

/// Where such numbers stand, in bytes: ten to twelve digits in the groups of a pass book, 123-4-56789-0, and
/// as many in any groups soon after a word that names an account.
///
/// ```
/// # use thai::bank_account::find_in;
/// assert_eq!(find_in("KTB 123-4-56789-0"), [4..17]);
/// assert!(find_in("1234567890").is_empty());
/// ```
pub fn find_in(text: &str) -> Vec<Range<usize>> {
    numbers::places(text, |number| {
        (10..=12).contains(&number.digits()) && !number.has_commas() && (is_grouped(number) || is_named(number))
    })
}

/// Three groups at least, joined by one sign; one of them a single digit that says the kind of the account
/// or checks it, and the last one short.
fn is_grouped(number: &Number<'_>) -> bool {
    let one_sign = number.joints.windows(2).all(|two| two[0] == two[1]);
    let hyphens = number.joints.first().is_some_and(|joint| matches!(joint.trim(), "-" | "–" | "‐" | "‑" | "−"));
    let usual = number.groups.iter().map(String::len).eq([3, 1, 5, 1]);
    let lengths = || number.groups.iter().map(String::len);
    let parted = lengths().count() >= 3 && lengths().any(|length| length == 1) && lengths().next_back() <= Some(2);
    usual || one_sign && hyphens && parted && lengths().max() >= Some(4) && !number.has_year()
}

fn is_named(number: &Number<'_>) -> bool {
    let near: Vec<char> = number.before.chars().rev().take(NEAR).collect();
    let near: String = near.into_iter().rev().collect::<String>().to_lowercase();
    !number.has_year() && NAMED.iter().any(|word| near.contains(word))
}

#[cfg(test)]
mod tests {
    use super::find_in;
    use crate::must_find;

    #[test]
    fn accounts_are_found_and_other_figures_are_not() {
        let cases: &[(&str, &[&str])] = &[
            ("โอนเข้า 123-4-56789-0 ได้เลย", &["123-4-56789-0"]),
            ("๑๒๓-๔-๕๖๗๘๙-๐", &["๑๒๓-๔-๕๖๗๘๙-๐"]),
            ("123 4 56789 0", &["123 4 56789 0"]),
            ("บัญชี 1234567890", &["1234567890"]),
            ("เลขที่บัญชีธนาคารของกลุ่ม สาขาตรัง 020012345678", &["020012345678"]),
            ("พร้อมเพย์: 4567890123", &["4567890123"]),
            ("ธ.ก.ส. 0-1234-56789-01", &["0-1234-56789-01"]),
            ("ทำบัญชีรายรับ 1,250,000,000 บาท", &[]),
            ("บัญชีครัวเรือน ปี 2560 2561 2562", &[]),
            ("รหัส 1234567890", &[]),
            ("100-200-300-4000", &[]),
            ("12-05-2569-1-25", &[]),
        ];
        must_find(find_in, cases);
    }
}
