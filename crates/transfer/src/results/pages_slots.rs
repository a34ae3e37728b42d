//! What other pages show of results: the page of a project.

use askama::Template;

use crate::projects::Project;
use crate::responses::{self, Area, Fraction, Measures, Period};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;
use house::layout::slots::{Filling, Piece};
use xlsform::Kind;

/// On a project's page: how many answered each form, and the ways to what they said.
#[derive(Template)]
#[template(path = "results/on_project.html")]
struct OnProject {
    code: String,
    measures: Measures,
    /// Those of which the reader sees every figure.
    areas: Vec<Area>,
}

impl OnProject {
    /// How many answered of how many could; `None` where that could point at somebody.
    fn rate(&self, kind: &Kind) -> Option<Fraction> {
        let measures = self.measures;
        responses::shown_share(match kind {
            Kind::Application => Fraction::new(measures.registered, measures.registered),
            Kind::Evaluation => Fraction::new(measures.evaluations, measures.participants),
            Kind::FollowUp => measures.response_rate(),
        })
    }
}

/// On the page of a project in which somebody took part.
pub(super) fn on_project<'a>(app: &'a App, reader: &'a Reader, project: &'a Project) -> Filling<'a> {
    Box::pin(async move {
        let measures = responses::measures(&app.db, project.id, Period::until(app.clock.today())).await?;
        let counts = responses::list_area_counts(&app.db, project.id).await?;
        let areas = counts.into_iter().filter(|count| count.participants > 0).map(|count| count.area);
        let areas: Vec<_> = areas.filter(|area| responses::may_see_participants(reader, area).is_ok()).collect();
        let anything = measures.participants > 0 || !areas.is_empty();
        let piece = OnProject { code: project.code.clone(), measures, areas };
        Ok(anything.then(|| Box::new(piece) as Piece))
    })
}
