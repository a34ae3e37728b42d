//! What of this stands on the areas of a plan.

use kit::{Act, Result};
use uuid::Uuid;

use super::store_standing;
use crate::projects::{Found, Standing};

/// For projects: the areas where people took part, or a day of work is noted. Part of the act that amends the plan.
pub fn stand_on(act: &Act, project: Uuid) -> Found<'_> {
    Box::pin(areas(act, project))
}

async fn areas(act: &Act, project: Uuid) -> Result<Vec<Standing>> {
    Ok(store_standing::list_areas_in(act, project).await?.into_iter().map(Standing::Area).collect())
}
