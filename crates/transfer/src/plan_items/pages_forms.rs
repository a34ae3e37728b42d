//! The form by which an item of a plan is entered or corrected.

use askama::Template;
use axum::response::{IntoResponse, Response};
use kit::{FormErrors, Result, msg, page};

use super::forms::PlanItemForm;
use super::plan_item::{Level, PlanItem};
use house::accounts::Reader;
use house::app::App;
use house::layout::place_chooser::provinces;
use house::layout::{Choice, choices, filters};
use house::register::{self, Shown};

/// The form by which it is entered or corrected.
#[derive(Template)]
#[template(path = "plan_items/form.html")]
struct Entry {
    /// What is being corrected, as it stands now; `None` for a new one.
    item: Option<PlanItem>,
    levels: Vec<Choice>,
    provinces: &'static [Choice],
    form: PlanItemForm,
    errors: FormErrors,
}
page!(Entry, |page| match &page.item {
    None => msg("plan-items-new-title"),
    Some(_) => msg("plan-items-correct-title"),
});

impl Entry {
    fn action(&self) -> String {
        register::action(self.item.as_ref())
    }

    fn draft(&self) -> String {
        register::draft(self.item.as_ref())
    }
}

impl Shown for PlanItem {
    const AT: &'static str = "/plan-items";
    const TITLE: &'static str = "plan-items-title";
    const REGISTERED: &'static str = "plan-items-registered";
    const CORRECTED: &'static str = "plan-items-corrected";
    const FIELD: &'static str = "name_th";

    async fn form(_: &App, _: &Reader, item: Option<Self>, form: PlanItemForm, errors: FormErrors) -> Result<Response> {
        let levels = choices(Level::words(), "plan-items-level-");
        Ok(Entry { item, levels, provinces: provinces(), form, errors }.into_response())
    }
}
