//! How technologies are found: by all that the public reads of them. Drafts, and those no longer offered,
//! are found by those who see inside their clinic.

use ::search::Document;
use kit::show::Bilingual;
use kit::{Message, Result};
use uuid::Uuid;

use super::policy;
use super::store_searching as store;
use super::technology::{INDEXED, Status, Technology};
use house::accounts::Reader;
use house::app::App;
use house::layout::Label;
use house::layout::searched::{Said, Searched, Shown, Text, open, place_names};
use house::organisations;

/// Technologies, as the search finds them.
pub const SEARCHED: Searched = Searched {
    kind: INDEXED,
    title: "technologies-title",
    place: 10,
    documents: |app, ids| Box::pin(documents(app, ids)),
    ids: |app, after| Box::pin(async move { store::list_ids(&app.db, after).await }),
    shown: |app, reader, ids| Box::pin(shown(app, reader, ids)),
    after: &[],
    by_day: false,
    texts: Some(|app, ids| Box::pin(texts_of(app, ids))),
};

async fn documents(app: &App, ids: &[Uuid]) -> Result<Vec<Document>> {
    Ok(store::list_by_ids(&app.db, ids).await?.iter().map(document).collect())
}

fn document(technology: &Technology) -> Document {
    let told = &technology.told;
    let mut document = Document::new(SEARCHED.kind, technology.id)
        .title(open(&told.name.th))
        .title(open(told.name.en.as_deref().unwrap_or_default()))
        .code(&technology.code)
        .text(place_names(&told.province))
        .text(&told.field)
        .facet("province", &told.province)
        .facet("clinic", technology.clinic.to_string())
        .facet("field", &told.field)
        .readers(policy::readers(technology));
    for text in texts(technology).into_iter().flat_map(|text| [Some(text.th), text.en]).flatten() {
        document = document.text(open(&text));
    }
    document
}

/// What everybody reads of it who sees it at all: of local wisdom no more than its holder agreed to.
fn texts(technology: &Technology) -> Vec<Bilingual> {
    let told = technology.told.public();
    let plain = |text: String| Bilingual { th: text, en: None };
    let holder = told.holding.credit.or(told.holding.holder.map(plain));
    let rest = [told.requirements, told.conditions, told.evidence, told.property_note.map(plain), holder];
    std::iter::once(told.summary).chain(rest.into_iter().flatten()).collect()
}

/// What is matched with needs: what is offered, by name and summary.
async fn texts_of(app: &App, ids: &[Uuid]) -> Result<Vec<Text>> {
    let mut technologies = store::list_by_ids(&app.db, ids).await?;
    technologies.retain(|one| one.status == Status::Published);
    let text = |one: Technology| {
        let Bilingual { th: name, en: english } = one.told.name;
        let summary = one.told.summary;
        let english = [english, summary.en].map(Option::unwrap_or_default);
        Text { record: one.id, version: one.version, said: Said::Technology { thai: [name, summary.th], english } }
    };
    Ok(technologies.into_iter().map(text).collect())
}

async fn shown(app: &App, reader: &Reader, ids: &[Uuid]) -> Result<Vec<Shown>> {
    let mut found = store::list_by_ids(&app.db, ids).await?;
    found.retain(|technology| policy::may_see(reader, technology).is_ok());
    let clinics = organisations::clinic_names(&app.db, found.iter().map(|one| one.clinic)).await?;
    let one = |technology: Technology| {
        let told = &technology.told;
        let clinic = clinics.get(&technology.clinic).map(|clinic| Label::Names(clinic.name.clone()));
        let status = Message::new(format!("technologies-status-{}", technology.status));
        let mut line = vec![Label::Message(Message::new(format!("technologies-kind-{}", told.kind)))];
        line.extend(clinic);
        Shown {
            id: technology.id,
            code: technology.code.clone(),
            address: format!("/technologies/{}", technology.code),
            name: told.name.clone(),
            texts: texts(&technology),
            line,
            mark: (technology.status != Status::Published).then(|| (technology.status.tone(), status)),
        }
    };
    Ok(found.into_iter().map(one).collect())
}
