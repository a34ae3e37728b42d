//! Taking an answer: kept, and made into what its owner said it becomes, in one act or not at all.

use data_encoding::HEXLOWER;
use kit::message::msg;
use kit::{Act, Error, Facts, Result};
use sha2::{Digest, Sha256};

use super::becoming::{Becoming, becoming};
use super::edition::Asked;
use super::mapping::Becomes;
use super::policy::{self, Verb};
use super::store_answers as store;
use super::survey::{Answer, Became, Survey};
use crate::participation;
use crate::responses::{self, Filled};
use brokerage::needs::{self, NewNeed};
use house::accounts::Reader;
use house::app::App;
use house::organisations::{self, Clinic};

/// Letters of a receipt: as many as a need's tracking code has.
const RECEIPT: usize = 10;

/// Takes an answer. Sent again, it is the same one.
///
/// # Errors
/// What is wrong, beside its question; [`Error::Conflict`] once the survey is closed.
pub async fn give(app: &App, reader: &Reader, survey: &Survey, asked: &Asked, filled: Filled) -> Result<Answer> {
    policy::may_give(reader)?;
    let judged = filled.judge(&asked.form, responses::moment(app.clock.now()))?;
    let becoming = becoming(&asked.edition.mapping, &asked.form, &judged, app.clock.today())?;
    let needs = match becoming {
        Some(Becoming::Needs(ref needs)) => with_clinics(app, needs).await?,
        _ => Vec::new(),
    };
    let key = key_of(survey, &filled)?;
    let act = app.act(&reader.actor(), Verb::Give).await?;
    if let Some(key) = &key
        && let Some(receipt) = act.done_before(key).await?
    {
        return store::find_in(&act, &receipt).await?.ok_or(Error::NotFound);
    }
    if survey.closed_at.is_some() {
        return Err(Error::Conflict(msg("surveys-closed")));
    }
    let became = match becoming {
        Some(Becoming::Opinions(opinions)) => write_opinions(&act, app, survey, opinions).await?,
        _ => write_needs(&act, app, needs).await?,
    };
    let answer = Answer {
        id: act.new_id(),
        receipt: act.chance().code(RECEIPT),
        survey: survey.id,
        edition: asked.edition.id,
        answers: judged.answers,
        became,
        given_at: act.now(),
        keyed_by: reader.who().map(|who| who.account),
    };
    store::save_new(&act, &answer).await?;
    if let Some(key) = &key {
        act.remember(key, &answer.receipt).await?;
    }
    let codes: Vec<&str> = answer.became.iter().map(|one| one.code.as_str()).collect();
    let facts = Facts::none().with("survey", survey.code.clone()).with("became", codes.join(" "));
    act.commit(&answer, facts).await?;
    Ok(answer)
}

/// By what the same answer sent twice is known: this survey, the form's own key, and all that was answered. Another
/// person on the same telephone, who goes back and writes over it, answers for themselves.
fn key_of(survey: &Survey, filled: &Filled) -> Result<Option<String>> {
    if filled.instance.is_empty() {
        return Ok(None);
    }
    let said = serde_json::to_vec(&(survey.id, &filled.instance, &filled.given))?;
    Ok(Some(HEXLOWER.encode(&Sha256::digest(said))))
}

/// Each need with the clinic that answers for its province.
async fn with_clinics(app: &App, needs: &[NewNeed]) -> Result<Vec<(NewNeed, Option<Clinic>)>> {
    let mut all = Vec::with_capacity(needs.len());
    for need in needs {
        all.push((need.clone(), organisations::clinic_of_province(&app.db, &need.province).await?));
    }
    Ok(all)
}

async fn write_needs(act: &Act, app: &App, needs: Vec<(NewNeed, Option<Clinic>)>) -> Result<Vec<Became>> {
    let mut became = Vec::with_capacity(needs.len());
    for (told, clinic) in needs {
        let need = needs::write_down(act, told, clinic.as_ref(), app.settings.demo).await?;
        became.push(Became { what: Becomes::Need.as_str().to_owned(), code: need.code });
    }
    Ok(became)
}

async fn write_opinions(
    act: &Act,
    app: &App,
    survey: &Survey,
    opinions: Vec<participation::NewOpinion>,
) -> Result<Vec<Became>> {
    let mut became = Vec::with_capacity(opinions.len());
    for said in opinions {
        let opinion = participation::write_down(act, said, survey.clinic, app.settings.demo).await?;
        became.push(Became { what: Becomes::Opinion.as_str().to_owned(), code: opinion.code });
    }
    Ok(became)
}
