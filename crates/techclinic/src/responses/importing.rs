//! The shapes of the files `participants` and `responses`, read and written with the same columns.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kit::message::msg;
use kit::table::{Column, Row};
use kit::{FormErrors, Message};

use super::participant::{BroughtParticipant, NewParticipant, Participant};
use super::response::{BroughtResponse, Filled, Mode};
use crate::questionnaires::{Given, Kind};

const fn column(name: &'static str, thai: &'static str, required: bool, meaning: &'static str) -> Column {
    Column { name, thai, required, meaning }
}

/// The columns of a file of participants.
pub const PARTICIPANT_COLUMNS: &[Column] = &[
    column("project", "รหัสโครงการ", true, "responses-column-project"),
    column("area", "พื้นที่ลำดับที่", true, "responses-column-area"),
    column("code", "รหัสใบติดตาม", false, "responses-column-code"),
    column("name", "ชื่อและนามสกุล", true, "responses-column-name"),
    column("phone", "หมายเลขโทรศัพท์", false, "responses-column-phone"),
    column("sex", "เพศ", false, "responses-column-sex"),
    column("age_band", "ช่วงอายุ", false, "responses-column-age_band"),
    column("group_kind", "ประเภทกลุ่ม", false, "responses-column-group_kind"),
    column("village", "หมู่บ้าน", false, "responses-column-village"),
    column("consented", "ยินยอมให้ติดต่อ", false, "responses-column-consented"),
    column("registered_on", "วันที่สมัคร", true, "responses-column-registered_on"),
    column("transferred_on", "วันที่รับการถ่ายทอด", false, "responses-column-transferred_on"),
];

/// The columns of a file of answers.
pub const RESPONSE_COLUMNS: &[Column] = &[
    column("participant", "รหัสใบติดตาม", true, "responses-column-code"),
    column("kind", "แบบ", true, "responses-column-kind"),
    column("mode", "วิธีตอบ", false, "responses-column-mode"),
    column("answered_on", "วันที่ตอบ", true, "responses-column-answered_on"),
    column("instance", "รหัสคำตอบ", false, "responses-column-instance"),
    column("answers", "คำตอบ", true, "responses-column-answers"),
];

/// A participant of a file.
///
/// # Errors
/// What is wrong, beside the column's name.
pub fn read_participant(row: &Row) -> Result<BroughtParticipant, FormErrors> {
    let mut errors = FormErrors::new();
    let project = errors.take("project", kit::form::required(row.text("project")));
    let area = errors.take("area", number(row.text("area")));
    let name = errors.take("name", kit::form::text_within(row.text("name"), 200));
    let phone = errors.take("phone", phone(row.text("phone")));
    let registered_on = errors.take("registered_on", day(row.text("registered_on")).and_then(|day| day.ok_or_else(|| msg("kit-field-required"))));
    let transferred_on = errors.take("transferred_on", day(row.text("transferred_on")));
    let (Some(project), Some(area), Some(name), Some(phone), Some(registered_on), Some(transferred_on)) =
        (project, area, name, phone, registered_on, transferred_on)
    else {
        return Err(errors);
    };
    let text = |column: &str| kit::form::optional(row.text(column));
    let told = NewParticipant {
        name,
        phone,
        sex: text("sex"),
        age_band: text("age_band"),
        group_kind: text("group_kind").unwrap_or_else(|| "other".to_owned()),
        village: text("village"),
        consented: matches!(row.text("consented"), "yes" | "1" | "true" | "ยินยอม" | "ใช่"),
        registered_on,
    };
    let code = text("code").map(|code| kit::chance::normalise_code(&code));
    Ok(BroughtParticipant { number: row.number, project, area, code, told, transferred_on })
}

/// An answer of a file. Its answers are a JSON object by question name.
///
/// # Errors
/// What is wrong, beside the column's name.
pub fn read_response(row: &Row) -> Result<BroughtResponse, FormErrors> {
    let mut errors = FormErrors::new();
    let participant = errors.take("participant", kit::form::required(row.text("participant")));
    let kind = errors.take("kind", Kind::from_code(row.text("kind")).ok_or_else(|| msg("responses-import-kind")));
    let mode = match row.text("mode") {
        "" => Ok(Mode::Import),
        word => Mode::from_word(word).ok_or_else(|| msg("responses-import-mode")),
    };
    let mode = errors.take("mode", mode);
    let answered_on = errors.take("answered_on", day(row.text("answered_on")).and_then(|day| day.ok_or_else(|| msg("kit-field-required"))));
    let given = errors.take("answers", given(row.text("answers")));
    let (Some(participant), Some(kind), Some(mode), Some(answered_on), Some(given)) = (participant, kind, mode, answered_on, given) else {
        return Err(errors);
    };
    let participant = kit::chance::normalise_code(&participant);
    let filled = Filled { given, unread: BTreeMap::new(), mode, answered_on, instance: row.text("instance").to_owned() };
    Ok(BroughtResponse { number: row.number, participant, kind, filled })
}

/// The cells of a participant, in the order of [`PARTICIPANT_COLUMNS`], as they go out.
pub fn written(person: &Participant, project: &str, area: i32) -> Vec<String> {
    let told = &person.told;
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
    vec![
        project.to_owned(),
        area.to_string(),
        person.code.clone(),
        told.name.clone(),
        or_empty(&told.phone),
        or_empty(&told.sex),
        or_empty(&told.age_band),
        told.group_kind.clone(),
        or_empty(&told.village),
        if told.consented { "yes" } else { "no" }.to_owned(),
        told.registered_on.to_string(),
        day(person.transferred_on),
    ]
}

/// Answers by question name, from JSON: a text, a number, or a list of texts each.
///
/// # Errors
/// `responses-import-answers` when it is no such object.
pub fn given(json: &str) -> Result<Given, Message> {
    let object: BTreeMap<String, serde_json::Value> = serde_json::from_str(json).map_err(|_| msg("responses-import-answers"))?;
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

fn number(text: &str) -> Result<i32, Message> {
    thai::digits::to_ascii(text).parse().ok().filter(|number| *number > 0).ok_or_else(|| msg("responses-import-area"))
}

fn phone(text: &str) -> Result<Option<String>, Message> {
    let digits: String = thai::digits::to_ascii(text).chars().filter(char::is_ascii_digit).collect();
    match digits.len() {
        0 => Ok(None),
        9 | 10 => Ok(Some(digits)),
        _ => Err(msg("responses-import-phone")),
    }
}

fn day(text: &str) -> Result<Option<NaiveDate>, Message> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let iso = text.trim().parse().ok();
    iso.map_or_else(|| thai::date::parse(text).map(Some).map_err(crate::layout::date_field::explain), |day| Ok(Some(day)))
}
