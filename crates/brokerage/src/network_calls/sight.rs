//! How much of the need behind a call a reader sees. A need that strangers may not read is still asked about
//! in the network: by what clinic and community found the problem to be, never in the teller's words.

use std::collections::HashMap;

use uuid::Uuid;

use crate::needs::{Need, summary};

/// How much of a need somebody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// What was told, and the smallest place that is known.
    Whole,
    /// The problem as it was analysed, and the province.
    Problem,
}

/// The need behind a call, as far as a reader sees it.
#[derive(Clone, Debug)]
pub struct Told {
    /// What is told of it, numbers of persons masked.
    pub text: String,
    /// Official code of the place.
    pub place: String,
    /// The need's own code, for whoever may open its page.
    pub code: Option<String>,
}

impl Told {
    /// What this much of a need tells. `problems`: what its joint analyses found, the latest last.
    pub fn of(need: &Need, sight: Sight, problems: &[String]) -> Self {
        match sight {
            Sight::Whole => Self {
                text: kit::masked(&need.told.text).into_owned(),
                place: need.place_code().to_owned(),
                code: Some(need.code.clone()),
            },
            Sight::Problem => Self {
                text: kit::masked(problems.last().map_or("", String::as_str)).into_owned(),
                place: need.told.province.clone(),
                code: None,
            },
        }
    }

    /// The beginning of it.
    pub fn summary(&self) -> String {
        summary(&self.text)
    }
}

/// The needs behind some calls, by their identifiers.
pub type Tellings = HashMap<Uuid, Told>;
