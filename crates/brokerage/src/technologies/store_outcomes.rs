//! What follow-up answers told of technologies, as totals.

use std::collections::HashMap;

use kit::{Act, Db, Result};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use super::benefit::{Benefit, OfGroup, Outcome, Outcomes, Setback};
use super::record::{benefit, outcome, told};

/// What a row of totals is about.
const GROUP: &str = "group";
const SETBACK: &str = "setback";

/// What those who used them reported, for each of `ids` that anybody reported on.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_outcomes(db: &Db, ids: &[Uuid]) -> Result<HashMap<Uuid, Outcomes>> {
    let of = outcome::Column::TechnologyId.is_in(ids.to_vec());
    let totals = outcome::Entity::find().filter(of).all(db.reader()).await?;
    let mut found: HashMap<Uuid, Outcomes> = totals
        .into_iter()
        .map(|row| (row.technology_id, Outcomes { answers: row.answers, applied: row.applied, ..Outcomes::default() }))
        .collect();
    let reported = benefit::Entity::find()
        .filter(benefit::Column::TechnologyId.is_in(found.keys().copied()))
        .filter(benefit::Column::Reported.gt(0))
        .order_by_desc(benefit::Column::Reported)
        .order_by_asc(benefit::Column::Benefit)
        .all(db.reader())
        .await?;
    for row in reported {
        if let (Some(outcomes), Some(benefit)) = (found.get_mut(&row.technology_id), Benefit::from_word(&row.benefit)) {
            outcomes.reported.push((benefit, row.reported));
        }
    }
    let told = told::Entity::find()
        .filter(told::Column::TechnologyId.is_in(found.keys().copied()))
        .filter(told::Column::Answers.gt(0))
        .order_by_desc(told::Column::Answers)
        .order_by_asc(told::Column::Word)
        .all(db.reader())
        .await?;
    for row in told {
        let Some(outcomes) = found.get_mut(&row.technology_id) else { continue };
        match (row.about.as_str(), Setback::from_word(&row.word)) {
            (SETBACK, Some(setback)) => outcomes.setbacks.push((setback, row.answers)),
            (GROUP, _) => {
                outcomes.groups.push(OfGroup { group: row.word, answers: row.answers, applied: row.applied });
            }
            _ => {}
        }
    }
    Ok(found)
}

/// Adds what one answer says of a kind of group, and of what kept the person from using it.
async fn save_told(act: &Act, technology: Uuid, told: &Outcome, sign: i32) -> Result<()> {
    let about = [(GROUP, told.group.clone()), (SETBACK, told.setback.map(|setback| setback.to_string()))];
    let rows = about.into_iter().filter_map(|(about, word)| {
        Some(told::ActiveModel {
            technology_id: Set(technology),
            about: Set(about.to_owned()),
            word: Set(word?),
            answers: Set(sign),
            applied: Set(if told.applied { sign } else { 0 }),
        })
    });
    let rows: Vec<told::ActiveModel> = rows.collect();
    if rows.is_empty() {
        return Ok(());
    }
    let added = |column: &str| Expr::cust(format!("technology_told.{column} + excluded.{column}"));
    let add = OnConflict::columns([told::Column::TechnologyId, told::Column::About, told::Column::Word])
        .value(told::Column::Answers, added("answers"))
        .value(told::Column::Applied, added("applied"))
        .to_owned();
    told::Entity::insert_many(rows).on_conflict(add).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Adds what one answer says, or takes it back with `sign` -1.
pub(super) async fn save_outcome(act: &Act, technology: Uuid, told: &Outcome, sign: i32) -> Result<()> {
    let row = outcome::ActiveModel {
        technology_id: Set(technology),
        answers: Set(sign),
        applied: Set(if told.applied { sign } else { 0 }),
    };
    let added = |column: &str| Expr::cust(format!("technology_outcome.{column} + excluded.{column}"));
    let add = OnConflict::column(outcome::Column::TechnologyId)
        .value(outcome::Column::Answers, added("answers"))
        .value(outcome::Column::Applied, added("applied"))
        .to_owned();
    outcome::Entity::insert(row).on_conflict(add).exec_without_returning(act.db()).await?;
    save_told(act, technology, told, sign).await?;
    if told.benefits.is_empty() {
        return Ok(());
    }
    let rows = told.benefits.iter().map(|one| benefit::ActiveModel {
        technology_id: Set(technology),
        benefit: Set(one.as_str().to_owned()),
        claimed: Set(false),
        reported: Set(sign),
    });
    let add = OnConflict::columns([benefit::Column::TechnologyId, benefit::Column::Benefit])
        .value(benefit::Column::Reported, Expr::cust("technology_benefit.reported + excluded.reported"))
        .to_owned();
    benefit::Entity::insert_many(rows).on_conflict(add).exec_without_returning(act.db()).await?;
    Ok(())
}
