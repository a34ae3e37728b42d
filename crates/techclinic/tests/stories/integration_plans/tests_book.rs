//! The book of a plan as a file: who may have it, that it says what the plan says, and that whoever waits reads how
//! far it is.

use super::testing::{file_of_2555, open};
use crate::testing::{Answer, Person, stories};
use techclinic::integration_plans;

/// The file, however often its progress has to be asked for.
async fn book(person: &Person, address: &str) -> Answer {
    loop {
        let answer = person.get(address).await;
        if answer.status.as_u16() != 202 {
            return answer.expect(200);
        }
        answer.must_say("กำลังจัดทำฉบับเล่ม").must_say("รวบรวมข้อมูล 637 โครงการ");
        assert_eq!(answer.headers["refresh"], "2", "the page asks again by itself, without script");
    }
}

stories! {
    /// The book of 637 projects is a file that says what the plan says; before it is published nobody else hears of it.
    async fn the_book_of_637_projects_is_a_file(world: World) {
        let (anyone, officer) = (world.anyone(), world.officer().await);
        open(&world, 2555, Some(637), Some(567_359_000)).await;
        world.bring("integration-plan-rows", &file_of_2555(&[])).await;
        anyone.get("/integration-plans/2555/book.pdf").await.expect(404);
        anyone.get("/integration-plans/2556/book.pdf").await.expect(404);
        integration_plans::freeze(&world.app, &world.system(), 2555).await.expect("frozen");
        integration_plans::publish(&world.app, &world.system(), 2555).await.expect("published");
        anyone.get("/integration-plans/2555/book.pdf?digits=roman").await.expect(400);
        let page = anyone.get("/integration-plans/2555/book").await.expect(200);
        assert!(page.hrefs("main a").contains(&"/integration-plans/2555/book.pdf".to_owned()));

        let file = book(&anyone, "/integration-plans/2555/book.pdf").await;
        assert_eq!(file.headers["content-type"], "application/pdf");
        let name = file.headers["content-disposition"].to_str().expect("a name").to_owned();
        let document = lopdf::Document::load_mem(&file.bytes).expect("a PDF");
        let pages: Vec<u32> = document.get_pages().into_keys().collect();
        assert!(pages.len() > 15, "{} pages", pages.len());
        let text: String = document.extract_text(&pages).expect("text").split_whitespace().collect();
        assert!(text.contains("567,359,000.00") && text.contains("637"), "{text}");
        let figures = anyone.get("/integration-plans/2555/files/projects.json").await.expect(200).json();
        let sha256 = figures["figures"]["sha256"].as_str().expect("a digest").to_owned();
        assert!(text.contains(&sha256), "by its digest anybody can tell which state of the plan it is");
        assert_eq!(name, format!("inline; filename=\"integration-plan-2555-{}.pdf\"", &sha256[..12]));

        let again = officer.get("/integration-plans/2555/book.pdf").await.expect(200);
        assert_eq!(again.bytes, file.bytes, "it is made once");
    }
}
