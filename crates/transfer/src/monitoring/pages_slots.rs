//! What monitoring shows on the pages of projects below it.

use askama::Template;
use kit::Message;
use thai::Quarter;
use uuid::Uuid;

use super::progress_report::Narrative;
use super::report_key::quarter_message;
use super::{policy, store};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;
use house::layout::slots::{Filling, Piece};

/// What the reports of one quarter say was in the way, what helped and what is advised.
struct OfQuarter {
    quarter: Quarter,
    title: Message,
    /// One for each area that wrote something of its own.
    words: Vec<Narrative>,
}

/// The same of a whole year.
#[derive(Template)]
#[template(path = "monitoring/slot_lessons.html")]
struct Lessons {
    quarters: Vec<OfQuarter>,
}

impl Lessons {
    fn of(told: Vec<(Quarter, Narrative)>) -> Self {
        let mut quarters: Vec<OfQuarter> = Vec::new();
        for (quarter, words) in told {
            match quarters.last_mut().filter(|last| last.quarter == quarter) {
                // Areas that were told alike say it once.
                Some(last) if last.words.contains(&words) => {}
                Some(last) => last.words.push(words),
                None => quarters.push(OfQuarter { quarter, title: quarter_message(quarter), words: vec![words] }),
            }
        }
        Self { quarters }
    }
}

/// Fills the slot of a draft that continues `project`: what its accepted reports say in words.
pub(super) fn lessons<'a>(app: &'a App, reader: &'a Reader, project: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let areas = store::list_areas_of(&app.db, project).await?;
        if areas.first().is_none_or(|area| policy::may_see(reader, area).is_err()) {
            return Ok(None);
        }
        let told = store::list_lessons(&app.db, project).await?;
        Ok((!told.is_empty()).then(|| Box::new(Lessons::of(told)) as Piece))
    })
}
