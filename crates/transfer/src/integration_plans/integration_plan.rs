//! The noun: the integration plan of a fiscal year (แผนบูรณาการงานด้าน วทน. กับจังหวัด), which gathers the
//! projects of all agencies in the provinces. While it is compiled its rows change; frozen it bears a seal,
//! by which every later reader sees whether it still says what it said (docs/requirements.md A4-02).

use kit::show::Bilingual;
use kit::{Message, Subject, Timestamp, msg, words};
use serde::{Deserialize, Serialize};
use thai::{FiscalYear, Satang};
use uuid::Uuid;

use super::deed::Deed;

words! {
    /// How far a plan has come.
    Status {
        /// Rows come and change.
        Compiling = "compiling",
        /// Nothing changes any more; it is read inside.
        Frozen = "frozen",
        /// The same, for everybody.
        Published = "published",
    }
}

impl Status {
    /// The tone of its mark on a page.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Compiling => "info",
            Self::Frozen => "warn",
            Self::Published => "good",
        }
    }
}

/// How many projects a plan has, what they cost, and the digest of all it says of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Projects.
    pub count: i64,
    /// What they cost.
    pub sum: Satang,
    /// SHA-256 of the canonical text (`seal.rs`), in hexadecimal digits.
    pub sha256: String,
}

/// What a plan was when it was frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// Its figures then.
    pub figures: Figures,
    /// When.
    pub at: Timestamp,
    /// Who froze it; `None`: the program.
    pub by: Option<Uuid>,
}

/// What people say of a plan as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Description {
    /// What it is called.
    pub name: Bilingual,
    /// What it is for (docs/requirements.md A4-06).
    pub goal: Option<String>,
    /// The document it is taken from.
    pub source: Option<String>,
    /// What a reader should know beside.
    pub note: Option<String>,
    /// How many projects its paper says it has; `None`: no paper says.
    pub stated_count: Option<i64>,
    /// What its paper says they cost.
    pub stated_sum: Option<Satang>,
}

/// The integration plan of a fiscal year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntegrationPlan {
    /// Inside.
    pub id: Uuid,
    /// Its fiscal year, which is its code for people.
    pub year: FiscalYear,
    /// The same as text.
    pub code: String,
    /// What people say of it.
    pub told: Description,
    /// How far it has come.
    pub status: Status,
    /// How often it was frozen.
    pub edition: i32,
    /// What it was when it was frozen last; `None` while it is compiled.
    pub seal: Option<Seal>,
    /// When it was published last.
    pub published_at: Option<Timestamp>,
    /// Why it was opened again last.
    pub opened_because: Option<String>,
    /// Part of a demonstration.
    pub invented: bool,
    /// Counts changes.
    pub version: i64,
}

impl Subject for IntegrationPlan {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }
}

impl IntegrationPlan {
    /// Where its page stands.
    pub fn address(&self) -> String {
        format!("/integration-plans/{}", self.code)
    }

    /// May its rows and what is said of it be changed?
    ///
    /// # Errors
    /// `integration-plans-shut`, which says what to do.
    pub fn open(&self) -> Result<(), Message> {
        match self.status {
            Status::Compiling => Ok(()),
            Status::Frozen | Status::Published => Err(msg("integration-plans-shut").with("year", self.code.clone())),
        }
    }

    /// With another description.
    ///
    /// # Errors
    /// As [`IntegrationPlan::open`].
    pub fn described(self, told: Description) -> Result<Self, Message> {
        self.open()?;
        Ok(Self { told, ..self })
    }

    /// What holds up its freeze: it has no row, its figures are not those its paper says, or `lacking` of its
    /// rows do not say what each must (docs/requirements.md A4-02).
    pub fn faults(&self, found: &Figures, lacking: i64) -> Vec<Message> {
        let mut faults = Vec::new();
        if found.count == 0 {
            faults.push(msg("integration-plans-fault-empty"));
        }
        if let Some(stated) = self.told.stated_count.filter(|stated| *stated != found.count) {
            faults.push(msg("integration-plans-fault-count").with("stated", stated).with("found", found.count));
        }
        if let Some(stated) = self.told.stated_sum.filter(|stated| *stated != found.sum) {
            let said = msg("integration-plans-fault-sum").with("stated", stated.to_string());
            faults.push(said.with("found", found.sum.to_string()));
        }
        if lacking > 0 {
            faults.push(msg("integration-plans-fault-lacking").with("count", lacking));
        }
        faults
    }

    /// Frozen with this seal. Whether anything holds it up is asked before.
    ///
    /// # Errors
    /// As [`IntegrationPlan::open`].
    pub fn frozen(self, seal: Seal) -> Result<Self, Message> {
        self.open()?;
        Ok(Self { status: Status::Frozen, edition: self.edition + 1, seal: Some(seal), ..self })
    }

