//! A file of answers that were stuck on a telephone, as its page saved it: somebody brings it to the clinic.

use axum::body::Bytes;
use data_encoding::BASE64;
use kit::Message;
use kit::message::msg;
use serde::Deserialize;
use uuid::Uuid;

use super::sending::Sent;

/// What such a file says it is.
const KIND: &str = "techclinic-field";
/// Answers in one file.
const ANSWERS_MOST: usize = 2_000;

/// The file.
#[derive(Deserialize)]
pub(super) struct Handed {
    kind: String,
    answers: Vec<One>,
}

/// An answer in it.
#[derive(Deserialize)]
struct One {
    area: Uuid,
    xml: String,
    files: Vec<Beside>,
}

/// A file that goes with it.
#[derive(Deserialize)]
struct Beside {
    name: String,
    content: String,
}

impl Handed {
    /// Reads it.
    ///
    /// # Errors
    /// `submissions-handed-unread` for any other file, and `submissions-handed-most` for a longer one.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Message> {
        let read: Self = serde_json::from_slice(bytes).map_err(|_| msg("submissions-handed-unread"))?;
        if read.kind != KIND {
            return Err(msg("submissions-handed-unread"));
        }
        if read.answers.len() > ANSWERS_MOST {
            return Err(msg("submissions-handed-most").with("most", ANSWERS_MOST));
        }
        Ok(read)
    }

    /// Its answers: what is to be taken of this area, or nothing for one that is another's.
    pub(super) fn of_area(self, area: Uuid) -> impl Iterator<Item = Result<Sent, Message>> {
        self.answers.into_iter().map(move |one| {
            if one.area != area {
                return Err(msg("submissions-handed-elsewhere"));
            }
            let decoded = |beside: Beside| {
                let content = BASE64.decode(beside.content.as_bytes()).map_err(|_| msg("submissions-handed-unread"))?;
                Ok((beside.name, Bytes::from(content)))
            };
            Ok(Sent {
                xml: one.xml,
                files: one.files.into_iter().map(decoded).collect::<Result<_, Message>>()?,
                ..Sent::default()
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_such_a_file_is_read_and_only_what_is_of_the_area_is_taken() {
        let area = Uuid::from_u128(7);
        let one = |of: Uuid, content: &str| {
            format!(r#"{{"area":"{of}","xml":"<data/>","files":[{{"name":"a.jpg","content":"{content}"}}]}}"#)
        };
        let file = |answers: &str| format!(r#"{{"kind":"techclinic-field","answers":[{answers}]}}"#);
        for broken in ["", "{}", "[1,2]", r#"{"kind":"other","answers":[]}"#, &file("{}")] {
            assert!(Handed::read(broken.as_bytes()).is_err(), "{broken}");
        }
        let three = [one(area, "AQI="), one(Uuid::nil(), ""), one(area, "?")].join(",");
        let read = Handed::read(file(&three).as_bytes()).expect("a file");
        let taken: Vec<_> = read.of_area(area).collect();
        assert_eq!(taken[0].as_ref().expect("taken").files[0].1[..], [1, 2]);
        assert_eq!(taken[1].as_ref().expect_err("another's").id(), "submissions-handed-elsewhere");
        assert!(taken[2].is_err());
        let many = vec![one(area, ""); ANSWERS_MOST + 1].join(",");
        assert!(Handed::read(file(&many).as_bytes()).is_err());
    }
}
