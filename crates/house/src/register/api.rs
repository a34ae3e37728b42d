//! The same in JSON. A feature names each operation and its address, for the document of the API, and hands
//! over what was asked.

use std::convert::Infallible;
use std::future::Future;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use kit::Result;
use kit::form::TextForm;
use kit::web::{once_key, tagged};
use serde::Serialize;

use super::importing::{Typed, read};
use super::pages::{REASON_MOST, version};
use super::{found, found_for, verbs};
use crate::accounts::Reader;
use crate::app::App;

/// A record as programs read it.
pub trait Answered: Typed {
    /// In JSON.
    type Item: Serialize;

    /// What the API says of it.
    fn item(app: &App, record: Self) -> impl Future<Output = Result<Self::Item>> + Send;
}

/// What a program asks: of whom, and with which headers.
pub struct Asked {
    app: App,
    reader: Reader,
    headers: HeaderMap,
}

impl FromRequestParts<App> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let reader = Reader::from_request_parts(parts, app).await?;
        Ok(Self { app: app.clone(), reader, headers: parts.headers.clone() })
    }
}

impl Asked {
    /// One record, also when it was withdrawn.
    ///
    /// # Errors
    /// When there is none of this code.
    pub async fn show<R: Answered>(self, code: &str) -> Result<Response> {
        let record: R = found(&self.app, code).await?;
        self.answer(StatusCode::OK, record).await
    }

    /// Enters a record, once for each `Idempotency-Key`.
    ///
    /// # Errors
    /// When the reader may not, or something is wrong with the form.
    pub async fn register<R: Answered>(self, form: R::Form) -> Result<Response> {
        (R::REGISTER.1)(&self.reader, None)?;
        let once = once_key(&self.headers, &form);
        let brought = read::<R>(&self.app, &self.reader, &form, "").await?;
        let record: R = verbs::register(&self.app, &self.reader, brought, once.as_deref()).await?;
        self.answer(StatusCode::CREATED, record).await
    }

    /// Corrects a record, unless somebody else did since the version of the form or of `If-Match`.
    ///
    /// # Errors
    /// When there is none of this code, the reader may not, something is wrong with the form, or somebody
    /// else was faster.
    pub async fn correct<R: Answered>(self, code: &str, mut form: R::Form) -> Result<Response> {
        let record: R = found_for(&self.app, &self.reader, R::CORRECT.1, code).await?;
        let brought = read::<R>(&self.app, &self.reader, &form, record.code().unwrap_or_default()).await?;
        let version = version(&mut form, &self.headers);
        let record: R = verbs::correct(&self.app, &self.reader, brought, version).await?;
        self.answer(StatusCode::OK, record).await
    }

    /// Withdraws a record.
    ///
    /// # Errors
    /// When there is none of this code, the reader may not, no reason is given, or it was withdrawn before.
    pub async fn withdraw<R: Answered>(self, code: &str, form: &TextForm) -> Result<Response> {
        (R::WITHDRAW.1)(&self.reader, None)?;
        let because = form.check(REASON_MOST)?;
        let record: R = verbs::withdraw(&self.app, &self.reader, code, because, form.seen()).await?;
        self.answer(StatusCode::OK, record).await
    }

    async fn answer<R: Answered>(&self, status: StatusCode, record: R) -> Result<Response> {
        let version = record.standing().version;
        Ok(tagged(status, version, R::item(&self.app, record).await?))
    }
}
