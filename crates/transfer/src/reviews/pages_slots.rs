//! What other pages show of the judging of proposals: a desk, a call's page, a project's.

use std::collections::HashMap;

use askama::Template;
use uuid::Uuid;

use super::review::{Review, Status};
use super::screening::Screening;
use super::{policy, store, store_screening};
use crate::calls;
use crate::projects::{self, Decided, Project, ProjectName};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;
use house::layout::slots::{Filling, Piece};

/// Reviews on a desk.
const ON_DESK: u64 = 10;

/// On a desk: what its owner was asked to judge.
#[derive(Template)]
#[template(path = "reviews/on_desk.html")]
struct OnDesk {
    reviews: Vec<Review>,
    names: HashMap<Uuid, ProjectName>,
    /// How many wait in all.
    of: u64,
}

/// Fills `Spot::Desk`.
pub(super) fn on_desk<'a>(app: &'a App, reader: &'a Reader, account: Uuid) -> Filling<'a> {
    Box::pin(async move {
        if reader.practises() {
            return Ok(None);
        }
        let reviews = store::list_waiting(&app.db, account, ON_DESK).await?;
        if reviews.is_empty() {
            return Ok(None);
        }
        let names = projects::names_of(&app.db, reviews.iter().map(|review| review.project)).await?;
        let of = store::count_waiting(&app.db, account).await?;
        Ok(Some(Box::new(OnDesk { reviews, names, of }) as Piece))
    })
}

/// On the page of a call, for the ministry: the way to its proposals in their order.
#[derive(Template)]
#[template(path = "reviews/on_call.html")]
struct OnCall {
    code: String,
}

/// Fills `Spot::Call`.
pub(super) fn on_call<'a>(app: &'a App, reader: &'a Reader, call: Uuid) -> Filling<'a> {
    Box::pin(async move {
        if policy::may_see_all(reader).is_err() {
            return Ok(None);
        }
        let call = calls::find(&app.db, call).await?;
        Ok(call.map(|call| Box::new(OnCall { code: call.code }) as Piece))
    })
}

/// On the page of a proposal: what was decided, with what reviewers say to the proposer.
#[derive(Template)]
#[template(path = "reviews/on_project.html")]
struct OnProject {
    code: String,
    /// What the ministry said of its eligibility.
    screening: Option<Screening>,
    /// That was of an earlier version of the plan.
    outdated: bool,
    decided: Option<Decided>,
    comments: Vec<String>,
    /// The way to all reviews, for the ministry.
    all: bool,
    /// The reader's own review.
    own: Option<Review>,
}

/// Fills the page of a project that answers a call, for those who work on it and those who judge it.
pub(super) fn on_project<'a>(app: &'a App, reader: &'a Reader, project: &'a Project) -> Filling<'a> {
    Box::pin(async move {
        let account = reader.who().map(|who| who.account);
        let judges = account.is_some_and(|account| project.readers.contains(&account));
        let works = projects::works_on(reader, project);
        if project.call.is_none() || project.practice || !(works || judges) {
            return Ok(None);
        }
        let reviews = store::list_of_projects(&app.db, [project.id]).await?.remove(&project.id).unwrap_or_default();
        let own = reviews.iter().find(|one| Some(one.reviewer) == account).cloned();
        let decided = project.outcome.clone().filter(|_| works);
        let sealed = reviews.into_iter().filter(|one| one.status == Status::Sealed && decided.is_some());
        let comments: Vec<String> = sealed.map(|one| one.judgement.to_proposer).collect();
        let all = policy::may_see_all(reader).is_ok();
        let screening = store_screening::find_last(&app.db, project.id).await?.filter(|_| works);
        let nothing = screening.is_none() && decided.is_none() && own.is_none() && !all;
        let outdated = project.status == projects::Status::Submitted
            && screening.as_ref().is_some_and(|said| said.plan_version != project.plan_version);
        let code = project.code.clone();
        Ok((!nothing).then(|| Box::new(OnProject { code, screening, outdated, decided, comments, all, own }) as Piece))
    })
}
