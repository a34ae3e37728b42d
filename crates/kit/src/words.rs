//! Closed vocabularies: an enum whose every value has one word, which stands in the database, in
//! addresses and at the end of its message's id.

use std::borrow::Cow;

pub use chrono::NaiveDate as Day;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};

use crate::message::Message;
use crate::web::narrow::unknown;

/// A vocabulary as the document of the API describes it.
#[doc(hidden)]
pub fn schema(words: &[&'static str]) -> RefOr<Schema> {
    let object = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words.iter().copied()));
    RefOr::T(object.build().into())
}

/// One of these words in a query ([`crate::web::Narrows`]).
///
/// # Errors
/// `kit-filter-word`, which says which there are.
pub fn narrows(typed: &str, words: &[&'static str]) -> Result<String, Message> {
    let known = words.iter().find(|word| **word == typed).map(|word| (*word).to_owned());
    known.ok_or_else(|| unknown("kit-filter-word", typed).with("words", words.join(", ")))
}

/// Its name there: several features have a `Status`, so it bears the feature's name too.
#[doc(hidden)]
pub fn schema_name(module: &str, name: &str) -> Cow<'static, str> {
    let feature = module.split("::").nth(1).unwrap_or_default();
    Cow::Owned(format!("{feature}.{name}"))
}

/// Any of these vocabularies, for what reads one of them whichever it is.
pub trait Vocabulary: Copy + 'static {
    /// Every one.
    fn every() -> &'static [Self];

    /// The word of one.
    fn word(self) -> &'static str;
}

/// Declares such an enum: `words! { /// What it is. Status { /// Told. Received = "received" } }`.
#[macro_export]
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant),* }

        impl $name {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word in the database, in URLs and in messages.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// The words of all.
            #[allow(dead_code, reason = "not every vocabulary is offered or read from a file")]
            pub fn words() -> impl Iterator<Item = &'static str> + Clone {
                Self::ALL.iter().map(|one| one.as_str())
            }

            /// One of these words in a query ([`kit::web::Narrows`]).
            #[allow(dead_code, reason = "not every vocabulary narrows a list")]
            pub fn narrows(typed: &str, _: $crate::words::Day) -> ::std::result::Result<String, $crate::Message> {
                $crate::words::narrows(typed, &[$($word),*])
            }

            /// Reads the word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == word)
            }
        }

        impl $crate::words::Vocabulary for $name {
            fn every() -> &'static [Self] {
                Self::ALL
            }

            fn word(self) -> &'static str {
                self.as_str()
            }
        }

        impl $crate::utoipa::PartialSchema for $name {
            fn schema() -> $crate::utoipa::openapi::RefOr<$crate::utoipa::openapi::Schema> {
                $crate::words::schema(&[$($word),*])
            }
        }

        impl $crate::utoipa::ToSchema for $name {
            fn name() -> ::std::borrow::Cow<'static, str> {
                $crate::words::schema_name(module_path!(), stringify!($name))
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, to: S) -> ::std::result::Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(from: D) -> ::std::result::Result<Self, D::Error> {
                let word = <::std::borrow::Cow<'de, str> as $crate::serde::Deserialize>::deserialize(from)?;
                Self::from_word(&word).ok_or_else(|| $crate::serde::de::Error::custom("a word that is not known"))
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }
    };
}
