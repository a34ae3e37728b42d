//! The noun: which provincial group (กลุ่มจังหวัด) a province was in on a day. The Cabinet has redrawn
//! the groups; a row says what a source says of one province, and where none says anything there is no
//! row (docs/requirements.md C-11, C-12).

use chrono::{Datelike, NaiveDate};
use kit::show::Bilingual;
use kit::{Message, msg};
use thai::places::{Place, find, group_set_on, provinces_known_from};
use uuid::Uuid;

/// Is anything known of the provinces of this day?
///
/// # Errors
/// `places-before-known`, with the first day of which something is.
pub(super) fn known(day: NaiveDate) -> Result<(), Message> {
    let first = provinces_known_from();
    if day < first { Err(msg("places-before-known").with("day", first)) } else { Ok(()) }
}

/// What a source says of the group of a province.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewGroupMember {
    /// Buddhist year of the definition, such as 2551.
    pub definition: i32,
    /// The group.
    pub name: Bilingual,
    /// Official code of the province.
    pub province: String,
    /// The first day; `None`: as long as the definition.
    pub from: Option<NaiveDate>,
    /// The last day; `None`: as long as the definition.
    pub to: Option<NaiveDate>,
    /// What says so.
    pub source: String,
    /// Somebody has read it in a document that names it; where not, it is to be verified.
    pub verified: bool,
}

/// The same, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupMember {
    /// Inside.
    pub id: Uuid,
    /// What the source says.
    pub told: NewGroupMember,
}

/// The Buddhist year of the definition in force on a day; `None` before the first.
pub fn definition_on(day: NaiveDate) -> Option<i32> {
    group_set_on(day).map(|set| set.from().year() + 543)
}

/// The Buddhist years of all definitions, oldest first.
pub fn definitions() -> Vec<i32> {
    thai::places::GROUP_SETS.iter().map(|set| set.from().year() + 543).collect()
}

/// Is it in no group on a day, whatever the definition? Bangkok is no province in law, and groups are of
/// provinces (docs/requirements.md C-12). Before the first definition there is none to be outside of.
pub fn is_in_none(province: &str, day: NaiveDate) -> bool {
    definition_on(day).is_some() && find(province).is_some_and(Place::in_bangkok)
}

/// The group of a province on a day; `None` where no source says.
pub fn group_on<'a>(members: &'a [GroupMember], province: &str, day: NaiveDate) -> Option<&'a NewGroupMember> {
    let definition = definition_on(day)?;
    members.iter().map(|one| &one.told).find(|one| {
        one.definition == definition
            && one.province == province
            && one.from.is_none_or(|from| from <= day)
            && one.to.is_none_or(|to| day <= to)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_that_of_the_definition_in_force() {
        let member = |definition, th: &str| GroupMember {
            id: Uuid::nil(),
            told: NewGroupMember {
                definition,
                name: Bilingual { th: th.to_owned(), en: None },
                province: "90".to_owned(),
                from: None,
                to: None,
                source: String::new(),
                verified: true,
            },
        };
        let members = [member(2551, "ใต้ชายแดน"), member(2560, "ใต้ฝั่งอ่าวไทย")];
        let cases = [
            ("2003-05-16", None),
            ("2005-01-01", None),
            ("2010-03-29", Some("ใต้ชายแดน")),
            ("2017-11-16", Some("ใต้ชายแดน")),
            ("2017-11-17", Some("ใต้ฝั่งอ่าวไทย")),
        ];
        for (iso, group) in cases {
            let day = iso.parse().expect("a day");
            assert_eq!(group_on(&members, "90", day).map(|one| one.name.th.as_str()), group, "{iso}");
            assert_eq!(group_on(&members, "92", day), None);
        }
        assert_eq!(definitions(), [2546, 2551, 2560]);
        let day = |iso: &str| iso.parse().expect("a day");
        for (province, iso, none) in [
            ("10", "2018-01-01", true),
            ("10", "2005-01-01", true),
            ("10", "2003-05-16", false),
            ("92", "2018-01-01", false),
        ] {
            assert_eq!(is_in_none(province, day(iso)), none, "{province} {iso}");
        }
    }
}
