//! The budget lines of a project on which money stands.

use kit::{Act, Result};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::record::{carry_over, carry_over_line, disbursement};

/// The lines that an entry names, withdrawn or not, or from which something is carried over.
pub(super) async fn list_lines_in(act: &Act, project: Uuid) -> Result<Vec<Uuid>> {
    let mut lines: Vec<Uuid> = disbursement::Entity::find()
        .select_only()
        .column(disbursement::Column::BudgetLineId)
        .distinct()
        .filter(disbursement::Column::ProjectId.eq(project))
        .into_tuple()
        .all(act.db())
        .await?;
    let of_project = Query::select()
        .column(carry_over::Column::Id)
        .from(carry_over::Entity)
        .and_where(carry_over::Column::ProjectId.eq(project))
        .to_owned();
    let carried: Vec<Uuid> = carry_over_line::Entity::find()
        .select_only()
        .column(carry_over_line::Column::BudgetLineId)
        .distinct()
        .filter(carry_over_line::Column::CarryOverId.in_subquery(of_project))
        .into_tuple()
        .all(act.db())
        .await?;
    lines.extend(carried);
    lines.sort_unstable();
    lines.dedup();
    Ok(lines)
}
