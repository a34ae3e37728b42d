//! Stories of agreements that renew each other: in the wrong order, in a circle, and in a file of which
//! not every row is good.

use super::tests::{HEAD, registered, with};
use crate::testing::{Checked, Finished, Way, World, stories};
use techclinic::agreements::find_by_code;

/// Row, column and reason of all that is wrong.
fn wrong(checked: &Checked) -> Vec<(usize, &str, &str)> {
    checked.faults.iter().map(|fault| (fault.row, fault.column.as_str(), fault.reason.id())).collect()
}

fn said(world: &World, checked: &Checked, at: usize) -> String {
    world.app.words.say(kit::Lang::Th, &checked.faults[at].reason)
}

stories! {
    /// Whoever takes the good rows only does not get a renewal of what was left out.
    async fn a_renewal_of_a_refused_row_is_refused_with_it(world: World) {
        world.trang().await;
        let row = |code: &str, parties: &str, signed: &str, renews: &str| {
            format!("{code},clinic,trang,ก,{parties},{signed},2,{renews},\n")
        };
        let list = format!(
            "{HEAD}{}{}{}Q0,network,,ก,ก; ข,2010-01-01,2,,\n",
            row("Q3", "ก; ข", "2010-01-01", "Q2"),
            row("Q2", "ก; ข", "2008-01-01", "Q1"),
            row("Q1", "ก; ก", "2006-01-01", ""),
        );
        let checked = world.rehearsed("agreements", &list).await;
        assert_eq!(wrong(&checked), [(2, "renews", "imports-leans"), (3, "renews", "imports-leans"), (4, "parties", "agreements-parties-twice")]);
        assert!(said(&world, &checked, 0).contains("Q2 ในแถวที่ 3"), "{}", said(&world, &checked, 0));
        assert!(said(&world, &checked, 1).contains("Q1 ในแถวที่ 4"), "{}", said(&world, &checked, 1));
        let finished = world.import_file("agreements", list.clone().into_bytes(), Way::KeepGoodRows).await;
        let Finished::Done(import, _) = finished else { panic!("{finished:?}") };
        assert_eq!((import.added, import.left_out), (1, 3));
        for (code, status) in [("Q0", 200), ("Q1", 404), ("Q2", 404), ("Q3", 404)] {
            world.anyone().get(format!("/agreements/{code}")).await.expect(status);
        }
        assert_eq!(world.bring("agreements", &list.replace("ก; ก", "ก; ข")).await, [3, 0, 1], "once it is corrected all come");
    }

    /// None renews itself, nor over others: in a file, on the page and in the API.
    async fn agreements_that_renew_each_other_in_a_circle_are_refused(world: World) {
        world.trang().await;
        let row = |code: &str, renews: &str| format!("{code},network,,บันทึก {code},กระทรวงสมมติ; สถาบันสมมติ,2010-01-01,2,{renews},\n");
        let list = format!("{HEAD}{}{}{}{}", row("Q4", "Q5"), row("Q5", "Q4"), row("Q6", "Q6"), row("Q7", "Q4"));
        let checked = world.rehearsed("agreements", &list).await;
        let circle = "agreements-renews-circle-in-file";
        assert_eq!(wrong(&checked), [
            (2, "renews", circle), (3, "renews", circle), (4, "renews", "agreements-renews-itself"), (5, "renews", "imports-leans"),
        ]);
        let told = said(&world, &checked, 0);
        assert!(told.contains("แถวที่ 2, 3") && told.contains("Q4 → Q5 → Q4"), "{told}");
        let finished = world.import_file("agreements", list.into_bytes(), Way::KeepGoodRows).await;
        assert!(matches!(finished, Finished::Refused(_)), "{finished:?}");

        // One half of the circle stands already.
        world.bring("agreements", &format!("{HEAD}{}{}", row("Q4", "Q5"), row("Q5", ""))).await;
        assert_eq!(wrong(&world.rehearsed("agreements", &format!("{HEAD}{}", row("Q5", "Q4"))).await), [(2, "renews", circle)]);
        let turned = format!("{HEAD}{}{}", row("Q5", "Q4"), row("Q4", ""));
        assert_eq!(world.bring("agreements", &turned).await, [0, 2, 0], "the other way round is no circle");

        let officer = world.officer().await;
        let first = registered(&officer, &with(&[("signed", ""), ("signatories", "")])).await;
        let second = registered(&officer, &with(&[("signed", ""), ("signatories", ""), ("renews", &first), ("once", "2")])).await;
        let round = with(&[("signed", ""), ("signatories", ""), ("renews", &second), ("version", "1")]);
        let page = officer.post(format!("/agreements/{first}/correct"), &round).await.expect(422);
        assert!(page.all("#e-renews").concat().contains(&format!("{first} → {second} → {first}")), "{}", page.text());
        world.anyone().post(format!("/agreements/{first}/correct"), &round).await.expect(404);
        let body: serde_json::Map<_, _> = round.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
        let at = format!("/api/v1/agreements/{first}/correct");
        let problem = officer.post_json(&at, serde_json::Value::Object(body)).await.expect(422);
        problem.must_say("ต่ออายุจากกันเป็นวง");
        let id = find_by_code(&world.app.db, &first).await.expect("read").expect("an agreement").id;
        assert_eq!(world.trail(id).await, ["agreement.register"], "what was refused left nothing");
    }
}
