//! The page of the signed versions of a plan, each beside the one before it.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use kit::message::msg;
use kit::web::Path;
use kit::{Result, page};

use super::amendment::Amendment;
use super::document::PlanDocument;
use super::pages::seen;
use super::pages_changes::{Called, Told};
use super::project::Project;
use super::signed_copy::SignedCopy;
use super::signing::Signing;
use super::verbs_copies::list_opened_copies;
use super::verbs_known::codes;
use super::version::PlanVersion;
use super::{policy, store, store_amendments};
use house::accounts::{self, Reader};
use house::app::App;
use house::layout::filters;

/// A signed version with how it differs from the one before.
struct VersionView {
    version: PlanVersion,
    changes: Vec<Told>,
    /// The number of the amendment that made it, if one did.
    amendment: Option<i32>,
}

/// The versions of a plan.
#[derive(Template)]
#[template(path = "projects/history.html")]
pub(super) struct History {
    project: Project,
    versions: Vec<VersionView>,
    unsigned: Vec<Told>,
    names_signer: bool,
    /// Scanned papers of signed versions, for those who work on it.
    copies: Vec<SignedCopy>,
    may_attach_signed: bool,
}
impl History {
    /// The papers of a version, the latest first.
    fn copies_of(&self, version: &PlanVersion) -> Vec<&SignedCopy> {
        self.copies.iter().rev().filter(|copy| copy.plan_version == version.plan_version).collect()
    }

    fn days_at(&self) -> String {
        format!("/projects/{}/as-of", self.project.code)
    }
}

page!(History, |page| msg("projects-history-title").with("code", page.project.code.clone()));

pub(super) async fn history(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<History> {
    let project = seen(&app, &reader, &code).await?;
    let versions = store::list_versions(&app.db, project.id).await?;
    let amendments = store_amendments::list_amendments(&app.db, project.id).await?;
    let plans = amendments.iter().flat_map(|one| [&one.before, &one.after]).chain([&project.plan]);
    let codes = codes(&app, plans).await?;
    let called = Called::of(&app).await?;
    let now = serde_json::to_value(PlanDocument::of(&project.plan, &codes))?;
    let works_on = policy::works_on(&reader, &project);
    let mut unsigned =
        versions.first().filter(|_| works_on).map(|last| called.told(&last.snapshot, &now)).unwrap_or_default();
    // What was granted since is the ministry's approval, and no change that waits for a signature.
    unsigned.retain(|change| !change.is_of_grant());
    let before = |at: usize| versions.get(at + 1).map(|older| &older.snapshot);
    let document = |plan| serde_json::to_value(PlanDocument::of(plan, &codes));
    let view = |(at, version): (usize, &PlanVersion)| {
        let made_by = amendments.iter().find(|one| one.plan_version == Some(version.plan_version));
        // Between two versions the ministry approves, and grants: an amendment answers for what it changed itself.
        let changes = match made_by {
            Some(one) => called.told(&document(&one.before)?, &document(&one.after)?),
            None => before(at).map(|older| called.told(older, &version.snapshot)).unwrap_or_default(),
        };
        Ok(VersionView { changes, amendment: made_by.map(|one| one.number), version: version.clone() })
    };
    let versions = versions.iter().enumerate().map(view).collect::<Result<_>>()?;
    let copies = list_opened_copies(&app, &reader, &project).await?;
    let may_attach_signed = project.plan_version > 0 && policy::may_attach_signed(&reader, &project).is_ok();
    Ok(History { project, versions, unsigned, names_signer: works_on, copies, may_attach_signed })
}

/// Who signed and who amended a plan: for those who work on it by their names.
pub(super) async fn signing(app: &App, reader: &Reader, project: &Project) -> Result<Signing> {
    let amendments = store_amendments::list_amendments(&app.db, project.id).await?;
    let people = if policy::works_on(reader, project) {
        let of =
            |one: &Amendment| [one.submitted.and_then(|(who, _)| who), one.decision.as_ref().and_then(|one| one.by)];
        accounts::names_of(&app.db, amendments.iter().flat_map(of).flatten()).await?
    } else {
        HashMap::new()
    };
    Ok(Signing::of(project, &amendments, &people))
}
