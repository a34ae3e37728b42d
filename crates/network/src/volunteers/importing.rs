//! Volunteers as rows of files, in and out. A row with a code is the member of that code. A row without
//! one is the member of the same network and province who is written just so and agrees with it best: a
//! list brought in twice adds nobody twice, and where two agree equally well people say who is meant.
//! Whoever only sounds the same is proposed for merging.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use kit::form::{optional, required as filled};
use kit::table::{Column, Row, Sheet};
use kit::{Act, FormErrors, Message, Result, msg};
use uuid::Uuid;

use super::alike::{agreeing, reasons, sound};
use super::forms::{name, phone, within};
use super::verbs::{self, Brought};
use super::volunteer::{NAME_MOST, NewVolunteer, Status, TEXT_MOST, Volunteer};
use super::{policy, store, store_networks};
use house::accounts::Reader;
use house::app::App;
use house::exchange::{self, Alike, Saved, Taken, column, day, one_or, required, word};
use house::places;

/// Records read at once when the register is written out.
const BATCH: u64 = 1_000;

/// The kind `volunteers`.
pub struct Volunteers;

/// What rows are checked against.
pub struct Known {
    /// Networks by code and by name.
    networks: HashMap<String, Uuid>,
    /// Those whose register the reader keeps.
    kept: HashSet<Uuid>,
    by_code: HashMap<String, Volunteer>,
    sounding: HashMap<String, Vec<Volunteer>>,
    today: NaiveDate,
    invented: bool,
}

impl exchange::Kind for Volunteers {
    type Known = Known;
    type Record = Brought;

