//! Where technologies have been transferred, in the database.

use kit::{Act, Result};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use super::record::{area, participant};

/// Has every area of a project had a day of transfer that somebody attended?
pub(super) async fn has_everywhere(act: &Act, project: Uuid) -> Result<bool> {
    let reached = Query::select()
        .expr(Expr::val(1))
        .from(participant::Entity)
        .and_where(participant::Column::AreaId.into_expr().equals((area::Entity, area::Column::Id)))
        .and_where(participant::Column::TransferredOn.lte(act.today()))
        .to_owned();
    let waiting = area::Entity::find()
        .filter(area::Column::ProjectId.eq(project))
        .filter(Expr::exists(reached).not())
        .count(act.db())
        .await?;
    Ok(waiting == 0)
}
