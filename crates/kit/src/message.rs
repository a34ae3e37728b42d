//! Sentences live in `th.ftl` and `en.ftl` beside each feature; Rust only names them. A [`Message`]
//! is an id with arguments, and the [`Catalogue`] turns it into text in the reader's language.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde::{Deserialize, Serialize};
use unic_langid::langid;

use crate::show::Bilingual;

/// A language the product speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Thai, the first language of every page.
    #[default]
    Th,
    /// English, complete.
    En,
}

impl Lang {
    /// Both, Thai first.
    pub const ALL: [Self; 2] = [Self::Th, Self::En];

    /// The BCP 47 tag, for `lang=` and URLs.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Th => "th",
            Self::En => "en",
        }
    }

    /// Reads a tag; anything unknown is `None`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.tag() == tag)
    }
}

/// One argument of a message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Argument {
    /// A number, by which the language chooses its plural form.
    Number(i64),
    /// A day, written as each language writes it.
    Day(chrono::NaiveDate),
    /// A fiscal year of the Buddhist era, as each language writes it.
    FiscalYear(i32),
    /// A name, as each language calls it.
    Names(Bilingual),
    /// Text, put in as it is.
    Text(String),
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<chrono::NaiveDate> for Argument {
    fn from(day: chrono::NaiveDate) -> Self {
        Self::Day(day)
    }
}

impl From<thai::FiscalYear> for Argument {
    fn from(year: thai::FiscalYear) -> Self {
        Self::FiscalYear(year.0)
    }
}

impl From<&Bilingual> for Argument {
    fn from(names: &Bilingual) -> Self {
        Self::Names(names.clone())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

macro_rules! numbers {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Argument {
            fn from(number: $kind) -> Self {
                Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )*};
}
numbers!(i32, i64, u32, u64, usize);

/// Something to say, not yet said in any language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Message {
    id: Cow<'static, str>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    arguments: Vec<(Cow<'static, str>, Argument)>,
}

/// A message without arguments.
pub fn msg(id: &'static str) -> Message {
    Message::new(id)
}

impl Message {
    /// A message without arguments; `id` names a line of an `.ftl` file.
    pub fn new(id: impl Into<Cow<'static, str>>) -> Self {
        Self { id: id.into(), arguments: Vec::new() }
    }

    /// The same message with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((Cow::Borrowed(name), value.into()));
        self
    }

    /// The text it is filled with under this name, if any.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.arguments.iter().find_map(|(own, value)| match value {
            Argument::Text(text) if own == name => Some(text.as_str()),
            _ => None,
        })
    }

    /// The id, for machines (the `type` of a problem document) and for tests.
    pub fn id(&self) -> &str {
        &self.id
    }
}

struct Speech {
    /// Messages without arguments, resolved once: most of a page is made of these.
    plain: HashMap<String, Box<str>>,
    bundle: FluentBundle<FluentResource>,
}

/// Every message in every language.
pub struct Catalogue {
    thai: Speech,
    english: Speech,
}

impl Catalogue {
    /// Reads `.ftl` sources as (language, text).
    ///
    /// # Errors
    /// A sentence naming the broken or repeated message: such a program must not start.
    pub fn new<'a>(sources: impl IntoIterator<Item = (Lang, Cow<'a, str>)>) -> Result<Self, String> {
        let mut texts = [String::new(), String::new()];
        for (lang, text) in sources {
            let all = &mut texts[lang as usize];
            all.push_str(&text);
            all.push('\n');
        }
        let [thai, english] = texts;
        Ok(Self { thai: Speech::new(Lang::Th, thai)?, english: Speech::new(Lang::En, english)? })
    }

    /// The message in `lang`. An id without a message is shown in brackets; a test makes sure that
    /// none is.
    pub fn say(&self, lang: Lang, message: &Message) -> String {
        let speech = self.speech(lang);
        if message.arguments.is_empty() {
            return self.plain(lang, &message.id).into_owned();
        }
        let mut arguments = FluentArgs::with_capacity(message.arguments.len());
        for (name, value) in &message.arguments {
            let value = match value {
                Argument::Number(number) => FluentValue::Number(FluentNumber::from(*number)),
                Argument::Day(day) => FluentValue::from(crate::show::day(*day, lang)),
                Argument::FiscalYear(year) => {
                    FluentValue::from(crate::show::fiscal_year(thai::FiscalYear(*year), lang))
                }
                Argument::Names(names) => FluentValue::from(names.in_lang(lang)),
                Argument::Text(text) => FluentValue::from(text.as_str()),
            };
            arguments.set(name.as_ref(), value);
        }
        speech.format(&message.id, Some(&arguments)).unwrap_or_else(|| format!("[{}]", message.id))
    }

    /// A message without arguments, usually without an allocation.
    pub fn plain<'a>(&'a self, lang: Lang, id: &str) -> Cow<'a, str> {
        let speech = self.speech(lang);
        match speech.plain.get(id) {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(speech.format(id, None).unwrap_or_else(|| format!("[{id}]"))),
        }
    }

    /// Is there such a message in `lang`?
    pub fn has(&self, lang: Lang, id: &str) -> bool {
        self.speech(lang).bundle.has_message(id)
    }

    /// The ids of all messages without arguments.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.thai.plain.keys().map(String::as_str)
    }

    /// A word somebody wrote in Thai, in `lang`, where the messages that begin with `prefix` have it;
    /// as it was written where they do not.
    pub fn word<'a>(&'a self, lang: Lang, prefix: &str, written: &'a str) -> &'a str {
        if lang == Lang::Th {
            return written;
        }
        let mut known = self.thai.plain.iter().filter(|(id, _)| id.starts_with(prefix));
        let id = known.find(|(_, text)| text.as_ref() == written.trim()).map(|(id, _)| id);
        id.and_then(|id| self.speech(lang).plain.get(id)).map_or(written, |text| &**text)
    }

    fn speech(&self, lang: Lang) -> &Speech {
        match lang {
            Lang::Th => &self.thai,
            Lang::En => &self.english,
        }
    }
}

