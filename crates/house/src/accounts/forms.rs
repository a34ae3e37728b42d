//! What a person typed about accounts, tokens and passwords -> a valid value, or errors beside the
//! fields.

use kit::form::{optional, text_within};
use kit::message::msg;
use kit::{FormErrors, Message};
use serde::Deserialize;

use super::account::{NewAccount, check_email, check_password};
use super::token::{DAYS_MOST, DAYS_USUAL, NewToken, TokenScope};
use crate::places;
use crate::rights::{NewGrant, Reach, Role};

/// The form of the sign-in page. What was typed elsewhere goes along in `typed`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SignInForm {
    /// The e-mail address.
    pub email: String,
    /// The password; never shown again.
    pub password: String,
    /// Where to go then.
    pub next: String,
    /// A form that was on its way when the session ended, as one text.
    pub typed: String,
}

/// A role and the place where it shall hold.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct GrantForm {
    /// A [`Role`], as its word.
    pub role: String,
    /// A region, as its word.
    pub region: String,
    /// Official code of a province.
    pub province: String,
    /// Code of a clinic.
    pub clinic: String,
}

impl GrantForm {
    /// Reads the form: a role needs the place it reaches over, and no other.
    pub fn check(&self) -> Result<NewGrant, FormErrors> {
        let Some(role) = Role::from_word(&self.role) else {
            return Err(FormErrors::one("role", msg("accounts-role-choose")));
        };
        let place = match role.reach() {
            Reach::Network => Ok(String::new()),
            Reach::Region => {
                let known = optional(&self.region).filter(|region| !places::provinces_of_region(region).is_empty());
                known.ok_or_else(|| FormErrors::one("region", msg("accounts-region-choose")))
            }
            Reach::Province => {
                let mut errors = FormErrors::new();
                places::check(&mut errors, &self.province, "", "").map(|place| place.province).ok_or(errors)
            }
            Reach::Clinic => {
                optional(&self.clinic).ok_or_else(|| FormErrors::one("clinic", msg("accounts-clinic-fill")))
            }
        };
        place.map(|place| NewGrant { role, place })
    }
}

/// The form by which an administrator adds an account with its first role.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AccountForm {
    /// The e-mail address.
    pub email: String,
    /// How the person is called on pages.
    pub name: String,
    /// The first role.
    #[serde(flatten)]
    pub grant: GrantForm,
}

impl AccountForm {
    /// Reads the form.
    pub fn check(&self) -> Result<NewAccount, FormErrors> {
        let mut errors = FormErrors::new();
        let email = errors.take("email", check_email(&self.email));
        let name = errors.take("name", text_within(&self.name, 200));
        let grant = self.grant.check();
        if let Err(more) = &grant {
            more.iter().for_each(|(field, message)| errors.add(field, message.clone()));
        }
        match (email, name, grant) {
            (Some(email), Some(name), Ok(grant)) => Ok(NewAccount { email, name, grant: Some(grant) }),
            _ => Err(errors),
        }
    }
}

/// The form by which a role is taken back.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct WithdrawForm {
    /// The grant.
    pub grant: String,
}

/// The form by which somebody changes their password.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PasswordForm {
    /// The one that holds.
    pub current_password: String,
    /// The new one.
    pub new_password: String,
    /// The new one again.
    pub again_password: String,
}

impl PasswordForm {
    /// Reads the form: the current password and the new one.
    pub fn check(&self) -> Result<(String, String), FormErrors> {
        let mut errors = FormErrors::new();
        if self.current_password.is_empty() {
            errors.add("current_password", msg("kit-field-required"));
        }
        errors.take("new_password", check_password(&self.new_password));
        if self.new_password != self.again_password {
            errors.add("again_password", msg("accounts-password-differs"));
        }
        errors.into_result().map(|()| (self.current_password.clone(), self.new_password.clone()))
    }
}

/// The form by which somebody makes a token.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TokenForm {
    /// What it is for.
    pub name: String,
    /// A [`TokenScope`], as its word.
    pub scope: String,
    /// How many days it shall live.
    pub days: String,
}

impl TokenForm {
    /// The form as it is first shown.
    pub fn usual() -> Self {
        Self { scope: TokenScope::Read.as_str().to_owned(), days: DAYS_USUAL.to_string(), ..Self::default() }
    }

    /// Reads the form.
    pub fn check(&self) -> Result<NewToken, FormErrors> {
        let mut errors = FormErrors::new();
        let name = errors.take("name", text_within(&self.name, 100));
        let scope =
            errors.take("scope", TokenScope::from_word(&self.scope).ok_or_else(|| msg("accounts-scope-choose")));
        let days = errors.take("days", days(&self.days));
        match (name, scope, days) {
            (Some(name), Some(scope), Some(days)) => Ok(NewToken { name, scope, days }),
            _ => Err(errors),
        }
    }
}

fn days(typed: &str) -> Result<u32, Message> {
    match thai::digits::to_ascii(typed.trim()).parse() {
        Ok(days @ 1..=DAYS_MOST) => Ok(days),
        _ => Err(msg("accounts-days-number").with("most", DAYS_MOST)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_needs_the_place_it_reaches_over() {
        let form = |role: &str, place: &str| {
            let place = place.to_owned();
            GrantForm { role: role.to_owned(), region: place.clone(), province: place.clone(), clinic: place }
        };
        for (role, place, wrong) in [
            ("auditor", "", None),
            ("clinic_manager", "trang", None),
            ("clinic_manager", "", Some("clinic")),
            ("province_officer", "92", None),
            ("province_officer", "1", Some("province")),
            ("regional_officer", "south", None),
            ("regional_officer", "nowhere", Some("region")),
            ("king", "", Some("role")),
        ] {
            let found = form(role, place)
                .check()
                .err()
                .and_then(|errors| errors.iter().next().map(|(field, _)| field.to_owned()));
            assert_eq!(found.as_deref(), wrong, "{role} {place}");
        }
    }

    #[test]
    fn days_may_be_typed_in_thai() {
        assert_eq!(days("๓๐"), Ok(30));
        assert!(days("0").is_err() && days("367").is_err() && days("ten").is_err());
    }
}
