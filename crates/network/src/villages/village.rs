//! The noun: a village that applies science and technology in its main occupation
//! (docs/requirements.md A1-04, F-08).

use kit::message::msg;
use kit::show::Bilingual;
use kit::{Message, Subject, Timestamp, words};
use uuid::Uuid;

/// The longest name, in characters.
pub const NAME_MOST: usize = 200;
/// The longest text of a year: two pages.
pub const TEXT_MOST: usize = 6_000;
/// The first fiscal year that could have paid for a village: the network began in 2546.
pub const FIRST_YEAR: i32 = 2546;

/// The table whose changes others follow ([`kit::changes`]).
pub const INDEXED: &str = "village";

words! {
    /// Which programme a village belongs to.
    Kind {
        /// หมู่บ้านแม่ข่ายวิทยาศาสตร์และเทคโนโลยี, from 2553 on.
        Host = "host",
        /// หมู่บ้านวิทยาศาสตร์และเทคโนโลยีเฉลิมพระเกียรติ (docs/requirements.md A0-07).
        Honour = "honour",
    }
}

words! {
    /// How far a village has come.
    Status {
        /// It is building up what it does.
        Developing = "developing",
        /// Others learn from it.
        Model = "model",
        /// The work there is over.
        Ended = "ended",
        /// No source says.
        Unknown = "unknown",
    }
}

impl Status {
    /// How a page colours it.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Developing => "info",
            Self::Model => "good",
            Self::Ended | Self::Unknown => "neutral",
        }
    }
}

/// A village as it is entered: valid, not yet stored.
#[derive(Clone, Debug, PartialEq)]
pub struct NewVillage {
    /// Which programme it belongs to.
    pub kind: Kind,
    /// Its name, as people call it.
    pub name: Bilingual,
    /// Official code of the province.
    pub province: String,
    /// Official code of the district, in that province.
    pub district: String,
    /// Official code of the subdistrict, when known.
    pub subdistrict: Option<String>,
    /// The clinic responsible; `None` while not known.
    pub clinic: Option<Uuid>,
    /// Fiscal years that paid for it, rising, each once.
    pub years: Vec<i32>,
    /// The lead occupation.
    pub occupation: Option<String>,
    /// What it applies, each once.
    pub technologies: Vec<Uuid>,
    /// The village it learned from.
    pub mother: Option<Uuid>,
    /// How far it has come.
    pub status: Status,
    /// Where it is known from.
    pub source: Option<String>,
    /// Anything else worth knowing; public.
    pub note: Option<String>,
}

/// A village.
#[derive(Clone, Debug, PartialEq)]
pub struct Village {
    /// Inside.
    pub id: Uuid,
    /// Short code for people.
    pub code: String,
    /// What was entered.
    pub told: NewVillage,
    /// Made up for the demonstration.
    pub invented: bool,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// Counts changes.
    pub version: i64,
}

/// What a fiscal year brought a village.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// The year, Buddhist era.
    pub fiscal_year: i32,
    /// What was done and what came of it.
    pub told: String,
    /// Steps of the value chain, one a line, where the year is told by them (VCCI,
    /// docs/requirements.md F-09).
    pub value_chain: Option<String>,
}

impl Subject for Village {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }
}

impl Progress {
    /// The steps of the value chain, in order.
    pub fn steps(&self) -> Vec<&str> {
        let lines = self.value_chain.as_deref().unwrap_or_default().lines();
        lines.map(str::trim).filter(|line| !line.is_empty()).collect()
    }
}

impl NewVillage {
    /// The official code of the smallest place that is known.
    pub fn place_code(&self) -> &str {
        self.subdistrict.as_deref().unwrap_or(&self.district)
    }

    /// Is it the village that the other is, written down once more: of one programme, name and subdistrict,
    /// or of one district where a subdistrict is not known?
    pub fn is_same_village(&self, other: &Self) -> bool {
        let key = |one: &Self| thai::words::search_key(&one.name.th).replace(' ', "");
        let apart = self.subdistrict.is_some() && other.subdistrict.is_some() && self.subdistrict != other.subdistrict;
        self.kind == other.kind && self.district == other.district && !apart && key(self) == key(other)
    }

    /// The same with years and technologies in order, each once.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        self.years.sort_unstable();
        self.years.dedup();
        self.technologies.sort_unstable();
        self.technologies.dedup();
        self
    }
}

impl Village {
    /// There it is already, with the way to it.
    pub fn there_already(&self) -> Message {
        msg("villages-there-already")
            .with("name", self.told.name.th.clone())
            .with("code", self.code.clone())
            .with("record", format!("/villages/{}", self.code))
    }

    /// With other words about it, unless somebody else changed it since `version`.
    ///
    /// # Errors
    /// `kit-error-conflict-version`; `villages-mother-self` when it would be its own mother.
    pub fn corrected(self, told: NewVillage, version: i64) -> Result<Self, Message> {
        if version != self.version {
            return Err(msg("kit-error-conflict-version"));
        }
        if told.mother == Some(self.id) {
            return Err(msg("villages-mother-self"));
        }
        Ok(Self { told, ..self })
    }

