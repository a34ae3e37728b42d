//! Reading a pile that came back: page by page, each sheet taken once, as soon as all of it is there.

use axum::body::Bytes;
use kit::message::msg;
use kit::{Act, Error, Facts, FormErrors, Result};
use paper::{Layout, Reading, Seen, Unreadable, Verdict};
use tokio::sync::mpsc;

use super::finding::{Finding, doubt, refusal, unreadable};
use super::pack::{Pack, PaperSheet};
use super::policy::{self, Verb};
use super::store::{self, KeptPage};
use super::verbs::FOLDER;
use house::accounts::Reader;
use house::app::App;
use house::attachments;

use crate::questionnaires;
use crate::responses::{self, Area};
use crate::submissions::{self, Issue, PAPER, Part, Sender, Sent, Standing};

/// Reads the pages of photographs and files of scans, and takes what is on them. It goes on to its end even when
/// whoever sent it has left; sent again, nothing is taken twice.
///
/// # Errors
/// When the reader may not or the area takes no answers; beside `file` when the only one cannot be read at all. What is
/// wrong with a page is said of that page.
pub async fn bring(app: &App, reader: &Reader, area: &Area, files: Vec<Bytes>) -> Result<Vec<Finding>> {
    policy::may_bring(reader, area)?;
    area.takes_answers().map_err(Error::Conflict)?;
    let pile = Pile { app: app.clone(), reader: reader.clone(), area: area.clone() };
    tokio::spawn(pile.read(files)).await.map_err(anyhow::Error::from)?
}

/// A pile for one area, and who brings it.
struct Pile {
    app: App,
    reader: Reader,
    area: Area,
}

impl Pile {
    async fn read(self, files: Vec<Bytes>) -> Result<Vec<Finding>> {
        let alone = files.len() == 1;
        let mut findings = Vec::new();
        for file in files {
            match self.file(file, &mut findings).await? {
                Err(why) if alone && findings.is_empty() => {
                    return Err(FormErrors::one("file", unreadable(why)).into());
                }
                Err(why) => findings.push(Finding::refused(unreadable(why))),
                Ok(()) => {}
            }
        }
        Ok(findings)
    }

    /// The pages of one file; and why the rest of it could not be read.
    async fn file(&self, file: Bytes, findings: &mut Vec<Finding>) -> Result<Result<(), Unreadable>> {
        // One page at a time is held, however long the file is.
        let (give, mut given) = mpsc::channel(1);
        let apart = tokio::task::spawn_blocking(move || {
            paper::pages(&file, &mut |picture| give.blocking_send(paper::find(&picture)).is_ok())
        });
        while let Some(found) = given.recv().await {
            findings.push(match found {
                Ok(seen) => self.page(seen).await?,
                Err(why) => Finding::refused(refusal(why)),
            });
        }
        Ok(apart.await.map_err(anyhow::Error::from)?)
    }

    async fn page(&self, seen: Seen) -> Result<Finding> {
        let code = kit::chance::normalise_code(&seen.code.sheet);
        let page = usize::from(seen.code.page);
        let found = store::find_sheet(&self.app.db, &code).await?.filter(|(_, pack)| pack.area == self.area.id);
        let Some((sheet, pack)) = found else { return Ok(Finding::refused(msg("paper-packs-unknown"))) };
        if let Some(receipt) = sheet.receipt {
            return Ok(Finding::again(receipt));
        }
        let Some(places) = pack.layout.pages.get(page - 1).cloned() else {
            return Ok(Finding::refused(msg("paper-packs-unknown")));
        };
        let read = tokio::task::spawn_blocking(move || (seen.read(&places), seen.photograph()));
        let (readings, picture) = read.await.map_err(anyhow::Error::from)?;
        let picture = picture.map_err(anyhow::Error::from)?;
        let file = attachments::keep_as_it_came(&self.app, FOLDER, picture.into()).await?;
        let kept = KeptPage { page, file, readings };
        match attachments::settle(&self.app, &kept.file, self.keep(&sheet, &pack, &kept)).await? {
            Kept::Lacks(pages) => Ok(Finding::lacks(&pages)),
            Kept::Again(receipt) => Ok(Finding::again(receipt)),
            Kept::Whole(pages) => self.whole(sheet, &pack, pages).await,
        }
    }

