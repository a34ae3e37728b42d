//! What it costs to begin with a technology: between two amounts, and what they are for.

use kit::Message;
use kit::message::msg;
use kit::show::Bilingual;
use thai::Satang;

/// What it costs to begin.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cost {
    /// At least.
    pub least: Option<Satang>,
    /// At most.
    pub most: Option<Satang>,
    /// What that is for, and what comes later.
    pub note: Option<Bilingual>,
}

impl Cost {
    /// Has anybody said it?
    pub fn is_said(&self) -> bool {
        *self != Self::default()
    }

    /// Do the two amounts come one after the other?
    ///
    /// # Errors
    /// `technologies-cost-order` when the least is the more, or one is less than nothing.
    pub fn checked(self) -> Result<Self, Message> {
        let negative = [self.least, self.most].into_iter().flatten().any(|amount| amount < Satang::default());
        let turned = self.least.zip(self.most).is_some_and(|(least, most)| most < least);
        if negative || turned { Err(msg("technologies-cost-order")) } else { Ok(self) }
    }

    /// The amounts in words; `None` where nobody has said any.
    pub fn said(&self) -> Option<Message> {
        let baht = |amount: Satang| amount.to_string().trim_end_matches(".00").to_owned();
        match (self.least, self.most) {
            (None, None) => None,
            (_, Some(Satang(0))) => Some(msg("technologies-cost-nothing")),
            (Some(least), Some(most)) if least == most => Some(msg("technologies-cost-about").with("baht", baht(most))),
            (Some(least), Some(most)) => {
                Some(msg("technologies-cost-between").with("least", baht(least)).with("most", baht(most)))
            }
            (Some(least), None) => Some(msg("technologies-cost-from").with("baht", baht(least))),
            (None, Some(most)) => Some(msg("technologies-cost-up-to").with("baht", baht(most))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cost_is_said_as_people_say_it_and_never_turned_round() {
        let baht = |least: Option<i64>, most: Option<i64>| Cost {
            least: least.map(|baht| Satang(baht * 100)),
            most: most.map(|baht| Satang(baht * 100)),
            note: None,
        };
        for (least, most, said) in [
            (None, None, None),
            (Some(0), Some(0), Some("technologies-cost-nothing")),
            (Some(5_000), Some(5_000), Some("technologies-cost-about")),
            (Some(5_000), Some(20_000), Some("technologies-cost-between")),
            (Some(5_000), None, Some("technologies-cost-from")),
            (None, Some(5_000), Some("technologies-cost-up-to")),
        ] {
            let cost = baht(least, most);
            assert_eq!(cost.said().as_ref().map(Message::id), said);
            assert!(cost.checked().is_ok());
        }
        assert!(baht(Some(20), Some(5)).checked().is_err());
        assert!(baht(Some(-1), None).checked().is_err());
    }
}
