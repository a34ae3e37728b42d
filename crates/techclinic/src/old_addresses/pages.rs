//! What nobody routes may be an address of the former site.

use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use kit::Result;

use super::old_address::as_kept;
use super::store;
use crate::canonical;
use house::app::App;

/// Leads an address of the former site on: with its query where that is known, else by its path.
/// Anything else is looked for without a slash at its end, or is not found.
///
/// # Errors
/// When the database cannot be read.
pub async fn lead_on(State(app): State<App>, address: Uri) -> Result<Response> {
    let path = as_kept(address.path());
    let whole = address.query().map(|query| format!("{path}?{}", query.to_ascii_lowercase()));
    let known = store::list_of(&app.db, whole.iter().chain([&path]).cloned().collect()).await?;
    let found = known.iter().find(|one| Some(&one.old) == whole.as_ref()).or_else(|| known.first());
    match found {
        Some(found) => Ok(canonical::moved(found.new.clone(), None)),
        None => Ok(canonical::without_slash(address).await),
    }
}
