//! Needs as villagers tell them, each taken through the verbs as far as its line says. Days count
//! back from today, so that the current fiscal year is always alive.

use std::collections::HashMap;

use chrono::NaiveDate;
use kit::form::optional;
use serde::Deserialize;
use thai::places::{Level, resolve};

use super::{Stage, Tell, table};
use brokerage::matching::{self, Choice};
use brokerage::needs::{self, Analysis, Channel, GroupKind, Need, NewNeed};
use house::accounts::Reader;
use house::app::Circumstances;
use house::organisations::{self, Clinic};

/// One need and what becomes of it.
#[derive(Clone, Deserialize)]
struct Line {
    text: String,
    group: String,
    province: String,
    district: String,
    village: String,
    teller: String,
    channel: String,
    days_ago: i64,
    state: String,
    problem: String,
    reply: String,
    /// Which technology was confirmed, where one was.
    technology: String,
}

/// Needs of the same words are told again in other years and places, for a larger network.
const YEARS: i64 = 10;
const DAYS_OF_A_YEAR: i64 = 365;
/// Days on which the clock looks, back from today: no need of this year's that is open was late before.
const WATCHED: i64 = 200;

/// A matched need that a project takes up.
pub(super) struct Matched {
    pub(super) code: String,
    pub(super) province: String,
    pub(super) village: String,
    pub(super) district: String,
    pub(super) group: String,
    pub(super) problem: String,
    /// The technology confirmed for it.
    pub(super) technology: String,
    /// Days by which its story lies before that of the same words of this year.
    pub(super) earlier: i64,
    pub(super) clinic: Clinic,
}

/// Tells all needs, and answers those that wait for a project.
pub(super) async fn load(stage: &Stage, tell: Tell<'_>) -> kit::Result<Vec<Matched>> {
    let mut lines: Vec<Line> = table::rows(include_str!("../../demo/living/needs.csv"))?;
    let mut readers = HashMap::new();
    let mut waiting = Vec::new();
    let mut done = 0;
    // Oldest first, so that what was told first was also written down first.
    lines.sort_by_key(|line| -line.days_ago);
    for copy in (0..i64::from(stage.plan.scale)).rev() {
        for line in &lines {
            let told = elsewhere(line, &lines, copy);
            let need = one(stage, &told, &mut readers).await?;
            if line.state == "in_project" {
                waiting.extend(matched(stage, &told, earlier(copy), need).await?);
            }
            done += 1;
            tell("needs", done);
        }
    }
    stage.days_ago(0);
    Ok(waiting)
}

/// Lets the clock look at what is open, as it would have done on each day that has passed: what is late climbed
/// when it was late, not on the day the demonstration is loaded. After the projects have taken up theirs.
pub(super) async fn let_climb(stage: &Stage) -> kit::Result<()> {
    for ago in (0..=WATCHED).rev() {
        stage.days_ago(ago);
        needs::watch(&stage.app).await?;
    }
    Ok(())
}

async fn matched(stage: &Stage, line: &Line, earlier: i64, need: Need) -> kit::Result<Option<Matched>> {
    let clinic = organisations::clinic_of_province(&stage.app.db, &need.told.province).await?;
    Ok(clinic.map(|clinic| Matched {
        code: need.code,
        province: need.told.province,
        village: line.village.clone(),
        district: line.district.clone(),
        group: line.group.clone(),
        problem: line.problem.clone(),
        technology: line.technology.clone(),
        earlier,
        clinic,
    }))
}

/// The same words from another village, in one of the years before.
fn elsewhere(line: &Line, lines: &[Line], copy: i64) -> Line {
    if copy == 0 {
        return line.clone();
    }
    let shift = usize::try_from(copy).unwrap_or(0);
    let at = lines.iter().position(|other| other.text == line.text).unwrap_or(0);
    let place = &lines[(at + shift * 7) % lines.len()];
    Line {
        province: place.province.clone(),
        district: place.district.clone(),
        village: format!("{} {}", place.village, copy),
        days_ago: line.days_ago + earlier(copy),
        ..line.clone()
    }
}