impl Speech {
    fn new(lang: Lang, text: String) -> Result<Self, String> {
        let ids = message_ids(&text);
        let language = match lang {
            Lang::Th => langid!("th"),
            Lang::En => langid!("en"),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // Isolation marks would break attributes; both scripts run left to right.
        bundle.set_use_isolating(false);
        let resource = FluentResource::try_new(text).map_err(|(_, errors)| format!("{}: {errors:?}", lang.tag()))?;
        bundle.add_resource(resource).map_err(|errors| format!("{}: {errors:?}", lang.tag()))?;
        let mut speech = Self { plain: HashMap::new(), bundle };
        for id in ids {
            if let Some(text) = speech.format(&id, None) {
                speech.plain.insert(id, text.into());
            }
        }
        Ok(speech)
    }

    /// `None` when the message is unknown or an argument is missing.
    fn format(&self, id: &str, arguments: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, arguments, &mut errors);
        errors.is_empty().then(|| text.into_owned())
    }
}

fn message_ids(text: &str) -> Vec<String> {
    text.lines()
        .filter(|line| line.starts_with(|first: char| first.is_ascii_alphabetic()))
        .filter_map(|line| line.split_once('=').map(|(id, _)| id.trim().to_owned()))
        .collect()
}

impl fmt::Debug for Catalogue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Catalogue").field("thai", &self.thai.plain.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue() -> Catalogue {
        Catalogue::new([
            (Lang::Th, Cow::Borrowed("found = พบ { $count } รายการ\nhello = สวัสดี")),
            (
                Lang::En,
                Cow::Borrowed(
                    "found = { $count ->\n    [one] one need\n   *[other] { $count } needs\n }\nhello = Hello",
                ),
            ),
        ])
        .expect("good messages")
    }

    #[test]
    fn each_language_says_it_its_own_way() {
        let words = catalogue();
        for (lang, count, said) in [(Lang::Th, 2, "พบ 2 รายการ"), (Lang::En, 1, "one need"), (Lang::En, 2, "2 needs")]
        {
            assert_eq!(words.say(lang, &msg("found").with("count", count)), said);
        }
        assert_eq!(words.plain(Lang::En, "hello"), "Hello");
    }

    #[test]
    fn names_and_known_words_follow_the_reader() {
        let words = Catalogue::new([
            (Lang::Th, Cow::Borrowed("called = ชื่อ { $name }\nword-food = อาหาร")),
            (Lang::En, Cow::Borrowed("called = Called { $name }\nword-food = food")),
        ])
        .expect("good messages");
        let called = msg("called").with("name", &Bilingual::new("ตรัง", "Trang"));
        assert_eq!(
            (words.say(Lang::Th, &called), words.say(Lang::En, &called)),
            ("ชื่อ ตรัง".into(), "Called Trang".into())
        );
        let said = |lang, written| words.word(lang, "word-", written);
        assert_eq!(
            (said(Lang::En, "อาหาร"), said(Lang::Th, "อาหาร"), said(Lang::En, "ดนตรี")),
            ("food", "อาหาร", "ดนตรี")
        );
    }

    #[test]
    fn an_unknown_id_is_visible_and_a_repeated_one_is_refused() {
        assert_eq!(catalogue().plain(Lang::Th, "nothing"), "[nothing]");
        assert!(Catalogue::new([(Lang::Th, Cow::Borrowed("a = 1\na = 2"))]).is_err());
    }
}
