//! What can be done to a progress report: each one transaction and one row in the trail.

use kit::{Act, Error, Facts, Result};
use uuid::Uuid;

use super::forms::missing;
use super::policy::{self, Verb};
use super::progress_report::{Narrative, ProgressReport, Status};
use super::report_key::ReportKey;
use super::reporting_area::{ReportingArea, due_on, opens_on};
use super::{store, store_figures};
use house::accounts::Reader;
use house::app::App;

/// The area a key names, as this reader may see it.
///
/// # Errors
/// [`Error::NotFound`] when there is none or it is another clinic's.
pub(super) async fn area(app: &App, reader: &Reader, key: &ReportKey) -> Result<ReportingArea> {
    let areas = store::list_areas(&app.db, &key.project).await?;
    let area = areas.into_iter().find(|area| area.position == key.area);
    let Some(area) = area else {
        reader.must_sign_in()?;
        return Err(Error::NotFound);
    };
    policy::may_see(reader, &area)?;
    Ok(area)
}

/// Begins a report; one already begun is answered as it is, so that a request sent twice needs no key.
///
/// # Errors
/// When the reader may not, the area owes none, or the quarter is not over: then with the day it
/// opens.
pub async fn draft(app: &App, reader: &Reader, key: &ReportKey) -> Result<ProgressReport> {
    let area = area(app, reader, key).await?;
    policy::may_draft(reader, &area)?;
    area.may_begin(key.quarter, app.clock.today()).map_err(Error::Conflict)?;
    let act = app.act(&reader.actor(), Verb::Draft).await?;
    if let Some(begun) = store::find_for_change(&act, &area, key.quarter).await? {
        return Ok(begun);
    }
    let report = ProgressReport {
        id: act.new_id(),
        code: key.to_string(),
        project: area.project,
        area: area.area,
        clinic: area.clinic,
        quarter: key.quarter,
        revision: 1,
        status: Status::Draft,
        figures: None,
        narrative: Narrative::default(),
        returned_reason: None,
        opens_on: opens_on(key.quarter),
        due_on: due_on(key.quarter, app.settings.report_due_days.0),
        received_on: None,
        submitted_at: None,
        submitted_by: None,
        accepted_at: None,
        locked_at: None,
        practice: area.practice,
        created_at: act.now(),
        version: 1,
    };
    if !store::save_new(&act, &report).await? {
        return Err(Error::changed_meanwhile());
    }
    act.commit(&report, Facts::none().with("due_on", report.due_on.to_string())).await?;
    Ok(report)
}

/// Writes the words of a report; `version` is the one the writer read.
///
/// # Errors
/// When the reader may not, it was handed in, or somebody else wrote in it since.
pub async fn explain(
    app: &App,
    reader: &Reader,
    key: &ReportKey,
    narrative: Narrative,
    version: i64,
) -> Result<ProgressReport> {
    let (act, area, report) = open(app, reader, Verb::Explain, key).await?;
    policy::may_explain(reader, &area)?;
    if report.status.is_open() && report.narrative == narrative {
        // The same form sent twice, or nothing changed.
        return Ok(report);
    }
    let report = written(report, narrative, version)?;
    store::save(&act, &report).await?;
    act.commit(&report, Facts::none().with("revision", report.revision)).await?;
    Ok(report)
}

/// Hands a report in with these words: its figures are drawn once more and frozen. The same form sent
/// twice is handed in once.
///
/// # Errors
/// When the reader may not, a text is missing, or somebody else wrote in it since.
pub async fn submit(
    app: &App,
    reader: &Reader,
    key: &ReportKey,
    narrative: Narrative,
    version: i64,
) -> Result<ProgressReport> {
    let (act, area, report) = open(app, reader, Verb::Submit, key).await?;
    policy::may_submit(reader, &area)?;
    if report.status == Status::Submitted && report.narrative == narrative {
        return Ok(report);
    }
    let report = written(report, narrative, version)?;
    let figures = store_figures::figures_to_freeze(&act, &area, key.quarter).await?;
    let before = store::find_before(&act, &area, key.quarter).await?;
    let falls = before.is_some_and(|before| figures.falls_below(&before));
    missing(&report.narrative, falls)?;
    let formulas: Vec<_> = figures.indicators.iter().filter_map(|one| one.formula.clone()).collect();
    let (now, today, by) = (act.now(), act.today(), act.actor().person());
    let report = report.submitted(figures, by, now, today).map_err(Error::Conflict)?;
    store::save(&act, &report).await?;
    let facts = Facts::none().with("revision", report.revision).with("formulas", formulas);
    act.commit(&report, facts).await?;
    Ok(report)
}

