//! What a plan comes to, by provincial group and province: every row is counted once, under its province where
//! it has one, else under several provinces or the whole country, so that the parts make the whole exactly.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kit::show::Bilingual;
use kit::{Message, msg};
use thai::Satang;
use thai::places::{GroupSet, group_set_on, provinces_on};

use super::plan_row::read;
use super::seal::{AGENCY, AGENCY_AS_PRINTED, Line, NEED, PROVINCES};

/// How many rows, and what they cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows.
    pub rows: i64,
    /// What they cost, as far as it is told. Rows are so limited that no plan overflows.
    pub sum: Satang,
}

impl Tally {
    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { rows: self.rows.saturating_add(other.rows), sum: Satang(self.sum.0.saturating_add(other.sum.0)) }
    }

    /// What part of `whole` it costs, in percent with one decimal; `None` of nothing.
    pub fn share_of(self, whole: &Self) -> Option<String> {
        percent(self.sum.0, whole.sum.0)
    }

    /// The same of rows.
    pub fn share_of_rows(self, whole: &Self) -> Option<String> {
        percent(self.rows, whole.rows)
    }
}

/// Rounded half up to a tenth of a percent, in whole numbers.
fn percent(part: i64, whole: i64) -> Option<String> {
    let tenths = (i128::from(part) * 2_000 + i128::from(whole)).checked_div(i128::from(whole) * 2)?;
    Some(format!("{}.{}", tenths / 10, tenths % 10))
}

/// Where rows are counted within a group.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In this province, by official code.
    Province(String),
    /// In several of them.
    Several,
    /// In the whole country.
    Country,
}

/// Under which group rows are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Group {
    /// This one, as it stood on the day.
    Known(Bilingual),
    /// The province is in none, as Bangkok is.
    None,
    /// No source says in which the province was.
    Unknown,
    /// Their provinces are not known to be in one group.
    Several,
    /// The whole country.
    Country,
}

impl Group {
    /// Its word in addresses: the Thai name of a known one.
    pub fn word(&self) -> &str {
        match self {
            Self::Known(name) => &name.th,
            Self::None => "none",
            Self::Unknown => "unknown",
            Self::Several => "several",
            Self::Country => "country",
        }
    }

    /// Known ones stand first, in the order of a Thai dictionary.
    fn order(&self) -> (u8, Vec<u8>) {
        match self {
            Self::Known(name) => (0, thai::collate::sort_key(&name.th)),
            Self::None => (1, Vec::new()),
            Self::Unknown => (2, Vec::new()),
            Self::Several => (3, Vec::new()),
            Self::Country => (4, Vec::new()),
        }
    }
}

/// Of how many provinces a source says in which group they were on the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupsKnown {
    /// Of these it is known.
    pub provinces: i64,
    /// All that were in one: those that are in none, as Bangkok is, are left out.
    pub of: i64,
    /// What laid the groups down that were in force; `None` before the first did.
    pub laid_down: Option<&'static GroupSet>,
}

impl GroupsKnown {
    /// On a day; `of` says the group of one province.
    pub fn on(day: NaiveDate, of: impl Fn(&str) -> Group) -> Self {
        let groups: Vec<Group> = provinces_on(day).map(|place| of(&place.code.to_string())).collect();
        let count = |which: fn(&Group) -> bool| groups.iter().filter(|group| which(group)).count();
        let known = count(|group| matches!(group, Group::Known(_)));
        let unknown = count(|group| matches!(group, Group::Unknown));
        let whole = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        Self { provinces: whole(known), of: whole(known + unknown), laid_down: group_set_on(day) }
    }

    /// The same in a sentence, to stand beside what is counted under no known group.
    pub fn said(&self) -> Message {
        let Some(set) = self.laid_down else { return msg("integration-plans-groups-none-yet") };
        let source = Bilingual::new(set.source, set.source_en);
        msg("integration-plans-groups-known").with("known", self.provinces).with("of", self.of).with("source", &source)
    }
}

