//! Projects beside one another: that of the year before, and that of the year after.

use kit::{Act, Db, Result};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};
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
pub(super) async fn list_handed_in(db: &Db, call: Uuid, clinic: Uuid, but: Uuid) -> Result<Vec<String>> {
    let open = [Status::Draft, Status::Returned, Status::Cancelled].map(Status::as_str);
    let handed_in = Column::CallId.eq(call).and(Column::LeadClinicId.eq(clinic)).and(Column::Status.is_not_in(open));
    let codes = Entity::find().select_only().column(Column::Code).filter(handed_in).filter(Column::Id.ne(but));
    Ok(codes.order_by_asc(Column::Code).into_tuple().all(db.reader()).await?)
}

/// The code of the one that was opened from it and not given up, inside an act.
pub(super) async fn find_next_in(act: &Act, project: Uuid) -> Result<Option<String>> {
    let opened = Column::ContinuesId.eq(project).and(Column::Status.ne(Status::Cancelled.as_str()));
    Ok(Entity::find().select_only().column(Column::Code).filter(opened).into_tuple().one(act.db()).await?)
}
