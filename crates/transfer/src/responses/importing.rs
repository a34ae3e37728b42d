//! Participants and answers as rows of files, in and out. Whatever comes from a file is judged like
//! what is answered here.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{Duration, NaiveDateTime};
use kit::form::{optional, required as filled_in, text_within};
use kit::table::{Column, Row, Sheet};
use kit::{Act, FormErrors, Message, Result, msg};
use uuid::Uuid;

use super::area::Area;
use super::follow_up::may_be_answered;
use super::participant::{BroughtParticipant, NewParticipant, Participant};
use super::response::{BroughtResponse, Filled, Mode, Response};
use super::store::{self, Wanted};
use super::{policy, store_participants, store_responses, verbs, verbs_participants};
use crate::questionnaires::{self, Asked};
use house::accounts::Reader;
use house::app::App;
use house::exchange::{self, Saved, column, required};
use house::layout::phone::zero_lost;
use xlsform::{Given, Kind};

/// Records read at once when a register is written out.
const BATCH: u64 = 1_000;

/// The kind `participants`.
pub struct Participants;

/// What rows of participants are checked against.
pub struct KnownAreas {
    areas: HashMap<(String, i64), Area>,
    people: HashMap<String, Participant>,
    withdrawn: BTreeSet<String>,
}

impl exchange::Kind for Participants {
    type Known = KnownAreas;
    type Record = BroughtParticipant;

    const NAME: &'static str = "participants";
    const TITLE: &'static str = "responses-participants-title";
    const PLACE: u8 = 130;
    const COLUMNS: &'static [Column] = &[
        required("project", "รหัสโครงการ", "responses-column-project"),
        required("area", "พื้นที่ลำดับที่", "responses-column-area"),
        column("code", "รหัสใบติดตาม", "responses-column-code"),
        required("name", "ชื่อและนามสกุล", "responses-column-name"),
        column("phone", "หมายเลขโทรศัพท์", "responses-column-phone"),
        column("sex", "เพศ", "responses-column-sex"),
        column("age_band", "ช่วงอายุ", "responses-column-age_band"),
        column("group_kind", "ประเภทกลุ่ม", "responses-column-group_kind"),
        column("village", "หมู่บ้าน", "responses-column-village"),
        column("consented", "ยินยอมให้ติดต่อ", "responses-column-consented"),
        required("registered_on", "วันที่สมัคร", "responses-column-registered_on"),
        column("transferred_on", "วันที่รับการถ่ายทอด", "responses-column-transferred_on"),
    ];
    const KEY: &'static [&'static str] = &["code"];

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_import(reader)
    }

    async fn known(app: &App, reader: &Reader, batch: &[Row]) -> Result<KnownAreas> {
        let mut areas = HashMap::new();
        for row in batch {
            let Ok(number) = exchange::number(row.text("area")) else { continue };
            let key = (row.text("project").to_owned(), number);
            if areas.contains_key(&key) {
                continue;
            }
            let wanted = Wanted::Numbered(&key.0, i32::try_from(number).unwrap_or(0));
            if let Some(area) =
                store::find_area(app.db.reader(), wanted).await?.filter(|area| policy::may_import_into(reader, area))
            {
                areas.insert(key, area);
            }
        }
        let withdrawn = store_participants::list_withdrawn(&app.db, &codes_of(batch, "code")).await?;
        Ok(KnownAreas { areas, people: people_of(app, batch, "code").await?, withdrawn })
    }

    fn check(known: &KnownAreas, row: &Row) -> Result<BroughtParticipant, FormErrors> {
        check_participant(known, row)
    }

    async fn save(act: &Act, records: &[BroughtParticipant]) -> Result<Vec<Saved>> {
        verbs_participants::bring_participants(act, records).await
    }

    async fn export(app: &App, reader: &Reader, sheet: &mut Sheet) -> Result<()> {
        let mut after = Uuid::nil();
        loop {
            let batch = store_participants::list_batch(&app.db, after, BATCH).await?;
            let Some((last, _)) = batch.last() else { return Ok(()) };
            after = last.id;
            for (person, area) in
                batch.into_iter().filter(|(_, area)| policy::may_see_participants(reader, area).is_ok())
            {
                let told = person.told;
                sheet.row(&[
                    area.project_code.into(),
                    area.number.into(),
                    person.code.into(),
                    told.name.into(),
                    told.phone.into(),
                    told.sex.into(),
                    told.age_band.into(),
                    told.group_kind.into(),
                    told.village.into(),
                    if told.consented { "yes" } else { "no" }.into(),
                    told.registered_on.into(),
                    person.transferred_on.into(),
                ])?;
            }
        }
    }
}

