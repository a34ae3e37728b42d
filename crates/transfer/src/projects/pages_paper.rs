//! A plan on paper: the file that anybody who may read the project takes away, and the way in for a file that
//! somebody brings.

use std::collections::HashMap;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use documents::{Difference, Format, Part, Place, Unreadable};
use kit::message::msg;
use kit::show::Bilingual;
use kit::web::{Path, Query, Upload, Uploaded, see, shown_again};
use kit::{Error, FormErrors, Message, Result};
use serde::Deserialize;
use uuid::Uuid;

use super::document::PlanDocument;
use super::forms_deeds::{MINISTRY, Proposal, ProposalForm};
use super::pages::{New, seen};
use super::paper::{KIND, Paper, SCHEMA};
use super::plan::Plan;
use super::project::Project;
use super::verbs;
use super::{policy, store_amendments};
use house::accounts::Reader;
use house::app::{App, Circumstances};
use house::organisations;

use crate::{calls, programmes};

/// How a file is asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// `thai`, or `arabic`, as when nothing is said.
    digits: String,
}

pub(super) async fn pdf(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    paper(&app, &reader, &code, &asked, Format::Pdf).await
}

pub(super) async fn docx(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    paper(&app, &reader, &code, &asked, Format::Docx).await
}

async fn paper(app: &App, reader: &Reader, code: &str, asked: &Asked, format: Format) -> Result<Response> {
    let project = seen(app, reader, code).await?;
    let thai = match asked.digits.as_str() {
        "" | "arabic" => false,
        "thai" => true,
        _ => return Err(Error::BadRequest(msg("projects-paper-digits"))),
    };
    let (drawn, part) = drawn(app, reader, &project).await?;
    let drawn = if thai { drawn.in_thai_digits() } else { drawn };
    let made = tokio::task::spawn_blocking(move || match format {
        Format::Pdf => documents::pdf(&drawn, Some(&part)),
        Format::Docx => documents::docx(&drawn, Some(&part)),
    });
    let bytes = made.await??;
    let shown = if format == Format::Pdf { "inline" } else { "attachment" };
    let name = format!("{shown}; filename=\"plan-{}.{format}\"", project.code);
    Ok(([(header::CONTENT_TYPE, format.media_type().to_owned()), (header::CONTENT_DISPOSITION, name)], bytes)
        .into_response())
}

/// The document as this reader reads the plan, and its data.
async fn drawn(app: &App, reader: &Reader, project: &Project) -> Result<(documents::Document, Part)> {
    let ids = project.plan.areas.iter().filter_map(|area| area.clinic).chain(project.lead_clinic);
    let clinics = organisations::clinic_names(&app.db, ids).await?;
    let codes = clinics.iter().map(|(id, clinic)| (*id, clinic.code.clone())).collect();
    let told = PlanDocument::of(&project.plan, &codes);
    let works_on = policy::works_on(reader, project);
    let told = if works_on { told } else { told.masked()? };
    // What strangers read is drawn from what they may know, as it comes back from the file.
    let by_code = codes.into_iter().map(|(id, code)| (code, id)).collect();
    let (plan, _) = told.plan(&by_code, || app.chance.id(app.clock.now()));
    let names: HashMap<Uuid, Bilingual> = clinics.into_iter().map(|(id, clinic)| (id, clinic.name)).collect();
    let named = works_on || project.status.follows_document();
    let mut signing = store_amendments::find_signing(&app.db, project, &HashMap::new()).await?;
    if let Some((_, signature)) = signing.signed.as_mut().filter(|_| !named) {
        signature.by.clear();
    }
    let paper = Paper {
        code: &project.code,
        lead: project.lead_clinic.and_then(|id| names.get(&id).cloned()),
        programme: programmes::names(&app.db).await?.of(&plan.programme),
        clinics: &names,
        signing,
        made_on: app.clock.today(),
        lang: reader.lang,
    };
    let part = Part { kind: KIND.to_owned(), schema: SCHEMA, data: serde_json::to_value(&told)? };
    Ok((paper.drawn(&plan), part))
}

/// A plan that somebody brings in a file becomes a draft.
pub(super) async fn from_file(State(app): State<App>, reader: Reader, upload: Upload) -> Result<Response> {
    policy::may_propose_somehow(&reader)?;
    let (sent, whole) = upload.read().await;
    let form = ProposalForm {
        lead: sent.text("file_lead"),
        need: sent.text("need"),
        call: sent.text("call"),
        once: sent.text("once"),
        ..ProposalForm::default()
    };
    let proposed = match whole {
        Ok(()) => propose(&app, &reader, &form, sent).await,
        Err(error) => Err(error),
    };
    match proposed {
        Ok(project) => {
            Ok(see(format!("/projects/{}/edit", project.code)).saying(msg("projects-file-taken")).into_response())
        }
        Err(error) => {
            let (status, errors) = match error {
                // A file that is too large for the house is too large for this field.
                Error::TooLarge => (StatusCode::UNPROCESSABLE_ENTITY.into_response().into_parts().0, too_large()),
                error => shown_again(error, "file")?,
            };
            let form = ProposalForm { once: reader.form_key(&app.chance), ..form };
            let page = New::with(&app, &reader, form, FormErrors::new()).await?;
            Ok((status, page.file_refused(errors)).into_response())
        }
    }
}

