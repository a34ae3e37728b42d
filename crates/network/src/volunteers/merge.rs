//! Two records of one person made one, and parted again: what goes over from one to the other, and what the
//! trail keeps of it, from which it can be taken back.

use chrono::NaiveDate;
use kit::Message;
use kit::message::msg;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::volunteer::{NewVolunteer, Volunteer};

/// The longest reason for merging two that do not look like one.
pub const REASON_MOST: usize = 500;

/// What went over with a record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Moved {
    /// What they did.
    pub deeds: Vec<Uuid>,
    /// Needs they brought.
    pub needs: Vec<Uuid>,
    /// Records taken up into this one before.
    pub merged: Vec<Uuid>,
}

/// A merge, as the trail of the record that stays keeps it: nothing in it is personal.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Merge {
    /// What was not known of the one that stays, and was taken from the other.
    learned: Vec<String>,
    /// When it was known to have joined, where that was learned otherwise.
    joined_on: Option<NaiveDate>,
    /// What went over.
    pub moved: Moved,
    /// The version of the record that stays, once it was written.
    pub version: i64,
}

impl Merge {
    /// What a merge changed between `before` and `after`, and what went over.
    pub fn of(before: &NewVolunteer, after: &Volunteer, moved: Moved) -> Self {
        let now = &after.told;
        let learned = [
            ("district", before.district != now.district),
            ("subdistrict", before.subdistrict != now.subdistrict),
            ("phone", before.phone != now.phone),
            ("skills", before.skills != now.skills),
            ("joined_on", before.joined_on != now.joined_on),
            ("source", before.source != now.source),
        ];
        let learned = learned.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name.to_owned()).collect();
        Self { learned, joined_on: before.joined_on, moved, version: after.version + 1 }
    }

    fn learned(&self, name: &str) -> bool {
        self.learned.iter().any(|one| one == name)
    }
}

impl Volunteer {
    /// Taken up into `other`, and what that one learns from it: whatever was not known of them.
    ///
    /// # Errors
    /// `volunteers-merge-self`, `volunteers-merged`.
    pub fn merged(self, other: Self) -> Result<(Self, Self), Message> {
        self.stands()?;
        other.stands()?;
        if self.id == other.id {
            return Err(msg("volunteers-merge-self"));
        }
        let (from, to) = (&self.told, other.told);
        let same_province = from.province == to.province;
        let district = to.district.or_else(|| from.district.clone().filter(|_| same_province));
        let same_district = district == from.district;
        let told = NewVolunteer {
            subdistrict: to.subdistrict.or_else(|| from.subdistrict.clone().filter(|_| same_district)),
            district,
            phone: to.phone.or_else(|| from.phone.clone()),
            skills: to.skills.or_else(|| from.skills.clone()),
            joined_on: match (to.joined_on, from.joined_on) {
                (Some(one), Some(another)) => Some(one.min(another)),
                (one, another) => one.or(another),
            },
            source: to.source.or_else(|| from.source.clone()),
            ..to
        };
        let merged_into = Some(other.id);
        Ok((Self { merged_into, ..self }, Self { told, ..other }))
    }

    /// Without what it learned by `merge`.
    #[must_use]
    pub fn parted(self, merge: &Merge) -> Self {
        let told = self.told;
        let own = |name: &str, value: Option<String>| value.filter(|_| !merge.learned(name));
        let told = NewVolunteer {
            district: own("district", told.district),
            subdistrict: own("subdistrict", told.subdistrict),
            phone: own("phone", told.phone),
            skills: own("skills", told.skills),
            joined_on: if merge.learned("joined_on") { merge.joined_on } else { told.joined_on },
            source: own("source", told.source),
            ..told
        };
        Self { told, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::super::volunteer::Status;
    use super::*;
    use kit::clock::day;

    fn volunteer(id: u128, district: Option<&str>, phone: Option<&str>, joined: Option<&str>) -> Volunteer {
        let told = NewVolunteer {
            name: "สมมติ ใจดี".to_owned(),
            network: Uuid::nil(),
            province: "92".to_owned(),
            district: district.map(str::to_owned),
            subdistrict: None,
            phone: phone.map(str::to_owned),
            skills: None,
            joined_on: joined.map(day),
            status: Status::Active,
            named: false,
            source: None,
        };
        Volunteer {
            id: Uuid::from_u128(id),
            code: id.to_string(),
            card: id.to_string(),
            told,
            merged_into: None,
            invented: false,
            updated_at: kit::Timestamp::default(),
            version: 3,
        }
    }

    #[test]
    fn who_is_parted_again_is_as_before() {
        for kept in [
            volunteer(2, None, None, None),
            volunteer(2, Some("9205"), None, Some("2008-01-01")),
            volunteer(2, Some("9201"), Some("+66812345678"), Some("2006-01-01")),
        ] {
            let gone = volunteer(1, Some("9205"), Some("+66899999999"), Some("2007-04-01"));
            let (_, after) = gone.merged(kept.clone()).expect("merged");
            let merge = Merge::of(&kept.told, &after, Moved::default());
            let kept_in_trail = serde_json::to_string(&merge).expect("a fact");
            assert!(!kept_in_trail.contains("+66"), "nothing personal: {kept_in_trail}");
            let merge = serde_json::from_str(&kept_in_trail).expect("read again");
            assert_eq!(after.parted(&merge).told, kept.told);
        }
    }
}
