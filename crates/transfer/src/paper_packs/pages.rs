//! The pages of an area's packs: what was printed, what came back, and the two forms.

use askama::Template;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use kit::message::msg;
use kit::web::{Form, Path, Upload, see, shown_again};
use kit::{Error, FormErrors, Result, page};
use xlsform::Kind;

use super::attendance::AttendanceList;
use super::drawing::set;
use super::finding::Finding;
use super::forms::PackForm;
use super::pack::Pack;
use super::store::{self, PackRow, SheetRow};
use super::{policy, verbs, verbs_reading};
use house::accounts::Reader;
use house::app::App;
use house::attachments::{self, Handed};
use house::layout::{Choice, choices, filters};

use crate::responses::{self, Area, Wanted};

/// The packs of an area.
#[derive(Template)]
#[template(path = "paper_packs/index.html")]
pub(super) struct Index {
    area: Area,
    packs: Vec<PackRow>,
    form: PackForm,
    errors: FormErrors,
    /// What is wrong with the pile.
    pile_errors: FormErrors,
    /// What became of each page of the pile that was just brought.
    findings: Vec<Finding>,
    kinds: Vec<Choice>,
    may_print: bool,
}
page!(Index, "paper-packs-title");

impl Index {
    async fn of(app: &App, reader: &Reader, area: Area) -> Result<Self> {
        Ok(Self {
            packs: store::list_packs(&app.db, area.id).await?,
            form: PackForm {
                kind: Kind::Evaluation.code().to_owned(),
                answered_on: app.clock.today().into(),
                blanks: "30".to_owned(),
            },
            errors: FormErrors::new(),
            pile_errors: FormErrors::new(),
            findings: Vec::new(),
            kinds: choices(Kind::ALL.iter().map(|kind| kind.code()), "questionnaires-kind-"),
            may_print: policy::may_print(reader, &area).is_ok() && area.takes_answers().is_ok(),
            area,
        })
    }
}

pub(super) async fn index(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<Index> {
    let area = responses::area_seen(&app, &reader, &code, number).await?;
    Index::of(&app, &reader, area).await
}

pub(super) async fn print(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Form(form): Form<PackForm>,
) -> Result<Response> {
    let area = responses::area_seen(&app, &reader, &code, number).await?;
    policy::may_print(&reader, &area)?;
    let printed = match form.check(app.clock.today()) {
        Ok(new) => verbs::print(&app, &reader, &area, new, reader.lang).await,
        Err(errors) => Err(errors.into()),
    };
    match printed {
        Ok(pack) => {
            Ok(see(format!("/desk/paper-packs/{}", pack.code)).saying(msg("paper-packs-printed")).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "kind")?;
            Ok((status, Index { form, errors, ..Index::of(&app, &reader, area).await? }).into_response())
        }
    }
}

pub(super) async fn bring(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    upload: Upload,
) -> Result<Response> {
    let area = responses::area_seen(&app, &reader, &code, number).await?;
    policy::may_bring(&reader, &area)?;
    let (sent, whole) = upload.read().await;
    let brought = match whole {
        Err(error) => Err(error),
        Ok(()) if sent.file.is_empty() => Err(FormErrors::one("file", msg("paper-packs-choose")).into()),
        Ok(()) => {
            let files = std::iter::once(sent.file).chain(sent.more).collect();
            verbs_reading::bring(&app, &reader, &area, files).await
        }
    };
    match brought {
        Ok(findings) => {
            Ok((StatusCode::OK, Index { findings, ..Index::of(&app, &reader, area).await? }).into_response())
        }
        Err(error) => {
            let (status, pile_errors) = shown_again(error, "file")?;
            Ok((status, Index { pile_errors, ..Index::of(&app, &reader, area).await? }).into_response())
        }
    }
}

/// One pack: whose sheets came back.
#[derive(Template)]
#[template(path = "paper_packs/show.html")]
pub(super) struct Show {
    area: Area,
    pack: Pack,
    sheets: Vec<SheetRow>,
}
page!(Show, "paper-packs-one-title");

impl Show {
    fn back(&self) -> usize {
        self.sheets.iter().filter(|sheet| sheet.receipt.is_some()).count()
    }
}

async fn pack_of(app: &App, reader: &Reader, code: &str) -> Result<(Pack, Area)> {
    reader.must_sign_in()?;
    let pack = store::find_pack(&app.db, &kit::chance::normalise_code(code)).await?.ok_or(Error::NotFound)?;
    let area = responses::find_area(app.db.reader(), Wanted::Id(pack.area)).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &area)?;
    Ok((pack, area))
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    let (pack, area) = pack_of(&app, &reader, &code).await?;
    Ok(Show { sheets: store::list_sheets(&app.db, pack.id).await?, pack, area })
}

pub(super) async fn sheets(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    wanted: attachments::Wanted,
) -> Result<Response> {
    let (pack, _) = pack_of(&app, &reader, &code).await?;
    let name = format!("{}-{}.pdf", pack.kind.code(), pack.code);
    let kind = attachments::Kind::Saved;
    Handed { key: &pack.file, media_type: "application/pdf", name, kind, public: false }.answer(&app, &wanted).await
}

/// The list that people sign when they come, drawn as the register stands now.
pub(super) async fn attendance(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<Response> {
    let area = responses::area_seen(&app, &reader, &code, number).await?;
    let people = responses::list_registered(&app.db, area.id).await?;
    let list = AttendanceList { area: &area, people: &people, lang: reader.lang, made_on: app.clock.today() };
    let file = set(list.drawn()).await?;
    let name = format!("attachment; filename=\"attendance-{}-{}.pdf\"", area.project_code, area.number);
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, name),
        // It bears names.
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, file).into_response())
}
