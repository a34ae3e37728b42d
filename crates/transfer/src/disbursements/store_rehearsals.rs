//! The money of projects that were rehearsals, to be cleared.

use kit::{Act, Result};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};
use uuid::Uuid;

use super::record::{carry_over, carry_over_extension, carry_over_line, disbursement, instalment, repayment};

/// Takes away everything of projects that were rehearsals.
pub(super) async fn delete_of_projects(act: &Act, projects: &[Uuid]) -> Result<()> {
    let these = || projects.iter().copied();
    let own = || disbursement::Column::ProjectId.is_in(these());
    let parted =
        disbursement::Entity::update_many().col_expr(disbursement::Column::CorrectsId, Expr::value(None::<Uuid>));
    parted.filter(own()).exec(act.db()).await?;
    disbursement::Entity::delete_many().filter(own()).exec(act.db()).await?;
    let carried = carry_over::Entity::find().select_only().column(carry_over::Column::Id);
    let carried = carried.filter(carry_over::Column::ProjectId.is_in(these())).into_query();
    let lines = carry_over_line::Entity::delete_many();
    lines.filter(carry_over_line::Column::CarryOverId.in_subquery(carried.clone())).exec(act.db()).await?;
    let later = carry_over_extension::Entity::delete_many();
    later.filter(carry_over_extension::Column::CarryOverId.in_subquery(carried)).exec(act.db()).await?;
    carry_over::Entity::delete_many().filter(carry_over::Column::ProjectId.is_in(these())).exec(act.db()).await?;
    repayment::Entity::delete_many().filter(repayment::Column::ProjectId.is_in(these())).exec(act.db()).await?;
    instalment::Entity::delete_many().filter(instalment::Column::ProjectId.is_in(these())).exec(act.db()).await?;
    Ok(())
}
