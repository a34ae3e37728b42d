//! Who finds a record by searching: words that the record and the reader both bear. They say in the words
//! of an index what [`Reader::is_over`] says of one record, and stand beside it so that both stay one rule.

use uuid::Uuid;

use super::reader::Reader;
use super::role::{Role, Scope};

/// Borne by every reader.
pub const EVERYBODY: &str = "public";

/// Borne by those who rehearse for a clinic.
pub fn rehearsing(clinic: Uuid) -> String {
    format!("practice@{clinic}")
}

/// Borne by those for whom [`Reader::is_over`] of these roles, this clinic and this province holds.
pub fn borne_over(roles: &[Role], clinic: Option<Uuid>, province: Option<&str>) -> Vec<String> {
    let mut words = Vec::new();
    for role in roles {
        words.push(role.to_string());
        words.extend(clinic.map(|clinic| format!("{role}@{clinic}")));
        words.extend(province.map(|province| format!("{role}@{province}")));
    }
    words
}

impl Reader {
    /// The words this reader bears.
    pub fn bears(&self) -> Vec<String> {
        let mut words = vec![EVERYBODY.to_owned()];
        for grant in self.grants() {
            let role = grant.role;
            match &grant.scope {
                Scope::Network => words.push(role.to_string()),
                Scope::Region { provinces, .. } => {
                    words.extend(provinces.iter().map(|province| format!("{role}@{province}")));
                }
                Scope::Province(province) => words.push(format!("{role}@{province}")),
                Scope::Clinic { id, .. } => words.push(format!("{role}@{id}")),
            }
        }
        words.extend(self.rehearsing_for().into_iter().flatten().map(rehearsing));
        words.sort_unstable();
        words.dedup();
        words
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use kit::Lang;

    use super::super::{Credential, Grant, SignedIn};
    use super::*;

    fn reader(role: Role, scope: Scope) -> Reader {
        let grant = Grant { role, scope, valid_from: NaiveDate::MIN, valid_to: None };
        let who = SignedIn {
            account: Uuid::from_u128(1),
            name: String::new(),
            credential: Credential::Session(Uuid::from_u128(2)),
            writes: true,
            grants: vec![grant],
            practice: false,
        };
        Reader::signed_in(who, Lang::Th)
    }

    #[test]
    fn a_reader_bears_a_word_of_what_they_are_over_and_of_nothing_else() {
        let (own, other) = (Uuid::from_u128(7), Uuid::from_u128(8));
        let scopes = [
            Scope::Network,
            Scope::Region { region: "south".to_owned(), provinces: vec!["92".to_owned(), "90".to_owned()] },
            Scope::Province("92".to_owned()),
            Scope::Clinic { id: own, provinces: vec!["92".to_owned()] },
        ];
        let asked: [&[Role]; 3] = [&[Role::ClinicManager], &[Role::Auditor, Role::ClinicManager], &[Role::Auditor]];
        for scope in scopes {
            let reader = reader(Role::ClinicManager, scope.clone());
            let bears = reader.bears();
            for roles in asked {
                for clinic in [None, Some(own), Some(other)] {
                    for province in [None, Some("92"), Some("20")] {
                        let found = borne_over(roles, clinic, province).iter().any(|word| bears.contains(word));
                        assert_eq!(
                            found,
                            reader.is_over(roles, clinic, province),
                            "{scope:?} {roles:?} {clinic:?} {province:?}"
                        );
                    }
                }
            }
        }
        assert_eq!(Reader::anyone(Lang::Th).bears(), [EVERYBODY]);
    }
}
