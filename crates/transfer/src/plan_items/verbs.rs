//! How items of plans are kept, and by whom: files bring them, and people enter, correct and withdraw them.

use kit::{Act, Db, Facts, Result};
use uuid::Uuid;

use super::plan_item::PlanItem;
use super::policy::{self, Verb};
use super::store;
use house::register::{May, Registered, Standing};

impl Registered for PlanItem {
    type Verb = Verb;

    const REGISTER: (Verb, May<Self>) = (Verb::Register, policy::may_register);
    const CORRECT: (Verb, May<Self>) = (Verb::Correct, policy::may_correct);
    const WITHDRAW: (Verb, May<Self>) = (Verb::Withdraw, policy::may_withdraw);
    const BRING: Verb = Verb::Bring;
    const LETTER: char = 'I';

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
            .with("level", self.level.as_str())
            .with("name", self.name.th.clone())
            .with("province", self.province.clone())
            .with("group", self.group.clone())
            .with("source", self.source.clone())
    }

    async fn find(db: &Db, code: &str) -> Result<Option<Self>> {
        store::find_by_code(db, code).await
    }

    async fn find_for_change(act: &Act, code: &str) -> Result<Option<Self>> {
        store::find_for_change(act, code).await
    }

    async fn save_new(act: &Act, new: &[Self]) -> Result<()> {
        store::save_new(act, new).await
    }

    async fn save(act: &Act, item: &Self) -> Result<()> {
        store::save(act, item).await
    }
}
