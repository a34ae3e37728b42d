//! What can be done about the judging of a proposal: each one transaction and one row in the trail.

use std::collections::HashMap;

use kit::message::msg;
use kit::{Act, Error, Facts, FormErrors, Result};
use uuid::Uuid;

use super::deciding::Deciding;
use super::policy::{self, Verb};
use super::ranking::{Ranked, ranked};
use super::review::{Judgement, Review, Status};
use super::screening::{Screening, may_be_asked};
use super::{score, store, store_screening};
use crate::calls::{self, Call};
use crate::projects::{self, Decided, Outcome, Project};
use house::accounts::{self, Account, Reader};
use house::app::App;
use house::organisations;

/// Letters of a review's code.
const CODE: usize = 8;

/// A review that the reader may read, with its proposal and the call that this answers.
pub(super) async fn seen(app: &App, reader: &Reader, code: &str) -> Result<(Review, Project, Call)> {
    let mut review = store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &review)?;
    // What is not handed in yet is its reviewer's alone; and whoever judges too reads no other's before.
    let account = reader.who().map(|who| who.account);
    if account != Some(review.reviewer)
        && (review.status != Status::Sealed || judges(app, account, review.project).await?)
    {
        review.judgement = Judgement::default();
    }
    let project = projects::find(&app.db, review.project).await?.ok_or(Error::NotFound)?;
    let call = call_of(app, &project).await?;
    Ok((review, project, call))
}

/// Was this account asked to judge the proposal, and has it not handed in?
pub(super) async fn judges(app: &App, account: Option<Uuid>, project: Uuid) -> Result<bool> {
    let Some(account) = account else { return Ok(false) };
    let own = store::find_of(&app.db, project, account).await?;
    Ok(own.is_some_and(|own| own.waits() || own.status == Status::Conflicted))
}

async fn call_of(app: &App, project: &Project) -> Result<Call> {
    match project.call {
        Some(id) => calls::find(&app.db, id).await?.ok_or(Error::NotFound),
        None => Err(Error::Conflict(msg("projects-no-call"))),
    }
}

/// A proposal that the reader may read all reviews of, and the call that it answers.
pub(super) async fn proposal(app: &App, reader: &Reader, code: &str) -> Result<(Project, Call)> {
    policy::may_see_all(reader)?;
    let project = projects::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    projects::may_see(reader, &project)?;
    let call = call_of(app, &project).await?;
    Ok((project, call))
}

/// Asks somebody to judge a proposal, each once.
///
/// # Errors
/// When the reader may not, the proposal is not with the ministry, or somebody cannot judge it: who, and why.
pub async fn ask(
    app: &App,
    reader: &Reader,
    code: &str,
    emails: &[String],
    once: Option<&str>,
) -> Result<(Project, usize)> {
    policy::may_ask(reader)?;
    let (project, _) = proposal(app, reader, code).await?;
    must_be_judged(&project)?;
    let screening = store_screening::find_last(&app.db, project.id).await?;
    may_be_asked(screening.as_ref(), project.plan_version).map_err(Error::Conflict)?;
    let asked = unbound(app, reader, &project, emails).await?;
    let act = app.act(&reader.actor(), Verb::Ask).await?;
    if let Some(key) = once
        && act.done_before(key).await?.is_some()
    {
        return Ok((project, 0));
    }
    let project = projects::held_by_id(&act, project.id).await?;
    must_be_judged(&project)?;
    let screening = store_screening::find_last_in(&act, project.id).await?;
    may_be_asked(screening.as_ref(), project.plan_version).map_err(Error::Conflict)?;
    let there = store::list_of_project_in(&act, project.id).await?;
    let (mut new, mut names) = (0, Vec::new());
    for account in &asked {
        let again = match there.iter().find(|one| one.reviewer == account.id) {
            None => {
                store::save_new(&act, &begun(&act, &project, account)).await?;
                true
            }
            Some(before) => match before.clone().asked_again(project.plan_version) {
                Ok(review) => {
                    store::save(&act, &review).await?;
                    true
                }
                Err(_) => false,
            },
        };
        if again {
            projects::let_read(&act, project.id, account.id, true).await?;
            names.push(account.id.to_string());
            new += 1;
        }
    }
    if let Some(key) = once {
        act.remember(key, &project.code).await?;
    }
    act.commit(&project, Facts::none().with("asked", new).with("reviewers", names)).await?;
    Ok((project, new))
}

