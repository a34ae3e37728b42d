//! The JSON of a request as people and their programs send it. Where text is expected, a number is
//! read as its digits; where a number is expected, its digits as text are read, Thai ones too; where
//! text may be left out, `null` is. What cannot be read is an error that names its field.

use serde::de::value::StringDeserializer;
use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, Visitor};
use serde_json::Value;

use crate::error::Error;
use crate::form::FormErrors;
use crate::message::{Message, msg};

/// Reads a body.
///
/// # Errors
/// [`Error::BadRequest`] when it is no JSON, [`Error::Invalid`] with the field that is not what it
/// should be; of the body as a whole the field is `body`.
pub(super) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| {
        Error::BadRequest(msg("kit-error-json").with("line", error.line()).with("column", error.column()))
    })?;
    T::deserialize(Said(value)).map_err(|wrong| Error::Invalid(FormErrors::one(wrong.path(), wrong.message)))
}

/// What is wrong, and where: the innermost name first.
#[derive(Debug)]
struct Wrong {
    names: Vec<String>,
    message: Message,
}

impl Wrong {
    fn new(id: &'static str) -> Self {
        Self { names: Vec::new(), message: msg(id) }
    }

    fn within(mut self, name: impl Into<String>) -> Self {
        self.names.push(name.into());
        self
    }

    fn path(&self) -> String {
        let path: Vec<&str> = self.names.iter().rev().map(String::as_str).collect();
        if path.is_empty() { "body".to_owned() } else { path.join(".") }
    }
}

impl std::fmt::Display for Wrong {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}: {}", self.path(), self.message.id())
    }
}

impl std::error::Error for Wrong {}

impl de::Error for Wrong {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Self::new("kit-json-value")
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new("kit-field-required").within(field)
    }
}

/// A value as it was sent.
struct Said(Value);

/// The fields of an object, or the items of a list, each read under its name.
struct Fields {
    rest: std::vec::IntoIter<(String, Value)>,
    now: Option<(String, Value)>,
}

impl Fields {
    fn new(fields: Vec<(String, Value)>) -> Self {
        Self { rest: fields.into_iter(), now: None }
    }

    fn value<'de, S: DeserializeSeed<'de>>(seed: S, (name, value): (String, Value)) -> Result<S::Value, Wrong> {
        seed.deserialize(Said(value)).map_err(|wrong| wrong.within(name))
    }
}

impl<'de> de::MapAccess<'de> for Fields {
    type Error = Wrong;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Wrong> {
        self.now = self.rest.next();
        let Some((name, _)) = &self.now else { return Ok(None) };
        let key: StringDeserializer<Wrong> = plain(name.clone())?.into_deserializer();
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Wrong> {
        match self.now.take() {
            Some(field) => Self::value(seed, field),
            None => Err(Wrong::new("kit-json-value")),
        }
    }
}

impl<'de> de::SeqAccess<'de> for Fields {
    type Error = Wrong;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Wrong> {
        self.rest.next().map(|item| Self::value(seed, item)).transpose()
    }
}

/// PostgreSQL keeps no text with U+0000 in it, and nobody types one.
fn plain(text: String) -> Result<String, Wrong> {
    if text.contains('\0') { Err(Wrong::new("kit-error-zero")) } else { Ok(text) }
}

impl Said {
    fn text(self) -> Result<String, Wrong> {
        match self.0 {
            Value::String(text) => plain(text),
            Value::Number(number) => Ok(number.to_string()),
            Value::Null => Ok(String::new()),
            _ => Err(Wrong::new("kit-json-text")),
        }
    }

    fn digits(self) -> Result<String, Wrong> {
        match self.0 {
            Value::Number(number) => Ok(number.to_string()),
            Value::String(text) => Ok(thai::digits::to_ascii(text.trim())),
            Value::Null => Err(Wrong::new("kit-field-required")),
            _ => Err(Wrong::new("kit-json-number")),
        }
    }

    fn whole<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        let digits = self.digits()?;
        // A number that does not fit is wrong in the same words as one that is none.
        let wrong = |_: Wrong| Wrong::new("kit-json-number");
        match digits.parse::<i64>() {
            Ok(number) => visitor.visit_i64(number).map_err(wrong),
            Err(_) => visitor.visit_u64(digits.parse().map_err(|_| Wrong::new("kit-json-number"))?).map_err(wrong),
        }
    }

    fn fields(self) -> Result<Fields, Wrong> {
        match self.0 {
            Value::Object(fields) => Ok(Fields::new(fields.into_iter().collect())),
            _ => Err(Wrong::new("kit-json-object")),
        }
    }

    fn items(self) -> Result<Fields, Wrong> {
        let Value::Array(items) = self.0 else { return Err(Wrong::new("kit-json-list")) };
        Ok(Fields::new(items.into_iter().enumerate().map(|(place, item)| (place.to_string(), item)).collect()))
    }
}

