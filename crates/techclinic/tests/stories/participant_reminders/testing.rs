//! A service for messages in the process of the test: it takes what LINE and a gateway for SMS would be sent, and answers
//! as it is told to.

use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use data_encoding::BASE64;
use hmac::{Hmac, KeyInit, Mac};
use kit::jobs::Workers;
use sha2::Sha256;
use tokio::net::TcpListener;

use crate::testing::{Tried, World};
use techclinic::config::{MessageSettings, Settings};
use transfer::participant_reminders::jobs;

/// How its verb is tried by everybody: nothing is configured, so that nothing leaves.
pub(crate) const TRIED: Tried =
    Tried::of(&[("participant_reminder.send", "/desk/projects/{work}/areas/1/participant-reminders", "")]);

/// The secret that LINE shares with the channel.
const SECRET: &str = "the channel's secret";

/// A message as it came in.
#[derive(Clone, Debug)]
pub(crate) struct Taken {
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

#[derive(Clone, Default)]
struct Book {
    taken: Arc<Mutex<Vec<Taken>>>,
    answer: Arc<AtomicU16>,
}

/// The service.
pub(crate) struct Exchange {
    port: u16,
    book: Book,
}

impl Exchange {
    /// Opens one at a free port, which takes everything.
    pub(crate) async fn open() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let book = Book::default();
        book.answer.store(200, Ordering::SeqCst);
        let router = Router::new().fallback(take).with_state(book.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { port, book }
    }

    /// Answers everything with this number from now on.
    pub(crate) fn answer(&self, number: u16) {
        self.book.answer.store(number, Ordering::SeqCst);
    }

    /// What came in, oldest first.
    pub(crate) fn taken(&self) -> Vec<Taken> {
        self.book.taken.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The site with both ways, which lead here.
    pub(crate) fn connected(&self, world: World) -> World {
        drop(rustls::crypto::ring::default_provider().install_default());
        let site = format!("http://127.0.0.1:{}", self.port);
        let messages = MessageSettings {
            line_service: site.clone(),
            line_token: "the channel's token".to_owned(),
            line_secret: SECRET.to_owned(),
            line_account: "@ttc-somnut".to_owned(),
            sms_url: format!("{site}/sms"),
            sms_authorization: "Basic c2Vj".to_owned(),
            sms_body: "msisdn={to}&message={text}".to_owned(),
        };
        world.changed(|app| {
            app.message_port = messages.port().expect("a port");
            app.settings = Settings { messages, ..(*app.settings).clone() }.into();
        })
    }
}

async fn take(State(book): State<Book>, uri: Uri, headers: HeaderMap, body: Bytes) -> StatusCode {
    let taken = Taken { path: uri.path().to_owned(), headers, body: String::from_utf8_lossy(&body).into_owned() };
    book.taken.lock().unwrap_or_else(PoisonError::into_inner).push(taken);
    StatusCode::from_u16(book.answer.load(Ordering::SeqCst)).expect("a status")
}

/// Does what waits in the queue.
pub(crate) async fn deliver(world: &World) {
    jobs(Workers::new(), &world.app).work(world.app.ground()).await.expect("worked");
}

/// How LINE signs a notice.
pub(crate) fn signed(body: &str) -> String {
    let mut digest = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).expect("a key");
    digest.update(body.as_bytes());
    BASE64.encode(&digest.finalize().into_bytes())
}