/// The codes of slips that stand in a column, each once.
fn codes_of(batch: &[Row], column: &str) -> Vec<String> {
    let typed = batch.iter().filter_map(|row| optional(row.text(column)));
    let codes: BTreeSet<String> = typed.map(|code| kit::chance::normalise_code(&code)).collect();
    codes.into_iter().collect()
}

/// The people whose slips' codes stand in a column.
async fn people_of(app: &App, batch: &[Row], column: &str) -> Result<HashMap<String, Participant>> {
    let people = store_participants::list_by_codes(&app.db, &codes_of(batch, column)).await?;
    Ok(people.into_iter().map(|person| (person.code.clone(), person)).collect())
}

fn check_participant(known: &KnownAreas, row: &Row) -> Result<BroughtParticipant, FormErrors> {
    let mut errors = FormErrors::new();
    let number = exchange::number(row.text("area"));
    let found = number.and_then(|number| {
        known.areas.get(&(row.text("project").to_owned(), number)).ok_or_else(|| msg("responses-import-area"))
    });
    let area = errors.take("area", found);
    let code = optional(row.text("code")).map(|code| kit::chance::normalise_code(&code));
    let before = code.as_ref().and_then(|code| known.people.get(code));
    if before.zip(area).is_some_and(|(before, area)| before.area != area.id) {
        errors.add("code", msg("responses-import-code"));
    }
    if code.as_ref().is_some_and(|code| known.withdrawn.contains(code)) {
        errors.add("code", msg("responses-import-withdrawn"));
    }
    let name = errors.take("name", text_within(row.text("name"), 200));
    let phone = errors.take("phone", phone(row.text("phone")));
    let registered_on =
        errors.take("registered_on", filled_in(row.text("registered_on")).and_then(|text| exchange::day(&text)));
    let transferred_on = errors
        .take("transferred_on", optional(row.text("transferred_on")).map(|text| exchange::day(&text)).transpose());
    let (Some(area), Some(name), Some(phone), Some(registered_on), Some(transferred_on)) =
        (area, name, phone, registered_on, transferred_on)
    else {
        return Err(errors);
    };
    errors.into_result()?;
    let told = NewParticipant {
        name,
        phone,
        sex: optional(row.text("sex")),
        age_band: optional(row.text("age_band")),
        group_kind: optional(row.text("group_kind")).unwrap_or_else(|| "other".to_owned()),
        village: optional(row.text("village")),
        consented: matches!(row.text("consented"), "yes" | "1" | "true" | "ยินยอม" | "ใช่"),
        registered_on,
    };
    Ok(BroughtParticipant { area: area.clone(), code, told, transferred_on, before: before.cloned() })
}

/// The kind `responses`.
pub struct Responses;

/// What rows of answers are checked against.
pub struct KnownPeople {
    people: HashMap<String, Participant>,
    asked: BTreeMap<Kind, Asked>,
    standing: HashMap<(Uuid, Kind), Response>,
    now: NaiveDateTime,
}

impl exchange::Kind for Responses {
    type Known = KnownPeople;
    type Record = BroughtResponse;

    const NAME: &'static str = "responses";
    const TITLE: &'static str = "responses-records";
    const PLACE: u8 = 131;
    const COLUMNS: &'static [Column] = &[
        required("participant", "รหัสใบติดตาม", "responses-column-participant"),
        required("kind", "แบบ", "responses-column-kind"),
        column("mode", "วิธีตอบ", "responses-column-mode"),
        required("answered_on", "วันที่ตอบ", "responses-column-answered_on"),
        column("instance", "รหัสคำตอบ", "responses-column-instance"),
        required("answers", "คำตอบ", "responses-column-answers"),
    ];
    const KEY: &'static [&'static str] = &["participant", "kind"];

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_import(reader)
    }

    async fn known(app: &App, reader: &Reader, batch: &[Row]) -> Result<KnownPeople> {
        let mut people = people_of(app, batch, "participant").await?;
        let mut allowed = BTreeSet::new();
        for area in people.values().map(|person| person.area).collect::<BTreeSet<_>>() {
            let area = store::find_area(app.db.reader(), Wanted::Id(area)).await?;
            allowed.extend(area.filter(|area| policy::may_import_into(reader, area)).map(|area| area.id));
        }
        people.retain(|_, person| allowed.contains(&person.area));
        let standing = store_responses::list_standing(&app.db, people.values().map(|person| person.id)).await?;
        let mut asked = BTreeMap::new();
        for kind in Kind::ALL {
            asked.extend(questionnaires::find_current(&app.db, kind).await?.map(|form| (kind, form)));
        }
        let standing = standing.into_iter().map(|answer| ((answer.participant, answer.kind), answer)).collect();
        Ok(KnownPeople { people, asked, standing, now: (app.clock.now() + Duration::hours(7)).naive_utc() })
    }

    fn check(known: &KnownPeople, row: &Row) -> Result<BroughtResponse, FormErrors> {
        check_response(known, row)
    }

    async fn save(act: &Act, records: &[BroughtResponse]) -> Result<Vec<Saved>> {
        verbs::bring_responses(act, records).await
    }

    async fn export(app: &App, reader: &Reader, sheet: &mut Sheet) -> Result<()> {
        let mut after = Uuid::nil();
        loop {
            let batch = store_participants::list_batch(&app.db, after, BATCH).await?;
            let Some((last, _)) = batch.last() else { return Ok(()) };
            after = last.id;
            let seen = batch.into_iter().filter(|(_, area)| policy::may_see_participants(reader, area).is_ok());
            let codes: HashMap<Uuid, String> = seen.map(|(person, _)| (person.id, person.code)).collect();
            for answer in store_responses::list_standing(&app.db, codes.keys().copied()).await? {
                sheet.row(&[
                    codes.get(&answer.participant).map(String::as_str).into(),
                    answer.kind.code().into(),
                    answer.mode.as_str().into(),
                    answer.answered_on.into(),
                    answer.instance.into(),
                    serde_json::to_string(&answer.answers)?.into(),
                ])?;
            }
        }
    }
}

