//! Interests for stories.

use crate::technologies::testing::offered;
use crate::testing::{Tried, World};
use techclinic::accounts::Reader;
use techclinic::app::Circumstances;
use techclinic::interests::{NewInterest, register};
use techclinic::organisations::Clinic;

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried {
    records: |world, named| {
        Box::pin(async move {
            let interest = interest(world, &named.trang).await;
            named.name("interest", interest);
        })
    },
    ..Tried::of(&[
        ("interest.register", "/interests", "technology={offer}"),
        ("interest.answer", "/desk/interests/{interest}/answer", ""),
        ("interest.take_up", "/desk/interests/{interest}/take-up", ""),
        ("interest.close", "/desk/interests/{interest}/close", ""),
    ])
};

/// Somebody of this province who wants a technology of this clinic.
async fn interest(world: &World, clinic: &Clinic) -> String {
    let offer = offered(world, clinic, "เตาชีวมวล", "เตาประหยัดฟืน").await.code;
    let told = NewInterest {
        name: "ผู้สนใจสมมติ".to_owned(),
        contact: "+66811111111".to_owned(),
        province: clinic.province.clone(),
        village: None,
        words: "อยากได้เตาไปเคี่ยวน้ำตาล".to_owned(),
    };
    let (anyone, how) = (Reader::anyone(kit::Lang::Th), Circumstances::default());
    register(&world.app, &anyone, &offer, told, how).await.expect("an interest").code
}
