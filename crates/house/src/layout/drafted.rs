//! Whose a form is: the feature that it belongs to says who may write in it.

use futures_util::future::BoxFuture;
use kit::{Error, Result};

use crate::accounts::Reader;
use crate::app::App;
use crate::layout::feature::features;

/// A feature whose forms are sent while somebody types.
#[derive(Clone, Copy)]
pub struct Owner {
    /// What the keys of its forms begin with.
    pub prefix: &'static str,
    /// May the reader write in the form of this key, without the prefix? [`Error::NotFound`] where there is none.
    pub may_write: for<'a> fn(&'a App, &'a Reader, &'a str) -> BoxFuture<'a, Result<()>>,
}

/// May the reader write in the form of this key?
///
/// # Errors
/// [`Error::NotFound`] where no feature has such a form; what its owner says; when the database cannot be read.
pub async fn may_write(app: &App, reader: &Reader, key: &str) -> Result<()> {
    for owner in features().flat_map(|feature| feature.drafted) {
        if let Some(rest) = key.strip_prefix(owner.prefix) {
            return (owner.may_write)(app, reader, rest).await;
        }
    }
    Err(Error::NotFound)
}
