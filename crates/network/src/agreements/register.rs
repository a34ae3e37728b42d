//! What is already in the registers, by code: what forms and rows of files are checked against.

use std::collections::HashMap;

use kit::{Message, msg};
use uuid::Uuid;

use super::agreement::Signatory;
use super::party::Party;

/// Clinics, organisations and agreements by their codes.
#[derive(Clone, Debug, Default)]
pub struct Register {
    /// Every clinic.
    pub clinics: HashMap<String, Uuid>,
    /// Organisations with their Thai names.
    pub organisations: HashMap<String, (Uuid, String)>,
    /// Every agreement.
    pub agreements: HashMap<String, Uuid>,
}

/// One thing on each line, or with a semicolon between.
fn lines(typed: &str) -> impl Iterator<Item = &str> {
    typed.split(['\n', ';']).map(str::trim).filter(|line| !line.is_empty())
}

/// The words of a list of parties that may be codes of organisations.
pub fn codes_in(parties: &str) -> impl Iterator<Item = String> + '_ {
    let code = |line: &str| line.split_once(':').map_or(line, |(code, _)| code).trim().to_owned();
    lines(parties).map(code).filter(|code| !code.contains(char::is_whitespace))
}

/// The longest name of a party or person, in characters.
const NAME_MOST: usize = 300;

fn within(name: &str) -> Result<String, Message> {
    kit::form::text_within(name, NAME_MOST)
}

impl Register {
    /// Reads parties: a code of the register, `code: the name at the time`, or a name alone.
    ///
    /// # Errors
    /// A name that is too long.
    pub fn parties(&self, typed: &str) -> Result<Vec<Party>, Message> {
        let party = |line: &str| {
            let (code, name) = line.split_once(':').map_or((line, None), |(code, name)| (code.trim(), Some(name)));
            Ok(match (self.organisations.get(code), name) {
                (Some((id, _)), Some(name)) => Party { organisation: Some(*id), name: within(name)? },
                (Some((id, name)), None) => Party { organisation: Some(*id), name: name.clone() },
                (None, _) => Party { organisation: None, name: within(line)? },
            })
        };
        lines(typed).map(party).collect()
    }

    /// An agreement by its code.
    ///
    /// # Errors
    /// `agreements-renews-unknown`.
    pub fn agreement(&self, code: &str) -> Result<Uuid, Message> {
        self.agreements.get(code).copied().ok_or_else(|| msg("agreements-renews-unknown"))
    }
}

/// Reads signatories: a name, a comma, and what they were at the time.
///
/// # Errors
/// A name that is too long.
pub fn signatories(typed: &str) -> Result<Vec<Signatory>, Message> {
    let signatory = |line: &str| {
        let (name, position) = line.split_once(',').unwrap_or((line, ""));
        let position = kit::form::optional(position).map(|text| within(&text)).transpose()?;
        Ok(Signatory { name: within(name)?, position })
    };
    lines(typed).map(signatory).collect()
}

/// Parties as somebody would type them, by the codes of organisations.
pub fn typed_parties(parties: &[Party], codes: &HashMap<Uuid, String>, between: &str) -> String {
    let line = |one: &Party| match one.organisation.and_then(|id| codes.get(&id)) {
        Some(code) => format!("{code}: {}", one.name),
        None => one.name.clone(),
    };
    parties.iter().map(line).collect::<Vec<_>>().join(between)
}

/// Signatories as somebody would type them.
pub fn typed_signatories(signatories: &[Signatory], between: &str) -> String {
    let line = |one: &Signatory| match &one.position {
        Some(position) => format!("{}, {position}", one.name),
        None => one.name.clone(),
    };
    signatories.iter().map(line).collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parties_are_known_by_code_or_named_as_they_were() {
        let id = Uuid::from_u128(1);
        let mut register = Register::default();
        register.organisations.insert("most".to_owned(), (id, "กระทรวงในทะเบียน".to_owned()));
        let read = register.parties("most\nmost: กระทรวงวิทยาศาสตร์และเทคโนโลยี; มหาวิทยาลัยสมมติ: ตรัง\n\n").expect("read");
        let plain = |party: &Party| (party.organisation, party.name.clone());
        let read: Vec<_> = read.iter().map(plain).collect();
        assert_eq!(read[0], (Some(id), "กระทรวงในทะเบียน".to_owned()));
        assert_eq!(read[1], (Some(id), "กระทรวงวิทยาศาสตร์และเทคโนโลยี".to_owned()));
        assert_eq!(read[2], (None, "มหาวิทยาลัยสมมติ: ตรัง".to_owned()));
        assert_eq!(codes_in("most\nมหาวิทยาลัย สมมติ").collect::<Vec<_>>(), ["most"]);
    }
}
