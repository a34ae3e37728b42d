//! The posts of the network that somebody is appointed to, and the role that follows from each
//! (docs/requirements.md A1-03, A5-01).

use kit::words;
use uuid::Uuid;

use house::accounts::{Reach, Role};

words! {
    /// A post.
    Post {
        /// Submits for a clinic.
        ClinicDirector = "clinic_director",
        /// Checks a clinic's records.
        ClinicManager = "clinic_manager",
        /// Enters a clinic's records.
        ClinicCoordinator = "clinic_coordinator",
        /// The provincial chief science executive (PCSO).
        ProvincialExecutive = "provincial_executive",
        /// Heads a regional centre.
        CentreDirector = "centre_director",
        /// Works at a regional centre.
        CentreOfficer = "centre_officer",
        /// Sits in the working group on participation.
        WorkingGroupMember = "working_group_member",
    }
}

impl Post {
    /// The role whoever holds it has for as long.
    pub fn role(self) -> Role {
        match self {
            Self::ClinicDirector => Role::ClinicDirector,
            Self::ClinicManager => Role::ClinicManager,
            Self::ClinicCoordinator => Role::ClinicCoordinator,
            Self::ProvincialExecutive => Role::ProvinceOfficer,
            Self::CentreDirector | Self::CentreOfficer => Role::RegionalOfficer,
            Self::WorkingGroupMember => Role::WorkingGroupMember,
        }
    }

    /// Is it held by one person at a time? A clinic has one director and one manager, a province one chief
    /// science executive (docs/requirements.md A1-03), a centre one director; coordinators, officers and
    /// members are as many as there are.
    pub fn is_single(self) -> bool {
        use Post::{CentreDirector, ClinicDirector, ClinicManager, ProvincialExecutive};
        matches!(self, ClinicDirector | ClinicManager | ProvincialExecutive | CentreDirector)
    }

    /// Where it is held.
    pub fn reach(self) -> Reach {
        self.role().reach()
    }
}

/// Where a post is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a clinic.
    Clinic(Uuid),
    /// In a province, by official code.
    Province(String),
    /// In a region, by its code.
    Region(String),
    /// In the group of the whole network.
    Group,
}

impl Place {
    /// The clinic.
    pub fn clinic(&self) -> Option<Uuid> {
        if let Self::Clinic(id) = self { Some(*id) } else { None }
    }

    /// The province.
    pub fn province(&self) -> Option<&str> {
        if let Self::Province(code) = self { Some(code) } else { None }
    }

    /// The region.
    pub fn region(&self) -> Option<&str> {
        if let Self::Region(code) = self { Some(code) } else { None }
    }
}
