//! Invented people of a project, and what they answered: they apply, come to the day of transfer,
//! judge it, and a good month later tell what came of it. Nobody's name is among them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kit::Error;

use super::Stage;
use super::needs::Matched;
use super::projects::{Line, Reached};
use house::accounts::Reader;
use house::app::App;
use transfer::follow_ups::{self, NewAttempt, Outcome};
use transfer::responses::{self, ActivityKind, Door, Filled, Mode, NewActivity, Wanted};
use xlsform::{Given, Kind};

/// Days after the transfer on which people are called: inside of every window.
const CALLED: std::ops::Range<u32> = 32..40;

pub(super) async fn load(
    stage: &Stage,
    project: &str,
    need: &Matched,
    clinic: &Reader,
    line: &Line,
    before: u32,
) -> kit::Result<()> {
    let (app, transfer) = (&stage.app, line.transfer);
    let area = responses::find_area(app.db.reader(), Wanted::Numbered(project, 1)).await?.ok_or(Error::NotFound)?;
    let mut people = Vec::new();
    let applied_on = stage.days_ago(transfer + 10);
    for number in 1..=u32::from(line.persons) {
        let given = application(stage, need, before + number);
        people.push(responses::register(app, clinic, &area, filled(stage, given, applied_on)).await?);
    }
    let held_on = stage.days_ago(transfer);
    let told = NewActivity {
        kind: ActivityKind::Transfer,
        title: "ถ่ายทอดเทคโนโลยีและทดลองทำจริง".to_owned(),
        held_on,
        place: format!("ศาลากลางบ้าน {}", need.village),
        note: None,
    };
    let day = responses::record_activity(app, clinic, &area, told, "").await?;
    let everyone = people.iter().map(|person| person.id).collect();
    responses::attend(app, clinic, &area, &day, &everyone).await?;
    for person in &people {
        let filled = filled(stage, evaluation(stage), held_on);
        responses::answer(app, clinic, Door::Desk, &person.code, Kind::Evaluation, filled).await?;
    }
    if line.reached < Reached::FollowingUp {
        return Ok(());
    }
    stage.days_ago(transfer - 31);
    transfer::projects::follow_up(app, clinic, project).await?;
    // One in six cannot be reached: their follow-up stays due, or is missed.
    for (place, person) in people.iter().enumerate() {
        if app.chance.between(0..6) == 0 {
            call_in_vain(app, clinic, &person.code, place).await?;
            continue;
        }
        let called_on = stage.days_ago(transfer - i64::from(app.chance.between(CALLED)));
        let filled = filled(stage, follow_up(stage, held_on), called_on);
        responses::answer(app, clinic, Door::Desk, &person.code, Kind::FollowUp, filled).await?;
    }
    Ok(())
}

/// What came of calls to somebody who was not reached: most will be called again, some are given up.
async fn call_in_vain(app: &App, clinic: &Reader, code: &str, place: usize) -> kit::Result<()> {
    let told = NewAttempt { outcome: Outcome::NoAnswer, call_on: None, call_time: None, note: None };
    follow_ups::record(app, clinic, code, told, "").await?;
    if place % 4 == 3 {
        follow_ups::give_up(app, clinic, code, "ย้ายไปทำงานต่างจังหวัด ญาติไม่ทราบหมายเลขใหม่".to_owned()).await?;
    }
    Ok(())
}

fn filled(stage: &Stage, given: Given, answered_on: NaiveDate) -> Filled {
    Filled { given, unread: BTreeMap::new(), mode: Mode::Paper, answered_on, instance: stage.app.chance.secret() }
}

fn given(answers: &[(&str, &str)]) -> Given {
    let mut given = Given::new();
    for (name, value) in answers {
        given.entry((*name).to_owned()).or_default().push((*value).to_owned());
    }
    given
}

fn one_of<'a>(stage: &Stage, words: &[&'a str]) -> &'a str {
    let most = u32::try_from(words.len()).unwrap_or(1);
    let at = usize::try_from(stage.app.chance.between(0..most)).unwrap_or(0);
    words.get(at).copied().unwrap_or_default()
}

fn application(stage: &Stage, need: &Matched, number: u32) -> Given {
    let (prefix, sex) = if stage.app.chance.between(0..3) > 0 { ("mrs", "female") } else { ("mr", "male") };
    given(&[
        ("prefix", prefix),
        ("given_name", "ผู้รับบริการสมมติ"),
        ("family_name", &number.to_string()),
        ("sex", sex),
        ("phone", &format!("071{:06}", number % 1_000_000)),
        ("age_band", one_of(stage, &["30_39", "40_49", "40_49", "50_59"])),
        ("village", &need.village),
        ("group_kind", &need.group),
        ("group_name", &format!("กลุ่ม {}", need.village)),
        ("occupation", "craft"),
        ("skill", "sometimes"),
        ("need", &need.problem),
        ("expected_benefits", "raise_income"),
        ("expected_benefits", "add_value"),
        ("already_doing", "no"),
        ("heard_from", "leader"),
        ("volunteer_member", "no"),
        ("notice_read", "acknowledged"),
        ("consent_contact", "yes"),
        ("consent_network", "no"),
        ("consent_photo", "no"),
    ])
}

fn evaluation(stage: &Stage) -> Given {
    let mark = || one_of(stage, &["3", "4", "4", "5", "5"]);
    let before = stage.app.chance.between(2..6);
    let after = before + stage.app.chance.between(1..5);
    given(&[
        ("test_taken", "yes"),
        ("test_total", "10"),
        ("pre_test", &before.to_string()),
        ("post_test", &after.to_string()),
        ("content", mark()),
        ("speaker", mark()),
        ("materials", mark()),
        ("place_time", mark()),
        ("staff", mark()),
        ("overall", mark()),
        ("intention", one_of(stage, &["yes", "yes", "maybe"])),
        ("expected_benefits", "raise_income"),
    ])
}

fn follow_up(stage: &Stage, held_on: NaiveDate) -> Given {
    let outcome = [("passed_on", one_of(stage, &["0", "1", "2", "4"])), ("further_need", "no")];
    if stage.app.chance.between(0..8) == 0 {
        let not = [("applied", "no"), ("not_applied_reason", "no_time"), ("satisfaction_benefit", "3")];
        return given(&[&not[..], &outcome[..]].concat());
    }
    let since = (held_on + chrono::Duration::days(7)).to_string();
    let income = stage.app.chance.between(20..60) * 100;
    let more = income + stage.app.chance.between(5..20) * 100;
    let (income, more) = (income.to_string(), more.to_string());
    let applied = [
        ("applied", one_of(stage, &["partly", "fully", "fully"])),
        ("applied_what", "ทำขายในตลาดนัดและใช้ในครัวเรือน"),
        ("applied_since", since.as_str()),
        ("benefits", "raise_income"),
        ("benefits", one_of(stage, &["add_value", "solve_problem", "cut_cost"])),
        ("income_before", income.as_str()),
        ("income_after", more.as_str()),
        ("months_active", "10"),
        ("share_percent", "70"),
        ("satisfaction_benefit", one_of(stage, &["3", "4", "4", "5", "5", "5"])),
    ];
    given(&[&applied[..], &outcome[..]].concat())
}