macro_rules! reads {
    ($way:ident: $($method:ident),*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
            self.$way(visitor)
        }
    )*};
}

impl Said {
    fn give_text<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_string(self.text()?)
    }

    fn give_decimal<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        let number = self.digits()?.parse().map_err(|_| Wrong::new("kit-json-number"))?;
        visitor.visit_f64(number)
    }

    fn give_object<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_map(self.fields()?)
    }
}

impl<'de> Deserializer<'de> for Said {
    type Error = Wrong;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(yes) => visitor.visit_bool(yes),
            Value::Number(number) => number.deserialize_any(visitor).map_err(|_| Wrong::new("kit-json-number")),
            Value::String(text) => visitor.visit_string(plain(text)?),
            list @ Value::Array(_) => visitor.visit_seq(Self(list).items()?),
            object @ Value::Object(_) => visitor.visit_map(Self(object).fields()?),
        }
    }

    reads! { give_text: deserialize_char, deserialize_str, deserialize_string, deserialize_identifier }
    reads! { whole: deserialize_i8, deserialize_i16, deserialize_i32, deserialize_i64 }
    reads! { whole: deserialize_u8, deserialize_u16, deserialize_u32, deserialize_u64 }
    reads! { give_decimal: deserialize_f32, deserialize_f64 }
    reads! { give_object: deserialize_map }
    reads! { deserialize_any: deserialize_unit, deserialize_bytes, deserialize_byte_buf }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.0 {
            Value::Bool(yes) => visitor.visit_bool(yes),
            Value::String(text) if text == "true" || text == "false" => visitor.visit_bool(text == "true"),
            _ => Err(Wrong::new("kit-json-bool")),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Wrong> {
        self.deserialize_any(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_seq(self.items()?)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Wrong> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        self.give_object(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        let word: StringDeserializer<Wrong> = self.text()?.into_deserializer();
        visitor.visit_enum(word)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_unit()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use std::collections::BTreeMap;

    #[derive(Debug, Default, Deserialize, PartialEq)]
    #[serde(default)]
    struct Sent {
        text: String,
        limit: Option<i64>,
        inner: BTreeMap<String, String>,
        list: Vec<i32>,
        free: Value,
    }

    #[derive(Debug, Deserialize)]
    struct Strict {
        #[expect(dead_code, reason = "it is only missed")]
        answers: BTreeMap<String, Value>,
    }

    #[test]
    fn a_number_and_its_text_are_read_alike() {
        for body in [r#"{"text": "5", "limit": 5}"#, r#"{"text": 5, "limit": "5"}"#, r#"{"text": "5", "limit": "๕"}"#]
        {
            let sent: Sent = read(body.as_bytes()).expect("read");
            assert_eq!((sent.text.as_str(), sent.limit), ("5", Some(5)), "{body}");
        }
        let sent: Sent = read(br#"{"text": null, "limit": null, "free": {"a": [1, "x", null]}}"#).expect("read");
        assert_eq!((sent.text.as_str(), sent.limit), ("", None));
        assert_eq!(sent.free, serde_json::json!({"a": [1, "x", null]}));
    }

    #[test]
    fn what_is_of_the_wrong_type_is_named() {
        for (body, field, said) in [
            (r#"[]"#, "body", "kit-json-object"),
            (r#""x""#, "body", "kit-json-object"),
            (r#"{"text": []}"#, "text", "kit-json-text"),
            (r#"{"limit": "two"}"#, "limit", "kit-json-number"),
            (r#"{"limit": 1.5}"#, "limit", "kit-json-number"),
            (r#"{"inner": 3}"#, "inner", "kit-json-object"),
            (r#"{"inner": {"line.0.amount": {}}}"#, "inner.line.0.amount", "kit-json-text"),
            (r#"{"list": [1, "x"]}"#, "list.1", "kit-json-number"),
            (r#"{"list": [99999999999]}"#, "list.0", "kit-json-number"),
            (r#"{"text": "a\u0000"}"#, "text", "kit-error-zero"),
            (r#"{"free": {"a": "\u0000"}}"#, "free.a", "kit-error-zero"),
        ] {
            let Err(Error::Invalid(errors)) = read::<Sent>(body.as_bytes()) else { panic!("{body}") };
            assert_eq!(errors.of(field).map(Message::id), Some(said), "{body}: {errors:?}");
        }
        let Err(Error::Invalid(errors)) = read::<Strict>(b"{}") else { panic!("missing") };
        assert_eq!(errors.of("answers").map(Message::id), Some("kit-field-required"));
        assert!(matches!(read::<Sent>(b"{"), Err(Error::BadRequest(_))));
    }
}
