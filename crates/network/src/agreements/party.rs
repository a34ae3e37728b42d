//! Those who make an agreement, each named once.

use uuid::Uuid;

use house::organisations::Organisation;

/// One of those who made an agreement.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// In the register.
    pub organisation: Option<Uuid>,
    /// As it was called then.
    pub name: String,
}

impl Party {
    /// Is it the same organisation, or called the same?
    fn is_same(&self, other: &Self) -> bool {
        let called = |one: &Self| one.name.split_whitespace().collect::<String>().to_lowercase();
        let known = self.organisation.is_some() && self.organisation == other.organisation;
        known || called(self) == called(other)
    }

    /// Is it one of these, in the register or by its name alone?
    pub fn is_among(&self, organisations: &[Organisation]) -> bool {
        let is =
            |one: &Organisation| self.is_same(&Self { organisation: Some(one.id), name: one.told.name.th.clone() });
        organisations.iter().any(is)
    }

    /// The first of these that was named before.
    pub fn named_twice(parties: &[Self]) -> Option<&Self> {
        let known = |at: usize, one: &Self| parties.iter().take(at).any(|other| other.is_same(one));
        parties.iter().enumerate().find(|(at, one)| known(*at, one)).map(|(_, one)| one)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_named_twice_by_its_code_or_its_name() {
        let party =
            |id: Option<u128>, name: &str| Party { organisation: id.map(Uuid::from_u128), name: name.to_owned() };
        let first = party(Some(1), "กระทรวง ก");
        for (second, twice) in [
            (party(Some(1), "กระทรวงชื่อเดิม"), true),
            (party(None, "กระทรวงก "), true),
            (party(Some(2), "สถาบัน ข"), false),
            (party(None, "สถาบัน ข"), false),
        ] {
            let parties = [first.clone(), second];
            assert_eq!(Party::named_twice(&parties).is_some(), twice, "{parties:?}");
        }
    }
}
