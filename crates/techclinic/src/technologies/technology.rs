//! The noun: a technology that a clinic can transfer, and when it may be shown to the public
//! (docs/requirements.md A2-07, F6).

use kit::message::msg;
use kit::show::Bilingual;
use kit::{Message, Subject, Timestamp, words};
use uuid::Uuid;

use super::benefit::Benefit;

/// The longest name, in characters.
pub const NAME_MOST: usize = 300;
/// The longest summary, conditions or evidence: two pages.
pub const TEXT_MOST: usize = 6_000;
/// Characters of a summary in a list.
const BRIEF: usize = 110;
/// How often a word in the name counts, against once in the summary.
const NAME_WEIGHT: i32 = 3;

words! {
    /// Where a technology comes from.
    Kind {
        /// A result of research.
        Research = "research",
        /// What experts of the institute know and can do.
        Expertise = "expertise",
        /// ภูมิปัญญาไทย: it belongs to its holder, never to the clinic.
        LocalWisdom = "local_wisdom",
    }
}

words! {
    /// Who can see it.
    Status {
        /// Its clinic is still writing.
        Draft = "draft",
        /// Everyone.
        Published = "published",
        /// No longer offered; its page stays for what refers to it.
        Archived = "archived",
    }
}

impl Status {
    /// How a page colours it.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Draft => "info",
            Self::Published => "good",
            Self::Archived => "neutral",
        }
    }
}

/// A technology as it is entered: valid, not yet stored.
#[derive(Clone, Debug, PartialEq)]
pub struct NewTechnology {
    /// Its name.
    pub name: Bilingual,
    /// What it does and for whom, in words a villager reads.
    pub summary: Bilingual,
    /// The field of knowledge, an open list.
    pub field: String,
    /// Where it comes from.
    pub kind: Kind,
    /// Whose it is. Of local wisdom this is a person or a community, and never public.
    pub holder: Option<String>,
    /// How the holder wants to be named; public.
    pub credit: Option<String>,
    /// How and when the holder agreed, freely and beforehand; never public.
    pub consent: Option<String>,
    /// Official code of the province it comes from.
    pub province: String,
    /// Technology readiness level, 1 to 9 (ISO 16290).
    pub readiness: Option<i32>,
    /// Under which conditions it may be used.
    pub conditions: Option<String>,
    /// Papers, certificates, tests.
    pub evidence: Option<String>,
    /// What it is good for, as its clinic says.
    pub benefits: Vec<Benefit>,
}

/// A technology.
#[derive(Clone, Debug, PartialEq)]
pub struct Technology {
    /// Inside.
    pub id: Uuid,
    /// Short code for people.
    pub code: String,
    /// The clinic that offers it.
    pub clinic: Uuid,
    /// What was entered.
    pub told: NewTechnology,
    /// Who can see it.
    pub status: Status,
    /// Made up for the demonstration.
    pub invented: bool,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// Counts changes.
    pub version: i64,
}

impl Subject for Technology {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }
}

/// The beginning of a text, cut between words, for lists.
pub fn brief(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= BRIEF {
        return line;
    }
    let mut short = String::new();
    for word in thai::words::segment(&line) {
        if short.chars().count() + word.chars().count() > BRIEF {
            break;
        }
        short.push_str(&word);
    }
    short.push('…');
    short
}

impl NewTechnology {
    /// Whose it is, as the public may read it: of local wisdom only the credit its holder chose.
    pub fn public_holder(&self) -> Option<&str> {
        match self.kind {
            Kind::LocalWisdom => self.credit.as_deref(),
            _ => self.holder.as_deref(),
        }
    }

    /// The words it is found by, each with its weight: in the name thrice, elsewhere once.
    pub fn weighted_words(&self) -> std::collections::BTreeMap<String, i32> {
        let mut weights = std::collections::BTreeMap::new();
        let mut add = |text: &str, weight: i32| {
            for word in thai::words::words(text) {
                *weights.entry(word).or_insert(0) += weight;
            }
        };
        for name in [Some(self.name.th.as_str()), self.name.en.as_deref()].into_iter().flatten() {
            add(name, NAME_WEIGHT);
        }
        for text in
            [Some(self.summary.th.as_str()), self.summary.en.as_deref(), Some(&self.field)].into_iter().flatten()
        {
            add(text, 1);
        }
        weights
    }
}

impl Technology {
    /// Shown to everyone.
    ///
    /// # Errors
    /// `technologies-published-already`; `technologies-holder-missing` or
    /// `technologies-consent-missing` where local wisdom has no holder who agreed.
    pub fn published(self) -> Result<Self, Message> {
        if self.status == Status::Published {
            return Err(msg("technologies-published-already"));
        }
        if self.told.kind == Kind::LocalWisdom {
            if self.told.holder.is_none() {
                return Err(msg("technologies-holder-missing"));
            }
            if self.told.consent.is_none() {
                return Err(msg("technologies-consent-missing"));
            }
        }
        Ok(Self { status: Status::Published, ..self })
    }

    /// No longer offered.
    ///
    /// # Errors
    /// `technologies-archived-already`.
    pub fn archived(self) -> Result<Self, Message> {
        if self.status == Status::Archived {
            return Err(msg("technologies-archived-already"));
        }
        Ok(Self { status: Status::Archived, ..self })
    }

    /// As brought by a file from a register that is public already: local wisdom without a holder
    /// waits as a draft until somebody knows whose it is.
    pub fn brought(self) -> Self {
        let nobody = self.told.kind == Kind::LocalWisdom && self.told.holder.is_none();
        Self { status: if nobody { Status::Draft } else { Status::Published }, ..self }
    }

    /// With other words.
    ///
    /// # Errors
    /// `technologies-published-needs-holder` where a published one would become local wisdom that
    /// nobody agreed to show.
    pub fn revised(self, told: NewTechnology) -> Result<Self, Message> {
        let shown = self.status == Status::Published && told.kind == Kind::LocalWisdom;
        if shown && (told.holder.is_none() || told.consent.is_none()) {
            return Err(msg("technologies-published-needs-holder"));
        }
        Ok(Self { told, ..self })
    }

    /// The names of what differs from `other`, for the trail.
    pub fn changed_since(&self, other: &NewTechnology) -> Vec<&'static str> {
        let new = &self.told;
        let parts = [
            ("name", new.name != other.name),
            ("summary", new.summary != other.summary),
            ("field", new.field != other.field),
            ("kind", new.kind != other.kind),
            ("holder", new.holder != other.holder || new.credit != other.credit || new.consent != other.consent),
            ("province", new.province != other.province),
            ("readiness", new.readiness != other.readiness),
            ("conditions", new.conditions != other.conditions),
            ("evidence", new.evidence != other.evidence),
            ("benefits", new.benefits != other.benefits),
        ];
        parts.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
    }
}
