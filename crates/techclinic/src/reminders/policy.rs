//! What is done with reminders; the program itself does it.

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Inside: the daily letter to one person.
    Post,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Post => "reminder.post",
        }
    }
}
