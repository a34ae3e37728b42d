//! What was answered within a project or an area, for whoever counts it: the answers that stand, of those who have not
//! withdrawn, in the order in which they came.

use kit::{Db, Result};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationDef,
};
use uuid::Uuid;
use xlsform::Kind;

use super::participant::Participant;
use super::record::{participant, response};
use super::response::Response;

/// Answers read at once.
const BATCH: u64 = 500;

/// Some of the answers of one kind within a project or an area, with who gave each: those after one of them. Of
/// rehearsals alone, or of none.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_given(
    db: &Db,
    project_or_area: Uuid,
    kind: Kind,
    practice: bool,
    after: Option<Uuid>,
) -> Result<Vec<(Response, Participant)>> {
    let mut found = response::Entity::find()
        .join(JoinType::InnerJoin, to_participant())
        .select_also(participant::Entity)
        .filter(within(project_or_area))
        .filter(response::Column::Kind.eq(kind.code()))
        .filter(response::Column::Superseded.eq(false))
        .filter(participant::Column::Practice.eq(practice))
        .filter(participant::Column::WithdrawnAt.is_null())
        .order_by_asc(response::Column::Id)
        .limit(BATCH);
    if let Some(after) = after {
        found = found.filter(response::Column::Id.gt(after));
    }
    let rows = found.all(db.reader()).await?;
    let whole = rows.into_iter().filter_map(|(answer, person)| Some((answer, person?)));
    whole.map(|(answer, person)| Ok((Response::try_from(answer)?, Participant::from(person)))).collect()
}

fn to_participant() -> RelationDef {
    let to = response::Entity::belongs_to(participant::Entity);
    RelationDef::from(to.from(response::Column::ParticipantId).to(participant::Column::Id))
}

fn within(project_or_area: Uuid) -> Condition {
    Condition::any()
        .add(response::Column::AreaId.eq(project_or_area))
        .add(response::Column::ProjectId.eq(project_or_area))
}

/// How many could answer: N.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Reached {
    /// Persons who applied and were registered.
    pub registered: i64,
    /// Of these, who received the transfer.
    pub transferred: i64,
}

impl Reached {
    /// Those of whom a questionnaire is asked.
    pub fn of(self, kind: Kind) -> i64 {
        if kind == Kind::Application { self.registered } else { self.transferred }
    }
}

/// How many of a project or an area could answer.
///
/// # Errors
/// When the database cannot be read.
pub async fn count_reached(db: &Db, project_or_area: Uuid, practice: bool) -> Result<Reached> {
    let found = participant::Entity::find()
        .select_only()
        .column_as(participant::Column::Id.count(), "registered")
        .column_as(participant::Column::TransferredOn.count(), "transferred")
        .filter(
            Condition::any()
                .add(participant::Column::AreaId.eq(project_or_area))
                .add(participant::Column::ProjectId.eq(project_or_area)),
        )
        .filter(participant::Column::Practice.eq(practice))
        .filter(participant::Column::WithdrawnAt.is_null());
    Ok(found.into_model::<Reached>().one(db.reader()).await?.unwrap_or_default())
}
