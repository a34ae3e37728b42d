//! Answers in the database, each with its revisions and with what figures count of it.

use std::collections::BTreeSet;

use kit::{Act, Db, Error, Result};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use super::record::{response, response_value};
use super::response::Response;
use super::store::AT_ONCE;
use xlsform::Kind;

/// Which questionnaires these people have answered, in one query.
pub(super) async fn list_answered(
    connection: &impl ConnectionTrait,
    people: impl IntoIterator<Item = Uuid>,
) -> Result<BTreeSet<(Uuid, Kind)>> {
    let rows: Vec<(Uuid, String)> = response::Entity::find()
        .select_only()
        .columns([response::Column::ParticipantId, response::Column::Kind])
        .filter(response::Column::ParticipantId.is_in(people))
        .filter(response::Column::Superseded.eq(false))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows.into_iter().filter_map(|(person, kind)| Some((person, Kind::from_code(&kind)?))).collect())
}

/// The answer that stands for this person and kind.
pub(super) async fn find_response(
    connection: &impl ConnectionTrait,
    person: Uuid,
    kind: Kind,
) -> Result<Option<Response>> {
    let found = response::Entity::find()
        .filter(response::Column::ParticipantId.eq(person))
        .filter(response::Column::Kind.eq(kind.code()))
        .filter(response::Column::Superseded.eq(false));
    found.one(connection).await?.map(Response::try_from).transpose()
}

/// The answer of this instance.
pub(super) async fn find_instance(act: &Act, instance: &str) -> Result<Option<Response>> {
    let found = response::Entity::find().filter(response::Column::InstanceId.eq(instance));
    found.one(act.db()).await?.map(Response::try_from).transpose()
}

/// An answer by its identifier, inside an act.
pub(super) async fn find_by_id(act: &Act, id: Uuid) -> Result<Option<Response>> {
    response::Entity::find_by_id(id).one(act.db()).await?.map(Response::try_from).transpose()
}

/// All answers of a person with their revisions, newest first.
pub async fn list_responses(db: &Db, person: Uuid) -> Result<Vec<Response>> {
    let rows = response::Entity::find()
        .filter(response::Column::ParticipantId.eq(person))
        .order_by_desc(response::Column::RecordedAt)
        .order_by_desc(response::Column::Revision)
        .limit(100)
        .all(db.reader())
        .await?;
    rows.into_iter().map(Response::try_from).collect()
}

/// The answers of these people that stand.
pub(super) async fn list_standing(db: &Db, people: impl IntoIterator<Item = Uuid>) -> Result<Vec<Response>> {
    let found = response::Entity::find()
        .filter(response::Column::ParticipantId.is_in(people))
        .filter(response::Column::Superseded.eq(false));
    found.order_by_asc(response::Column::Id).all(db.reader()).await?.into_iter().map(Response::try_from).collect()
}

/// Writes new answers with what figures count of them.
pub(super) async fn save_new_responses(act: &Act, answers: &[(Response, Vec<(String, String)>)]) -> Result<()> {
    for some in answers.chunks(AT_ONCE) {
        let mut rows = Vec::with_capacity(some.len());
        for (answer, _) in some {
            rows.push(response_row(answer)?);
        }
        response::Entity::insert_many(rows).exec_without_returning(act.db()).await?;
    }
    let counted = answers.iter().flat_map(|(answer, counted)| counted.iter().map(|one| (answer.id, one)));
    let values: Vec<_> = counted
        .map(|(id, (name, value))| response_value::ActiveModel {
            response_id: Set(id),
            name: Set(name.clone()),
            value: Set(value.clone()),
        })
        .collect();
    for some in values.chunks(AT_ONCE) {
        response_value::Entity::insert_many(some.to_vec()).exec_without_returning(act.db()).await?;
    }
    Ok(())
}

fn response_row(answer: &Response) -> Result<response::ActiveModel> {
    Ok(response::ActiveModel {
        id: Set(answer.id),
        instance_id: Set(answer.instance.clone()),
        questionnaire_id: Set(answer.questionnaire),
        kind: Set(answer.kind.code().to_owned()),
        participant_id: Set(answer.participant),
        project_id: Set(answer.project),
        area_id: Set(answer.area),
        mode: Set(answer.mode.as_str().to_owned()),
        answered_on: Set(answer.answered_on),
        keyed_by: Set(answer.keyed_by),
        answers: Set(serde_json::to_value(&answer.answers)?),
        revision: Set(answer.revision),
        superseded: Set(answer.superseded),
        recorded_at: Set(answer.recorded_at),
    })
}

/// Notes that a later revision stands in an answer's place, unless one does already.
pub(super) async fn save_superseded(act: &Act, answer: Uuid) -> Result<()> {
    let change = response::ActiveModel { superseded: Set(true), ..Default::default() };
    let standing = response::Entity::update_many().set(change).filter(response::Column::Id.eq(answer));
    let changed = standing.filter(response::Column::Superseded.eq(false)).exec(act.db()).await?;
    if changed.rows_affected == 0 {
        return Err(Error::changed_meanwhile());
    }
    Ok(())
}
