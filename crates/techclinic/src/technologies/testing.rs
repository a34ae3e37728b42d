//! Technologies for stories.

use kit::show::Bilingual;
use thai::Satang;

use super::benefit::{Benefit, Outcome};
use super::cost::Cost;
use super::property::Property;
use super::technology::Technology;
use super::told::{Kind, NewTechnology};
use super::verbs;
use super::verbs_review;
use crate::app::Circumstances;
use crate::organisations::Clinic;
use crate::testing::World;

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

/// A published technology of a clinic.
pub(crate) async fn offered(world: &World, clinic: &Clinic, name: &str, summary: &str) -> Technology {
    let (app, system) = (&world.app, world.system());
    let told = entered(clinic, name, summary);
    let code = verbs::register(app, &system, clinic, told, Circumstances::default()).await.expect("registered").code;
    verbs_review::submit(app, &system, &code).await.expect("handed in");
    verbs_review::publish(app, &system, &code, None).await.expect("published")
}

/// What answers told of a technology, and what was taken back again.
pub(crate) async fn reported(world: &World, on: &Technology, told: &[Outcome], taken_back: &[Outcome]) {
    verbs::report(&world.app, on, told, taken_back).await.expect("reported");
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
