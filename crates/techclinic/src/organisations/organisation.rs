//! An organisation: a ministry's office, an agency, an institute, a local government.

use kit::Subject;
use kit::show::Bilingual;
use uuid::Uuid;

use kit::words;

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

/// An organisation as it is entered: valid, not yet stored.
#[derive(Clone, Debug, PartialEq)]
pub struct NewOrganisation {
    /// Short code for people.
    pub code: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its name.
    pub name: Bilingual,
    /// The province it stands in, by official code.
    pub province: Option<String>,
}

/// An organisation.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// Inside.
    pub id: Uuid,
    /// What was entered.
    pub told: NewOrganisation,
}

impl Subject for Organisation {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.told.code)
    }
}
