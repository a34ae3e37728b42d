//! How a plan is compiled from our own projects: each becomes a row, a row that follows its project is put right,
//! and what somebody has changed by hand, or withdrawn, is left alone. Compiling again changes nothing.

use std::collections::HashMap;

use kit::show::Bilingual;
use thai::Satang;
use uuid::Uuid;

use super::plan_row::{AMOUNT_MOST, Mechanism, PlanRow};
use house::register::Standing;

/// A project of our own, as a plan tells of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Inside.
    pub project: Uuid,
    /// What it is called.
    pub name: Bilingual,
    /// The organisation that runs the leading clinic.
    pub agency: Option<Uuid>,
    /// Who leads as its plan has it: for a project of the ministry's own office.
    pub led_by: Option<String>,
    /// Official codes of the provinces of its areas, rising.
    pub provinces: Vec<String>,
    /// What its plan costs.
    pub amount: Option<Satang>,
    /// The need that was told first.
    pub need: Option<Uuid>,
    /// The items of plans of the state that it serves by its own plan.
    pub items: Vec<Uuid>,
}

/// What compiling did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compiled {
    /// Projects that have a row now.
    pub added: usize,
    /// Rows that were put right.
    pub changed: usize,
    /// Rows that say already what their projects say.
    pub unchanged: usize,
    /// Rows that somebody has changed by hand, or withdrawn.
    pub left: usize,
    /// Rows of projects that are not approved any more, for somebody to look at.
    pub ended: usize,
}

/// What compiling would write.
#[derive(Debug, Default)]
pub struct Work {
    /// New rows, without identifier, code and number.
    pub new: Vec<PlanRow>,
    /// Rows as they are to stand.
    pub changed: Vec<PlanRow>,
    /// What it did.
    pub did: Compiled,
}

/// Compares the projects with the rows that a plan has of them.
pub fn compare(plan: Uuid, invented: bool, projects: Vec<Candidate>, mut rows: HashMap<Uuid, PlanRow>) -> Work {
    let mut work = Work::default();
    for project in projects {
        match rows.remove(&project.project) {
            None => work.new.push(project.row(plan, invented)),
            Some(row) if !row.compiled || row.standing.withdrawn.is_some() => work.did.left += 1,
            Some(row) => {
                let told = project.told(row.clone());
                if told == row {
                    work.did.unchanged += 1;
                } else {
                    work.changed.push(told);
                }
            }
        }
    }
    work.did.added = work.new.len();
    work.did.changed = work.changed.len();
    work.did.ended = rows.values().filter(|row| row.standing.withdrawn.is_none()).count();
    work
}

impl Candidate {
    /// A row without identifier, code and number.
    fn row(self, plan: Uuid, invented: bool) -> PlanRow {
        self.told(PlanRow {
            id: Uuid::nil(),
            code: String::new(),
            plan,
            number: 0,
            name: Bilingual::default(),
            agency: None,
            agency_as_printed: None,
            provinces: Vec::new(),
            amount: None,
            mechanism: None,
            counterparts: Vec::new(),
            beneficiaries: Vec::new(),
            need: None,
            project: None,
            items: Vec::new(),
            note: None,
            compiled: true,
            invented,
            standing: Standing::NEW,
        })
    }

    /// The row with what the project says; what only people say of a row stays.
    fn told(self, row: PlanRow) -> PlanRow {
        PlanRow {
            name: self.name,
            agency: self.agency,
            agency_as_printed: if self.agency.is_some() { None } else { self.led_by },
            provinces: self.provinces,
            amount: self.amount.filter(|amount| *amount <= AMOUNT_MOST),
            mechanism: Some(if self.agency.is_some() { Mechanism::NetworkClinic } else { Mechanism::AgencyMission }),
            need: self.need,
            project: Some(self.project),
            items: self.items,
            ..row
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project(number: u128, baht: i64) -> Candidate {
        Candidate {
            project: Uuid::from_u128(number),
            name: Bilingual { th: format!("โครงการ {number}"), en: None },
            agency: Some(Uuid::from_u128(900)),
            led_by: None,
            provinces: vec!["92".to_owned()],
            amount: Satang::from_baht(baht),
            need: None,
            items: Vec::new(),
        }
    }

    fn kept(rows: Vec<PlanRow>) -> HashMap<Uuid, PlanRow> {
        rows.into_iter().map(|row| (row.project.expect("a project"), row)).collect()
    }

    #[test]
    fn compiling_again_changes_nothing_and_hands_are_left_alone() {
        let plan = Uuid::from_u128(1);
        let first = compare(plan, false, vec![project(1, 10), project(2, 20), project(3, 30)], HashMap::new());
        assert_eq!((first.did.added, first.new[0].project), (3, Some(Uuid::from_u128(1))));
        let rows = first.new;

        let again = compare(plan, false, vec![project(1, 10), project(2, 20), project(3, 30)], kept(rows.clone()));
        assert_eq!(again.did, Compiled { unchanged: 3, ..Compiled::default() });

        let mut by_hand = rows;
        by_hand[1].compiled = false;
        let now = compare(plan, false, vec![project(1, 11), project(2, 21), project(4, 40)], kept(by_hand));
        assert_eq!(now.did, Compiled { added: 1, changed: 1, left: 1, ended: 1, unchanged: 0 });
        assert_eq!(now.changed[0].amount, Satang::from_baht(11));

        let serving = Candidate { items: vec![Uuid::from_u128(7)], ..project(1, 10) };
        let first = compare(plan, false, vec![project(1, 10)], HashMap::new());
        let served = compare(plan, false, vec![serving], kept(first.new));
        assert_eq!(
            served.changed[0].items,
            [Uuid::from_u128(7)],
            "a row that follows its project cites what it serves"
        );
    }

    #[test]
    fn a_project_of_the_office_is_carried_out_by_whom_its_plan_names() {
        let office = Candidate { agency: None, led_by: Some("สส.สป.วท.".to_owned()), ..project(1, 10) };
        let work = compare(Uuid::nil(), false, vec![office], HashMap::new());
        let row = &work.new[0];
        assert_eq!(
            (row.agency_as_printed.as_deref(), row.mechanism),
            (Some("สส.สป.วท."), Some(Mechanism::AgencyMission))
        );
    }
}