/// Rows of the same provinces, as the database counts them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Official codes; none: the whole country.
    pub provinces: Vec<String>,
    /// How many, and what they cost.
    pub tally: Tally,
}

/// Who carries rows out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// An organisation known here, by its code.
    Organisation(String),
    /// Its name as printed.
    Printed(String),
    /// No row says who.
    Nobody,
}

impl By {
    /// An organisation where its code is told, else a name where one is.
    pub fn new(code: Option<String>, printed: Option<String>) -> Self {
        let told = |text: Option<String>| text.filter(|text| !text.is_empty());
        match (told(code), told(printed)) {
            (Some(code), _) => Self::Organisation(code),
            (None, Some(printed)) => Self::Printed(printed),
            (None, None) => Self::Nobody,
        }
    }
}

/// Rows counted, by anything that is read from them.
fn counted<'a, K: Ord>(lines: &'a [Line], of: impl Fn(&'a Line) -> Option<K>) -> BTreeMap<K, Tally> {
    let mut counted: BTreeMap<K, Tally> = BTreeMap::new();
    for line in lines {
        let Some(key) = of(line) else { continue };
        let tally = counted.entry(key).or_default();
        *tally = tally.and(Tally { rows: 1, sum: line.amount.unwrap_or_default() });
    }
    counted
}

/// What a plan says, by the provinces that rows name together.
pub fn placed(lines: &[Line]) -> Vec<Placed> {
    let by_provinces = counted(lines, |line| Some(line.cells[PROVINCES].as_str()));
    by_provinces.into_iter().map(|(provinces, tally)| Placed { provinces: read(provinces), tally }).collect()
}

/// The same by who carries it out.
pub fn by_agency(lines: &[Line]) -> Vec<(By, Tally)> {
    let cell = |line: &Line, at: usize| Some(line.cells[at].clone());
    counted(lines, |line| Some(By::new(cell(line, AGENCY), cell(line, AGENCY_AS_PRINTED)))).into_iter().collect()
}

/// The same by the need that rows came from, of those that came from one.
pub fn by_need(lines: &[Line]) -> Vec<(String, Tally)> {
    counted(lines, |line| Some(line.cells[NEED].clone()).filter(|code| !code.is_empty())).into_iter().collect()
}

/// What a group comes to, and the places within it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfGroup {
    /// Which.
    pub group: Group,
    /// All of it.
    pub tally: Tally,
    /// Its places, provinces first in the order of a Thai dictionary.
    pub places: Vec<(Place, Tally)>,
}

/// The place under which rows of these provinces are counted.
pub fn place_of(provinces: &[String]) -> Place {
    match provinces {
        [] => Place::Country,
        [province] => Place::Province(province.clone()),
        _ => Place::Several,
    }
}

/// The group under which they are counted; `of` says that of one province.
pub fn group_of(provinces: &[String], of: impl Fn(&str) -> Group) -> Group {
    let Some((first, rest)) = provinces.split_first() else { return Group::Country };
    let group = of(first);
    let alike = rest.iter().all(|province| of(province) == group);
    match (alike, &group) {
        (true, Group::Known(_)) => group,
        (true, _) if rest.is_empty() => group,
        _ => Group::Several,
    }
}

/// What the groups come to, known ones first.
pub fn by_group(placed: &[Placed], of: impl Fn(&str) -> Group) -> Vec<OfGroup> {
    let mut groups: Vec<OfGroup> = Vec::new();
    for one in placed {
        let (group, place) = (group_of(&one.provinces, &of), place_of(&one.provinces));
        let at = groups.iter().position(|known| known.group == group).unwrap_or_else(|| {
            groups.push(OfGroup { group, tally: Tally::default(), places: Vec::new() });
            groups.len() - 1
        });
        let known = &mut groups[at];
        known.tally = known.tally.and(one.tally);
        match known.places.iter_mut().find(|(there, _)| *there == place) {
            Some((_, tally)) => *tally = tally.and(one.tally),
            None => known.places.push((place, one.tally)),
        }
    }
    groups.sort_by_cached_key(|one| one.group.order());
    for one in &mut groups {
        one.places.sort_by_cached_key(|(place, _)| match place {
            Place::Province(code) => {
                let name = thai::places::find(code).map_or(code.as_str(), |place| place.name_th);
                (0, thai::collate::sort_key(name))
            }
            Place::Several => (1, Vec::new()),
            Place::Country => (2, Vec::new()),
        });
    }
    groups
}

