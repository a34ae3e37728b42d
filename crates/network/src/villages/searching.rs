//! How villages are found: by name, occupation and place. Everything of it is public.

use ::search::Document;
use kit::show::Bilingual;
use kit::{Lang, Message, Result};
use uuid::Uuid;

use super::store_searching as store;
use super::village::{INDEXED, Village};
use house::app::App;
use house::layout::Label;
use house::layout::searched::{Searched, Shown, open, place_names};
use house::places;
use house::rights::EVERYBODY;

/// Villages, as the search finds them.
pub const SEARCHED: Searched = Searched {
    kind: INDEXED,
    title: "villages-title",
    place: 70,
    documents: |app, ids| Box::pin(documents(app, ids)),
    ids: |app, after| Box::pin(async move { store::list_ids(&app.db, after).await }),
    shown: |app, _, ids| Box::pin(shown(app, ids)),
    after: &[],
    by_day: false,
    texts: None,
};

async fn documents(app: &App, ids: &[Uuid]) -> Result<Vec<Document>> {
    Ok(store::list_by_ids(&app.db, ids).await?.iter().map(document).collect())
}

fn document(village: &Village) -> Document {
    let told = &village.told;
    let mut document = Document::new(SEARCHED.kind, village.id)
        .title(open(&told.name.th))
        .title(open(told.name.en.as_deref().unwrap_or_default()))
        .code(&village.code)
        .text(place_names(told.place_code()))
        .facet("province", &told.province)
        .readers([EVERYBODY]);
    if let Some(clinic) = told.clinic {
        document = document.facet("clinic", clinic.to_string());
    }
    for year in &told.years {
        document = document.facet("fiscal_year", year.to_string());
    }
    for text in texts(village) {
        document = document.text(open(text));
    }
    document
}

fn texts(village: &Village) -> impl Iterator<Item = &str> {
    [village.told.occupation.as_deref(), village.told.note.as_deref()].into_iter().flatten()
}

async fn shown(app: &App, ids: &[Uuid]) -> Result<Vec<Shown>> {
    let one = |village: Village| {
        let place = village.told.place_code();
        let place = Bilingual::new(places::full_name(place, Lang::Th), places::full_name(place, Lang::En));
        let status = Message::new(format!("villages-status-{}", village.told.status));
        Shown {
            id: village.id,
            code: village.code.clone(),
            address: format!("/villages/{}", village.code),
            name: village.told.name.clone(),
            texts: texts(&village).map(|text| Bilingual { th: text.to_owned(), en: None }).collect(),
            line: vec![Label::Names(place)],
            mark: Some((village.told.status.tone(), status)),
        }
    };
    Ok(store::list_by_ids(&app.db, ids).await?.into_iter().map(one).collect())
}
