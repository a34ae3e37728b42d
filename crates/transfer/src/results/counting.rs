//! Counts the answers of a project or an area, a batch at a time: no more of them are held than a batch.

use std::collections::BTreeMap;

use kit::{Db, Result};
use uuid::Uuid;
use xlsform::{Kind, Value};

use super::economy::Economy;
use super::tally::Tally;
use crate::questionnaires;
use crate::responses::{self, Participant, Response};

/// Of which answers: those of a project or an area, real or rehearsed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope {
    /// The project or the area.
    pub of: Uuid,
    /// Is it a rehearsal?
    pub practice: bool,
}

impl Scope {
    /// The results of one form.
    pub(super) async fn tally(self, db: &Db, kind: Kind) -> Result<Tally> {
        let mut asked = Vec::new();
        for edition in questionnaires::list_editions(db).await?.into_iter().filter(|edition| edition.kind == kind) {
            asked.extend(questionnaires::find_edition(db, edition.id).await?);
        }
        let mut tally = Tally::of(asked.iter().map(|asked| &asked.form));
        self.each(db, kind, |answers| tally.count(answers)).await?;
        Ok(tally.settled())
    }

    /// What became of income and cost.
    pub(super) async fn economy(self, db: &Db) -> Result<Economy> {
        let mut economy = Economy::default();
        self.each(db, Kind::Application, |answers| economy.count_application(answers)).await?;
        self.each(db, Kind::FollowUp, |answers| economy.count_follow_up(answers)).await?;
        Ok(economy)
    }

    async fn each(self, db: &Db, kind: Kind, mut look: impl FnMut(&BTreeMap<String, Value>)) -> Result<()> {
        let mut after = None;
        loop {
            let batch = self.list(db, kind, after).await?;
            let Some((last, _)) = batch.last() else { return Ok(()) };
            after = Some(last.id);
            batch.iter().for_each(|(answer, _)| look(&answer.answers));
        }
    }

    /// Some of the answers, after one of them.
    pub(super) async fn list(self, db: &Db, kind: Kind, after: Option<Uuid>) -> Result<Vec<(Response, Participant)>> {
        responses::list_given(db, self.of, kind, self.practice, after).await
    }
}