fn check_response(known: &KnownPeople, row: &Row) -> Result<BroughtResponse, FormErrors> {
    let mut errors = FormErrors::new();
    let code = kit::chance::normalise_code(row.text("participant"));
    let person = errors.take("participant", known.people.get(&code).ok_or_else(|| msg("responses-import-participant")));
    let kind = Kind::from_code(row.text("kind")).and_then(|kind| known.asked.get(&kind));
    let asked = errors.take("kind", kind.ok_or_else(|| msg("responses-import-kind")));
    let word = optional(row.text("mode")).unwrap_or_else(|| Mode::Import.as_str().to_owned());
    let mode = errors.take("mode", Mode::from_word(&word).ok_or_else(|| msg("responses-import-mode")));
    let answered_on =
        errors.take("answered_on", filled_in(row.text("answered_on")).and_then(|text| exchange::day(&text)));
    let given = errors.take("answers", given(row.text("answers")));
    let (Some(person), Some(asked), Some(mode), Some(answered_on), Some(given)) =
        (person, asked, mode, answered_on, given)
    else {
        return Err(errors);
    };
    let kind = asked.edition.kind;
    let filled =
        Filled { given, unread: BTreeMap::new(), mode, answered_on, instance: row.text("instance").to_owned() };
    let standing = known.standing.get(&(person.id, kind));
    let same = standing.filter(|standing| !filled.instance.is_empty() && standing.instance == filled.instance);
    if standing.is_some() && same.is_none() {
        errors.add("kind", msg("responses-answered-already"));
    }
    errors.take("answered_on", may_be_answered(kind, person.transferred_on, answered_on));
    let judged = filled.judge(&asked.form, known.now).inspect_err(|wrong| {
        wrong.iter().for_each(|(name, message)| {
            errors.add(if name.starts_with("sheet.") { "answered_on" } else { "answers" }, message.clone());
        });
    });
    errors.into_result()?;
    Ok(BroughtResponse {
        person: person.clone(),
        asked: asked.clone(),
        filled,
        judged: judged?,
        before: same.map(|answer| answer.id),
    })
}

/// Answers by question name, from JSON: a text, a number, or a list of texts each.
///
/// # Errors
/// `responses-import-answers` when it is no such object.
pub fn given(json: &str) -> Result<Given, Message> {
    let object: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(json).map_err(|_| msg("responses-import-answers"))?;
    let text = |value: serde_json::Value| match value {
        serde_json::Value::String(text) => text,
        other => other.to_string(),
    };
    let values = |value| match value {
        serde_json::Value::Null => Vec::new(),
        serde_json::Value::Array(many) => many.into_iter().map(text).collect(),
        one => vec![text(one)],
    };
    Ok(object.into_iter().map(|(name, value)| (name, values(value))).collect())
}

fn phone(text: &str) -> Result<Option<String>, Message> {
    if let Some(message) = zero_lost(text) {
        return Err(message);
    }
    let digits: String = thai::digits::to_ascii(text).chars().filter(char::is_ascii_digit).collect();
    match digits.len() {
        0 => Ok(None),
        9 | 10 => Ok(Some(digits)),
        _ => Err(msg("responses-import-phone")),
    }
}
