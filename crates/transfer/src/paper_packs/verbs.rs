//! Printing a pack.

use kit::message::msg;
use kit::{Error, Facts, FormErrors, Lang, Result};
use xlsform::Kind;

use super::drawing::{Drawing, set};
use super::pack::{CODE, NewPack, Pack, PaperSheet, SHEETS_MOST};
use super::policy::{self, Verb};
use super::store;
use house::accounts::Reader;
use house::app::App;
use house::attachments;

use crate::questionnaires;
use crate::responses::{self, Area, Participant};

/// The folder of what is printed, and of pages that came back.
pub(super) const FOLDER: &str = "paper";

/// Draws a pack: a sheet for each person of the area who has not answered this form, or sheets without a name for
/// those who apply on the day.
///
/// # Errors
/// When the reader may not or the area takes no answers; beside `kind` when there is nobody left to answer, or more
/// than one pack holds.
pub async fn print(app: &App, reader: &Reader, area: &Area, new: NewPack, lang: Lang) -> Result<Pack> {
    policy::may_print(reader, area)?;
    area.takes_answers().map_err(Error::Conflict)?;
    if new.kind == Kind::Application {
        area.takes_records().map_err(Error::Conflict)?;
    }
    let asked = questionnaires::find_current(&app.db, new.kind).await?.ok_or(Error::NotFound)?;
    let people = people(app, area, &new).await?;
    let (id, now) = (app.chance.id(app.clock.now()), app.clock.now());
    let sheet = |person: Option<Participant>| {
        let sheet = PaperSheet {
            id: app.chance.id(now),
            pack: id,
            code: app.chance.code(CODE),
            participant: person.as_ref().map(|person| person.id),
            receipt: None,
        };
        (sheet, person)
    };
    let sheets: Vec<_> = people.into_iter().map(sheet).collect();
    let drawing = Drawing { asked: &asked, area, new: &new, lang, made_on: app.clock.today() };
    let layout = drawing.layout();
    let file = set(drawing.file(&layout, &sheets)).await?;
    let file = attachments::keep_as_it_came(app, FOLDER, file.into()).await?;
    let pack = Pack {
        id,
        code: app.chance.code(CODE),
        area: area.id,
        questionnaire: asked.edition.id,
        kind: new.kind,
        answered_on: new.answered_on,
        layout,
        file,
        made_at: now,
    };
    let sheets: Vec<_> = sheets.into_iter().map(|(sheet, _)| sheet).collect();
    attachments::settle(app, &pack.file, keep(app, reader, area, &pack, &sheets)).await?;
    Ok(pack)
}

async fn keep(app: &App, reader: &Reader, area: &Area, pack: &Pack, sheets: &[PaperSheet]) -> Result<()> {
    let act = app.act(&reader.actor(), Verb::Print).await?;
    store::save_new(&act, pack, sheets).await?;
    let facts = Facts::none()
        .with("project", area.project_code.clone())
        .with("area", area.number)
        .with("kind", pack.kind.code())
        .with("sheets", sheets.len());
    act.commit(pack, facts).await
}

/// For whom there is to be a sheet.
async fn people(app: &App, area: &Area, new: &NewPack) -> Result<Vec<Option<Participant>>> {
    if new.kind == Kind::Application {
        return Ok(vec![None; new.blanks]);
    }
    let people = responses::list_unanswered(&app.db, area.id, new.kind).await?;
    match people.len() {
        0 => Err(FormErrors::one("kind", msg("paper-packs-nobody")).into()),
        count if count > SHEETS_MOST => {
            Err(FormErrors::one("kind", msg("paper-packs-many").with("most", SHEETS_MOST)).into())
        }
        _ => Ok(people.into_iter().map(Some).collect()),
    }
}
