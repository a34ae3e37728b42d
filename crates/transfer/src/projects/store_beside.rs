//! Projects beside one another: that of the year before, and that of the year after.

use kit::{Act, Db, Result};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::project::{Project, Status};
use super::record::{Column, Entity};
use super::store::list_names;
use super::version::ProjectName;

/// The project it continues, and the one that continues it.
pub(super) async fn list_beside(db: &Db, project: &Project) -> Result<(Option<ProjectName>, Option<ProjectName>)> {
    let mut which = Column::ContinuesId.eq(project.id).and(Column::Status.ne(Status::Cancelled.as_str()));
    if let Some(continues) = project.continues {
        which = which.or(Column::Id.eq(continues));
    }
    let (of_last_year, of_next_year): (Vec<_>, Vec<_>) =
        list_names(db.reader(), which).await?.into_iter().partition(|name| Some(name.id) == project.continues);
    Ok((of_last_year.into_iter().next(), of_next_year.into_iter().next()))
}

/// The codes of a clinic's proposals to a call that were handed in, but for this one's.
pub(super) async fn list_handed_in(db: &impl ConnectionTrait, call: Uuid, project: &Project) -> Result<Vec<String>> {
    let open = [Status::Draft, Status::Returned].map(Status::as_str);
    // What was rejected has had its turn; what was given up before has not.
    let given_up = Column::Status.eq(Status::Cancelled.as_str()).and(Column::Outcome.is_null());
    let handed_in = Column::CallId
        .eq(call)
        .and(Column::LeadClinicId.eq(project.lead_clinic))
        .and(Column::Practice.eq(project.practice))
        .and(Column::Status.is_not_in(open))
        .and(given_up.not());
    let codes = Entity::find().select_only().column(Column::Code).filter(handed_in).filter(Column::Id.ne(project.id));
    Ok(codes.order_by_asc(Column::Code).into_tuple().all(db).await?)
}

/// The code of the one that was opened from it and not given up, inside an act.
pub(super) async fn find_next_in(act: &Act, project: Uuid) -> Result<Option<String>> {
    let opened = Column::ContinuesId.eq(project).and(Column::Status.ne(Status::Cancelled.as_str()));
    Ok(Entity::find().select_only().column(Column::Code).filter(opened).into_tuple().one(act.db()).await?)
}
