//! Who may stand in the register twice: proposed with reasons, decided by people.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use kit::db::listing::Turns;
use kit::message::msg;
use kit::web::{Form, Path, Query, address, see, shown_again};
use kit::{Error, FormErrors, Message, Result, page};
use serde::Deserialize;
use std::collections::BTreeSet;
use uuid::Uuid;

use super::alike::reasons;
use super::forms::{MergeForm, OtherVolunteerForm};
use super::network::Network;
use super::verbs_doubles::{self, proposed};
use super::verbs_entry::{found, seen};
use super::volunteer::Volunteer;
use super::{policy, store_lists};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;

/// Two who may be one, and why.
pub(super) struct Pair {
    pub(super) one: Volunteer,
    pub(super) other: Volunteer,
    pub(super) reasons: Vec<Message>,
}

impl Pair {
    /// Where the other of the two is taken up into `kept`, once both were looked at.
    fn keeping(&self, kept: &Volunteer) -> String {
        let gone = if kept.id == self.one.id { &self.other } else { &self.one };
        address(&format!("/desk/volunteers/{}/merge", gone.code), &[("other", &kept.code)])
    }
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
    turns: Turns,
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
        turns: Turns {
            next: found.next.map(|after| address("/desk/volunteers/doubles", &[("after", &after)])),
            first: (!place.after.is_empty()).then(|| "/desk/volunteers/doubles".to_owned()),
        },
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

/// Both records side by side, before one is taken up into the other.
#[derive(Template)]
#[template(path = "volunteers/merge.html")]
pub(super) struct Merging {
    gone: (Volunteer, Network),
    /// The one that would stay; `None` while nobody has said which.
    kept: Option<(Volunteer, Network)>,
    reasons: Vec<Message>,
    form: MergeForm,
    errors: FormErrors,
}
page!(Merging, "volunteers-merge-title");

impl Merging {
    async fn with(app: &App, reader: &Reader, code: &str, form: MergeForm, mut errors: FormErrors) -> Result<Self> {
        let gone = found(app, reader, code).await?;
        policy::may_merge(reader, &gone.1, &gone.1)?;
        let kept = match form.other.trim() {
            "" => None,
            // Of whom the reader may not know, there is nobody.
            other => found(app, reader, other).await.ok(),
        };
        if kept.is_none() && !form.other.trim().is_empty() && errors.is_empty() {
            errors.add("other", msg("volunteers-unknown"));
        }
        let reasons = match &kept {
            Some((kept, network)) => {
                policy::may_merge(reader, &gone.1, network)?;
                proposed(app, &gone.0, kept).await?
            }
            None => Vec::new(),
        };
        Ok(Self { gone, kept, reasons, form, errors })
    }

    fn action(&self) -> String {
        format!("/desk/volunteers/{}/merge", self.gone.0.code)
    }
}

pub(super) async fn merging(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Query(form): Query<MergeForm>,
) -> Result<Merging> {
    Merging::with(&app, &reader, &code, form, FormErrors::new()).await
}

pub(super) async fn merge(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<MergeForm>,
) -> Result<Response> {
    match verbs_doubles::merge(&app, &reader, &code, &form).await {
        Ok(kept) => {
            let said = msg("volunteers-merged-into").with("code", kept.code);
            Ok(see("/desk/volunteers/doubles").saying(said).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            Ok((status, Merging::with(&app, &reader, &code, form, errors).await?).into_response())
        }
    }
}

pub(super) async fn split(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    let said = match verbs_doubles::split(&app, &reader, &code).await {
        Ok(_) => msg("volunteers-split-done"),
        Err(error) => refused(error)?,
    };
    Ok(see(format!("/desk/volunteers/{code}")).saying(said).into_response())
}

pub(super) async fn tell_apart(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<OtherVolunteerForm>,
) -> Result<Response> {
    let said = match verbs_doubles::tell_apart(&app, &reader, &code, form.other.trim()).await {
        Ok(_) => msg("volunteers-told-apart"),
        Err(error) => refused(error)?,
    };
    Ok(see("/desk/volunteers/doubles").saying(said).into_response())
}
