//! What a person typed about an opinion -> a valid value, or errors beside the fields.

use chrono::NaiveDate;
use kit::form::{length, optional, public_text, text_within};
use kit::message::msg;
use kit::{FormErrors, Message};
use serde::Deserialize;
use utoipa::ToSchema;

use super::opinion::{Channel, Decision, Disposition, NewOpinion, TEXT_LEAST, TEXT_MOST};
use house::layout::date_field::DateField;

/// The longest reason or reply, in characters.
pub const REPLY_MOST: usize = 4_000;
/// The longest name, contact or meeting, in characters.
const LINE_MOST: usize = 200;

/// The form by which anyone gives an opinion, and staff key those heard elsewhere. Every field is
/// kept as it was typed.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct OpinionForm {
    /// What they say.
    #[schema(required)]
    pub text: String,
    /// Who says it; never published.
    pub name: String,
    /// How to reach them; never published.
    pub contact: String,
    /// Code of the project; empty for the work as a whole.
    pub project: String,
    /// Number of the project's area, counted from one; empty for all of it.
    pub area: String,
    /// Where it was heard; empty is the web.
    #[schema(value_type = Option<Channel>)]
    pub channel: String,
    /// When staff heard it elsewhere.
    #[serde(flatten)]
    #[schema(value_type = ReceivedOn)]
    pub received_on: DateField<ReceivedOn>,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
}

house::date_names!(ReceivedOn, "received_on");

impl OpinionForm {
    /// Reads the form; an opinion given on the web is received `today`.
    pub fn check(&self, today: NaiveDate) -> Result<NewOpinion, FormErrors> {
        let mut errors = FormErrors::new();
        let text = errors.take("text", self.text());
        let name = errors.take("name", line(&self.name));
        let contact = errors.take("contact", line(&self.contact));
        let channel = errors.take("channel", self.channel());
        let received_on = match channel {
            Some(Channel::Web) | None => Some(today),
            Some(_) if self.received_on.is_empty() => Some(today),
            Some(_) => errors.take("received_on", self.received_on.past(today)),
        };
        let area = errors.take("area", self.area());
        match (text, name, contact, channel, received_on, area) {
            (Some(text), Some(name), Some(contact), Some(channel), Some(received_on), Some(area)) => {
                let project = optional(&self.project).map(|code| code.to_uppercase());
                Ok(NewOpinion { text, name, contact, channel, received_on, project, area })
            }
            _ => Err(errors),
        }
    }

    fn text(&self) -> Result<String, Message> {
        let text = text_within(&self.text, TEXT_MOST)?;
        if length(&text) < TEXT_LEAST {
            return Err(msg("participation-text-short").with("least", TEXT_LEAST));
        }
        Ok(text)
    }

    fn channel(&self) -> Result<Channel, Message> {
        match optional(&self.channel) {
            None => Ok(Channel::Web),
            Some(word) => Channel::from_word(&word).ok_or_else(|| msg("participation-channel-choose")),
        }
    }

    fn area(&self) -> Result<Option<i32>, Message> {
        match optional(&self.area) {
            None => Ok(None),
            Some(typed) => {
                thai::digits::to_ascii(&typed).parse().map(Some).map_err(|_| msg("participation-area-unknown"))
            }
        }
    }
}

fn line(typed: &str) -> Result<Option<String>, Message> {
    optional(typed).map(|typed| text_within(&typed, LINE_MOST)).transpose()
}

/// The form by which whoever answers for an opinion decides about it.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = OpinionDecision)]
pub struct DecisionForm {
    /// What becomes of it.
    #[schema(required, value_type = Disposition)]
    pub disposition: String,
    /// Why.
    #[schema(required)]
    pub reason: String,
    /// Where it was considered.
    #[schema(required)]
    pub considered_at: String,
    /// The version the reader had before their eyes.
    pub version: String,
}

impl DecisionForm {
    /// Reads the form.
    pub fn check(&self) -> Result<Decision, FormErrors> {
        let mut errors = FormErrors::new();
        let chosen = Disposition::from_word(&self.disposition).ok_or_else(|| msg("participation-disposition-choose"));
        let disposition = errors.take("disposition", chosen);
        let reason = errors.take("reason", public_text(&self.reason, REPLY_MOST));
        let considered_at = errors.take("considered_at", text_within(&self.considered_at, LINE_MOST));
        match (disposition, reason, considered_at) {
            (Some(disposition), Some(reason), Some(considered_at)) => {
                Ok(Decision { disposition, reason, considered_at })
            }
            _ => Err(errors),
        }
    }
}
