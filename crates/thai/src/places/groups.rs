//! Provincial groups (กลุ่มจังหวัด), which the Cabinet has redrawn: 19 in 2546, 18 in 2551, 18 anew
//! in 2560 (docs/requirements.md C-11). The sources name the members of one group on one day only;
//! all else is said to be unknown rather than guessed.

use super::code::Code;
use super::table::{self, Place};
use chrono::NaiveDate;

/// One definition of the groups, in force until the next.
#[derive(Debug, PartialEq, Eq)]
pub struct GroupSet {
    /// The first day of the definition (year, month, day).
    from: (i32, u32, u32),
    /// How many groups it has.
    pub groups: u8,
    /// What laid it down.
    pub source: &'static str,
    /// The same in English.
    pub source_en: &'static str,
}

/// The definitions, oldest first.
pub static GROUP_SETS: [GroupSet; 3] = [
    GroupSet {
        from: (2003, 5, 17),
        groups: 19,
        source: "มติคณะรัฐมนตรี 17 พฤษภาคม 2546",
        source_en: "Cabinet resolution of 17 May 2003",
    },
    GroupSet {
        from: (2008, 1, 15),
        groups: 18,
        source: "มติคณะรัฐมนตรี 15 มกราคม 2551",
        source_en: "Cabinet resolution of 15 January 2008",
    },
    GroupSet {
        from: (2017, 11, 17),
        groups: 18,
        source: "ราชกิจจานุเบกษา 17 พฤศจิกายน 2560",
        source_en: "Royal Gazette of 17 November 2017",
    },
];

/// The Thai name of the southern border group.
pub const SOUTHERN_BORDER: &str = "ใต้ชายแดน";

/// สงขลา สตูล ปัตตานี ยะลา นราธิวาส: the group as its workshop of 29 March 2553 counted it.
const BORDER_2553: [u32; 5] = [90, 91, 94, 95, 96];
const LEFT_IN_2560: [u32; 2] = [90, 91];

/// What is known of a province's group on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Membership {
    /// It was in this group.
    In {
        /// The group's name.
        group: &'static str,
        /// The day on which the source says so, within the same definition.
        as_of: NaiveDate,
    },
    /// It was in some group, or in none, but not in this one.
    NotIn {
        /// The group's name.
        group: &'static str,
        /// The day on which the source says so, within the same definition.
        as_of: NaiveDate,
    },
    /// No source read so far says.
    NotKnown,
}

impl GroupSet {
    /// The first day it was in force.
    pub fn from(&self) -> NaiveDate {
        let (year, month, day) = self.from;
        NaiveDate::from_ymd_opt(year, month, day).unwrap_or(NaiveDate::MAX)
    }
}

/// The definition in force on a day; `None` before 17 May 2546.
pub fn group_set_on(day: NaiveDate) -> Option<&'static GroupSet> {
    GROUP_SETS.iter().rev().find(|set| set.from() <= day)
}

/// What is known of the group a province (or the province of a place) was in on a day.
///
/// ```
/// # use chrono::NaiveDate;
/// # use thai::places::{province_group_on, Code, Membership, SOUTHERN_BORDER};
/// let songkhla = Code::parse("90").unwrap();
/// let workshop = NaiveDate::from_ymd_opt(2010, 3, 29).unwrap();
/// let later = NaiveDate::from_ymd_opt(2018, 1, 1).unwrap();
/// assert!(matches!(province_group_on(songkhla, workshop), Membership::In { group: SOUTHERN_BORDER, .. }));
/// assert!(matches!(province_group_on(songkhla, later), Membership::NotIn { group: SOUTHERN_BORDER, .. }));
/// ```
pub fn province_group_on(place: Code, day: NaiveDate) -> Membership {
    let group = SOUTHERN_BORDER;
    let Some(set) = group_set_on(day) else {
        return Membership::NotKnown;
    };
    let Some(province) = table::get(place.province()).map(|place: &Place| place.code.number()) else {
        return Membership::NotKnown;
    };
    match set.from.0 {
        2008 => NaiveDate::from_ymd_opt(2010, 3, 29).map_or(Membership::NotKnown, |as_of| {
            if BORDER_2553.contains(&province) {
                Membership::In { group, as_of }
            } else {
                Membership::NotIn { group, as_of }
            }
        }),
        2017 if LEFT_IN_2560.contains(&province) => Membership::NotIn { group, as_of: set.from() },
        _ => Membership::NotKnown,
    }
}
