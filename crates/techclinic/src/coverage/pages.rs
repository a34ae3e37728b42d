//! The page of the coverage map: one layer drawn, its gaps as text, and all layers side by side.

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;
use kit::show::Bilingual;
use kit::web::{Check, Narrowed, Narrows};
use kit::{Message, Result, msg, page};
use serde::Deserialize;
use thai::places::Place;
use uuid::Uuid;

use super::reach::Reach;
use house::accounts::Reader;
use house::app::App;
use house::layout::layer::{Layer, layers};
use house::layout::slots::{Filling, Piece};
use house::layout::{Choice, Label, ProvinceCount, ProvinceMap, filters};

/// Which layer is drawn.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Filter {
    /// Its word; the first where none is named.
    layer: String,
}

fn narrows_layer(typed: &str, _: NaiveDate) -> Result<String, Message> {
    let known = layers().iter().any(|layer| layer.name == typed);
    if known { Ok(typed.to_owned()) } else { Err(kit::web::narrow::unknown("coverage-layer-unknown", typed)) }
}

impl Narrows for Filter {
    const CHECKS: &'static [(&'static str, Check)] = &[("layer", narrows_layer)];
}

/// A layer in the table of all.
struct Row {
    layer: &'static Layer,
    reach: Reach,
}

impl Row {
    fn address(&self) -> String {
        kit::web::address("/coverage", &[("layer", self.layer.name)])
    }
}

/// The map.
#[derive(Template)]
#[template(path = "coverage/index.html")]
pub(super) struct Index {
    rows: Vec<Row>,
    /// The place of the drawn one among them.
    drawn: usize,
    map: ProvinceMap,
    choices: Vec<Choice>,
    day: NaiveDate,
}
page!(Index, "coverage-title", shared);

impl Index {
    fn layer(&self) -> &Layer {
        self.rows[self.drawn].layer
    }

    fn gaps(&self) -> Vec<&'static Place> {
        self.rows[self.drawn].reach.gaps()
    }
}

pub(super) async fn index(State(app): State<App>, Narrowed(filter): Narrowed<Filter>) -> Result<Index> {
    let day = app.clock.today();
    let mut rows = Vec::new();
    for layer in layers() {
        rows.push(Row { layer, reach: Reach::new(&(layer.count)(&app, day).await?, day) });
    }
    let drawn = rows.iter().position(|row| row.layer.name == filter.layer).unwrap_or(0);
    let choices = layers().iter().map(|layer| Choice::new(layer.name, msg(layer.title))).collect();
    Ok(Index { map: map(&rows[drawn]), rows, drawn, choices, day })
}

fn map(row: &Row) -> ProvinceMap {
    let province = |(place, count): &(&'static Place, i64)| {
        let code = place.code.to_string();
        ProvinceCount {
            href: (row.layer.records)(&code),
            code,
            name: Bilingual::new(place.name_th, place.name_en),
            count: *count,
        }
    };
    ProvinceMap::new(
        Label::from(msg(row.layer.title)),
        row.layer.unit,
        row.reach.provinces.iter().map(province).collect(),
    )
}

/// The way to the map, on the register of clinics.
#[derive(Template)]
#[template(path = "coverage/way.html")]
struct Way;

/// Fills `Spot::Clinics`.
pub(super) fn way_from_clinics<'a>(_: &'a App, _: &'a Reader, _: Uuid) -> Filling<'a> {
    Box::pin(async { Ok(Some(Box::new(Way) as Piece)) })
}
