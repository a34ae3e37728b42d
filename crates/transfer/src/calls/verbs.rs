//! What can be done to a call for proposals: each one transaction and one row in the trail.

use kit::{Act, Error, Facts, Result, Timestamp};
use uuid::Uuid;

use super::call::{Call, NewCall, Status};
use super::forms::CallDeedForm;
use super::policy::{self, Verb};
use super::store;
use house::accounts::Reader;
use house::app::{App, Circumstances};

/// Letters of a code after its year.
const CODE: usize = 8;

/// Writes one down.
///
/// # Errors
/// When the reader may not, or the database cannot be written.
pub async fn draft(app: &App, reader: &Reader, told: NewCall, how: Circumstances) -> Result<Call> {
    policy::may_draft(reader)?;
    let act = app.act(&reader.actor(), Verb::Draft).await?;
    if let Some(key) = &how.once
        && let Some(code) = act.done_before(key).await?
    {
        return store::find_for_change(&act, &code).await?.ok_or(Error::NotFound);
    }
    let call = Call {
        id: act.new_id(),
        code: format!("CP{:02}-{}", told.fiscal_year.0.rem_euclid(100), act.chance().code(CODE)),
        told: with_ids(&act, told),
        status: Status::Draft,
        reason: None,
        announced_at: None,
        invented: how.invented,
        created_at: act.now(),
        version: 1,
    };
    store::save_new(&act, &call).await?;
    if let Some(key) = &how.once {
        act.remember(key, &call.code).await?;
    }
    act.commit(&call, facts(&call)).await?;
    Ok(call)
}

/// What is new gets an identifier; what has one keeps it.
fn with_ids(act: &Act, mut told: NewCall) -> NewCall {
    let criteria = told.criteria.iter_mut().map(|one| &mut one.id);
    let documents = told.documents.iter_mut().map(|one| &mut one.id);
    criteria.chain(documents).filter(|id| id.is_nil()).for_each(|id: &mut Uuid| *id = act.new_id());
    told
}

fn facts(call: &Call) -> Facts {
    Facts::none()
        .with("name", call.told.name.th.clone())
        .with("fiscal_year", call.told.fiscal_year.0)
        .with("programme", call.told.programme.clone())
        .with("opens_at", call.told.opens_at.to_rfc3339())
        .with("closes_at", call.told.closes_at.to_rfc3339())
        .with("available", call.told.terms.available.map(|amount| amount.0))
        .with("ceiling", call.told.terms.ceiling.map(|amount| amount.0))
        .with("ceiling_of", call.told.terms.ceiling_of.as_str())
        .with("regions", call.told.terms.regions.clone())
        .with("agreement", call.told.terms.agreement)
        .with("appointment", call.told.terms.appointment)
        .with("most", call.told.terms.most)
        .with("reviewers", call.told.reviewers)
        .with("score_most", call.told.score_most)
        .with("criteria", listed(call.told.criteria.iter().map(|one| (&one.name.th, one.weight))))
        .with("classes", listed(call.told.classes.iter().map(|one| (&one.name, one.most.map_or(0, |most| most.0)))))
}

/// Names with a number each.
fn listed<'a>(rows: impl Iterator<Item = (&'a String, i64)>) -> Vec<String> {
    rows.map(|(name, number)| format!("{name} {number}")).collect()
}

/// Changes what it says, before it is announced. `version` is the one that was seen while typing.
///
/// # Errors
/// When the reader may not, it is announced, or somebody else changed it.
pub async fn edit(app: &App, reader: &Reader, code: &str, told: NewCall, version: i64) -> Result<Call> {
    let (act, call) = open(app, reader, Verb::Edit, code).await?;
    policy::may_edit(reader)?;
    if call.version != version {
        return Err(Error::changed_meanwhile());
    }
    let call = call.edited(with_ids(&act, told)).map_err(Error::Conflict)?;
    let facts = facts(&call);
    save(act, call, facts).await
}

