//! Taking what a telephone sends. What is acknowledged is kept, as it came and for good, before it is; whether it is in
//! order decides only whether it counts.

use std::collections::BTreeMap;

use axum::body::Bytes;
use chrono::NaiveDate;
use data_encoding::HEXLOWER;
use kit::message::msg;
use kit::{Act, Error, Facts, Rehearsed, Result};
use sha2::{Digest, Sha256};
use xlsform::Kind;

use super::policy::{self, Verb};
use super::sending::{Sender, Sent};
use super::submission::{Issue, RECEIPT, Standing, Submission, SubmissionFile};
use super::{store, store_keys};
use house::accounts::Reader;
use house::app::App;
use house::attachments;

use crate::questionnaires::{self, Asked};
use crate::responses::{self, Area, Filled, Mode, Participant, Response, Taking, Wanted};

/// As many files as one answered form brings.
pub(super) const FILES_MOST: usize = 20;
/// Letters of a file's name.
const FILE_NAME_MOST: usize = 120;
/// The folder of files that came with answered forms.
const FOLDER: &str = "submissions";

/// Takes an answered form. Sent again, it is the same one, and the files that it did not bring before are added.
///
/// # Errors
/// When it cannot be read, answers a form or version that was never published, or is not for this sender: then nothing
/// is kept, and the telephone keeps it. [`Error::Conflict`] when its name is another's.
pub async fn receive(app: &App, sender: &Sender, sent: Sent) -> Result<Submission> {
    let read = xlsform::Submission::read(&sent.xml).map_err(super::openrosa::unreadable)?;
    let unknown = || Error::NotFound;
    let kind = Kind::from_code(&read.form_id).ok_or_else(unknown)?;
    let asked = questionnaires::find_version(&app.db, kind, &read.version).await?.ok_or_else(unknown)?;
    let area = area_of(app, sender, &read).await?;
    let coming = Coming {
        sender,
        asked: &asked,
        area: &area,
        read: &read,
        doubts: sent.doubts,
        sha256: digest(sent.xml.as_bytes()),
    };
    let files = keep_files(app, sent.files).await?;
    let taken = coming.take(app, sent.xml, &files).await;
    // What no record names, nobody would ever take away.
    let unnamed = match &taken {
        Ok((_, added)) => files.iter().filter(|file| !added.contains(&file.key)).collect(),
        Err(_) => files.iter().collect::<Vec<_>>(),
    };
    for file in unnamed {
        app.files.delete(&file.key).await?;
    }
    taken.map(|(submission, _)| submission)
}

/// Whose area it is about: the key's, or by an account that of whoever holds the slip.
async fn area_of(app: &App, sender: &Sender, read: &xlsform::Submission) -> Result<Area> {
    if let Sender::Key(_, area) | Sender::Handed(_, area) | Sender::Paper(_, area) = sender {
        policy::may_receive(sender, area)?;
        return Ok((**area).clone());
    }
    let slip = read.slip.as_deref().map(kit::chance::normalise_code).unwrap_or_default();
    // Whoever may not know of a slip is told the same as of one that does not exist.
    let unknown = || Error::Conflict(msg("submissions-slip-nobody"));
    let person = responses::find_participant(app.db.reader(), &slip).await?.ok_or_else(unknown)?;
    let area = responses::find_area(app.db.reader(), Wanted::Id(person.area)).await?.ok_or_else(unknown)?;
    match policy::may_receive(sender, &area) {
        Err(Error::NotFound) => Err(unknown()),
        may => may.map(|()| area),
    }
}

async fn keep_files(app: &App, sent: Vec<(String, Bytes)>) -> Result<Vec<SubmissionFile>> {
    let mut kept = Vec::with_capacity(sent.len());
    for (name, content) in sent.into_iter().take(FILES_MOST) {
        let (bytes, sha256) = (i64::try_from(content.len()).unwrap_or(i64::MAX), digest(&content));
        let key = attachments::keep_as_it_came(app, FOLDER, content).await?;
        kept.push(SubmissionFile { id: app.chance.id(app.clock.now()), name: plain(&name), key, bytes, sha256 });
    }
    Ok(kept)
}

/// The name of a file without a folder or signs that mean something to one.
fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last.chars().filter(|letter| !letter.is_control()).take(FILE_NAME_MOST).collect();
    let kept = kept.trim_matches(['.', ' ']);
    if kept.is_empty() { "file".to_owned() } else { kept.to_owned() }
}

fn digest(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

/// An answered form that is about to be taken.
struct Coming<'a> {
    sender: &'a Sender,
    asked: &'a Asked,
    area: &'a Area,
    read: &'a xlsform::Submission,
    doubts: Vec<Issue>,
    sha256: String,
}

