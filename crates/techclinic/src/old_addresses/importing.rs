//! Addresses of the former site as rows of files. An address that is known leads where the row says now.

use std::collections::HashMap;

use kit::form::text_within;
use kit::table::{Column, Row, Sheet};
use kit::{Act, FormErrors, Result};
use uuid::Uuid;

use super::old_address::{OldAddress, read_new, read_old};
use super::verbs::{self, Brought};
use super::{policy, store};
use house::accounts::Reader;
use house::app::App;
use house::exchange::{Kind, Saved, required};

/// Addresses of the former site.
pub struct OldAddresses;

impl Kind for OldAddresses {
    type Known = HashMap<String, OldAddress>;
    type Record = Brought;

    const NAME: &'static str = "old-addresses";
    const TITLE: &'static str = "old-addresses-records";
    const PLACE: u8 = 170;
    const COLUMNS: &'static [Column] = &[
        required("old", "ที่อยู่เดิม", "old-addresses-column-old"),
        required("new", "ที่อยู่ใหม่", "old-addresses-column-new"),
        required("source", "แหล่งที่มา", "old-addresses-column-source"),
    ];
    const KEY: &'static [&'static str] = &["old"];

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_import(reader)
    }

    async fn known(app: &App, _: &Reader, batch: &[Row]) -> Result<Self::Known> {
        let old = batch.iter().filter_map(|row| read_old(row.text("old")).ok()).collect();
        let found = store::list_of(&app.db, old).await?;
        Ok(found.into_iter().map(|address| (address.old.clone(), address)).collect())
    }

    fn check(known: &Self::Known, row: &Row) -> Result<Brought, FormErrors> {
        let mut errors = FormErrors::new();
        let old = errors.take("old", read_old(row.text("old")));
        let new = errors.take("new", read_new(row.text("new")));
        let source = errors.take("source", text_within(row.text("source"), 500));
        let (Some(old), Some(new), Some(source)) = (old, new, source) else { return Err(errors) };
        let before = known.get(&old).cloned();
        let id = before.as_ref().map_or(Uuid::nil(), |before| before.id);
        Ok(Brought { address: OldAddress { id, old, new, source }, before })
    }

    async fn save(act: &Act, records: &[Brought]) -> Result<Vec<Saved>> {
        verbs::bring(act, records).await
    }

    async fn export(app: &App, _: &Reader, sheet: &mut Sheet) -> Result<()> {
        for address in store::list(&app.db).await? {
            sheet.row(&[address.old.into(), address.new.into(), address.source.into()])?;
        }
        Ok(())
    }
}
