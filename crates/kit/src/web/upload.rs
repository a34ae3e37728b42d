//! A form with a file: its bytes, and what was typed beside them.

use std::collections::BTreeMap;

use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use bytes::Bytes;

use super::extract::unreadable;
use crate::error::{Error, Result};
use crate::message::msg;

/// A form with a file on its way: nothing of it is held before its handler knows that its sender may send it.
pub struct Upload(Multipart);

/// A form with a file, as it was sent.
#[derive(Default)]
pub struct Uploaded {
    /// What the file was called where it comes from; empty where none was chosen.
    pub name: String,
    /// The file; empty where none was chosen.
    pub file: Bytes,
    /// Those chosen with it, where the form takes several.
    pub more: Vec<Bytes>,
    typed: BTreeMap<String, String>,
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self> {
        let parts = Multipart::from_request(request, state).await;
        parts.map(Self).map_err(|refused| unreadable(&refused.into_response()))
    }
}

impl Upload {
    /// Reads it, its file being the field `file`: what came, and whether that was all of it. What came
    /// before a file that is too large is shown again with the form.
    ///
    /// # Errors
    /// Beside what came: [`Error::TooLarge`], and [`Error::BadRequest`] where it is no form.
    pub async fn read(mut self) -> (Uploaded, Result<()>) {
        let mut sent = Uploaded::default();
        let whole = self.read_into(&mut sent).await.map_err(broken);
        (sent, whole)
    }

    async fn read_into(&mut self, sent: &mut Uploaded) -> Result<(), MultipartError> {
        while let Some(part) = self.0.next_field().await? {
            let field = part.name().unwrap_or_default().to_owned();
            if field == "file" && !sent.file.is_empty() {
                sent.more.push(part.bytes().await?);
            } else if field == "file" {
                sent.name = part.file_name().unwrap_or_default().to_owned();
                sent.file = part.bytes().await?;
            } else {
                sent.typed.insert(field, part.text().await?);
            }
        }
        Ok(())
    }
}

impl Uploaded {
    /// What was typed in a field; empty where it was not there.
    pub fn text(&self, field: &str) -> String {
        self.typed.get(field).cloned().unwrap_or_default()
    }
}

fn broken(error: MultipartError) -> Error {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        _ => Error::BadRequest(msg("kit-error-form")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn sent(body: String) -> (Uploaded, Result<()>) {
        let request = Request::post("/").header("content-type", "multipart/form-data; boundary=x");
        let request = request.body(body.into()).expect("a request");
        Upload::from_request(request, &()).await.expect("a form with a file").read().await
    }

    #[tokio::test]
    async fn a_file_comes_with_its_name_and_with_what_was_typed_beside_it() {
        let kind = "--x\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nminutes\r\n";
        let file = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF\r\n--x--\r\n";
        let (all, whole) = sent(format!("{kind}{file}")).await;
        whole.expect("all of it");
        assert_eq!((all.name.as_str(), &all.file[..], all.text("kind").as_str()), ("a.pdf", &b"%PDF"[..], "minutes"));
        assert_eq!(all.text("title"), "");
        let two = [("one", "1"), ("two", "2")].map(|(name, held)| {
            format!("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{held}\r\n")
        });
        let (both, _) = sent(format!("{}--x--\r\n", two.concat())).await;
        assert_eq!((&both.file[..], &both.more[0][..]), (&b"1"[..], &b"2"[..]), "of several none is lost");
        let (some, broken) = sent(format!("{kind}--x\r\nContent-Disp")).await;
        assert!(matches!(broken, Err(Error::BadRequest(_))), "what breaks off is no form");
        assert_eq!(some.text("kind"), "minutes");
    }
}
