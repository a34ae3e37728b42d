//! Where whoever told a need follows it by their code: what was promised, what is asked back, what they
//! can add; and where they fetch a code they have lost.

use askama::Template;
use axum::extract::State;
use axum::http::{Extensions, StatusCode};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use kit::form::{TextForm, text_within};
use kit::message::msg;
use kit::web::{Form, Path, Query, Upload, client_address, see, shown_again};
use kit::{Error, FormErrors, Result, Timestamp, page};

use super::attachment::Attachment;
use super::due::Level;
use super::forms_desk::{NeedFileForm, ReclaimForm};
use super::need::{Analysis, Need, Shown, TEXT_MOST};
use super::pages::steps;
use super::remark::{Remark, RemarkKind, is_asked};
use super::verbs_files::{self, Through};
use super::wording::is_short;
use super::{pages_files, policy, store, store_files, store_way, verbs_recovery, verbs_talk};
use house::accounts::Reader;
use house::app::App;
use house::layout::followed::page_of;
use house::layout::slots::{Slots, Spot};
use house::layout::{Step, filters};
use house::organisations::{self, ClinicName};

/// Where whoever told something looks it up by their code.
#[derive(Template)]
#[template(path = "needs/track_form.html")]
pub(super) struct TrackForm {
    typed: String,
    errors: FormErrors,
}
page!(TrackForm, "needs-track-title");

/// What was typed there.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub struct TrackQuery {
    code: Option<String>,
}

/// The one place where a code is typed, whichever feature gave it out.
pub async fn track_form(Query(query): Query<TrackQuery>) -> Response {
    let Some(code) = query.code else {
        return TrackForm { typed: String::new(), errors: FormErrors::new() }.into_response();
    };
    if code.trim().is_empty() {
        let errors = FormErrors::one("code", msg("kit-field-required"));
        return (StatusCode::UNPROCESSABLE_ENTITY, TrackForm { typed: String::new(), errors }).into_response();
    }
    see(format!("/track/{}", kit::chance::normalise_code(&code))).into_response()
}

/// The same place once more, with a code that nobody gave out, to be mended.
pub fn unknown_code(typed: String) -> Response {
    let errors = FormErrors::one("code", msg("needs-track-unknown"));
    (StatusCode::NOT_FOUND, TrackForm { typed, errors }).into_response()
}

/// A need as its teller follows it.
#[derive(Template)]
#[template(path = "needs/track.html")]
pub(super) struct Track {
    /// What they told, with their own code.
    need: Need,
    /// The need whose way it goes: itself, or the one it was merged into.
    way: Need,
    /// How many others told the same.
    others: usize,
    clinic: Option<ClinicName>,
    analyses: Vec<Analysis>,
    steps: Vec<Step>,
    remarks: Vec<Remark>,
    files: Vec<Attachment>,
    reclaimed: Vec<Timestamp>,
    today: NaiveDate,
    reply: TextForm,
    reply_errors: FormErrors,
    file_errors: FormErrors,
    /// What higher features tell whoever follows it.
    slots: Slots,
}
page!(Track, "needs-track-title");

impl Track {
    fn at(&self, verb: &str) -> String {
        format!("/track/{}/{verb}", self.need.tracking_code)
    }

    /// Does something wait for their reply?
    fn is_asked(&self) -> bool {
        is_asked(&self.remarks) && self.may_reply()
    }

    fn may_reply(&self) -> bool {
        self.need.may_be_asked().is_ok()
    }

    /// Did they tell so little that more would help?
    fn is_short(&self) -> bool {
        let more = self.remarks.iter().any(|remark| remark.kind == RemarkKind::Reply);
        is_short(&self.need.told.text) && !more && self.may_reply()
    }

    fn is_late(&self) -> bool {
        self.way.is_late(self.today)
    }

    /// To whom it has climbed.
    fn level(&self) -> Option<Level> {
        Level::number(self.way.climbed)
    }

    async fn of(app: &App, reader: &Reader, need: Need) -> Result<Self> {
        let way = match need.merged_into {
            Some(id) => store::find(&app.db, id).await?.unwrap_or_else(|| need.clone()),
            None => need.clone(),
        };
        let mut names = organisations::clinic_names(&app.db, way.clinic).await?;
        let analyses = store_way::list_analyses(&app.db, way.id).await?;
        let merged = store_way::list_merged(&app.db, way.id).await?.len();
        Ok(Self {
            others: if need.merged_into.is_some() { merged.max(1) } else { merged },
            clinic: way.clinic.and_then(|id| names.remove(&id)),
            steps: steps(&way, &analyses, &store_way::list_deeds(&app.db, way.id).await?),
            analyses,
            remarks: store_way::list_remarks(app.db.reader(), vec![need.id])
                .await?
                .remove(&need.id)
                .unwrap_or_default(),
            files: store_files::list(&app.db, need.id).await?,
            reclaimed: store_files::list_reclaimed(&app.db, need.id).await?,
            today: app.clock.today(),
            reply: TextForm::default(),
            reply_errors: FormErrors::new(),
            file_errors: FormErrors::new(),
            slots: Slots::of(app, reader, Spot::NeedTrack, way.id).await?,
            need,
            way,
        })
    }
}

