//! Whom a project is for: recipients and stakeholders (seed 000 §4), an open list.

use kit::words;
use serde::{Deserialize, Serialize};

words! {
    /// What kind of group it is.
    TargetKind {
        /// กลุ่มแม่บ้าน กลุ่มเกษตรกร ชุมชน วิสาหกิจชุมชน
        Community = "community",
        /// Institutes and agencies that are clinics of the network.
        Clinics = "clinics",
        /// อบต. อบจ. เทศบาล
        LocalGovernments = "local_governments",
        /// ภาคเอกชน
        PrivateSector = "private_sector",
        /// Anyone else.
        Other = "other",
    }
}

/// A group the project is for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TargetGroup {
    /// What kind it is.
    pub kind: TargetKind,
    /// In the plan's own words.
    pub label: String,
}
