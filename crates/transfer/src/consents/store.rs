//! What was said, in the database.

use std::collections::BTreeMap;

use kit::{Act, Db, Result};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use super::consent::{Consent, Standing, standing};
use super::record::consent::{ActiveModel, Column, Entity};

use crate::responses::{self, Participant, Response};
use xlsform::Kind;

/// People asked about at once: fewer than the parameters a statement of either engine can hold.
const AT_ONCE: usize = 500;

/// What somebody said of each purpose after they applied, the newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_consents(connection: &impl ConnectionTrait, participant: Uuid) -> Result<Vec<Consent>> {
    let rows = Entity::find()
        .filter(Column::ParticipantId.eq(participant))
        .order_by_desc(Column::SaidOn)
        .order_by_desc(Column::MadeAt)
        .order_by_desc(Column::Id);
    rows.all(connection).await?.into_iter().map(|row| Ok(Consent::try_from(row)?)).collect()
}

/// What is known of somebody's consents.
pub(super) struct Known {
    /// The application that stands.
    pub(super) application: Option<Response>,
    /// What was said since, the newest first.
    pub(super) said: Vec<Consent>,
    /// What stands of each purpose.
    pub(super) standing: [Standing; 3],
}

/// What is known of one person's.
pub(super) async fn find_known(db: &Db, person: &Participant) -> Result<Known> {
    let said = list_consents(db.reader(), person.id).await?;
    let answers = responses::list_responses(db, person.id).await?;
    let application = answers.into_iter().find(|one| one.kind == Kind::Application && !one.superseded);
    Ok(Known { standing: standing(person, application.as_ref(), &said), application, said })
}

/// The same of many people.
pub(super) async fn list_consents_of(db: &Db, people: &[Uuid]) -> Result<BTreeMap<Uuid, Vec<Consent>>> {
    let mut found: BTreeMap<Uuid, Vec<Consent>> = BTreeMap::new();
    for some in people.chunks(AT_ONCE) {
        let rows = Entity::find().filter(Column::ParticipantId.is_in(some.iter().copied()));
        for row in rows.all(db.reader()).await? {
            found.entry(row.participant_id).or_default().push(Consent::try_from(row)?);
        }
    }
    Ok(found)
}

/// Writes what somebody said.
pub(super) async fn save_new(act: &Act, consent: &Consent) -> Result<()> {
    let told = consent.told.clone();
    let (guardian, relation) = told.guardian.unzip();
    let row = ActiveModel {
        id: Set(consent.id),
        participant_id: Set(consent.participant),
        purpose: Set(told.purpose.as_str().to_owned()),
        agreed: Set(told.agreed),
        said_on: Set(told.said_on),
        way: Set(told.way.as_str().to_owned()),
        guardian: Set(guardian),
        relation: Set(relation.map(|relation| relation.as_str().to_owned())),
        note: Set(told.note),
        made_by: Set(consent.made_by),
        made_at: Set(consent.made_at),
    };
    Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}