impl Coming<'_> {
    /// Takes it in one act: answers what became of it, and the keys of the files that a record names now.
    async fn take(&self, app: &App, xml: String, files: &[SubmissionFile]) -> Result<(Submission, Vec<String>)> {
        let reader = match self.sender {
            Sender::Key(..) => Reader::anyone(kit::Lang::Th),
            Sender::Account(reader) | Sender::Handed(reader, _) | Sender::Paper(reader, _) => reader.clone(),
        };
        let act = app.act(&reader.actor(), Verb::Receive).await?;
        if let Some(before) = store::find_instance(&act, &self.read.instance).await? {
            return self.add_files(act, before, files).await;
        }
        let replaced = self.replaced(&act).await?;
        let filled = self.filled(&act);
        let judged = filled.judge(&self.asked.form, responses::moment(act.now()));
        let answered_on = filled.answered_on;
        let taken = match judged {
            Err(errors) => {
                let beside = Issue::all(&errors).into_iter().filter(|issue| !self.is_doubted(&issue.at));
                let about = self.slip_unknown(&act).await?.into_iter().chain(self.doubts.clone());
                Err(about.chain(beside).collect())
            }
            Ok(_) if !self.doubts.is_empty() => {
                Err(self.slip_unknown(&act).await?.into_iter().chain(self.doubts.clone()).collect())
            }
            Ok(judged) => {
                let taking = Taking { asked: self.asked, filled, judged, keyed_by: self.sender.account() };
                settled(self.taken(&act, taking, replaced.as_ref()).await)?
            }
        };
        let submission = self.submission(&act, xml, answered_on, taken, replaced.as_ref());
        store::save_new(&act, &submission).await?;
        if let Some(before) = replaced {
            store::save(&act, &Submission { standing: Standing::Replaced, ..before }).await?;
        }
        for file in files {
            store::save_file(&act, submission.id, file).await?;
        }
        if let Some(key) = self.sender.key() {
            store_keys::save_used(&act, key).await?;
        }
        act.commit(&Rehearsed(&submission, self.area.practice), self.facts(&submission, files.len())).await?;
        let named = files.iter().map(|file| file.key.clone()).collect();
        Ok((submission, named))
    }

    /// What is kept of it: with the answer it became, or with what stands against it.
    fn submission(
        &self,
        act: &Act,
        xml: String,
        answered_on: NaiveDate,
        taken: Result<(Participant, Response), Vec<Issue>>,
        replaced: Option<&Submission>,
    ) -> Submission {
        let standing = match (&taken, replaced) {
            (Err(_), _) => Standing::HasIssues,
            (Ok(_), Some(_)) => Standing::Edited,
            (Ok(_), None) => Standing::Received,
        };
        let (taken, issues) = match taken {
            Ok(taken) => (Some(taken), Vec::new()),
            Err(issues) => (None, issues),
        };
        Submission {
            id: act.new_id(),
            receipt: act.chance().code(RECEIPT),
            instance: self.read.instance.clone(),
            questionnaire: self.asked.edition.id,
            kind: self.asked.edition.kind,
            area: self.area.id,
            field_key: self.sender.key().map(|key| key.id),
            account: self.sender.account(),
            xml,
            sha256: self.sha256.clone(),
            answered_on,
            received_at: act.now(),
            standing,
            issues,
            response: taken.as_ref().map(|(_, response)| response.id),
            participant: taken.as_ref().map(|(person, _)| person.id),
            replaces: replaced.map(|one| one.id),
            reason: None,
            judged_by: None,
            judged_at: None,
            version: 1,
        }
    }

    /// The same answer sent again: files in parts, or a telephone that heard no answer.
    async fn add_files(
        &self,
        act: Act,
        before: Submission,
        files: &[SubmissionFile],
    ) -> Result<(Submission, Vec<String>)> {
        if before.sha256 != self.sha256 {
            return Err(Error::Conflict(msg("submissions-instance-taken")));
        }
        let here = store::list_files_in(&act, before.id).await?;
        let mut added = Vec::new();
        for file in files {
            match here.iter().find(|other| other.name == file.name) {
                Some(other) if other.sha256 != file.sha256 => {
                    return Err(Error::Conflict(msg("submissions-file-taken").with("name", file.name.clone())));
                }
                Some(_) => {}
                None => {
                    if here.len() + added.len() >= FILES_MOST {
                        return Err(Error::Conflict(msg("submissions-files-most").with("most", FILES_MOST)));
                    }
                    store::save_file(&act, before.id, file).await?;
                    added.push(file.key.clone());
                }
            }
        }
        if !added.is_empty() {
            let facts = self.facts(&before, added.len()).with("again", true);
            act.commit(&Rehearsed(&before, self.area.practice), facts).await?;
        }
        Ok((before, added))
    }

    /// The submission that this one stands in the place of.
    async fn replaced(&self, act: &Act) -> Result<Option<Submission>> {
        let Some(instance) = &self.read.deprecated else { return Ok(None) };
        let before = store::find_instance(act, instance).await?;
        let Some(before) = before.filter(|one| one.area == self.area.id && one.kind == self.asked.edition.kind) else {
            return Err(Error::Conflict(msg("submissions-original-missing")));
        };
        match before.standing {
            Standing::Replaced | Standing::Rejected => Err(Error::Conflict(msg("submissions-replaced-already"))),
            _ => Ok(Some(before)),
        }
    }

    /// Is this a question of which nobody could read the answer? What it lacks for that reason is not said twice.
    fn is_doubted(&self, question: &str) -> bool {
        self.doubts.iter().any(|doubt| doubt.at == question)
    }

    /// What is wrong with the slip it names, where the form is about somebody who is registered.
    async fn slip_unknown(&self, act: &Act) -> Result<Option<Issue>> {
        if self.asked.edition.kind == Kind::Application {
            return Ok(None);
        }
        let person = holder(act, self.area, self.read.slip.as_deref()).await?;
        Ok(person.is_none().then(|| Issue::whole(msg("submissions-slip-unknown"))))
    }

    fn filled(&self, act: &Act) -> Filled {
        let today = act.today();
        let unread = match self.read.has_unread_day {
            true => BTreeMap::from([("sheet.answered_on".to_owned(), msg("responses-answer-date"))]),
            false => BTreeMap::new(),
        };
        // A telephone whose clock is ahead says a day that has not come: judging tells.
        let answered_on = self.read.answered_on.unwrap_or(today);
        Filled {
            given: self.read.given.clone(),
            unread,
            mode: match self.sender {
                Sender::Paper(..) => Mode::Paper,
                _ => Mode::Collect,
            },
            answered_on,
            instance: self.read.instance.clone(),
        }
    }

    /// Takes it into the records.
    async fn taken(
        &self,
        act: &Act,
        taking: Taking<'_>,
        replaced: Option<&Submission>,
    ) -> Result<(Participant, Response)> {
        if responses::is_taken(act, &self.read.instance).await? {
            return Err(Error::Conflict(msg("submissions-instance-taken")));
        }
        if let Some(standing) = replaced.and_then(|one| one.response) {
            let standing = responses::find_answer(act, standing).await?.ok_or(Error::NotFound)?;
            let (person, answer) = taking.correct(act, &standing).await?;
            let facts = responses::answered(&answer).with("instead_of", standing.id.to_string());
            act.note(responses::Verb::Correct.into(), &Rehearsed(&answer, person.practice), facts).await?;
            return Ok((person, answer));
        }
        into_records(act, self.area, taking, self.read.slip.as_deref()).await
    }

    fn facts(&self, submission: &Submission, files: usize) -> Facts {
        Facts::none()
            .with("kind", submission.kind.code())
            .with("standing", submission.standing.as_str())
            .with("field_key", submission.field_key.map(|key| key.to_string()))
            .with("files", files)
            .with("replaces", submission.replaces.map(|one| one.to_string()))
    }
}