/// A proposal is judged while the ministry has it and nothing final was decided.
pub(super) fn must_be_judged(project: &Project) -> Result<()> {
    let selected = project.outcome.as_ref().is_some_and(|decided| decided.outcome == Outcome::Selected);
    let judged = project.status == projects::Status::Submitted && !selected;
    if judged { Ok(()) } else { Err(Error::Conflict(msg("reviews-not-judged"))) }
}

fn begun(act: &Act, project: &Project, account: &Account) -> Review {
    Review {
        id: act.new_id(),
        code: format!("RV-{}", act.chance().code(CODE)),
        project: project.id,
        reviewer: account.id,
        status: Status::Asked,
        conflict: None,
        judgement: Judgement::default(),
        asked_at: act.now(),
        sealed_at: None,
        plan_version: None,
        version: 1,
    }
}

/// The accounts of these addresses, none of whom asks, works for whoever proposes, for another clinic of the same
/// institution or for one that competes, or proposed it.
async fn unbound(app: &App, reader: &Reader, project: &Project, emails: &[String]) -> Result<Vec<Account>> {
    let (mut found, mut errors) = (Vec::new(), FormErrors::new());
    let today = app.clock.today();
    let areas = project.plan.areas.iter().filter_map(|area| area.clinic);
    let own: Vec<Uuid> = areas.chain(project.lead_clinic).collect();
    let beside = organisations::list_clinics_beside(&app.db, &own).await?;
    // Whoever wants the same money judges nobody else who does.
    let competing: Vec<Uuid> = match project.call {
        Some(call) => {
            let proposed = projects::list_proposed(app.db.reader(), call).await?.into_iter();
            proposed.filter(|other| other.id != project.id).filter_map(|other| other.lead_clinic_id).collect()
        }
        None => Vec::new(),
    };
    for email in emails {
        let account = accounts::find_by_email(&app.db, email).await?.filter(|account| account.disabled_at.is_none());
        let Some(account) = account else {
            errors.add("reviewers", msg("reviews-no-account").with("email", email.as_str()));
            continue;
        };
        let held = accounts::list_grants(&app.db, account.id).await?;
        let grants: Vec<_> = held.into_iter().map(|held| held.grant).filter(|grant| grant.holds_on(today)).collect();
        if reader.actor().person() == Some(account.id) {
            errors.add("reviewers", msg("reviews-yourself"));
        } else if policy::is_bound(&grants, project) || project.submitted_by == Some(account.id) {
            errors.add("reviewers", msg("reviews-bound").with("email", email.as_str()));
        } else if policy::works_for_one_of(&grants, &beside) {
            errors.add("reviewers", msg("reviews-bound-institution").with("email", email.as_str()));
        } else if policy::works_for_one_of(&grants, &competing) {
            errors.add("reviewers", msg("reviews-competes").with("email", email.as_str()));
        }
        found.push(account);
    }
    errors.into_result()?;
    Ok(found)
}

/// Says that nothing binds the reviewer to whoever proposes, or what does; then they read it no more.
///
/// # Errors
/// When the reader may not, or it was answered before.
pub async fn declare(app: &App, reader: &Reader, code: &str, conflict: Option<String>) -> Result<Review> {
    let (act, _, review) = open(app, reader, Verb::Declare, code).await?;
    policy::may_declare(reader, &review)?;
    let review = review.declared(conflict).map_err(Error::Conflict)?;
    if review.status == Status::Conflicted {
        projects::let_read(&act, review.project, review.reviewer, false).await?;
    }
    let facts = Facts::none().with("status", review.status.as_str());
    let facts = facts.personal("conflict", review.conflict.clone().unwrap_or_default());
    save(act, review, facts).await
}

