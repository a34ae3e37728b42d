//! What of progress reports waits at a clinic when somebody there hands their work over.

use uuid::Uuid;

use super::expectation::{Expectation, Standing};
use super::forms::DeskFilter;
use super::progress_report::Status;
use super::store;
use house::app::App;
use house::layout::handover::{Finding, Waiting};

/// The reports on the last quarter that a clinic has yet to hand in.
pub fn waiting(app: &App, clinic: Uuid) -> Finding<'_> {
    Box::pin(async move {
        let today = app.clock.today();
        let quarter = DeskFilter::default().quarter(today);
        let owed = store::list_expected(&app.db, quarter, Some(clinic), app.settings.report_due_days.0).await?;
        let open = |one: &Expectation| {
            one.standing(today) != Standing::NotOpen
                && matches!(one.status, None | Some(Status::Draft | Status::Returned))
        };
        let waiting = |one: Expectation| Waiting {
            address: format!("/desk/progress-reports/{}", one.key()),
            title: one.area.project_name.th,
        };
        Ok(owed.into_iter().filter(open).map(waiting).collect())
    })
}
