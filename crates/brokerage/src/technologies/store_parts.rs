//! What stands with a technology, in the database: its reviews, experts, pictures and papers.

use std::collections::HashMap;

use kit::show::Bilingual;
use kit::{Act, Db, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use super::expert::{Expert, INDEXED, NewExpert};
use super::record_parts::{expert, remark, review};
use super::review::{Part, Remark, Review, Verdict};

/// Reviews shown of one technology.
const REVIEWS: u64 = 10;

/// The last reviews of a technology with their remarks, the latest first. Two queries.
pub(super) async fn list_reviews(db: &Db, technology: Uuid) -> Result<Vec<Review>> {
    let rows = review::Entity::find()
        .filter(review::Column::TechnologyId.eq(technology))
        .order_by_desc(review::Column::ReviewedAt)
        .order_by_desc(review::Column::Id)
        .limit(REVIEWS)
        .all(db.reader())
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids = rows.iter().map(|row| row.id);
    let remarks = remark::Entity::find().filter(remark::Column::ReviewId.is_in(ids)).all(db.reader()).await?;
    let of = |id: Uuid| {
        // In the order of the form.
        let own = |part: &Part| remarks.iter().find(|row| row.review_id == id && row.part == part.as_str());
        let all = Part::ALL.iter().filter_map(|part| Some(Remark { part: *part, text: own(part)?.remark.clone() }));
        all.collect()
    };
    Ok(rows
        .into_iter()
        .map(|row| Review {
            id: row.id,
            clinic: row.clinic_id,
            verdict: Verdict::from_word(&row.verdict).unwrap_or(Verdict::Returned),
            at: row.reviewed_at,
            remarks: of(row.id),
        })
        .collect())
}

/// Keeps a review.
pub(super) async fn save_review(act: &Act, technology: Uuid, one: &Review) -> Result<()> {
    let row = review::ActiveModel {
        id: Set(one.id),
        technology_id: Set(technology),
        clinic_id: Set(one.clinic),
        verdict: Set(one.verdict.as_str().to_owned()),
        reviewed_at: Set(one.at),
    };
    review::Entity::insert(row).exec_without_returning(act.db()).await?;
    if one.remarks.is_empty() {
        return Ok(());
    }
    let rows = one.remarks.iter().map(|remark| remark::ActiveModel {
        review_id: Set(one.id),
        part: Set(remark.part.as_str().to_owned()),
        remark: Set(remark.text.clone()),
    });
    remark::Entity::insert_many(rows).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Who knows each of these technologies.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_experts(db: &Db, technologies: &[Uuid]) -> Result<HashMap<Uuid, Vec<Expert>>> {
    let rows = expert::Entity::find()
        .filter(expert::Column::TechnologyId.is_in(technologies.to_vec()))
        .order_by_asc(expert::Column::AddedAt)
        .order_by_asc(expert::Column::Id)
        .all(db.reader())
        .await?;
    let mut found: HashMap<Uuid, Vec<Expert>> = HashMap::new();
    for row in rows {
        found.entry(row.technology_id).or_default().push(expert_of(row));
    }
    Ok(found)
}

pub(super) fn expert_of(row: expert::Model) -> Expert {
    let told = NewExpert {
        name: row.name,
        expertise: Bilingual { th: row.expertise_th, en: row.expertise_en },
        workplace: row.workplace,
        named: row.named,
        free: row.free,
    };
    Expert { id: row.id, told }
}

/// Writes down who knows it.
pub(super) async fn save_expert(act: &Act, technology: Uuid, one: &Expert) -> Result<()> {
    let told = &one.told;
    let row = expert::ActiveModel {
        id: Set(one.id),
        technology_id: Set(technology),
        name: Set(told.name.clone()),
        expertise_th: Set(told.expertise.th.clone()),
        expertise_en: Set(told.expertise.en.clone()),
        workplace: Set(told.workplace.clone()),
        named: Set(told.named),
        free: Set(told.free),
        added_at: Set(act.now()),
    };
    expert::Entity::insert(row).exec_without_returning(act.db()).await?;
    act.changed(INDEXED, [one.id]).await
}

/// Forgets somebody; answers whether they were there.
pub(super) async fn delete_expert(act: &Act, technology: Uuid, id: Uuid) -> Result<bool> {
    let gone = expert::Entity::delete_many()
        .filter(expert::Column::Id.eq(id))
        .filter(expert::Column::TechnologyId.eq(technology))
        .exec(act.db())
        .await?;
    act.changed(INDEXED, [id]).await?;
    Ok(gone.rows_affected > 0)
}

/// Of these technologies, those whose last review sent them back. One query.
pub(super) async fn list_returned(db: &Db, technologies: Vec<Uuid>) -> Result<Vec<Uuid>> {
    let rows = review::Entity::find()
        .filter(review::Column::TechnologyId.is_in(technologies))
        .order_by_asc(review::Column::ReviewedAt)
        .order_by_asc(review::Column::Id)
        .all(db.reader())
        .await?;
    // The last that is put in is the latest.
    let last: HashMap<Uuid, String> = rows.into_iter().map(|row| (row.technology_id, row.verdict)).collect();
    Ok(last.into_iter().filter(|(_, verdict)| verdict == Verdict::Returned.as_str()).map(|(id, _)| id).collect())
}
