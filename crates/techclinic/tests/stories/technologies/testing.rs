//! Technologies for stories.

use kit::show::Bilingual;
use thai::Satang;

use crate::testing::{NO_FILE, Tried, World};
use techclinic::app::Circumstances;
use techclinic::organisations::Clinic;
use techclinic::technologies;
use techclinic::technologies::Cost;
use techclinic::technologies::Property;
use techclinic::technologies::Technology;
use techclinic::technologies::{Benefit, Outcome};
use techclinic::technologies::{Kind, NewTechnology};

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried {
    records: |world, named| {
        Box::pin(async move {
            let offer = offered(world, &named.trang, "เครื่องอบกล้วย", "อบกล้วยให้แห้ง").await;
            let draft = drafted(world, &named.trang, "ตู้อบแห้งพลังแสงอาทิตย์", "อบกล้วยให้แห้งในหน้าฝน").await;
            named.name("offer", offer.code);
            named.name("technology", draft.code);
        })
    },
    ..Tried::of(&[
        ("technology.register", "/technologies", ""),
        ("technology.revise", "/technologies/{technology}/revise", ""),
        ("technology.attach", "/technologies/{technology}/attach", NO_FILE),
        ("technology.detach", "/technologies/{technology}/detach", "number=1"),
        ("technology.name_expert", "/technologies/{technology}/name-expert", ""),
        (
            "technology.dismiss_expert",
            "/technologies/{technology}/dismiss-expert",
            "expert=00000000-0000-7000-8000-000000000000",
        ),
        ("technology.submit", "/technologies/{technology}/submit", ""),
        ("technology.send_back", "/technologies/{technology}/send-back", ""),
        ("technology.publish", "/technologies/{technology}/publish", ""),
        ("technology.renew", "/technologies/{technology}/renew", ""),
        ("technology.archive", "/technologies/{technology}/archive", ""),
        ("technology.restore", "/technologies/{technology}/restore", ""),
    ])
};

fn thai(text: &str) -> Bilingual {
    Bilingual { th: text.to_owned(), en: None }
}

/// What a clinic would enter: a result of research in its province, with all a reviewer asks.
pub(crate) fn entered(clinic: &Clinic, name: &str, summary: &str) -> NewTechnology {
    let field = "เกษตรและอาหาร".to_owned();
    NewTechnology {
        readiness: Some(7),
        requirements: Some(thai("ที่โล่งรับแดดและไฟฟ้าบ้าน")),
        cost: Cost {
            least: Some(Satang(500_000)), most: Some(Satang(2_000_000)), note: Some(thai("ค่าวัสดุ"))
        },
        property: Some(Property::Open),
        conditions: Some(thai("อบรมการใช้ก่อนหนึ่งวัน")),
        benefits: vec![Benefit::Income],
        ..NewTechnology::plain(thai(name), thai(summary), field, Kind::Research, clinic.province.clone())
    }
}

/// A draft of a clinic.
async fn drafted(world: &World, clinic: &Clinic, name: &str, summary: &str) -> Technology {
    let told = entered(clinic, name, summary);
    technologies::register(&world.app, &world.system(), clinic, told, Circumstances::default())
        .await
        .expect("registered")
}

/// A published technology of a clinic.
pub(crate) async fn offered(world: &World, clinic: &Clinic, name: &str, summary: &str) -> Technology {
    let (app, system) = (&world.app, world.system());
    let code = drafted(world, clinic, name, summary).await.code;
    technologies::submit(app, &system, &code).await.expect("handed in");
    technologies::publish(app, &system, &code, None).await.expect("published")
}

/// What answers told of a technology, and what was taken back again.
pub(crate) async fn reported(world: &World, on: &Technology, told: &[Outcome], taken_back: &[Outcome]) {
    let act = world.app.act(&kit::Actor::system("test"), "response.answer").await.expect("an act");
    for outcome in told {
        technologies::record_outcome(&act, on.id, outcome).await.expect("recorded");
    }
    for outcome in taken_back {
        technologies::withdraw_outcome(&act, on.id, outcome).await.expect("withdrawn");
    }
    act.commit(on, kit::Facts::none()).await.expect("reported");
}

/// A drawing as a file, of this size and colour.
pub(crate) fn drawing(width: u32, height: u32) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([u8::try_from(x % 256).unwrap_or(0), 90, u8::try_from(y % 256).unwrap_or(0)])
    });
    let mut file = Vec::new();
    let mut out = std::io::Cursor::new(&mut file);
    picture.write_to(&mut out, image::ImageFormat::Png).expect("a file");
    file
}
