//! How a printed number is read, and what the trail says of it.

use super::figure::{Qualifier, read_value};
use super::{list, store_recorded};
use crate::testing::{World, day, stories};

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

    /// G-14: 55 networks on 30 September 2552 and 64 on 21 December stand side by side, each with its
    /// source and day, drawn in time beside what the records count on the same days.
    async fn fifty_five_and_sixty_four_networks_are_both_kept(world: World) {
        bring_networks(&world).await;
        let file = "fact,value,unit,as_of,source\n\
            networks,64,เครือข่าย,21 ธันวาคม 2552,ข่าวของกระทรวง\n\
            networks,55,เครือข่าย,30 กันยายน 2552,ข่าวของกระทรวง\n\
            networks,18,เครือข่าย,มกราคม 2546,เว็บไซต์ของมหาวิทยาลัย\n";
        assert_eq!(world.bring("published-figures", file).await, [3, 0, 0]);
        let page = world.anyone().get("/published-figures").await.expect(200);
        page.must_say("30 กันยายน 2552").must_say("21 ธันวาคม 2552").must_say("เว็บไซต์ของมหาวิทยาลัย");
        assert_eq!(page.all("svg.course text:not(.g-quiet)"), ["18", "55", "64"], "drawn in the order of time");
        assert_eq!(page.all("svg.course circle").len(), 2, "no record reaches back to 2546");
        assert_eq!(page.all(RECORDED), ["ไม่มีบันทึก", "55", "64"]);
        assert_eq!(page.hrefs(RECORDED_LINK), ["/clinics", "/clinics"], "a count opens to its records");
        // A network that leaves was there all the same.
        world.bring("institutes", "clinic,institute,joined,left\nc1,v1,1 ตุลาคม 2550,1 ตุลาคม 2552\n").await;
        world.bring("published-figures", "fact,value,unit,as_of,source\nnetworks,70,เครือข่าย,พ.ศ. 2558,รายงาน\n").await;
        let page = world.anyone().get_fresh("/published-figures").await.expect(200);
        assert_eq!(page.all(RECORDED), ["ไม่มีบันทึก", "55", "64", "64"]);
    }

    /// What the records count of villages, their districts, volunteers and institutes on a day of the past.
    async fn the_records_count_what_documents_print(world: World) {
        bring_networks(&world).await;
        world.bring("institutes", "clinic,institute,joined,left\nc1,v1,1 ตุลาคม 2550,1 ตุลาคม 2552\n").await;
        world.bring("villages", "code,kind,name_th,province,district,years,source\n\
            V-1,host,บ้านหนึ่ง,ตรัง,สิเกา,2552-2553,ก\nV-2,host,บ้านสอง,ตรัง,สิเกา,2553,ก\n\
            V-3,host,บ้านสาม,ตรัง,กันตัง,,ก\nV-4,honour,บ้านสี่,กาฬสินธุ์,กมลไสย,2552,ก\n").await;
        world.bring("volunteer-networks", "code,name_th,province,since\nN-1,เครือข่ายตรัง,92,2547\n").await;
        world.bring("volunteers", "code,name,network,province,joined_on,status\n\
            M-1,สมศรี ใจดี,N-1,92,1 มิถุนายน 2549,active\nM-2,ประสิทธิ์ ดีงาม,N-1,92,1 มกราคม 2553,unknown\n\
            M-3,มานะ อดทน,N-1,92,1 มิถุนายน 2549,left\n").await;
        let recorded = store_recorded::recorded(&world.app.db).await.expect("counted");
        for (fact, in_september_2552, in_september_2553) in [
            ("networks", 55, 64),
            ("institutes", 56, 64),
            ("provinces_covered", 1, 1),
            ("villages", 1, 2),
            ("village_districts", 1, 1),
            ("volunteers", 1, 2),
            ("volunteer_networks", 1, 1),
        ] {
            let on = |iso: &str| recorded.count(fact, day(iso));
            assert_eq!((on("2009-09-30"), on("2010-09-30")), (Some(in_september_2552), Some(in_september_2553)), "{fact}");
            assert_eq!(on("1990-01-01"), None, "{fact}");
        }
    }
}

/// What the records count, in the table of a fact.
const RECORDED: &str = "tbody td:nth-of-type(2)";
const RECORDED_LINK: &str = "tbody td:nth-of-type(2) a";

/// 55 networks since 2550, and nine more since the signing of 21 December 2552. What else there is of
/// institutes has no day.
async fn bring_networks(world: &World) {
    let rows = |name: fn(usize) -> String| (1..=64).map(name).collect::<String>();
    let organisations = rows(|at| format!("u{at},institute,สถาบันสมมติ {at},92\n"));
    world
        .bring("organisations", &format!("code,kind,name_th,province\n{organisations}v1,institute,สถาบันร่วมสมมติ,92\n"))
        .await;
    let clinics = rows(|at| format!("c{at},u{at},คลินิกสมมติ {at},92\n"));
    world.bring("clinics", &format!("code,organisation,name_th,province\n{clinics}")).await;
    let joined = rows(|at| format!("c{at},u{at},{}\n", if at <= 55 { "1 ตุลาคม 2550" } else { "21 ธันวาคม 2552" }));
    world.bring("institutes", &format!("clinic,institute,joined\n{joined}")).await;
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
