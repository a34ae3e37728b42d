//! A picture or a paper beside a record.

use kit::message::msg;
use kit::show::Bilingual;
use kit::{Facts, Message, Timestamp, masked};
use uuid::Uuid;

use super::paper::PaperType;

/// As many files as stand beside one record.
pub const ATTACHED_MOST: usize = 20;

/// What a feature says of a file beside its records.
pub trait Purpose {
    /// What the addresses of its records begin with, and where their files are kept.
    const AT: &'static str;
    /// By which field a form says which file is meant.
    const FIELD: &'static str;

    /// Is it drawn on the page? It says what it shows, and is a picture whatever else papers may be.
    fn is_picture(&self) -> bool;
    /// May strangers open it with a record that they may read?
    fn is_for_everybody(&self) -> bool;
    /// How the file of this identifier is called in its address, and in [`Self::FIELD`].
    fn name(&self, id: Uuid) -> String {
        id.to_string()
    }
    /// What stands beside its title where whoever writes the record lists its files.
    fn said(&self) -> Message;
    /// The same on the page of the record, where there is anything to say.
    fn noted(&self) -> Option<Message>;
}

/// A file as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// Where.
    pub key: String,
    /// How a browser is told what it is.
    pub media_type: String,
    /// How large.
    pub bytes: i64,
    /// Of a picture, in pixels.
    pub size: Option<(i32, i32)>,
    /// Its digest; of a technology's that came before digests were kept there is none.
    pub sha256: Option<String>,
}

/// A picture or a paper beside a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Attachment<P> {
    /// Inside.
    pub id: Uuid,
    /// What it is for.
    pub purpose: P,
    /// What it is called; of a picture what it shows, for those who do not see it.
    pub title: Bilingual,
    /// The file.
    pub file: Kept,
    /// Since when.
    pub added_at: Timestamp,
}

impl<P: Purpose> Attachment<P> {
    /// Is it drawn on the page?
    pub fn is_picture(&self) -> bool {
        self.purpose.is_picture()
    }

    /// May strangers open it with a record that they may read?
    pub fn is_for_everybody(&self) -> bool {
        self.purpose.is_for_everybody()
    }

    /// What stands beside its title where whoever writes the record lists its files.
    pub fn said(&self) -> Message {
        self.purpose.said()
    }

    /// The same on the page of the record.
    pub fn noted(&self) -> Option<Message> {
        self.purpose.noted()
    }

    /// Where it is opened, with the record of this code.
    pub fn address(&self, code: &str) -> String {
        format!("/{}/{code}/files/{}", P::AT, self.purpose.name(self.id))
    }

    /// What a picture shows, in the place of the picture: read by strangers, so without what a person is reached by.
    pub fn alt(&self) -> Bilingual {
        let Bilingual { th, en } = &self.title;
        Bilingual { th: masked(th).into_owned(), en: en.as_deref().map(|en| masked(en).into_owned()) }
    }

    /// How wide, in pixels.
    pub fn width(&self) -> i32 {
        self.file.size.map_or(0, |(width, _)| width)
    }

    /// How high, in pixels.
    pub fn height(&self) -> i32 {
        self.file.size.map_or(0, |(_, height)| height)
    }

    /// Thousands of bytes, as people count them.
    pub fn kilobytes(&self) -> i64 {
        (self.file.bytes / 1024).max(1)
    }

    /// By which field of a form it is meant, and how it is called there.
    pub fn field(&self) -> (&'static str, String) {
        (P::FIELD, self.purpose.name(self.id))
    }

    /// What it is, in the letters that people know from the end of its name.
    pub fn ending(&self) -> &'static str {
        match PaperType::from_word(&self.file.media_type) {
            Some(paper) => paper.ending(),
            None if self.file.media_type == "image/png" => "png",
            None => "jpg",
        }
    }

    /// The name of the file for whoever keeps it: nothing of a title, which may name somebody.
    pub fn file_name(&self, code: &str) -> String {
        format!("{code}-{}.{}", self.added_at.format("%Y%m%d-%H%M%S"), self.ending())
    }

    /// What the trail keeps of it, beside what its feature says.
    pub fn facts(&self) -> Facts {
        Facts::none()
            .with("type", self.file.media_type.clone())
            .with("sha256", self.file.sha256.clone())
            .personal("title", self.title.th.clone())
    }
}

/// May this file stand beside those?
///
/// # Errors
/// It stands there already, or there are [`ATTACHED_MOST`].
pub fn may_be_added<P>(attached: &[Attachment<P>], file: &Kept) -> Result<(), Message> {
    let same = |one: &&Attachment<P>| one.file.sha256.is_some() && one.file.sha256 == file.sha256;
    if let Some(same) = attached.iter().find(same) {
        return Err(msg("attachments-twice").with("title", same.title.th.clone()));
    }
    if attached.len() >= ATTACHED_MOST {
        return Err(msg("attachments-many").with("most", ATTACHED_MOST));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_file_stands_once_and_no_more_than_there_is_room_for() {
        let file = |sha256: Option<&str>| Kept {
            key: String::new(),
            media_type: String::new(),
            bytes: 1,
            size: None,
            sha256: sha256.map(str::to_owned),
        };
        let one = |sha256| Attachment {
            id: Uuid::nil(),
            purpose: (),
            title: Bilingual { th: "แผนที่".to_owned(), en: None },
            file: file(sha256),
            added_at: Timestamp::default(),
        };
        let found =
            |there: &[Attachment<()>], sha256| may_be_added(there, &file(sha256)).map_err(|why| why.id().to_owned());
        assert_eq!(found(&[one(Some("a"))], Some("b")), Ok(()));
        assert_eq!(found(&[one(Some("a"))], Some("a")), Err("attachments-twice".to_owned()));
        assert_eq!(found(&[one(None)], None), Ok(()), "of neither is known what it holds");
        assert_eq!(found(&vec![one(None); ATTACHED_MOST - 1], Some("a")), Ok(()));
        assert_eq!(found(&vec![one(None); ATTACHED_MOST], Some("a")), Err("attachments-many".to_owned()));
    }
}
