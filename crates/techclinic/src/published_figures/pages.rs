//! The public page of published figures: by fact, oldest first, each with its source.

use askama::Template;
use axum::extract::State;
use chrono::Datelike;
use kit::{Result, page};

use super::figure::Figure;
use super::store;
use crate::app::App;
use crate::layout::filters;
use crate::messages;

/// All figures about one fact.
struct Fact {
    /// Its code word, or what it was called.
    name: String,
    /// Is there a message that names it?
    known: bool,
    figures: Vec<Figure>,
}

/// The public list.
#[derive(Template)]
#[template(path = "published_figures/index.html")]
pub(super) struct Index {
    facts: Vec<Fact>,
}
page!(Index, "published-figures-title", shared);

pub(super) async fn index(State(app): State<App>) -> Result<Index> {
    let mut facts: Vec<Fact> = Vec::new();
    for figure in store::list(&app.db).await? {
        match facts.last_mut().filter(|fact| fact.name == figure.fact) {
            Some(fact) => fact.figures.push(figure),
            None => facts.push(Fact::begin(figure)),
        }
    }
    for fact in &mut facts {
        fact.figures.sort_by_cached_key(|figure| figure.held().begins());
    }
    facts.sort_by_key(|fact| !fact.known);
    Ok(Index { facts })
}

impl Fact {
    fn begin(figure: Figure) -> Self {
        let known = messages::catalogue().has(kit::Lang::Th, &format!("published-figures-fact-{}", figure.fact));
        Self { name: figure.fact.clone(), known, figures: vec![figure] }
    }
}
