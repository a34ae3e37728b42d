//! Published figures as the public reads them.

use bytes::Bytes;

use super::figure::{Qualifier, read_value};
use crate::testing::{World, stories};

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

stories! {
    async fn every_figure_stands_with_its_source_and_date(world: World) {
        world.anyone().get("/published-figures").await.expect(200).must_say("ยังไม่มีตัวเลขที่เผยแพร่");
        let file = Bytes::from_static(include_bytes!("../../demo/history/published-figures.csv"));
        let kind: &'static dyn crate::exchange::AnyKind = &crate::published_figures::PublishedFigures;
        let table = kit::table::Table::read(&file, kind.columns()).expect("a table");
        let mut staging = kind.staging();
        let judged = staging.check(&world.app, &world.system(), &table.rows, &vec![true; table.rows.len()]).await.expect("checked");
        assert!(judged.iter().all(Result::is_ok), "{judged:?}");
        let act = world.app.act(&kit::Actor::system("test"), "import.apply").await.expect("an act");
        let saved = staging.save(&act, 500).await.expect("saved");
        act.commit(&Whole(saved[0].id), kit::Facts::none()).await.expect("committed");
        let page = world.anyone().get("/published-figures").await.expect(200);
        page.must_say("≥8,000").must_say("30 กันยายน 2552").must_say("เครือข่ายคลินิกเทคโนโลยี").must_say("ปีงบประมาณ พ.ศ. 2553");
        let json = world.anyone().get("/api/v1/published-figures").await.json();
        let items = json["items"].as_array().expect("items");
        assert_eq!(items.len(), 24);
        assert!(items.iter().all(|item| item["source"].as_str().is_some_and(|source| !source.is_empty())));
    }
}

struct Whole(uuid::Uuid);

impl kit::Subject for Whole {
    fn id(&self) -> uuid::Uuid {
        self.0
    }
}
