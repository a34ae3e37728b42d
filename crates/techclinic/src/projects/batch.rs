//! What a file brings in: valid rows, not yet stored, each with the number of its row. Codes of
//! projects and clinics are still words here; the verb that writes them finds what they mean.

use kit::Message;
use kit::message::msg;
use thai::Satang;

use super::budget::BudgetLine;
use super::indicator::ProjectIndicator;
use super::project::Plan;
use super::schedule::ScheduleItem;

/// What is wrong with a row: the column, and why.
pub type RowErrors = Vec<(&'static str, Message)>;

/// A project of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct NewProject {
    /// Its code, when the file gives one.
    pub code: Option<String>,
    /// The code of the clinic that leads it; `None` for the ministry's own.
    pub lead_clinic: Option<String>,
    /// The code of the clinic that answers for each area, in their order.
    pub area_clinics: Vec<Option<String>>,
    /// The plan, as far as the row holds it.
    pub plan: Plan,
}

/// A budget line of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct NewLine {
    /// The code of its project.
    pub project: String,
    /// What it pays for.
    pub label: String,
    /// Official code of the province of its area.
    pub area: Option<String>,
    /// Class of expense.
    pub expense_class: String,
    /// Persons.
    pub persons: Option<i32>,
    /// Planned.
    pub amount: Satang,
    /// Granted before.
    pub granted_before: Satang,
    /// Note.
    pub note: Option<String>,
}

/// An activity of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct NewItem {
    /// The code of its project.
    pub project: String,
    /// The activity.
    pub item: ScheduleItem,
}

/// An indicator of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct NewIndicator {
    /// The code of its project.
    pub project: String,
    /// The indicator.
    pub indicator: ProjectIndicator,
}

/// All rows of one file, with their numbers.
#[derive(Clone, Debug, PartialEq)]
pub enum Batch {
    /// New projects.
    Projects(Vec<(usize, NewProject)>),
    /// All budget lines of the projects named.
    BudgetLines(Vec<(usize, NewLine)>),
    /// The whole schedule of the projects named.
    Activities(Vec<(usize, NewItem)>),
    /// All indicators of the projects named.
    Indicators(Vec<(usize, NewIndicator)>),
}

impl Batch {
    /// The kind of file, as the command line calls it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Projects(_) => "projects",
            Self::BudgetLines(_) => "budget-lines",
            Self::Activities(_) => "activities",
            Self::Indicators(_) => "indicators",
        }
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        match self {
            Self::Projects(rows) => rows.len(),
            Self::BudgetLines(rows) => rows.len(),
            Self::Activities(rows) => rows.len(),
            Self::Indicators(rows) => rows.len(),
        }
    }

    /// Is there nothing in it?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl NewProject {
    /// The codes of the clinics it names.
    pub fn clinic_codes(&self) -> impl Iterator<Item = String> + '_ {
        self.lead_clinic.iter().chain(self.area_clinics.iter().flatten()).cloned()
    }
}

/// Adds a line to a plan; its area is the plan's area in that province.
///
/// # Errors
/// `projects-import-no-area` where the plan has none, or more than one.
pub fn add_line(plan: &mut Plan, new: NewLine) -> Result<(), (&'static str, Message)> {
    let area = match &new.area {
        None => None,
        Some(province) => {
            let mut inside = plan.areas.iter().filter(|area| area.province == *province);
            match (inside.next(), inside.next()) {
                (Some(only), None) => Some(only.id),
                _ => return Err(("area", msg("projects-import-no-area"))),
            }
        }
    };
    plan.budget.lines.push(BudgetLine {
        label: new.label,
        area,
        expense_class: new.expense_class,
        persons: new.persons,
        amount: new.amount,
        granted_before: new.granted_before,
        note: new.note,
        ..BudgetLine::default()
    });
    Ok(())
}

/// Adds an activity to a plan.
///
/// # Errors
/// None; it has the shape of its neighbours.
pub fn add_item(plan: &mut Plan, new: NewItem) -> Result<(), (&'static str, Message)> {
    plan.schedule.push(new.item);
    Ok(())
}

/// Adds an indicator to a plan.
///
/// # Errors
/// `projects-indicator-twice`.
pub fn add_indicator(plan: &mut Plan, new: NewIndicator) -> Result<(), (&'static str, Message)> {
    if plan.indicators.iter().any(|one| one.code == new.indicator.code) {
        return Err(("code", msg("projects-indicator-twice")));
    }
    plan.indicators.push(new.indicator);
    Ok(())
}
