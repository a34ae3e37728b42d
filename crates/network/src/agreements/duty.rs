//! What each side of a clinic's agreement has taken on, in the words of seed 002 (docs/requirements.md
//! A2-06, A2-07): five duties of the ministry, five of the institutes.

use kit::words;

words! {
    /// Whose duty.
    Side {
        /// The ministry.
        Ministry = "ministry",
        /// The institutes of the clinic.
        Institute = "institute",
    }
}

/// A duty: whose, and its letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duty {
    /// Whose.
    pub side: Side,
    /// Its letter among that side's.
    pub letter: char,
}

/// The letters of the duties of each side.
const LETTERS: [char; 5] = ['a', 'b', 'c', 'd', 'e'];

impl Duty {
    /// The duties of one side, in order.
    pub fn of(side: Side) -> [Self; 5] {
        LETTERS.map(|letter| Self { side, letter })
    }

    /// The end of the message that says its letter.
    pub fn letter_word(self) -> String {
        self.letter.to_string()
    }

    /// The end of the message that words it.
    pub fn word(self) -> String {
        format!("{}-{}", self.side, self.letter)
    }
}
