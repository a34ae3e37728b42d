//! What is typed about a file that is attached to a plan.

use kit::message::msg;
use kit::{FormErrors, Message};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::attachment::{AttachedKind, NewAttachment, OfPlan};
use house::attachments::{decoded, titles};

use crate::calls::AskedDocument;

/// What is said of a file that is attached.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct AttachedFileForm {
    /// What it is: `picture`, `paper`, or the identifier of a document that the call asks for.
    #[schema(required)]
    pub document: String,
    /// What it is called; of a picture what it shows, for those who do not see it. Not asked of a document of the call.
    pub title_th: String,
    /// The same in English.
    pub title_en: String,
    /// "yes" when everybody may read it once the project is approved.
    pub may_publish: String,
    /// Its bytes in base64; a page sends a file instead.
    pub content: String,
}

impl AttachedFileForm {
    /// May everybody read it once the project is approved?
    pub fn is_to_publish(&self) -> bool {
        self.may_publish == "yes"
    }

    /// Reads the form; `asked` are the documents of the call.
    ///
    /// # Errors
    /// What is wrong, beside the fields; a picture without words for those who do not see it.
    pub fn check(&self, asked: &[AskedDocument]) -> Result<NewAttachment, FormErrors> {
        let mut errors = FormErrors::new();
        let what = errors.take("document", what(self.document.trim(), asked));
        let picture = matches!(what, Some((AttachedKind::Picture, _)));
        // A document of the call has the name the call gives it, and what was typed beside it.
        let named = what.as_ref().and_then(|(_, document)| document.map(|document| document.name.as_str()));
        let title = titles(&mut errors, (&self.title_th, &self.title_en), picture, named);
        match (what, title) {
            (Some((kind, document)), Some(title)) => {
                let asked = document.map(|document| document.id);
                Ok(NewAttachment { purpose: OfPlan { kind, asked, may_publish: self.is_to_publish() }, title })
            }
            _ => Err(errors),
        }
    }

    /// The bytes a program sends.
    ///
    /// # Errors
    /// When it is no base64.
    pub fn bytes(&self) -> Result<Vec<u8>, FormErrors> {
        decoded(&self.content)
    }
}

fn what<'a>(typed: &str, asked: &'a [AskedDocument]) -> Result<(AttachedKind, Option<&'a AskedDocument>), Message> {
    match AttachedKind::from_word(typed) {
        Some(kind @ (AttachedKind::Picture | AttachedKind::Paper)) => return Ok((kind, None)),
        Some(AttachedKind::Asked) | None => {}
    }
    let document = asked.iter().find(|document| document.id.to_string() == typed);
    document.map(|document| (AttachedKind::Asked, Some(document))).ok_or_else(|| msg("projects-attach-choose"))
}

/// Which file is taken away.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct DetachedFileForm {
    /// Its identifier.
    #[schema(required)]
    pub file: String,
}

impl DetachedFileForm {
    /// Its identifier; one that nothing has when it cannot be read.
    pub fn id(&self) -> Uuid {
        self.file.trim().parse().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_says_what_it_shows_and_a_document_of_the_call_has_its_name() {
        let id = Uuid::from_u128(7);
        let asked = [AskedDocument { id, name: "หนังสือรับรอง".to_owned(), needed: true }];
        let said = |document: &str, title: &str| {
            let form = AttachedFileForm {
                document: document.to_owned(),
                title_th: title.to_owned(),
                ..AttachedFileForm::default()
            };
            form.check(&asked).map(|new| new.title.th).map_err(|errors| {
                let of = |field| errors.of(field).map(|message| message.id().to_owned());
                of("title_th").or_else(|| of("document")).unwrap_or_default()
            })
        };
        let id = id.to_string();
        for (document, title, found) in [
            ("picture", "", Err("attachments-alt-needed")),
            ("picture", "ชาวบ้านตากกล้วย", Ok("ชาวบ้านตากกล้วย")),
            ("paper", "", Err("kit-field-required")),
            (id.as_str(), "", Ok("หนังสือรับรอง")),
            (id.as_str(), "ฉบับผู้ใหญ่บ้าน", Ok("หนังสือรับรอง – ฉบับผู้ใหญ่บ้าน")),
            ("asked", "x", Err("projects-attach-choose")),
            ("", "x", Err("projects-attach-choose")),
        ] {
            let found = found.map(str::to_owned).map_err(str::to_owned);
            assert_eq!(said(document, title), found, "{document} {title}");
        }
    }
}
