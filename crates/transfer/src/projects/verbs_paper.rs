//! A plan on paper: how it is set for whoever reads it, and what is made of a file that somebody brings.

use std::collections::{BTreeSet, HashMap};

use documents::{Format, Part, Unreadable};
use kit::message::msg;
use kit::show::Bilingual;
use kit::{Error, FormErrors, Result};
use uuid::Uuid;

use super::document::PlanDocument;
use super::document_plan::Coded;
use super::forms_deeds::{MINISTRY, PlanFileForm, Proposal};
use super::paper::Paper;
use super::plan::Plan;
use super::plan_file::{KIND, Origin, PlanFile, SCHEMA, differing, explained, refused};
use super::project::Project;
use super::verbs;
use super::verbs_known::codes;
use super::{policy, store_amendments};
use house::accounts::Reader;
use house::app::{App, Circumstances};
use house::{organisations, places};

use crate::{calls, programmes};

/// Are Thai digits asked for?
///
/// # Errors
/// When something else is.
pub fn in_thai_digits(asked: &str) -> Result<bool> {
    match asked {
        "" | "arabic" => Ok(false),
        "thai" => Ok(true),
        _ => Err(Error::BadRequest(msg("projects-paper-digits"))),
    }
}

/// The plan of a project as a file, as this reader reads it.
///
/// # Errors
/// When the database cannot be read, or the typesetter refuses.
pub async fn made(app: &App, reader: &Reader, project: &Project, format: Format, thai: bool) -> Result<Vec<u8>> {
    let (drawn, part) = drawn(app, reader, project).await?;
    let drawn = if thai { drawn.in_thai_digits() } else { drawn };
    let made = tokio::task::spawn_blocking(move || match format {
        Format::Pdf => documents::pdf(&drawn, Some(&part)),
        Format::Docx => documents::docx(&drawn, Some(&part)),
    });
    Ok(made.await??)
}

/// The document as this reader reads the plan, and its data.
async fn drawn(app: &App, reader: &Reader, project: &Project) -> Result<(documents::Document, Part)> {
    let ids = project.plan.areas.iter().filter_map(|area| area.clinic).chain(project.lead_clinic);
    let clinics = organisations::clinic_names(&app.db, ids).await?;
    let codes = codes(app, [&project.plan]).await?;
    let whole = PlanDocument::of(&project.plan, &codes);
    let works_on = policy::works_on(reader, project);
    let told = if works_on { whole.clone() } else { whole.masked()? };
    let masked = told != whole;
    // What strangers read is drawn from what they may know, as it comes back from the file.
    let (plan, _) = told.plan(&Coded::of(&project.plan, &codes), || app.chance.id(app.clock.now()));
    let names: HashMap<Uuid, Bilingual> = clinics.into_iter().map(|(id, clinic)| (id, clinic.name)).collect();
    let named = works_on || project.status.follows_document();
    let mut signing = store_amendments::find_signing(&app.db, project, &HashMap::new()).await?;
    if let Some((_, signature)) = signing.signed.as_mut().filter(|_| !named) {
        signature.by.clear();
    }
    let today = app.clock.today();
    let paper = Paper {
        code: &project.code,
        lead: project.lead_clinic.and_then(|id| names.get(&id).cloned()),
        programme: programmes::names(&app.db).await?.of(&plan.programme),
        clinics: &names,
        signing,
        made_on: today,
        lang: reader.lang,
    };
    let origin = Origin { project: project.code.clone(), version: project.version, taken_on: today, masked };
    let file = PlanFile { told, origin: Some(origin) };
    let part = Part { kind: KIND.to_owned(), schema: SCHEMA, data: serde_json::to_value(&file)? };
    Ok((paper.drawn(&plan), part))
}

/// What a file carries, where nothing in it was changed by hand.
///
/// # Errors
/// Why it is not taken, beside `file`.
pub async fn read(file: Vec<u8>) -> Result<PlanFile> {
    if file.is_empty() {
        return Err(refused(msg("projects-file-choose")).into());
    }
    // Whatever its readers do with a broken file, it is the file that is broken.
    let read = tokio::task::spawn_blocking(move || documents::read(&file, KIND, SCHEMA)).await;
    let read = read.unwrap_or(Err(Unreadable::Damaged)).map_err(|why| refused(explained(&why)))?;
    if !read.differences.is_empty() {
        return Err(differing(&read.differences).into());
    }
    Ok(serde_json::from_value(read.data).map_err(|_| refused(msg("projects-file-altered")))?)
}

/// The plan of a file, in a line of work that is offered or the one that `stays`.
///
/// # Errors
/// What no form would take either, beside `file`.
pub async fn plan_of(app: &App, file: &PlanFile, stays: Option<&str>) -> Result<Plan> {
    let told = &file.told;
    let mut coded = Coded::default();
    for code in told.clinic_codes() {
        if let Some(clinic) = organisations::find_clinic(&app.db, code).await? {
            coded.clinics.insert(code.to_owned(), clinic.id);
        }
    }
    let local: BTreeSet<String> = told.local_government_codes().map(str::to_owned).collect();
    coded.local_governments = places::list_local_government_ids(&app.db, local).await?;
    let (plan, mut errors) = told.plan(&coded, || app.chance.id(app.clock.now()));
    if stays != Some(plan.programme.as_str()) && !programmes::names(&app.db).await?.offers(&plan.programme) {
        errors.add("file", msg("projects-file-programme").with("programme", plan.programme.as_str()));
    }
    errors.into_result()?;
    Ok(plan)
}

/// A plan that somebody brings in a file becomes a draft.
///
/// # Errors
/// When the reader may not propose, or the file is not taken.
pub async fn propose_from_file(
    app: &App,
    reader: &Reader,
    form: &PlanFileForm,
    file: Vec<u8>,
    once: Option<String>,
) -> Result<Project> {
    policy::may_propose_somehow(reader)?;
    let lead = organisations::find_clinic(&app.db, &form.lead).await?.map(|clinic| clinic.id);
    if lead.is_none() && form.lead != MINISTRY {
        return Err(FormErrors::one("lead", msg("projects-lead-choose")).into());
    }
    policy::may_propose(reader, lead)?;
    let call = calls::named(app, reader, &form.call).await?;
    if call.is_none() && !form.call.trim().is_empty() {
        return Err(refused(msg("projects-call-unknown").with("typed", form.call.trim())).into());
    }
    if let Some(call) = &call {
        call.may_be_answered(app.clock.now()).map_err(|message| Error::from(refused(message)))?;
    }
    let plan = plan_of(app, &read(file).await?, None).await?;
    let needs = kit::form::optional(&form.need).into_iter().collect();
    let proposal = Proposal { plan, lead_clinic: lead, needs, call: call.map(|call| call.id) };
    let how = Circumstances { once, invented: app.settings.demo };
    verbs::propose(app, reader, proposal, how).await
}
