//! On the page for signing in: with what one may sign in, while the demonstration is what is served.

use std::collections::HashMap;

use askama::Template;
use kit::show::Bilingual;
use uuid::Uuid;

use super::{SEED, people};
use crate::demo::SignIn;
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;
use house::layout::slots::{Filling, Piece};
use house::organisations;

#[derive(Template)]
#[template(path = "demo/sign_ins.html")]
struct SignIns {
    all: Vec<SignIn>,
    password: String,
    clinics: HashMap<String, Bilingual>,
}

impl SignIns {
    fn clinic(&self, one: &SignIn) -> Option<&Bilingual> {
        self.clinics.get(one.clinic.as_ref()?)
    }
}

/// Fills `Spot::SignIn`. Whoever serves anything but the demonstration shows nothing.
pub(super) fn on_sign_in<'a>(app: &'a App, _: &'a Reader, _: Uuid) -> Filling<'a> {
    Box::pin(async move {
        if !app.settings.demo {
            return Ok(None);
        }
        let all = people::sign_ins(SEED)?;
        let Some(password) = all.first().map(|one| one.password.clone()) else { return Ok(None) };
        let clinics = organisations::list_clinic_names(&app.db).await?.into_iter();
        let clinics = clinics.map(|clinic| (clinic.code, clinic.name)).collect();
        Ok(Some(Box::new(SignIns { all, password, clinics }) as Piece))
    })
}
