//! What other pages show of whom there is to ask: a project's and a participant's page, and a clinic's desk.

use std::collections::BTreeSet;

use askama::Template;
use uuid::Uuid;

use super::attempt::{Attempt, is_unreachable};
use super::policy;
use super::queue::{Queue, Ranges};
use super::store::{self, Tally};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;
use house::layout::slots::{Filling, Piece};

use crate::projects::Project;
use crate::responses::{self, Participant, Wanted};

/// The queues of some areas, each number with its list.
#[derive(Template)]
#[template(path = "follow_ups/tallies.html")]
struct Tallies {
    title: &'static str,
    tallies: Vec<Tally>,
    /// On a desk the areas are those of several projects.
    of_many: bool,
}

impl Tallies {
    fn queue_title(&self, queue: &Queue) -> &'static str {
        match queue {
            Queue::Evaluation => "follow-ups-queue-evaluation",
            Queue::Open => "follow-ups-queue-open",
            Queue::Closing => "follow-ups-queue-closing",
            Queue::Over => "follow-ups-queue-over",
            Queue::Unreachable => "follow-ups-queue-unreachable",
        }
    }
}

/// On a project's page, for those who see its participants.
pub(super) fn on_project<'a>(app: &'a App, reader: &'a Reader, project: &'a Project) -> Filling<'a> {
    Box::pin(async move {
        if reader.who().is_none() {
            return Ok(None);
        }
        let areas = responses::list_area_counts(&app.db, project.id).await?.into_iter().map(|count| count.area);
        let seen: BTreeSet<i32> =
            areas.filter(|area| policy::may_see(reader, area).is_ok()).map(|area| area.number).collect();
        if seen.is_empty() {
            return Ok(None);
        }
        let ranges = Ranges::on(app.clock.today());
        let tallies = store::list_tallies(&app.db, project.id, project.practice, ranges).await?;
        let tallies: Vec<_> =
            tallies.into_iter().filter(|one| seen.contains(&(one.position + 1)) && one.transferred > 0).collect();
        let piece = Tallies { title: "follow-ups-title", tallies, of_many: false };
        Ok((!piece.tallies.is_empty()).then(|| Box::new(piece) as Piece))
    })
}

/// Fills `Spot::Desk` with the areas of the reader's clinics where somebody is to be asked now.
pub(super) fn on_desk<'a>(app: &'a App, reader: &'a Reader, _: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let ranges = Ranges::on(app.clock.today());
        let mut tallies = Vec::new();
        for clinic in reader.clinics().collect::<BTreeSet<_>>() {
            let of_clinic = store::list_tallies(&app.db, clinic, reader.practises(), ranges).await?;
            tallies.extend(of_clinic.into_iter().filter(Tally::is_pressing));
        }
        let piece = Tallies { title: "follow-ups-desk", tallies, of_many: true };
        Ok((!piece.tallies.is_empty()).then(|| Box::new(piece) as Piece))
    })
}

/// On a participant's page: the last call, and the way to the next.
#[derive(Template)]
#[template(path = "follow_ups/on_participant.html")]
struct OnParticipant {
    code: String,
    last: Option<Attempt>,
    unreachable: bool,
}

/// On the page of a participant, whom the reader may see.
pub(super) fn on_participant<'a>(app: &'a App, reader: &'a Reader, person: &'a Participant) -> Filling<'a> {
    Box::pin(async move {
        let area = responses::find_area(app.db.reader(), Wanted::Id(person.area)).await?;
        if person.transferred_on.is_none() || area.is_none_or(|area| policy::may_see(reader, &area).is_err()) {
            return Ok(None);
        }
        let attempts = store::list_attempts(&app.db, person.id).await?;
        let unreachable = is_unreachable(&attempts);
        let piece = OnParticipant { code: person.code.clone(), last: attempts.into_iter().next(), unreachable };
        Ok(Some(Box::new(piece) as Piece))
    })
}
