//! The book of a plan as a file: who may have it, that it says what the plan says, and that whoever waits reads how
//! far it is.

use axum::body::Bytes;

use super::testing::{HEAD, file_of_2555, open};
use crate::testing::{Answer, Person, stories};
use techclinic::integration_plans;

/// The file, however often its progress has to be asked for.
async fn book(person: &Person, address: &str) -> Answer {
    loop {
        let answer = person.get(address).await;
        if answer.status.as_u16() != 202 {
            return answer.expect(200);
        }
        answer.must_say("กำลังจัดทำฉบับเล่ม").must_say("เตรียมข้อความในตาราง");
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

    /// A book is kept among the files, where any process finds it; who asks while another makes it reads how far it is;
    /// of what the plan said before nothing is kept.
    async fn a_book_is_kept_for_whoever_asks_next_wherever(world: World) {
        let anyone = world.anyone();
        open(&world, 2555, None, None).await;
        world.bring("integration-plan-rows", &format!("{HEAD}B-1,2555,ตู้อบแห้ง,วว.,ตรัง,1000,,\n")).await;
        let api = "/api/v1/integration-plans/2555/book.pdf";
        anyone.get(api).await.expect(404);
        integration_plans::freeze(&world.app, &world.system(), 2555).await.expect("frozen");
        integration_plans::publish(&world.app, &world.system(), 2555).await.expect("published");
        anyone.get(format!("{api}?digits=roman")).await.expect(400);
        let shelf = "integration-plans/books/2555/th-arabic";
        world.app.files.put(&format!("{shelf}/0123.pdf"), Bytes::from_static(b"%PDF-before")).await.expect("kept");
        let file = book(&anyone, "/integration-plans/2555/book.pdf").await;
        let kept = async || world.app.files.list_under("integration-plans/books").await.expect("a list");
        let [key] = &kept().await[..] else { panic!("one book: {:?}", kept().await) };
        assert!(key.starts_with(shelf) && key.ends_with(".pdf") && !key.ends_with("/0123.pdf"), "{key}");
        let other = anyone.get(format!("{api}?digits=thai")).await;
        assert!([200, 202].contains(&other.status.as_u16()), "{}", other.status);

        // What is kept is what is given, whoever made it.
        world.app.files.put(key, Bytes::from_static(b"%PDF-kept")).await.expect("kept");
        let again = anyone.get(api).await.expect(200);
        assert_eq!((&again.bytes[..], &again.headers["content-type"]), (&b"%PDF-kept"[..], &"application/pdf".parse().expect("a value")));
        // Another process makes it: it is not made twice, unless that one fell silent.
        world.app.files.delete(key).await.expect("gone");
        let telling = async |ago: i64| {
            let at = world.app.clock.now() - chrono::Duration::seconds(ago);
            let told = serde_json::json!({ "rows": 3, "of": 9, "pages": 0, "at": at });
            world.app.files.put(&format!("{key}.making"), told.to_string().into()).await.expect("told");
        };
        telling(5).await;
        let waiting = anyone.get(api).await.expect(202);
        assert_eq!(waiting.headers["retry-after"], "2");
        assert_eq!((waiting.json()["rows"].clone(), waiting.json()["of"].clone()), (3.into(), 9.into()));
        let page = anyone.get("/integration-plans/2555/book.pdf").await.expect(202);
        page.must_say("เตรียมข้อความในตาราง 3 จาก 9 แถว").must_say("ดูอีกครั้ง");
        telling(60).await;
        assert_eq!(book(&anyone, "/integration-plans/2555/book.pdf").await.bytes, file.bytes);
    }
}
