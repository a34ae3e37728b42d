//! The columns of files that people exchange, and what stands in their cells: days, numbers and words as
//! people write them.

use kit::table::{Column, Holds};
use kit::words::Vocabulary;
use kit::{Lang, Message, msg};

use crate::messages;

/// One column of a shape: its code name, its Thai heading and the message that says what it means.
pub const fn column(name: &'static str, thai: &'static str, meaning: &'static str) -> Column {
    Column { name, thai, required: false, meaning, holds: Holds::Text }
}

/// A column that every file must have.
pub const fn required(name: &'static str, thai: &'static str, meaning: &'static str) -> Column {
    Column { name, thai, required: true, meaning, holds: Holds::Text }
}

/// Reads a date however it was written: 2026-10-01, 1 ต.ค. 2569, ๑/๑๐/๒๕๖๙.
///
/// # Errors
/// What is wrong with it, with the likely year where there is one.
pub fn day(text: &str) -> Result<chrono::NaiveDate, Message> {
    let text = text.split_once('T').filter(|(day, _)| day.len() == 10).map_or(text, |(day, _)| day);
    thai::date::parse(text).map_err(kit::form::explain)
}

/// Reads a whole number, with or without commas, in either digit set.
///
/// # Errors
/// `kit-table-number` when it is none.
pub fn number(text: &str) -> Result<i64, Message> {
    let digits = thai::digits::to_ascii(text).replace([',', ' '], "");
    digits.parse().map_err(|_| msg("kit-table-number"))
}

/// Reads one of a list of words: as its code, or as it is called on Thai or English pages (the
/// messages `prefix` + word).
///
/// # Errors
/// `kit-table-word`, with the words there are.
pub fn word<'a>(
    text: &str,
    words: impl IntoIterator<Item = &'a str, IntoIter: Clone>,
    prefix: &str,
) -> Result<&'a str, Message> {
    meant(text, words.into_iter().map(|word| (word, word)), prefix)
}

/// Reads one of a vocabulary, as [`word`] does.
///
/// # Errors
/// As [`word`].
pub fn one_of<T: Vocabulary>(text: &str, prefix: &str) -> Result<T, Message> {
    meant(text, T::every().iter().map(|one| (one.word(), *one)), prefix)
}

/// The same, where an empty cell means the usual one.
///
/// # Errors
/// As [`word`].
pub fn one_or<T: Vocabulary>(text: &str, prefix: &str, usual: T) -> Result<T, Message> {
    if text.is_empty() { Ok(usual) } else { one_of(text, prefix) }
}

fn meant<'a, T>(text: &str, words: impl Iterator<Item = (&'a str, T)> + Clone, prefix: &str) -> Result<T, Message> {
    let said = |lang, word: &str| messages::catalogue().plain(lang, &format!("{prefix}{word}")).trim().to_lowercase();
    let typed = text.trim().to_lowercase();
    let is = |word: &str| *word == *typed || Lang::ALL.into_iter().any(|lang| said(lang, word) == typed);
    let all = || words.clone().map(|(word, _)| word).collect::<Vec<_>>().join(", ");
    let found = words.clone().find(|(word, _)| is(word)).map(|(_, one)| one);
    found.ok_or_else(|| msg("kit-table-word").with("words", all()))
}
