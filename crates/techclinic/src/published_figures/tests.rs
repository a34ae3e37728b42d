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
