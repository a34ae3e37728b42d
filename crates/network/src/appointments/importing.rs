//! Appointments as rows of files. A row with a code that is known mends that appointment; rights follow
//! its days, as they do when somebody is appointed by hand.

use std::collections::HashMap;

use chrono::NaiveDate;
use kit::form::optional;
use kit::table::{Cell, Column, Row, Sheet};
use kit::{Act, FormErrors, Message, Result, msg};
use uuid::Uuid;

use super::appointment::{Appointment, NewAppointment};
use super::forms::AppointmentForm;
use super::policy;
use super::register::Register;
use super::store;
use super::verbs::{self, Brought};
use house::accounts::{self, Reader};
use house::app::App;
use house::exchange::{self, Kind, Saved, column, required};
use house::organisations;

/// Appointments of people to posts.
pub struct Appointments;

/// What rows are checked against.
pub struct Known {
    register: Register,
    invented: bool,
    /// What stands in the register and is no row of the file.
    kept: Vec<Appointment>,
    /// What the file says, by row.
    brought: Vec<(usize, NewAppointment)>,
    /// Of what was handed over, by code: the first day of whoever took it over.
    handed_over: HashMap<String, NaiveDate>,
    today: NaiveDate,
}

/// When those who took over what was handed over began, by the code of what was.
fn handed_over(all: &[Appointment]) -> HashMap<String, NaiveDate> {
    let began: HashMap<Uuid, NaiveDate> = all.iter().map(|one| (one.id, one.told.starts_on)).collect();
    let of = |one: &Appointment| Some((one.code.clone(), *began.get(&one.successor?)?));
    all.iter().filter_map(of).collect()
}

/// Appointments read at once.
const READ: u64 = 500;

impl Known {
    /// A post of one person is free before the next begins; of two rows the later is told.
    fn check_free(&self, row: &Row, told: &NewAppointment) -> Result<(), Message> {
        if let Some(other) = self.kept.iter().find(|other| other.told.is_in_the_way(told)) {
            return Err(other.occupied(self.today));
        }
        match self.brought.iter().find(|(number, other)| *number < row.number && other.is_in_the_way(told)) {
            Some((number, _)) => Err(msg("appointments-occupied-in-file").with("row", number.to_string())),
            None => Ok(()),
        }
    }

    /// One person holds one post once at a time; of two rows the later is told.
    fn check_once(&self, row: &Row, told: &NewAppointment) -> Result<(), Message> {
        if let Some(other) = self.kept.iter().find(|other| other.told.is_twice(told)) {
            return Err(msg("appointments-twice").with("code", other.code.clone()));
        }
        match self.brought.iter().find(|(number, other)| *number < row.number && other.is_twice(told)) {
            Some((number, _)) => Err(msg("appointments-twice-in-file").with("row", number.to_string())),
            None => Ok(()),
        }
    }
}

impl Kind for Appointments {
    type Known = Known;
    type Record = Brought;

