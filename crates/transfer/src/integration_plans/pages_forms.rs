//! The form by which a row of a plan is entered or corrected.

use askama::Template;
use axum::response::{IntoResponse, Response};
use kit::{FormErrors, Result, msg, page};

use super::forms::PlanRowForm;
use super::plan_row::{Beneficiary, Counterpart, Mechanism, PlanRow};
use super::store;
use house::accounts::Reader;
use house::app::App;
use house::layout::{Choice, choices, filters};
use house::organisations;
use house::register::{self, Shown};

/// The form by which it is entered or corrected.
#[derive(Template)]
#[template(path = "integration_plans/row_form.html")]
struct Entry {
    /// What is being corrected, as it stands now; `None` for a new one.
    row: Option<PlanRow>,
    /// Plans that are compiled.
    years: Vec<Choice>,
    agencies: Vec<Choice>,
    mechanisms: Vec<Choice>,
    counterparts: Vec<Choice>,
    beneficiaries: Vec<Choice>,
    form: PlanRowForm,
    errors: FormErrors,
}
page!(Entry, |page| match &page.row {
    None => msg("integration-plans-row-new-title"),
    Some(_) => msg("integration-plans-row-correct-title"),
});

impl Entry {
    fn action(&self) -> String {
        register::action(self.row.as_ref())
    }

    fn draft(&self) -> String {
        register::draft(self.row.as_ref())
    }
}

impl Shown for PlanRow {
    const AT: &'static str = "/integration-plans/rows";
    const TITLE: &'static str = "integration-plans-rows-title";
    const REGISTERED: &'static str = "integration-plans-row-registered";
    const CORRECTED: &'static str = "integration-plans-row-corrected";
    const FIELD: &'static str = "name_th";

    async fn form(
        app: &App,
        _: &Reader,
        row: Option<Self>,
        mut form: PlanRowForm,
        errors: FormErrors,
    ) -> Result<Response> {
        let open: Vec<String> =
            store::list(&app.db).await?.into_iter().filter(|plan| plan.open().is_ok()).map(|plan| plan.code).collect();
        if row.is_none() && form.fiscal_year.is_empty() {
            form.fiscal_year = open.first().cloned().unwrap_or_default();
        }
        let agencies = organisations::list_organisations(&app.db).await?.into_iter();
        let mut agencies: Vec<Choice> = agencies.map(|one| Choice::new(one.told.code, one.told.name)).collect();
        agencies.sort_by_cached_key(|one| match &one.label {
            house::layout::Label::Names(names) => thai::collate::sort_key(&names.th),
            _ => Vec::new(),
        });
        let year = |code: String| Choice::new(&code, msg("layout-fiscal-year").with("year", code.clone()));
        Ok(Entry {
            row,
            years: open.into_iter().map(year).collect(),
            agencies,
            mechanisms: choices(Mechanism::words(), "integration-plans-mechanism-"),
            counterparts: choices(Counterpart::words(), "integration-plans-counterpart-"),
            beneficiaries: choices(Beneficiary::words(), "integration-plans-beneficiary-"),
            form,
            errors,
        }
        .into_response())
    }
}