/// Saves what the reviewer thinks so far. `version` is the one that was seen.
///
/// # Errors
/// When the reader may not, it is over, or it was changed meanwhile on another device.
pub async fn score(app: &App, reader: &Reader, code: &str, judgement: Judgement, version: i64) -> Result<Review> {
    let (act, project, review) = open(app, reader, Verb::Score, code).await?;
    policy::may_score(reader, &review)?;
    must_be_judged(&project)?;
    if review.version != version {
        return Err(Error::changed_meanwhile());
    }
    let review = review.scored(judgement).map_err(Error::Conflict)?;
    let facts = Facts::none().with("scores", review.judgement.scores.len());
    save(act, review, facts).await
}

/// Hands it in. `version` is the one that was seen.
///
/// # Errors
/// When the reader may not, works for whoever proposes by now, it is over, something is missing, or it was changed
/// meanwhile on another device.
pub async fn seal(app: &App, reader: &Reader, code: &str, version: Option<i64>) -> Result<Review> {
    let (_, _, call) = seen(app, reader, code).await?;
    let (act, project, review) = open(app, reader, Verb::Seal, code).await?;
    policy::may_seal(reader, &review)?;
    must_be_judged(&project)?;
    if policy::is_bound(reader.grants(), &project) {
        return Err(Error::Conflict(msg("reviews-bound-now")));
    }
    if version.is_some_and(|version| version != review.version) {
        return Err(Error::changed_meanwhile());
    }
    // Of a version that was handed in anew it is said first whether it may be judged.
    let screening = store_screening::find_last_in(&act, project.id).await?;
    may_be_asked(screening.as_ref(), project.plan_version)
        .map_err(|_| Error::Conflict(msg("reviews-seal-screen-first").with("number", project.plan_version)))?;
    let review = review.sealed(&call, project.plan_version, act.now()).map_err(Error::Conflict)?;
    let points = score::points(&call.told.criteria, &review.judgement.scores);
    save(act, review, Facts::none().with("points", points).with("plan_version", project.plan_version)).await
}

/// Asks this reviewer no more; they read the proposal no more.
///
/// # Errors
/// When the reader may not, or it is handed in.
pub async fn withdraw(app: &App, reader: &Reader, code: &str) -> Result<Review> {
    let (act, _, review) = open(app, reader, Verb::Withdraw, code).await?;
    policy::may_withdraw(reader)?;
    let review = review.withdrawn().map_err(Error::Conflict)?;
    projects::let_read(&act, review.project, review.reviewer, false).await?;
    save(act, review, Facts::none()).await
}

