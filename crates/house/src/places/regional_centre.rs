//! The noun: a regional centre of the ministry (ศวภ.). Which provinces it covers is data, and need not
//! cover the country (docs/requirements.md A1-06).

use chrono::NaiveDate;
use kit::show::Bilingual;
use thai::places::{Place, provinces_on};
use uuid::Uuid;

/// A centre as a source tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCentre {
    /// Short code for people.
    pub code: String,
    /// Its name.
    pub name: Bilingual,
    /// Official code of the province it stands in.
    pub province: String,
    /// The provinces it is known to cover, each once, in order.
    pub covers: Vec<String>,
    /// The first day; `None` where no source says.
    pub from: Option<NaiveDate>,
    /// The last day; `None` while it works.
    pub to: Option<NaiveDate>,
    /// What says so.
    pub source: String,
}

/// A centre as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Centre {
    /// Inside.
    pub id: Uuid,
    /// What the source says.
    pub told: NewCentre,
}

impl NewCentre {
    /// Is it known to cover the province on a day?
    pub fn covers_on(&self, province: &str, day: NaiveDate) -> bool {
        self.covers.iter().any(|one| one == province)
            && self.from.is_none_or(|from| from <= day)
            && self.to.is_none_or(|to| day <= to)
    }
}

/// The provinces there were on a day that no centre is known to cover.
pub fn uncovered_on(centres: &[Centre], day: NaiveDate) -> Vec<&'static Place> {
    let covered = |place: &&'static Place| {
        let code = place.code.to_string();
        centres.iter().any(|one| one.told.covers_on(&code, day))
    };
    provinces_on(day).filter(|place| !covered(place)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_of_provinces_are_told_by_what_is_in_them() {
        let day = |iso: &str| -> NaiveDate { iso.parse().expect("a day") };
        let centre = Centre {
            id: Uuid::nil(),
            told: NewCentre {
                code: "c".to_owned(),
                name: Bilingual::default(),
                province: "38".to_owned(),
                covers: vec!["38".to_owned(), "40".to_owned()],
                from: Some(day("2011-12-13")),
                to: None,
                source: String::new(),
            },
        };
        let centres = [centre];
        assert_eq!(uncovered_on(&centres, day("2012-01-01")).len(), 75);
        // Before it worked, and before บึงกาฬ was a province.
        assert_eq!(uncovered_on(&centres, day("2010-01-01")).len(), 76);
    }
}
