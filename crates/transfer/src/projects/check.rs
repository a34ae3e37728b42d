//! What is not right with a plan yet. The same checks warn beside the field of a draft and stand
//! against submitting it: warn early, block once (docs/requirements.md A0-28, A0-30, F5).

use std::collections::HashMap;

use chrono::NaiveDate;
use kit::message::msg;
use kit::{FormErrors, Message};
use thai::FiscalYear;

use super::answering::{Amending, Answering};
use super::budget_check;
use super::indicator::RECIPIENTS;
use super::plan::Plan;
use super::schedule::months_offered;
use crate::programmes::ParticipationLevel;
use kit::words;

words! {
    /// A part of the plan that is filled in on one page.
    Section {
        /// What it is, and why.
        About = "about",
        /// For whom and where.
        Areas = "areas",
        /// What it transfers and which items of plans it serves, on a page of their own.
        Served = "served",
        /// Targets and how they are measured.
        Indicators = "indicators",
        /// When, how, and who is responsible.
        Work = "work",
        /// The schedule by month.
        Schedule = "schedule",
        /// What it costs.
        Budget = "budget",
        /// Pictures and papers, on a page of their own.
        Files = "files",
    }
}

impl Section {
    /// The section after this one; after the last that every plan needs, the whole project is looked at.
    pub fn next(self) -> Option<Self> {
        let at = Self::ALL.iter().position(|one| *one == self)?;
        Self::ALL.get(at + 1).copied().filter(|next| *next != Self::Files)
    }

    /// Is it typed, as a section of the plan?
    pub fn is_typed(self) -> bool {
        !matches!(self, Self::Served | Self::Files)
    }

    /// Where it is filled in for the project of this code.
    pub fn address(self, code: &str) -> String {
        match self {
            Self::Served | Self::Files => format!("/projects/{code}/{self}"),
            _ => format!("/projects/{code}/edit?section={self}"),
        }
    }
}

/// One thing that is not right yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// The page it is put right on.
    pub section: Section,
    /// The field there, as forms name it.
    pub field: String,
    /// What is wrong, and what to do.
    pub message: Message,
    /// Does it stand against submitting, or is it only to be known?
    pub binding: bool,
}

impl Check {
    /// The field's name, where the message alone does not tell which field is meant.
    pub fn unnamed(&self) -> Option<&str> {
        if self.message.id() == "projects-check-empty" { self.field.rsplit('.').next() } else { None }
    }

    /// Which row of a list it is about, counted from one.
    pub fn row(&self) -> Option<usize> {
        self.field.split('.').nth(1)?.parse().ok().map(|row: usize| row + 1)
    }
}

/// What is asked of a plan beside what every plan must have.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// The least participation of the public that its line of work asks for.
    pub least_level: Option<ParticipationLevel>,
    /// The call it answers, and how it stands before it.
    pub answering: Option<Answering>,
    /// The call whose money binds an amendment of it.
    pub amending: Option<Amending>,
    /// Codes of public projects of these years that bring one of its technologies to one of its subdistricts.
    pub alike: Vec<String>,
}

/// Everything that is not right with `plan` yet, in the order of its sections.
pub fn checks(plan: &Plan, rules: &Rules) -> Vec<Check> {
    let mut found = Found::default();
    about(plan, &mut found);
    areas(plan, &mut found);
    indicators(plan, &mut found);
    work(plan, rules, &mut found);
    schedule(plan, &mut found);
    budget_check::check(&plan.budget, &mut found);
    if !rules.alike.is_empty() {
        let message = msg("projects-check-alike").with("codes", rules.alike.join(", "));
        found.tells(Section::Areas, "areas", message);
    }
    if let Some(answering) = &rules.answering {
        answering.check(plan, &mut found);
    }
    if let Some(amending) = &rules.amending {
        amending.check(plan, &mut found);
    }
    found.0.sort_by_key(|check| check.section as u8);
    found.0
}

/// What stands against submitting `plan`.
///
/// # Errors
/// Every binding check, beside its field.
pub fn may_be_submitted(plan: &Plan, rules: &Rules) -> Result<(), FormErrors> {
    let mut errors = FormErrors::new();
    for check in checks(plan, rules).into_iter().filter(|check| check.binding) {
        errors.add(check.field, check.message);
    }
    errors.into_result()
}

/// How many things are not right in each section.
pub fn counted(plan: &Plan, rules: &Rules) -> HashMap<Section, usize> {
    let mut faults = HashMap::new();
    for check in checks(plan, rules) {
        *faults.entry(check.section).or_insert(0) += 1;
    }
    faults
}

/// The checks of one section as messages beside its fields.
pub fn warnings(plan: &Plan, rules: &Rules, section: Section) -> FormErrors {
    let mut warnings = FormErrors::new();
    for check in checks(plan, rules).into_iter().filter(|check| check.section == section) {
        warnings.add(check.field, check.message);
    }
    warnings
}

/// Checks as they are found.
#[derive(Default)]
pub(super) struct Found(Vec<Check>);

impl Found {
    pub(super) fn binds(&mut self, section: Section, field: impl Into<String>, message: Message) {
        self.0.push(Check { section, field: field.into(), message, binding: true });
    }