    const NAME: &'static str = "appointments";
    const TITLE: &'static str = "appointments-records";
    const PLACE: u8 = 30;
    const COLUMNS: &'static [Column] = &[
        column("code", "เลขที่การแต่งตั้ง", "appointments-column-code"),
        required("post", "ตำแหน่ง", "appointments-column-post"),
        column("clinic", "รหัสคลินิก", "appointments-column-clinic"),
        column("province", "จังหวัด", "appointments-column-province"),
        column("region", "ภาค", "appointments-column-region"),
        required("name", "ชื่อ", "appointments-column-name"),
        column("position", "ตำแหน่งทางราชการ", "appointments-column-position"),
        column("contact", "ติดต่อ", "appointments-column-contact"),
        column("account", "บัญชีผู้ใช้", "appointments-column-account"),
        required("starts_on", "ตั้งแต่วันที่", "appointments-column-starts_on"),
        column("ends_on", "ถึงวันที่", "appointments-column-ends_on"),
        column("document", "เอกสารแต่งตั้ง", "appointments-column-document"),
    ];
    const KEY: &'static [&'static str] = &["code"];
    const WHOLE: bool = true;

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_import(reader)
    }

    async fn known(app: &App, _: &Reader, batch: &[Row]) -> Result<Known> {
        let clinics = organisations::list_clinic_names(&app.db).await?;
        let mut register = Register {
            clinics: clinics.into_iter().map(|clinic| (clinic.code, clinic.id)).collect(),
            ..Register::default()
        };
        for email in batch.iter().filter_map(|row| optional(row.text("account"))) {
            if let Some(account) = accounts::find_by_email(&app.db, &email).await? {
                register.accounts.insert(account.email, account.id);
            }
        }
        let today = app.clock.today();
        let mut kept = all(app).await?;
        let handed_over = handed_over(&kept);
        kept.retain(|one| !batch.iter().any(|row| row.text("code") == one.code));
        let brought = batch.iter().filter_map(|row| Some((row.number, told(row, &register, today).ok()?)));
        Ok(Known { brought: brought.collect(), register, invented: app.settings.demo, kept, handed_over, today })
    }

    fn check(known: &Known, row: &Row) -> Result<Brought, FormErrors> {
        let told = told(row, &known.register, known.today)?;
        known.check_once(row, &told).map_err(|message| FormErrors::one("name", message))?;
        let code = optional(row.text("code"));
        let plain = |code: &String| code.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
        if code.as_ref().is_some_and(|code| !plain(code)) {
            return Err(FormErrors::one("code", msg("appointments-code-characters")));
        }
        if let Some(from) = code.as_ref().and_then(|code| known.handed_over.get(code)) {
            told.judged_before(*from)?;
        }
        known.check_free(row, &told).map_err(|message| FormErrors::one("post", message))?;
        Ok(Brought { code, told, invented: known.invented })
    }

    async fn save(act: &Act, records: &[Brought]) -> Result<Vec<Saved>> {
        verbs::bring(act, records).await
    }

    async fn export(app: &App, reader: &Reader, sheet: &mut Sheet) -> Result<()> {
        let names = organisations::list_clinic_names(&app.db).await?;
        let clinics: HashMap<Uuid, String> = names.into_iter().map(|clinic| (clinic.id, clinic.code)).collect();
        let appointments = all(app).await?;
        let mut emails = accounts::emails_of(&app.db, appointments.iter().filter_map(|one| one.told.account)).await?;
        if policy::may_import(reader).is_err() {
            emails.clear();
        }
        appointments.into_iter().try_for_each(|one| sheet.row(&cells(one, &clinics, &emails)))
    }
}

async fn all(app: &App) -> Result<Vec<Appointment>> {
    let (mut found, mut after) = (Vec::new(), String::new());
    loop {
        let next = store::list_whole(&app.db, &after, READ).await?;
        let Some(last) = next.last() else { return Ok(found) };
        after.clone_from(&last.code);
        found.extend(next);
    }
}

fn told(row: &Row, register: &Register, today: NaiveDate) -> Result<NewAppointment, FormErrors> {
    let text = |name| row.text(name).to_owned();
    let form = AppointmentForm {
        post: text("post"),
        clinic: text("clinic"),
        province: text("province"),
        region: text("region"),
        name: text("name"),
        position: text("position"),
        contact: text("contact"),
        account: text("account"),
        document: text("document"),
        ..AppointmentForm::default()
    };
    let first = kit::form::required(row.text("starts_on")).and_then(|typed| exchange::day(&typed));
    let last = optional(row.text("ends_on")).map(|typed| exchange::day(&typed)).transpose();
    form.read(register, (first, last), today)
}

fn cells(one: Appointment, clinics: &HashMap<Uuid, String>, emails: &HashMap<Uuid, String>) -> [Cell; 12] {
    let told = one.told;
    [
        one.code.into(),
        told.post.as_str().into(),
        told.place.clinic().and_then(|id| clinics.get(&id).cloned()).into(),
        told.place.province().map(str::to_owned).into(),
        told.place.region().map(str::to_owned).into(),
        told.name.into(),
        told.position.into(),
        told.contact.into(),
        told.account.and_then(|id| emails.get(&id).cloned()).into(),
        told.starts_on.into(),
        told.ends_on.into(),
        told.document.into(),
    ]
}
