//! The JSON face of the search.

use std::collections::BTreeMap;

use ::search::{Marked, Why};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use kit::Result;
use kit::web::Narrowed;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::answer::{Answer, Hit};
use super::filter::Filter;
use super::verbs;
use house::accounts::Reader;
use house::app::{App, Routes};

pub(super) fn routes() -> Routes {
    Routes::new().routes(routes!(find)).routes(routes!(rebuild))
}

/// A record that was found.
#[derive(Serialize, ToSchema)]
struct SearchHit {
    /// Which kind of record, by its word among the `kinds` of the answer.
    kind: &'static str,
    /// Its short code.
    code: String,
    /// Its name in Thai; of a need the beginning of its words.
    #[serde(serialize_with = "kit::mask::public")]
    name_th: String,
    /// Its name in English, where it has one.
    name_en: Option<String>,
    /// Its page on this site.
    address: String,
    /// The part of it in which most of what was meant stands.
    excerpt: Vec<SearchPiece>,
    /// By what it was found: `words`, `meaning` (a word of the thesaurus), `sound` (a similar spelling), `year`
    /// (the fiscal year it is of) or `place` (where it belongs, which none of its texts says).
    why: &'static str,
}

/// A piece of an excerpt. Joined they are the excerpt.
#[derive(Serialize, ToSchema)]
struct SearchPiece {
    /// The piece.
    text: String,
    /// Was it meant?
    hit: bool,
}

/// What was found.
#[derive(Serialize, ToSchema)]
struct SearchAnswer {
    /// This page, the best first.
    items: Vec<SearchHit>,
    /// Where the next page begins, when there is one.
    next_cursor: Option<String>,
    /// How many in all.
    total: u64,
    /// How many of each kind, whichever was chosen.
    kinds: BTreeMap<String, u64>,
    /// How many by `province` (official code), `field` and `fiscal_year`.
    facets: BTreeMap<String, BTreeMap<String, u64>>,
    /// What was meant where nothing was found by what was typed: the answer is to this.
    nearest: Option<String>,
    /// Words that find something alone, where nothing is found by all of them: ask again by one of these.
    parts: Vec<String>,
    /// Was everything there is read for it? Not for a moment after many records came at once.
    whole: bool,
}

impl From<Marked> for SearchPiece {
    fn from(piece: Marked) -> Self {
        Self { text: piece.text, hit: piece.hit }
    }
}

impl From<Hit> for SearchHit {
    fn from(hit: Hit) -> Self {
        let why = match hit.why {
            Some(Why::Words) => "words",
            Some(Why::Meaning { .. }) => "meaning",
            Some(Why::Sound) => "sound",
            Some(Why::Year) => "year",
            None => "place",
        };
        Self {
            kind: hit.kind.kind,
            code: hit.shown.code,
            name_th: hit.shown.name.th,
            name_en: hit.shown.name.en,
            address: hit.shown.address,
            excerpt: hit.excerpt.into_iter().map(SearchPiece::from).collect(),
            why,
        }
    }
}

/// Finds records of every kind by words, however they are spelled, and counts them by what narrows them.
#[utoipa::path(get, path = "/api/v1/search", operation_id = "search.find",
    params(Filter), responses((status = 200, body = SearchAnswer)))]
async fn find(
    State(app): State<App>,
    reader: Reader,
    Narrowed(filter): Narrowed<Filter>,
) -> Result<Json<SearchAnswer>> {
    let Answer { hits, total, kinds, mut facets, nearest, parts, whole } = verbs::find(&app, &reader, &filter).await?;
    // Clinics and kinds stand there by identifiers of the inside, or beside it.
    facets.retain(|name, _| ["province", "field", "fiscal_year"].contains(&name.as_str()));
    Ok(Json(SearchAnswer {
        items: hits.into_iter().map(SearchHit::from).collect(),
        next_cursor: filter.next(total),
        total,
        kinds,
        facets,
        nearest,
        parts,
        whole,
    }))
}

/// Has the index built anew from the records, by every process that keeps one.
#[utoipa::path(post, path = "/api/v1/search/rebuild", operation_id = "index.rebuild", responses((status = 204)))]
async fn rebuild(State(app): State<App>, reader: Reader) -> Result<StatusCode> {
    reader.must_sign_in()?;
    verbs::rebuild(&app, &reader).await?;
    Ok(StatusCode::NO_CONTENT)
}
