//! How needs are found: by the words they were told in and what was answered, as strangers read them; never
//! by who told them. Rehearsals are found by those who rehearse them.

use ::search::Document;
use kit::show::Bilingual;
use kit::{Message, Result};
use thai::FiscalYear;
use uuid::Uuid;

use super::need::{INDEXED, Need, summary};
use super::{policy, store, store_searching, store_way};
use house::accounts::Reader;
use house::app::App;
use house::layout::Label;
use house::layout::searched::{Said, Searched, Shown, Text, open, place_names};

/// Needs, as the search finds them.
pub const SEARCHED: Searched = Searched {
    kind: INDEXED,
    title: "needs-title",
    place: 30,
    documents: |app, ids| Box::pin(documents(app, ids)),
    ids: |app, after| Box::pin(async move { store_searching::list_ids(&app.db, after).await }),
    shown: |app, reader, ids| Box::pin(shown(app, reader, ids)),
    after: &[],
    by_day: false,
    texts: Some(|app, ids| Box::pin(texts_of(app, ids))),
};

async fn documents(app: &App, ids: &[Uuid]) -> Result<Vec<Document>> {
    let needs = store::find_many(&app.db, ids.to_vec()).await?;
    let document = |need: &Need| {
        let told = &need.told;
        let mut document = Document::new(SEARCHED.kind, need.id)
            .title(summary(&open(&told.text)))
            .code(&need.code)
            .text(place_names(need.place_code()))
            .facet("province", &told.province)
            .facet("fiscal_year", FiscalYear::of(told.received_on).0.to_string())
            .readers(policy::readers(need));
        if let Some(clinic) = need.clinic {
            document = document.facet("clinic", clinic.to_string());
        }
        for text in texts(need) {
            document = document.text(open(text));
        }
        document
    };
    Ok(needs.iter().map(document).collect())
}

/// What the public reads of it.
fn texts(need: &Need) -> impl Iterator<Item = &str> {
    [Some(need.told.text.as_str()), need.reason.as_deref(), need.answer.as_deref()].into_iter().flatten()
}

/// What is matched with technologies: what was told, and what the joint analyses found. Rehearsals rank
/// nothing.
async fn texts_of(app: &App, ids: &[Uuid]) -> Result<Vec<Text>> {
    let mut needs = store::find_many(&app.db, ids.to_vec()).await?;
    needs.retain(|need| !need.practice);
    let mut problems = store_way::list_problems(&app.db, needs.iter().map(|need| need.id)).await?;
    let text = |need: Need| {
        let problems = problems.remove(&need.id).unwrap_or_default();
        Text { record: need.id, version: need.version, said: Said::Need(need.matched_by(&problems).0) }
    };
    Ok(needs.into_iter().map(text).collect())
}

async fn shown(app: &App, reader: &Reader, ids: &[Uuid]) -> Result<Vec<Shown>> {
    let mut found = store::find_many(&app.db, ids.to_vec()).await?;
    found.retain(|need| policy::may_see(reader, need).is_ok());
    let one = |need: Need| {
        let status = Message::new(format!("needs-status-{}", need.status));
        let practice = need.practice.then(|| Label::Message(Message::new("needs-practice")));
        let group = Message::new(format!("needs-group-kind-{}", need.told.group_kind));
        let mut line = vec![Label::Message(group), Label::Names(place(need.place_code()))];
        line.extend(practice);
        Shown {
            id: need.id,
            code: need.code.clone(),
            address: format!("/needs/{}", need.code),
            name: Bilingual { th: summary(&open(&need.told.text)), en: None },
            texts: texts(&need).map(|text| Bilingual { th: text.to_owned(), en: None }).collect(),
            line,
            mark: Some((need.status.tone(), status)),
        }
    };
    Ok(found.into_iter().map(one).collect())
}

fn place(code: &str) -> Bilingual {
    use kit::Lang;
    Bilingual::new(house::places::full_name(code, Lang::Th), house::places::full_name(code, Lang::En))
}
