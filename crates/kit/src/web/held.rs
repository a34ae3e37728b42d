//! A request that may look and must not write: somebody turns the language of a form they are filling
//! in, or sent what cannot be kept as it is. Every rule is asked and every error found as ever; only
//! the act's commit refuses (`act.rs`), with the errors given here, and the form comes back as typed.

use std::sync::OnceLock;

use crate::error::{Error, Result};
use crate::form::FormErrors;

tokio::task_local! {
    static HELD: OnceLock<FormErrors>;
}

/// Runs a request; with `errors` it is held from the beginning.
pub(super) async fn hearing<F: Future>(errors: Option<FormErrors>, work: F) -> F::Output {
    let held = OnceLock::new();
    if let Some(errors) = errors {
        drop(held.set(errors));
    }
    HELD.scope(held, work).await
}

/// From here on this request writes nothing, because of `errors`; the first to say so is heeded.
pub(super) fn hold(errors: FormErrors) {
    let heard = HELD.try_with(|held| drop(held.set(errors)));
    debug_assert!(heard.is_ok(), "every request runs in the frame");
}

/// May this request write? Asked by every act, and by the few writes that are none.
///
/// # Errors
/// [`Error::Invalid`] with what stands against it: nothing at all where only the language was turned.
pub fn may_write() -> Result<()> {
    match HELD.try_with(|held| held.get().cloned()) {
        Ok(Some(errors)) => Err(Error::Invalid(errors)),
        _ => Ok(()),
    }
}
