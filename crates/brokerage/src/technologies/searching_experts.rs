//! How experts are found: by what they know and where they work, and by name where they agreed to be named.
//! Whoever may see their technology finds them.

use std::collections::HashMap;

use ::search::Document;
use kit::Result;
use kit::show::Bilingual;
use uuid::Uuid;

use super::expert::{Expert, INDEXED};
use super::policy;
use super::store_searching as store;
use super::technology::{self, Technology};
use house::app::App;
use house::layout::Label;
use house::layout::searched::{Searched, Shown, open, place_names};
use house::organisations;

/// Experts, as the search finds them.
pub const EXPERTS: Searched = Searched {
    kind: INDEXED,
    title: "technologies-experts",
    place: 20,
    documents: |app, ids| Box::pin(documents(app, ids)),
    ids: |app, after| Box::pin(async move { store::list_expert_ids(&app.db, after).await }),
    shown: |app, reader, ids| {
        Box::pin(async move {
            let mut found = with_technologies(app, ids).await?;
            found.retain(|(_, technology)| policy::may_see(reader, technology).is_ok());
            shown(app, found).await
        })
    },
    after: &[(technology::INDEXED, |app, ids| Box::pin(async move { store::list_expert_ids_of(&app.db, ids).await }))],
    by_day: false,
    texts: None,
};

/// These experts, each with their technology.
async fn with_technologies(app: &App, ids: &[Uuid]) -> Result<Vec<(Expert, Technology)>> {
    let experts = store::list_experts_by_ids(&app.db, ids).await?;
    let technologies: Vec<Uuid> = experts.iter().map(|(technology, _)| *technology).collect();
    let technologies = store::list_by_ids(&app.db, &technologies).await?;
    let technologies: HashMap<Uuid, Technology> = technologies.into_iter().map(|one| (one.id, one)).collect();
    let with = |(technology, expert)| Some((expert, technologies.get(&technology)?.clone()));
    Ok(experts.into_iter().filter_map(with).collect())
}

async fn documents(app: &App, ids: &[Uuid]) -> Result<Vec<Document>> {
    let found = with_technologies(app, ids).await?;
    Ok(found.iter().map(|(expert, technology)| document(expert, technology)).collect())
}

fn document(expert: &Expert, technology: &Technology) -> Document {
    let mut document = Document::new(EXPERTS.kind, expert.id)
        .title(open(expert.name_for(false).unwrap_or_default()))
        .text(open(expert.told.workplace.as_deref().unwrap_or_default()))
        .text(place_names(&technology.told.province))
        .facet("province", &technology.told.province)
        .facet("clinic", technology.clinic.to_string())
        .facet("field", &technology.told.field)
        .readers(policy::readers(technology));
    for knows in [&expert.told.expertise, &technology.told.name] {
        document = document.text(open(&knows.th)).text(open(knows.en.as_deref().unwrap_or_default()));
    }
    document
}

async fn shown(app: &App, found: Vec<(Expert, Technology)>) -> Result<Vec<Shown>> {
    let clinics = organisations::clinic_names(&app.db, found.iter().map(|(_, technology)| technology.clinic)).await?;
    let one = |(expert, technology): (Expert, Technology)| {
        let address = format!("/technologies/{}#experts", technology.code);
        let name = expert.name_for(false).map(|name| Bilingual { th: name.to_owned(), en: None });
        let mut line: Vec<Label> = expert.told.workplace.into_iter().map(Label::Text).collect();
        line.extend(clinics.get(&technology.clinic).map(|clinic| Label::Names(clinic.name.clone())));
        let knows = expert.told.expertise;
        Shown {
            id: expert.id,
            code: technology.code,
            address,
            name: name.unwrap_or_else(|| knows.clone()),
            texts: vec![knows, technology.told.name],
            line,
            mark: None,
        }
    };
    Ok(found.into_iter().map(one).collect())
}
