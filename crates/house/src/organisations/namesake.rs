//! Two organisations of one name: most often one, written down twice. So a second is entered or renamed
//! only where somebody says that it is another one.

use kit::{Message, msg};

use super::organisation::{NewOrganisation, Organisation, OrganisationKind, Succession};

impl NewOrganisation {
    /// Is it called as the other is, and of its kind? Spaces, signs and slips of the keyboard tell nobody
    /// apart. Local governments of two provinces are two: every province has its บ้านใหม่.
    pub fn is_called_as(&self, other: &Self) -> bool {
        let elsewhere = self.province.is_some() && other.province.is_some() && self.province != other.province;
        let both = self.kind == other.kind && key(&self.name.th) == key(&other.name.th);
        both && !(elsewhere && self.kind == OrganisationKind::LocalGovernment)
    }
}

/// What can only be alike in two that are called the same.
pub fn likeness(told: &NewOrganisation) -> String {
    format!("{} {}", told.kind, key(&told.name.th))
}

fn key(name: &str) -> String {
    thai::words::search_key(name).replace(' ', "")
}

/// Those that are called as this one is, are not it, and were followed by none.
pub fn namesakes<'a>(
    known: &'a [Organisation],
    successions: &'a [Succession],
    told: &'a NewOrganisation,
) -> impl Iterator<Item = &'a Organisation> {
    let alive = |one: &&Organisation| !successions.iter().any(|step| step.predecessor == one.id);
    known.iter().filter(move |one| one.told.code != told.code && one.told.is_called_as(told)).filter(alive)
}

/// There is one of this name, with the way to it and what to do where this is another.
pub fn there_is_one(known: &NewOrganisation) -> Message {
    msg("organisations-same-name")
        .with("name", known.name.th.clone())
        .with("code", known.code.clone())
        .with("record", format!("/organisations/{}", known.code))
}

#[cfg(test)]
mod tests {
    use kit::show::Bilingual;
    use uuid::Uuid;

    use super::*;

    fn told(code: &str, kind: OrganisationKind, name: &str, province: Option<&str>) -> NewOrganisation {
        NewOrganisation {
            code: code.to_owned(),
            kind,
            name: Bilingual { th: name.to_owned(), en: None },
            province: province.map(str::to_owned),
        }
    }

    #[test]
    fn a_name_is_one_however_it_is_spaced() {
        use OrganisationKind::{Institute, LocalGovernment, PrivateInstitute};
        let one = told("a", Institute, "มหาวิทยาลัยสมมติ (ตรัง)", Some("92"));
        for (other, same) in [
            (told("b", Institute, "มหาวิทยาลัย สมมติ ตรัง", None), true),
            (told("b", Institute, "มหาวิทยาลัยสมมติ (ตรัง)", Some("20")), true),
            (told("b", PrivateInstitute, "มหาวิทยาลัยสมมติ (ตรัง)", Some("92")), false),
            (told("b", Institute, "มหาวิทยาลัยสมมติ (ชลบุรี)", Some("92")), false),
        ] {
            assert_eq!(one.is_called_as(&other), same, "{other:?}");
        }
        let local = |province| told("c", LocalGovernment, "อบต.บ้านใหม่", province);
        assert!(!local(Some("92")).is_called_as(&local(Some("20"))) && local(Some("92")).is_called_as(&local(None)));
    }

    #[test]
    fn what_was_followed_by_another_is_in_nobodys_way() {
        let known = Organisation {
            id: Uuid::from_u128(1),
            told: told("a", OrganisationKind::Agency, "สำนักงานสมมติ", None),
            version: 1,
        };
        let new = told("b", OrganisationKind::Agency, "สำนักงานสมมติ", None);
        let followed =
            Succession { predecessor: Uuid::from_u128(1), successor: Uuid::from_u128(2), on: None, source: None };
        let known = [known];
        assert_eq!(namesakes(&known, &[], &new).count(), 1);
        assert_eq!(namesakes(&known, &[followed], &new).count(), 0);
        assert_eq!(namesakes(&known, &[], &known[0].told).count(), 0, "nobody is their own namesake");
    }
}
