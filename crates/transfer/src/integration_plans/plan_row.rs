//! The noun: a project in a plan, as the agency that carries it out tells of it. Where it is carried out is one
//! province, several, or the whole country.

use kit::show::Bilingual;
use kit::{Subject, words};
use thai::Satang;
use uuid::Uuid;

use house::register::Standing;

/// The most a project may cost: a hundred thousand million baht, so that the sum of any plan can be told.
pub const AMOUNT_MOST: Satang = Satang(10_000_000_000_000);

words! {
    /// By what the ministry, which has no offices in the provinces, reaches them (docs/requirements.md A4-04).
    Mechanism {
        /// The mission of an agency under the ministry.
        AgencyMission = "agency_mission",
        /// A technology clinic of the network.
        NetworkClinic = "network_clinic",
        /// Another.
        Other = "other",
    }
}

words! {
    /// Who works on it in the province (docs/requirements.md A4-05).
    Counterpart {
        /// หน่วยงานภาครัฐ
        Government = "government",
        /// องค์กรปกครองส่วนท้องถิ่น
        LocalGovernment = "local_government",
        /// สถาบันการศึกษา
        Education = "education",
        /// ภาคเอกชน
        Private = "private",
        /// วิสาหกิจชุมชน
        CommunityEnterprise = "community_enterprise",
        /// ภาคประชาสังคม
        CivilSociety = "civil_society",
    }
}

words! {
    /// For whom it is (docs/requirements.md A3-07).
    Beneficiary {
        /// ภาคเอกชน
        PrivateSector = "private_sector",
        /// กลุ่มจังหวัด
        ProvincialGroup = "provincial_group",
        /// ประชาชน
        People = "people",
    }
}

words! {
    /// Where a row came from.
    Origin {
        /// A citizen's need.
        Need = "need",
        /// A project of our own.
        Project = "project",
        /// A project of our own that was given up since.
        Ended = "ended",
        /// Neither: an agency told of it.
        Agency = "agency",
    }
}

/// A project in a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRow {
    /// Inside.
    pub id: Uuid,
    /// Its code for people and files.
    pub code: String,
    /// The plan.
    pub plan: Uuid,
    /// Within its plan, from one; 0 before it is given.
    pub number: i32,
    /// What it is called.
    pub name: Bilingual,
    /// Who carries it out, where that is an organisation known here (docs/requirements.md A2-12).
    pub agency: Option<Uuid>,
    /// The same by the name of its time, as its paper has it.
    pub agency_as_printed: Option<String>,
    /// Official codes of the provinces, rising, each once; none: the whole country.
    pub provinces: Vec<String>,
    /// What it costs; `None`: not told yet.
    pub amount: Option<Satang>,
    /// By what the ministry reaches the province.
    pub mechanism: Option<Mechanism>,
    /// Who works on it there.
    pub counterparts: Vec<Counterpart>,
    /// For whom it is.
    pub beneficiaries: Vec<Beneficiary>,
    /// The citizen's need it came from.
    pub need: Option<Uuid>,
    /// The project of our own that it is.
    pub project: Option<Uuid>,
    /// The items of plans it answers to, by identifier.
    pub items: Vec<Uuid>,
    /// What a reader should know beside.
    pub note: Option<String>,
    /// It follows its project: nobody has changed it by hand.
    pub compiled: bool,
    /// Part of a demonstration.
    pub invented: bool,
    /// How often it was changed, and whether it stands.
    pub standing: Standing,
}

impl Subject for PlanRow {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }
}

impl PlanRow {
    /// The same with what a file or a form said: whoever changes anything takes it away from its project.
    #[must_use]
    pub fn by_hand(self, before: Option<&Self>) -> Self {
        let compiled = before.is_some_and(|before| before.compiled);
        let same = Self { compiled, ..self };
        if before == Some(&same) { same } else { Self { compiled: false, ..same } }
    }
}

/// Provinces as one text, rising and each once: how a row is kept, and by which rows are counted.
pub fn written(provinces: impl IntoIterator<Item = String>) -> String {
    let all: std::collections::BTreeSet<String> = provinces.into_iter().collect();
    all.into_iter().collect::<Vec<_>>().join(" ")
}

/// Reads [`written`].
pub fn read(provinces: &str) -> Vec<String> {
    provinces.split_whitespace().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn provinces_are_one_text_whatever_their_order() {
        let all = |codes: &[&str]| written(codes.iter().map(|code| (*code).to_owned()));
        assert_eq!(all(&["92", "20", "92"]), "20 92");
        assert_eq!(read(&all(&["92", "20"])), ["20", "92"]);
        assert_eq!((all(&[]), read("")), (String::new(), Vec::new()));
    }
}
