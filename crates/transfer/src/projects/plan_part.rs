//! The parts of a plan that files hold one a row: budget lines, activities and indicators. A row is
//! about a part that is there, which it tells anew, or it is a new part at the end; a file never
//! takes a part away. Rows alike in what they are about are told apart by their order.

use kit::table::Row;
use uuid::Uuid;

use super::budget::BudgetLine;
use super::indicator::ProjectIndicator;
use super::plan::Plan;
use super::project::Project;
use super::schedule::ScheduleItem;
use house::exchange::{Change, Saved};

/// A part of a plan that a file can tell.
pub trait PlanPart: Clone + PartialEq + Send + Sync + 'static {
    /// These parts of a plan.
    fn of(plan: &Plan) -> &Vec<Self>;
    /// The same, to be changed.
    fn of_mut(plan: &mut Plan) -> &mut Vec<Self>;
    /// Its identifier; nil until it has one.
    fn id(&self) -> &Uuid;
    /// The same, to be given.
    fn id_mut(&mut self) -> &mut Uuid;
    /// Are both about the same thing?
    fn is_about(&self, other: &Self) -> bool;
    /// As `told` says it in the columns the file has; what files do not carry stays.
    fn retold(&self, told: &Self, has: &dyn Fn(&str) -> bool) -> Self;
}

impl PlanPart for BudgetLine {
    fn of(plan: &Plan) -> &Vec<Self> {
        &plan.budget.lines
    }

    fn of_mut(plan: &mut Plan) -> &mut Vec<Self> {
        &mut plan.budget.lines
    }

    fn id(&self) -> &Uuid {
        &self.id
    }

    fn id_mut(&mut self) -> &mut Uuid {
        &mut self.id
    }

    fn is_about(&self, other: &Self) -> bool {
        self.label == other.label && self.area == other.area
    }

    fn retold(&self, told: &Self, has: &dyn Fn(&str) -> bool) -> Self {
        Self {
            persons: if has("persons") { told.persons } else { self.persons },
            amount: told.amount,
            granted_before: if has("granted_before_baht") { told.granted_before } else { self.granted_before },
            source: if has("source") { told.source } else { self.source },
            note: if has("note") { &told.note } else { &self.note }.clone(),
            ..self.clone()
        }
    }
}

impl PlanPart for ScheduleItem {
    fn of(plan: &Plan) -> &Vec<Self> {
        &plan.schedule
    }

    fn of_mut(plan: &mut Plan) -> &mut Vec<Self> {
        &mut plan.schedule
    }

    fn id(&self) -> &Uuid {
        &self.id
    }

    fn id_mut(&mut self) -> &mut Uuid {
        &mut self.id
    }

    fn is_about(&self, other: &Self) -> bool {
        self.label == other.label
    }

    fn retold(&self, told: &Self, has: &dyn Fn(&str) -> bool) -> Self {
        let planned = |exact: bool| {
            let column = if exact { "exact_on" } else { "months" };
            let from = if has(column) { told } else { self };
            from.planned().filter(move |mark| mark.exact_on.is_some() == exact).cloned()
        };
        let mut marks: Vec<_> = planned(false).chain(planned(true)).chain(self.done().cloned()).collect();
        marks.sort();
        Self {
            marks_printed: if has("marks_printed") { told.marks_printed } else { self.marks_printed },
            remark: if has("remark") { &told.remark } else { &self.remark }.clone(),
            marks,
            ..self.clone()
        }
    }
}

impl PlanPart for ProjectIndicator {
    fn of(plan: &Plan) -> &Vec<Self> {
        &plan.indicators
    }

    fn of_mut(plan: &mut Plan) -> &mut Vec<Self> {
        &mut plan.indicators
    }

    fn id(&self) -> &Uuid {
        &self.id
    }

    fn id_mut(&mut self) -> &mut Uuid {
        &mut self.id
    }

    fn is_about(&self, other: &Self) -> bool {
        self.code == other.code
    }

    fn retold(&self, told: &Self, has: &dyn Fn(&str) -> bool) -> Self {
        let mut retold = self.clone();
        (retold.unit, retold.target) = (told.unit, told.target);
        retold.name.th.clone_from(&told.name.th);
        if has("name_en") {
            retold.name.en.clone_from(&told.name.en);
        }
        if has("instrument") {
            retold.instrument = told.instrument;
        }
        if has("formula") {
            retold.formula.clone_from(&told.formula);
        }
        retold
    }
}

/// A checked row of a file.
#[derive(Clone, Debug)]
pub struct Told<P> {
    /// The code of its project.
    pub project: String,
    /// The change of the project that it was checked against.
    pub version: i64,
    /// What it says.
    pub part: P,
    /// The row, which knows its file's columns.
    pub row: Row,
}

/// What they say counts, and not how their rows were written.
impl<P: PartialEq> PartialEq for Told<P> {
    fn eq(&self, other: &Self) -> bool {
        (&self.project, self.version, &self.part) == (&other.project, other.version, &other.part)
    }
}

impl<P: PlanPart> Told<P> {
    /// As it stands in a plan that has `old`.
    fn over(&self, old: &P) -> P {
        old.retold(&self.part, &|column| self.row.has(column))
    }

    /// Does the plan say so already?
    pub fn is_said_by(&self, project: &Project) -> bool {
        P::of(&project.plan).iter().any(|old| old.is_about(&self.part) && self.over(old) == *old)
    }
}

/// May files tell these parts of the project? While its plan is open or follows a document; later
/// only where there are none yet, so that a project that came decided can be completed.
pub fn may_be_told<P: PlanPart>(project: &Project) -> bool {
    project.status.is_open() || project.status.follows_document() || P::of(&project.plan).is_empty()
}

/// Puts rows into their plan, in order, and answers what became of each.
pub fn tell<P: PlanPart>(plan: &mut Plan, rows: &[&Told<P>], mut new_id: impl FnMut() -> Uuid) -> Vec<Saved> {
    let list = P::of_mut(plan);
    let mut told = vec![false; list.len()];
    let mut one = |row: &&Told<P>| {
        let found = list.iter().zip(&told).position(|(old, told)| !told && old.is_about(&row.part));
        let Some((at, old)) = found.and_then(|at| Some((at, list.get_mut(at)?))) else {
            let mut new = row.part.clone();
            *new.id_mut() = new_id();
            let saved = Saved { id: *new.id(), change: Change::Added };
            list.push(new);
            told.push(true);
            return saved;
        };
        if let Some(told) = told.get_mut(at) {
            *told = true;
        }
        let new = row.over(old);
        let change = if new == *old { Change::Unchanged } else { Change::Changed };
        *old = new;
        Saved { id: *old.id(), change }
    };
    rows.iter().map(&mut one).collect()
}
