//! How projects are found: by the plan as the public reads it once it is approved; before, and rehearsals, by
//! those who work on them. Who is responsible and who signed is not among the words.

use std::collections::BTreeSet;

use ::search::Document;
use kit::show::Bilingual;
use kit::{Message, Result};
use uuid::Uuid;

use super::policy;
use super::project::{INDEXED, Project};
use super::store_searching as store;
use crate::programmes;
use house::accounts::Reader;
use house::app::App;
use house::layout::Label;
use house::layout::searched::{Searched, Shown, open, place_names};
use house::organisations;

/// Projects, as the search finds them.
pub const SEARCHED: Searched = Searched {
    kind: INDEXED,
    title: "projects-title",
    place: 40,
    documents: |app, ids| Box::pin(documents(app, ids)),
    ids: |app, after| Box::pin(async move { store::list_ids(&app.db, after).await }),
    shown: |app, reader, ids| Box::pin(shown(app, reader, ids)),
    after: &[],
    by_day: false,
    texts: None,
};

async fn documents(app: &App, ids: &[Uuid]) -> Result<Vec<Document>> {
    Ok(store::list_by_ids(&app.db, ids).await?.iter().map(document).collect())
}

fn document(project: &Project) -> Document {
    let plan = &project.plan;
    let mut document = Document::new(SEARCHED.kind, project.id)
        .title(open(&plan.name.th))
        .title(open(plan.name.en.as_deref().unwrap_or_default()))
        .code(&project.code)
        .facet("fiscal_year", plan.fiscal_year.0.to_string())
        .readers(policy::readers(project));
    let clinics: BTreeSet<Uuid> =
        project.lead_clinic.into_iter().chain(plan.areas.iter().filter_map(|one| one.clinic)).collect();
    for clinic in clinics {
        document = document.facet("clinic", clinic.to_string());
    }
    let provinces: BTreeSet<&str> = plan.areas.iter().map(|area| area.province.as_str()).collect();
    for province in provinces {
        document = document.facet("province", province).text(place_names(province));
    }
    for place in plan.areas.iter().flat_map(|area| &area.places) {
        document = document.text(open(&place.as_printed)).text(place_names(place.code.as_deref().unwrap_or_default()));
    }
    for text in texts(project) {
        document = document.text(open(text));
    }
    document
}

/// What it is about, in its own words.
fn texts(project: &Project) -> impl Iterator<Item = &str> {
    let plan = &project.plan;
    let whole = [plan.topic.as_str(), plan.rationale.as_str()];
    let parts = plan.objectives.iter().chain(&plan.benefits).chain(&plan.method).map(String::as_str);
    let groups = plan.target_groups.iter().map(|group| group.label.as_str());
    whole.into_iter().chain(parts).chain(groups).filter(|text| !text.trim().is_empty())
}

async fn shown(app: &App, reader: &Reader, ids: &[Uuid]) -> Result<Vec<Shown>> {
    let mut found = store::list_by_ids(&app.db, ids).await?;
    found.retain(|project| policy::may_see(reader, project).is_ok());
    let clinics = organisations::clinic_names(&app.db, found.iter().filter_map(|one| one.lead_clinic)).await?;
    let programmes = programmes::names(&app.db).await?;
    let one = |project: Project| {
        let clinic = project.lead_clinic.and_then(|id| clinics.get(&id)).map(|clinic| clinic.name.clone());
        let year = kit::msg("layout-in-fiscal-year").with("year", project.plan.fiscal_year);
        let mut line = vec![Label::Message(year), Label::Names(programmes.of(&project.plan.programme))];
        line.extend(clinic.map(Label::Names));
        line.extend(project.practice.then(|| Label::Message(Message::new("projects-practice"))));
        Shown {
            id: project.id,
            code: project.code.clone(),
            address: format!("/projects/{}", project.code),
            name: project.plan.name.clone(),
            texts: texts(&project).map(|text| Bilingual { th: text.to_owned(), en: None }).collect(),
            line,
            mark: Some((project.status.tone(), project.mark())),
        }
    };
    Ok(found.into_iter().map(one).collect())
}
