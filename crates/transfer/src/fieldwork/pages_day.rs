//! What the holder of a key fetches: the forms of today and, of the people of the area, only what tells a slip that was
//! mistyped; and what became of receipts. The key comes in a header: no log of addresses holds it.

use axum::Json;
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use data_encoding::HEXLOWER;
use kit::web::{Query, client_address};
use kit::{Error, Lang, Result};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use xlsform::Kind;

use house::app::App;

use crate::questionnaires::{self, Asked};
use crate::responses::{self, Area};
use crate::submissions::{self, FieldKey};

/// The header with the key.
const KEY: &str = "x-field-key";
/// Bytes of a slip's digest: enough that two of an area never meet.
const DIGEST: usize = 8;
/// Receipts that are asked after at once.
const RECEIPTS_MOST: usize = 100;

/// Whoever holds a key, with the area it opens.
pub(super) struct Holder {
    secret: String,
    key: FieldKey,
    area: Area,
    lang: Lang,
}

impl FromRequestParts<App> for Holder {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let read = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let secret = read(KEY).to_owned();
        let lang = Lang::from_tag(read("accept-language")).unwrap_or_default();
        let (key, area) = submissions::opened_by(app, client_address(&parts.extensions), &secret).await?;
        Ok(Self { secret, key, area, lang })
    }
}

impl Holder {
    /// A slip as the telephone knows it: it can tell whether a code is one of the area's, and read none.
    fn digest(&self, slip: &str) -> String {
        HEXLOWER.encode(&Sha256::digest(format!("{}:{slip}", self.secret).as_bytes())[..DIGEST])
    }
}

fn form(asked: &Asked) -> Value {
    let mut told = json!({
        "kind": asked.edition.kind.code(),
        "version": asked.edition.version,
        "asksSlip": asked.edition.kind != Kind::Application,
    });
    match asked.form.for_field() {
        Ok(form) => told["form"] = form,
        Err(beyond) => told["beyond"] = json!(beyond.0),
    }
    told
}

pub(super) async fn day(State(app): State<App>, holder: Holder) -> Result<Response> {
    let mut forms = Vec::new();
    for kind in Kind::ALL {
        forms.extend(questionnaires::find_current(&app.db, kind).await?.as_ref().map(form));
    }
    let slips = responses::list_slips(&app.db, holder.area.id).await?;
    let area = &holder.area;
    let day = json!({
        "id": area.id,
        "name": format!("{} · {}/{}", area.project_name.in_lang(holder.lang), area.project_code, area.number),
        "project": area.project_code,
        "number": area.number,
        "expires": holder.key.expires_on,
        "now": app.clock.now().to_rfc3339(),
        "forms": forms,
        "slips": slips.iter().map(|slip| holder.digest(slip)).collect::<Vec<_>>(),
    });
    Ok(Json(day).into_response())
}

/// Which receipts are asked after, with commas between them.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asking {
    receipts: String,
}

pub(super) async fn standing(State(app): State<App>, holder: Holder, Query(asking): Query<Asking>) -> Result<Response> {
    let receipts: Vec<&str> = asking.receipts.split(',').filter(|one| !one.is_empty()).take(RECEIPTS_MOST).collect();
    let standings = submissions::list_standings(&app.db, holder.area.id, &receipts).await?;
    let told: serde_json::Map<String, Value> =
        standings.into_iter().map(|(receipt, standing)| (receipt, Value::String(standing))).collect();
    Ok(Json(told).into_response())
}
