//! Roles and where they hold (docs/requirements.md F1). A role says what somebody may do; its scope
//! says with whose records.

use chrono::NaiveDate;
use kit::words;
use uuid::Uuid;

words! {
    /// What somebody may do.
    Role {
        /// Enters a clinic's records.
        ClinicCoordinator = "clinic_coordinator",
        /// Checks a clinic's records.
        ClinicManager = "clinic_manager",
        /// Submits for a clinic.
        ClinicDirector = "clinic_director",
        /// Reads a region and comments.
        RegionalOfficer = "regional_officer",
        /// Provincial chief science officer or their office: reads a province, sets priorities.
        ProvinceOfficer = "province_officer",
        /// Reviews, visits and publishes remarks.
        WorkingGroupMember = "working_group_member",
        /// Sets up programmes; reviews, returns and accepts.
        MinistryOfficer = "ministry_officer",
        /// Reads figures.
        Executive = "executive",
        /// Reads everything and the trail; changes nothing.
        Auditor = "auditor",
        /// Handles requests about personal data.
        DataProtectionOfficer = "data_protection_officer",
        /// Manages accounts and settings; has no right to content.
        Administrator = "administrator",
    }
}

words! {
    /// How far a role reaches.
    Reach {
        /// Everywhere.
        Network = "network",
        /// The provinces of a region.
        Region = "region",
        /// One province.
        Province = "province",
        /// One clinic.
        Clinic = "clinic",
    }
}

impl Role {
    /// How far it reaches, whoever holds it.
    pub fn reach(self) -> Reach {
        match self {
            Self::ClinicCoordinator | Self::ClinicManager | Self::ClinicDirector => Reach::Clinic,
            Self::RegionalOfficer => Reach::Region,
            Self::ProvinceOfficer => Reach::Province,
            _ => Reach::Network,
        }
    }
}

/// A role as it is given: valid, but for whether there is such a clinic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewGrant {
    /// What.
    pub role: Role,
    /// The code of the region, province or clinic; empty for the whole network.
    pub place: String,
}

/// Where a role holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everywhere.
    Network,
    /// In the provinces of a region, by official code.
    Region {
        /// The region's code.
        region: String,
        /// Its provinces today.
        provinces: Vec<String>,
    },
    /// In one province, by official code.
    Province(String),
    /// For one clinic.
    Clinic {
        /// The clinic.
        id: Uuid,
        /// The provinces it answers for.
        provinces: Vec<String>,
    },
}

impl Scope {
    /// How far it reaches.
    pub fn reach(&self) -> Reach {
        match self {
            Self::Network => Reach::Network,
            Self::Region { .. } => Reach::Region,
            Self::Province(_) => Reach::Province,
            Self::Clinic { .. } => Reach::Clinic,
        }
    }
}

/// A role within a scope and a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// What.
    pub role: Role,
    /// Where.
    pub scope: Scope,
    /// From this day.
    pub valid_from: NaiveDate,
    /// To this day, included; open when `None`.
    pub valid_to: Option<NaiveDate>,
}

impl Grant {
    /// Does it hold on `day`?
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    /// Does its scope cover a record of `clinic` in `province`?
    pub fn covers(&self, clinic: Option<Uuid>, province: Option<&str>) -> bool {
        match &self.scope {
            Scope::Network => true,
            Scope::Region { provinces, .. } => province.is_some_and(|code| provinces.iter().any(|one| one == code)),
            Scope::Province(own) => province == Some(own),
            Scope::Clinic { id, .. } => clinic == Some(*id),
        }
    }
}
