//! How clinics are found: by their names, by those of their institutes, today's and earlier ones, and by the
//! provinces they answer for. Everything of it is public.

use ::search::Document;
use kit::show::Bilingual;
use kit::{Lang, Result};
use uuid::Uuid;

use super::clinic::{Clinic, INDEXED};
use super::organisation;
use super::store_searching as store;
use crate::app::App;
use crate::layout::Label;
use crate::layout::searched::{Searched, Shown, open, place_names};
use crate::places;
use crate::rights::EVERYBODY;

/// Clinics, as the search finds them.
pub const SEARCHED: Searched = Searched {
    kind: INDEXED,
    title: "organisations-title",
    place: 50,
    documents: |app, ids| Box::pin(documents(app, ids)),
    ids: |app, after| Box::pin(async move { store::list_ids(&app.db, after).await }),
    shown: |app, _, ids| Box::pin(shown(app, ids)),
    after: &[(organisation::INDEXED, |app, ids| Box::pin(async move { store::list_clinics_of(&app.db, ids).await }))],
    by_day: false,
    texts: None,
};

async fn documents(app: &App, ids: &[Uuid]) -> Result<Vec<Document>> {
    let clinics = store::list_clinics_by_ids(&app.db, ids).await?;
    let mut institutes = store::list_institute_names(&app.db, ids).await?;
    let document = |clinic: &Clinic| {
        let mut document = Document::new(SEARCHED.kind, clinic.id)
            .title(&clinic.name.th)
            .title(clinic.name.en.as_deref().unwrap_or_default())
            .code(&clinic.code)
            .text(open(clinic.contacts.address.as_deref().unwrap_or_default()))
            .text(place_names(&clinic.province))
            .facet("clinic", clinic.id.to_string())
            .readers([EVERYBODY]);
        let elsewhere = clinic.answers_for.iter().filter(|one| **one != clinic.province);
        for province in std::iter::once(&clinic.province).chain(elsewhere) {
            document = document.facet("province", province).text(place_names(province));
        }
        for name in institutes.remove(&clinic.id).unwrap_or_default() {
            document = document.text(name);
        }
        document
    };
    Ok(clinics.iter().map(document).collect())
}

async fn shown(app: &App, ids: &[Uuid]) -> Result<Vec<Shown>> {
    let clinics = store::list_clinics_by_ids(&app.db, ids).await?;
    let mut institutes = store::list_institute_names(&app.db, ids).await?;
    let plain = |text: String| Bilingual { th: text, en: None };
    let one = |clinic: Clinic| {
        let provinces =
            |lang| clinic.answers_for.iter().map(|code| places::full_name(code, lang)).collect::<Vec<_>>().join(", ");
        let mut texts: Vec<Bilingual> =
            institutes.remove(&clinic.id).unwrap_or_default().into_iter().map(plain).collect();
        texts.extend(clinic.contacts.address.clone().map(plain));
        Shown {
            id: clinic.id,
            address: format!("/clinics/{}", clinic.code),
            line: vec![Label::Names(Bilingual::new(provinces(Lang::Th), provinces(Lang::En)))],
            name: clinic.name,
            texts,
            code: clinic.code,
            mark: None,
        }
    };
    Ok(clinics.into_iter().map(one).collect())
}