/// The need of a code.
async fn followed(app: &App, reader: &Reader, extensions: &Extensions, code: &str) -> Result<Need> {
    let look = async {
        let found = store::find_by_tracking_code(&app.db, code).await?;
        found.filter(|need| policy::may_follow(reader, need).is_ok()).ok_or(Error::NotFound)
    };
    app.public_throttle.guess(format!("track {}", client_address(extensions)), look).await
}

/// Kept nowhere, found by no search engine.
const UNKEPT: [(&str, &str); 2] = [("cache-control", "no-store"), ("x-robots-tag", "noindex, nofollow")];

pub(super) async fn track(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Path(code): Path<String>,
) -> Result<Response> {
    let code = kit::chance::normalise_code(&code);
    match followed(&app, &reader, &extensions, &code).await {
        // The code opens what one person told: nothing of it stays in a browser that others use, or in a search engine.
        Ok(need) => Ok((UNKEPT, Track::of(&app, &reader, need).await?).into_response()),
        Err(Error::NotFound) => match page_of(&app, &code).await? {
            Some(address) => Ok(see(address).into_response()),
            None => Ok(unknown_code(code)),
        },
        Err(error) => Err(error),
    }
}

pub(super) async fn reply(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Path(code): Path<String>,
    Form(form): Form<TextForm>,
) -> Result<Response> {
    let need = followed(&app, &reader, &extensions, &code).await?;
    let counted = app.public_throttle.count(format!("needs {}", client_address(&extensions)));
    let read = |()| text_within(&form.text, TEXT_MOST).map_err(|message| FormErrors::one("text", message).into());
    let replied = match counted.and_then(read) {
        Ok(text) => verbs_talk::reply(&app, &reader, Through::Tracking(&code), text).await,
        Err(error) => Err(error),
    };
    match replied {
        Ok(_) => Ok(see(format!("/track/{code}")).saying(msg("needs-replied-thanks")).into_response()),
        Err(error) => {
            let (status, reply_errors) = shown_again(error, "text")?;
            let page = Track { reply: form, reply_errors, ..Track::of(&app, &reader, need).await? };
            Ok((status, page).into_response())
        }
    }
}

pub(super) async fn attach(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Path(code): Path<String>,
    upload: Upload,
) -> Result<Response> {
    let need = followed(&app, &reader, &extensions, &code).await?;
    let kept = match app.public_throttle.count(format!("needs {}", client_address(&extensions))) {
        Ok(()) => match pages_files::given(upload).await {
            Ok(given) => verbs_files::attach(&app, &reader, Through::Tracking(&code), given).await,
            Err(error) => Err(error),
        },
        Err(error) => Err(error),
    };
    match kept {
        Ok(_) => Ok(see(format!("/track/{code}")).saying(msg("needs-file-kept")).into_response()),
        Err(error) => {
            let (status, file_errors) = shown_again(error, "file")?;
            Ok((status, Track { file_errors, ..Track::of(&app, &reader, need).await? }).into_response())
        }
    }
}

pub(super) async fn remove_file(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Path(code): Path<String>,
    Form(form): Form<NeedFileForm>,
) -> Result<Response> {
    followed(&app, &reader, &extensions, &code).await?;
    verbs_files::remove_file(&app, &reader, Through::Tracking(&code), form.check()?).await?;
    Ok(see(format!("/track/{code}")).saying(msg("needs-file-removed")).into_response())
}

/// Where somebody fetches the code they lost, with the word that was said to them over the telephone.
#[derive(Template)]
#[template(path = "needs/reclaim.html")]
pub(super) struct Reclaim {
    form: ReclaimForm,
    errors: FormErrors,
}
page!(Reclaim, "needs-reclaim-title");

pub(super) async fn reclaiming() -> Reclaim {
    Reclaim { form: ReclaimForm::default(), errors: FormErrors::new() }
}

pub(super) async fn reclaim(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Form(form): Form<ReclaimForm>,
) -> Result<Response> {
    let counted = app.public_throttle.count(format!("track {}", client_address(&extensions)));
    let fetched = match counted.and_then(|()| Ok(form.check()?)) {
        Ok((phone, word)) => verbs_recovery::reclaim(&app, &reader, &phone, &word).await,
        Err(error) => Err(error),
    };
    match fetched {
        Ok(need) => Ok(see(format!("/track/{}", need.tracking_code)).saying(msg("needs-reclaimed")).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "word")?;
            Ok((status, Reclaim { form, errors }).into_response())
        }
    }
}
