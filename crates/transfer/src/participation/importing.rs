//! Opinions as rows of files. What somebody said is never rewritten: a row whose code is known must
//! say what the register says.

use std::collections::HashMap;

use chrono::NaiveDate;
use kit::form::{optional, text_within};
use kit::table::{Column, Row, Sheet};
use kit::{Act, FormErrors, Message, Result, msg};
use uuid::Uuid;

use super::opinion::{AboutProject, Channel, Disposition, Opinion, Status, TEXT_MOST};
use super::verbs::{self, Beginning, Brought, Outcome};
use super::{policy, store};
use house::accounts::Reader;
use house::app::App;
use house::exchange::{self, Saved, column, required};

/// Records read at once when the register is written out.
const BATCH: u64 = 1_000;

/// The kind `opinions`.
pub struct Opinions;

/// What rows are checked against.
pub struct Known {
    today: NaiveDate,
    invented: bool,
    projects: HashMap<String, AboutProject>,
    said_before: HashMap<String, Opinion>,
}

impl exchange::Kind for Opinions {
    type Known = Known;
    type Record = Brought;

    const NAME: &'static str = "opinions";
    const TITLE: &'static str = "participation-records-opinions";
    const PLACE: u8 = 110;
    const COLUMNS: &'static [Column] = &[
        column("code", "เลขที่ข้อคิดเห็น", "participation-column-code"),
        column("project", "โครงการ", "participation-column-project"),
        column("channel", "ช่องทาง", "participation-column-channel"),
        required("text", "ข้อคิดเห็น", "participation-column-text"),
        column("name", "ผู้ให้ข้อคิดเห็น", "participation-column-name"),
        column("contact", "ช่องทางติดต่อ", "participation-column-contact"),
        column("received_on", "วันที่ได้รับ", "participation-column-received_on"),
        column("status", "สถานะ", "participation-column-status"),
        column("disposition", "ผลการพิจารณา", "participation-column-disposition"),
        column("reason", "เหตุผล", "participation-column-reason"),
        column("considered_at", "พิจารณาโดย", "participation-column-considered_at"),
        column("reply", "คำตอบ", "participation-column-reply"),
    ];
    const KEY: &'static [&'static str] = &["code"];
    const TABLES: &'static [(&'static str, &'static str)] = &[("opinion", "id"), ("opinion_word", "opinion_id")];

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_import(reader)
    }

    async fn known(app: &App, _: &Reader, batch: &[Row]) -> Result<Known> {
        let codes = batch.iter().filter_map(|row| optional(row.text("code"))).collect();
        let said_before =
            store::list_by_codes(&app.db, codes).await?.into_iter().map(|one| (one.code.clone(), one)).collect();
        let mut projects = HashMap::new();
        for code in batch.iter().filter_map(|row| optional(row.text("project"))) {
            if !projects.contains_key(&code)
                && let Some(project) = store::find_project(&app.db, &code).await?.filter(|found| !found.practice)
            {
                projects.insert(code, project);
            }
        }
        Ok(Known { today: app.clock.today(), invented: app.settings.demo, projects, said_before })
    }

    fn check(known: &Known, row: &Row) -> Result<Brought, FormErrors> {
        let mut errors = FormErrors::new();
        let text = errors.take("text", text_within(row.text("text"), TEXT_MOST));
        let channel =
            errors.take("channel", exchange::one_or(row.text("channel"), "participation-channel-", Channel::Web));
        let received_on = errors.take("received_on", received_on(row.text("received_on"), known.today));
        let project = errors.take("project", project(known, row.text("project")));
        let outcome = outcome(&mut errors, row);
        let (Some(text), Some(channel), Some(received_on), Some(project), Some(outcome)) =
            (text, channel, received_on, project, outcome)
        else {
            return Err(errors);
        };
        let code = optional(row.text("code"));
        if let Some(before) = code.as_ref().and_then(|code| known.said_before.get(code)) {
            let same = (text == before.text || text == before.masked_text) && received_on == before.received_on;
            return if same {
                Ok(Brought::Known(before.id))
            } else {
                Err(FormErrors::one("code", msg("participation-import-differs")))
            };
        }
        Ok(Brought::New(Box::new(Beginning {
            code,
            project: project.map(|(id, _)| id),
            area: None,
            clinic: project.and_then(|(_, clinic)| clinic),
            channel,
            text,
            name: optional(row.text("name")),
            contact: optional(row.text("contact")),
            received_on,
            outcome,
            practice: false,
            invented: known.invented,
        })))
    }

    async fn save(act: &Act, records: &[Brought]) -> Result<Vec<Saved>> {
        verbs::bring(act, records).await
    }

    async fn export(app: &App, reader: &Reader, sheet: &mut Sheet) -> Result<()> {
        let mut after = None;
        loop {
            let batch = store::list_whole(&app.db, after, BATCH).await?;
            let Some((last, _)) = batch.last() else { return Ok(()) };
            after = Some(last.id);
            for (one, project) in batch.into_iter().filter(|(one, _)| policy::may_see(reader, one).is_ok()) {
                let person = policy::may_see_person(reader, &one);
                sheet.row(&[
                    one.code.as_str().into(),
                    project.as_deref().into(),
                    one.channel.as_str().into(),
                    if person { one.text.as_str() } else { one.masked_text.as_str() }.into(),
                    one.name.as_deref().filter(|_| person).into(),
                    one.contact.as_deref().filter(|_| person).into(),
                    one.received_on.into(),
                    one.status.as_str().into(),
                    one.disposition.map(Disposition::as_str).into(),
                    one.reason.as_deref().into(),
                    one.considered_at.as_deref().into(),
                    one.reply.as_deref().into(),
                ])?;
            }
        }
    }
}