    pub(super) fn tells(&mut self, section: Section, field: impl Into<String>, message: Message) {
        self.0.push(Check { section, field: field.into(), message, binding: false });
    }

    /// What all of them say.
    pub(super) fn messages(self) -> Vec<Message> {
        self.0.into_iter().map(|check| check.message).collect()
    }

    /// The first of those that stand against it.
    pub(super) fn first_binding(self) -> Option<Message> {
        self.0.into_iter().find(|check| check.binding).map(|check| check.message)
    }

    fn needs(&mut self, filled: bool, section: Section, field: &str) {
        if !filled {
            self.binds(section, field, msg("projects-check-empty"));
        }
    }
}

fn about(plan: &Plan, found: &mut Found) {
    found.needs(!plan.rationale.is_empty(), Section::About, "rationale");
    found.needs(!plan.objectives.is_empty(), Section::About, "objectives");
}

fn areas(plan: &Plan, found: &mut Found) {
    if plan.areas.is_empty() {
        found.binds(Section::Areas, "areas", msg("projects-check-no-area"));
    }
    for (at, area) in plan.areas.iter().enumerate() {
        if area.clinic.is_none() {
            found.binds(Section::Areas, format!("area.{at}.clinic"), msg("projects-check-no-clinic"));
        }
        for (place_at, place) in area.places.iter().enumerate() {
            if let (None, Some(remark)) = (&place.code, &place.remark) {
                found.tells(Section::Areas, format!("area.{at}.place.{place_at}.subdistrict"), remark.clone());
            }
        }
    }
    if plan.target_groups.is_empty() {
        found.binds(Section::Areas, "groups", msg("projects-check-no-group"));
    }
}

fn indicators(plan: &Plan, found: &mut Found) {
    if plan.indicators.is_empty() {
        found.binds(Section::Indicators, "indicators", msg("projects-check-no-indicator"));
    }
    let stated = i64::from(plan.budget.stated_persons);
    let recipients = plan.indicators.iter().enumerate().find(|(_, one)| one.code == RECIPIENTS);
    if let Some((at, indicator)) = recipients
        && indicator.target != stated
    {
        let message = msg("projects-check-recipients")
            .with("target", thai::digits::group(indicator.target))
            .with("stated", thai::digits::group(stated));
        found.binds(Section::Indicators, format!("indicator.{at}.target"), message);
    }
}

fn work(plan: &Plan, rules: &Rules, found: &mut Found) {
    found.needs(plan.period.starts_on.is_some(), Section::Work, "starts_on");
    found.needs(plan.period.ends_on.is_some(), Section::Work, "ends_on");
    if let (Some(from), Some(to)) = (plan.period.starts_on, plan.period.ends_on)
        && from > to
    {
        found.binds(Section::Work, "ends_on", msg("projects-check-period-order"));
    }
    found.needs(!plan.method.is_empty(), Section::Work, "method");
    found.needs(!plan.responsible.is_empty(), Section::Work, "lead_organisation");
    if let Some(least) = rules.least_level
        && !plan.participation_level.is_some_and(|level| level.reaches(least))
    {
        found.binds(Section::Work, "participation_level", msg("projects-check-level").with("least", least.as_str()));
    }
}

fn schedule(plan: &Plan, found: &mut Found) {
    if plan.schedule.is_empty() {
        found.binds(Section::Schedule, "items", msg("projects-check-no-item"));
    }
    for (at, item) in plan.schedule.iter().enumerate() {
        if item.unplaced() > 0 {
            let message = msg("projects-check-unplaced").with("count", item.unplaced());
            found.tells(Section::Schedule, format!("item.{at}.months"), message);
        }
        let offered = months_offered(plan.fiscal_year);
        // Preparation in the year before is allowed (docs/requirements.md B-10).
        let before = FiscalYear(plan.fiscal_year.0 - 1);
        let elsewhere = |month: NaiveDate| {
            !offered.contains(&month) && !plan.fiscal_year.contains(month) && !before.contains(month)
        };
        if let Some(mark) = item.planned().find(|mark| elsewhere(mark.month)) {
            let part = if mark.exact_on.is_some() { "exact" } else { "months" };
            let message =
                msg("projects-check-months").with("month", mark.month).with("year", plan.fiscal_year.0.to_string());
            found.binds(Section::Schedule, format!("item.{at}.{part}"), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::show::Bilingual;
    use thai::FiscalYear;

    fn plan() -> Plan {
        Plan::named(Bilingual::default(), FiscalYear(2553), "participation")
    }

    fn said(plan: &Plan, field: &str) -> Option<(String, bool)> {
        let rules = Rules { least_level: Some(ParticipationLevel::Involve), ..Rules::default() };
        checks(plan, &rules)
            .into_iter()
            .find(|check| check.field == field)
            .map(|check| (check.message.id().to_owned(), check.binding))
    }

    #[test]
    fn participation_plans_reach_at_least_involve() {
        let mut plan = plan();
        for (level, wrong) in [
            (None, true),
            (Some(ParticipationLevel::Consult), true),
            (Some(ParticipationLevel::Involve), false),
            (Some(ParticipationLevel::Empower), false),
        ] {
            plan.participation_level = level;
            assert_eq!(said(&plan, "participation_level").is_some(), wrong, "{level:?}");
        }
    }
}
