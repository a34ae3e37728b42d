//! What ends with a record. A lower feature knows nothing of what hangs on its records: it tells that one of
//! them ended, and how, and the `lib.rs` of its crate lists whoever follows. All of it is part
//! of the act by which the record ended.

use std::future::Future;
use std::pin::Pin;

use kit::{Act, Result};

/// A record with which others end. The `lib.rs` of its crate says which.
pub trait Ends: Sized + 'static {
    /// How it may end.
    type How: Copy + Send + 'static;

    /// Who follows, in this order.
    fn followers() -> &'static [Follower<Self>];
}

/// What a feature does as a record of another ends.
pub type Following<'a> = Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// A feature that follows.
pub struct Follower<T: Ends>(pub for<'a> fn(&'a Act, &'a T, T::How) -> Following<'a>);

/// Tells whoever follows that this record ended.
///
/// # Errors
/// When one of them cannot follow: then nothing has ended.
pub async fn told<T: Ends>(act: &Act, record: &T, how: T::How) -> Result<()> {
    for follower in T::followers() {
        (follower.0)(act, record, how).await?;
    }
    Ok(())
}