    /// Keeps a page with the others of its sheet; one that came before gives way to it.
    async fn keep(&self, sheet: &PaperSheet, pack: &Pack, kept: &KeptPage) -> Result<Kept> {
        let act = self.app.act(&self.reader.actor(), Verb::Bring).await?;
        let sheet = store::find_sheet_for_change(&act, sheet.id).await?;
        if let Some(receipt) = sheet.receipt {
            attachments::forget(&act, &kept.file).await?;
            act.commit(pack, Facts::none().with("sheet", sheet.code).with("again", true)).await?;
            return Ok(Kept::Again(receipt));
        }
        let before = store::list_pages(&act, sheet.id).await?;
        if let Some(former) = before.iter().find(|one| one.page == kept.page) {
            store::delete_pages(&act, sheet.id, Some(kept.page)).await?;
            attachments::forget(&act, &former.file).await?;
        }
        store::save_page(&act, sheet.id, kept).await?;
        let pages = store::list_pages(&act, sheet.id).await?;
        let facts = Facts::none().with("sheet", sheet.code.clone()).with("page", kept.page);
        act.commit(pack, facts).await?;
        let lacking = (1..=pack.layout.pages.len()).filter(|number| pages.iter().all(|one| one.page != *number));
        let lacking: Vec<String> = lacking.map(|number| number.to_string()).collect();
        Ok(if lacking.is_empty() { Kept::Whole(pages) } else { Kept::Lacks(lacking) })
    }

    /// All pages are there: the sheet is handed on, and its pictures with it.
    async fn whole(&self, sheet: PaperSheet, pack: &Pack, pages: Vec<KeptPage>) -> Result<Finding> {
        if pages.iter().flat_map(|page| &page.readings).all(|one| one.verdict == Verdict::Sure && one.values.is_empty())
        {
            self.let_go(&sheet, pack, &pages, None).await?;
            return Ok(Finding::refused(msg("paper-packs-blank")));
        }
        let sent = self.sent(&sheet, pack, &pages).await?;
        let places = sent.doubts.len();
        let sender = Sender::Paper(self.reader.clone(), Box::new(self.area.clone()));
        let received = match submissions::receive(&self.app, &sender, sent).await {
            Ok(received) => received,
            Err(error @ Error::Internal(_)) => return Err(error),
            Err(error) => return Ok(Finding::refused(error.message())),
        };
        self.let_go(&sheet, pack, &pages, Some(&received.receipt)).await?;
        Ok(match received.standing {
            Standing::HasIssues => Finding::waits(received.receipt, places.max(received.issues.len())),
            _ => Finding::taken(received.receipt),
        })
    }

    /// The sheet as an answered form, with the places that a person has to look at.
    async fn sent(&self, sheet: &PaperSheet, pack: &Pack, pages: &[KeptPage]) -> Result<Sent> {
        let asked = questionnaires::find_edition(&self.app.db, pack.questionnaire).await?.ok_or(Error::NotFound)?;
        let slip = match sheet.participant {
            Some(participant) => responses::find_code(&self.app.db, participant).await?,
            None => None,
        };
        let mut files = Vec::with_capacity(pages.len());
        for page in pages {
            files.push((file_name(page.page), self.app.files.get(&page.file).await?));
        }
        let readings = || pages.iter().flat_map(|page| &page.readings);
        let sure = readings().filter(|one| one.verdict == Verdict::Sure && !one.values.is_empty());
        let form = xlsform::Submission {
            form_id: pack.kind.code().to_owned(),
            version: asked.edition.version,
            instance: format!("{PAPER}{}", sheet.code),
            deprecated: None,
            given: sure.map(|one| (one.name.clone(), one.values.clone())).collect(),
            slip,
            answered_on: Some(pack.answered_on),
            has_unread_day: false,
        };
        let doubts = readings().filter_map(|one| issue(&pack.layout, one)).collect();
        Ok(Sent { xml: form.written(), files, doubts })
    }

    /// The pictures lie with what was received now, or nowhere.
    async fn let_go(&self, sheet: &PaperSheet, pack: &Pack, pages: &[KeptPage], receipt: Option<&str>) -> Result<()> {
        let act = self.app.act(&self.reader.actor(), Verb::Bring).await?;
        store::delete_pages(&act, sheet.id, None).await?;
        forget(&act, pages).await?;
        if let Some(receipt) = receipt {
            store::save_received(&act, sheet.id, receipt).await?;
        }
        act.commit(pack, Facts::none().with("sheet", sheet.code.clone()).with("receipt", receipt)).await
    }
}

/// What is known of a sheet once one more page of it came.
enum Kept {
    /// Pages are still to come.
    Lacks(Vec<String>),
    /// It was taken meanwhile.
    Again(String),
    /// All are there.
    Whole(Vec<KeptPage>),
}

async fn forget(act: &Act, pages: &[KeptPage]) -> Result<()> {
    for page in pages {
        attachments::forget(act, &page.file).await?;
    }
    Ok(())
}

fn file_name(page: usize) -> String {
    format!("page-{page}.jpg")
}

/// What stands against an answer that nobody could read for certain, and where it is seen.
fn issue(layout: &Layout, reading: &Reading) -> Option<Issue> {
    let why = doubt(reading)?;
    let part = layout.field(&reading.name).map(|(page, field)| Part { file: file_name(page + 1), room: field.room });
    Some(Issue { at: reading.name.clone(), why, part })
}