    /// The names of what differs, for the trail.
    pub fn changed_since(&self, before: &NewVillage) -> Vec<&'static str> {
        let now = &self.told;
        let differences = [
            ("kind", now.kind != before.kind),
            ("name", now.name != before.name),
            ("place", (&now.district, &now.subdistrict) != (&before.district, &before.subdistrict)),
            ("clinic", now.clinic != before.clinic),
            ("years", now.years != before.years),
            ("occupation", now.occupation != before.occupation),
            ("technologies", now.technologies != before.technologies),
            ("mother", now.mother != before.mother),
            ("status", now.status != before.status),
            ("source", now.source != before.source),
            ("note", now.note != before.note),
        ];
        differences.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
    }
}

/// Does a chain of mothers that begins at `first` come to `sought`? `mother_of` tells the next one. A
/// chain that turns in a circle ends.
pub fn descends<K: PartialEq + Copy>(first: K, sought: K, mother_of: impl Fn(K) -> Option<K>) -> bool {
    let mut at = Some(first);
    for _ in 0..CHAIN_MOST {
        match at {
            Some(village) if village == sought => return true,
            Some(village) => at = mother_of(village),
            None => return false,
        }
    }
    true
}

/// No chain of villages is longer.
const CHAIN_MOST: usize = 1_000;

/// Fiscal years as somebody writes them: "2553, 2554", "๒๕๕๓-๒๕๕๕".
///
/// # Errors
/// `villages-years-range` for what is no fiscal year up to `latest`.
pub fn read_years(typed: &str, latest: i32) -> Result<Vec<i32>, Message> {
    let wrong = || msg("villages-years-range").with("first", FIRST_YEAR.to_string()).with("last", latest.to_string());
    let digits = thai::digits::to_ascii(typed).replace('–', "-");
    let mut years = Vec::new();
    for part in digits.split([',', ';', ' ', '/', '\n']).filter(|part| !part.is_empty()) {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let read = |year: &str| year.parse().ok().filter(|year| (FIRST_YEAR..=latest).contains(year));
        let (Some(from), Some(to)) = (read(from), read(to)) else { return Err(wrong()) };
        if from > to {
            return Err(wrong());
        }
        years.extend(from..=to);
    }
    years.sort_unstable();
    years.dedup();
    Ok(years)
}

/// Years as a form or a file has them: "2553, 2554".
pub fn written_years(years: &[i32]) -> String {
    years.iter().map(i32::to_string).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read_as_people_write_them() {
        for (typed, years) in [
            ("", vec![]),
            ("2553", vec![2553]),
            ("๒๕๕๔, ๒๕๕๓", vec![2553, 2554]),
            ("2553-2555; 2554", vec![2553, 2554, 2555]),
            ("2553–2554", vec![2553, 2554]),
        ] {
            assert_eq!(read_years(typed, 2570).expect("years"), years, "{typed}");
        }
        for typed in ["2010", "53", "2571", "2555-2553", "ปี 2553"] {
            assert!(read_years(typed, 2570).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_village_is_known_by_programme_name_and_place() {
        let told = |name: &str, subdistrict: Option<&str>| NewVillage {
            kind: Kind::Host,
            name: Bilingual { th: name.to_owned(), en: None },
            province: "92".to_owned(),
            district: "9205".to_owned(),
            subdistrict: subdistrict.map(str::to_owned),
            clinic: None,
            years: Vec::new(),
            occupation: None,
            technologies: Vec::new(),
            mother: None,
            status: Status::Unknown,
            source: None,
            note: None,
        };
        let one = told("บ้านพรุจูด", Some("920501"));
        for (other, same) in [
            (told("บ้าน พรุจูด", Some("920501")), true),
            (told("บ้านพรุจูด", None), true),
            (told("บ้านพรุจูด", Some("920502")), false),
            (told("บ้านพรุจูด 2", Some("920501")), false),
            (NewVillage { kind: Kind::Honour, ..one.clone() }, false),
            (NewVillage { district: "9201".to_owned(), subdistrict: None, ..one.clone() }, false),
        ] {
            assert_eq!((one.is_same_village(&other), other.is_same_village(&one)), (same, same), "{other:?}");
        }
    }

    #[test]
    fn a_chain_of_mothers_never_comes_back() {
        let mothers = [(2, 1), (3, 2), (7, 8), (8, 7)];
        let mother_of = |one: i32| mothers.iter().find(|(child, _)| *child == one).map(|(_, mother)| *mother);
        assert!(descends(3, 1, mother_of));
        assert!(!descends(1, 3, mother_of));
        assert!(descends(7, 1, mother_of), "a circle that is there already ends the walk");
    }
}