async fn propose(app: &App, reader: &Reader, form: &ProposalForm, sent: Uploaded) -> Result<Project> {
    reader.check_form_key(&form.once).map_err(Error::Conflict)?;
    let lead = organisations::find_clinic(&app.db, &form.lead).await?.map(|clinic| clinic.id);
    if lead.is_none() && form.lead != MINISTRY {
        return Err(FormErrors::one("file_lead", msg("projects-lead-choose")).into());
    }
    policy::may_propose(reader, lead)?;
    if sent.file.is_empty() {
        return Err(FormErrors::one("file", msg("projects-file-choose")).into());
    }
    let call = calls::named(app, reader, &form.call).await?;
    let mut errors = FormErrors::new();
    if let Some(call) = &call {
        errors.take("file", call.may_be_answered(app.clock.now()));
    }
    errors.into_result()?;
    let plan = plan_in(app, sent.file.to_vec()).await?;
    let needs = kit::form::optional(&form.need).into_iter().collect();
    let proposal = Proposal { plan, lead_clinic: lead, needs, call: call.map(|call| call.id) };
    let how = Circumstances { once: kit::form::optional(&form.once), invented: app.settings.demo };
    verbs::propose(app, reader, proposal, how).await
}

/// The plan that a file carries, where nothing in the file was changed by hand.
async fn plan_in(app: &App, file: Vec<u8>) -> Result<Plan> {
    let refused = |message: Message| Error::from(FormErrors::one("file", message));
    // Whatever its readers do with a broken file, it is the file that is broken.
    let read = tokio::task::spawn_blocking(move || documents::read(&file, KIND, SCHEMA)).await;
    let read = read.unwrap_or(Err(Unreadable::Damaged)).map_err(|why| refused(explained(&why)))?;
    if !read.differences.is_empty() {
        return Err(differing(&read.differences).into());
    }
    let told: PlanDocument = serde_json::from_value(read.data).map_err(|_| refused(msg("projects-file-altered")))?;
    let mut clinics = HashMap::new();
    for code in told.clinic_codes() {
        if let Some(clinic) = organisations::find_clinic(&app.db, code).await? {
            clinics.insert(code.to_owned(), clinic.id);
        }
    }
    let (plan, mut errors) = told.plan(&clinics, || app.chance.id(app.clock.now()));
    if !programmes::names(&app.db).await?.offers(&plan.programme) {
        errors.add("file", msg("projects-file-programme").with("programme", plan.programme.as_str()));
    }
    errors.into_result()?;
    Ok(plan)
}

fn too_large() -> FormErrors {
    FormErrors::one("file", explained(&Unreadable::TooLarge))
}

fn explained(why: &Unreadable) -> Message {
    match why {
        Unreadable::TooLarge => msg("projects-file-too-large").with("most", documents::MOST_BYTES / (1024 * 1024)),
        Unreadable::Neither => msg("projects-file-neither"),
        Unreadable::Damaged => msg("projects-file-damaged"),
        Unreadable::Swollen => msg("projects-file-swollen"),
        Unreadable::Foreign => msg("projects-file-foreign"),
        Unreadable::Altered => msg("projects-file-altered"),
        Unreadable::OtherKind(_) => msg("projects-file-other-kind"),
        Unreadable::OtherSchema(found) => msg("projects-file-other-schema").with("found", *found).with("known", SCHEMA),
    }
}

/// As many as a person reads at once.
const TOLD_MOST: usize = 30;
/// As much of a text as shows which one is meant.
const SHOWN_MOST: usize = 160;

/// Every text that was changed by hand, with what the data says.
fn differing(differences: &[Difference]) -> FormErrors {
    let mut errors = FormErrors::one("file", msg("projects-file-differs").with("count", differences.len()));
    for one in differences.iter().take(TOLD_MOST) {
        let place = match one.place {
            Place::Page(page) => msg("projects-file-page").with("page", page),
            Place::Paragraph(_) | Place::Row(_) => {
                let (kind, number) = match one.place {
                    Place::Row(row) => ("row", row),
                    Place::Paragraph(number) | Place::Page(number) => ("paragraph", number),
                };
                let section = one.section.clone().unwrap_or_default();
                let said = |text: &Option<String>| text.as_deref().map_or_else(|| "–".to_owned(), cut);
                msg("projects-file-line")
                    .with("section", section)
                    .with("kind", kind)
                    .with("number", number)
                    .with("before", said(&one.before))
                    .with("after", said(&one.after))
            }
        };
        errors.add("file", place);
    }
    if differences.len() > TOLD_MOST {
        errors.add("file", msg("projects-file-more").with("count", differences.len() - TOLD_MOST));
    }
    errors
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(SHOWN_MOST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
