//! The slip of paper a participant takes home, and what it opens: their own questionnaires, with no
//! account and no name on the page.

use askama::Template;
use axum::extract::State;
use axum::http::Extensions;
use axum::response::{IntoResponse, Response as Reply};
use kit::message::msg;
use kit::web::{Form, Path, client_address, see};
use kit::{Message, Result, page};

use super::area::Area;
use super::follow_up::{Window, may_be_answered};
use super::forms;
use super::pages::kind_of;
use super::pages_responses::{SheetPage, fresh};
use super::participant::{Holder, Participant, initial};
use super::sheet::Typed;
use super::verbs::{self, Door};
use super::{store_responses, verbs_participants};
use house::accounts::Reader;
use house::app::App;
use house::layout::slots::Slots;
use house::layout::{Qr, filters};
use xlsform::Kind;

/// The slip of paper a participant takes home.
#[derive(Template)]
#[template(path = "responses/slip.html")]
pub(super) struct Slip {
    area: Area,
    person: Participant,
    address: String,
    /// The address as a camera reads it.
    code: Option<Qr>,
    window: Option<Window>,
}
page!(Slip, "responses-slip-title");

impl Slip {
    /// The draft of the application, which led here.
    fn draft(&self) -> String {
        format!("answer {}", self.area.at("participants"))
    }
}

pub(super) async fn slip(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Slip> {
    let (person, area) = verbs::person_seen(&app, &reader, &code).await?;
    let address = format!("{}/fill/{}", app.settings.public_url.trim_end_matches('/'), person.code);
    Ok(Slip { window: person.transferred_on.map(Window::after), code: Qr::of(&address), address, area, person })
}

/// What somebody with a slip finds: the three questionnaires and when each may be answered.
#[derive(Template)]
#[template(path = "responses/fill.html")]
pub(super) struct Fill {
    code: String,
    initial: String,
    kinds: Vec<(Kind, bool, Result<(), Message>)>,
    slots: Slots,
}
page!(Fill, "responses-fill-title");

fn caller(extensions: &Extensions) -> String {
    format!("fill {}", client_address(extensions))
}

pub(super) async fn fill(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Path(code): Path<String>,
) -> Result<Fill> {
    let (person, area) = verbs::whose_slip(&app, &reader, client_address(&extensions), &code).await?;
    let answered = store_responses::list_answered(app.db.reader(), [person.id]).await?;
    let today = app.clock.today();
    let state = |kind: Kind| {
        let open = area.takes_answers().and_then(|()| may_be_answered(kind, person.transferred_on, today));
        (kind, answered.contains(&(person.id, kind)), open)
    };
    let kinds = Kind::ALL.map(state).to_vec();
    let holder = Holder(person);
    let slots = Slots::on(&app, &reader, &holder).await?;
    Ok(Fill { initial: initial(&holder.0.told.name), kinds, slots, code: holder.0.code })
}

pub(super) async fn fill_sheet(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Path((code, kind)): Path<(String, String)>,
) -> Result<Reply> {
    let kind = kind_of(&kind)?;
    let (person, area) = verbs::whose_slip(&app, &reader, client_address(&extensions), &code).await?;
    let open = area.takes_answers().and_then(|()| may_be_answered(kind, person.transferred_on, app.clock.today()));
    let answered = store_responses::find_response(app.db.reader(), person.id, kind).await?.is_some();
    if answered || open.is_err() {
        return Ok(see(format!("/fill/{}", person.code)).into_response());
    }
    let asked = verbs::current(&app, kind).await?;
    let action = format!("/fill/{}/{}", person.code, kind.code());
    Ok(SheetPage::new(&asked, fresh(&app), reader.lang, action).into_response())
}

pub(super) async fn fill_in(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Path((code, kind)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Reply> {
    let (person, _) = verbs::whose_slip(&app, &reader, client_address(&extensions), &code).await?;
    let asked = verbs::current(&app, kind_of(&kind)?).await?;
    let filled = forms::answered_here(&typed, &asked.form, app.clock.today());
    match verbs::answer(&app, &reader, Door::Slip, &person.code, asked.edition.kind, filled).await {
        Ok(_) => Ok(see(format!("/fill/{}", person.code)).saying(msg("responses-thanks")).into_response()),
        Err(error) => {
            let action = format!("/fill/{}/{}", person.code, asked.edition.kind.code());
            SheetPage::new(&asked, typed, reader.lang, action).refused(error)
        }
    }
}

pub(super) async fn withdraw(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Path(code): Path<String>,
) -> Result<Reply> {
    let code = kit::chance::normalise_code(&code);
    let withdraw = verbs_participants::withdraw(&app, &reader, Door::Slip, &code);
    app.public_throttle.guess(caller(&extensions), withdraw).await?;
    Ok(see("/").saying(msg("responses-withdrawn-mine")).into_response())
}