    /// Opened again, and why: the next freeze makes another edition.
    ///
    /// # Errors
    /// `integration-plans-open-already` while it is compiled.
    pub fn unfrozen(self, because: String) -> Result<Self, Message> {
        match self.status {
            Status::Compiling => Err(msg("integration-plans-open-already")),
            _ => Ok(Self { status: Status::Compiling, seal: None, opened_because: Some(because), ..self }),
        }
    }

    /// Published, where it is still what was frozen.
    ///
    /// # Errors
    /// `integration-plans-freeze-first` while it is compiled, `integration-plans-published-already`,
    /// `integration-plans-seal-broken` where it says something else than its seal.
    pub fn published(self, at: Timestamp, found: &Figures) -> Result<Self, Message> {
        match self.status {
            Status::Compiling => Err(msg("integration-plans-freeze-first")),
            Status::Published => Err(msg("integration-plans-published-already")),
            Status::Frozen if self.is_broken(found) => Err(msg("integration-plans-seal-broken")),
            Status::Frozen => Ok(Self { status: Status::Published, published_at: Some(at), ..self }),
        }
    }

    /// Why a step of its life is none that it can take as it stands, of whatever else holds the step up.
    pub fn barred(&self, deed: Deed, at: Timestamp, found: &Figures) -> Option<Message> {
        let step = match deed {
            Deed::Compile | Deed::Freeze => self.open(),
            Deed::Unfreeze => self.clone().unfrozen(String::new()).map(drop),
            Deed::Publish => self.clone().published(at, found).map(drop),
        };
        step.err()
    }

    /// Does it say something else than when it was frozen? (docs/requirements.md G-19)
    pub fn is_broken(&self, found: &Figures) -> bool {
        self.seal.as_ref().is_some_and(|seal| seal.figures != *found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(count: i64, baht: i64, sha256: &str) -> Figures {
        Figures { count, sum: Satang(baht * 100), sha256: sha256.to_owned() }
    }

    fn plan(status: Status, seal: Option<Figures>) -> IntegrationPlan {
        let at = Timestamp::default();
        IntegrationPlan {
            id: Uuid::nil(),
            year: FiscalYear(2555),
            code: "2555".to_owned(),
            told: Description {
                name: Bilingual::default(),
                goal: None,
                source: None,
                note: None,
                stated_count: Some(637),
                stated_sum: Satang::from_baht(567_359_000),
            },
            status,
            edition: 0,
            seal: seal.map(|figures| Seal { figures, at, by: None }),
            published_at: None,
            opened_because: None,
            invented: false,
            version: 1,
        }
    }

    #[test]
    fn what_holds_up_a_freeze_is_all_said() {
        let plan = plan(Status::Compiling, None);
        for (found, lacking, wrong) in [
            (figures(637, 567_359_000, ""), 0, vec![]),
            (figures(638, 567_359_000, ""), 0, vec!["integration-plans-fault-count"]),
            (figures(637, 567_358_999, ""), 0, vec!["integration-plans-fault-sum"]),
            (figures(637, 567_359_000, ""), 2, vec!["integration-plans-fault-lacking"]),
            (
                figures(0, 0, ""),
                0,
                vec!["integration-plans-fault-empty", "integration-plans-fault-count", "integration-plans-fault-sum"],
            ),
        ] {
            let said: Vec<_> = plan.faults(&found, lacking).iter().map(|fault| fault.id().to_owned()).collect();
            assert_eq!(said, wrong, "{found:?}");
        }
    }

    #[test]
    fn a_plan_goes_its_way_and_back_and_no_other() {
        let sealed = figures(637, 567_359_000, "ab");
        let seal = || Seal { figures: sealed.clone(), at: Timestamp::default(), by: None };
        let at = Timestamp::default();
        let frozen = plan(Status::Compiling, None).frozen(seal()).expect("frozen");
        assert_eq!((frozen.status, frozen.edition), (Status::Frozen, 1));
        assert!(frozen.open().is_err() && frozen.clone().frozen(seal()).is_err());
        assert!(plan(Status::Compiling, None).published(at, &sealed).is_err());
        assert!(frozen.clone().published(at, &figures(637, 567_359_000, "cd")).is_err(), "its seal is broken");
        let published = frozen.published(at, &sealed).expect("published");
        assert!(published.clone().published(at, &sealed).is_err());
        let open = published.unfrozen("แก้จำนวนเงิน".to_owned()).expect("open again");
        assert!(open.open().is_ok() && open.seal.is_none());
        assert!(open.clone().unfrozen(String::new()).is_err());
        assert_eq!(open.frozen(seal()).expect("frozen again").edition, 2);
    }

    #[test]
    fn a_seal_is_broken_by_a_row_by_an_amount_and_by_a_word() {
        let sealed = figures(2, 100, "ab");
        let plan = plan(Status::Published, Some(sealed.clone()));
        assert!(!plan.is_broken(&sealed));
        for found in [figures(3, 100, "ab"), figures(2, 101, "ab"), figures(2, 100, "cd")] {
            assert!(plan.is_broken(&found), "{found:?}");
        }
    }
}
