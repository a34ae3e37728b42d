//! How people in post are found: by name, post and place, while they are in post. Officials' names are public
//! (docs/requirements.md B-21); how to reach them is on their page, not among the words.

use std::collections::HashMap;

use ::search::Document;
use kit::show::Bilingual;
use kit::{Lang, Message, Result};
use uuid::Uuid;

use super::appointment::{Appointment, INDEXED, State};
use super::post::Place;
use super::store_searching as store;
use house::app::App;
use house::layout::Label;
use house::layout::searched::{Searched, Shown, open, place_names};
use house::organisations::{self, Clinic};
use house::places;
use house::rights::EVERYBODY;

/// People in post, as the search finds them.
pub const SEARCHED: Searched = Searched {
    kind: INDEXED,
    title: "appointments-people",
    place: 60,
    documents: |app, ids| Box::pin(documents(app, ids)),
    ids: |app, after| Box::pin(async move { store::list_ids(&app.db, after).await }),
    shown: |app, _, ids| Box::pin(shown(app, ids)),
    after: &[(organisations::CLINIC, |app, ids| Box::pin(async move { store::list_ids_in(&app.db, ids).await }))],
    by_day: true,
    texts: None,
};

/// Those of them who are in post today, with the clinics they are in.
async fn in_post(app: &App, ids: &[Uuid]) -> Result<(Vec<Appointment>, HashMap<Uuid, Clinic>)> {
    let today = app.clock.today();
    let mut found = store::list_by_ids(&app.db, ids).await?;
    found.retain(|one| one.told.state(today) == State::InPost);
    let clinics: Vec<Uuid> = found.iter().filter_map(|one| one.told.place.clinic()).collect();
    let clinics = organisations::list_clinics_by_ids(&app.db, &clinics).await?;
    Ok((found, clinics.into_iter().map(|clinic| (clinic.id, clinic)).collect()))
}

async fn documents(app: &App, ids: &[Uuid]) -> Result<Vec<Document>> {
    let (found, clinics) = in_post(app, ids).await?;
    let document = |one: &Appointment| {
        let told = &one.told;
        let post = format!("appointments-post-{}", told.post);
        let mut document = Document::new(SEARCHED.kind, one.id)
            .title(open(&told.name))
            .code(&one.code)
            .text(app.words.plain(Lang::Th, &post))
            .text(app.words.plain(Lang::En, &post))
            .text(open(told.position.as_deref().unwrap_or_default()))
            .readers([EVERYBODY]);
        let clinic = told.place.clinic().and_then(|id| clinics.get(&id));
        if let Some(clinic) = clinic {
            document = document.facet("clinic", clinic.id.to_string()).text(&clinic.name.th);
            document = document.text(clinic.name.en.as_deref().unwrap_or_default());
        }
        let province = told.place.province().or(clinic.map(|clinic| clinic.province.as_str()));
        if let Some(province) = province {
            document = document.facet("province", province).text(place_names(province));
        }
        document
    };
    Ok(found.iter().map(document).collect())
}

async fn shown(app: &App, ids: &[Uuid]) -> Result<Vec<Shown>> {
    let (found, clinics) = in_post(app, ids).await?;
    let one = |one: Appointment| {
        let place = match &one.told.place {
            Place::Clinic(id) => clinics.get(id).map(|clinic| clinic.name.clone()),
            Place::Province(code) => {
                Some(Bilingual::new(places::full_name(code, Lang::Th), places::full_name(code, Lang::En)))
            }
            Place::Region(_) | Place::Group => None,
        };
        let mut line = vec![Label::Message(Message::new(format!("appointments-post-{}", one.told.post)))];
        line.extend(place.map(Label::Names));
        Shown {
            id: one.id,
            code: one.code.clone(),
            address: format!("/appointments/{}", one.code),
            name: Bilingual { th: one.told.name, en: None },
            texts: one.told.position.into_iter().map(|text| Bilingual { th: text, en: None }).collect(),
            line,
            mark: None,
        }
    };
    Ok(found.into_iter().map(one).collect())
}