/// Days by which a copy lies before the original.
fn earlier(copy: i64) -> i64 {
    DAYS_OF_A_YEAR * (copy % YEARS) + copy / YEARS
}

async fn one(stage: &Stage, line: &Line, readers: &mut HashMap<String, Reader>) -> kit::Result<Need> {
    let told_on = stage.days_ago(line.days_ago);
    let how = Circumstances { invented: true, ..Circumstances::default() };
    let need = needs::register(&stage.app, &Reader::anyone(kit::Lang::Th), told(line, told_on)?, how).await?;
    let clinic = reader(stage, &need, readers).await?;
    if line.state == "received" {
        return Ok(need);
    }
    // A tenth of the time since then passes before each step, a fortnight at most.
    let step = (line.days_ago / 10).clamp(1, 14);
    if !line.problem.is_empty() {
        let held_on = stage.days_ago(line.days_ago - step);
        needs::analyse(&stage.app, &clinic, &need.code, analysis(stage, line, held_on)).await?;
    }
    if line.state == "declined" {
        stage.days_ago(line.days_ago - 2 * step);
        needs::decline(&stage.app, &clinic, &need.code, line.reply.clone(), None).await?;
    }
    if !line.technology.is_empty() {
        stage.days_ago(line.days_ago - 2 * step);
        let choice = Choice { need: need.code.clone(), technology: line.technology.clone(), ..Choice::default() };
        matching::confirm(&stage.app, &clinic, choice, None).await?;
    }
    // A need whose line says `in_project` waits here, matched, for the projects' own step; so does one
    // that has a reply, for a project or a reason.
    if line.state == "answered" {
        stage.days_ago(line.days_ago - 5 * step);
        needs::answer(&stage.app, &clinic, &need.code, line.reply.clone(), None).await?;
    }
    Ok(need)
}

fn told(line: &Line, received_on: NaiveDate) -> kit::Result<NewNeed> {
    let wrong = |what: &str| anyhow::anyhow!("needs.csv: no {what} in {}", line.text);
    let province = resolve(&line.province, Level::Province, None).map_err(|_| wrong("province"))?;
    let district = match line.district.as_str() {
        "" => None,
        name => Some(resolve(name, Level::District, Some(province)).map_err(|_| wrong("district"))?.to_string()),
    };
    Ok(NewNeed {
        text: line.text.clone(),
        submitted_by: optional(&line.teller),
        contact: None,
        group_kind: GroupKind::from_word(&line.group).ok_or_else(|| wrong("group"))?,
        province: province.to_string(),
        district,
        subdistrict: None,
        village: optional(&line.village),
        channel: Channel::from_word(&line.channel).ok_or_else(|| wrong("channel"))?,
        received_on,
    })
}

fn analysis(stage: &Stage, line: &Line, held_on: NaiveDate) -> Analysis {
    let attendees = i32::try_from(stage.app.chance.between(8..46)).unwrap_or(20);
    Analysis {
        held_on,
        place: format!("ศาลากลางบ้าน {}", line.village),
        attendees,
        minutes: format!(
            "ประชุมร่วมกับชาวบ้าน {attendees} คน เล่าสภาพปัญหา ดูสถานที่จริง แล้วสรุปร่วมกันว่า {} ที่ประชุมเห็นควรให้คลินิกหาเทคโนโลยีที่เหมาะสมและนัดทดลองทำ",
            line.problem
        ),
        problem: line.problem.clone(),
    }
}

/// Somebody who decides for the clinic of this need; the ministry where there is none.
async fn reader(stage: &Stage, need: &Need, known: &mut HashMap<String, Reader>) -> kit::Result<Reader> {
    let province = &need.told.province;
    if let Some(reader) = known.get(province) {
        return Ok(reader.clone());
    }
    let reader = match organisations::clinic_of_province(&stage.app.db, province).await? {
        None => stage.officers()?.ministry(),
        Some(clinic) => stage.officers()?.manager(&clinic),
    };
    known.insert(province.clone(), reader.clone());
    Ok(reader)
}
