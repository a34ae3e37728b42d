//! How lines of work are kept, and by whom.

use kit::{Act, Db, Facts, Result};
use uuid::Uuid;

use super::policy::{self, Verb};
use super::programme::Programme;
use super::store;
use house::register::{May, Registered, Standing};

impl Registered for Programme {
    type Verb = Verb;

    const REGISTER: (Verb, May<Self>) = (Verb::Register, |reader, _| policy::may_register(reader));
    const CORRECT: (Verb, May<Self>) = (Verb::Correct, |reader, _| policy::may_correct(reader));
    const WITHDRAW: (Verb, May<Self>) = (Verb::Withdraw, |reader, _| policy::may_withdraw(reader));
    const BRING: Verb = Verb::Bring;
    const LETTER: char = 'W';

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
            .with("scope", self.scope.clone())
            .with("least_level", self.least_level.map(|level| level.to_string()))
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

    async fn save(act: &Act, programme: &Self) -> Result<()> {
        store::save(act, programme).await
    }
}
