//! What can go wrong with an index.

/// An index that cannot be opened, read or written. None of these is the fault of what somebody typed.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The folder cannot be used.
    #[error("the folder of the index cannot be used: {0}")]
    Folder(#[from] std::io::Error),
    /// The engine refuses.
    #[error("the index cannot be used: {0}")]
    Engine(#[from] tantivy::TantivyError),
    /// Another process writes into the same folder; reading goes on.
    #[error("another process writes this index")]
    Busy,
}
