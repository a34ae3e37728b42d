//! The codes by which people without an account follow what they told. Each feature knows its own; they are
//! all typed at one place, and a feature whose codes lead on from there says so in its `FEATURE`.

use std::future::Future;
use std::pin::Pin;

use kit::Result;

use crate::app::App;
use crate::layout::feature::features;

/// Where a code leads to.
pub type Leading<'a> = Pin<Box<dyn Future<Output = Result<Option<String>>> + Send + 'a>>;
/// A feature that gives out such codes: the address of the page that one of them opens, where it is its own.
pub type Source = for<'a> fn(&'a App, &'a str) -> Leading<'a>;

/// The page that a code opens, by the feature of lowest rank that knows it.
///
/// # Errors
/// When a feature cannot tell.
pub async fn page_of(app: &App, code: &str) -> Result<Option<String>> {
    for source in features().flat_map(|feature| feature.followed) {
        if let Some(address) = source(app, code).await? {
            return Ok(Some(address));
        }
    }
    Ok(None)
}