/// Decides about a proposal, once it was said to be eligible and as many have judged it as its call asks for. `version`
/// is the one that was seen.
///
/// # Errors
/// When the reader may not, something is still to be done before ([`Deciding::may`]), it may not be decided as it
/// stands, what is selected would cost more than there is, or somebody else changed it.
pub async fn decide(
    app: &App,
    reader: &Reader,
    code: &str,
    (outcome, reason): (Outcome, String),
    version: Option<i64>,
) -> Result<Project> {
    policy::may_decide(reader)?;
    let (project, call) = proposal(app, reader, code).await?;
    if judges(app, reader.actor().person(), project.id).await? {
        return Err(Error::Forbidden(msg("reviews-decide-judges")));
    }
    let act = app.act(&reader.actor(), Verb::Decide).await?;
    let project = projects::held_by_id(&act, project.id).await?;
    if version.is_some_and(|version| version != project.version) {
        return Err(Error::changed_meanwhile());
    }
    // The call stands still, so that two decisions together do not spend more than there is.
    let call = calls::held(&act, call.id).await?;
    let reviews = store::list_of_project_in(&act, project.id).await?;
    let sealed = reviews.iter().filter(|one| one.counts(project.plan_version));
    let points: Vec<i64> = sealed.map(|one| score::points(&call.told.criteria, &one.judgement.scores)).collect();
    let screening = store_screening::find_last_in(&act, project.id).await?;
    let (screening, state) = (screening.as_ref(), call.state(act.now()));
    let deciding = Deciding { project: &project, call: &call, state, screening, sealed: points.len() };
    deciding.may(outcome).map_err(Error::Conflict)?;
    if outcome == Outcome::Selected {
        within_money(&act, &call, &project).await?;
    }
    let facts = Facts::none()
        .with("outcome", outcome.as_str())
        .with("reason", reason.clone())
        .with("reviews", points.len())
        .with("mean", score::Tally::of(points).mean(call.told.score_most))
        .with("plan_version", project.plan_version);
    let decided = Decided { outcome, reason, at: act.now() };
    let project = projects::decided(&act, project.id, decided).await?;
    act.commit(&project, facts).await?;
    Ok(project)
}

/// Is there money of the ministry's for it beside what is selected already?
async fn within_money(act: &Act, call: &Call, project: &Project) -> Result<()> {
    let Some(available) = call.told.terms.available else { return Ok(()) };
    let selected = projects::list_proposed(act.db(), call.id).await?.into_iter();
    let others = selected.filter(|one| one.outcome() == Some(Outcome::Selected) && one.id != project.id);
    let costs = others.map(|one| one.bears_now).chain([project.plan.budget.ministry()]);
    let sum = thai::Satang::sum(costs).unwrap_or(thai::Satang(i64::MAX));
    if sum <= available {
        return Ok(());
    }
    let over = msg("reviews-over-available").with("sum", sum.to_string()).with("available", available.to_string());
    Err(Error::Conflict(over))
}

/// The proposals of a call in the order of their scores. Whoever judges one of them and has not handed in reads the
/// order without its scores.
pub(super) async fn ranking(app: &App, reader: &Reader, code: &str) -> Result<(Call, Vec<Ranked>)> {
    policy::may_see_all(reader)?;
    let call = calls::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    let proposals = projects::list_proposed(app.db.reader(), call.id).await?;
    let mut reviews = store::list_of_projects(&app.db, proposals.iter().map(|one| one.id)).await?;
    let account = reader.who().map(|who| who.account);
    for of_one in reviews.values_mut() {
        let own = of_one.iter().find(|one| Some(one.reviewer) == account);
        if own.is_some_and(|own| own.waits() || own.status == Status::Conflicted) {
            of_one.retain(Review::waits);
        }
    }
    Ok((call.clone(), ranked(&call, proposals, reviews)))
}

/// Begins an act on a review. Whoever asks holds the proposal before its reviews, and so does whoever is asked: in one
/// order, they wait for each other and nobody for both.
async fn open(app: &App, reader: &Reader, verb: Verb, code: &str) -> Result<(Act, Project, Review)> {
    let review = store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &review)?;
    let act = app.act(&reader.actor(), verb).await?;
    let project = projects::held_by_id(&act, review.project).await?;
    let review = store::find_for_change(&act, code).await?.ok_or(Error::NotFound)?;
    Ok((act, project, review))
}

async fn save(act: Act, mut review: Review, facts: Facts) -> Result<Review> {
    store::save(&act, &review).await?;
    act.commit(&review, facts).await?;
    review.version += 1;
    Ok(review)
}

/// What those are called who were asked, and who said whether a proposal may be judged.
pub(super) async fn people(
    app: &App,
    reviews: &[Review],
    screening: Option<&Screening>,
) -> Result<HashMap<Uuid, String>> {
    let screener = screening.and_then(|said| said.by);
    accounts::names_of(&app.db, reviews.iter().map(|review| review.reviewer).chain(screener)).await
}