fn received_on(typed: &str, today: NaiveDate) -> Result<NaiveDate, Message> {
    if typed.is_empty() {
        return Ok(today);
    }
    let day = exchange::day(typed)?;
    if day > today { Err(msg("layout-date-future")) } else { Ok(day) }
}

fn project(known: &Known, typed: &str) -> Result<Option<(Uuid, Option<Uuid>)>, Message> {
    let Some(code) = optional(typed) else { return Ok(None) };
    let project = known.projects.get(&code).ok_or_else(|| msg("participation-project-unknown"))?;
    Ok(Some((project.id, project.owner(None))))
}

/// A disposition needs its reason and who considered it, withholding its reason, a reply a
/// disposition: as on the pages.
fn outcome(errors: &mut FormErrors, row: &Row) -> Option<Outcome> {
    let read = |column: &str, words: Vec<&'static str>, prefix: &str| match row.text(column) {
        "" => Ok(None),
        typed => exchange::word(typed, words, prefix).map(Some),
    };
    let dispositions = Disposition::words().collect();
    let disposition = errors
        .take("disposition", read("disposition", dispositions, "participation-disposition-"))?
        .and_then(Disposition::from_word);
    let statuses = Status::words().collect();
    let status = errors.take("status", read("status", statuses, "participation-status-"))?.and_then(Status::from_word);
    let status = status.unwrap_or(if disposition.is_some() { Status::Disposed } else { Status::Received });
    let [reason, considered_at, reply] = ["reason", "considered_at", "reply"].map(|column| optional(row.text(column)));
    let decided = status == Status::Disposed;
    let missing = [
        ("disposition", decided && disposition.is_none()),
        ("reason", (decided || status == Status::Withheld) && reason.is_none()),
        ("considered_at", decided && considered_at.is_none()),
    ];
    for (field, _) in missing.iter().filter(|(_, missing)| *missing) {
        errors.add(*field, msg("kit-field-required"));
    }
    if !decided && disposition.is_some() {
        errors.add("status", msg("participation-import-status"));
    }
    if !decided && reply.is_some() {
        errors.add("reply", msg("participation-not-disposed"));
    }
    errors.is_empty().then_some(Outcome { status, disposition, reason, considered_at, reply })
}
