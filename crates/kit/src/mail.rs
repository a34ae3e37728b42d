//! Letters to people who work here. A letter is a job: it goes into the queue with whatever causes
//! it, and leaves when the mail server takes it, today or after it has come back. Once it is gone the
//! queue forgets to whom it went and what it said.

use anyhow::{Context, anyhow};
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Message};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::error::Result;
use crate::jobs::Workers;

/// The kind of job that a letter is.
const LETTER: &str = "mail.send";

/// One letter, of text alone: it is read on old telephones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// The reader's address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text; lines as they shall stand.
    pub text: String,
}

#[derive(Serialize, Deserialize)]
struct Queued {
    id: Uuid,
    #[serde(flatten)]
    letter: Letter,
}

/// The way to the mail server.
#[derive(Clone)]
pub struct Mailer {
    server: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Mailer {
    /// Opens `smtp://user:secret@host:port` (`smtps://…` with encryption from the first byte,
    /// `?tls=required` for STARTTLS); `from` is the sender, as `Name <address>` or an address.
    ///
    /// # Errors
    /// When either cannot be read. The text carries no secret.
    pub fn open(url: &str, from: &str) -> anyhow::Result<Self> {
        let from = from.parse().context("mail-from is not an address")?;
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|_| anyhow!("smtp-url cannot be read: smtp://USER:SECRET@HOST:PORT"))?;
        Ok(Self { server: server.build(), from })
    }

    /// Does the work of letters with these workers.
    #[must_use]
    pub fn jobs(self, workers: Workers) -> Workers {
        workers.on(LETTER, move |payload| {
            let mailer = self.clone();
            async move {
                let queued: Queued = serde_json::from_value(payload).context("a letter in the queue")?;
                Ok(mailer.send(&queued).await?)
            }
        })
    }

    /// Hands one letter to the server. The same letter tried twice has the same message id, by which
    /// a mailbox knows it for one.
    async fn send(&self, queued: &Queued) -> anyhow::Result<()> {
        let Letter { to, subject, text } = &queued.letter;
        let message = Message::builder()
            .from(self.from.clone())
            .to(to.parse().map_err(|_| anyhow!("a letter to what is no address"))?)
            .subject(subject)
            .message_id(Some(format!("<{}@{}>", queued.id, self.from.email.domain())))
            .header(ContentType::TEXT_PLAIN)
            .body(text.clone())
            .context("a letter that cannot be written")?;
        // The server's own words may name the reader: what is kept of them is the number.
        let refused = |error: lettre::transport::smtp::Error| match error.status() {
            Some(status) => anyhow!("the mail server answered {status}"),
            None => anyhow!("the mail server could not be reached"),
        };
        self.server.send(message).await.map(drop).map_err(refused)
    }
}

/// A letter as work of the queue: the kind of the job, and what it carries.
///
/// # Errors
/// Never in practice: a letter is text.
pub(crate) fn job(id: Uuid, letter: Letter) -> Result<(&'static str, Value)> {
    Ok((LETTER, serde_json::to_value(Queued { id, letter }).context("a letter")?))
}
