//! What belongs to projects that were rehearsals, to be cleared.

use kit::{Act, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};
use uuid::Uuid;

use super::record::{activity, attendance, participant, response, response_value};

/// Takes away everything of projects that were rehearsals: answers, attendances, people and days.
pub(super) async fn delete_of_projects(act: &Act, projects: &[Uuid]) -> Result<()> {
    let these = || projects.iter().copied();
    let answers = response::Entity::find().select_only().column(response::Column::Id);
    let answers = answers.filter(response::Column::ProjectId.is_in(these())).into_query();
    let values = response_value::Entity::delete_many().filter(response_value::Column::ResponseId.in_subquery(answers));
    values.exec(act.db()).await?;
    response::Entity::delete_many().filter(response::Column::ProjectId.is_in(these())).exec(act.db()).await?;
    let days = activity::Entity::find().select_only().column(activity::Column::Id);
    let days = days.filter(activity::Column::ProjectId.is_in(these())).into_query();
    attendance::Entity::delete_many().filter(attendance::Column::ActivityId.in_subquery(days)).exec(act.db()).await?;
    activity::Entity::delete_many().filter(activity::Column::ProjectId.is_in(these())).exec(act.db()).await?;
    let people = participant::Entity::delete_many().filter(participant::Column::ProjectId.is_in(these()));
    people.filter(participant::Column::Practice.eq(true)).exec(act.db()).await?;
    Ok(())
}