/// All of it.
pub fn total(placed: &[Placed]) -> Tally {
    placed.iter().fold(Tally::default(), |whole, one| whole.and(one.tally))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// ตรัง and กระบี่ are of one group here, กรุงเทพฯ of none, and of all others nobody says.
    fn of(province: &str) -> Group {
        match province {
            "92" | "81" => {
                Group::Known(Bilingual { th: "ใต้ฝั่งอันดามัน".to_owned(), en: None })
            }
            "10" => Group::None,
            _ => Group::Unknown,
        }
    }

    fn codes(provinces: &str) -> Vec<String> {
        read(provinces)
    }

    #[test]
    fn rows_are_counted_where_all_their_provinces_are() {
        for (provinces, group, place) in [
            ("", "country", Place::Country),
            ("92", "ใต้ฝั่งอันดามัน", Place::Province("92".to_owned())),
            ("81 92", "ใต้ฝั่งอันดามัน", Place::Several),
            ("20 92", "several", Place::Several),
            ("10", "none", Place::Province("10".to_owned())),
            ("20", "unknown", Place::Province("20".to_owned())),
            // That nobody says of either in which group it is does not make them one.
            ("20 21", "several", Place::Several),
        ] {
            let codes = codes(provinces);
            assert_eq!((group_of(&codes, of).word(), place_of(&codes)), (group, place), "{provinces}");
        }
    }

    #[test]
    fn shares_are_rounded_half_up_and_of_nothing_there_is_none() {
        let of =
            |part, whole| Tally { rows: part, sum: Satang(0) }.share_of_rows(&Tally { rows: whole, sum: Satang(0) });
        assert_eq!([of(1, 3), of(1, 2), of(2, 3), of(637, 637)].map(Option::unwrap), ["33.3", "50.0", "66.7", "100.0"]);
        assert_eq!(of(1, 2000).as_deref(), Some("0.1"));
        assert_eq!(of(0, 0), None);
    }

    proptest! {
        /// Groups make the whole, and the places of each make the group: no row twice and none left out.
        #[test]
        fn the_parts_make_the_whole(rows in prop::collection::vec((prop::collection::vec(0usize..5, 0..4), 0i64..1_000_000_000_000), 0..40)) {
            const CODES: [&str; 5] = ["92", "81", "10", "20", "21"];
            let placed: Vec<Placed> = rows.iter().map(|(provinces, sum)| {
                let written = super::super::plan_row::written(provinces.iter().map(|at| CODES[*at].to_owned()));
                Placed { provinces: codes(&written), tally: Tally { rows: 1, sum: Satang(*sum) } }
            }).collect();
            let whole = total(&placed);
            prop_assert_eq!(whole.rows, i64::try_from(rows.len()).unwrap());
            prop_assert_eq!(whole.sum.0, rows.iter().map(|(_, sum)| sum).sum::<i64>());
            let groups = by_group(&placed, of);
            prop_assert_eq!(groups.iter().fold(Tally::default(), |all, one| all.and(one.tally)), whole);
            for group in &groups {
                prop_assert_eq!(group.places.iter().fold(Tally::default(), |all, (_, one)| all.and(*one)), group.tally);
                let mut seen = group.places.iter().map(|(place, _)| place.clone()).collect::<Vec<_>>();
                seen.sort();
                seen.dedup();
                prop_assert_eq!(seen.len(), group.places.len());
            }
        }
    }
}
