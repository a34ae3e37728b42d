//! The public list of what plans say.

use askama::Template;
use axum::extract::State;
use kit::db::listing::{Listing, Turns};
use kit::web::Narrowed;
use kit::{Result, page};

use super::plan_item::{Level, PlanItem};
use super::policy;
use super::store::{self, Filter};
use house::accounts::Reader;
use house::app::App;
use house::layout::place_chooser::provinces;
use house::layout::{Choice, choices, filters};
use house::register::Gone;

/// Withdrawn items at the foot of the list, the latest first.
const GONE: u64 = 20;

/// The public list.
#[derive(Template)]
#[template(path = "plan_items/index.html")]
pub(super) struct Index {
    items: Listing<PlanItem>,
    /// Which of them the reader may correct.
    own: Vec<bool>,
    filter: Filter,
    levels: Vec<Choice>,
    provinces: &'static [Choice],
    turns: Turns,
    gone: Vec<Gone>,
    writes: bool,
}
page!(Index, "plan-items-title", shared);

pub(super) async fn index(State(app): State<App>, reader: Reader, Narrowed(filter): Narrowed<Filter>) -> Result<Index> {
    let items = store::list(&app.db, &filter).await?;
    let gone = store::list_withdrawn(&app.db, GONE).await?;
    Ok(Index {
        own: items.items.iter().map(|item| policy::may_correct(&reader, Some(item)).is_ok()).collect(),
        turns: items.turns(filter.cursor.as_deref(), |at| filter.address(at)),
        levels: choices(Level::words(), "plan-items-level-"),
        provinces: provinces(),
        gone: gone.iter().filter_map(|item| Gone::of(&reader, item)).collect(),
        writes: policy::may_register(&reader, None).is_ok(),
        items,
        filter,
    })
}
