//! The desk of needs: what waits, what is late, what somebody must look at; the sheet on which a forum is
//! keyed; and the help for whoever lost their code.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use kit::db::listing::{Listing, Turns};
use kit::form::optional;
use kit::web::{Form, Narrowed, Path, shown_again};
use kit::{Error, FormErrors, Result, page};
use thai::phone::Phone;

use super::due::Level;
use super::forms_desk::LostForm;
use super::forms_sheet::{HEARD, OPEN, Sheet};
use super::need::{GroupKind, Need};
use super::recovery::shown_to_desk;
use super::store::Row;
use super::store_desk::{self, DeskFilter, DeskShow, Reach};
use super::verbs;
use super::{policy, verbs_recovery};
use house::accounts::{Reader, Role, Scope};
use house::app::{App, Circumstances};
use house::layout::{Choice, PlaceChooser, choices, filters};
use house::organisations;

/// The needs somebody works on.
#[derive(Template)]
#[template(path = "needs/desk.html")]
pub(super) struct Desk {
    needs: Listing<Row>,
    filter: DeskFilter,
    shows: Vec<Choice>,
    today: NaiveDate,
    may_recover: bool,
    turns: Turns,
}
page!(Desk, "needs-desk-title");

/// Whose needs this reader works on.
fn reach(reader: &Reader) -> Reach {
    let mut reach = Reach { practice: reader.practises(), clinics: reader.clinics().collect(), ..Reach::default() };
    if reach.practice {
        return reach;
    }
    for grant in reader.grants() {
        match (&grant.scope, grant.role) {
            (Scope::Region { provinces, .. }, Role::RegionalOfficer) => reach.provinces.extend(provinces.clone()),
            (Scope::Network, Role::MinistryOfficer) => reach.all = true,
            _ => {}
        }
    }
    reach
}

pub(super) async fn desk(
    State(app): State<App>,
    reader: Reader,
    Narrowed(filter): Narrowed<DeskFilter>,
) -> Result<Desk> {
    reader.must_sign_in()?;
    policy::may_watch(&reader)?;
    let needs = store_desk::list_desk(&app.db, &reach(&reader), &filter).await?;
    Ok(Desk {
        turns: needs.turns(filter.cursor.as_deref(), |at| filter.address(at)),
        shows: choices(DeskShow::words(), "needs-desk-show-"),
        today: app.clock.today(),
        may_recover: reader.clinics().next().is_some() || reader.is(&[Role::MinistryOfficer]),
        needs,
        filter,
    })
}

impl Desk {
    fn level(&self, row: &Row) -> Option<Level> {
        Level::number(row.climbed)
    }
}

/// The sheet on which a forum is keyed.
#[derive(Template)]
#[template(path = "needs/sheet.html")]
pub(super) struct SheetPage {
    sheet: Sheet,
    errors: FormErrors,
    places: PlaceChooser,
    channels: Vec<Choice>,
    group_kinds: Vec<Choice>,
}
page!(SheetPage, "needs-sheet-title");

impl SheetPage {
    fn with(sheet: Sheet, errors: FormErrors) -> Self {
        Self {
            places: PlaceChooser::new(sheet.text("province"), sheet.text("district"), sheet.text("subdistrict")),
            channels: choices(HEARD.iter().map(|channel| channel.as_str()), "needs-channel-"),
            group_kinds: choices(GroupKind::words(), "needs-group-kind-"),
            sheet,
            errors,
        }
    }

    /// Is it one of the first rows, or does anything stand in it? The others are folded away.
    fn is_open(&self, row: &usize) -> bool {
        *row < OPEN || self.sheet.is_filled(row) || self.has(row)
    }

    fn has(&self, row: &usize) -> bool {
        ["text", "group_kind", "submitted_by", "contact"]
            .iter()
            .any(|part| self.errors.of(&self.sheet.at(row, part)).is_some())
    }
}

pub(super) async fn sheet(State(app): State<App>, reader: Reader) -> Result<SheetPage> {
    reader.must_sign_in()?;
    policy::may_write_down(&reader)?;
    let mut sheet = Sheet::new(app.clock.today(), reader.form_key(&app.chance));
    sheet.set("province", where_they_work(&app, &reader).await?.unwrap_or_default());
    Ok(SheetPage::with(sheet, FormErrors::new()))
}

