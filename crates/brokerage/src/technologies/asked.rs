//! A word somebody asks for, and how much it tells.

/// A word that was asked for, as the index knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The word.
    pub word: String,
    /// How much it tells, in thousandths: 1000 when it stands in one technology, less in more, and
    /// `None` when it stands in none.
    pub rarity: Option<i64>,
}

/// 1000 for a word of one technology, falling with the logarithm of how many have it.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "counts up to ten thousand, thousandths out"
)]
pub(super) fn rarity(documents: i64, published: i64) -> i64 {
    let (documents, all) = (documents as f64, published.max(documents) as f64);
    ((1.0 + all / documents).ln() / (1.0 + all).ln() * 1000.0) as i64
}
