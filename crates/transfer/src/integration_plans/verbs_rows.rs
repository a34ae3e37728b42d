//! How rows of a plan are kept, and by whom: files bring them, and people enter, correct and withdraw them, as long
//! as the plan is compiled.

use std::collections::BTreeSet;

use kit::{Act, Db, Error, Facts, Result};
use uuid::Uuid;

use super::plan_row::PlanRow;
use super::policy::{self, Verb};
use super::{store, store_rows};
use house::register::{May, Registered, Standing};

/// Letters of a code that the register gives.
const CODE: usize = 8;

/// Gives new rows of one plan their identifiers, their numbers and, where they have none, their codes.
pub(super) async fn begin(act: &Act, plan: Uuid, new: &mut [PlanRow]) -> Result<()> {
    let mut number = store_rows::last_number(act, plan).await?;
    for row in new {
        number += 1;
        row.number = number;
        if row.id.is_nil() {
            row.id = act.new_id();
        }
        if row.code.is_empty() {
            row.code = format!("{}-{}", PlanRow::LETTER, act.chance().code(CODE).replace('-', ""));
        }
    }
    Ok(())
}

/// Are the plans of these rows still compiled? They are held until the act ends, so that none is frozen meanwhile.
async fn open_plans(act: &Act, rows: &[PlanRow]) -> Result<()> {
    let ids: BTreeSet<Uuid> = rows.iter().map(|row| row.plan).collect();
    for plan in store::list_for_change(act, ids.into_iter().collect()).await? {
        plan.open().map_err(Error::Conflict)?;
    }
    Ok(())
}

impl Registered for PlanRow {
    type Verb = Verb;

    const REGISTER: (Verb, May<Self>) = (Verb::Register, |reader, _| policy::may_register(reader));
    const CORRECT: (Verb, May<Self>) = (Verb::Correct, |reader, _| policy::may_correct(reader));
    const WITHDRAW: (Verb, May<Self>) = (Verb::Withdraw, |reader, _| policy::may_withdraw(reader));
    const BRING: Verb = Verb::Bring;
    const LETTER: char = 'B';

    fn called(&self) -> String {
        self.name.th.clone()
    }

    fn standing(&self) -> &Standing {
        &self.standing
    }

    fn given(&mut self) -> (&mut Uuid, &mut String, &mut Standing) {
        (&mut self.id, &mut self.code, &mut self.standing)
    }

    fn facts(&self, _: Option<&Self>) -> Facts {
        Facts::none()
            .with("name", self.name.th.clone())
            .with("amount", self.amount.map(|amount| amount.to_string()))
            .with("provinces", self.provinces.clone())
    }

    async fn find(db: &Db, code: &str) -> Result<Option<Self>> {
        store_rows::find_by_code(db, code).await
    }

    async fn find_for_change(act: &Act, code: &str) -> Result<Option<Self>> {
        store_rows::find_for_change(act, code).await
    }

    async fn save_new(act: &Act, new: &[Self]) -> Result<()> {
        open_plans(act, new).await?;
        let plans: BTreeSet<Uuid> = new.iter().map(|row| row.plan).collect();
        for plan in plans {
            let mut rows: Vec<Self> = new.iter().filter(|row| row.plan == plan).cloned().collect();
            begin(act, plan, &mut rows).await?;
            store_rows::save_new(act, &rows).await?;
        }
        Ok(())
    }

    async fn save(act: &Act, row: &Self) -> Result<()> {
        open_plans(act, std::slice::from_ref(row)).await?;
        let by_hand = Self { compiled: false, ..row.clone() };
        store_rows::save(act, &[by_hand]).await
    }
}
