//! What those who work on a need see and do on its page, beside what everybody reads: what was said, what
//! may be the same need once more, files, and who may read it.

use std::collections::HashMap;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use kit::message::msg;
use kit::web::{Form, Path, see, shown_again};
use kit::{Error, FormErrors, Message, Result};
use uuid::Uuid;

use super::double::{Likeness, Words};
use super::forms_desk::{NeedFileForm, NeedMergeForm};
use super::need::{Need, Shown, Status};
use super::pages::Show;
use super::remark::{Remark, is_asked};
use super::store::Row;
use super::verbs_files::{self, Through};
use super::{policy, store_desk, store_way, verbs_merge, verbs_talk};
use house::accounts::Reader;
use house::app::App;
use house::understanding;

/// Needs that may be the same, on a need's page.
const DOUBLES: usize = 5;

/// What whoever works on a need has on its page.
pub(super) struct Work {
    pub(super) remarks: Vec<Remark>,
    pub(super) asked: bool,
    pub(super) may_ask: bool,
    pub(super) may_merge: bool,
    pub(super) may_withhold: bool,
    pub(super) may_publish: bool,
    pub(super) may_attach: bool,
    /// The needs that go on with this one.
    pub(super) merged: Vec<Need>,
    /// What may be the same, and why.
    pub(super) doubles: Vec<(Row, Likeness)>,
    pub(super) merge: NeedMergeForm,
    pub(super) merge_errors: FormErrors,
    pub(super) file_errors: FormErrors,
}

impl Work {
    /// What was said, in its order.
    pub(super) fn said(&self) -> &[Remark] {
        &self.remarks
    }

    /// `None` for whoever does not work on it. `wrong`: the form on the page, and what was wrong with it.
    pub(super) async fn of(
        app: &App,
        reader: &Reader,
        need: &Need,
        merged: Vec<Need>,
        wrong: Option<(&str, FormErrors)>,
    ) -> Result<Option<Self>> {
        let works = policy::may_analyse(reader, need).is_ok();
        if !works && policy::may_publish(reader, need).is_err() {
            return Ok(None);
        }
        let mut said = store_way::list_remarks(app.db.reader(), vec![need.id]).await?;
        let remarks = if works { said.remove(&need.id).unwrap_or_default() } else { Vec::new() };
        let open = need.merged_into.is_none() && matches!(need.status, Status::Received | Status::InAnalysis);
        let doubles = if works && open { doubles(app, need).await? } else { Vec::new() };
        let of = |form: &str| match &wrong {
            Some((name, errors)) if *name == form => errors.clone(),
            _ => FormErrors::new(),
        };
        Ok(Some(Self {
            asked: is_asked(&remarks),
            remarks,
            may_ask: works && need.may_be_asked().is_ok(),
            may_merge: works && open && merged.is_empty(),
            may_withhold: need.shown != Shown::Withheld,
            may_publish: need.shown != Shown::ToAll,
            may_attach: works,
            merged,
            doubles,
            merge: NeedMergeForm::default(),
            merge_errors: of("merge"),
            file_errors: of("file"),
        }))
    }
}

/// Open needs of the same clinic and province whose words are nearly these, and of the same subdistrict or
/// village those that mean nearly the same; the likeliest first.
async fn doubles(app: &App, need: &Need) -> Result<Vec<(Row, Likeness)>> {
    let near = store_desk::list_near(&app.db, need).await?;
    let meant = meant_alike(app, need).await?;
    let told = need.told.text.clone();
    Ok(tokio::task::spawn_blocking(move || likeliest(&told, near, &meant)).await?)
}

/// Those of `near` that may be the same, in their order.
fn likeliest(told: &str, near: Vec<Row>, meant: &HashMap<Uuid, f32>) -> Vec<(Row, Likeness)> {
    let own = Words::of(told);
    let with = |row: Row| {
        let share = own.shared_with(&Words::of(&row.text_th));
        let near = meant.get(&row.id).copied();
        (row, Likeness { share, near })
    };
    let mut doubles: Vec<_> = near.into_iter().map(with).filter(|(_, likeness)| likeness.tells()).collect();
    doubles.sort_by_key(|(_, likeness)| std::cmp::Reverse(likeness.per_cent()));
    doubles.truncate(DOUBLES);
    doubles
}

/// How near the needs of the same subdistrict or village mean, as far as they were understood by now.
async fn meant_alike(app: &App, need: &Need) -> Result<HashMap<Uuid, f32>> {
    let beside = store_desk::list_beside(&app.db, need).await?;
    if beside.is_empty() {
        return Ok(HashMap::new());
    }
    let all: Vec<Uuid> = beside.into_iter().chain([need.id]).collect();
    let mut understood = understanding::needs(app, &all).await?;
    let Some(own) = understood.remove(&need.id) else { return Ok(HashMap::new()) };
    Ok(understood.into_iter().map(|(id, other)| (id, own.whole.near(&other.whole))).collect())
}

/// Back to the page of a need, or the page with what was wrong in one of its forms.
async fn back(
    app: &App,
    reader: &Reader,
    code: &str,
    (form, field): (&str, &str),
    done: Result<Message>,
) -> Result<Response> {
    match done {
        Ok(said) => Ok(see(format!("/needs/{code}")).saying(said).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, field)?;
            Ok((status, Show::of(app, reader, code, Some((form, errors))).await?).into_response())
        }
    }
}

pub(super) async fn merge(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<NeedMergeForm>,
) -> Result<Response> {
    policy::may_merge(&reader, &super::pages::seen(&app, &reader, &code).await?)?;
    let merged = match form.check() {
        Ok(into) => verbs_merge::merge(&app, &reader, &code, &into).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    back(&app, &reader, &code, ("merge", "into"), merged.map(|_| msg("needs-merged"))).await
}

pub(super) async fn unmerge(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    verbs_merge::unmerge(&app, &reader, &code).await?;
    Ok(see(format!("/needs/{code}")).saying(msg("needs-unmerged")).into_response())
}

pub(super) async fn publish(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    verbs_talk::publish(&app, &reader, &code).await?;
    Ok(see(format!("/needs/{code}")).saying(msg("needs-published")).into_response())
}

pub(super) async fn publish_file(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<NeedFileForm>,
) -> Result<Response> {
    policy::may_publish_file(&reader, &super::pages::seen(&app, &reader, &code).await?)?;
    let done = match form.check() {
        Ok(file) => verbs_files::publish_file(&app, &reader, &code, file).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    back(&app, &reader, &code, ("file", "file"), done.map(|_| msg("needs-file-published"))).await
}

pub(super) async fn remove_file(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<NeedFileForm>,
) -> Result<Response> {
    policy::may_remove_file(&reader, &super::pages::seen(&app, &reader, &code).await?)?;
    let done = match form.check() {
        Ok(file) => verbs_files::remove_file(&app, &reader, Through::Desk(&code), file).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    back(&app, &reader, &code, ("file", "file"), done.map(|_| msg("needs-file-removed"))).await
}

pub(super) async fn attach(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    upload: kit::web::Upload,
) -> Result<Response> {
    policy::may_attach(&reader, &super::pages::seen(&app, &reader, &code).await?)?;
    let done = match super::pages_files::given(upload).await {
        Ok(given) => verbs_files::attach(&app, &reader, Through::Desk(&code), given).await,
        Err(error) => Err(error),
    };
    back(&app, &reader, &code, ("file", "file"), done.map(|_| msg("needs-file-kept"))).await
}
