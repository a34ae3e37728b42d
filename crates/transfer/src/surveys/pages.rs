//! The desk of surveys: those of a clinic or of the ministry, their editions, and what their answers become.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use brokerage::needs::GroupKind;
use kit::message::msg;
use kit::web::{Form, Path, Upload, see, shown_again};
use kit::{Error, FormErrors, Result, page};
use thai::places;

use super::edition::Edition;
use super::forms::{MapForm, PublishForm};
use super::mapping::{Becomes, FIELDS, SAME};
use super::survey::Survey;
use super::{policy, store, store_answers, verbs};
use house::accounts::Reader;
use house::app::App;
use house::layout::{Choice, Label, Qr, choices, filters};

/// The type of an .xlsx file.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The reader's surveys, and the form to begin another.
#[derive(Template)]
#[template(path = "surveys/index.html")]
pub(super) struct Index {
    surveys: Vec<Survey>,
    errors: FormErrors,
}
page!(Index, "surveys-desk-title");

impl Index {
    async fn of(app: &App, reader: &Reader, errors: FormErrors) -> Result<Self> {
        let own = policy::owner(reader).map(|_| reader.clinics().collect());
        Ok(Self { surveys: store::list(&app.db, own).await?, errors })
    }
}

pub(super) async fn index(State(app): State<App>, reader: Reader) -> Result<Index> {
    reader.must_sign_in()?;
    policy::may_draft(&reader, policy::owner(&reader))?;
    Index::of(&app, &reader, FormErrors::new()).await
}

/// The workbook that was sent.
async fn workbook(upload: Upload) -> Result<Vec<u8>> {
    let (sent, whole) = upload.read().await;
    whole?;
    if sent.file.is_empty() {
        return Err(FormErrors::one("file", msg("surveys-file-choose")).into());
    }
    Ok(sent.file.into())
}

pub(super) async fn draft(State(app): State<App>, reader: Reader, upload: Upload) -> Result<Response> {
    policy::may_draft(&reader, policy::owner(&reader))?;
    let drafted = match workbook(upload).await {
        Ok(xlsx) => verbs::draft(&app, &reader, xlsx).await,
        Err(error) => Err(error),
    };
    match drafted {
        Ok(survey) => Ok(see(at(&survey)).saying(msg("surveys-drafted")).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "file")?;
            Ok((status, Index::of(&app, &reader, errors).await?).into_response())
        }
    }
}

fn at(survey: &Survey) -> String {
    format!("/desk/surveys/{}", survey.code)
}

/// One survey: its address and its code to scan, its editions, and what can be done.
#[derive(Template)]
#[template(path = "surveys/show.html")]
pub(super) struct Show {
    survey: Survey,
    editions: Vec<Edition>,
    answers: u64,
    address: String,
    code: Option<Qr>,
    form: PublishForm,
    errors: FormErrors,
}
page!(Show, |page| msg("surveys-own-title").with("title", page.survey.title.clone()));

impl Show {
    async fn of(app: &App, survey: Survey, form: PublishForm, errors: FormErrors) -> Result<Self> {
        let site = app.settings.public_url.trim_end_matches('/');
        let address = format!("{site}/surveys/{}", survey.code);
        Ok(Self {
            editions: store::list_editions(&app.db, survey.id).await?,
            answers: store_answers::count(&app.db, survey.id).await?,
            code: Qr::of(&address),
            address,
            survey,
            form,
            errors,
        })
    }

    fn at(&self) -> String {
        at(&self.survey)
    }

    fn to(&self, deed: &str) -> String {
        format!("{}/{deed}", self.at())
    }

    fn draft(&self) -> Option<&Edition> {
        self.editions.iter().find(|edition| edition.is_draft())
    }

    fn is_asked(&self) -> bool {
        self.editions.iter().any(|edition| !edition.is_draft())
    }

    /// Is it the one that people are asked?
    fn is_current(&self, edition: &Edition) -> bool {
        self.editions.iter().find(|one| !one.is_draft()).is_some_and(|current| current.id == edition.id)
    }
}

/// A survey that the reader may see.
pub(super) async fn seen(app: &App, reader: &Reader, code: &str) -> Result<Survey> {
    reader.must_sign_in()?;
    let survey = store::find(&app.db, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &survey)?;
    Ok(survey)
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    let survey = seen(&app, &reader, &code).await?;
    Show::of(&app, survey, PublishForm::default(), FormErrors::new()).await
}

/// After something was done: the survey with a word, or its page with what stands against it.
async fn done(
    app: &App,
    reader: &Reader,
    code: &str,
    form: PublishForm,
    (done, said): (Result<Survey>, &'static str),
    beside: &str,
) -> Result<Response> {
    match done {
        Ok(survey) => Ok(see(at(&survey)).saying(msg(said)).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, beside)?;
            let survey = seen(app, reader, code).await?;
            Ok((status, Show::of(app, survey, form, errors).await?).into_response())
        }
    }
}

pub(super) async fn revise(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    upload: Upload,
) -> Result<Response> {
    policy::may_revise(&reader, &seen(&app, &reader, &code).await?)?;
    let revised = match workbook(upload).await {
        Ok(xlsx) => verbs::revise(&app, &reader, &code, xlsx).await,
        Err(error) => Err(error),
    };
    done(&app, &reader, &code, PublishForm::default(), (revised, "surveys-drafted"), "file").await
}

