//! The public page of the lines of work.

use askama::Template;
use axum::extract::State;
use kit::{Result, page};

use super::programme::Programme;
use super::{policy, store};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;
use house::register::Gone;

/// The register.
#[derive(Template)]
#[template(path = "programmes/index.html")]
pub(super) struct Index {
    programmes: Vec<Programme>,
    gone: Vec<Gone>,
    writes: bool,
}
page!(Index, "programmes-title", shared);

pub(super) async fn index(State(app): State<App>, reader: Reader) -> Result<Index> {
    let (programmes, gone): (Vec<_>, Vec<_>) =
        store::list(app.db.reader()).await?.into_iter().partition(Programme::is_offered);
    Ok(Index {
        programmes,
        gone: gone.iter().filter_map(|programme| Gone::of(&reader, programme)).collect(),
        writes: policy::may_register(&reader).is_ok(),
    })
}
