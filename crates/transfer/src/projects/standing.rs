//! What stands on the parts of an approved plan: payments on its lines, work and reports on its areas. An amendment
//! takes nothing away from under them. The records are those of higher features: the `lib.rs` of this crate lists who
//! says of them.

use std::future::Future;
use std::pin::Pin;

use kit::message::msg;
use kit::{Act, FormErrors, Result};
use thai::Satang;
use uuid::Uuid;

use super::plan::Plan;
use super::project::Project;

/// A part of a plan on which records stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Work goes on in this area, or was reported of it.
    Area(Uuid),
    /// So much was paid under this line; nothing, where it is only named.
    Line(Uuid, Satang),
    /// So much of the grant is given or promised.
    Whole(Satang),
}

/// What a feature knows to stand on a plan.
pub type Found<'a> = Pin<Box<dyn Future<Output = Result<Vec<Standing>>> + Send + 'a>>;

/// A feature whose records stand on plans, asked by the project's identifier.
pub struct StandsOn(pub for<'a> fn(&'a Act, Uuid) -> Found<'a>);

/// A record on whose parts others stand.
pub trait StoodOn: 'static {
    /// Who stands on it.
    fn by() -> &'static [StandsOn];
}

/// Everything that stands on the plan of a project.
///
/// # Errors
/// When it cannot be read.
pub async fn standing(act: &Act, project: Uuid) -> Result<Vec<Standing>> {
    let mut all = Vec::new();
    for feature in Project::by() {
        all.extend((feature.0)(act, project).await?);
    }
    Ok(all)
}

/// Does the plan keep what others stand on?
///
/// # Errors
/// What it takes away, beside its field.
pub fn keeps(plan: &Plan, standing: &[Standing]) -> Result<(), FormErrors> {
    let mut errors = FormErrors::new();
    for one in standing {
        match one {
            Standing::Area(id) if plan.areas.iter().all(|area| area.id != *id) => {
                errors.add("areas", msg("projects-amendment-area-used"));
            }
            Standing::Area(_) => {}
            Standing::Line(id, paid) => keeps_line(plan, *id, *paid, &mut errors),
            Standing::Whole(least) => {
                let totals = plan.budget.totals();
                if totals.granted_before.0.saturating_add(totals.granted_now.0) < least.0 {
                    errors.add("lines", msg("projects-amendment-paid").with("paid", least.to_string()));
                }
            }
        }
    }
    errors.into_result()
}

fn keeps_line(plan: &Plan, id: Uuid, paid: Satang, errors: &mut FormErrors) {
    match plan.budget.lines.iter().enumerate().find(|(_, line)| line.id == id) {
        None => errors.add("lines", msg("projects-amendment-line-used")),
        Some((at, line)) => {
            let granted = line.granted_before.0.saturating_add(line.granted_now.0);
            if !plan.budget.offsetting && granted < paid.0 {
                let message = msg("projects-amendment-line-paid").with("paid", paid.to_string());
                errors.add(format!("line.{at}.granted_now"), message);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::projects::{Area, Budget, BudgetLine};
    use kit::show::Bilingual;
    use thai::FiscalYear;

    #[test]
    fn what_others_stand_on_is_not_taken_away() {
        let (area, line, other) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        let plan = |offsetting| Plan {
            areas: vec![Area { id: area, ..Area::default() }],
            budget: Budget {
                offsetting,
                lines: vec![BudgetLine { id: line, granted_now: Satang(100), ..BudgetLine::default() }],
                ..Budget::default()
            },
            ..Plan::named(Bilingual { th: "แผน".to_owned(), en: None }, FiscalYear(2553), "transfer")
        };
        for (offsetting, standing, field) in [
            (false, Standing::Area(area), None),
            (false, Standing::Area(other), Some("areas")),
            (false, Standing::Line(line, Satang(100)), None),
            (false, Standing::Line(line, Satang(101)), Some("line.0.granted_now")),
            (true, Standing::Line(line, Satang(101)), None),
            (true, Standing::Line(other, Satang(0)), Some("lines")),
            (true, Standing::Whole(Satang(100)), None),
            (true, Standing::Whole(Satang(101)), Some("lines")),
        ] {
            let found = keeps(&plan(offsetting), &[standing]).err();
            assert_eq!(found.is_some(), field.is_some(), "{standing:?}");
            if let (Some(errors), Some(field)) = (found, field) {
                assert!(errors.of(field).is_some(), "{standing:?}");
            }
        }
    }
}
