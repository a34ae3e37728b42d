//! An organisation: a ministry's office, an agency, an institute, a local government. It has its names
//! over time, and others that came before and after it.

use chrono::NaiveDate;
use kit::Subject;
use kit::show::Bilingual;
use uuid::Uuid;

use kit::words;

/// The table whose changes others follow ([`kit::changes`]).
pub const INDEXED: &str = "organisation";

words! {
    /// What an organisation is.
    OrganisationKind {
        /// An office of the ministry itself.
        MinistryOffice = "ministry_office",
        /// An agency under the ministry.
        Agency = "agency",
        /// A state institute of education.
        Institute = "institute",
        /// A private institute of education (seed 002).
        PrivateInstitute = "private_institute",
        /// A local government.
        LocalGovernment = "local_government",
        /// The office of a province.
        ProvinceOffice = "province_office",
    }
}

impl OrganisationKind {
    /// May it be an institute of a clinic? Agencies are: of the 55 networks thirteen were theirs
    /// (docs/requirements.md A2-02).
    pub fn may_belong(self) -> bool {
        matches!(self, Self::Agency | Self::Institute | Self::PrivateInstitute)
    }
}

/// An organisation as it is entered: valid, not yet stored.
#[derive(Clone, Debug, PartialEq)]
pub struct NewOrganisation {
    /// Short code for people.
    pub code: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its latest name.
    pub name: Bilingual,
    /// The province it stands in, by official code.
    pub province: Option<String>,
}

/// An organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Organisation {
    /// Inside.
    pub id: Uuid,
    /// What was entered.
    pub told: NewOrganisation,
    /// Counts changes.
    pub version: i64,
}

impl Subject for Organisation {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.told.code)
    }
}

/// One organisation that followed another (docs/requirements.md A3-08).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Succession {
    /// What was.
    pub predecessor: Uuid,
    /// What came.
    pub successor: Uuid,
    /// The day; `None` where no source says.
    pub on: Option<NaiveDate>,
    /// What says so.
    pub source: Option<String>,
}

/// Would `successor` come to follow itself, if it followed `predecessor`?
pub fn comes_round(known: &[Succession], predecessor: Uuid, successor: Uuid) -> bool {
    let mut ahead = vec![successor];
    let mut seen = Vec::new();
    while let Some(one) = ahead.pop() {
        if one == predecessor {
            return true;
        }
        if !seen.contains(&one) {
            seen.push(one);
            ahead.extend(known.iter().filter(|step| step.predecessor == one).map(|step| step.successor));
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_follows_themselves_even_by_a_detour() {
        let [a, b, c] = [1, 2, 3].map(Uuid::from_u128);
        let step = |predecessor, successor| Succession { predecessor, successor, on: None, source: None };
        let known = [step(a, b), step(b, c)];
        assert!(comes_round(&known, a, a) && comes_round(&known, c, a) && comes_round(&known, b, a));
        assert!(!comes_round(&known, a, c));
    }
}
