//! What is attached to a plan, and what for: pictures, each with words for those who do not see it; the documents that
//! its call asks for; other papers.

use kit::message::msg;
use kit::show::Bilingual;
use kit::{Message, words};
use uuid::Uuid;

use house::attachments::Purpose;

use crate::calls::AskedDocument;

words! {
    /// What is attached.
    AttachedKind {
        /// A photograph or drawing: everybody sees it with the project.
        Picture = "picture",
        /// A document that the call asks for.
        Asked = "asked",
        /// Another paper.
        Paper = "paper",
    }
}

/// What a file of a plan is for.
#[derive(Clone, Debug, PartialEq)]
pub struct OfPlan {
    /// What it is.
    pub kind: AttachedKind,
    /// Which of the documents that its call asks for.
    pub asked: Option<Uuid>,
    /// Does whoever gave it let everybody read it once the project is approved? Pictures are for everybody anyhow.
    pub may_publish: bool,
}

/// A file that is attached.
pub type Attachment = house::attachments::Attachment<OfPlan>;

impl Purpose for OfPlan {
    const AT: &'static str = "projects";
    const FIELD: &'static str = "file";

    fn is_picture(&self) -> bool {
        self.kind == AttachedKind::Picture
    }

    fn is_for_everybody(&self) -> bool {
        self.is_picture() || self.may_publish
    }

    fn said(&self) -> Message {
        self.noted().unwrap_or_else(|| msg("projects-attached-everybody"))
    }

    fn noted(&self) -> Option<Message> {
        (!self.is_for_everybody()).then(|| msg("projects-attached-inside"))
    }
}

/// What is said of a file that comes.
#[derive(Clone, Debug, PartialEq)]
pub struct NewAttachment {
    /// What it is for.
    pub purpose: OfPlan,
    /// What it is called.
    pub title: Bilingual,
}

/// The documents of a call that are not among these.
pub fn missing(asked: &[AskedDocument], attached: &[Uuid]) -> Vec<AskedDocument> {
    asked.iter().filter(|document| !attached.contains(&document.id)).cloned().collect()
}
