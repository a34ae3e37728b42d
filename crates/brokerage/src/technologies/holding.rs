//! Whose a technology is. Local wisdom (ภูมิปัญญาไทย) belongs to a person or a community, never to the
//! clinic: what they agreed to, freely and beforehand, how they want to be named, how much may be read
//! and whether it may be used for profit stand with it (docs/requirements.md F6).

use chrono::NaiveDate;
use kit::message::msg;
use kit::show::Bilingual;
use kit::{Message, words};
use uuid::Uuid;

words! {
    /// Who holds local wisdom.
    HolderKind {
        /// One person or family.
        Person = "person",
        /// A community together.
        Community = "community",
    }
}

words! {
    /// How much of it its holder lets everybody read.
    Disclosure {
        /// All that is written here.
        Whole = "whole",
        /// That there is such a thing and what it does; how it is done is told by the holder.
        Brief = "brief",
    }
}

words! {
    /// May it be used for profit?
    Commercial {
        /// By anybody who names the holder.
        Free = "free",
        /// With an agreement with the holder.
        Agreed = "agreed",
        /// Never.
        Never = "never",
    }
}

/// Whose it is, and what they agreed to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Holding {
    /// Whose it is. Of local wisdom this is a person or a community, and never public.
    pub holder: Option<String>,
    /// Which of the two.
    pub kind: Option<HolderKind>,
    /// How the holder wants to be named; public.
    pub credit: Option<Bilingual>,
    /// Who agreed and how, freely and beforehand; never public.
    pub consent: Option<String>,
    /// The day they agreed.
    pub consented_on: Option<NaiveDate>,
    /// How much of it everybody may read.
    pub disclosure: Option<Disclosure>,
    /// May it be used for profit?
    pub commercial: Option<Commercial>,
    /// The technology it extends: research that grew out of local wisdom.
    pub builds_on: Option<Uuid>,
}

impl Holding {
    /// May local wisdom so held be shown to everybody?
    ///
    /// # Errors
    /// `technologies-holder-missing`, `technologies-consent-missing` or `technologies-credit-missing`.
    pub fn may_be_shown(&self) -> Result<(), Message> {
        if self.holder.is_none() {
            return Err(msg("technologies-holder-missing"));
        }
        if self.consent.is_none() || self.consented_on.is_none() {
            return Err(msg("technologies-consent-missing"));
        }
        if self.credit.is_none() {
            return Err(msg("technologies-credit-missing"));
        }
        Ok(())
    }
}