    const NAME: &'static str = "volunteers";
    const TITLE: &'static str = "volunteers-records";
    const PLACE: u8 = 101;
    const COLUMNS: &'static [Column] = &[
        column("code", "รหัสสมาชิก", "volunteers-column-code"),
        required("name", "ชื่อ-สกุล", "volunteers-column-name"),
        required("network", "เครือข่าย", "volunteers-column-network"),
        required("province", "จังหวัด", "volunteers-column-province"),
        column("district", "อำเภอ", "volunteers-column-district"),
        column("subdistrict", "ตำบล", "volunteers-column-subdistrict"),
        column("phone", "โทรศัพท์", "volunteers-column-phone"),
        column("skills", "ความถนัด", "volunteers-column-skills"),
        column("joined_on", "วันที่เป็นสมาชิก", "volunteers-column-joined_on"),
        column("status", "สถานะ", "volunteers-column-status"),
        column("named", "ยินยอมเผยแพร่ชื่อ", "volunteers-column-named"),
        column("source", "แหล่งข้อมูล", "volunteers-column-source"),
    ];
    const KEY: &'static [&'static str] = &["code"];
    const TABLES: &'static [(&'static str, &'static str)] = &[("volunteer", "id")];

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_import(reader)
    }

    async fn known(app: &App, reader: &Reader, batch: &[Row]) -> Result<Known> {
        let (mut networks, mut kept) = (HashMap::new(), HashSet::new());
        for network in store_networks::list_all(app.db.reader()).await? {
            if policy::may_register(reader, &network).is_ok() {
                kept.insert(network.id);
            }
            networks.insert(network.told.name.th, network.id);
            networks.insert(network.code, network.id);
        }
        let codes: Vec<String> = batch.iter().filter_map(|row| optional(row.text("code"))).collect();
        let mut sounds: Vec<String> = batch.iter().map(|row| sound(row.text("name"))).collect();
        sounds.sort_unstable();
        sounds.dedup();
        let mut sounding = store::list_sounding(&app.db, &sounds).await?;
        // Of members whom the reader does not know, a file must not tell them.
        sounding.values_mut().for_each(|all| all.retain(|one| kept.contains(&one.told.network)));
        Ok(Known {
            networks,
            kept,
            by_code: store::list_by_codes(&app.db, &codes).await?,
            sounding,
            today: app.clock.today(),
            invented: app.settings.demo,
        })
    }

    fn check(known: &Known, row: &Row) -> Result<Brought, FormErrors> {
        let mut errors = FormErrors::new();
        let code = errors.take("code", code(row.text("code")));
        let told = read(known, row, &mut errors);
        let (Some(code), Some(told), true) = (code, told, errors.is_empty()) else { return Err(errors) };
        let before = match &code {
            Some(code) => known.by_code.get(code),
            None => {
                let sounding = known.sounding.get(&sound(&told.name)).map_or(&[][..], Vec::as_slice);
                meant(row, sounding, &told).map_err(|why| FormErrors::one("code", why))?
            }
        };
        match before {
            Some(before) if !known.kept.contains(&before.told.network) => {
                Err(FormErrors::one("code", msg("volunteers-code-elsewhere")))
            }
            Some(before) => match before.stands() {
                Ok(()) => Ok(Brought::Known(before.clone(), filled_up(row, before, told))),
                Err(message) => Err(FormErrors::one("code", message)),
            },
            None => Ok(Brought::New(code, told, known.invented)),
        }
    }

    fn alike(known: &Known, record: &Brought) -> Option<Alike> {
        let told = record.told();
        let key = sound(&told.name);
        let others = known.sounding.get(&key).map(Vec::as_slice).unwrap_or_default();
        let itself = |one: &Volunteer| matches!(record, Brought::Known(before, _) if before.id == one.id);
        let likely = others.iter().filter(|one| !itself(one)).filter_map(|one| {
            let reasons = reasons(told, &one.told);
            (!reasons.is_empty()).then(|| (one.code.clone(), reasons))
        });
        // Of several the one for whom most speaks; of equals the first.
        let (of, reasons) = likely.rev().max_by_key(|(_, reasons)| reasons.len()).unzip();
        Some(Alike { key: format!("{key} {}", told.province), of, reasons: reasons.unwrap_or_default() })
    }

    fn taken(row: &Row, record: &Brought) -> Option<Taken> {
        let Brought::Known(before, told) = record else { return None };
        let named = !row.text("code").is_empty();
        (!named).then(|| Taken {
            code: before.code.clone(),
            name: before.told.name.clone(),
            reasons: taken_because(row, &before.told, told),
        })
    }

    async fn save(act: &Act, records: &[Brought]) -> Result<Vec<Saved>> {
        verbs::bring(act, records).await
    }

    async fn export(app: &App, reader: &Reader, sheet: &mut Sheet) -> Result<()> {
        let networks = store_networks::list_all(app.db.reader()).await?;
        let seen: HashMap<Uuid, String> = networks
            .into_iter()
            .filter(|network| policy::sees(reader, network))
            .map(|network| (network.id, network.code))
            .collect();
        let mut after = None;
        loop {
            let batch = store::list_batch(&app.db, after, BATCH).await?;
            let Some(last) = batch.last() else { return Ok(()) };
            after = Some(last.id);
            for one in batch {
                let Some(network) = seen.get(&one.told.network) else { continue };
                let told = one.told;
                sheet.row(&[
                    one.code.into(),
                    told.name.into(),
                    network.as_str().into(),
                    told.province.into(),
                    told.district.into(),
                    told.subdistrict.into(),
                    told.phone.into(),
                    told.skills.into(),
                    told.joined_on.into(),
                    told.status.as_str().into(),
                    if told.named { "yes" } else { "" }.into(),
                    told.source.into(),
                ])?;
            }
        }
    }
}

fn read(known: &Known, row: &Row, errors: &mut FormErrors) -> Option<NewVolunteer> {
    let name = errors.take("name", name(row.text("name")));
    let network = errors.take("network", network(known, row.text("network")));
    let place = places::check_row(errors, row);
    let phone = errors.take("phone", phone(row.text("phone")));
    let skills = errors.take("skills", within(row.text("skills"), TEXT_MOST));
    let joined_on = errors.take("joined_on", joined_on(row.text("joined_on"), known.today));
    let status = errors.take("status", one_or(row.text("status"), "volunteers-status-", Status::Unknown));
    let named = errors.take("named", named(row.text("named")));
    let source = errors.take("source", within(row.text("source"), NAME_MOST));
    let (name, network, place) = (name?, network?, place?);
    Some(NewVolunteer {
        name,
        network,
        province: place.province,
        district: place.district,
        subdistrict: place.subdistrict,
        phone: phone?,
        skills: skills?,
        joined_on: joined_on?,
        status: status?,
        named: named?,
        source: source?,
    })
}

