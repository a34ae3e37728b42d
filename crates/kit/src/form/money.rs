//! Amounts of baht as people type them. Which rule is broken is said: what is below nought or finer than a satang
//! reads well enough, and whoever is told that it could not be read looks for a slip that is not there.

use thai::Satang;
use thai::money::MoneyError;

use super::{optional, required};
use crate::message::{Message, msg};

/// An amount of baht in whole satang, not below nought; nothing typed is `None`.
///
/// # Errors
/// Which rule it breaks.
pub fn baht(typed: &str) -> Result<Option<Satang>, Message> {
    let Some(typed) = optional(typed) else { return Ok(None) };
    match signed_baht(&typed)? {
        Satang(..0) => Err(msg("kit-money-negative").with("typed", typed)),
        amount => Ok(Some(amount)),
    }
}

/// The same with whatever sign, and not to be left out.
///
/// # Errors
/// Which rule it breaks.
pub fn signed_baht(typed: &str) -> Result<Satang, Message> {
    let typed = required(typed)?;
    let id = match typed.parse() {
        Ok(amount) => return Ok(amount),
        Err(MoneyError::FinerThanSatang { .. }) => "kit-money-finer",
        Err(MoneyError::TooLarge { .. }) => "kit-money-large",
        Err(MoneyError::Missing | MoneyError::NotANumber { .. } | MoneyError::MisplacedComma { .. }) => {
            "kit-money-unreadable"
        }
    };
    Err(msg(id).with("typed", typed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_rule_an_amount_breaks_is_said() {
        for (typed, read) in [
            ("", Ok(None)),
            (" ", Ok(None)),
            ("0", Ok(Some(0))),
            ("890,700", Ok(Some(89_070_000))),
            ("๘๙๐,๗๐๐.๕๐ บาท", Ok(Some(89_070_050))),
            ("-1", Err("kit-money-negative")),
            ("−๐.๐๑", Err("kit-money-negative")),
            ("0.005", Err("kit-money-finer")),
            ("-0.005", Err("kit-money-finer")),
            ("1000000000000000000", Err("kit-money-large")),
            ("แปดแสน", Err("kit-money-unreadable")),
            ("1,75,000", Err("kit-money-unreadable")),
            ("บาท", Err("kit-money-unreadable")),
        ] {
            let found = baht(typed);
            let found = found.as_ref().map(|amount| amount.map(|amount| amount.0)).map_err(Message::id);
            assert_eq!(found, read, "{typed}");
        }
        assert_eq!(signed_baht(""), Err(msg("kit-field-required")));
        assert_eq!(signed_baht("-1"), Ok(Satang(-100)));
    }
}