/// Takes an answer in order into the records of an area: a new participant's application, or the answer of whoever
/// holds the slip.
pub(super) async fn into_records(
    act: &Act,
    area: &Area,
    taking: Taking<'_>,
    slip: Option<&str>,
) -> Result<(Participant, Response)> {
    if taking.asked.edition.kind == Kind::Application {
        let (person, answer) = taking.register(act, area).await?;
        act.note(responses::Verb::Register.into(), &person, responses::registered(area, &person)).await?;
        return Ok((person, answer));
    }
    area.takes_answers().map_err(Error::Conflict)?;
    let person = holder(act, area, slip).await?;
    let person = person.ok_or_else(|| Error::Conflict(msg("submissions-slip-unknown")))?;
    let answer = taking.answer(act, &person).await?;
    act.note(responses::Verb::Answer.into(), &Rehearsed(&answer, person.practice), responses::answered(&answer))
        .await?;
    Ok((person, answer))
}

/// Whoever holds this slip, of those of the area.
async fn holder(act: &Act, area: &Area, slip: Option<&str>) -> Result<Option<Participant>> {
    let code = slip.map(kit::chance::normalise_code).unwrap_or_default();
    Ok(responses::find_by_slip(act, &code).await?.filter(|person| person.area == area.id))
}

/// What stands against an answer is kept with it; what is wrong with the house is not its sender's affair.
pub(super) fn settled<T>(taken: Result<T>) -> Result<Result<T, Vec<Issue>>> {
    match taken {
        Ok(taken) => Ok(Ok(taken)),
        Err(Error::Invalid(errors)) => Ok(Err(Issue::all(&errors))),
        Err(Error::Conflict(why)) => Ok(Err(vec![Issue::whole(why)])),
        Err(Error::NotFound) => Ok(Err(vec![Issue::whole(msg("submissions-slip-unknown"))])),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_leads_nowhere() {
        for (sent, kept) in [
            ("a.jpg", "a.jpg"),
            ("../../etc/passwd", "passwd"),
            ("C:\\photos\\ภาพ 1.jpg", "ภาพ 1.jpg"),
            ("..", "file"),
            ("a\u{0}\nb", "ab"),
            ("", "file"),
        ] {
            assert_eq!(plain(sent), kept, "{sent:?}");
        }
        assert_eq!(plain(&"x".repeat(500)).len(), FILE_NAME_MOST);
    }
}
