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

    /// G-14: what was printed of 30 September and of 21 December 2552 both stand, each with its source and
    /// day, beside what the records say of that day; a number printed of a day before them has none beside.
    async fn a_printed_number_stands_beside_what_the_records_say_of_its_day(world: World) {
        let rows = |line: fn(usize) -> String| (1..=64).map(line).collect::<String>();
        let institutes = rows(|at| format!("u{at},institute,สถาบันสมมติ {at},92\n"));
        world.bring("organisations", &format!("code,kind,name_th,province\n{institutes}")).await;
        let clinics = rows(|at| format!("c{at},u{at},คลินิกสมมติ {at},92\n"));
        world.bring("clinics", &format!("code,organisation,name_th,province\n{clinics}")).await;
        let agreements = rows(|at| {
            let signed = if at <= 55 { "1 ตุลาคม 2550" } else { "21 ธันวาคม 2552" };
            format!("a{at},clinic,c{at},บันทึกความร่วมมือ {at},กระทรวงสมมติ; u{at},{signed}\n")
        });
        world.bring("agreements", &format!("code,kind,clinic,title_th,parties,signed\n{agreements}")).await;
        let printed = "fact,value,unit,as_of,source\nnetworks,18,เครือข่าย,มกราคม 2546,เว็บไซต์\n\
            networks,55,เครือข่าย,30 กันยายน 2552,ข่าวกระทรวง\nnetworks,64,เครือข่าย,21 ธันวาคม 2552,ข่าวกระทรวง\n\
            institutes,119,แห่ง,30 กันยายน 2552,ข่าวกระทรวง\n";
        world.bring("published-figures", printed).await;
        let page = world.anyone().get("/published-figures").await.expect(200);
        let lines = page.all("tbody tr");
        let line = |day: &str| lines.iter().filter(|line| line.contains(day)).cloned().collect::<Vec<_>>().join("\n");
        assert!(line("มกราคม 2546").contains("ไม่มีบันทึก"), "{lines:?}");
        assert!(line("21 ธันวาคม 2552").contains("64 เครือข่าย 64"), "{lines:?}");
        let then = line("30 กันยายน 2552");
        assert!(then.contains("55 เครือข่าย 55") && then.contains("119 แห่ง 55"), "{then}");
        assert!(page.all("svg.course").len() == 2, "each drawn over the years");
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