pub(super) async fn publish(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<PublishForm>,
) -> Result<Response> {
    let survey = seen(&app, &reader, &code).await?;
    policy::may_publish(&reader, &survey)?;
    let editions = store::list_editions(&app.db, survey.id).await?;
    let published = match form.check(editions.iter().all(Edition::is_draft)) {
        Ok(notes) => verbs::publish(&app, &reader, &code, notes).await,
        Err(errors) => Err(errors.into()),
    };
    done(&app, &reader, &code, form, (published, "surveys-published"), "notes").await
}

pub(super) async fn discard(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    let stays = verbs::discard(&app, &reader, &code).await?;
    let to = if stays { format!("/desk/surveys/{code}") } else { "/desk/surveys".to_owned() };
    Ok(see(to).saying(msg("surveys-discarded")).into_response())
}

pub(super) async fn close(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    let closed = verbs::close(&app, &reader, &code).await?;
    Ok(see(at(&closed)).saying(msg("surveys-closed-now")).into_response())
}

pub(super) async fn reopen(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    let open = verbs::reopen(&app, &reader, &code).await?;
    Ok(see(at(&open)).saying(msg("surveys-reopened")).into_response())
}

pub(super) async fn download(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<Response> {
    let survey = seen(&app, &reader, &code).await?;
    let xlsx = store::find_file(&app.db, survey.id, number).await?.ok_or(Error::NotFound)?;
    let name = format!("attachment; filename=\"{}-{number}.xlsx\"", survey.code);
    Ok(([(header::CONTENT_TYPE, XLSX.to_owned()), (header::CONTENT_DISPOSITION, name)], xlsx).into_response())
}

/// What the answers of the draft become.
#[derive(Template)]
#[template(path = "surveys/map.html")]
pub(super) struct Mapped {
    survey: Survey,
    kinds: Vec<Choice>,
    sources: BTreeMap<&'static str, Vec<Choice>>,
    form: MapForm,
    errors: FormErrors,
}
page!(Mapped, "surveys-map-title");

impl Mapped {
    async fn of(app: &App, reader: &Reader, survey: Survey, form: Option<MapForm>, errors: FormErrors) -> Result<Self> {
        let editions = store::list_editions(&app.db, survey.id).await?;
        let draft = editions.into_iter().find(Edition::is_draft);
        let draft = draft.ok_or_else(|| Error::Conflict(msg("surveys-no-draft")))?;
        let asked = store::asked(&app.db, draft).await?;
        let questions: Vec<Choice> = asked
            .form
            .questions()
            .filter(|question| question.takes_answer())
            .map(|question| Choice::new(&question.name, question.label.in_language(reader.lang.tag())))
            .collect();
        let sources = FIELDS.into_iter().map(|field| (field, with_same(field, questions.clone()))).collect();
        Ok(Self {
            kinds: choices(["nothing"].into_iter().chain(Becomes::words()), "surveys-becomes-"),
            form: form.unwrap_or_else(|| MapForm::of(&asked.edition.mapping)),
            survey,
            sources,
            errors,
        })
    }

    fn at(&self) -> String {
        at(&self.survey)
    }

    fn to(&self, deed: &str) -> String {
        format!("{}/{deed}", self.at())
    }

    /// Each thing that is said: its name, its words, what may say it, and what is chosen.
    fn fields(&self) -> Vec<(&'static str, &'static str, &'static str, &[Choice], &str)> {
        let line = |field: &'static str| {
            let (label, hint) = Self::label(field);
            (field, label, hint, self.sources.get(field).map_or(&[][..], Vec::as_slice), self.form.value(field))
        };
        FIELDS.into_iter().map(line).collect()
    }

    /// The name of what is said, and a word of help where it has one.
    fn label(field: &str) -> (&'static str, &'static str) {
        match field {
            "text" => ("surveys-map-text-label", "surveys-map-text-hint"),
            "name" => ("surveys-map-name", ""),
            "contact" => ("surveys-map-contact", ""),
            "group_kind" => ("surveys-map-group_kind", "surveys-map-group_kind-hint"),
            "province" => ("surveys-map-province", "surveys-map-province-hint"),
            "district" => ("surveys-map-district", ""),
            "subdistrict" => ("surveys-map-subdistrict", ""),
            _ => ("surveys-map-village", ""),
        }
    }
}

/// The questions, and where there is a list of words what may be the same for all answers.
fn with_same(field: &str, mut questions: Vec<Choice>) -> Vec<Choice> {
    let same = |value: &str, label: Label| Choice::new(format!("{SAME}{value}"), label);
    match field {
        "group_kind" => {
            let kinds = choices(GroupKind::words(), "needs-group-kind-");
            questions.extend(kinds.into_iter().map(|kind| same(&kind.value, kind.label)));
        }
        "province" => questions.extend(
            places::provinces()
                .iter()
                .map(|place| same(&place.code.to_string(), Label::Text(place.name_th.to_owned()))),
        ),
        _ => {}
    }
    questions
}

pub(super) async fn mapping(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Mapped> {
    let survey = seen(&app, &reader, &code).await?;
    policy::may_map(&reader, &survey)?;
    Mapped::of(&app, &reader, survey, None, FormErrors::new()).await
}

pub(super) async fn map(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<MapForm>,
) -> Result<Response> {
    let survey = seen(&app, &reader, &code).await?;
    policy::may_map(&reader, &survey)?;
    let mapped = match form.check() {
        Ok(mapping) => verbs::map(&app, &reader, &code, mapping).await,
        Err(errors) => Err(errors.into()),
    };
    match mapped {
        Ok(survey) => Ok(see(at(&survey)).saying(msg("surveys-mapped")).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "becomes")?;
            Ok((status, Mapped::of(&app, &reader, survey, Some(form), errors).await?).into_response())
        }
    }
}
