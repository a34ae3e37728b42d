//! What is done to a plan as a whole: each verb one transaction and one row in the trail.

use kit::form::TextForm;
use kit::{Act, Error, Facts, FormErrors, Result, msg};
use thai::FiscalYear;

use super::compiling::{Compiled, compare};
use super::deed::Deed;
use super::integration_plan::{Description, Figures, IntegrationPlan, Seal, Status};
use super::policy::{self, Verb};
use super::verbs_rows::begin;
use super::{seal, store, store_compile, store_editions, store_lines, store_rows};
use house::accounts::Reader;
use house::app::App;

/// Opens the plan of a fiscal year, once for each key.
///
/// # Errors
/// When the reader may not; `integration-plans-there` where the year has one; when the database cannot be written.
pub async fn open(
    app: &App,
    reader: &Reader,
    year: FiscalYear,
    told: Description,
    once: Option<&str>,
) -> Result<IntegrationPlan> {
    policy::may_open(reader)?;
    let act = app.act(&reader.actor(), Verb::Open).await?;
    let key = once.and_then(kit::form::optional);
    let before = store::find_of_year_for_change(&act, year.0).await?;
    if let Some(key) = &key
        && act.done_before(key).await?.is_some()
    {
        return before.ok_or(Error::NotFound);
    }
    if before.is_some() {
        let there = msg("integration-plans-there").with("year", year.0.to_string());
        return Err(FormErrors::one("fiscal_year", there).into());
    }
    let plan = IntegrationPlan {
        id: act.new_id(),
        year,
        code: year.0.to_string(),
        told,
        status: Status::Compiling,
        edition: 0,
        seal: None,
        published_at: None,
        opened_because: None,
        invented: app.settings.demo,
        version: 1,
    };
    store::save_new(&act, &plan).await?;
    if let Some(key) = &key {
        act.remember(key, &plan.code).await?;
    }
    act.commit(&plan, facts_of(&plan)).await?;
    Ok(plan)
}

fn facts_of(plan: &IntegrationPlan) -> Facts {
    Facts::none()
        .with("name", plan.told.name.th.clone())
        .with("stated_count", plan.told.stated_count)
        .with("stated_sum", plan.told.stated_sum.map(|sum| sum.to_string()))
}

/// The plan of a year, held until the act ends.
async fn held(act: &Act, year: i32) -> Result<IntegrationPlan> {
    store::find_of_year_for_change(act, year).await?.ok_or(Error::NotFound)
}

async fn saved(act: Act, plan: IntegrationPlan, facts: Facts) -> Result<IntegrationPlan> {
    let plan = IntegrationPlan { version: plan.version + 1, ..plan };
    store::save(&act, &plan).await?;
    act.commit(&plan, facts).await?;
    Ok(plan)
}

/// Changes what is said of a plan as a whole, unless somebody else did since `version`.
///
/// # Errors
/// When the reader may not, it is frozen, or somebody else was faster; when the database cannot be written.
pub async fn describe(
    app: &App,
    reader: &Reader,
    year: i32,
    told: Description,
    version: Option<i64>,
) -> Result<IntegrationPlan> {
    policy::may_describe(reader)?;
    let act = app.act(&reader.actor(), Verb::Describe).await?;
    let plan = held(&act, year).await?;
    if version != Some(plan.version) {
        return Err(Error::Conflict(msg("kit-error-conflict-version")));
    }
    let plan = plan.described(told).map_err(Error::Conflict)?;
    let facts = facts_of(&plan);
    saved(act, plan, facts).await
}

/// Gathers our own projects of its year that are approved or further as rows of a plan, and puts those right that
/// follow a project. Done again, it changes nothing.
///
/// # Errors
/// When the reader may not, or it is frozen; when the database cannot be written.
pub async fn compile(app: &App, reader: &Reader, year: i32) -> Result<(IntegrationPlan, Compiled)> {
    policy::may_compile(reader)?;
    let act = app.act(&reader.actor(), Verb::Compile).await?;
    let plan = held(&act, year).await?;
    plan.open().map_err(Error::Conflict)?;
    let projects = store_compile::list_candidates(&act, year).await?;
    let rows = store_compile::list_compiled_for_change(&act, plan.id).await?;
    let mut work = compare(plan.id, plan.invented, projects, rows);
    begin(&act, plan.id, &mut work.new).await?;
    store_rows::save_new(&act, &work.new).await?;
    for row in &mut work.changed {
        row.standing.version += 1;
    }
    store_rows::save(&act, &work.changed).await?;
    let did = work.did;
    let facts = Facts::none().with("added", did.added).with("changed", did.changed).with("unchanged", did.unchanged);
    let plan = saved(act, plan, facts.with("left", did.left).with("ended", did.ended)).await?;
    Ok((plan, did))
}

