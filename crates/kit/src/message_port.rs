//! The ways by which short messages reach people who have no account: LINE, and SMS through a gateway of the house's
//! choice. Each is off until it is configured. What a service answers is kept as a number alone: its words may name the
//! reader.

use std::time::Duration;

use anyhow::{Context, anyhow, bail};
use reqwest::{Client, StatusCode};
use serde_json::json;
use uuid::Uuid;

/// How long a service may take.
const PATIENCE: Duration = Duration::from_secs(5);

crate::words! {
    /// How a message travels.
    Way {
        /// By LINE, to somebody who linked their slip with the house's account.
        Line = "line",
        /// By SMS, to a telephone number.
        Sms = "sms",
    }
}

/// What a service said of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It took it.
    Taken,
    /// It will never take it: the number of its answer.
    Refused(u16),
    /// Nobody knows whether it took it; handed over again it might arrive twice.
    Unknown,
}

/// LINE's Messaging API: the address of the service and the access token of the house's account.
#[derive(Clone)]
struct Line {
    push: String,
    token: String,
}

/// A gateway for SMS: its address, what proves who we are, and the body with `{to}` and `{text}` in it. One that begins
/// with a brace is JSON, any other is sent as a form.
#[derive(Clone)]
struct Sms {
    address: String,
    authorization: String,
    body: String,
}

/// The ways that are configured.
#[derive(Clone)]
pub struct MessagePort {
    client: Client,
    line: Option<Line>,
    sms: Option<Sms>,
}

impl MessagePort {
    /// Nothing configured yet.
    ///
    /// # Errors
    /// When the machine has no means of encrypting.
    pub fn closed() -> anyhow::Result<Self> {
        let client = Client::builder().timeout(PATIENCE).redirect(reqwest::redirect::Policy::none()).build();
        Ok(Self { client: client.context("the message port cannot be opened")?, line: None, sms: None })
    }

    /// With LINE: the address of the service without a path, and the channel's access token.
    #[must_use]
    pub fn with_line(self, service: &str, token: &str) -> Self {
        let push = format!("{}/v2/bot/message/push", service.trim_end_matches('/'));
        Self { line: Some(Line { push, token: token.to_owned() }), ..self }
    }

    /// With a gateway for SMS; `authorization` is the header of that name, none when empty.
    ///
    /// # Errors
    /// When the body does not say where the number and the text stand.
    pub fn with_sms(self, address: &str, authorization: &str, body: &str) -> anyhow::Result<Self> {
        if !body.contains("{to}") || !body.contains("{text}") {
            bail!("sms-body must hold {{to}} and {{text}}");
        }
        let owned = |text: &str| text.to_owned();
        Ok(Self {
            sms: Some(Sms { address: owned(address), authorization: owned(authorization), body: owned(body) }),
            ..self
        })
    }

    /// Can messages leave this way?
    pub fn is_open(&self, way: Way) -> bool {
        match way {
            Way::Line => self.line.is_some(),
            Way::Sms => self.sms.is_some(),
        }
    }

    /// Hands one message to a service. The same message handed over twice carries the same key, by which LINE knows it
    /// for one.
    ///
    /// # Errors
    /// When the way is not configured, or the service cannot be reached or asks to be tried later.
    pub async fn send(&self, way: Way, id: Uuid, to: &str, text: &str) -> anyhow::Result<Answer> {
        let request = match (way, &self.line, &self.sms) {
            (Way::Line, Some(line), _) => self
                .client
                .post(&line.push)
                .bearer_auth(&line.token)
                .header("X-Line-Retry-Key", id.to_string())
                .json(&json!({ "to": to, "messages": [{ "type": "text", "text": text }] })),
            (Way::Sms, _, Some(sms)) => self.by_sms(sms, to, text),
            _ => bail!("this way of sending messages is not configured"),
        };
        match request.send().await {
            Ok(answered) => judged(way, answered.status()),
            // It may have been taken before the line broke, and SMS knows no key: rather none than many.
            Err(error) if way == Way::Sms && !error.is_connect() => Ok(Answer::Unknown),
            Err(_) => Err(anyhow!("the message service could not be reached")),
        }
    }

    fn by_sms(&self, sms: &Sms, to: &str, text: &str) -> reqwest::RequestBuilder {
        let request = self.client.post(&sms.address);
        let request =
            if sms.authorization.is_empty() { request } else { request.header("Authorization", &sms.authorization) };
        let (kind, written): (_, fn(&str) -> String) =
            if sms.body.starts_with('{') { ("application/json", in_json) } else { (FORM, in_form) };
        request.header("Content-Type", kind).body(filled(&sms.body, &written(to), &written(text)))
    }
}

/// The kind of a form's body.
const FORM: &str = "application/x-www-form-urlencoded";

/// The body with the number and the text in their places; what stands in a text is never a place.
fn filled(body: &str, to: &str, text: &str) -> String {
    let parts: Vec<String> = body.split("{text}").map(|part| part.replace("{to}", to)).collect();
    parts.join(text)
}

fn in_json(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}

fn in_form(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// LINE answers 409 to a message it took before. What is too much for now is tried again, and so is what is broken at
/// LINE, which knows a message by its key; any other refusal stays one.
fn judged(way: Way, status: StatusCode) -> anyhow::Result<Answer> {
    let number = status.as_u16();
    match status {
        _ if status.is_success() => Ok(Answer::Taken),
        StatusCode::CONFLICT if way == Way::Line => Ok(Answer::Taken),
        StatusCode::TOO_MANY_REQUESTS
        | StatusCode::REQUEST_TIMEOUT
        | StatusCode::UNAUTHORIZED
        | StatusCode::FORBIDDEN => Err(anyhow!("the message service answered {number}")),
        StatusCode::SERVICE_UNAVAILABLE => Err(anyhow!("the message service answered {number}")),
        _ if status.is_client_error() => Ok(Answer::Refused(number)),
        _ if way == Way::Sms => Ok(Answer::Unknown),
        _ => Err(anyhow!("the message service answered {number}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stands_whole_in_the_body_of_a_gateway() {
        let sly = "ก\"b & {to}={text}";
        let json = filled(r#"{"to":"{to}","message":"{text}"}"#, &in_json("0812345678"), &in_json(sly));
        let read: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!((read["to"].as_str(), read["message"].as_str()), (Some("0812345678"), Some(sly)));
        let form = filled("msisdn={to}&message={text}&sender=TTC", &in_form("0812345678"), &in_form(sly));
        let read: Vec<(String, String)> = url::form_urlencoded::parse(form.as_bytes()).into_owned().collect();
        assert_eq!(read[1], ("message".to_owned(), sly.to_owned()));
        assert_eq!(read.len(), 3);
    }

    #[test]
    fn what_will_never_be_taken_is_not_tried_again() {
        let of = |way, number| judged(way, StatusCode::from_u16(number).expect("a number")).ok();
        for (way, number, said) in [
            (Way::Sms, 200, Some(Answer::Taken)),
            (Way::Sms, 201, Some(Answer::Taken)),
            (Way::Line, 409, Some(Answer::Taken)),
            (Way::Sms, 409, Some(Answer::Refused(409))),
            (Way::Sms, 400, Some(Answer::Refused(400))),
            (Way::Line, 404, Some(Answer::Refused(404))),
            (Way::Line, 429, None),
            (Way::Line, 401, None),
            (Way::Sms, 302, Some(Answer::Unknown)),
            (Way::Sms, 500, Some(Answer::Unknown)),
            (Way::Sms, 503, None),
            (Way::Line, 500, None),
        ] {
            assert_eq!(of(way, number), said, "{number}");
        }
    }
}
