//! Volunteers for stories.

use crate::testing::{Finished, Tried, World};

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried {
    records: |world, named| {
        Box::pin(async move {
            named.name("import", brought(world).await);
            named.name("volunteer", "M-1");
            named.name("card", card(world).await);
        })
    },
    ..Tried::of(&[
        ("network.register", "/volunteers/networks", "clinic=trang"),
        ("network.correct", "/volunteers/networks/VN-1/correct", ""),
        ("volunteer.register", "/desk/volunteers", "network=VN-1"),
        ("volunteer.correct", "/desk/volunteers/{volunteer}/correct", ""),
        ("volunteer.record_deed", "/desk/volunteers/{volunteer}/record-deed", ""),
        ("volunteer.tell_apart", "/desk/volunteers/{volunteer}/tell-apart", "other=M-2"),
        ("volunteer.bring_need", "/volunteers/cards/{card}/bring-need", ""),
        ("volunteer.merge", "/desk/volunteers/{volunteer}/merge", "other=M-2"),
        ("volunteer.split", "/desk/volunteers/{volunteer}/split", ""),
    ])
};

/// A network of ตรัง with two volunteers; answers the import that brought them.
async fn brought(world: &World) -> String {
    world.bring("volunteer-networks", "code,name_th,province,clinic\nVN-1,อสวท. ตรัง,ตรัง,trang\n").await;
    let two = "code,name,network,province,status\nM-1,สมศรี ใจดี,VN-1,ตรัง,active\nM-2,สมสี ใจดี,VN-1,ตรัง,active\n";
    match world.import("volunteers", two).await {
        Finished::Done(import, _) => import.code,
        Finished::Refused(checked) => panic!("{checked:?}"),
    }
}

/// The code on the card of the first.
async fn card(world: &World) -> String {
    let page = world.officer().await.get("/desk/volunteers/M-1").await.expect(200);
    page.hrefs("a[href^='/volunteers/cards/']")
        .pop()
        .and_then(|href| href.rsplit('/').next().map(str::to_owned))
        .expect("a card")
}