/// Most of what somebody hears is told where they work: in the province their clinic stands in, and not in the
/// first of those it answers for.
async fn where_they_work(app: &App, reader: &Reader) -> Result<Option<String>> {
    let province = reader.grants().iter().find_map(|grant| match &grant.scope {
        Scope::Province(province) => Some(province.clone()),
        _ => None,
    });
    let names = organisations::clinic_names(&app.db, reader.clinics().next()).await?;
    match names.into_values().next() {
        Some(name) => {
            let clinic = organisations::find_clinic(&app.db, &name.code).await?;
            Ok(clinic.map(|clinic| clinic.province).or(province))
        }
        None => Ok(province),
    }
}

pub(super) async fn write_down(
    State(app): State<App>,
    reader: Reader,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response> {
    policy::may_write_down(&reader)?;
    let mut sheet = Sheet::from(fields);
    match sheet.text("step") {
        "places" => return Ok(SheetPage::with(sheet, FormErrors::new()).into_response()),
        "rows" => {
            sheet.add_rows();
            return Ok(SheetPage::with(sheet, FormErrors::new()).into_response());
        }
        _ => {}
    }
    if let Err(message) = reader.check_form_key(sheet.text("once")) {
        sheet.set("once", reader.form_key(&app.chance));
        return Ok((StatusCode::CONFLICT, SheetPage::with(sheet, FormErrors::whole(message))).into_response());
    }
    let written = match sheet.check(app.clock.today()).and_then(|told| sheet.ask_first().map(|()| told)) {
        Ok(told) => {
            let how = Circumstances { once: optional(sheet.text("once")), invented: app.settings.demo };
            verbs::register_all(&app, &reader, told, how).await
        }
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match written {
        Ok(needs) => Ok(WrittenDown { needs }.into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            Ok((status, SheetPage::with(sheet, errors)).into_response())
        }
    }
}

/// What was written down, with a slip for each person: the code is shown this once, to be handed over.
#[derive(Template)]
#[template(path = "needs/written_down.html")]
pub(super) struct WrittenDown {
    needs: Vec<Need>,
}
page!(WrittenDown, "needs-written-title");

/// Where the desk finds the need of somebody who lost the code.
#[derive(Template)]
#[template(path = "needs/lost.html")]
pub(super) struct Lost {
    form: LostForm,
    errors: FormErrors,
    found: Option<Vec<Need>>,
}
page!(Lost, "needs-lost-title");

impl Lost {
    fn code(&self, need: &Need) -> String {
        shown_to_desk(&need.tracking_code)
    }
}

pub(super) async fn lost(reader: Reader) -> Result<Lost> {
    reader.must_sign_in()?;
    policy::may_watch(&reader)?;
    Ok(Lost { form: LostForm::default(), errors: FormErrors::new(), found: None })
}

/// Looks for it. The number comes in the body: addresses stay in logs and in the browser's history.
pub(super) async fn look_for_lost(
    State(app): State<App>,
    reader: Reader,
    Form(form): Form<LostForm>,
) -> Result<Response> {
    let who = reader.must_sign_in()?;
    policy::may_watch(&reader)?;
    // Whoever looks through numbers one after the other is held up.
    app.public_throttle.count(format!("lost {}", who.account))?;
    match form.check() {
        Ok((phone, village)) => {
            let found = verbs_recovery::find_lost(&app, &reader, &phone, &village).await?;
            Ok(Lost { form, errors: FormErrors::new(), found: Some(found) }.into_response())
        }
        Err(errors) => Ok((StatusCode::UNPROCESSABLE_ENTITY, Lost { form, errors, found: None }).into_response()),
    }
}

/// The word that is said over the telephone, shown this once.
#[derive(Template)]
#[template(path = "needs/recovered.html")]
pub(super) struct Recovered {
    code: String,
    phone: String,
    word: String,
}
page!(Recovered, "needs-recovered-title");

pub(super) async fn recover(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Recovered> {
    let (need, word) = verbs_recovery::recover(&app, &reader, &code).await?;
    let contact = need.told.contact.unwrap_or_default();
    let phone = Phone::parse(&contact).map_or(contact, |phone| phone.to_string());
    Ok(Recovered { code: need.code, phone, word })
}
