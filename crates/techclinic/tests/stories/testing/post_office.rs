//! A mail server in the process of the test: it speaks SMTP at a port of its own, takes letters, and
//! refuses recipients where it is told to.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use data_encoding::BASE64;
use mailin::{Action, Handler, Response, SessionBuilder, response};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A letter as it came in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Delivered {
    pub(crate) to: Vec<String>,
    pub(crate) raw: String,
}

/// The mail server.
pub(crate) struct PostOffice {
    port: u16,
    letters: Arc<Mutex<Vec<Delivered>>>,
    refusals: Arc<AtomicUsize>,
}

struct Counter {
    letters: Arc<Mutex<Vec<Delivered>>>,
    refusals: Arc<AtomicUsize>,
    letter: Delivered,
}

impl Handler for Counter {
    fn rcpt(&mut self, to: &str) -> Response {
        let left = self.refusals.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        if left.is_ok() {
            return response::NO_MAILBOX;
        }
        self.letter.to.push(to.to_owned());
        response::OK
    }

    fn data(&mut self, buffer: &[u8]) -> std::io::Result<()> {
        self.letter.raw.push_str(&String::from_utf8_lossy(buffer));
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let letter = std::mem::take(&mut self.letter);
        self.letters.lock().unwrap_or_else(PoisonError::into_inner).push(letter);
        response::OK
    }
}

impl PostOffice {
    /// Opens one at a free port.
    pub(crate) async fn open() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let office = Self { port, letters: Arc::default(), refusals: Arc::default() };
        let (letters, refusals) = (office.letters.clone(), office.refusals.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let letter = Delivered::default();
                tokio::spawn(serve(stream, Counter { letters: letters.clone(), refusals: refusals.clone(), letter }));
            }
        });
        office
    }

    /// Where it is.
    pub(crate) fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// Refuses the next recipients.
    pub(crate) fn refuse(&self, count: usize) {
        self.refusals.store(count, Ordering::SeqCst);
    }

    /// The letters that came in, oldest first.
    pub(crate) fn letters(&self) -> Vec<Delivered> {
        self.letters.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

async fn serve(stream: TcpStream, counter: Counter) -> std::io::Result<()> {
    let mut session = SessionBuilder::new("post.example.org").build(IpAddr::V4(Ipv4Addr::LOCALHOST), counter);
    let (reading, mut writing) = stream.into_split();
    let mut reading = BufReader::new(reading);
    writing.write_all(&session.greeting().buffer()?).await?;
    let mut line = Vec::new();
    while reading.read_until(b'\n', &mut line).await? > 0 {
        let answer = session.process(&line);
        line.clear();
        if answer.action != Action::NoReply {
            writing.write_all(&answer.buffer()?).await?;
        }
        if answer.action == Action::Close {
            break;
        }
    }
    Ok(())
}

impl Delivered {
    /// Its subject, as a mail program shows it.
    pub(crate) fn subject(&self) -> String {
        let (head, _) = self.parts();
        let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
        let line = unfolded.lines().find_map(|line| line.strip_prefix("Subject: ")).expect("a subject");
        let (mut bytes, mut coded_before) = (Vec::new(), true);
        for word in line.split_whitespace() {
            let coded = word.strip_prefix("=?utf-8?b?").and_then(|rest| rest.strip_suffix("?="));
            // The space between two coded words is none.
            if coded.is_none() || !coded_before {
                bytes.push(b' ');
            }
            bytes.extend(
                coded
                    .map_or_else(|| word.as_bytes().to_vec(), |coded| BASE64.decode(coded.as_bytes()).expect("base64")),
            );
            coded_before = coded.is_some();
        }
        String::from_utf8(bytes).expect("UTF-8")
    }

    /// Its text, as a mail program shows it.
    pub(crate) fn text(&self) -> String {
        let (head, body) = self.parts();
        assert!(head.contains("Content-Transfer-Encoding: base64"), "{head}");
        let coded: String = body.split_whitespace().filter(|line| *line != ".").collect();
        String::from_utf8(BASE64.decode(coded.as_bytes()).expect("base64")).expect("UTF-8")
    }

    fn parts(&self) -> (&str, &str) {
        self.raw.split_once("\r\n\r\n").expect("a head and a body")
    }
}
