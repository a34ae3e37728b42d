//! How published figures are kept, and by whom: files bring them, and people enter, correct and withdraw
//! them.

use kit::{Act, Db, Facts, Result};
use uuid::Uuid;

use super::figure::Figure;
use super::policy::{self, Verb};
use super::store;
use house::register::{May, Registered, Standing};

impl Registered for Figure {
    type Verb = Verb;

    const REGISTER: (Verb, May<Self>) = (Verb::Register, |reader, _| policy::may_register(reader));
    const CORRECT: (Verb, May<Self>) = (Verb::Correct, |reader, _| policy::may_correct(reader));
    const WITHDRAW: (Verb, May<Self>) = (Verb::Withdraw, |reader, _| policy::may_withdraw(reader));
    const BRING: Verb = Verb::Bring;
    const LETTER: char = 'F';
    const KEY: &'static str = "source";

    fn called(&self) -> String {
        format!("{} {} ({})", self.shown(), self.unit, self.as_of)
    }

    fn standing(&self) -> &Standing {
        &self.standing
    }

    fn given(&mut self) -> (&mut Uuid, &mut String, &mut Standing) {
        (&mut self.id, &mut self.code, &mut self.standing)
    }

    fn facts(&self, before: Option<&Self>) -> Facts {
        Facts::none()
            .with("fact", self.fact.clone())
            .with("as_of", self.as_of.clone())
            .with("source", self.source.clone())
            .with("value", self.shown())
            .with("value_before", before.map(Self::shown))
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

    async fn save(act: &Act, figure: &Self) -> Result<()> {
        store::save(act, figure).await
    }
}