/// Hands a report back to its clinic, with the reason.
///
/// # Errors
/// When the reader may not, or there is nothing to review.
pub async fn return_progress_report(
    app: &App,
    reader: &Reader,
    key: &ReportKey,
    reason: String,
) -> Result<ProgressReport> {
    let (act, area, report) = open(app, reader, Verb::ReturnProgressReport, key).await?;
    policy::may_return_progress_report(reader, &area)?;
    if report.status == Status::Returned && report.returned_reason.as_ref() == Some(&reason) {
        return Ok(report);
    }
    let report = report.returned(reason.clone()).map_err(Error::Conflict)?;
    store::save(&act, &report).await?;
    act.commit(&report, Facts::none().with("revision", report.revision).with("reason", reason)).await?;
    Ok(report)
}

/// Accepts a report: its figures become public.
///
/// # Errors
/// When the reader may not, or there is nothing to review.
pub async fn accept(app: &App, reader: &Reader, key: &ReportKey) -> Result<ProgressReport> {
    let (act, area, report) = open(app, reader, Verb::Accept, key).await?;
    policy::may_accept(reader, &area)?;
    let at = act.now();
    let report = report.accepted(at).map_err(Error::Conflict)?;
    store::save(&act, &report).await?;
    act.commit(&report, Facts::none().with("revision", report.revision)).await?;
    Ok(report)
}

/// Locks an accepted report for good.
///
/// # Errors
/// When the reader may not, or it is not accepted.
pub async fn lock(app: &App, reader: &Reader, key: &ReportKey) -> Result<ProgressReport> {
    let (act, area, report) = open(app, reader, Verb::Lock, key).await?;
    policy::may_lock(reader, &area)?;
    let at = act.now();
    let report = report.locked(at).map_err(Error::Conflict)?;
    store::save(&act, &report).await?;
    act.commit(&report, Facts::none().with("revision", report.revision)).await?;
    Ok(report)
}

/// Begins the next revision of a locked report; the locked one stays as it is.
///
/// # Errors
/// When the reader may not, or the report is not locked.
pub async fn correct(app: &App, reader: &Reader, key: &ReportKey, once: Option<&str>) -> Result<ProgressReport> {
    let (act, area, report) = open(app, reader, Verb::Correct, key).await?;
    policy::may_correct(reader, &area)?;
    if let Some(once) = once
        && act.done_before(once).await?.is_some()
    {
        return Ok(report);
    }
    let next = report.corrected(act.new_id(), act.now()).map_err(Error::Conflict)?;
    if !store::save_new(&act, &next).await? {
        return Err(Error::changed_meanwhile());
    }
    if let Some(once) = once {
        act.remember(once, &next.revision.to_string()).await?;
    }
    act.commit(&next, Facts::none().with("revision", next.revision)).await?;
    Ok(next)
}

/// From above: the projects with these identifiers were rehearsals, and are about to be cleared.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(act: &Act, projects: &[Uuid]) -> Result<()> {
    store::delete_of_projects(act, projects).await
}

/// The words put into the version their writer read.
fn written(report: ProgressReport, narrative: Narrative, version: i64) -> Result<ProgressReport> {
    if report.status.is_open() && report.version != version {
        return Err(Error::changed_meanwhile());
    }
    report.explained(narrative).map_err(Error::Conflict)
}

async fn open(app: &App, reader: &Reader, verb: Verb, key: &ReportKey) -> Result<(Act, ReportingArea, ProgressReport)> {
    let area = area(app, reader, key).await?;
    let act = app.act(&reader.actor(), verb).await?;
    let report = store::find_for_change(&act, &area, key.quarter).await?.ok_or(Error::NotFound)?;
    Ok((act, area, report))
}
