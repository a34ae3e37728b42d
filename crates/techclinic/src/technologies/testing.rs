//! Technologies for stories.

use kit::show::Bilingual;

use super::benefit::Outcome;
use super::technology::{Kind, NewTechnology, Technology};
use super::verbs::{self, Circumstances};
use crate::organisations::Clinic;
use crate::testing::World;

/// What a clinic would enter: a result of research in its province.
pub(crate) fn entered(clinic: &Clinic, name: &str, summary: &str) -> NewTechnology {
    NewTechnology {
        name: Bilingual { th: name.to_owned(), en: None },
        summary: Bilingual { th: summary.to_owned(), en: None },
        field: "เกษตรและอาหาร".to_owned(),
        kind: Kind::Research,
        holder: None,
        credit: None,
        consent: None,
        province: clinic.province.clone(),
        readiness: Some(7),
        conditions: None,
        evidence: None,
        benefits: Vec::new(),
    }
}

/// A published technology of a clinic.
pub(crate) async fn offered(world: &World, clinic: &Clinic, name: &str, summary: &str) -> Technology {
    let system = world.system();
    let told = entered(clinic, name, summary);
    let technology =
        verbs::register(&world.app, &system, clinic, told, Circumstances::default()).await.expect("registered");
    verbs::publish(&world.app, &system, &technology.code).await.expect("published")
}

/// What answers told of a technology, and what was taken back again.
pub(crate) async fn reported(world: &World, on: &Technology, told: &[Outcome], taken_back: &[Outcome]) {
    verbs::report(&world.app, on, told, taken_back).await.expect("reported");
}