/// Seals a plan: its count, its sum and the digest of all its rows.
///
/// # Errors
/// When the reader may not, or it is frozen; what it lacks and what its paper says otherwise, as
/// [`IntegrationPlan::faults`]; when the database cannot be written.
pub async fn freeze(app: &App, reader: &Reader, year: i32) -> Result<IntegrationPlan> {
    freeze_seen(app, reader, year, "").await
}

/// The same, where the plan still says what whoever freezes it had before their eyes: `seen` is that digest, empty
/// where nobody looked.
async fn freeze_seen(app: &App, reader: &Reader, year: i32, seen: &str) -> Result<IntegrationPlan> {
    policy::may_freeze(reader)?;
    let act = app.act(&reader.actor(), Verb::Freeze).await?;
    let plan = held(&act, year).await?;
    plan.open().map_err(Error::Conflict)?;
    let lines = store_lines::list_lines(act.db(), plan.id).await?;
    let figures = seal::figures(&lines).ok_or_else(|| store::overflows(&plan))?;
    if !seen.is_empty() && seen != figures.sha256 {
        return Err(Error::Conflict(msg("integration-plans-freeze-moved")));
    }
    let lacking = store::count_lacking(act.db(), plan.id).await?;
    let mut errors = FormErrors::new();
    for fault in plan.faults(&figures, lacking) {
        errors.add("", fault);
    }
    errors.into_result()?;
    let facts = sealed(&figures);
    let by = reader.who().filter(|_| !reader.is_system()).map(|who| who.account);
    let seal = Seal { figures, at: act.now(), by };
    let plan = plan.frozen(seal).map_err(Error::Conflict)?;
    let facts = facts.with("edition", plan.edition);
    store_editions::save_new(&act, &plan, &lines).await?;
    saved(act, plan, facts).await
}

fn sealed(figures: &Figures) -> Facts {
    Facts::none()
        .with("count", figures.count)
        .with("sum", figures.sum.to_string())
        .with("sha256", figures.sha256.clone())
}

/// Opens a frozen plan again, and says why: until it is frozen and published once more, everybody reads the edition
/// that was published last.
///
/// # Errors
/// When the reader may not; `integration-plans-open-already`; when the database cannot be written.
pub async fn unfreeze(app: &App, reader: &Reader, year: i32, because: String) -> Result<IntegrationPlan> {
    policy::may_unfreeze(reader)?;
    let act = app.act(&reader.actor(), Verb::Unfreeze).await?;
    let plan = held(&act, year).await?.unfrozen(because.clone()).map_err(Error::Conflict)?;
    let facts = Facts::none().with("reason", because).with("edition", plan.edition);
    saved(act, plan, facts).await
}

/// Publishes a frozen plan, where it is still what was frozen.
///
/// # Errors
/// When the reader may not; `integration-plans-freeze-first`, `integration-plans-seal-broken`; when the database
/// cannot be written.
pub async fn publish(app: &App, reader: &Reader, year: i32) -> Result<IntegrationPlan> {
    policy::may_publish(reader)?;
    let act = app.act(&reader.actor(), Verb::Publish).await?;
    let plan = held(&act, year).await?;
    let figures = store::figures_in(act.db(), &plan).await?;
    let plan = plan.published(act.now(), &figures).map_err(Error::Conflict)?;
    let facts = sealed(&figures).with("edition", plan.edition);
    store_editions::save_published(&act, &plan).await?;
    saved(act, plan, facts).await
}

/// Takes a step; answers what compiling did.
///
/// # Errors
/// As the step.
pub async fn perform(app: &App, reader: &Reader, year: i32, deed: Deed, form: &TextForm) -> Result<Option<Compiled>> {
    match deed {
        Deed::Compile => return Ok(Some(compile(app, reader, year).await?.1)),
        Deed::Freeze => freeze_seen(app, reader, year, &form.version).await?,
        Deed::Unfreeze => {
            policy::may_unfreeze(reader)?;
            let because = kit::form::public_text(&form.text, REASON_MOST);
            let because = because.map_err(|message| FormErrors::one("text", message))?;
            unfreeze(app, reader, year, because).await?
        }
        Deed::Publish => publish(app, reader, year).await?,
    };
    Ok(None)
}

/// The longest reason, in characters.
pub const REASON_MOST: usize = 1_000;
