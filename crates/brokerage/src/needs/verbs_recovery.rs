//! A tracking code that was lost, found again through the hotline.
//!
//! Whoever knows a telephone number and a village is not yet the person who told the need, and whoever sits
//! at the desk is not either. So the desk never reads the code: it calls back the number that was left and
//! says a word, and the person fetches the code with that word and the number. Both steps stand in the
//! trail, and whoever follows the need reads when its code was fetched.

use kit::{Error, Facts, FormErrors, Result, msg};
use thai::phone::Phone;

use super::need::Need;
use super::policy::{self, Verb};
use super::recovery::{WORD, digest, good_until, is_of_village};
use super::{store_files, verbs};
use house::accounts::Reader;
use house::app::App;

/// Needs of one telephone number that are looked at: a village head may tell many.
const MOST: u64 = 100;

/// The needs that somebody told who left this number and lives there, of those the reader may help with.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_lost(app: &App, reader: &Reader, contact: &str, village: &str) -> Result<Vec<Need>> {
    let mut found = store_files::list_by_contact(&app.db, contact, MOST).await?;
    found.retain(|need| is_of_village(need, village) && policy::may_recover(reader, need).is_ok());
    Ok(found)
}

/// Gives a word with which to fetch the code of a need. It is said once, to whoever answers the telephone
/// whose number was left with the need; what was given before is void.
///
/// # Errors
/// When the reader may not, or no telephone number was left.
pub async fn recover(app: &App, reader: &Reader, code: &str) -> Result<(Need, String)> {
    let (act, need) = verbs::open(app, reader, Verb::Recover, code).await?;
    policy::may_recover(reader, &need)?;
    let phone = need.told.contact.as_deref().is_some_and(|contact| Phone::parse(contact).is_ok());
    if !phone {
        return Err(Error::Conflict(msg("needs-recover-no-phone")));
    }
    let word = act.chance().code(WORD);
    store_files::save_recovery(&act, &need, digest(need.id, &word), good_until(act.now())).await?;
    act.commit(&need, Facts::none()).await?;
    Ok((need, word))
}

/// Fetches the need of a number and a word.
///
/// # Errors
/// When they do not belong together, or the word is void: in one sentence for both.
pub async fn reclaim(app: &App, reader: &Reader, contact: &str, word: &str) -> Result<Need> {
    policy::may_reclaim(reader)?;
    let wrong = || Error::from(FormErrors::one("word", msg("needs-reclaim-wrong")));
    let told = store_files::list_by_contact(&app.db, contact, MOST).await?;
    let ids = told.iter().map(|need| need.id).collect();
    let given = store_files::list_recoveries(&app.db, ids, app.clock.now()).await?;
    let Some((id, need, _)) = given.iter().find(|(_, need, kept)| *kept == digest(*need, word)) else {
        store_files::count_try(&app.db, given.iter().map(|(id, ..)| *id).collect()).await?;
        return Err(wrong());
    };
    let need = told.into_iter().find(|one| one.id == *need).ok_or_else(wrong)?;
    let act = app.act(&reader.actor(), Verb::Reclaim).await?;
    if !store_files::save_used(&act, *id).await? {
        return Err(wrong());
    }
    act.commit(&need, Facts::none()).await?;
    Ok(need)
}
