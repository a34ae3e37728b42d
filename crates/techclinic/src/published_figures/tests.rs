//! How a printed number is read, and what the trail says of it.

use super::figure::{Qualifier, read_value};
use super::list;
use crate::testing::stories;

stories! {
    /// published_figure.bring: a file read again with a better number leaves both in the trail.
    async fn what_a_figure_was_before_stands_in_the_trail(world: World) {
        let file = |value: &str| format!("fact,value,unit,as_of,source\nvolunteers,{value},คน,30 กันยายน 2552,รายงาน\n");
        assert_eq!(world.bring("published-figures", &file(">9000")).await, [1, 0, 0]);
        assert_eq!(world.bring("published-figures", &file(">9000")).await, [0, 0, 1]);
        assert_eq!(world.bring("published-figures", &file("9100")).await, [0, 1, 0]);
        let figure = list(&world.app.db).await.expect("read").remove(0);
        assert_eq!(world.trail(figure.id).await, ["published_figure.bring", "published_figure.bring"]);
        let trail = kit::audit::trail(&world.app.db, figure.id).await.expect("a trail");
        assert_eq!((&trail[1].facts["value_before"], &trail[1].facts["value"]), (&">9,000".into(), &"9,100".into()));
    }

    /// What was printed of networks and villages stands beside what agreements and years of funding say of
    /// the same day, and where they do not reach back so far there is no number.
    async fn networks_and_villages_are_counted_on_the_day_a_number_was_meant_for(world: World) {
        let _ = (world.trang().await, world.chonburi().await);
        let agreements = "code,kind,clinic,title_th,parties,signed,term_years\n\
            A1,clinic,trang,บันทึก 1,กระทรวง; org-trang,1 ตุลาคม 2550,2\n\
            A2,clinic,trang,บันทึก 2,กระทรวง; org-trang,21 ธันวาคม 2552,2\n\
            A3,clinic,chonburi,บันทึก 3,กระทรวง; org-chonburi,21 ธันวาคม 2552,2\n";
        world.bring("agreements", agreements).await;
        let villages = "name_th,province,district,years\nหนึ่ง,ตรัง,สิเกา,2551 2552\nสอง,ตรัง,สิเกา,2553\nสาม,ตรัง,กันตัง,\n";
        world.bring("villages", villages).await;
        let figures = "fact,value,unit,as_of,source\n\
            networks,55,เครือข่าย,30 กันยายน 2552,ข่าว\nnetworks,64,เครือข่าย,21 ธันวาคม 2552,ข่าว\n\
            networks,9,เครือข่าย,1 มกราคม 2546,ข่าว\nvillages,2,หมู่บ้าน,ปีงบประมาณ 2553,แผน\n\
            village_districts,1,อำเภอ,ปีงบประมาณ 2553,แผน\n";
        world.bring("published-figures", figures).await;
        let told = world.anyone().get("/api/v1/published-figures").await.expect(200).json();
        let mut counted: Vec<_> = told["items"]
            .as_array()
            .expect("items")
            .iter()
            .map(|one| (one["fact"].as_str().unwrap_or_default(), one["value"].as_i64(), one["recorded"].as_i64()))
            .collect();
        counted.sort_unstable();
        assert_eq!(counted, [
            ("networks", Some(9), None),
            ("networks", Some(55), Some(1)),
            ("networks", Some(64), Some(2)),
            ("village_districts", Some(1), Some(1)),
            ("villages", Some(2), Some(2)),
        ]);
        let page = world.anyone().get("/published-figures").await.expect(200);
        assert_eq!(page.hrefs("td a[href='/agreements']").len(), 2, "a count opens to its records");
    }
}

#[test]
fn a_value_carries_how_exactly_it_was_meant() {
    for (typed, read) in [
        ("55", (Qualifier::Exactly, 55)),
        ("≥8,000", (Qualifier::AtLeast, 8_000)),
        (">= 200", (Qualifier::AtLeast, 200)),
        (">๙,๐๐๐", (Qualifier::MoreThan, 9_000)),
        ("13,000+", (Qualifier::MoreThan, 13_000)),
    ] {
        assert_eq!(read_value(typed), Ok(read), "{typed}");
    }
    for typed in ["", "หลายแห่ง", "1.5", "≥"] {
        assert!(read_value(typed).is_err(), "{typed}");
    }
}