/// Lets everybody read it.
///
/// # Errors
/// When the reader may not, it is announced already, or something stands against it: each beside its field.
pub async fn announce(app: &App, reader: &Reader, code: &str) -> Result<Call> {
    let (act, call) = open(app, reader, Verb::Announce, code).await?;
    policy::may_announce(reader)?;
    let call = call.announced(act.now()).map_err(Error::Conflict)?;
    call.told.may_be_announced(act.now())?;
    let facts = facts(&call);
    save(act, call, facts).await
}

/// Closes it later than announced, and says why.
///
/// # Errors
/// When the reader may not, it is not announced, or the new closing is not later.
pub async fn extend(app: &App, reader: &Reader, code: &str, closes_at: Timestamp, reason: String) -> Result<Call> {
    let (act, call) = open(app, reader, Verb::Extend, code).await?;
    policy::may_extend(reader)?;
    let call = call.extended(closes_at, reason.clone(), act.now()).map_err(Error::Conflict)?;
    let facts = Facts::none().with("closes_at", closes_at.to_rfc3339()).with("reason", reason);
    save(act, call, facts).await
}

/// Takes it back, and says why.
///
/// # Errors
/// When the reader may not, or it was withdrawn before.
pub async fn withdraw(app: &App, reader: &Reader, code: &str, reason: String) -> Result<Call> {
    let (act, call) = open(app, reader, Verb::Withdraw, code).await?;
    policy::may_withdraw(reader)?;
    let call = call.withdrawn(reason.clone()).map_err(Error::Conflict)?;
    save(act, call, Facts::none().with("reason", reason)).await
}

/// A call that the reader may read.
///
/// # Errors
/// When there is none of this code, or the reader may not know of it.
pub(super) async fn seen(app: &App, reader: &Reader, code: &str) -> Result<Call> {
    let call = store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &call)?;
    Ok(call)
}

/// The call that somebody names by its code, where they may read it.
///
/// # Errors
/// When the database cannot be read.
pub async fn named(app: &App, reader: &Reader, code: &str) -> Result<Option<Call>> {
    let found = match code.trim() {
        "" => None,
        code => store::find_by_code(&app.db, &code.to_ascii_uppercase()).await?,
    };
    Ok(found.filter(|call| policy::may_see(reader, call).is_ok()))
}

/// From above: a proposal answers it. It stands still until that act ends, so that of two proposals which arrive
/// together the second sees the first.
///
/// # Errors
/// When the database cannot be read, or there is none.
pub async fn held(act: &Act, id: Uuid) -> Result<Call> {
    store::find_by_id_for_change(act, id).await?.ok_or(Error::NotFound)
}

/// Takes a step with what its form says.
///
/// # Errors
/// As the verb's own; what the form lacks, beside its field.
pub(super) async fn perform(app: &App, reader: &Reader, code: &str, verb: Verb, form: &CallDeedForm) -> Result<Call> {
    seen(app, reader, code).await?;
    // The right comes before the form: whoever may not is told so, not what the form lacks.
    policy::may_draft(reader)?;
    match verb {
        Verb::Extend => {
            let (closes_at, reason) = form.closing(app.clock.today())?;
            extend(app, reader, code, closes_at, reason).await
        }
        Verb::Withdraw => withdraw(app, reader, code, form.reason()?).await,
        _ => announce(app, reader, code).await,
    }
}

async fn open(app: &App, reader: &Reader, verb: Verb, code: &str) -> Result<(Act, Call)> {
    let act = app.act(&reader.actor(), verb).await?;
    let call = store::find_for_change(&act, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &call)?;
    Ok((act, call))
}

async fn save(act: Act, mut call: Call, facts: Facts) -> Result<Call> {
    store::save(&act, &call).await?;
    act.commit(&call, facts).await?;
    call.version += 1;
    Ok(call)
}
