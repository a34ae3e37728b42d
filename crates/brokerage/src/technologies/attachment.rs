//! Pictures and papers of a technology: what each is for. The signed consent of a holder is a paper too, and never
//! public.

use kit::show::Bilingual;
use kit::{Message, words};
use uuid::Uuid;

use house::attachments::Purpose;

words! {
    /// What is attached.
    AttachmentKind {
        /// A photograph or drawing, shown on the page.
        Picture = "picture",
        /// How it is made and used.
        Manual = "manual",
        /// A published paper.
        Paper = "paper",
        /// A certificate of standard or of property.
        Certificate = "certificate",
        /// What a test found.
        Test = "test",
        /// The holder's signed consent; never public.
        Consent = "consent",
    }
}

/// What a file of a technology is for.
#[derive(Clone, Debug, PartialEq)]
pub struct OfTechnology {
    /// What it is.
    pub kind: AttachmentKind,
    /// Its number among those of the technology.
    pub number: i32,
}

/// A picture or a paper of a technology.
pub type Attachment = house::attachments::Attachment<OfTechnology>;

impl Purpose for OfTechnology {
    const AT: &'static str = "technologies";
    const FIELD: &'static str = "number";

    fn is_picture(&self) -> bool {
        self.kind == AttachmentKind::Picture
    }

    fn is_for_everybody(&self) -> bool {
        self.kind != AttachmentKind::Consent
    }

    fn name(&self, _: Uuid) -> String {
        self.number.to_string()
    }

    fn said(&self) -> Message {
        Message::new(format!("{}{}", "technologies-attached-kind-", self.kind))
    }

    fn noted(&self) -> Option<Message> {
        Some(self.said())
    }
}

/// What is attached, as it came.
#[derive(Clone, Debug)]
pub struct NewAttachment {
    /// What it is.
    pub kind: AttachmentKind,
    /// What it is called.
    pub title: Bilingual,
}
