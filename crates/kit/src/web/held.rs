//! What the frame knows of a request while it is answered, and what the request tells the frame.
//!
//! A request may look and must not write, when somebody turns the language of a form they are filling
//! in, or sent what cannot be kept as it is. Every rule is asked and every error found as ever; only
//! the act's commit refuses (`act.rs`), with the errors given here, and the form comes back as typed.
//! And whether it wrote at all tells the frame what a form sent twice is answered (`twice.rs`).

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use crate::error::{Error, Result};
use crate::form::FormErrors;
use crate::message::{Message, msg};

/// One request on its way.
#[derive(Debug, Default)]
pub(super) struct Hearing {
    held: OnceLock<FormErrors>,
    saved_before: bool,
    wrote: AtomicBool,
}

impl Hearing {
    /// One that is held from the beginning, because of `errors`.
    pub(super) fn held(errors: FormErrors) -> Self {
        Self { held: errors.into(), ..Self::default() }
    }

    /// One whose sender saved the same form before, with something else in it.
    pub(super) fn saved_before() -> Self {
        Self { saved_before: true, ..Self::default() }
    }

    /// Was anything written?
    pub(super) fn wrote(&self) -> bool {
        self.wrote.load(Ordering::Relaxed)
    }
}

tokio::task_local! {
    static HEARING: Arc<Hearing>;
}

/// Runs a request.
pub(super) async fn hearing<F: Future>(one: Arc<Hearing>, work: F) -> F::Output {
    HEARING.scope(one, work).await
}

/// From here on this request writes nothing, because of `errors`; the first to say so is heeded.
pub(super) fn hold(errors: FormErrors) {
    let heard = HEARING.try_with(|one| drop(one.held.set(errors)));
    debug_assert!(heard.is_ok(), "every request runs in the frame");
}

/// May this request write? Asked by every act, and by the few writes that are none.
///
/// # Errors
/// [`Error::Invalid`] with what stands against it: nothing at all where only the language was turned.
pub fn may_write() -> Result<()> {
    let asked = HEARING.try_with(|one| match one.held.get() {
        Some(errors) => Err(Error::Invalid(errors.clone())),
        None => {
            one.wrote.store(true, Ordering::Relaxed);
            Ok(())
        }
    });
    asked.unwrap_or(Ok(()))
}

/// Why a record has changed since this form was opened: somebody else saved it, or whoever sends now.
pub(crate) fn changed_meanwhile() -> Message {
    match HEARING.try_with(|one| one.saved_before) {
        Ok(true) => msg("kit-error-saved-before"),
        _ => msg("kit-error-conflict-version"),
    }
}
