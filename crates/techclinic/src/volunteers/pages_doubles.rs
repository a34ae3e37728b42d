//! Who may stand in the register twice: proposed with reasons, decided by people.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use kit::message::msg;
use kit::web::{Form, Path, Query, address, see};
use kit::{Error, Message, Result, page};
use serde::Deserialize;
use std::collections::BTreeSet;
use uuid::Uuid;

use super::alike::reasons;
use super::forms::OtherVolunteerForm;
use super::verbs_entry::seen;
use super::volunteer::Volunteer;
use super::{policy, store_lists, verbs};
use crate::accounts::Reader;
use crate::app::App;
use crate::layout::filters;

/// Two who may be one, and why.
pub(super) struct Pair {
    pub(super) one: Volunteer,
    pub(super) other: Volunteer,
    pub(super) reasons: Vec<Message>,
}

/// The pairs in these groups of whom nobody said that they are two.
pub(super) fn pairs(groups: Vec<Vec<Volunteer>>, apart: &BTreeSet<(Uuid, Uuid)>) -> Vec<Pair> {
    let mut found = Vec::new();
    for group in groups {
        for (at, one) in group.iter().enumerate() {
            for other in &group[at + 1..] {
                let reasons = reasons(&one.told, &other.told);
                let told_apart = apart.contains(&(one.id.min(other.id), one.id.max(other.id)));
                if !reasons.is_empty() && !told_apart {
                    found.push(Pair { one: one.clone(), other: other.clone(), reasons });
                }
            }
        }
    }
    found
}

/// The page.
#[derive(Template)]
#[template(path = "volunteers/doubles.html")]
pub(super) struct Doubles {
    pairs: Vec<Pair>,
    writes: bool,
    next: Option<String>,
    first: Option<String>,
}
page!(Doubles, "volunteers-doubles-title");

/// Where to look on.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Place {
    after: String,
}

pub(super) async fn index(State(app): State<App>, reader: Reader, Query(place): Query<Place>) -> Result<Doubles> {
    policy::may_see_register(&reader)?;
    let (networks, whole) = seen(&app, &reader).await?;
    let ids = (!whole).then(|| networks.iter().map(|network| network.id).collect());
    let found = store_lists::list_groups(&app.db, &place.after, ids).await?;
    let everyone = found.groups.iter().flatten().map(|one| one.id).collect();
    let apart = store_lists::list_apart(&app.db, everyone).await?;
    Ok(Doubles {
        pairs: pairs(found.groups, &apart),
        writes: policy::may_register_somewhere(&reader).is_ok(),
        next: found.next.map(|after| address("/desk/volunteers/doubles", &[("after", &after)])),
        first: (!place.after.is_empty()).then(|| "/desk/volunteers/doubles".to_owned()),
    })
}

/// What is said when it did not work: the pair is shown no more, so the page says why.
fn refused(error: Error) -> Result<Message> {
    match error {
        Error::Conflict(message) => Ok(message),
        Error::Invalid(errors) => {
            Ok(errors.iter().next().map_or_else(|| msg("volunteers-unknown"), |one| one.1.clone()))
        }
        other => Err(other),
    }
}

pub(super) async fn merge(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<OtherVolunteerForm>,
) -> Result<Response> {
    let said = match verbs::merge(&app, &reader, &code, form.other.trim()).await {
        Ok(kept) => msg("volunteers-merged-into").with("code", kept.code),
        Err(error) => refused(error)?,
    };
    Ok(see("/desk/volunteers/doubles").saying(said).into_response())
}

pub(super) async fn tell_apart(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<OtherVolunteerForm>,
) -> Result<Response> {
    let said = match verbs::tell_apart(&app, &reader, &code, form.other.trim()).await {
        Ok(_) => msg("volunteers-told-apart"),
        Err(error) => refused(error)?,
    };
    Ok(see("/desk/volunteers/doubles").saying(said).into_response())
}
