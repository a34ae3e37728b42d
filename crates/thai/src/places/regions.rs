//! Regions, by more than one grouping, and the provinces there were on a day. Every ministry draws
//! its own regions, so a grouping is named whenever one is used.

use super::code::Code;
use super::table::{self, Place};
use chrono::NaiveDate;

/// A way to divide the country into regions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grouping {
    /// Six regions, of the Royal Society.
    RoyalSociety,
    /// Four regions, of the National Statistical Office.
    StatisticalOffice,
}

/// A region of one grouping.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Region {
    /// ภาคเหนือ
    North,
    /// ภาคตะวันออกเฉียงเหนือ
    Northeast,
    /// ภาคกลาง
    Central,
    /// ภาคตะวันออก, of the Royal Society only.
    East,
    /// ภาคตะวันตก, of the Royal Society only.
    West,
    /// ภาคใต้
    South,
}

impl Grouping {
    /// Its regions.
    pub fn regions(self) -> &'static [Region] {
        use Region::{Central, East, North, Northeast, South, West};
        match self {
            Self::RoyalSociety => &[North, Northeast, Central, East, West, South],
            Self::StatisticalOffice => &[North, Northeast, Central, South],
        }
    }

    /// The region a place lies in; `None` for a code of no province.
    ///
    /// ```
    /// # use thai::places::{Code, Grouping, Region};
    /// let chon_buri = Code::parse("20").unwrap();
    /// assert_eq!(Grouping::RoyalSociety.region(chon_buri), Some(Region::East));
    /// assert_eq!(Grouping::StatisticalOffice.region(chon_buri), Some(Region::Central));
    /// ```
    pub fn region(self, place: Code) -> Option<Region> {
        let province = table::get(place.province())?.code.number();
        Some(match (self, province) {
            (_, 30..=49) => Region::Northeast,
            (_, 50..=58) => Region::North,
            (_, 80..) => Region::South,
            (Self::StatisticalOffice, 60..=67) => Region::North,
            (Self::RoyalSociety, 20..=25 | 27) => Region::East,
            (Self::RoyalSociety, 63 | 70 | 71 | 76 | 77) => Region::West,
            _ => Region::Central,
        })
    }

    /// The provinces of a region, by code.
    pub fn provinces(self, region: Region) -> impl Iterator<Item = &'static Place> {
        table::provinces().iter().filter(move |place| self.region(place.code) == Some(region))
    }
}

impl Region {
    /// The Thai name.
    pub fn name_th(self) -> &'static str {
        match self {
            Self::North => "ภาคเหนือ",
            Self::Northeast => "ภาคตะวันออกเฉียงเหนือ",
            Self::Central => "ภาคกลาง",
            Self::East => "ภาคตะวันออก",
            Self::West => "ภาคตะวันตก",
            Self::South => "ภาคใต้",
        }
    }

    /// The English name.
    pub fn name_en(self) -> &'static str {
        match self {
            Self::North => "North",
            Self::Northeast => "Northeast",
            Self::Central => "Central",
            Self::East => "East",
            Self::West => "West",
            Self::South => "South",
        }
    }
}

/// The office next to the governor of a province, as papers write it. Bangkok, which is no province in
/// law, has none.
pub const DEPUTY_GOVERNOR: &str = "รองผู้ว่าราชการจังหวัด";

const BUENG_KAN: u32 = 38;

/// The day from which a province of today has existed; `None` where it is older than the records
/// this program is about. บึงกาฬ came into force on 23 March 2554, the day after its Act was
/// published (พระราชบัญญัติตั้งจังหวัดบึงกาฬ พ.ศ. 2554, named in the place data).
pub fn province_since(province: Code) -> Option<NaiveDate> {
    (province.number() == BUENG_KAN).then(|| NaiveDate::from_ymd_opt(2011, 3, 23)).flatten()
}

/// The first day of which [`provinces_on`] knows: 1 December 2536, when หนองบัวลำภู, อำนาจเจริญ and สระแก้ว
/// were made. What was there before is not kept.
pub fn provinces_known_from() -> NaiveDate {
    NaiveDate::from_ymd_opt(1993, 12, 1).unwrap_or(NaiveDate::MAX)
}

/// The provinces there were on a day, Bangkok among them: 76, and 77 since 23 March 2554. Sound
/// from [`provinces_known_from`] on.
///
/// ```
/// # use thai::{FiscalYear, places::provinces_on};
/// assert_eq!(provinces_on(FiscalYear(2553).end()).count(), 76);
/// assert_eq!(provinces_on(FiscalYear(2558).end()).count(), 77);
/// ```
pub fn provinces_on(day: NaiveDate) -> impl Iterator<Item = &'static Place> {
    table::provinces().iter().filter(move |place| province_since(place.code).is_none_or(|since| since <= day))
}