/// What a file says nothing of stays as it is: only a column that is there changes anything.
fn filled_up(row: &Row, before: &Volunteer, told: NewVolunteer) -> NewVolunteer {
    let was = before.told.clone();
    let keep = |column: &str| !row.has(column);
    // A district of another province cannot stay, nor can a subdistrict of another district.
    let stays = keep("district") && told.district.is_none() && told.province == was.province;
    let district = if stays { was.district.clone() } else { told.district };
    let stays = keep("subdistrict") && district == was.district;
    NewVolunteer {
        subdistrict: if stays { was.subdistrict } else { told.subdistrict },
        district,
        phone: if keep("phone") { was.phone } else { told.phone },
        skills: if keep("skills") { was.skills } else { told.skills },
        joined_on: if keep("joined_on") { was.joined_on } else { told.joined_on },
        status: if keep("status") { was.status } else { told.status },
        named: if keep("named") { was.named } else { told.named },
        source: if keep("source") { was.source } else { told.source },
        ..told
    }
}

/// Why a row without a code is a member of the register: what [`meant`] asks, and what more agrees.
fn taken_because(row: &Row, before: &NewVolunteer, told: &NewVolunteer) -> Vec<Message> {
    let said = |column: &str| !row.text(column).is_empty();
    let further = [
        (said("phone") && before.phone == told.phone, "volunteers-alike-phone"),
        (said("district") && before.district == told.district, "volunteers-alike-district"),
        (said("joined_on") && before.joined_on == told.joined_on, "volunteers-alike-joined"),
    ];
    let further = further.into_iter().filter(|(agrees, _)| *agrees).map(|(_, id)| msg(id));
    std::iter::once(msg("volunteers-taken-same")).chain(further).collect()
}

/// Whom a row without a code means: of those of its name, network and province the one who agrees with it
/// best; then the one who stands just as it says, so that a list that is brought in again finds its own.
///
/// # Errors
/// `volunteers-several`, with their codes, where several agree equally well.
fn meant<'a>(row: &Row, sounding: &'a [Volunteer], told: &NewVolunteer) -> Result<Option<&'a Volunteer>, Message> {
    let is_called = |one: &&Volunteer| {
        (&one.told.name, one.told.network, &one.told.province) == (&told.name, told.network, &told.province)
    };
    let likeness = |one: &'a Volunteer| Some(((agreeing(&one.told, told)?, stands_so(row, &one.told, told)), one));
    let likely: Vec<_> = sounding.iter().filter(is_called).filter_map(likeness).collect();
    let most = likely.iter().map(|(likeness, _)| *likeness).max();
    let best: Vec<_> = likely.into_iter().filter(|(likeness, _)| Some(*likeness) == most).map(|(_, one)| one).collect();
    match best[..] {
        [] => Ok(None),
        [one] => Ok(Some(one)),
        _ => {
            let mut codes: Vec<&str> = best.iter().map(|one| one.code.as_str()).collect();
            codes.sort_unstable();
            Err(msg("volunteers-several").with("codes", codes.join(", ")))
        }
    }
}

/// Does the member live, answer the telephone and belong since just as a row says, an empty cell for an
/// empty one?
fn stands_so(row: &Row, before: &NewVolunteer, told: &NewVolunteer) -> bool {
    [
        ("district", before.district == told.district),
        ("subdistrict", before.subdistrict == told.subdistrict),
        ("phone", before.phone == told.phone),
        ("joined_on", before.joined_on == told.joined_on),
    ]
    .into_iter()
    .all(|(column, same)| same || !row.has(column))
}

fn code(typed: &str) -> Result<Option<String>, Message> {
    let Some(code) = optional(&thai::digits::to_ascii(typed)) else { return Ok(None) };
    let plain = code.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-') && code.len() <= 40;
    if plain { Ok(Some(code.to_ascii_uppercase())) } else { Err(msg("volunteers-code-letters")) }
}

fn network(known: &Known, typed: &str) -> Result<Uuid, Message> {
    let typed = filled(&thai::repair::clean(typed))?;
    let found = known.networks.get(&typed).or_else(|| known.networks.get(&typed.to_ascii_uppercase()));
    match found {
        None => Err(msg("volunteers-network-unknown").with("typed", typed)),
        Some(id) if !known.kept.contains(id) => Err(msg("volunteers-network-elsewhere").with("typed", typed)),
        Some(id) => Ok(*id),
    }
}

fn joined_on(typed: &str, today: NaiveDate) -> Result<Option<NaiveDate>, Message> {
    let Some(typed) = optional(typed) else { return Ok(None) };
    let day = day(&typed)?;
    if day > today { Err(msg("layout-date-future")) } else { Ok(Some(day)) }
}

fn named(typed: &str) -> Result<bool, Message> {
    if typed.is_empty() {
        return Ok(false);
    }
    word(typed, ["yes", "no"], "volunteers-named-").map(|word| word == "yes")
}
